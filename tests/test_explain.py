"""Why a text gives the facts it gives."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.explain import Explanation
from extractor.pipeline import Extractor
from extractor.store.labels import Lang
from extractor.text.wrap import wrapped

TEXT = "江西电信为103家民宿开通专线。\n全市城镇登记失业率由4.2%降至3.1%，比上年减少1.1个百分点。\n各地认真落实。"
LONG = (
    "全市建成" + "水情传感终端基站" * 20 + "300个，占全市62%的农村通水任务由12亿元增加到15亿元" + "abc def " * 30 + "。"
)


@pytest.fixture(scope="module")
def explained(extractor: Extractor) -> Explanation:
    return extractor.explain(TEXT, published=date(2022, 12, 20))


def columns(line: str) -> int:
    """How wide a terminal shows the line."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def test_every_sentence_is_explained_in_order(explained: Explanation) -> None:
    assert [sentence.text for sentence in explained.sentences] == [
        "江西电信为103家民宿开通专线。",
        "全市城镇登记失业率由4.2%降至3.1%，比上年减少1.1个百分点。",
        "各地认真落实。",
    ]


@pytest.mark.parametrize(("lang", "ends"), [("zh", ["（起点）", "（终点）"]), ("en", [" (from)", " (to)"])])
def test_the_two_levels_of_from_to_are_told_apart(extractor: Extractor, lang: Lang, ends: list[str]) -> None:
    """Each pair of a sentence; what is no level of one says nothing."""
    text = "用户由80万户增加到90万户，月租由30元降到20元，降幅33.3%。"
    shown = [line for line in extractor.explain(text).render(lang).splitlines() if " → " in line]

    assert [line.partition("from-to")[2] for line in shown] == [*ends, *ends, ""]


def test_the_skeleton_spells_out_what_it_replaces(explained: Explanation) -> None:
    assert [sentence.skeleton for sentence in explained.sentences[:2]] == [
        "江西电信为{count}民宿开通专线。",
        "全市城镇登记失业率由{percent}降至{percent}，{base}减少{point}。",
    ]


def test_each_pattern_that_matched_says_what_it_matched(explained: Explanation) -> None:
    first, second, _ = explained.sentences
    assert first.matched == ()
    assert second.matched == ("from-to: 由{percent}降至{percent}",)


def test_near_misses_name_the_pattern_and_are_none_that_matched(extractor: Extractor) -> None:
    (sentence,) = extractor.explain("全市农村贷款由12亿元增加到15亿元，占全部贷款62%。").sentences
    assert any(line.startswith("share-of-part: 占") and "- 的" in line for line in sentence.near)
    assert not any(line.startswith("from-to") for line in sentence.near)


def test_a_sentence_without_figures_has_no_near_misses(explained: Explanation) -> None:
    assert explained.sentences[2].near == ()
    assert explained.sentences[2].facts == ()


def test_the_facts_are_those_that_extraction_gives(extractor: Extractor, explained: Explanation) -> None:
    facts = extractor.extract(TEXT, published=date(2022, 12, 20))
    shown = [fact for sentence in explained.sentences for fact in sentence.facts]
    assert [fact.fact_id for fact in shown] == [fact.fact_id for fact in facts]


def test_names_and_figures_are_one_word_each(explained: Explanation) -> None:
    assert {"江西电信/B", "103家/Q", "民宿/P"} <= set(explained.sentences[0].words)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            ["句子", "骨架", "匹配的句式", "事实", "规则 from-to", "主体=全市", "指标=城镇登记失业率", "状态=实际"],
        ),
        ("en", ["sentence", "skeleton", "patterns matched", "fact", "rule from-to", "subject=全市", "status=actual"]),
    ],
)
def test_it_reads_in_either_language(explained: Explanation, lang: str, words: list[str]) -> None:
    shown = explained.render("zh" if lang == "zh" else "en")
    assert [word for word in words if word not in shown] == []


def test_english_shows_chinese_only_where_it_quotes(explained: Explanation) -> None:
    labels = (
        "句子",
        "词与提及",
        "骨架",
        "匹配的句式",
        "差一点的句式",
        "事实",
        "规则",
        "主体",
        "指标",
        "状态",
        "变化",
        "提示",
    )
    shown = explained.render("en")
    assert [label for label in labels if label in shown] == []


def test_chinese_is_what_is_printed(explained: Explanation) -> None:
    assert str(explained) == explained.render("zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", [TEXT, LONG, "全市财政收入12亿元，增长3%。" * 20])
def test_no_line_is_wider_than_a_terminal(extractor: Extractor, text: str, lang: str) -> None:
    shown = extractor.explain(text).render("zh" if lang == "zh" else "en")
    assert max(columns(line) for line in shown.splitlines()) <= 80


@given(
    st.text(
        st.sampled_from("全市，。“”—…·％①②㎡abc 123\t") | st.characters(categories=["Lo", "Nd", "Po"]), max_size=200
    )
)
@settings(max_examples=200, deadline=None)
def test_wrapping_drops_no_character(text: str) -> None:
    lines = wrapped(text, indent=2)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_text_without_facts_says_so(extractor: Extractor) -> None:
    assert "没有事实" in extractor.explain("各地认真落实。").render()
    assert "no facts" in extractor.explain("各地认真落实。").render("en")
    assert "没有事实" not in extractor.explain("全市收入3亿元。各地认真落实。").render()


def test_an_empty_text_has_nothing_to_explain(extractor: Extractor) -> None:
    assert extractor.explain("").sentences == ()
    assert extractor.explain("").render() == ""


def test_codes_are_the_words_of_the_workbook(extractor: Extractor) -> None:
    explanation = extractor.explain("全市投资超过12亿元，同比增长5.6%。")
    zh, en = explanation.render("zh"), explanation.render("en")

    for word in ("[金额]", "限定=超过", "状态=实际", "变动=上升/同比", "提示=指标承前"):
        assert word in zh
    assert "bounds=1200000000.." in en
    assert "change=up/yoy" in en


def test_a_range_prints_its_bounds(extractor: Extractor) -> None:
    shown = extractor.explain("全市投资12—15亿元。").render()
    assert "12—15亿元 → 1200000000..1500000000 元" in shown


def test_words_and_slots_stay_whole() -> None:
    text = "  ".join(["状态=actual", "提示=subject_inherited,indicator_inherited", "由{q1:percent}至{q2}"] * 9)
    lines = wrapped(text, indent=4)

    assert max(map(columns, lines)) <= 80
    assert {part for line in lines for part in line.replace(",", ", ").split()} == set(text.replace(",", ", ").split())
    for line in wrapped("前" * 37 + "{q1:percent}" + "后" * 60, indent=2):
        assert line.count("{") == line.count("}")


def test_patterns_of_which_little_matched_are_listed_only_on_demand(extractor: Extractor) -> None:
    explanation = extractor.explain("全市超过300家企业复工。")

    assert "part-of-whole" not in explanation.render()
    assert "part-of-whole" in explanation.render(far=True)


def test_the_tags_of_words_are_explained_once_in_one_line(explained: Explanation) -> None:
    for lang, legend in (("zh", "标记: Q数字"), ("en", "tags: Q figure")):
        lines = explained.render("zh" if lang == "zh" else "en").splitlines()
        (line,) = (line for line in lines if line.startswith(legend))
        assert columns(line) <= 80


def test_what_a_figure_has_from_outside_its_sentence_is_shown_with_the_words_that_gave_it(extractor: Extractor) -> None:
    shown = extractor.explain("2021年上半年，宁波市财政收入12亿元。其中教育支出2亿元，增长5%。").render()
    assert "主体 ← 2021年上半年，【宁波市】财政收入12亿元" in shown
    assert "【2021年上半年】" in shown
    assert "变动=上升/基期未写明" in shown
    assert "←" not in extractor.explain("2021年上半年，宁波市财政收入12亿元。").render()
