"""What is found in a text: leftmost-longest, shields, kinds, offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.matching.lexicon import KIND_ORDER, Lexicon
from extractor.model import MentionKind
from extractor.rulebook.book import CueRule, NameRule, RuleBook
from extractor.rulebook.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Sequence


def name(entry: str, *writings: str, not_in: tuple[str, ...] = (), kind: MentionKind = "indicator") -> NameRule:
    return NameRule(id=entry, name=writings[0], aliases=writings[1:], not_in=not_in, kind=kind, rule_id=f"file-{entry}")


def found(rules: RuleBook, text: str) -> list[tuple[str, str]]:
    return [(mention.entry_id, mention.quote) for mention in Lexicon(rules).find(text)]


GDP = RuleBook(
    names=(
        name("gdp", "国内生产总值", "GDP", not_in=("人均国内生产总值", "人均GDP", "GDP平减指数")),
        name("fee", "让利", not_in=("让利销售",)),
        name("sale", "销售额"),
        name("price", "指数"),
        name("telecom", "中国电信", "电信"),
        name("branch", "中国电信浙江公司"),
        name("region", "浙江"),
    ),
    cues=(CueRule(id="yoy", words=("同比",), not_in=("同比例",), rule_id="cues"),),
)
SENTENCES = {
    "国内生产总值126万亿元，GDP增长": [("gdp", "国内生产总值"), ("gdp", "GDP")],
    "人均国内生产总值8.9万元": [],
    "人均GDP和GDP": [("gdp", "GDP")],
    "GDP平减指数": [("price", "指数")],  # the shield hides one name, not what else stands there
    "让利销售额": [("sale", "销售额")],
    "让利": [("fee", "让利")],
    "让利销": [("fee", "让利")],
    "中国电信浙江公司": [("branch", "中国电信浙江公司")],
    "中国电信浙江分公司": [("telecom", "中国电信"), ("region", "浙江")],
    "同比增长，同比例增长": [("yoy", "同比")],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=SENTENCES)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(GDP, text) == expected


def test_a_shield_that_is_a_name_itself_is_found() -> None:
    rules = RuleBook(names=(name("gdp", "总值", not_in=("人均总值",)), name("per-head", "人均总值")))

    assert found(rules, "人均总值，总值") == [("per-head", "人均总值"), ("gdp", "总值")]


def test_a_shield_leaves_room_for_a_shorter_name_and_for_one_that_starts_inside() -> None:
    rules = RuleBook(names=(name("a", "甲乙", not_in=("甲乙丙",)), name("b", "甲"), name("c", "乙丙丁")))

    assert found(rules, "甲乙丙丁") == [("b", "甲"), ("c", "乙丙丁")]
    assert found(rules, "甲乙丁") == [("a", "甲乙")]


def test_a_shield_counts_though_another_name_covers_its_start() -> None:
    rules = RuleBook(names=(name("a", "甲乙"), name("b", "丙", not_in=("乙丙",))))

    assert found(rules, "甲乙丙，丙") == [("a", "甲乙"), ("b", "丙")]


def test_the_same_name_twice_in_its_shield_is_shielded_twice() -> None:
    rules = RuleBook(names=(name("a", "天", not_in=("天天",)),))

    assert found(rules, "天天，天") == [("a", "天")]


def test_leftmost_wins_over_longer() -> None:
    rules = RuleBook(names=(name("a", "甲乙"), name("b", "乙丙丁戊")))

    assert found(rules, "甲乙丙丁戊") == [("a", "甲乙")]


def test_of_two_kinds_the_first_in_order_is_found_and_a_kind_can_be_asked_for() -> None:
    rules = RuleBook(
        names=(name("act", "提速", kind="action"), name("org", "提速", kind="organisation")),
        cues=(CueRule(id="cue", words=("提速",), rule_id="cues"),),
    )

    assert found(rules, "提速") == [("org", "提速")]
    assert [mention.kind for mention in Lexicon(rules, kinds=["action", "cue"]).find("提速")] == ["action"]


def test_a_mention_carries_span_kind_and_file() -> None:
    (mention,) = Lexicon(GDP).find("，浙江。")

    assert (mention.start, mention.end, mention.quote) == (1, 3, "浙江")
    assert (mention.kind, mention.entry_id, mention.rule_id) == ("indicator", "region", "file-region")


@pytest.mark.parametrize("before", ["𠮷野家", "😀", "\ud800", "e\u0301", "\u200d", "\x00", "\ufeff"])
def test_offsets_are_code_points(before: str) -> None:
    (mention,) = Lexicon(GDP).find(f"{before}浙江𠮷")

    assert (mention.start, mention.end) == (len(before), len(before) + 2)


def test_no_rules_find_nothing() -> None:
    assert Lexicon(RuleBook()).find("国内生产总值") == []


def test_names_beyond_the_first_plane_are_found() -> None:
    assert found(RuleBook(names=(name("a", "𠮷田"),)), "𠮷𠮷田") == [("a", "𠮷田")]


def test_twenty_thousand_names_are_each_found() -> None:
    names = tuple(name(f"n{i}", f"第{i}局") for i in range(20_000))
    text = "，".join(f"第{i}局" for i in range(0, 20_000, 7))

    assert [entry for entry, _ in found(RuleBook(names=names), text)] == [f"n{i}" for i in range(0, 20_000, 7)]


def slowly(rules: RuleBook, text: str) -> list[tuple[int, int, str]]:
    """Leftmost-longest over unshielded names, by trying every place and every length."""
    entries = {writing: rule for rule in rules.names for writing in rule.writings}
    shields = {
        (w, word, k)
        for w, rule in entries.items()
        for word in rule.not_in
        if word != w
        for k in range(len(word))
        if word.startswith(w, k)
    }
    spans, start = [], 0
    while start < len(text):
        ends = [start + length for length in range(1, 8) if text[start : start + length] in entries]
        free = [
            end
            for end in ends
            if start + 0 < end <= len(text)
            and not any(
                w == text[start:end] and start >= k and text.startswith(word, start - k) for w, word, k in shields
            )
        ]
        if free:
            spans.append((start, max(free), entries[text[start : max(free)]].id))
        start = max(free) if free else start + 1
    return spans


WORDS = st.text("甲乙丙", min_size=1, max_size=4)


@given(
    names=st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), max_size=6, unique_by=lambda pair: pair[0]),
    text=st.text("甲乙丙丁", max_size=30),
)
def test_agrees_with_the_slow_definition(names: list[tuple[str, list[str]]], text: str) -> None:
    rules = RuleBook(names=tuple(name(f"n{i}", w, not_in=tuple(s)) for i, (w, s) in enumerate(names)))

    assert [(m.start, m.end, m.entry_id) for m in Lexicon(rules).find(text)] == slowly(rules, text)


@given(text=st.text(st.characters()))
def test_any_text_is_searched_and_quoted_exactly(text: str) -> None:
    for mention in Lexicon(GDP).find(text + "GDP" + text):
        assert (text + "GDP" + text)[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize("kinds", [KIND_ORDER[:2], KIND_ORDER[:4]])
def test_a_lexicon_asked_for_the_first_kinds_finds_what_one_of_them_alone_would(kinds: Sequence[MentionKind]) -> None:
    rules = builtin_rules()
    text = "浙江省杭州市电信用户增长，国家统计局：工业增加值提速，农村居民人均可支配收入，中国移动下降"

    assert Lexicon(rules).find(text, kinds) == Lexicon(rules, kinds=kinds).find(text)
