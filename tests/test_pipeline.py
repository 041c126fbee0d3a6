"""Text in, facts out: what holds for every text."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.model import Document, Fact, PageSpan
from extractor.pipeline import Extractor
from extractor.rulebook.book import RuleBook

BULLETINS = sorted((Path(__file__).parents[1] / "corpus" / "bulletins").glob("*.txt"))
PUBLISHED = date(2022, 12, 20)
PIECES = st.sampled_from(
    [
        *("江西电信", "、", "和", "分别", "同比", "增长", "下降", "12条", "3.5%", "近4万", "由", "降至", "占", "的"),
        *("，", "。", "；", "：", "\n", "\u3000\u3000", "“", "”", "（", "）", "其中", "2022年1-11月", "截至", "一、"),
        *(
            "该公司",
            "有限公司",
            "全市",
            "汉滨区",
            "数百家",
            "万亿",
            "第一",
            "亿元",
            "比上年",
            "力争",
            "目标",
            "１２．３％",
        ),
        *("𠮷", "\x00", "（以下简称", "5G", "十四五", "\\n"),
        *("\ue001", "\uf8fe", "\ud800", "\udfff", "\U000f0001", "\ufeff"),
    ]
)
ANY_TEXT = st.lists(PIECES, max_size=25).map("".join) | st.text(st.characters(), max_size=60)


@pytest.fixture(scope="module")
def bulletins() -> list[Document]:
    return [
        Document(text=path.read_text(encoding="utf-8"), source=path.name, published=PUBLISHED) for path in BULLETINS
    ]


def as_bytes(facts: tuple[Fact, ...]) -> bytes:
    return msgspec.json.encode(facts)


def holds_for_any_text(text: str, facts: tuple[Fact, ...]) -> None:
    position = 0
    for fact in facts:
        assert text[fact.start : fact.end] == fact.quote != ""
        assert position <= fact.start < fact.end
        assert fact.sentence_start <= fact.start < fact.end <= fact.sentence_end <= len(text)
        assert fact.value is None or fact.value_low is None or fact.value_low <= fact.value
        assert fact.value is None or fact.value_high is None or fact.value <= fact.value_high
        assert fact.rule_id
        position = fact.end


def test_every_bulletin_gives_quoted_facts_in_reading_order(extractor: Extractor, bulletins: list[Document]) -> None:
    for document in bulletins:
        facts = extractor.extract(document)
        assert len(facts) > 5
        holds_for_any_text(document.text, facts)


@given(text=ANY_TEXT)
@example("其中同比")
@example("１２．３％" * 3)
@settings(max_examples=400, deadline=None)
def test_no_text_is_refused_and_every_fact_is_quoted_in_order(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(text, published=PUBLISHED)

    holds_for_any_text(text, facts)
    extractor.relations(Document(text=text), facts)


@pytest.mark.parametrize("char", ["\ue000", "\ue001", "\ue003", "\uf8fe", "\ud800", "\U00100000"])
def test_a_private_or_lone_character_is_kept_and_makes_no_figure(extractor: Extractor, char: str) -> None:
    for text in (f"全市{char}新增专线12条。", f"贷款由{char}降至3%，占{char}的农村项目。", char * 3):
        facts = extractor.extract(text)
        holds_for_any_text(text, facts)
        assert len(facts) == text.count("12条") + text.count("3%")


@given(text=ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_a_text_can_always_be_explained(extractor: Extractor, text: str) -> None:
    assert isinstance(extractor.explain(text).render("en"), str)


def test_every_figure_of_a_sentence_is_a_fact_once(extractor: Extractor, bulletins: list[Document]) -> None:
    for document in bulletins:
        places = [(fact.start, fact.end) for fact in extractor.extract(document)]
        figures = [(figure.start, figure.end) for figure in extractor.read(document).figures]
        assert places == figures


def test_the_same_text_gives_the_same_bytes_again_and_from_another_extractor(
    extractor: Extractor, bulletins: list[Document]
) -> None:
    other = Extractor()
    for document in bulletins:
        first = as_bytes(extractor.extract(document))
        assert as_bytes(extractor.extract(document)) == first
        assert as_bytes(other.extract(document)) == first


def test_one_extractor_serves_many_threads(extractor: Extractor, bulletins: list[Document]) -> None:
    documents = bulletins * 3
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(extractor.extract, documents))
    assert [as_bytes(facts) for facts in found] == [as_bytes(extractor.extract(document)) for document in documents]


def test_nothing_is_remembered_from_one_text_to_the_next(extractor: Extractor) -> None:
    text = "共开通专线12条，增长3%。"
    alone = as_bytes(extractor.extract(text))
    extractor.extract("江西电信2021年计划开通专线300条，同比增长5%。其中江西移动12条", published=PUBLISHED)
    assert as_bytes(extractor.extract(text)) == alone


@pytest.mark.parametrize("segmenter", ["jieba", "jieba-python", "jieba-rust"])
def test_the_segmenters_give_the_same_facts(extractor: Extractor, bulletins: list[Document], segmenter: str) -> None:
    other = Extractor(segmenter=segmenter)
    assert [as_bytes(other.extract(d)) for d in bulletins[:3]] == [
        as_bytes(extractor.extract(d)) for d in bulletins[:3]
    ]


def test_a_segmenter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="thulac"):
        Extractor(segmenter="thulac")


def test_a_facts_id_is_its_document_and_place(extractor: Extractor) -> None:
    text = "全市新增专线12条、坐席5个。"
    first, second = extractor.extract(Document(text=text, source="a.txt"))
    again = extractor.extract(Document(text=text, source="moved/b.txt"))
    longer = extractor.extract(text + "完。")

    assert first.fact_id != second.fact_id
    assert [fact.fact_id for fact in again] == [first.fact_id, second.fact_id]
    assert {fact.fact_id for fact in longer}.isdisjoint({first.fact_id, second.fact_id})
    assert first.doc_id == Document(text=text).doc_id


def test_full_width_text_gives_the_same_statements_in_its_own_words(extractor: Extractor) -> None:
    (plain,) = extractor.extract("全市财政收入增长12.3%。")
    (wide,) = extractor.extract("全市财政收入增长１２．３％。")
    assert (wide, wide.quote) == (plain, "１２．３％")


def test_a_string_is_read_like_its_document(extractor: Extractor) -> None:
    text = "去年，全市新增专线12条。"
    assert extractor.extract(text, published=PUBLISHED) == extractor.extract(Document(text=text, published=PUBLISHED))


def test_many_documents_come_back_in_order_each_with_its_facts(extractor: Extractor, bulletins: list[Document]) -> None:
    stream = extractor.extract_many(iter(bulletins))
    assert [(document.source, as_bytes(facts)) for document, facts in stream] == [
        (document.source, as_bytes(extractor.extract(document))) for document in bulletins
    ]


def test_documents_are_read_one_at_a_time(extractor: Extractor) -> None:
    def endless() -> object:
        while True:
            yield Document(text="全市新增专线12条。")

    stream = extractor.extract_many(endless())  # type: ignore[arg-type]
    assert next(stream)[1][0].value == Decimal(12)


def test_without_rules_there_are_no_names_and_no_crash() -> None:
    facts = Extractor(RuleBook()).extract("江西电信新增专线12条，同比增长3%。")
    assert all(fact.subject_id is None for fact in facts)


GROWING = {
    "a long sentence": lambda size: "江西电信新增专线12条，" * size,
    "a list": lambda size: "全市调拨" + "帐篷600顶、" * size,
    "a list without figures": lambda size: "江西电信、" * size + "分别新增12条",
    "one 分别 after another": lambda size: "江西电信、江西移动分别新增专线12条和15条，" * size,
    "brackets": lambda size: "全市（" * size + "12条" + "）" * size,
    "rates": lambda size: "全市按" + "1元和" * size + "给予补偿。",
    "quotation marks": lambda size: "“全市" * size + "12条",
    "many sentences": lambda size: "全市财政收入12亿元，增长3%。" * size,
    "many companies": lambda size: "青禾有限公司投资12万元。" * size,
    "characters alone": lambda size: "全市加快建设" * size * 2,
    "short names": lambda size: "以下简称“通促会”" * size,
    "joined figures": lambda size: "12个" + "和12个学校" * size * 4,
    "分别 behind 分别": lambda size: "分别" * size * 4 + "10亿元、20亿元",
    "figures each with 分别": lambda size: "分别10亿元、" * size,
    "lists far behind": lambda size: "推动发展，" * size * 4 + "分别为10亿元、20亿元" * size,
    "companies of one place": lambda size: "江西省青峦有限公司，" * size * 4,
    "many short names": lambda size: "".join(f"（以下简称“青{chr(0x4E00 + i)}社”）" for i in range(size * 4)),
    "counties": lambda size: "汉滨区汉滨建成基站12个" * size,
}


@pytest.mark.parametrize("shape", sorted(GROWING))
def test_eight_times_the_text_takes_about_eight_times_the_time(extractor: Extractor, shape: str) -> None:
    make = GROWING[shape]

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            extractor.extract(text)
            best = min(best, time.process_time() - started)
        return best

    size = 100  # a quadratic step would take 64 times as long
    assert seconds(make(size * 8)) <= 20 * seconds(make(size)) + 0.02


def test_a_folder_is_no_rule_book_and_a_string_no_date(extractor: Extractor) -> None:
    with pytest.raises(UsageError, match=r"rules: found str; wanted a RuleBook, as load_rules\(FOLDER\) gives"):
        Extractor("rules")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"published: found '2022-03-01'; wanted a datetime\.date"):
        extractor.extract("去年完成投资3亿元。", published="2022-03-01")  # type: ignore[arg-type]


def test_facts_on_recognised_pages_say_so(extractor: Extractor) -> None:
    """Of two pages one was a picture: a 5 on it may have been a 3, and nobody may take it unseen."""
    text = "全市完成投资120.5亿元。\n新增就业3.2万人。\n"
    first = text.index("\n") + 1
    pages = (PageSpan(1, 0, first), PageSpan(2, first, len(text), ocr=True))

    printed, recognised = extractor.extract(Document(text=text, pages=pages))

    assert "ocr" not in printed.flags
    assert "ocr" in recognised.flags
