"""DuckDB and Polars read what a run writes as it is, with its exact figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from extractor.cli.app import run

TEXT = "2023年，全市完成投资120.57亿元，惠及企业50万家。"
ROWS = [(Decimal(12057000000), "元", date(2023, 12, 31)), (Decimal(500_000), "家", date(2023, 12, 31))]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    call = ["extract", str(folder / "a.txt"), "--output", str(folder / "out"), "--format", "jsonl,csv,parquet"]
    assert run(call) == 0
    return folder / "out"


@pytest.mark.parametrize("name", ["facts.parquet", "facts.jsonl", "facts.csv"])
def test_duckdb_reads_facts(written: Path, name: str) -> None:
    query = f"SELECT value, unit, period_end FROM '{written / name}' ORDER BY start"

    assert duckdb.sql(query).fetchall() == ROWS


def test_duckdb_has_exact_decimals_and_lists_from_parquet(written: Path) -> None:
    types = dict(
        duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{written / 'facts.parquet'}')").fetchall()
    )

    assert (types["value"], types["period_end"], types["flags"]) == ("DECIMAL(38,10)", "DATE", "VARCHAR[]")


def test_duckdb_joins_facts_with_their_documents(written: Path) -> None:
    query = f"""SELECT d.text[f.start + 1 : f."end"], f.quote
        FROM '{written / "facts.jsonl"}' f JOIN '{written / "documents.jsonl"}' d USING (doc_id) ORDER BY f.start"""

    assert duckdb.sql(query).fetchall() == [("120.57亿元", "120.57亿元"), ("50万家", "50万家")]


def test_polars_reads_parquet_with_exact_decimals(written: Path) -> None:
    frame = pl.read_parquet(written / "facts.parquet").sort("start")

    assert frame.select("value", "unit", "period_end").rows() == ROWS
    assert frame.schema["value"] == pl.Decimal(38, 10)
    assert frame.schema["flags"] == pl.List(pl.String)


def test_polars_reads_json_lines_and_csv(written: Path) -> None:
    lines = pl.read_ndjson(written / "facts.jsonl").sort("start")
    table = pl.read_csv(written / "facts.csv", try_parse_dates=True).sort("start")

    assert lines["value"].to_list() == [float(value) for value, _, _ in ROWS]
    assert table.select("unit", "period_end").rows() == [row[1:] for row in ROWS]
    assert [Decimal(str(value)) for value in table["value"]] == [value for value, _, _ in ROWS]
