"""The Spark session a run works in, and what must be installed for one."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from extractor.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL: Final = "local[*]"
LOGGING: Final = Path(__file__).with_name("log4j2.properties")
SETTINGS: Final = MappingProxyType(
    {
        "spark.app.name": "bulletin-extractor",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "1g",  # the heap of the JVM that is started here: flat because it is bounded
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={LOGGING.as_uri()}",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        "spark.sql.execution.arrow.maxBytesPerBatch": str(16 << 20),
        "spark.sql.files.maxPartitionBytes": str(8 << 20),  # small tasks: no core waits long for the last one
        "spark.sql.files.openCostInBytes": str(64 << 10),
        "spark.sql.session.timeZone": "Asia/Shanghai",
    }
)
"""What a run asks for where neither spark-submit nor spark-defaults.conf says anything."""


def open_session(master: str | None = None) -> SparkSession:
    """The session of `master`, else of the one that spark-submit names, else of all cores of this machine.

    UsageError where pyspark, a Java or the master cannot be found.
    """
    require_spark()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    from pyspark import SparkConf  # noqa: PLC0415  # half a second, for those who ask for Spark
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    conf = SparkConf()
    for name, value in SETTINGS.items():
        conf.setIfMissing(name, value)
    if master:
        conf.setMaster(master)
    conf.setIfMissing("spark.master", LOCAL)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        try:
            return SparkSession.builder.config(conf=conf).getOrCreate()
        except PySparkException as error:
            said = str(error).strip().partition("\n")[0]
            raise UsageError(
                f"--master {master or LOCAL}: no Spark session ({said}); check the master's URL",
                f"--master {master or LOCAL}：无法建立 Spark 会话（{said}）；请核对集群地址",
            ) from error


def require_spark() -> None:
    """UsageError where pyspark or Java is missing."""
    try:
        import pyspark  # noqa: F401, PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(
            "Spark: pyspark is not installed; run: pip install 'bulletin-extractor[spark]'",
            "Spark：未安装 pyspark；请运行 pip install 'bulletin-extractor[spark]'",
        ) from error
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else None
    if not (java and java.exists()) and shutil.which("java") is None:
        raise UsageError(
            "Spark: no Java found on PATH or in JAVA_HOME; wanted is Java 17 or 21;"
            " install it (Debian, Ubuntu: apt install openjdk-17-jre-headless)",
            "Spark：PATH 和 JAVA_HOME 中都没有 Java；需要 Java 17 或 21，请安装"
            "（Debian、Ubuntu：apt install openjdk-17-jre-headless）",
        )
