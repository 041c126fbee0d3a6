"""One announcement carried by many sites counts once; a template filled with other figures is no reprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from msgspec.structs import replace

from extractor.model import Fact, Finding
from extractor.pipeline import Extractor
from extractor.reprints import counted, news, without_copies
from extractor.reprints.linking import COMMONPLACE, link
from extractor.reprints.marking import Announcement
from extractor.reprints.signature import Signature, packed, sign, unpacked

NOTICE = (
    "青川县统计局发布一季度经济运行情况。全县实现生产总值31.6亿元，同比增长5.2%。"
    "规模以上工业企业86家，实现产值12.7亿元。社会消费品零售总额9.4亿元，其中餐饮收入1.8亿元。"
    "城镇新增就业1260人，完成全年任务的31.5%。"
)
OTHER = (
    "水利厅通报汛期水情。全省大型水库蓄水量72.5亿立方米，较上月减少3.1亿立方米。累计转移群众4200人，启用避险点61处。"
)
SHORT = "据了解，全县实现生产总值31.6亿元，同比增长5.2%。"


class Held:
    """Texts in memory."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def signatures(self) -> Iterator[tuple[int, Signature]]:
        return ((key, self.signature(key)) for key in range(len(self._texts)))

    def signature(self, key: int) -> Signature:
        return sign(self._texts[key])

    def text(self, key: int) -> str:
        return self._texts[key]


def linked(*texts: str) -> dict[int, int]:
    return link(Held(texts))


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (NOTICE, "the very same"),
        (NOTICE.replace("，", ",").replace("。", "。\n\n　　"), "another site's typography"),
        (f"【转载】{NOTICE}（责任编辑：李某）", "a frame around it"),
        (f"{NOTICE}下一步将抓好23个重点项目，计划投资8.8亿元。", "a longer version"),
        (NOTICE[: NOTICE.index("城镇新增")], "a shorter version"),
        (NOTICE.replace("发布一季度", "公布了一季度").replace("实现", "完成"), "words changed within its sentences"),
        (NOTICE.replace("1260", "1,260"), "figures with commas"),
    ],
)
def test_a_reprint_leads_to_the_first(later: str, why: str) -> None:
    assert linked(OTHER, NOTICE, later) == {2: 1}, why


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (OTHER, "another announcement"),
        (NOTICE.translate(str.maketrans("1234567", "2345678")), "a template filled with other figures"),
        (OTHER * 3 + SHORT, "a report that quotes a sentence"),
        ("青川县统计局发布一季度经济运行情况。", "a title alone"),
        ("", "nothing"),
    ],
)
def test_what_only_looks_alike_is_no_reprint(later: str, why: str) -> None:
    assert linked(NOTICE, later) == {}, why


def test_every_reprint_leads_to_the_earliest_and_none_to_another_reprint() -> None:
    longer = f"{NOTICE}下一步将抓好23个重点项目，计划投资8.8亿元。"

    assert linked(NOTICE, longer, NOTICE, longer) == {1: 0, 2: 0, 3: 0}


def test_documents_that_share_a_footer_are_no_reprints() -> None:
    """A line under every page of a site is no announcement."""
    footer = "主办单位为青川县人民政府办公室，备案编号为51082202000101号。"
    texts = [f"{footer}第{number}号通知要求抓好{number}项工作。" for number in range(COMMONPLACE * 2, COMMONPLACE * 4)]

    assert len(linked(*texts)) <= 1


@pytest.mark.parametrize("text", [NOTICE, "", "短", "\ud800" * 9, "１，２３４．５万元", "a,b", "1,2345项"])
def test_a_signature_comes_back_from_the_store_as_it_was(text: str) -> None:
    signature = sign(text)

    assert unpacked(packed(signature)) == signature
    assert unpacked(packed(replace(signature, form=0))) is None
    assert unpacked(None) is None


def test_figures_of_a_signature_are_those_of_the_text_in_one_width() -> None:
    assert sign("１,２３４.５万元，12,34，7项、7人").figures == {"1234.5": 1, "12": 1, "34": 1, "7": 2}


def repeated(extractor: Extractor, *texts: str) -> list[list[str]]:
    """Of each document the figures that are repeated."""
    announcement = Announcement()
    found = []
    for text in texts:
        facts = extractor.extract(text)
        marks = announcement.repeated(text, facts)
        found.append([fact.quote for fact, again in zip(facts, marks, strict=True) if again])
    return found


def quotes(facts: Sequence[Fact]) -> list[str]:
    return [fact.quote for fact in facts]


def test_a_longer_version_adds_its_own_figures_only(extractor: Extractor) -> None:
    own = "下一步将抓好23个重点项目，计划投资8.8亿元。"
    first, second = repeated(extractor, NOTICE, NOTICE + own)

    assert first == []
    assert second == quotes(extractor.extract(NOTICE))


def test_the_third_version_repeats_what_the_second_added(extractor: Extractor) -> None:
    longer = f"{NOTICE}下一步将抓好23个重点项目。"

    assert repeated(extractor, NOTICE, longer, longer)[2] == quotes(extractor.extract(longer))


def test_a_reworded_sentence_still_repeats_its_figure(extractor: Extractor) -> None:
    assert repeated(extractor, NOTICE, NOTICE.replace("全县实现", "全县共计完成"))[1] == quotes(
        extractor.extract(NOTICE)
    )


def test_the_same_figure_of_something_else_is_no_repetition(extractor: Extractor) -> None:
    added = "外出务工人员返乡比例提高5.2%。"

    assert repeated(extractor, SHORT, SHORT + added)[1] == ["31.6亿元", "5.2%"]


def test_a_figure_stated_once_is_repeated_once(extractor: Extractor) -> None:
    twice = repeated(extractor, SHORT, SHORT + SHORT)[1]

    assert twice == ["31.6亿元", "5.2%"]


def flagged(extractor: Extractor, text: str) -> tuple[Fact, ...]:
    return tuple(replace(fact, flags=(*fact.flags, "reprint")) for fact in extractor.extract(text))


def test_repeated_facts_are_not_counted(extractor: Extractor) -> None:
    facts = (*extractor.extract(SHORT), *flagged(extractor, SHORT))

    assert counted(facts) == extractor.extract(SHORT)
    assert without_copies(facts) == extractor.extract(SHORT)
    assert without_copies(flagged(extractor, NOTICE)) == extractor.extract(NOTICE)


def test_a_finding_on_repeated_facts_alone_stands_already(extractor: Extractor) -> None:
    first, second = flagged(extractor, SHORT)
    (new,) = extractor.extract("全县投资7亿元。")
    old = Finding(check_id="c", verdict="differs", fact_ids=(first.fact_id, second.fact_id), arithmetic="")
    mixed = Finding(check_id="c", verdict="differs", fact_ids=(first.fact_id, new.fact_id), arithmetic="")

    assert news([old, mixed], [first, second, new]) == (mixed,)
