from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pandas as pd

from extractor.frame import to_frame
from extractor.model import FACT_COLUMNS, Fact

MakeFact = Callable[..., Fact]


def test_a_frame_has_the_columns_of_the_record_and_proper_types(make_fact: MakeFact) -> None:
    fact = make_fact(value="3570.7", period_end=date(2021, 11, 30), flags=("vague",))
    frame = to_frame([fact, make_fact("80.8万家", None, unit="家", kind="count")])

    assert list(frame.columns) == list(FACT_COLUMNS)
    assert frame["value"].tolist() == [Decimal("3570.7"), None]
    assert frame["period_end"].iloc[0] == pd.Timestamp("2021-11-30")
    assert pd.isna(frame["period_end"].iloc[1])
    assert {str(frame[name].dtype) for name in ("kind", "unit", "status")} == {"category"}
    assert str(frame["start"].dtype) == "int64"
    assert frame["flags"].iloc[0] == ("vague",)
    assert pd.isna(frame["subject"].iloc[0])


def test_a_date_before_1678_is_no_error(make_fact: MakeFact) -> None:
    frame = to_frame([make_fact(period_end=date(960, 2, 4))])

    assert frame["period_end"].iloc[0].year == 960


def test_no_facts_are_an_empty_frame_with_all_columns() -> None:
    assert list(to_frame([]).columns) == list(FACT_COLUMNS)
    assert len(to_frame([])) == 0
