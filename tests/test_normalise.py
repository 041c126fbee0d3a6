from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.normalise import normalise

# Any code point there is, lone surrogates too, with the ones that are replaced drawn more often.
ANY_TEXT = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("０９ＡＺａｚ％．～＋－\\nrt\r\u0085\u2028\u00a0\u3000，。"),
    max_size=80,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("２０２２年１１月", "2022年11月"),
        ("增长６．４％", "增长6.4%"),
        ("５Ｇ基站", "5G基站"),
        ("１０～２０户", "10~20户"),
        ("１０〜２０户", "10~20户"),
        ("－１.５﹪", "-1.5%"),
        ("3\u00a0500\u2009万元", "3 500 万元"),
        ("一段\r二段\u2028三段", "一段\n二段\n三段"),
        ("一段\\n二段", "一段\n\n二段"),
    ],
)
def test_full_width_characters_exotic_spaces_and_typed_out_line_ends_become_plain(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "，。；：、！？",
        "\u3000\u3000全市",
        "（一）“双千兆”《公报》",
        "3,500.6万元",
        "一—五月",
        "𠮷林省\U0001f4f1",
        "率",
    ],
)
def test_marks_names_and_the_ideographic_space_stay(text: str) -> None:
    assert normalise(text) == text


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_the_length_never_changes(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.characters(exclude_characters="\\"), max_size=60), st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_each_character_is_replaced_by_itself_alone(text: str, cut: int) -> None:
    """So an offset into the result is an offset into the text as read."""
    assert normalise(text[:cut]) + normalise(text[cut:]) == normalise(text)


def test_a_text_that_keeps_writing_a_stop_for_the_point_means_the_point() -> None:
    assert normalise("投入3。7亿元，增长4。3%，面积2。2万亩。") == "投入3.7亿元，增长4.3%，面积2.2万亩。"
    assert normalise("新建项目8。20万人受益。") == "新建项目8。20万人受益。"
