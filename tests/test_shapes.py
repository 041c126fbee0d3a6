from __future__ import annotations

import pytest

from extractor.matching.lexicon import Lexicon
from extractor.matching.shapes import name_shapes
from extractor.model import Mention
from extractor.rulebook.load import builtin_rules
from extractor.text.words import words


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(builtin_rules())


def found(lexicon: Lexicon, text: str) -> list[Mention]:
    cutter = words("jieba")
    return name_shapes(text, lexicon.find(text), lambda word: len(cutter.tag(word)) == 1)


def quotes(lexicon: Lexicon, text: str) -> list[str]:
    return [mention.quote for mention in found(lexicon, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾电子科技有限公司新建厂房。", "青禾电子科技有限公司"),
        ("其中江苏有线(600959，股吧)解禁24亿股。", "江苏有线"),
        ("电子行业有猛狮科技(002684，股吧)等6只个股。", "猛狮科技"),
        ("由宜春青禾电子科技有限公司投资。", "宜春青禾电子科技有限公司"),
        ("引进内蒙古青禾乳业股份有限公司落户。", "内蒙古青禾乳业股份有限公司"),
        ("今年，江西青禾（集团）有限责任公司投产。", "江西青禾（集团）有限责任公司"),
        ("依托宜春青禾建设集团公司施工。", "宜春青禾建设集团公司"),
        ("项目与宜春青禾物流有限公司签约。", "宜春青禾物流有限公司"),
    ],
)
def test_a_legal_ending_makes_a_company_name_from_its_region_or_the_last_joining_word(
    lexicon: Lexicon, text: str, name: str
) -> None:
    assert quotes(lexicon, text) == [name]


@pytest.mark.parametrize(
    "text", ["有限公司登记办法。", "全市公司数量。", "这家公司投产。", "各分公司落实。", "公司的子公司。"]
)
def test_an_ending_without_a_name_is_no_company(lexicon: Lexicon, text: str) -> None:
    assert quotes(lexicon, text) == []


def test_two_companies_joined_by_a_word_are_two_names(lexicon: Lexicon) -> None:
    text = "青禾电子科技有限公司和蓝溪物流有限公司签约。"
    assert quotes(lexicon, text) == ["青禾电子科技有限公司", "蓝溪物流有限公司"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市反诈骗中心拦截电话。", "市反诈骗中心"),
        ("今年，区防汛抗旱指挥部调拨物资。", "区防汛抗旱指挥部"),
        ("县教育局安排资金。", "县教育局"),
        ("省住房和城乡建设厅公布。", "省住房和城乡建设厅"),
    ],
)
def test_a_level_and_an_ending_make_a_bureau_at_the_head_of_a_clause(lexicon: Lexicon, text: str, name: str) -> None:
    assert quotes(lexicon, text) == [name]


@pytest.mark.parametrize("text", ["市场监管中心", "区域中心", "县长办公室", "省级医院", "城市医院", "市民中心"])
def test_a_level_inside_another_word_makes_no_bureau(lexicon: Lexicon, text: str) -> None:
    assert quotes(lexicon, text) == []


def test_a_short_name_that_the_text_gives_is_found_wherever_it_stands(lexicon: Lexicon) -> None:
    text = "宜春市通信发展促进会（以下简称“通促会”）成立。通促会服务企业，各方支持通促会。"
    assert quotes(lexicon, text) == ["通促会"] * 3


def test_a_county_has_its_short_name_once_the_text_has_used_the_full_one(lexicon: Lexicon) -> None:
    (short,) = found(lexicon, "汉滨区新建道路。汉滨修建水窖，汉滨区验收。")
    assert (short.quote, short.start, short.kind, short.entry_id) == ("汉滨", 8, "region", "610902")


def test_a_county_has_no_short_name_without_its_full_one(lexicon: Lexicon) -> None:
    assert quotes(lexicon, "汉滨修建水窖。") == []


def test_a_place_with_a_made_up_word_names_a_company_when_it_keeps_coming_back(lexicon: Lexicon) -> None:
    text = "江西乔彤投产。江西乔彤扩建。江西乔彤增资。"
    assert quotes(lexicon, text) == ["江西乔彤"] * 3


@pytest.mark.parametrize("text", ["江西乔彤投产。江西乔彤扩建。", "江西建设投产。江西建设扩建。江西建设增资。"])
def test_twice_or_with_a_word_of_the_dictionary_it_names_none(lexicon: Lexicon, text: str) -> None:
    assert quotes(lexicon, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "青禾电子科技有限公司和市反诈骗中心，以下简称中心。汉滨区、汉滨。",
        "有限公司" * 20,
        "市" * 50 + "局",
        "以下简称",
        "",
    ],
)
def test_a_name_is_what_stands_at_its_place_and_names_are_sorted(lexicon: Lexicon, text: str) -> None:
    mentions = found(lexicon, text)
    assert all(text[mention.start : mention.end] == mention.quote for mention in mentions)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
