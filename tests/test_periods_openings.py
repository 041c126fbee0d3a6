"""`OPENING` is a necessary condition: derived here from the parsed grammar, and tried on made-up texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.times import grammar
from extractor.times.openings import NUMBER_OR_WORD, OPENING

if TYPE_CHECKING:
    from collections.abc import Iterable

constants = pytest.importorskip("re._constants")
parser = pytest.importorskip("re._parser")

BODY = grammar.ATOM.pattern.removeprefix(OPENING)
BEHIND_LEAD = BODY[BODY.index("(?:(?P<zone>") :]
ALPHABET = {*BODY, *"0123456789", "\0"}  # \0 stands for all that the grammar does not name
LONGEST = 6
CORE = re.compile(NUMBER_OR_WORD)
WORDS = sorted({*re.findall(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff\\?<>(){}|]", BODY)})


def characters(members: list[tuple[object, Any]]) -> set[str]:
    """Those that a set `[…]` takes."""
    named: set[str] = set()
    for kind, value in members:
        if kind is constants.LITERAL:
            named.add(chr(value))
        elif kind is constants.RANGE:
            named.update(chr(code) for code in range(value[0], value[1] + 1))
    return ALPHABET - named if members[0][0] is constants.NEGATE else named


def grown(prefixes: set[str], following: set[str]) -> set[str]:
    """Every prefix with every character that may follow, unless the opening already holds before it."""
    longer = {prefix + character for prefix in prefixes for character in following}
    closed = {prefix for prefix in longer if not CORE.match(prefix)}
    assert max(map(len, closed), default=0) <= LONGEST, sorted(closed)[:5]
    return closed


def refused(prefixes: set[str], tree: Iterable[tuple[object, Any]]) -> set[str]:
    """What `prefixes` can be continued to by a parsed expression while the opening still fails."""
    for kind, value in tree:
        prefixes = step(prefixes, kind, value)
    return prefixes


def step(prefixes: set[str], kind: object, value: Any) -> set[str]:  # noqa: ANN401  # the parser's own shapes
    if kind is constants.BRANCH:
        return set().union(*(refused(prefixes, branch) for branch in value[1]))
    if kind is constants.MAX_REPEAT:
        return repeated(prefixes, *value)
    if kind is constants.SUBPATTERN:
        return refused(prefixes, value[-1])
    if kind is constants.ASSERT and value[0] > 0:
        return {prefix for prefix in prefixes if refused({prefix}, value[1])}
    if kind in (constants.ASSERT, constants.ASSERT_NOT, constants.AT):
        return prefixes  # it can only rule places out
    signs = [(constants.LITERAL, ord(sign)) for sign in "-/."]  # the second sign of 2021-03-05 refers to the first
    return grown(prefixes, characters({constants.LITERAL: [(kind, value)], constants.GROUPREF: signs}.get(kind, value)))


def repeated(prefixes: set[str], least: int, most: int, tree: Iterable[tuple[object, Any]]) -> set[str]:
    for _ in range(least):
        prefixes = refused(prefixes, tree)
    found = longer = prefixes
    for _ in range(most - least):
        longer = refused(longer, tree)
        found = found | longer
    return found


def test_nothing_the_grammar_takes_fails_the_opening() -> None:
    assert BODY.startswith(grammar.LEAD)
    assert refused({""}, parser.parse(BEHIND_LEAD)) == set()


@pytest.mark.parametrize("lead", ["截至", "截止到", "截止 ", "自从", "自从 ", "自", "从", "到", "至 ", "迄"])
@pytest.mark.parametrize("first", ["2021年", "十二月", "去年", "当地时间3月", "农历正月初一"])
def test_a_lead_opens_what_it_leads(lead: str, first: str) -> None:
    assert re.match(OPENING, lead + first)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_the_opening_changes_no_match(text: str) -> None:
    bare = re.compile(BODY)

    assert [m.span() for m in grammar.ATOM.finditer(text)] == [m.span() for m in bare.finditer(text)]
