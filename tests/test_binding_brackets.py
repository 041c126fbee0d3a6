"""Figures in brackets behind a figure: of the same measure, of the places they name, and over with their bracket."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

Extract = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def extract(extractor: Extractor) -> Extract:
    return lambda text: extractor.extract(f"江西省通信管理局通报\n\n\u3000\u3000{text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全省报告病例60例（宜春市35例，吉安市8例）；死亡2例。",
            [
                ("60例", "全省", "报告病例"),
                ("35例", "宜春市", "报告病例"),
                ("8例", "吉安市", "报告病例"),
                ("2例", "全省", "死亡"),
            ],
        ),
        (
            "江西电信抢修光缆30公里（九江市12公里、吉安市18公里），调拨油机8台。",
            [
                ("30公里", "江西电信", "光缆"),
                ("12公里", "九江市", "光缆"),
                ("18公里", "吉安市", "光缆"),
                ("8台", "江西电信", "油机"),
            ],
        ),
        (
            "全省新增床位60张（宜春市35张，吉安市25张）。新增医生12人。",
            [
                ("60张", "全省", "新增床位"),
                ("35张", "宜春市", "新增床位"),
                ("25张", "吉安市", "新增床位"),
                ("12人", "全省", "新增医生"),
            ],
        ),
        (
            "全省确诊病例60例（宜春市35例，吉安市25例），增长3%。",
            [
                ("60例", "全省", "确诊病例"),
                ("35例", "宜春市", "确诊病例"),
                ("25例", "吉安市", "确诊病例"),
                ("3%", "全省", "确诊病例"),
            ],
        ),
        (
            "江西电信新增专线30条（其中宜春市12条），新增坐席5个。",
            [
                ("30条", "江西电信", "新增专线"),
                ("12条", "宜春市", "新增专线"),
                ("5个", "江西电信", "新增坐席"),
            ],
        ),
    ],
)
def test_a_bracket_splits_the_figure_before_it_by_place_and_ends_with_it(
    extract: Extract, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(fact.quote, fact.subject, fact.indicator) for fact in extract(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全省受灾人口7.2万人（宜春市3.1万人（其中袁州区1.2万人），吉安市2.1万人），转移安置800人。",
            [
                ("7.2万人", "全省", False),
                ("3.1万人", "宜春市", False),
                ("1.2万人", "袁州区", True),
                ("2.1万人", "吉安市", False),
                ("800人", "全省", False),
            ],
        ),
        (
            "全省报告病例60例（本土35例，境外输入25例（其中宜春市12例））；死亡2例。",
            [
                ("60例", "全省", False),
                ("35例", "全省", False),
                ("25例", "全省", False),
                ("12例", "宜春市", True),
                ("2例", "全省", False),
            ],
        ),
        (
            "全省报告病例60例（宜春市35例，其中重症3例；吉安市8例），治愈出院20例。",
            [
                ("60例", "全省", False),
                ("35例", "宜春市", False),
                ("3例", "宜春市", True),
                ("8例", "吉安市", True),
                ("20例", "全省", False),
            ],
        ),
    ],
)
def test_parts_of_parts_in_brackets_end_with_their_own_bracket(
    extract: Extract, text: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert [(fact.quote, fact.subject, "among" in fact.flags) for fact in extract(text)] == expected


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("全省财政收入12亿元（同比增长3%），财政支出9亿元。", "财政收入", "全省"),
        ("全省新增基站300个（农村基站120个），开通专线12条。", "农村基站", "全省"),
    ],
)
def test_a_bracket_that_names_no_place_keeps_the_subject(
    extract: Extract, text: str, indicator: str, subject: str
) -> None:
    assert (extract(text)[1].indicator, extract(text)[1].subject) == (indicator, subject)
