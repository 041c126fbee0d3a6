from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import extractor.pandas_accessor  # noqa: F401  # makes .bulletins known
from extractor.errors import UsageError
from extractor.frame import to_frame
from extractor.model import FACT_COLUMNS, Fact

MakeFact = Callable[..., Fact]


def test_a_frame_has_the_columns_of_the_record_and_proper_types(make_fact: MakeFact) -> None:
    fact = make_fact(value="3570.7", period_end=date(2021, 11, 30), flags=("vague",))
    frame = to_frame([fact, make_fact("80.8万家", None, unit="家", kind="count")])

    assert list(frame.columns) == list(FACT_COLUMNS)
    assert frame["value"].iloc[0] == Decimal("3570.7")
    assert pd.isna(frame["value"].iloc[1])
    assert str(frame["value"].dtype) == "decimal128(38, 10)[pyarrow]"
    assert (frame["value"].sum(), frame["value"].count()) == (Decimal("3570.7"), 1)
    assert frame["period_end"].iloc[0] == pd.Timestamp("2021-11-30")
    assert pd.isna(frame["period_end"].iloc[1])
    assert {str(frame[name].dtype) for name in ("kind", "unit", "status")} == {"category"}
    assert str(frame["start"].dtype) == "int64"
    assert list(frame["flags"].iloc[0]) == ["vague"]
    assert frame["flags"].list.len().tolist() == [1, 0]
    assert pd.isna(frame["subject"].iloc[0])


def test_a_date_before_1678_is_no_error(make_fact: MakeFact) -> None:
    frame = to_frame([make_fact(period_end=date(960, 2, 4))])

    assert frame["period_end"].iloc[0].year == 960


def test_no_facts_are_an_empty_frame_with_all_columns() -> None:
    assert list(to_frame([]).columns) == list(FACT_COLUMNS)
    assert len(to_frame([])) == 0


def test_a_figure_too_wide_for_a_decimal_column_stays_exact(make_fact: MakeFact) -> None:
    frame = to_frame([make_fact(value="9" * 40), make_fact(value="0.5")])

    assert frame["value"].tolist() == [Decimal("9" * 40), Decimal("0.5")]


def test_without_pyarrow_values_are_decimals_and_flags_tuples(
    make_fact: MakeFact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.frame.find_spec", lambda _: None)
    frame = to_frame([make_fact(value="3570.7", flags=("vague",)), make_fact("80.8万家", None)])

    assert frame["value"].tolist() == [Decimal("3570.7"), None]
    assert frame["flags"].tolist() == [("vague",), ()]


def test_a_frame_goes_to_parquet_and_back_as_it_was(make_fact: MakeFact, tmp_path: Path) -> None:
    frame = to_frame([make_fact(value="3570.7", period_end=date(2021, 11, 30), flags=("vague",))])
    frame.to_parquet(tmp_path / "facts.parquet")
    again = pd.read_parquet(tmp_path / "facts.parquet", dtype_backend="pyarrow")

    assert again["value"].iloc[0] == Decimal("3570.7")
    assert list(again["flags"].iloc[0]) == ["vague"]


def texts() -> pd.DataFrame:
    rows = [("甲", "去年收入3亿元，支出2亿元。"), ("乙", None), ("丙", "会议召开。"), ("丁", "惠及5万人。")]
    days = pd.to_datetime(["2022-03-01", "2022-03-01", None, "2022-03-02"])
    return pd.DataFrame(rows, columns=["place", "text"]).assign(day=days).set_index("place")


def test_a_column_of_texts_gives_its_facts_under_its_labels() -> None:
    frame = texts()
    facts = frame["text"].bulletins.extract(published=frame["day"])

    assert [*zip(facts.index, facts["quote"], strict=True)] == [("甲", "3亿元"), ("甲", "2亿元"), ("丁", "5万人")]
    assert facts["period_end"].iloc[0] == pd.Timestamp("2021-12-31")
    assert facts.index.name == "place"
    assert len(frame.join(facts)) == 5


def test_a_column_without_texts_gives_an_empty_frame() -> None:
    facts = pd.Series([None, None], dtype="string").bulletins.extract()

    assert (len(facts), list(facts.columns)) == (0, list(FACT_COLUMNS))


@pytest.mark.parametrize(
    ("column", "options", "message"),
    [
        (pd.Series([1, 2], name="n"), {}, r"column 'n' is int64; wanted are texts"),
        (pd.Series(["a", 2]), {}, r"at 1: found int; wanted a text"),
        (pd.Series(["a"]), {"published": pd.Series([None], index=[7])}, "index is not that of the texts"),
    ],
)
def test_what_is_no_column_of_texts_is_named(column: pd.Series, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        column.bulletins.extract(**options)
