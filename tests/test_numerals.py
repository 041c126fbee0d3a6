from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.figures.sums import read
from extractor.numerals import parse_numeral

NUMERALS = [
    # Arabic
    ("0", "0"),
    ("3.10", "3.10"),
    ("34,567", "34567"),
    ("1，234，567.5", "1234567.5"),
    ("４，５６５", "4565"),
    ("－1２２", "-122"),
    ("- 1,200,000", "-1200000"),
    ("+7", "7"),
    (".77", "0.77"),
    ("1e10", "10000000000"),
    ("2^10", "1024"),
    ("12K", "12000"),
    # Chinese
    ("〇", "0"),
    ("十", "10"),
    ("廿五", "25"),
    ("一千零一", "1001"),
    ("一千零一万", "10010000"),
    ("二十五万六千", "256000"),
    ("一七二零", "1720"),
    ("两千六", "2600"),
    ("十三万五", "135000"),
    ("一百二十万三", "1203000"),
    ("一千零五", "1005"),
    ("十万八千打", "1296000"),
    ("零点零零零一", "0.0001"),
    ("一万零十二点一五", "10012.15"),
    ("负一百点三", "-100.3"),
    ("二点五万", "25000"),
    # financial and traditional
    ("肆亿伍仟肆佰叁拾万捌仟肆佰柒拾柒", "454308477"),
    ("陸拾", "60"),
    ("壹佰整", "100"),
    ("三萬億", "3000000000000"),
    # mixed
    ("25万6千", "256000"),
    ("4.78万亿", "4780000000000"),
    ("1亿2千万", "120000000"),
    ("1亿2351.3万", "123513000"),
    ("13万2", "132000"),
    ("1万600", "10600"),
    ("200亿零四千230", "20000004230"),
    ("10万万", "1000000000"),
    ("700 万", "7000000"),
    ("3个", "3"),
    # fractions
    ("四分之三", "0.75"),
    ("一百万又五十万分之二十五", "1000000.00005"),
    ("3/4", "0.75"),
    ("12.5%", "0.125"),
    ("半", "0.5"),
]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_a_numeral_of_any_style_reads_to_its_value(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


def test_the_place_that_was_printed_is_kept() -> None:
    assert str(parse_numeral("3.10")) == "3.10"


@pytest.mark.parametrize(
    ("core", "place"),
    [
        ("80.8万", "1000"),
        ("4.78万亿", "1e10"),
        ("1亿2千万", "1e7"),
        ("5千", "1000"),
        ("三百", "1"),
        ("300", "1"),
        ("267.57", "0.01"),
        ("13万2", "1000"),
    ],
)
def test_the_worth_of_the_last_place_printed(core: str, place: str) -> None:
    reading = read(core)

    assert reading is not None
    assert reading.place == Decimal(place)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1,2345", "12.", "1..2", "一二三四五六七八九十abc", "-", "三分之零点", "5三", "亿" * 9, "9" * 400],
)
def test_what_is_no_numeral_is_named_in_the_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"numeral|zero|range") as raised:
        parse_numeral(text)

    assert text[:5] in str(raised.value)
