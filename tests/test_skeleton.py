from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.matching.skeleton import CODES, NAMES, Coded, Skeleton, skeleton

TEXT = "2022年全市新增基站300个，同比增长5.4%。"
PERIOD = Coded(0, 5, CODES["period"], -1)
COUNT = Coded(11, 15, CODES["count"], 0)
BASE = Coded(16, 18, CODES["base"], -1)
PERCENT = Coded(20, 24, CODES["percent"], 1)


@st.composite
def mentioned(draw: st.DrawFn) -> tuple[str, int, int, list[Coded]]:
    """A text, a sentence of it, and mentions in the sentence, sorted and apart."""
    text = draw(st.text(st.sampled_from("全市新增基站𠮷，。12345万个%"), min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=10))) if len(text) > 1 else [0, 1]
    codes = draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=len(cuts), max_size=len(cuts)))
    pairs = zip(cuts[:-1:2], cuts[1::2], strict=False)
    coded = [Coded(low, high, codes[number], number) for number, (low, high) in enumerate(pairs)]
    return text, draw(st.integers(0, cuts[0])), draw(st.integers(cuts[-1], len(text))), coded


def test_each_figure_period_and_base_is_one_character() -> None:
    shape = skeleton(TEXT, 0, len(TEXT), [PERIOD, COUNT, BASE, PERCENT])

    assert shape.text == "\ue010全市新增基站\ue001，\ue011增长\ue003。"
    assert shape.shown() == "{period}全市新增基站{count}，{base}增长{percent}。"


def test_only_figures_are_counted_as_figures() -> None:
    shape = skeleton(TEXT, 0, len(TEXT), [PERIOD, COUNT, BASE, PERCENT])

    assert shape.figures == {7: 0, 12: 1}


@pytest.mark.parametrize(
    ("position", "char"),
    [(0, "2"), (1, "全"), (6, "站"), (7, "3"), (8, "，"), (9, "同"), (10, "增"), (12, "5"), (13, "。")],
)
def test_a_position_leads_back_to_where_its_character_or_mention_begins(position: int, char: str) -> None:
    shape = skeleton(TEXT, 0, len(TEXT), [PERIOD, COUNT, BASE, PERCENT])

    assert TEXT[shape.offset(position)] == char


def test_offsets_count_in_the_document_not_in_the_sentence() -> None:
    text = "前言。" + TEXT
    moved = [
        Coded(mention.start + 3, mention.end + 3, mention.code, mention.index)
        for mention in (PERIOD, COUNT, BASE, PERCENT)
    ]
    shape = skeleton(text, 3, len(text), moved)

    assert (shape.offset(0), shape.offset(7)) == (3, 14)


def test_a_sentence_without_mentions_is_its_own_skeleton() -> None:
    assert skeleton("前言。全市通信。", 3, 8, []) == Skeleton("全市通信。", (0,), (3,), {})


@pytest.mark.parametrize("coded", [[COUNT], [PERIOD, COUNT], [COUNT, Coded(15, 16, CODES["count"], 1)]])
def test_mentions_side_by_side_stay_apart(coded: list[Coded]) -> None:
    shape = skeleton(TEXT, coded[0].start, coded[-1].end, coded)

    between = [TEXT[a.end : b.start] for a, b in pairwise(coded)]
    assert shape.text == coded[0].code + "".join(
        gap + mention.code for gap, mention in zip(between, coded[1:], strict=True)
    )
    assert list(shape.figures.values()) == [mention.index for mention in coded if mention.code == CODES["count"]]


@given(mentioned())
@settings(max_examples=300, deadline=None)
def test_every_position_leads_back_to_its_own_character(case: tuple[str, int, int, list[Coded]]) -> None:
    text, start, end, coded = case
    shape = skeleton(text, start, end, coded)
    starts = {mention.start: mention for mention in coded}

    offsets = [shape.offset(position) for position in range(len(shape.text))]

    assert offsets == sorted(set(offsets))
    for char, offset in zip(shape.text, offsets, strict=True):
        assert char == (starts[offset].code if offset in starts else text[offset])


@given(mentioned())
@settings(max_examples=300, deadline=None)
def test_every_figure_has_its_place_and_nothing_else_has(case: tuple[str, int, int, list[Coded]]) -> None:
    text, start, end, coded = case
    shape = skeleton(text, start, end, coded)

    figures = [mention for mention in coded if mention.code <= CODES["measure"]]
    assert [(shape.offset(place), index) for place, index in shape.figures.items()] == [
        (mention.start, mention.index) for mention in figures
    ]
