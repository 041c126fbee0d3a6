"""Printed growth against levels: in one document, across documents, and where nothing can be decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractor.checks import check
from extractor.model import Document, Finding
from extractor.pipeline import Extractor

TWO_YEARS = "2022年，{where}完成技改投资86.4亿元，{basis}比上年{growth}。2021年，{where}完成技改投资72.0亿元。"


def found(extractor: Extractor, *texts: str | Document) -> list[Finding]:
    """The findings of growth over documents; a bare text was published on 20 January 2023."""
    documents = [text if isinstance(text, Document) else dated(text, date(2023, 1, 20)) for text in texts]
    facts = [fact for document in documents for fact in extractor.extract(document)]
    return [one for one in check(facts, documents=documents) if one.check_id == "growth"]


def dated(text: str, published: date | None) -> Document:
    return Document(text=text, published=published)


@pytest.mark.parametrize(
    ("growth", "verdict"),
    [
        ("增长20.0%", "holds"),
        ("增长20.1%", "within_rounding"),
        ("增长20.3%", "differs"),
        ("增长超19%", "within_wording"),
        ("下降20.0%", "differs"),
        ("增加14.4亿元", "holds"),
        ("增加15.4亿元", "differs"),
        ("增长0.2倍", "holds"),
    ],
)
def test_growth_is_that_of_two_levels_within_what_rounding_allows(
    extractor: Extractor, growth: str, verdict: str
) -> None:
    (finding,) = found(extractor, TWO_YEARS.format(where="全市", basis="", growth=growth))
    assert finding.verdict == verdict


def test_a_fall_is_reckoned_from_the_earlier_level(extractor: Extractor) -> None:
    text = "2022年，全市完成技改投资72.0亿元，比上年下降16.7%。2021年，全市完成技改投资86.4亿元。"
    (finding,) = found(extractor, text)
    assert finding.verdict == "holds"
    assert finding.arithmetic.startswith("16.7%（全市） = 1 − 72.0亿元（全市） ÷ 86.4亿元（全市） = 16.67%")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2022年末，全市宽带用户48.4万户，比上年末增加3.4万户，增长7.6%。", "holds"),
        ("2022年末，全市宽带用户48.4万户，比上年末增加3.4万户，增长8.6%。", "differs"),
        ("2022年末，全市宽带用户48.4万户，比上年末减少3.4万户，下降6.6%。", "holds"),
        ("2022年末，全市宽带用户48.4万户，比上年末减少3.4万户，下降7.6%。", "differs"),
    ],
)
def test_an_increase_is_set_against_what_was_there_before(extractor: Extractor, text: str, verdict: str) -> None:
    (finding,) = found(extractor, text)
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TWO_YEARS.format(where="全市", basis="按可比口径", growth="增长12.5%"), "comparable-basis"),
        (TWO_YEARS.format(where="全市", basis="扣除价格因素", growth="实际增长12.5%"), "constant-prices"),
        ("2022年，全市地区生产总值86.4亿元，比上年增长5.2%。2021年，全市地区生产总值72.0亿元。", "constant-prices"),
    ],
)
def test_growth_that_is_reckoned_otherwise_is_not_accused(extractor: Extractor, text: str, reason: str) -> None:
    (finding,) = found(extractor, text)
    assert (finding.verdict, finding.reason) == ("undecided", reason)
    assert finding.explanation


def test_an_agreement_at_constant_prices_is_chance_and_no_finding(extractor: Extractor) -> None:
    text = "2022年，全市地区生产总值86.4亿元，比上年增长20.0%。2021年，全市地区生产总值72.0亿元。"
    assert found(extractor, text) == []


EARLIER = "2021年，江西省完成技改投资72.0亿元。"
LATER = "2022年，江西省完成技改投资86.4亿元，比上年增长12.5%。"


def test_the_earlier_level_of_another_document_may_have_been_revised(extractor: Extractor) -> None:
    (finding,) = found(extractor, dated(EARLIER, date(2022, 1, 20)), dated(LATER, date(2023, 1, 20)))
    assert (finding.verdict, finding.reason) == ("undecided", "revised-base")


def test_a_base_that_a_later_document_still_prints_was_not_revised(extractor: Extractor) -> None:
    (finding,) = found(extractor, dated(EARLIER, date(2023, 2, 20)), dated(LATER, date(2023, 1, 20)))
    assert (finding.verdict, finding.reason) == ("differs", "")


def test_levels_of_bodies_that_only_sound_alike_are_not_compared(extractor: Extractor) -> None:
    earlier = "2021年，全市完成技改投资72.0亿元。"
    later = "2022年，全市完成技改投资86.4亿元，比上年增长12.5%。"
    assert found(extractor, earlier, later) == []


RETAIL_2021 = "2021年全市社会消费品零售总额512.3亿元。"
RETAIL_2022 = "2022年全市社会消费品零售总额548.9亿元，比上年增长{growth}。"


@pytest.mark.parametrize(
    ("growth", "verdict", "reason"), [("17.1%", "undecided", "revised-base"), ("7.1%", "holds", "")]
)
@pytest.mark.parametrize("issuer", [None, "某市统计局"])
def test_an_unnamed_place_is_followed_from_one_release_to_the_next_and_never_accused(
    extractor: Extractor, issuer: str | None, growth: str, verdict: str, reason: str
) -> None:
    earlier = Document(text=RETAIL_2021, published=date(2022, 1, 18), issuer=issuer)
    later = Document(text=RETAIL_2022.format(growth=growth), published=date(2023, 1, 18), issuer=issuer)
    (finding,) = found(extractor, earlier, later)
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_an_unnamed_place_of_another_issuer_is_another(extractor: Extractor) -> None:
    earlier = Document(text=RETAIL_2021, published=date(2022, 1, 18), issuer="甲市统计局")
    later = Document(text=RETAIL_2022.format(growth="17.1%"), published=date(2023, 1, 18), issuer="乙市统计局")
    assert found(extractor, earlier, later) == []


def test_two_earlier_figures_of_unnamed_places_say_nothing(extractor: Extractor) -> None:
    texts = [RETAIL_2021, RETAIL_2021.replace("512.3", "612.3")]
    earlier = [dated(text, date(2022, 1, 18)) for text in texts]
    assert found(extractor, *earlier, dated(RETAIL_2022.format(growth="17.1%"), date(2023, 1, 18))) == []


@pytest.mark.parametrize("published", [date(2023, 1, 18), None])
@pytest.mark.parametrize("base", ["上年为43000元", "去年同期为43000元"])
@pytest.mark.parametrize("when", ["", "2022年"])
@pytest.mark.parametrize(("growth", "verdict"), [("9.1%", "differs"), ("5.2%", "holds")])
def test_the_year_before_may_stand_beside_its_growth(
    extractor: Extractor, published: date | None, base: str, when: str, growth: str, verdict: str
) -> None:
    text = f"{when}居民人均可支配收入45230元，比上年增长{growth}；{base}。"
    (finding,) = found(extractor, dated(text, published))
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "居民人均可支配收入45230元，比上年增长9.1%；农村居民上年为43000元。",
        "居民人均可支配收入45230元，比上年增长9.1%。上年为43000元，前年为41000元。",
        "居民人均可支配收入45230元，比上月增长9.1%；上年为43000元。",
    ],
)
def test_another_figure_of_the_year_before_is_no_base(extractor: Extractor, text: str) -> None:
    assert found(extractor, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年，全市完成技改投资86.4亿元，两年平均增长12.5%。2021年，全市完成技改投资72.0亿元。",
        "2022年，全市完成技改投资86.4亿元，工业用电量增长12.5%。2021年，全市完成技改投资72.0亿元。",
        "2022年末，全市汽车保有量76.2万辆（含三轮汽车13.3万辆），比上年末增长17.8%。2021年末，全市三轮汽车14.9万辆。",
        "2022年，全市完成技改投资86.4亿元，比上年增长12.5%。2021年1—11月，全市完成技改投资72.0亿元。",
    ],
)
def test_what_is_said_of_another_time_or_measure_is_passed_over(extractor: Extractor, text: str) -> None:
    assert found(extractor, text) == []


def test_without_the_text_a_note_on_its_basis_cannot_be_seen(extractor: Extractor) -> None:
    facts = extractor.extract(TWO_YEARS.format(where="全市", basis="", growth="增长12.5%"))
    (finding,) = check(facts)
    assert (finding.verdict, finding.reason, finding.difference) == ("undecided", "text-unseen", Decimal("-7.5"))
