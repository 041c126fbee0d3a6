"""One claim against another as a Spark job: what documents say of the same measure of the same body and time."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import functions as F  # noqa: N812  # as everyone calls it

from extractor.checks.claims import claims
from extractor.checks.view import View
from extractor.engines.reading import Known
from extractor.engines.spark.frame import spark_schema
from extractor.engines.spark.shipping import Parcel, needs
from extractor.model import FACT_COLUMNS, Document, Fact
from extractor.readers.limits import DEFAULT
from extractor.readers.metadata import Metadata
from extractor.store.parquet import decimal_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame

    from extractor.model import Finding
    from extractor.rulebook.book import RuleBook

KEY = (
    "subject_id",
    "indicator",
    "action",
    "object",
    "population",
    "measured_as",
    "status",
    "kind",
    "unit",
    "period_start",
    "period_end",
    "change_direction",
    "change_base",
)
"""What two claims must share: `extractor.checks.claims` groups by the same, and decides what differs."""
NUMBER = pa.decimal128(38, 10)
FINDING = pa.schema(
    [
        ("check_id", pa.string()),
        ("verdict", pa.string()),
        ("fact_ids", pa.list_(pa.string())),
        ("arithmetic", pa.string()),
        ("difference", NUMBER),
        ("tolerance", NUMBER),
        ("explanation", pa.string()),
        ("reason", pa.string()),
    ]
)


def contradictions(facts: DataFrame, documents: DataFrame, *, rules: RuleBook | None = None) -> DataFrame:
    """Findings on claims of registered bodies that stand in different documents.

    `facts` and `documents` are the tables that a run writes.  The verdicts are those of `extractor.check`; only facts
    whose key occurs in two documents or more move, and of sentences that say the same in the same words one is looked
    at, so that no key is large.  Sums, growth and shares within one document are not looked at: they need no job
    over all documents.
    """
    parcel = Parcel(needs(rules, Known(Metadata({})), DEFAULT, "zh"), facts.sparkSession)
    stated = facts.where("role = 'claim' and value is not null and subject_id is not null and indicator is not null")
    stated = stated.withColumn("measured_as", F.when(F.col("statistic") != "cumulative", F.col("statistic")))
    key = F.xxhash64(*KEY)
    keyed = stated.select(key.alias("key"), *FACT_COLUMNS)
    several = keyed.groupBy("key").agg(F.count_distinct("doc_id").alias("documents")).where("documents > 1")
    texts = documents.select("doc_id", "published", "text").dropDuplicates(["doc_id"])
    told = keyed.join(several.select("key"), "key").join(texts, "doc_id")
    sentence = F.expr("substring(text, sentence_start + 1, sentence_end - sentence_start)")
    distinct = told.withColumn("sentence", sentence).dropDuplicates(["key", "sentence", "quote"])
    columns = distinct.select("key", *FACT_COLUMNS, "published", "text")
    return columns.groupBy("key").applyInArrow(_checking(parcel), spark_schema(FINDING))


def _checking(parcel: Parcel) -> Callable[[pa.Table], pa.Table]:
    def work(table: pa.Table) -> pa.Table:
        rows = sorted(table.to_pylist(), key=itemgetter("fact_id"))
        facts = [Fact(**{name: row[name] for name in FACT_COLUMNS} | {"flags": tuple(row["flags"])}) for row in rows]
        documents = {row["doc_id"]: Document(text=row["text"], published=row["published"]) for row in rows}
        view = View(facts, documents.values())
        checks = [rule for rule in parcel.tools().extractor.rules.checks if rule.type == "claims"]
        found = [finding for rule in checks for finding in claims(rule, view)]
        across = [one for one in found if len({view.by_id[fact_id].doc_id for fact_id in one.fact_ids}) > 1]
        return pa.Table.from_pylist([_row(finding) for finding in across], schema=FINDING)

    return work


def _row(finding: Finding) -> dict[str, Any]:
    row = {name: getattr(finding, name) for name in FINDING.names}
    return row | {name: decimal_cell(row[name]) for name in ("difference", "tolerance")}
