"""Timelines as a Spark job: the series that the facts of all documents form, a row an observation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import Window
from pyspark.sql import functions as F  # noqa: N812  # as everyone calls it

from extractor.engines.reading import Known
from extractor.engines.spark.frame import spark_schema
from extractor.engines.spark.reprints import followed
from extractor.engines.spark.shipping import Parcel, needs
from extractor.model import FACT_COLUMNS, Fact
from extractor.readers.limits import DEFAULT
from extractor.readers.metadata import Metadata
from extractor.store.parquet import DIGITS, NUMBERS, PLACES, decimal_cell
from extractor.store.parquet import schema as fact_schema
from extractor.timeline.build import series_of
from extractor.timeline.keys import key_of, series_id
from extractor.timeline.names import Names, builtin_names
from extractor.timeline.values import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyspark.sql import DataFrame

    from extractor.rulebook.book import RuleBook
    from extractor.timeline.values import Observation, Point, Series

_SAID = ("sentence", "issuer", "title", "reprint_of", "speaker")
_PUBLISHED = ("published", "announced")
TOLD = pa.schema(
    [*fact_schema(), *((name, pa.string()) for name in _SAID), *((name, pa.date32()) for name in _PUBLISHED)]
)
KEYED = pa.schema([("key", pa.string()), *TOLD])
SERIES_COLUMNS = (
    *("series_id", "indicator", "indicator_id", "subject", "subject_id", "region", "population", "statistic"),
    *("kind", "unit", "measure", "change_base", "prices", "status", "frequency"),
)
STATED_COLUMNS = ("period_text", "modifier", "direction", "quote", "standing")
OBSERVATION = pa.schema(
    [
        *((name, pa.string()) for name in SERIES_COLUMNS),
        *((name, pa.date32()) for name in ("period_start", "period_end")),
        ("dated_by", pa.string()),
        ("vintage", pa.int32()),
        *((name, pa.decimal128(DIGITS, PLACES)) for name in NUMBERS),
        *((name, pa.string()) for name in STATED_COLUMNS),
        ("announced", pa.date32()),
        ("fact_ids", pa.list_(pa.string())),
        ("doc_ids", pa.list_(pa.string())),
    ]
)


def timelines(
    facts: DataFrame, documents: DataFrame, *, reprints: DataFrame | None = None, rules: RuleBook | None = None
) -> DataFrame:
    """One row an observation, with its series and its reference period, as `extractor.timeline` finds them.

    `facts` and `documents` are the tables that a run writes; `reprints` is what `reprints_of` gives, and goes over the
    documents' own `reprint_of`, so that a reprint counts as said when its original was.  A series is put together in
    one worker's memory: about a kilobyte a fact.  Gaps are not told; `series_id` is that of one machine.
    """
    parcel = Parcel(needs(rules, Known(Metadata({})), DEFAULT, "zh"), facts.sparkSession)
    claims = facts.where("role = 'claim'").select(*FACT_COLUMNS)
    names = builtin_names() if rules is None else Names(rules)
    told = _told(claims, _originals(documents, reprints, names.heading), documents)
    keyed = told.mapInArrow(_keys(parcel), spark_schema(KEYED))
    return keyed.groupBy("key").applyInArrow(_series(parcel), spark_schema(OBSERVATION))


def _originals(documents: DataFrame, reprints: DataFrame | None, heading: str) -> DataFrame:
    """Every place a text was read from, with the text's rank there, who speaks, and when it was announced.

    `heading` finds the body that a text's first line names: it speaks where no issuer is known.
    """
    voice = F.coalesce("issuer", F.nullif(F.regexp_extract("text", heading, 1), F.lit(""))).alias("voice")
    columns = documents.select("doc_id", "source", "published", "issuer", "title", "reprint_of", voice)
    columns = columns.dropDuplicates(["doc_id", "source"])
    if reprints is not None:
        columns = columns.drop("reprint_of").join(
            reprints.select("doc_id", "source", "reprint_of"), ["doc_id", "source"], "left"
        )
    earliest = Window.partitionBy("doc_id").orderBy(F.col("published").asc_nulls_last(), "source")
    ranked = columns.withColumn("rank", F.row_number().over(earliest))
    firsts = ranked.where("rank = 1")
    at_hand = firsts.select(F.col("doc_id").alias("original"))
    links = firsts.where("reprint_of != doc_id").select("doc_id", F.col("reprint_of").alias("original"))
    chains = followed(links.join(at_hand, "original").select("doc_id", "original"))
    ends = firsts.select("doc_id").join(chains, "doc_id", "left")
    first = firsts.select(
        F.col("doc_id").alias("original"),
        F.col("voice").alias("first_issuer"),
        F.col("published").alias("first_published"),
    )
    roots = ends.select("doc_id", F.coalesce("original", "doc_id").alias("original")).join(first, "original")
    own = ranked.join(roots.withColumnRenamed("doc_id", "reprint_of"), "reprint_of", "left")
    speaker = F.when(F.col("original").isNotNull(), F.coalesce("first_issuer", "original"))
    return own.select(
        *("doc_id", "source", "rank", "issuer", "title", "reprint_of", "published"),
        F.coalesce(speaker, "voice", "doc_id").alias("speaker"),
        F.coalesce("first_published", "published").alias("announced"),
    )


def _told(claims: DataFrame, originals: DataFrame, documents: DataFrame) -> DataFrame:
    """The facts with their sentences and with what is known of their documents."""
    known = F.struct("issuer", "title", "reprint_of", "published", "speaker", "announced")
    here = originals.select("doc_id", "source", known.alias("here"))
    anywhere = originals.where("rank = 1").select("doc_id", known.alias("anywhere"))
    texts = documents.select("doc_id", "text").dropDuplicates(["doc_id"])
    joined = (
        claims.join(texts, "doc_id", "left").join(here, ["doc_id", "source"], "left").join(anywhere, "doc_id", "left")
    )
    sentence = F.expr("substring(text, sentence_start + 1, sentence_end - sentence_start)")
    told = joined.withColumn("sentence", F.coalesce(sentence, F.lit(""))).withColumn(
        "at", F.coalesce("here", "anywhere")
    )
    names = [name for name in TOLD.names if name not in FACT_COLUMNS and name != "sentence"]
    told = told.select(*FACT_COLUMNS, "sentence", *(f"at.{name}" for name in names))
    return told.withColumn("speaker", F.coalesce("speaker", "doc_id")).select(*TOLD.names)


def _keys(parcel: Parcel) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        names = parcel.tools().names
        for batch in batches:
            rows = batch.select(TOLD.names).to_pylist()
            keys = [series_id(key_of(_fact(row), _saying(row).words_before, row["speaker"], names), "") for row in rows]
            yield pa.RecordBatch.from_arrays([pa.array(keys, pa.string()), *batch.columns], schema=KEYED)

    return work


def _series(parcel: Parcel) -> Callable[[pa.Table], pa.Table]:
    def work(table: pa.Table) -> pa.Table:
        names = parcel.tools().names
        rows = table.to_pylist()
        stated = [(_fact(row), _saying(row)) for row in rows]
        key = key_of(stated[0][0], stated[0][1].words_before, rows[0]["speaker"], names)
        made = [_row(*one) for series in series_of(key, stated, names) for one in _observations(series)]
        return pa.Table.from_pylist(made, schema=OBSERVATION)

    return work


def _fact(row: dict[str, Any]) -> Fact:
    return Fact(**{name: row[name] for name in FACT_COLUMNS} | {"flags": tuple(row["flags"])})


def _saying(row: dict[str, Any]) -> Saying:
    said = {name: row[name] for name in Saying.__struct_fields__}
    return Saying(**said | {"flags": tuple(row["flags"])})


def _observations(series: Series) -> Iterator[tuple[Series, Point, Observation]]:
    return ((series, point, observation) for point in series.points for observation in point.observations)


def _row(series: Series, point: Point, observation: Observation) -> dict[str, Any]:
    row = {name: getattr(series, name) for name in SERIES_COLUMNS}
    row |= {name: getattr(observation, name) for name in (*STATED_COLUMNS, "vintage")}
    row |= {name: decimal_cell(getattr(observation, name)) for name in NUMBERS}
    row |= {"period_start": point.start, "period_end": point.end, "dated_by": point.dated_by}
    said = observation.said
    return row | {
        "announced": said[0].announced,
        "fact_ids": [saying.fact_id for saying in said],
        "doc_ids": [saying.doc_id for saying in said],
    }
