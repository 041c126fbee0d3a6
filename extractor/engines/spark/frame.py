"""A DataFrame of texts in, one of results out, and the tables in it: lazily, as Spark does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812  # as everyone calls it
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from extractor.engines.reading import Known
from extractor.engines.spark.schema import RECORD_COLUMNS, RESULT
from extractor.engines.spark.shipping import Parcel, needs
from extractor.engines.spark.worker import FromRecords
from extractor.errors import UsageError
from extractor.readers.limits import DEFAULT
from extractor.readers.metadata import Metadata

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pyarrow as pa
    from pyspark.sql import Column, DataFrame

    from extractor.rulebook.book import RuleBook


def extract_frame(  # noqa: PLR0913  # all but the first have a default
    frame: DataFrame,
    *,
    text: str = "text",
    source: str = "source",
    published: date | None = None,
    rules: RuleBook | None = None,
    keep: Sequence[str] = (),
) -> DataFrame:
    """One row a row of `frame`: the columns `keep`, then `document`, `facts`, `relations` and `refusal`.

    `text` and `source` name the columns of text and of where it comes from; `title`, `issuer`, `document_number` and
    `published` (a date) are used where the frame has them, and recognised in the text where it has not, as for a line
    of JSON Lines.  `published` counts over what the rows say.  A text that cannot be used has its reason in `refusal`
    and nothing in `document`.  The rows stay where they are: nothing is shuffled.  UsageError for a column that the
    frame does not have, and for one in `keep` that is named as one of the results.
    """
    columns = _columns(frame, text, source, keep)
    parcel = Parcel(needs(rules, Known(Metadata({}), published), DEFAULT, "en"), frame.sparkSession)
    return from_records(frame, parcel, columns, tuple(keep))


def _columns(frame: DataFrame, text: str, source: str, keep: Sequence[str]) -> dict[str, str]:
    for name in (text, *keep):
        if name not in frame.columns:
            raise UsageError(
                f"column '{name}': not in the frame; it has {', '.join(frame.columns)}",
                f"列 '{name}'：表中没有；现有 {', '.join(frame.columns)}",
            )
    for name in sorted({*keep} & {*RESULT.names}):
        raise UsageError(
            f"keep: '{name}' is the name of a result; rename the column first",
            f"keep：'{name}' 是结果列的名称；请先改列名",
        )
    named = {name: name for name in RECORD_COLUMNS} | {"text": text, "source": source}
    return {name: column for name, column in named.items() if column in frame.columns}


def from_records(
    frame: DataFrame,
    parcel: Parcel,
    columns: Mapping[str, str],
    keep: tuple[str, ...] = (),
    names: Mapping[str, str] | None = None,
) -> DataFrame:
    """The results of a table of documents."""
    typed = [_as_text(frame, column).alias(f"_{name}") for name, column in columns.items()]
    work = FromRecords(parcel, {name: f"_{name}" for name in columns}, keep, dict(names or {}))
    wanted = StructType([*(frame.schema[name] for name in keep), *spark_schema(RESULT)])
    return frame.select(*keep, *typed).mapInArrow(work, wanted)


def _as_text(frame: DataFrame, column: str) -> Column:
    moment = frame.schema[column].dataType.typeName().startswith("timestamp")
    return (F.col(column).cast("date") if moment else F.col(column)).cast("string")


def spark_schema(schema: pa.Schema) -> StructType:
    """An Arrow schema as Spark's."""
    converted: StructType = from_arrow_schema(schema)
    return converted


def facts_of(results: DataFrame) -> DataFrame:
    """One row a fact: the columns of the fact record, and those that were kept."""
    return _rows_of(results, "facts")


def relations_of(results: DataFrame) -> DataFrame:
    """One row a relation between two facts of a document."""
    return _rows_of(results, "relations")


def documents_of(results: DataFrame) -> DataFrame:
    """One row a document that was read, its text included."""
    return _struct_of(results, "document")


def quarantine_of(results: DataFrame) -> DataFrame:
    """One row for each text that could not be used: where from, why, and the text where there is one."""
    return _struct_of(results, "refusal")


def _rows_of(results: DataFrame, name: str) -> DataFrame:
    return results.select(*_kept(results), F.explode(name).alias(name)).select(*_kept(results), f"{name}.*")


def _struct_of(results: DataFrame, name: str) -> DataFrame:
    return results.where(F.col(name).isNotNull()).select(*_kept(results), f"{name}.*")


def _kept(results: DataFrame) -> list[Column]:
    return [F.col(name) for name in results.columns if name not in RESULT.names]
