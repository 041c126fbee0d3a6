from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import comparisons
from extractor.comparisons import base_mentions, base_value, find_bases
from extractor.times.text import Running, find_periods

JULY = date(2021, 7, 31)


def values(
    text: str, published: date = date(2021, 8, 15), fact_end: date | None = JULY
) -> list[tuple[str, str | None]]:
    mentions = find_periods(text)
    running = Running(published=published)
    found = []
    for base in find_bases(text, mentions):
        mention = None if base.mention is None else mentions[base.mention]
        resolved = None if mention is None else running.read(mention)
        found.append((base.quote, base_value(base, resolved, mention=mention, fact_end=fact_end)))
    return found


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("同比增长3%", "同比", "yoy"),
        ("环比下降1%", "环比", "mom"),
        ("比上年增长3%", "比上年", "yoy"),
        ("较去年提高2%", "较去年", "yoy"),
        ("比去年同期增加14万人", "比去年同期", "yoy"),
        ("相比去年同期增长", "相比去年同期", "yoy"),
        ("与上年同期相比下降", "与上年同期", "yoy"),
        ("与去年7月相比", "与去年7月", "yoy"),
        ("在2016年基础上新增", "在2016年基础上", "2016"),
        ("与实施计划的2013年基准数相比", "与实施计划的2013年", "2013"),
        ("比上月回落", "比上月", "mom"),
        ("较上个月上升", "较上个月", "mom"),
        ("比上季度加快", "比上季度", "mom"),
        ("较上年末下降", "较上年末", "2020-12"),
        ("比去年底降低", "比去年底", "2020-12"),
        ("比年初增加", "比年初", "2020-12"),
        ("较2020年12月分别下降", "较2020年12月", "2020-12"),
        ("比2019年1—5月份增长", "比2019年1—5月份", "2019-05"),
        ("增速较1-6月回落", "较1-6月", "2021-06"),
        ("较6月末增加", "较6月末", "2021-06"),
        ("比2012年增长一倍", "比2012年", "2012"),
        ("比2019年的59亿元增长", "比2019年", "2019"),
        ("比2020年春节增长", "比2020年春节", "2020"),
        ("比2020年预算减少", "比2020年预算", "2020"),
        ("比上年执行数增长", "比上年执行数", "yoy"),
        ("比上年决算数下降", "比上年决算数", "yoy"),
        ("比去年国庆假期增长", "比去年国庆假期", "yoy"),
        ("较7月15日增加", "较7月15日", "2021-07-15"),
        ("两年平均增长5%", "两年平均", "2019-07"),
    ],
)
def test_a_base_has_the_value_of_the_convention(text: str, quote: str, value: str) -> None:
    assert values(text) == [(quote, value)]


def test_a_year_end_against_the_year_end_before_is_year_on_year() -> None:
    assert values("比上年末增加", fact_end=date(2021, 12, 31)) == [("比上年末", "yoy")]


def test_a_time_of_last_year_that_is_not_the_same_is_dated() -> None:
    assert values("比去年12月低", fact_end=date(2021, 2, 28)) == [("比去年12月", "2020-12")]
    assert values("比上年全年回落", fact_end=date(2021, 2, 28)) == [("比上年全年", "2020")]
    assert values("比上年全年回落", fact_end=date(2021, 12, 31)) == [("比上年全年", "yoy")]
    assert values("比上年回落", fact_end=date(2021, 2, 28)) == [("比上年", "yoy")]


def test_a_base_told_of_a_month_just_over_is_the_month_before_it() -> None:
    assert values("比上月末高", fact_end=date(2021, 7, 31)) == [("比上月末", "2021-06")]
    assert values("比上月末高", fact_end=date(2021, 8, 31)) == [("比上月末", "2021-07")]


@pytest.mark.parametrize(
    "text",
    ["一季度增长3%", "上年为13%", "占比去年", "比年初预计的2700亿元多", "去年开工", "和去年建成的两条线", "同比例下降"],
)
def test_a_period_that_nothing_is_measured_from_is_no_base(text: str) -> None:
    assert values(text) == []


def test_a_multiple_of_last_years_level_is_a_base_but_no_change() -> None:
    text = "产量是去年同期的1.8倍"
    mentions = find_periods(text)
    bases = find_bases(text, mentions)

    assert [(base.kind, base.of_level) for base in bases] == [("yoy", True)]
    assert base_mentions(bases) == {0}


def test_a_base_that_cannot_be_dated_has_no_value() -> None:
    assert values("比去年春节前夕略高，较年初增加", fact_end=None)[-1] == ("较年初", "2020-12")
    mentions = find_periods("较年初")
    (base,) = find_bases("较年初", mentions)
    assert base_value(base, Running().read(mentions[0]), mention=mentions[0]) is None


SIGNS = st.text("相比较于起之对超过高低多少与同和跟是为当达到占环按月季年增计均平 3三两", max_size=8)


@given(SIGNS)
def test_the_cheap_tests_let_every_base_through(text: str) -> None:
    links = (comparisons._BEFORE, comparisons._WITH, comparisons._EQUALS)  # noqa: SLF001
    linked = any(pattern.search(text) for pattern in links)
    opening, _, bare = comparisons._WORD.pattern.partition(")")  # noqa: SLF001

    assert not linked or text.rstrip(" ")[-1] in comparisons._LINKS  # noqa: SLF001
    assert opening.startswith("(?=")
    assert [m.span() for m in comparisons._WORD.finditer(text)] == [m.span() for m in re.finditer(bare, text)]  # noqa: SLF001
