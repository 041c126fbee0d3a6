from __future__ import annotations

import time

import pytest

from extractor.binding import patterns
from extractor.binding.patterns import PatternBook
from extractor.errors import RuleError
from extractor.matching.skeleton import CODES, Coded, Skeleton, skeleton
from extractor.pipeline import Extractor
from extractor.rulebook.book import PatternRule, RuleBook
from extractor.rulebook.load import builtin_rules

KINDS = {"条": "count", "元": "money", "%": "percent", "亩": "measure", "年": "period", "比": "base"}


def shape(written: str) -> Skeleton:
    """`专线<条>` is a text with a figure of that unit in angle brackets, its skeleton with one code in its place."""
    coded, index, position = [], 0, 0
    while (low := written.find("<", position)) >= 0:
        position = written.index(">", low) + 1
        kind = KINDS[written[position - 2]]
        figure = kind not in ("period", "base")
        coded.append(Coded(low, position, CODES[kind], index if figure else -1))
        index += figure
    return skeleton(written, 0, len(written), coded)


def rule(match: str | tuple[str, ...], *binds: dict[str, str], rule_id: str = "own") -> PatternRule:
    matches = (match,) if isinstance(match, str) else match
    return PatternRule(id=rule_id, match=matches, binds=binds or ({"indicator": "专线"},), rule_id=rule_id)


def book(*rules: PatternRule) -> PatternBook:
    return PatternBook(RuleBook(patterns=rules))


def slots(match: str, written: str, **template: str) -> dict[int, dict[str, str]]:
    bound = book(rule(match, template)).bind(shape(written))
    return {figure: what.slots for figure, what in bound.items()}


@pytest.mark.parametrize(
    ("match", "written", "expected"),
    [
        ("专线{q1}", "开通专线<12条>。", True),
        ("专线{q1}", "开通基站<12条>。", False),
        ("专线{q1:count}", "开通专线<12条>。", True),
        ("专线{q1:money}", "开通专线<12条>。", False),
        ("专线{q1:money|count}", "开通专线<12条>。", True),
        ("{period}专线{q1}", "<2022年>专线<12条>。", True),
        ("{period}专线{q1}", "专线<12条>。", False),
        ("{period?}专线{q1}", "专线<12条>。", True),
        ("{base}增长{q1:percent}", "<同比>增长<5%>。", True),
        ("{base}增长{q1:percent}", "比较增长<5%>。", False),
        ("由{q1}(?:降|升)至{q2}", "由<12条>降至<9条>", True),
        ("由{q1}(?:降|升)至{q2}", "由<12条>减至<9条>", False),
        ("为{population}开通{q1}", "为企业开通<12条>", True),
        ("为{population}开通{q1}", "为企业，开通<12条>", False),
        ("为{population}开通{q1}", "为<3条>开通<12条>", False),
        ("为{population}开通{q1}", "为开通<12条>", False),
    ],
)
def test_a_pattern_matches_the_skeleton_with_its_slots(match: str, written: str, *, expected: bool) -> None:
    assert (slots(match, written, indicator="专线") != {}) is expected


def test_a_slot_fills_the_templates_that_name_it() -> None:
    bound = slots(
        "为{population}的{object}开通{q1}",
        "为企业的专线开通<12条>。",
        population="{population}",
        indicator="开通{object}数",
    )
    assert bound == {0: {"population": "企业", "indicator": "开通专线数"}}


def test_a_slot_that_may_be_missing_fills_nothing() -> None:
    assert slots("开通{object?}专线{q1}", "开通专线<12条>", object="{object}", indicator="专线") == {
        0: {"indicator": "专线"}
    }


def test_each_figure_has_its_own_binds() -> None:
    pattern = rule("由{q1}降至{q2}", {"quantity": "q1", "change": "none"}, {"quantity": "q2", "indicator": "="})
    bound = book(pattern).bind(shape("专线<3条>，月租由<12元>降至<9元>。"))

    assert {figure: what.slots for figure, what in bound.items()} == {1: {"change": "none"}, 2: {"indicator": "="}}


def test_what_was_bound_says_by_which_rule_and_where() -> None:
    written = "全市开通专线<12条>，增长。"
    (bound,) = book(rule("开通专线{q1}", {"action": "开通"}, rule_id="opened")).bind(shape(written)).values()

    assert (bound.rule_id, bound.slots) == ("opened", {"action": "开通"})
    assert written[bound.start :].startswith("开通专线")


def test_an_equals_sign_takes_the_slot_of_the_figure_before(extractor: Extractor) -> None:
    facts = extractor.extract("通报\n\n全县贫困发生率由15.2%下降到3.4%。")
    assert [fact.indicator for fact in facts] == ["贫困发生率", "贫困发生率"]


EARLIER = rule("新开通{object}{q1}", {"indicator": "earlier"}, rule_id="z-earlier")
LONGER = rule("开通专线{q1}，{q2}", {"indicator": "longer"}, rule_id="y-longer")
SHORTER = rule("开通专线{q1}", {"indicator": "shorter"}, rule_id="a-shorter")


@pytest.mark.parametrize(
    ("rules", "written", "winner"),
    [
        ((SHORTER, EARLIER), "新开通专线<12条>，<9条>", "earlier"),
        ((EARLIER, SHORTER), "新开通专线<12条>，<9条>", "earlier"),
        ((SHORTER, LONGER), "开通专线<12条>，<9条>", "longer"),
        ((LONGER, SHORTER), "开通专线<12条>，<9条>", "longer"),
        ((LONGER, EARLIER, SHORTER), "新开通专线<12条>，<9条>", "earlier"),
        ((LONGER, EARLIER, SHORTER), "开通专线<12条>", "shorter"),
    ],
)
def test_the_earliest_match_binds_a_figure_and_the_longest_on_a_tie(
    rules: tuple[PatternRule, ...], written: str, winner: str
) -> None:
    assert book(*rules).bind(shape(written))[0].slots == {"indicator": winner}


def test_the_order_of_the_rules_means_nothing() -> None:
    written = shape("新开通专线<12条>，<9条>")
    orders = [(LONGER, EARLIER, SHORTER), (SHORTER, EARLIER, LONGER), (EARLIER, SHORTER, LONGER)]
    assert len({tuple(match.rule_id for match in book(*order).matches(written)) for order in orders}) == 1


def test_a_key_that_nothing_can_be_bound_to_is_refused_with_the_rule_and_those_that_can() -> None:
    with pytest.raises(RuleError, match=r"own.*binds.*indikator.*wanted.*indicator"):
        book(rule("专线{q1}", {"indikator": "专线"}))


@pytest.mark.parametrize("match", ["专线{q1}(", "[专线{q1}", "专线{q1}(?P<1>x)", "*{q1}"])
def test_an_expression_that_does_not_compile_is_refused_with_the_rule(match: str) -> None:
    with pytest.raises(RuleError, match=r"own.*match.*regular expression"):
        book(rule(match))


def test_a_pattern_without_end_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's pattern that doubles its time with each character costs the time limit, not the afternoon."""
    monkeypatch.setattr(patterns, "TIMEOUT_SECONDS", 0.05)
    slow = book(rule("(?:[线专]+[线专]+)+末{q1}", rule_id="slow"))
    started = time.process_time()

    with pytest.raises(RuleError, match=r"slow.*longer than.*nested repetition"):
        slow.bind(shape("线" * 3000 + "始末<12条>"))
    assert time.process_time() - started < 2


def test_near_misses_name_the_words_that_are_missing() -> None:
    near = list(book(rule("由{q1}降至{q2}"), rule("拉动{q1}", rule_id="other")).near(shape("由<12元>到<9元>"), set()))

    assert len(near) == 1
    assert str(near[0]) == "own: 由{q1}降至{q2}  (1/2; - 降至)"
    assert near[0].is_close


def test_a_near_miss_with_less_than_half_of_its_words_is_not_close() -> None:
    (near,) = book(rule("由{q1}降至{q2}以下")).near(shape("由<12元>到<9元>"), set())

    assert near.missing == ("降至", "以下")
    assert not near.is_close


def test_forms_that_the_program_binds_are_no_expressions() -> None:
    assert book(rule("@head-value", {"quantity": "q1"})).matches(shape("专线<12条>")) == []


def test_every_built_in_pattern_compiles() -> None:
    assert PatternBook(builtin_rules()).matches(shape("专线<12条>")) is not None


def test_a_bound_figure_that_the_expression_has_not_is_refused_with_the_rule() -> None:
    with pytest.raises(RuleError, match=r"own: quantity: found 'n'; 'match' has no figure; write \{q1\}"):
        book(rule("合格{n}", {"quantity": "n", "indicator": "合格"}))
