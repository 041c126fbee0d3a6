"""What a timeline promises: each statement once, restatements as vintages, gaps, and nothing mixed that differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.model import Document, Fact
from extractor.pipeline import Extractor
from extractor.timeline.build import timeline
from extractor.timeline.gaps import gaps
from extractor.timeline.spans import frequency, settled
from extractor.timeline.values import Series

FIRST, SECOND, THIRD = date(2022, 1, 10), date(2022, 2, 20), date(2022, 3, 30)
YEAR = (date(2021, 1, 1), date(2021, 12, 31))


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


def doc(name: str, published: date | None = FIRST, reprint_of: str | None = None) -> Document:
    text = f"{name}：全市完成投资若干。\n另一句。"
    source = f"{name}.txt"
    return Document(text=text, source=source, issuer="甲市统计局", published=published, reprint_of=reprint_of)


def fact(document: Document, value: str | None = "100", **slots: Any) -> Fact:  # noqa: ANN401
    """A level of 100 亿 or so; `at` moves it in its document, so that ids differ."""
    number = None if value is None else Decimal(value)
    at = slots.pop("at", 0)
    period = slots.pop("period", YEAR)
    half = Decimal("0.5")
    defaults: dict[str, Any] = {
        "fact_id": f"{document.doc_id}:{at}",
        "doc_id": document.doc_id,
        "source": document.source,
        "start": at,
        "end": at + 2,
        "quote": f"{value}亿元",
        "kind": "money",
        "value": number,
        "value_low": None if number is None else number - half,
        "value_high": None if number is None else number + half,
        "unit": "元",
        "subject": "甲市",
        "indicator": "完成投资",
        "indicator_id": "completed-investment",
        "period_start": period[0],
        "period_end": period[1],
        "sentence_start": at,
        "sentence_end": at + 5,
        "rule_id": "head-value",
    }
    return Fact(**(defaults | slots))


def one(facts: list[Fact], *documents: Document) -> Series:
    (series,) = timeline(facts, documents)
    return series


def standings(series: Series) -> list[tuple[str, int]]:
    return [(observation.standing, observation.vintage) for observation in series.observations]


def test_the_public_name_calls_whether_or_not_the_package_was_imported_before() -> None:
    import extractor
    import extractor.timeline.values

    first = doc("一")

    assert len(extractor.timeline([fact(first)], [first])) == 1


def test_a_later_publication_that_excludes_the_earlier_value_is_a_new_vintage() -> None:
    first, second = doc("初步核算", FIRST), doc("最终核实", SECOND)

    series = one([fact(second, "97"), fact(first, "100")], first, second)

    assert standings(series) == [("first", 1), ("revises", 2)]
    assert series.points[0].latest.value == 97
    assert [observation.published for observation in series.observations] == [FIRST, SECOND]


def test_a_later_publication_in_other_precision_is_no_restatement() -> None:
    first, second = doc("一", FIRST), doc("二", SECOND)
    finer = fact(second, "100.2", value_low=Decimal("100.15"), value_high=Decimal("100.25"))

    assert standings(one([fact(first, "100"), finer], first, second)) == [("first", 1), ("agrees", 1)]


def test_above_a_figure_and_a_figure_above_it_agree() -> None:
    first, second = doc("一", FIRST), doc("二", SECOND)
    above = fact(first, "90", modifier="over", value_low=Decimal(90), value_high=None)

    assert standings(one([above, fact(second, "100")], first, second)) == [("first", 1), ("agrees", 1)]


def test_two_documents_of_one_day_contradict_each_other() -> None:
    first, second = doc("一", FIRST), doc("二", FIRST)

    assert standings(one([fact(first, "100"), fact(second, "97")], first, second)) == [("first", 1), ("conflicts", 1)]


def test_without_publication_dates_nothing_is_called_a_restatement() -> None:
    first, second = doc("一", None), doc("二", None)

    assert standings(one([fact(first, "100"), fact(second, "97")], first, second))[1] == ("conflicts", 1)


def test_a_reprint_and_a_repeated_sentence_count_once_with_the_earliest_first() -> None:
    original = doc("原文", SECOND)
    reprint = doc("转载", THIRD, reprint_of=original.doc_id)
    facts = [fact(reprint), fact(original, at=7), fact(original, at=3)]

    series = one(facts, reprint, original)

    (observation,) = series.observations
    assert [(saying.source, saying.start) for saying in observation.said] == [
        ("原文.txt", 3),
        ("原文.txt", 7),
        ("转载.txt", 0),
    ]
    assert observation.fact_id == f"{original.doc_id}:3"


def test_a_reprint_of_a_reprint_was_announced_with_the_original_and_restates_nothing() -> None:
    original = doc("原文", FIRST)
    reprint = doc("转载", SECOND, reprint_of=original.doc_id)
    again = doc("再转载", THIRD, reprint_of=reprint.doc_id)

    series = one([fact(original, "100"), fact(again, "97")], original, reprint, again)

    assert standings(series)[1] == ("conflicts", 1)
    assert series.observations[1].said[0].announced == FIRST


def test_reprints_that_name_each_other_end() -> None:
    one_doc = doc("一", FIRST)
    other = doc("二", SECOND, reprint_of=one_doc.doc_id)
    looped = Document(text=one_doc.text, source="一.txt", published=FIRST, reprint_of=other.doc_id)

    assert len(timeline([fact(looped), fact(other)], [looped, other])) == 1


def test_an_old_value_cited_after_its_restatement_belongs_to_the_old_vintage() -> None:
    documents = doc("一", FIRST), doc("二", SECOND), doc("三", THIRD)
    facts = [fact(document, value) for document, value in zip(documents, ("100", "97", "100"), strict=True)]

    series = one(facts, *documents)

    assert standings(series) == [("first", 1), ("revises", 2)]
    assert len(series.observations[0].said) == 2
    assert series.points[0].latest.value == 97


@pytest.mark.parametrize(
    ("slots", "why"),
    [
        ({"sentence_start": 0}, "the same sentence"),
        ({"at": 7, "flags": ("among",)}, "a part"),
        ({"at": 7, "flags": ("indicator_inherited",)}, "an indicator from elsewhere"),
        ({"at": 7, "flags": ("subject_inherited",)}, "another sentence of the same document that does not say of whom"),
    ],
)
def test_figures_that_may_be_of_something_else_stand_beside_each_other(slots: dict[str, Any], why: str) -> None:
    only = doc("一")

    series = one([fact(only, "100"), fact(only, "40", at=slots.pop("at", 1), **slots)], only)

    assert standings(series)[1] == ("beside", 1), why
    assert series.points[0].latest.value == 100


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        ("2021年，赣州市举办培训12场。", "2021年，赣州市举办培训8场。", "beside"),
        ("2021年，赣州市投入资金3.2亿元用于教育。", "2021年，赣州市投入资金1.5亿元用于医疗。", "beside"),
        ("2021年，赣州市旅游总收入86.4亿元。", "2021年，赣州市乡村旅游总收入80.4亿元。", "beside"),
        ("2021年，赣州市旅游总收入86.4亿元。", "2021年，赣州市旅游总收入88.4亿元。", "revises"),
        ("2021年，赣州市旅游总收入86.4亿元。", "2021年，赣州市旅游总收入修订为88.4亿元。", "revises"),
        ("2021年，赣州市举办培训1230场。", "2021年，赣州市举办培训123场。", "revises"),
    ],
)
def test_a_restatement_is_of_the_same_claim_as_a_check_would_compare(
    extractor: Extractor, first: str, second: str, standing: str
) -> None:
    """What can happen again, has another purpose, or is another measure by its words restates nothing; a slip may."""
    documents = [
        Document(text=text, source=f"{number}.txt", published=day)
        for number, (text, day) in enumerate([(first, FIRST), (second, SECOND)])
    ]
    facts = [fact for document in documents for fact in extractor.extract(document)]
    alike = [
        replace(fact, indicator="同一指标", indicator_id=None, subject="赣州市", action=None, object=None)
        for fact in facts
    ]

    assert standings(one(alike, *documents))[1][0] == standing


def test_two_whole_sentences_of_one_document_can_contradict_each_other() -> None:
    only = doc("一")

    assert standings(one([fact(only, "100"), fact(only, "97", at=7)], only))[1] == ("conflicts", 1)


def test_the_level_a_change_starts_from_is_not_the_level_of_the_period() -> None:
    only = doc("一")
    start = fact(only, "90", rule_id="from-to", sentence_start=0)
    reached = fact(only, "100", at=4, rule_id="from-to", sentence_start=0)

    series = one([reached, start], only)

    assert [(o.standing, o.value) for o in series.observations] == [("before", 90), ("first", 100)]
    assert series.points[0].latest.value == 100


def test_a_vague_number_is_neither_agreement_nor_contradiction() -> None:
    first, second = doc("一", FIRST), doc("二", SECOND)

    assert standings(one([fact(first), fact(second, None, quote="数亿元")], first, second))[1] == ("undecided", 1)


@pytest.mark.parametrize(
    "slots",
    [
        {"status": "target"},
        {"change_direction": "up", "change_base": "yoy"},
        {"unit": "美元"},
        {"kind": "percent", "unit": "%"},
        {"population": "小微企业"},
        {"subject": "乙市"},
        {"indicator_id": "gdp"},
        {"statistic": "average"},
        {"region": "330000", "subject": "统计调查样本"},
        {"period": (None, date(2021, 12, 31))},
        {"period": (date(2021, 5, 1), date(2021, 5, 31))},
    ],
    ids=str,
)
def test_what_cannot_be_compared_is_another_series(slots: dict[str, Any]) -> None:
    only = doc("一")

    assert len(timeline([fact(only), fact(only, at=7, **slots)], [only])) == 2


def test_a_total_to_date_is_no_month() -> None:
    only = doc("一")
    months = [(date(2021, 5, 1), date(2021, 5, 31)), (date(2021, 6, 1), date(2021, 6, 30))]
    to_date = [(date(2021, 1, 1), date(2021, 5, 31)), (date(2021, 1, 1), date(2021, 6, 30))]
    facts = [fact(only, str(n), at=n, period=period) for n, period in enumerate([*months, *to_date], 1)]

    found = {series.frequency: [point.start for point in series.points] for series in timeline(facts, [only])}

    assert found == {
        "month": [date(2021, 5, 1), date(2021, 6, 1)],
        "to_date": [date(2021, 1, 1), date(2021, 1, 1)],
    }


def test_a_half_year_behind_months_to_date_is_a_total_to_date_however_it_is_marked() -> None:
    only = doc("一")
    facts = [
        fact(only, "80", at=1, period=(date(2019, 1, 1), date(2019, 5, 31)), statistic="cumulative"),
        fact(only, "117", at=2, period=(date(2019, 1, 1), date(2019, 6, 30))),
    ]

    series = one(facts, only)

    assert series.frequency == "to_date"
    assert len(series.points) == 2


Q = {n: (date(2021, 3 * n - 2, 1), date(2021, 3 * n, 30 if n in {2, 3} else 31)) for n in (1, 2, 3, 4)}
H1, NINE = (date(2021, 1, 1), date(2021, 6, 30)), (date(2021, 1, 1), date(2021, 9, 30))


@pytest.mark.parametrize(
    ("stretches", "kinds"),
    [
        ([Q[1]], ["quarter"]),
        ([Q[1], Q[2]], ["quarter", "quarter"]),
        ([Q[1], H1], ["to_date", "to_date"]),
        ([Q[1], H1, NINE], ["to_date", "to_date", "to_date"]),
        ([Q[1], Q[2], H1, NINE], ["quarter", "quarter", "to_date", "to_date"]),
        ([H1, (date(2021, 7, 1), date(2021, 12, 31))], ["half_year", "half_year"]),
        ([H1, year(2021)], ["half_year", "year"]),
    ],
)
def test_a_first_quarter_goes_with_its_company(stretches: list[tuple[date, date]], kinds: list[str]) -> None:
    assert [settled(stretches)[stretch] for stretch in stretches] == kinds


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (None, None, "undated"),
        (date(2021, 9, 10), None, "since"),
        (None, date(2021, 9, 10), "as_of"),
        (date(2021, 9, 10), date(2021, 9, 10), "day"),
        (date(2020, 2, 1), date(2020, 2, 29), "month"),
        (date(2021, 2, 1), date(2021, 4, 30), "P3M"),
        (date(2016, 1, 1), date(2020, 12, 31), "P5Y"),
        (date(2021, 1, 1), date(2021, 5, 15), "to_date"),
        (date(2021, 10, 1), date(2021, 10, 7), "P7D"),
    ],
)
def test_a_stretch_has_a_frequency(start: date | None, end: date | None, kind: str) -> None:
    assert frequency(start, end) == kind


def month_ends(*pairs: tuple[int, int]) -> list[date]:
    return [date(y + m // 12, m % 12 + 1, 1) - date.resolution for y, m in pairs]


@pytest.mark.parametrize(
    ("kind", "ends", "missing"),
    [
        ("year", [date(2018, 12, 31), date(2021, 12, 31)], [("2019-01-01", "2020-12-31", 2)]),
        ("month", month_ends((2021, 11), (2022, 2)), [("2021-12-01", "2022-01-31", 2)]),
        ("quarter", month_ends((2021, 3), (2021, 9)), [("2021-04-01", "2021-06-30", 1)]),
        ("half_year", month_ends((2021, 6), (2021, 12)), []),
        ("to_date", month_ends((2021, 3), (2021, 9)), [("2021-04-01", "2021-06-30", 1)]),
        ("to_date", month_ends((2021, 2), (2021, 5)), [("2021-03-01", "2021-04-30", 2)]),
        ("to_date", month_ends((2020, 9), (2021, 3)), []),
        ("as_of", month_ends((2018, 12), (2019, 12), (2021, 12)), [("2020-01-01", "2020-12-31", 1)]),
        ("as_of", month_ends((2018, 12), (2021, 6)), []),
        ("as_of", [date(2021, 9, 24), date(2021, 9, 28)], []),
        ("day", [date(2021, 9, 24), date(2021, 9, 25), date(2021, 9, 28)], [("2021-09-26", "2021-09-27", 2)]),
        ("day", [date(2021, 9, 24), date(2021, 9, 28)], []),
        ("undated", [date(2020, 12, 31), date(2021, 12, 31)], []),
        ("year", [date(2018, 12, 31)], []),
    ],
)
def test_a_missing_period_is_a_gap(kind: str, ends: list[date], missing: list[tuple[str, str, int]]) -> None:
    assert [(str(gap.start), str(gap.end), gap.missing) for gap in gaps(kind, ends)] == missing


def test_targets_owe_no_figure_for_every_year() -> None:
    only = doc("一")
    facts = [fact(only, at=n, period=year(n), status="target") for n in (2020, 2025)]

    assert one(facts, only).gaps == ()


def test_a_fall_is_negative_and_keeps_its_interval_in_order() -> None:
    only = doc("一")
    fall = fact(only, "5.6", change_direction="down", change_base="yoy")

    (observation,) = one([fall], only).observations

    assert (observation.value_low, observation.value, observation.value_high) == (
        Decimal("-6.1"),
        Decimal("-5.6"),
        Decimal("-5.1"),
    )


@pytest.mark.parametrize(
    ("base", "period", "wanted"),
    [
        ("2020", YEAR, "yoy"),
        ("2015", YEAR, "2015"),
        ("2020-12", (None, date(2021, 12, 31)), "yoy"),
        ("2020-12", (None, date(2021, 6, 30)), "previous_year_end"),
        ("2020-06", (None, date(2021, 6, 30)), "yoy"),
        (None, YEAR, None),
    ],
)
def test_a_base_is_told_relative_to_the_period(
    base: str | None, period: tuple[date | None, date], wanted: str | None
) -> None:
    only = doc("一")

    assert one([fact(only, change_direction="up", change_base=base, period=period)], only).change_base == wanted


def test_the_nation_is_one_subject_by_all_its_names_and_by_who_reports_of_it() -> None:
    documents = [doc(name, FIRST) for name in ("一", "二", "三")]
    facts = [
        fact(documents[0], subject="全国", period=year(2019)),
        fact(documents[1], subject="我国", subject_id="china", region="china", period=year(2020)),
        fact(documents[2], subject="国务院", flags=("subject_inherited",), period=year(2021)),
    ]

    series = one(facts, *documents)

    assert (series.subject_id, series.subject, len(series.points)) == ("china", "全国", 3)


@pytest.mark.parametrize("subject", ["全市", "本公司", "市政府", None])
def test_a_pronoun_means_another_body_with_another_issuer(subject: str | None) -> None:
    mine = Document(text="甲", source="a.txt", issuer="甲市统计局", published=FIRST)
    yours = Document(text="乙", source="b.txt", issuer="乙市统计局", published=FIRST)

    assert len(timeline([fact(mine, subject=subject), fact(yours, "97", subject=subject)], [mine, yours])) == 2


@pytest.mark.parametrize(
    ("head", "series"), [("青云市通信管理局：\n", 1), ("各市（州）人民政府：\n", 2), ("青云市要闻：\n", 2)]
)
def test_the_body_in_the_first_line_is_whose_city_a_release_speaks_of(
    extractor: Extractor, head: str, series: int
) -> None:
    """Releases without an issuer: 全市 is the same city where both open with the same bureau."""
    texts = ["截至2023年2月底，全市5G基站达到2300个。", "截至2023年3月底，全市5G基站达到2450个。"]
    documents = [Document(text=head + text, source=text[3:8], published=FIRST) for text in texts]
    facts = [fact for document in documents for fact in extractor.extract(document)]

    assert len(timeline(facts, documents)) == series


def test_a_figure_without_a_period_is_as_of_its_publication() -> None:
    first, second = doc("一", FIRST), doc("二", SECOND)
    facts = [fact(first, "1", period=(None, None)), fact(second, "2", period=(None, None))]

    series = one(facts, first, second)

    assert [(point.end, point.dated_by) for point in series.points] == [(FIRST, "publication"), (SECOND, "publication")]


def test_without_documents_every_fact_still_has_its_place() -> None:
    only = doc("一")

    series = one([fact(only, period=(None, None))])

    assert [(point.end, point.dated_by) for point in series.points] == [(None, "nothing")]


def test_growth_in_real_terms_is_another_series_than_nominal_growth() -> None:
    text = "全市居民收入比上年增长12.6%，扣除价格因素，实际增长9.6%。"
    said = Document(text=text, source="a.txt", published=FIRST)
    growths = [
        fact(said, "12.6", change_direction="up", change_base="yoy", unit="%", start=text.index("12"), sentence_end=40),
        fact(said, "9.6", change_direction="up", change_base="yoy", unit="%", start=text.index("9."), sentence_end=40),
    ]
    growths = [replace(growth, sentence_start=0, fact_id=growth.quote) for growth in growths]

    found = {series.prices: series.points[0].latest.value for series in timeline(growths, [said])}

    assert found == {None: Decimal("12.6"), "constant": Decimal("9.6")}


def test_attributes_form_no_series() -> None:
    only = doc("一")

    assert timeline([fact(only, role="attribute")], [only]) == ()


DOCUMENTS = [doc("一", FIRST), doc("二", SECOND), doc("三", None), doc("四", SECOND)]
DRAWN = st.lists(
    st.builds(
        lambda number, value, at, period, flags, subject, rule: fact(
            DOCUMENTS[number], value, at=at, period=period, flags=flags, subject=subject, rule_id=rule
        ),
        st.integers(0, 3),
        st.sampled_from(["100", "97", "100.2", None]),
        st.integers(0, 4),
        st.sampled_from([YEAR, year(2019), (None, date(2021, 6, 30)), (None, None), Q[1], H1, NINE]),
        st.sampled_from([(), ("among",), ("subject_inherited",)]),
        st.sampled_from(["甲市", "国务院", "全市", None]),
        st.sampled_from(["head-value", "from-to"]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(drawn=DRAWN, data=st.data())
def test_the_order_of_facts_and_documents_does_not_matter(drawn: list[Fact], data: st.DataObject) -> None:
    facts = data.draw(st.permutations(drawn))
    documents = data.draw(st.permutations(DOCUMENTS))

    assert timeline(facts, documents) == timeline(drawn, DOCUMENTS)


@settings(max_examples=100, deadline=None)
@given(drawn=DRAWN)
def test_every_claim_stands_in_exactly_one_place(drawn: list[Fact]) -> None:
    found = timeline(drawn, DOCUMENTS)

    said = [saying.fact_id for series in found for o in series.observations for saying in o.said]
    assert set(said) == {one_fact.fact_id for one_fact in drawn}
    for series in found:
        for point in series.points:
            assert point.latest in point.observations


def test_ids_of_series_stay(make_fact: Callable[..., Fact]) -> None:
    first, second = timeline([make_fact()])[0], timeline([make_fact(period_end=date(2020, 12, 31))])[0]

    assert first.series_id == timeline([make_fact()])[0].series_id
    assert first.series_id != second.series_id
