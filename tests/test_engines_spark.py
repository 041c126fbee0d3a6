"""Spark gives the facts of one machine, goes on where it was stopped, and loses nothing.  Needs Java 17."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made import OWN_RULE
from pages import ROOT, commands_in, run_commands, run_python
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import Row as SparkRow
from varied import varied

from extractor.checks import check
from extractor.cli.app import run as main
from extractor.engines.reading import Known
from extractor.engines.spark.claims import contradictions
from extractor.engines.spark.frame import documents_of, extract_frame, facts_of, quarantine_of
from extractor.engines.spark.inputs import list_files
from extractor.engines.spark.journal import read_journal
from extractor.engines.spark.plan import File, latest, planned
from extractor.engines.spark.reprints import reprints_of
from extractor.engines.spark.run import Outcome, run, settings_of
from extractor.engines.spark.series import SERIES_COLUMNS, STATED_COLUMNS, timelines
from extractor.engines.spark.session import open_session, require_spark
from extractor.engines.spark.shipping import needs
from extractor.errors import StoreError, UsageError
from extractor.model import Document, Fact
from extractor.pipeline import Extractor
from extractor.readers import read_all
from extractor.readers.limits import DEFAULT
from extractor.readers.metadata import Metadata, Row
from extractor.rulebook.load import load_rules
from extractor.store.parquet import NUMBERS
from extractor.store.records import json_line
from extractor.timeline import timeline

PAGE = ROOT / "docs" / "how-to-spark.md"
NEEDS = needs(None, Known(Metadata({})), DEFAULT, "zh")


class Watcher:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.files = self.current = self.done = 0

    def begin(self, files: int, current: int) -> None:
        self.files, self.current = files, current

    def advance(self, files: int) -> None:
        self.done += files


@pytest.fixture(scope="module")
def java() -> Iterator[None]:
    """One Java for this module and for the commands it starts: it takes ten seconds of processor to start and warm up.

    A UsageError says what is missing: Java, or the extra.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # for a short life
        patch.setenv("SPARK_CONF_DIR", str(Path(__file__).with_name("spark")))
        patch.setenv("PYTHONPATH", f"{Path(__file__).parent}{os.pathsep}{ROOT}")  # where Spark looks for its daemon
        session = open_session("local[2]")
        gateway = session.sparkContext._gateway.gateway_parameters  # noqa: SLF001  # as spark-submit tells it to Python
        patch.setenv("PYSPARK_GATEWAY_PORT", str(gateway.port))
        patch.setenv("PYSPARK_GATEWAY_SECRET", gateway.auth_token)
        yield
        open_session("local[2]").stop()


@pytest.fixture
def spark(java: None) -> SparkSession:  # noqa: ARG001  # started before
    """The session of this module; a new one in the same Java where it was stopped."""
    return open_session("local[2]")


@pytest.fixture(scope="module")
def binaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with commands_in(tmp_path_factory.mktemp("commands")) as folder:
        yield folder


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(varied(2000))


def sorted_lines(facts: Iterable[Fact]) -> list[bytes]:
    return sorted(json_line(fact) for fact in facts)


def facts_in(folder: Path) -> list[Fact]:
    """The facts of a Parquet table, as values again."""
    rows = pq.ParquetDataset(folder, partitioning=None).read().to_pylist()
    return [Fact(**row | {"flags": tuple(row["flags"])}) for row in rows]


def go(spark: SparkSession, source: Path, output: Path, *, part_bytes: int = 1 << 20) -> tuple[Outcome, Watcher]:
    watcher = Watcher()
    files = list_files(spark, [source.as_posix()], without=[output])
    return run(spark, files, str(output), NEEDS, watcher=watcher, part_bytes=part_bytes), watcher


def write_lines(path: Path, documents: list[Document]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = b"".join(json_line(document) for document in documents)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> Path:
    """Two thousand documents in three files, one of them larger than the others, one packed, none naming its source."""
    folder = tmp_path_factory.mktemp("lines") / "全省 a%"
    bare = [Document(text=document.text) for document in documents]
    write_lines(folder / "large.jsonl", bare[:1500])
    write_lines(folder / "small.jsonl", bare[1500:1700])
    write_lines(folder / "packed.jsonl.gz", bare[1700:])
    return folder


def test_two_thousand_documents_give_the_facts_of_the_local_engine_byte_for_byte(
    spark: SparkSession, lines: Path, tmp_path: Path, extractor: Extractor
) -> None:
    wanted: list[Fact] = []
    for path in sorted(lines.iterdir()):
        for document in read_all(path):
            wanted += extractor.extract(document)
    outcome, _ = go(spark, lines, tmp_path / "out")
    got = facts_in(tmp_path / "out" / "facts")

    assert (outcome.documents, outcome.facts, outcome.refused) == (2000, len(wanted), 0)
    assert len(wanted) > 10_000
    assert sorted_lines(got) == sorted_lines(wanted)


def test_a_table_and_a_frame_give_what_the_same_lines_give(
    spark: SparkSession, documents: list[Document], tmp_path: Path, extractor: Extractor
) -> None:
    few = documents[:60]
    rows = [{"text": one.text, "source": one.source, "published": date(2022, 3, 1)} for one in few]
    (tmp_path / "in").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in" / "table.parquet")
    wanted = [f for one in few for f in extractor.extract(one, published=date(2022, 3, 1))]
    go(spark, tmp_path / "in", tmp_path / "out")
    frame = spark.createDataFrame([(row["source"], row["text"]) for row in rows], "url string, words string")
    results = extract_frame(frame, text="words", source="url", published=date(2022, 3, 1), keep=["url"])
    made = [row.asDict() for row in facts_of(results).drop("url").collect()]

    assert sorted_lines(facts_in(tmp_path / "out" / "facts")) == sorted_lines(wanted)
    assert sorted_lines(Fact(**row | {"flags": tuple(row["flags"])}) for row in made) == sorted_lines(wanted)
    assert {row.url for row in documents_of(results).select("url").collect()} == {one.source for one in few}


def test_what_cannot_be_used_is_put_aside_with_its_reason_and_its_text(spark: SparkSession) -> None:
    wide = "全省收入" + "9" * 40 + "元。"
    rows = [("a", "收入3亿元。"), ("b", None), ("c", " "), ("d", wide)]
    results = extract_frame(spark.createDataFrame(rows, "source string, text string"))
    aside = {row.source: (row.reason, row.text) for row in quarantine_of(results).collect()}

    assert aside == {"b": ("empty", None), "c": ("empty", " "), "d": ("too_wide", wide)}
    assert [row.value for row in facts_of(results).collect()] == [Decimal(300_000_000)]


def test_folders_go_through_the_readers(spark: SparkSession, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "甲.txt").write_text("全市收入12亿元。", encoding="gb18030")
    (folder / "乙.html").write_text("<html><body><p>全市支出9亿元。</p></body></html>", encoding="utf-8")
    (folder / "丙.docx").write_bytes(b"PK\3\4 broken")
    outcome, _ = go(spark, folder, tmp_path / "out")
    facts = {fact.source: fact.quote for fact in facts_in(tmp_path / "out" / "facts")}
    aside = pq.ParquetDataset(tmp_path / "out" / "quarantine", partitioning=None).read().to_pylist()

    assert facts == {(folder / "甲.txt").as_posix(): "12亿元", (folder / "乙.html").as_posix(): "9亿元"}
    assert (outcome.documents, outcome.refused) == (2, 1)
    assert [row["source"] for row in aside] == [(folder / "丙.docx").as_posix()]


@pytest.mark.parametrize("missing", ["java", "pyspark"])
def test_what_is_missing_is_said(missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    if missing == "pyspark":
        monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(UsageError, match=r"no Java found.*17" if missing == "java" else r"bulletin-extractor\[spark\]"):
        require_spark()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--engine", "flink"], "'flink' 不可用；可选 local, spark"),
        (["--master", "local[2]"], "请加 --engine spark"),
        (["--engine", "spark", "--format", "xlsx"], "只写 Parquet"),
        (["--engine", "spark", "--output", "-"], "请给出目录或 URI"),
        (["--engine", "spark", "--store", "a.db"], "请去掉 --store"),
        (["--engine", "spark", "--processes", "2"], "本机用 N 个核心请写 --master"),
    ],
)
def test_a_call_that_spark_does_not_take_is_refused(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(tmp_path), *options]) == 2
    assert message in capsys.readouterr().err


def test_parts_keep_their_files_and_new_files_get_new_parts() -> None:
    one, two, three = (File("jsonl", name, name, 10, "1") for name in "abc")
    table = File("parquet", "t", "t", 10, "1")
    first = planned([two, one, table], [], part_bytes=25)
    second = planned([one, three, table], first, part_bytes=25)

    assert [[file.path for file in part.files] for part in first] == [["a", "b"], ["t"]]
    assert [(part.number, [file.path for file in part.files]) for part in second] == [
        (0, ["a"]),
        (1, ["t"]),
        (2, ["c"]),
    ]
    assert second[0].digest("s") != first[0].digest("s")
    assert second[1].digest("s") == first[1].digest("s") != first[1].digest("other")


def test_a_run_that_was_stopped_goes_on_and_only_what_changed_is_read(
    spark: SparkSession, documents: list[Document], tmp_path: Path
) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    for number in range(3):
        write_lines(folder / f"{number}.jsonl", documents[number * 5 : number * 5 + 5])
    go(spark, folder, output, part_bytes=1)
    whole = sorted_lines(facts_in(output / "facts"))
    parts = latest(read_journal(spark, str(output)))
    # as if it had been killed between the tables of part 1: its facts half written, no line in the journal
    journal = next((output / "journal").glob("*"), None)
    assert journal is not None
    shutil.rmtree(output / "documents" / "part=00001")
    (output / "facts" / "part=00001" / "rest.parquet").write_bytes(b"half")
    for file in (output / "journal").glob("*.txt"):
        if parts[1].digest in file.read_text(encoding="utf-8"):
            file.unlink()
    again, watcher = go(spark, folder, output, part_bytes=1)

    assert (watcher.files, watcher.current, watcher.done) == (3, 2, 1)
    assert again == Outcome(15, len(whole), 0, 2)
    assert sorted_lines(facts_in(output / "facts")) == whole

    write_lines(folder / "1.jsonl", documents[5:9])  # one document fewer
    write_lines(folder / "9.jsonl", documents[9:10])  # and there it is
    (folder / "2.jsonl").unlink()
    changed, watcher = go(spark, folder, output, part_bytes=1)

    assert (changed.documents, watcher.current) == (10, 1)
    assert {fact.source for fact in facts_in(output / "facts")} <= {one.source for one in documents[:10]}


def test_other_rules_another_day_and_other_metadata_are_other_settings(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "tree-planting.yaml").write_text(OWN_RULE, encoding="utf-8")
    known = [Known(Metadata({})), Known(Metadata({}), date(2020, 1, 1)), Known(Metadata({"a": Row(None, "甲", None)}))]
    settings = {settings_of(needs(None, one, DEFAULT, "zh")) for one in known}

    assert len(settings | {settings_of(needs(load_rules(own), known[0], DEFAULT, "zh"))}) == 4


def test_a_part_that_fails_is_named_and_the_others_are_done(
    spark: SparkSession, documents: list[Document], tmp_path: Path
) -> None:
    write_lines(tmp_path / "in" / "a.jsonl", documents[:3])
    (tmp_path / "in" / "b.parquet").write_bytes(b"PAR1 and nothing more")

    with pytest.raises(StoreError, match=r"b\.parquet .*the other parts are done"):
        go(spark, tmp_path / "in", tmp_path / "out")

    assert facts_in(tmp_path / "out" / "facts")
    assert [entry.documents for entry in latest(read_journal(spark, str(tmp_path / "out"))).values()] == [3, 0]


def test_a_column_that_is_not_there_is_named(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("x",)], "body string")

    with pytest.raises(UsageError, match="column 'text': not in the frame; it has body"):
        extract_frame(frame)
    with pytest.raises(UsageError, match="'facts' is the name of a result"):
        extract_frame(frame.withColumnRenamed("body", "facts"), text="facts", keep=["facts"])


NOTICE = "自治区统计局发布数据。\n2023年，全区居民人均可支配收入为31604元。\n全年城镇新增就业8.32万人，比上年多增。\n"


def documents_frame(spark: SparkSession, rows: list[tuple[str, date | None, str]]) -> DataFrame:
    made = [(source, day.isoformat() if day else None, text) for source, day, text in rows]
    return extract_frame(spark.createDataFrame(made, "source string, published string, text string"))


def test_reprints_lead_to_the_earliest_document(spark: SparkSession) -> None:
    other = "县里召开会议，研究部署防汛抢险救灾工作。\n已转移群众2130人，投入资金45万元。\n"
    rows = [
        ("first", date(2024, 1, 5), NOTICE),
        ("same", date(2024, 1, 6), NOTICE),
        ("longer", date(2024, 1, 7), NOTICE + "记者另从统计局获悉，相关工作正在推进。\n"),
        ("filled anew", date(2025, 1, 5), NOTICE.replace("31604", "33102").replace("8.32", "9.17")),
        ("other", None, other),
    ]
    found = {row.source: row.reprint_of for row in reprints_of(documents_of(documents_frame(spark, rows))).collect()}
    first = Document(text=NOTICE).doc_id

    assert found == {"same": first, "longer": first}


def test_contradictions_between_documents_are_those_of_the_local_check(
    spark: SparkSession, extractor: Extractor
) -> None:
    texts = [
        "2023年，江西省通信管理局累计减免费用3905.7万元。",
        "据介绍，2023年，江西省通信管理局累计减免费用3950.7万元。",
        "2022年，江西省通信管理局累计减免费用100万元。",
        "2023年，浙江省通信管理局累计减免费用77万元。",
    ]
    days = [date(2024, 1, 5)] * len(texts)
    results = documents_frame(
        spark, [(str(n), day, text) for n, (day, text) in enumerate(zip(days, texts, strict=True))]
    )
    got = contradictions(facts_of(results), documents_of(results)).collect()
    documents = [Document(text=text, published=day) for text, day in zip(texts, days, strict=True)]
    wanted = check([fact for one in documents for fact in extractor.extract(one)], documents=documents)

    assert [(row.verdict, sorted(row.fact_ids)) for row in got] == [(f.verdict, sorted(f.fact_ids)) for f in wanted]
    assert [row.verdict for row in got] == ["differs"]


def test_timelines_over_all_documents_are_those_of_one_machine(spark: SparkSession, documents: list[Document]) -> None:
    """Three hundred documents, a restated figure, and a reprint of it that carries the date of its original."""
    told = [
        ("old", date(2024, 1, 5), "2023年，江西省通信管理局累计减免费用3905.7万元。\n全市新增就业8.32万人。\n"),
        ("new", date(2024, 3, 5), "2023年，江西省通信管理局累计减免费用3950.7万元。\n"),
        (
            "copy",
            date(2024, 3, 9),
            "2023年，江西省通信管理局累计减免费用3905.7万元。\n全市新增就业8.32万人。\n据了解。\n",
        ),
        ("place", date(2024, 3, 9), "2023年，江西省通信管理局累计减免费用3950.7万元。\n"),
        ("headed", date(2024, 3, 9), "青云市通信管理局：\n截至2024年2月底，全市5G基站达到2300个。\n"),
        ("headed-too", date(2024, 4, 9), "青云市通信管理局：\n截至2024年3月底，全市5G基站达到2450个。\n"),
    ]
    rows = [*told, *((one.source, one.published, one.text) for one in documents[:300])]
    results = documents_frame(spark, rows).cache()
    links = reprints_of(documents_of(results))
    of_place = {(row.doc_id, row.source): row.reprint_of for row in links.collect()}
    got = timelines(facts_of(results), documents_of(results), reprints=links).collect()

    read = [document_in(row) for row in documents_of(results).collect()]
    read = [msgspec.structs.replace(one, reprint_of=of_place.get((one.doc_id, one.source))) for one in read]
    facts = [Fact(**row.asDict() | {"flags": tuple(row.flags)}) for row in facts_of(results).collect()]
    wanted = [
        (
            *(getattr(series, name) for name in SERIES_COLUMNS),
            *(point.start, point.end, point.dated_by),
            *(getattr(said, name) for name in (*STATED_COLUMNS, *NUMBERS, "vintage")),
            [one.fact_id for one in said.said],
        )
        for series in timeline(facts, read)
        for point in series.points
        for said in point.observations
    ]
    columns = (
        *SERIES_COLUMNS,
        "period_start",
        "period_end",
        "dated_by",
        *STATED_COLUMNS,
        *NUMBERS,
        "vintage",
        "fact_ids",
    )
    assert sorted(map(str, ([row[name] for name in columns] for row in got))) == sorted(map(str, map(list, wanted)))
    assert {(row.standing, row.vintage) for row in got if "江西省通信管理局" in (row.subject or "")} >= {
        ("first", 1),
        ("revises", 2),
    }
    stations = [row.series_id for row in got if row.indicator == "5G基站" and row.measure == "level"]
    assert any(stations.count(one) == 2 for one in stations)
    old, copy = (Document(text=told[place][2]).doc_id for place in (0, 2))
    assert [row.announced for row in got if row.doc_ids == [old, copy]] == [date(2024, 1, 5)] * 2


def document_in(row: SparkRow) -> Document:
    """The slots of a document that a timeline looks at."""
    return Document(
        text=row["text"], source=row["source"], title=row["title"], issuer=row["issuer"], published=row["published"]
    )


def test_what_the_page_on_spark_shows_happens(spark: SparkSession, binaries: Path, tmp_path: Path) -> None:
    spark.stop()  # a Java has room for one
    run_commands(PAGE, binaries, tmp_path)


def test_the_python_of_the_page_on_spark_runs(spark: SparkSession, binaries: Path, tmp_path: Path) -> None:
    spark.stop()
    run_python(PAGE, binaries, tmp_path)
