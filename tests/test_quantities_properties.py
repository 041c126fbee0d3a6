"""Numerals, ranges, modifiers and units composed by generators read back to their parts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.figures.reader import QuantityReader
from extractor.figures.text import quantities
from extractor.numerals import parse_numeral
from extractor.rulebook.load import builtin_rules

ORDINARY = "零一二三四五六七八九十百千万亿"
FINANCIAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"


def below_ten_thousand(number: int, marks: str) -> str:
    """1005 → 一千零五."""
    text, zero = "", False
    for power, step in ((3, marks[12]), (2, marks[11]), (1, marks[10]), (0, "")):
        digit = number // 10**power % 10
        if digit:
            text += (marks[0] if zero and text else "") + marks[digit] + step
        zero = zero or not digit
        if digit:
            zero = False
    return text


def chinese(number: int, marks: str = ORDINARY) -> str:
    """Any integer below 10**12, written in full."""
    if number == 0:
        return marks[0]
    text = ""
    for power, step in ((8, marks[14]), (4, marks[13]), (0, "")):
        group = number // 10**power % 10**4
        if group:
            text += (marks[0] if text and group < 1000 else "") + below_ten_thousand(group, marks) + step
    return text


def positional(number: int) -> str:
    return "".join(ORDINARY[int(digit)] for digit in str(number))


def mixed(number: int) -> str:
    """12345678 → 1234万5678."""
    high, low = divmod(number, 10**4)
    if high and low and low < 1000:
        return f"{high}万零{low}"
    return f"{high}万{low or ''}" if high else str(low)


def full_width(text: str) -> str:
    return text.translate({ord(mark): ord(mark) + 0xFEE0 for mark in "0123456789."})


WRITERS = {
    "arabic": str,
    "separated": "{:,}".format,
    "full-width": lambda number: full_width(str(number)),
    "chinese": chinese,
    "financial": lambda number: chinese(number, FINANCIAL),
    "positional": positional,
    "mixed": mixed,
}
INTEGERS = st.integers(min_value=0, max_value=10**12 - 1)
DECIMALS = st.decimals(min_value=0, max_value=10**9, places=2)


@pytest.mark.parametrize("style", WRITERS)
@given(number=INTEGERS)
def test_any_integer_in_any_style_reads_back(style: str, number: int) -> None:
    if style == "mixed" and number >= 10**8:
        number %= 10**8
    assert parse_numeral(WRITERS[style](number)) == number


@given(number=INTEGERS)
def test_a_sign_in_front_makes_it_negative(number: int) -> None:
    assert parse_numeral(f"负{chinese(number)}") == parse_numeral(f"-{number}") == -number


@given(number=DECIMALS)
def test_any_decimal_reads_back_exactly(number: Decimal) -> None:
    whole, _, places = str(number).partition(".")

    assert str(parse_numeral(str(number))) == str(number)
    assert parse_numeral(f"{chinese(int(whole))}点{positional(places)}") == number


@given(
    number=st.decimals(min_value="0.01", max_value=9999, places=2),
    step=st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12)]),
)
def test_a_step_scales_a_decimal(number: Decimal, step: tuple[str, int]) -> None:
    assert parse_numeral(f"{number}{step[0]}") == number * 10 ** step[1]


@given(
    text=st.text(
        alphabet=st.sampled_from([*ORDINARY, *FINANCIAL, *"0123456789.,-负点分之半两个%/ 又打ke^"]), max_size=40
    )
)
def test_a_numeral_is_read_or_refused_with_a_value_error(text: str) -> None:
    try:
        value = parse_numeral(text)
    except ValueError:
        return
    assert isinstance(value, Decimal)


UNITS = [
    ("户", "户"),
    ("家", "家"),
    ("元", "元"),
    ("%", "%"),
    ("个百分点", "百分点"),
    ("万千瓦时", "千瓦时"),
    ("吨", "吨"),
    ("公里", "公里"),
]
BEFORE = [("", None), ("超", "over"), ("近", "nearly"), ("约", "about"), ("不超过", "at_most"), ("不少于", "at_least")]
AFTER = [("", None), ("以上", "over"), ("左右", "about"), ("以下", "at_most")]
PLAIN = st.integers(min_value=2, max_value=10**7)


@given(number=PLAIN, unit=st.sampled_from(UNITS), before=st.sampled_from(BEFORE), after=st.sampled_from(AFTER))
def test_a_composed_figure_reads_back_to_its_parts(
    number: int, unit: tuple[str, str], before: tuple[str, str | None], after: tuple[str, str | None]
) -> None:
    [found] = quantities(f"共计{before[0]}{number}{unit[0]}{after[0]}，")

    assert found.quote == f"{number}{unit[0]}"
    assert found.unit == unit[1]
    assert found.value == number * (10**4 if unit[0].startswith("万") else 1)
    assert found.modifier == (before[1] or after[1])
    for low, high in [(found.value_low, found.value_high)]:
        assert low is None or high is None or low <= high


@given(
    ends=st.tuples(PLAIN, PLAIN).filter(lambda ends: ends[0] != ends[1]),
    join=st.sampled_from(["至", "到", "-", "~", "—", "～"]),
    unit=st.sampled_from(UNITS),
    both=st.booleans(),
)
def test_a_composed_range_reads_back_to_its_ends(
    *, ends: tuple[int, int], join: str, unit: tuple[str, str], both: bool
) -> None:
    low, high = sorted(ends)
    scale = 10**4 if unit[0].startswith("万") else 1
    carried = scale if both or low * scale < high * scale else 1
    [found] = quantities(f"介于{low}{unit[0] if both else ''}{join}{high}{unit[0]}。")

    assert (found.value, found.unit) == (None, unit[1])
    assert (found.value_low, found.value_high) == (low * carried, high * scale)


PIECES = st.sampled_from(
    [
        *"0123456789一二三两十百千万亿零点分之几数多余半成倍番第前至到-—~、，。和或%‰元角户家个年月日天",
        *" \n（）“”/:$¥负近超约以上内",
        "百分之",
        "个百分点",
        "万千瓦时",
        "翻",
        "零下摄氏",
        "5G",
        "每",
    ]
)


@given(text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_ordered_quotes_of_itself(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert end <= found.start < found.end
        assert found.quote == text[found.start : found.end]
        end = found.end


@pytest.mark.parametrize(
    "unit",
    [
        "2021年",
        "万亿",
        "1234567890",
        "（",
        "“《",
        "一",
        "1,234,",
        "1.1.",
        "5至",
        "5、",
        "三分之",
        "1:",
        "前3",
        "- ",
        "两个",
        "3.5万户、",
    ],
)
def test_eight_times_the_text_takes_about_eight_times_the_time(unit: str) -> None:
    reader = QuantityReader(builtin_rules())

    def seconds(text: str) -> float:
        times = []
        for _ in range(3):
            begin = time.process_time()
            reader.scan(text)
            times.append(time.process_time() - begin)
        return min(times)

    # a quadratic step takes 64 times as long; 20 leaves room for a busy machine
    assert seconds(unit * 4000) < 20 * seconds(unit * 500) + 0.005
