from __future__ import annotations

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.comparisons import find_bases
from extractor.text.normalise import normalise
from extractor.times.text import find_periods, periods, reference_date

DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


STYLES = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    lambda d: f"{d.year}-{d.month:02d}-{d.day:02d}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}号上午9时30分",
    lambda d: "".join(DIGITS[int(c)] for c in str(d.year)) + f"年{chinese(d.month)}月{chinese(d.day)}日",
]
DATES = st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31))
PIECES = st.sampled_from(
    [
        *"年月日季度半上下前后今去本当同期末底初至到-—、和0123456789一二三十〇 .:：（）“”",
        "2021年",
        "截至",
        "以来",
        "十三五",
    ],
)
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(
    DATES,
    st.sampled_from(STYLES),
    st.sampled_from(["", "公告于", "（", "甲方\n"]),
    st.sampled_from(["", "，发布", "）"]),
)
def test_any_date_in_any_style_reads_back(day: date, style: object, before: str, after: str) -> None:
    text = style(day)  # type: ignore[operator]

    (period,) = periods(before + text + after, published=None)

    assert (period.quote, period.period_start, period.period_end) == (text, day, day)


@given(DATES, DATES, st.sampled_from(STYLES[:3]), st.sampled_from(["至", "到", "—", "-", "~", " - "]))
def test_any_two_dates_in_order_are_a_range(one: date, two: date, style: object, sign: str) -> None:
    first, last = sorted((one, two))
    text = style(first) + sign + style(last)  # type: ignore[operator]

    (period,) = periods(text, published=None)

    assert (period.quote, period.period_start, period.period_end) == (text, first, last)


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from(["-", "至", "—", "~"]))
def test_any_run_of_months_is_read_to_its_last_day(one: int, two: int, sign: str) -> None:
    first, last = sorted((one, two))

    (period,) = periods(f"2019年{first}{sign}{last}月份", published=None)

    assert period.period_start == date(2019, first, 1)
    assert period.period_end is not None
    assert (period.period_end.month, period.period_end.day >= 28) == (last, True)


@given(ANY_TEXT, st.one_of(st.none(), st.dates()))
def test_no_text_raises_and_offsets_slice_to_the_quote(text: str, published: date | None) -> None:
    normal = normalise(text)
    mentions = find_periods(normal)
    found = periods(text, published=published)

    assert [m.quote for m in mentions] == [normal[m.start : m.end] for m in mentions]
    assert all(one.end <= two.start for one, two in itertools.pairwise(mentions))
    assert all(p.period_start is None or p.period_end is None or p.period_start <= p.period_end for p in found)
    assert all(base.quote == normal[base.start : base.end] for base in find_bases(normal, mentions))
    reference_date(normal)


@pytest.mark.parametrize(
    "unit",
    [
        "2021年",
        "7",
        "二〇",
        "1-",
        "至1月",
        "1、",
        "5月、",
        "1日",
        "近",
        "今天(",
        "“十",
        "2021-",
        "2021 ",
        "截至",
        "十",
        "比去年",
    ],
)
def test_eight_times_the_text_takes_about_eight_times_the_time(unit: str) -> None:
    def seconds(text: str) -> float:
        times = []
        for _ in range(3):
            begin = time.process_time()
            find_bases(text, find_periods(text))
            times.append(time.process_time() - begin)
        return min(times)

    # a quadratic step takes 64 times as long; 20 leaves room for a busy machine
    assert seconds(unit * 4000) < 20 * seconds(unit * 500) + 0.005
