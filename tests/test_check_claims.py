"""One claim against another, totals that fall, figures that smell of a slip."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from msgspec.structs import replace

from extractor.checks import check
from extractor.checks.view import View
from extractor.model import Document, Finding
from extractor.pipeline import Extractor


def found(extractor: Extractor, *documents: Document) -> list[Finding]:
    facts = [fact for document in documents for fact in extractor.extract(document)]
    return list(check(facts, documents=documents))


def said(text: str, day: int | None = 20) -> Document:
    return Document(text=text, source=f"{day}.txt", published=None if day is None else date(2023, 1, day))


FIRST = "2022年，江西省旅游总收入86.4亿元。"


@pytest.mark.parametrize(
    ("second", "day", "outcome"),
    [
        ("2022年，江西省旅游总收入86.4亿元，创历史新高。", 20, ("holds", "")),
        ("2022年，江西省旅游总收入超86亿元。", 20, ("within_wording", "")),
        ("2022年，江西省旅游总收入86亿元。", 20, ("within_rounding", "")),
        ("2022年，江西省旅游总收入88.4亿元。", 20, ("differs", "")),
        ("2022年，江西省旅游总收入88.4亿元。", 25, ("undecided", "revised")),
        ("2022年，江西省旅游总收入88.4亿元。", None, ("undecided", "undated")),
        ("2022年，江西省旅游总收入90亿元以上。", 20, ("undecided", "bound")),
        ("2022年，江西省旅游总收入86.4万元。", 25, ("differs", "unit-slip")),
    ],
)
def test_two_documents_agree_contradict_or_revise_each_other(
    extractor: Extractor, second: str, day: int | None, outcome: tuple[str, str]
) -> None:
    claims = [one for one in found(extractor, said(FIRST), said(second, day)) if one.check_id == "same-claim"]
    assert [(one.verdict, one.reason) for one in claims] == [outcome]


@pytest.mark.parametrize(
    "second",
    [
        FIRST,  # a reprint
        "2021年，江西省旅游总收入80.4亿元。",
        "2022年，江西省国内旅游总收入80.4亿元。",
        "2022年，浙江省旅游总收入80.4亿元。",
        "2023年，江西省力争旅游总收入90.4亿元。",
        "2022年，江西省旅游总收入增长8.4%。",
    ],
)
def test_what_is_said_again_or_of_something_else_is_no_finding(extractor: Extractor, second: str) -> None:
    assert found(extractor, said(FIRST), said(second + "特此通报。")) == []


def test_clauses_that_leave_out_what_they_count_are_not_held_against_each_other(extractor: Extractor) -> None:
    text = (
        "3月份70个大中城市新建住宅价格下降的城市有50个，持平和上涨的城市分别有8个和12个。"
        "3月份70个大中城市二手住宅价格下降的城市有48个，持平和上涨的城市分别有10个和12个。"
    )
    assert "differs" not in {one.verdict for one in found(extractor, said(text))}


def test_a_figure_of_the_lead_that_the_body_repeats_is_an_agreement(extractor: Extractor) -> None:
    text = "全市冻结涉案资金4098.3万元\n今年以来，反诈骗中心共对3794起案件紧急止付，冻结涉案资金4098.3万元。"
    (finding,) = found(extractor, said(text))
    assert (finding.check_id, finding.verdict) == ("same-claim", "holds")


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("2022年1—10月，全省新增减税降费331.2亿元。2022年1—11月，全省新增减税降费326.5亿元。", ["differs"]),
        ("2022年1—11月，全省新增减税降费326.5亿元。2022年1—10月，全省新增减税降费331.2亿元。", ["differs"]),
        ("2022年1—10月，全省新增减税降费331.2亿元。2022年1—11月，全省新增减税降费336.5亿元。", []),
        ("2022年10月，全省新增减税降费331.2亿元。2022年11月，全省新增减税降费326.5亿元。", []),
        ("2021年1—10月，全省新增减税降费331.2亿元。2022年1—11月，全省新增减税降费326.5亿元。", []),
        ("2022年1—10月，全省贸易顺差331.2亿元。2022年1—11月，全省贸易顺差326.5亿元。", []),
        ("2022年1—10月，全省新增减税降费331.2亿元。2022年1—11月，全省新增减税降费326.5亿元（核减后）。", ["undecided"]),
    ],
)
def test_what_is_counted_from_january_does_not_fall(extractor: Extractor, text: str, verdicts: list[str]) -> None:
    assert [one.verdict for one in found(extractor, said(text)) if one.check_id == "cumulative-falls"] == verdicts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("江西电信让利1078.9万元；江西移动让利1600.2亿元；江西联通让利891.5万元。", 1),
        ("江西电信让利1078.9万元；江西移动让利0.16万元；江西联通让利891.5万元。", 1),
        ("江西电信让利1078.9万元；江西移动让利1.6亿元；江西联通让利891.5万元。", 0),
        ("江西电信让利1078.9万元；江西移动让利1600.2亿元。", 0),  # of two nobody knows which is odd
        ("2021年，江西省旅游总收入72.0亿元。2022年，江西省旅游总收入86.4万元。", 1),
        ("2021年，江西省旅游总收入72.0亿元。2022年，江西省旅游总收入864.0亿元。", 0),
    ],
)
def test_a_power_of_ten_apart_from_its_like_is_pointed_at_and_not_accused(
    extractor: Extractor, text: str, number: int
) -> None:
    slips = [one for one in found(extractor, said(text)) if one.check_id == "unit-slip"]
    assert [one.verdict for one in slips] == ["undecided"] * number
    assert all("10⁴" in one.arithmetic and one.explanation for one in slips)


def test_time_grows_with_the_number_of_facts(extractor: Extractor) -> None:
    """Ten times the documents are not a hundred times the comparisons: each measure is held against its first place."""
    facts = extractor.extract(said(FIRST))
    many = [said(f"第{n}期。2022年，江西省旅游总收入{86 + n}.4亿元。") for n in range(200)]
    stated = [*facts, *(fact for document in many for fact in extractor.extract(document))]
    findings = check(stated, documents=[said(FIRST), *many])
    assert len(findings) < 2 * len(stated)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("{}下达项目资金3.2亿元支持中小学建设。{}下达项目资金1.5亿元支持医院建设。", []),
        ("{}投入资金3.2亿元用于教育。{}投入资金1.5亿元用于医疗。", []),
        ("{}财政资金3.2亿元用于教育。{}财政资金1.5亿元用于医疗。", []),  # no event: the purposes alone tell
        ("{}财政资金3.2亿元。{}财政资金1.5亿元用于医疗。", []),  # the second may be a part of the first
        ("{}新建学校12所。{}新建学校8所（不含民办）。", ["event"]),
        ("{}发放消费券800万元（餐饮类）。{}发放消费券500万元（汽车类）。", ["event"]),
        ("{}开展培训12场。{}开展培训8场。", ["event"]),
        ("{}下达项目资金3.25亿元。{}下达项目资金3.25万元。", ["unit-slip"]),
        ("{}旅游总收入86.4亿元。{}旅游总收入80.4亿元（不含县域）。", ["basis"]),
    ],
)
def test_what_can_happen_twice_or_serves_two_purposes_is_not_accused(
    extractor: Extractor, text: str, outcome: list[str]
) -> None:
    claims = [
        one for one in found(extractor, said(text.replace("{}", "2022年，赣州市"))) if one.check_id == "same-claim"
    ]
    assert [(one.verdict, one.reason) for one in claims] == [("undecided", reason) for reason in outcome]


def test_a_running_total_of_another_purpose_or_basis_has_not_fallen(extractor: Extractor) -> None:
    text = "2022年1—10月，全省财政资金331.2亿元{}。2022年1—11月，全省财政资金326.5亿元{}。"
    outcomes = [
        [one.verdict for one in found(extractor, said(text.format(*behind))) if one.check_id == "cumulative-falls"]
        for behind in (("", ""), ("用于教育", "用于医疗"), ("", "（不含退税）"))
    ]
    assert outcomes == [["differs"], [], ["undecided"]]


def test_a_running_total_may_have_been_revised_by_a_later_document(extractor: Extractor) -> None:
    """Within one document it contradicts; between two of them nobody knows."""
    first, second = ("2022年1—10月，江西省旅游总收入86.4亿元。", "2022年1—11月，江西省旅游总收入80.4亿元。")
    apart = found(extractor, said(first, 20), said(second, 25))
    assert [(one.check_id, one.verdict, one.reason) for one in apart] == [("cumulative-falls", "undecided", "revised")]
    assert [one.verdict for one in found(extractor, said(first + second))] == ["differs"]


@pytest.mark.parametrize(("others", "number"), [("891.5万元", 1), ("160.2万元", 1), ("100.2万元", 0), ("80.2万元", 0)])
def test_siblings_more_than_eight_times_apart_are_of_no_one_order(
    extractor: Extractor, others: str, number: int
) -> None:
    text = f"江西电信让利1078.9万元；江西移动让利1078.9亿元；江西联通让利{others}。"
    assert [one.check_id for one in found(extractor, said(text))] == ["unit-slip"] * number


def test_a_sentence_of_twice_the_figures_takes_twice_the_time(extractor: Extractor) -> None:
    """A list over a whole page is one sentence: nothing may read all of it again for each of its figures."""
    clause = "第一街道接待游客37人次，"
    (one,) = extractor.extract(said(f"2022年，{clause}"))

    def seconds(number: int) -> float:
        text = clause * number
        steps = range(0, len(text), len(clause))
        facts = [
            replace(
                one,
                fact_id=f"{one.doc_id}:{step}",
                start=step + clause.index("37"),
                end=step + clause.index("，"),
                sentence_start=0,
                sentence_end=len(text),
            )
            for step in steps
        ]
        document = said(text)
        view = View([replace(fact, doc_id=document.doc_id, quote="37人次") for fact in facts], [document])
        assert view.clause(view.facts[-1]) == "第一街道接待游客"
        begun = process_time()
        for fact in view.facts:
            for words in (view.clause, view.before, view.sentence, view.aside, view.behind):
                words(fact)
        return process_time() - begun

    once, twice = (min(seconds(number) for _ in range(3)) for number in (4000, 8000))
    assert twice <= 3 * once
