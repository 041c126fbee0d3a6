"""Reprints as a Spark job: which documents carry an earlier one, whole or in good part, with its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import Window
from pyspark.sql import functions as F  # noqa: N812  # as everyone calls it

from extractor.engines.spark.frame import spark_schema
from extractor.reprints.likeness import repeats
from extractor.reprints.linking import COMMONPLACE, NEAREST
from extractor.reprints.signature import sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

SENTENCES = pa.schema([("doc_id", pa.string()), ("sentence", pa.int64()), ("length", pa.int64())])
PAIRS = pa.schema([("doc_id", pa.string()), ("original", pa.string()), ("shared", pa.int64())])
DOUBLINGS = 3  # chains of up to eight reprints of reprints lead to the first


def reprints_of(documents: DataFrame) -> DataFrame:
    """`doc_id`, `source`, `reprint_of`: one row a document that repeats an earlier one.

    `documents` is the table that a run writes.  The very same text counts from its second source on, with its own
    `doc_id` as `reprint_of`; other texts are compared by the sentences they share, as `extractor extract` does on one
    machine, but for two things: rewording within most sentences (found there by MinHash) is not looked for, and
    a document that is like one reprint is compared with that one, then led to its original.
    """
    earliest = Window.partitionBy("doc_id").orderBy(F.col("published").asc_nulls_last(), "source")
    ranked = documents.select("doc_id", "source", "published", "text").withColumn("rank", F.row_number().over(earliest))
    firsts = ranked.where("rank = 1").select("doc_id", "source", "published", "text")
    originals = followed(_likest(firsts))
    own = ranked.join(originals, "doc_id", "left")
    said = own.where(F.col("original").isNotNull() | (F.col("rank") > 1))
    return said.select("doc_id", "source", F.coalesce("original", "doc_id").alias("reprint_of"))


def _likest(documents: DataFrame) -> DataFrame:
    """Each document that repeats an earlier one, with the one it shares most with."""
    sentences = documents.select("doc_id", "text").mapInArrow(_sentences, spark_schema(SENTENCES))
    rare = sentences.groupBy("sentence").count().where(F.col("count").between(2, COMMONPLACE)).select("sentence")
    told = sentences.join(rare, "sentence").join(
        documents.select(
            "doc_id",
            F.struct(F.coalesce("published", F.lit("9999-12-31").cast("date")), "source", "doc_id").alias("when"),
        ),
        "doc_id",
    )
    later = told.select("sentence", "length", F.col("doc_id").alias("later"), F.col("when").alias("later_when"))
    earlier = told.select("sentence", F.col("doc_id").alias("earlier"), F.col("when").alias("earlier_when"))
    pairs = later.join(earlier, "sentence").where("earlier_when < later_when")
    shared = pairs.groupBy("later", "earlier").agg(F.sum("length").alias("shared"))
    order = Window.partitionBy("later").orderBy(F.col("shared").desc(), "earlier")
    near = shared.withColumn("place", F.row_number().over(order)).where(F.col("place") <= NEAREST)
    texts = documents.select("doc_id", "text")
    both = near.join(texts.toDF("later", "later_text"), "later").join(texts.toDF("earlier", "earlier_text"), "earlier")
    compared = both.select("later", "earlier", "later_text", "earlier_text", "shared")
    found = compared.mapInArrow(_repeating, spark_schema(PAIRS))
    best = Window.partitionBy("doc_id").orderBy(F.col("shared").desc(), "original")
    return found.withColumn("place", F.row_number().over(best)).where("place = 1").select("doc_id", "original")


def followed(links: DataFrame) -> DataFrame:
    """Links that lead to the first of each chain: every round doubles how far they reach."""
    for _ in range(DOUBLINGS):
        links = links.localCheckpoint()  # else each round would do all that was before it twice
        further = links.select(F.col("doc_id").alias("original"), F.col("original").alias("first"))
        links = links.join(further, "original", "left").select(
            "doc_id", F.coalesce("first", "original").alias("original")
        )
    return links


def _sentences(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows: list[dict[str, Any]] = []
        for doc_id, text in zip(batch["doc_id"].to_pylist(), batch["text"].to_pylist(), strict=True):
            for key, length in sign(text).likeness().sentences.items():
                rows.append({"doc_id": doc_id, "sentence": key - (1 << 63), "length": length})
        yield pa.RecordBatch.from_pylist(rows, schema=SENTENCES)


def _repeating(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        kept = [
            {"doc_id": row["later"], "original": row["earlier"], "shared": row["shared"]}
            for row in batch.to_pylist()
            if repeats(sign(row["later_text"]).likeness(), sign(row["earlier_text"]).likeness())
        ]
        yield pa.RecordBatch.from_pylist(kept, schema=PAIRS)
