from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.normalise import normalise
from extractor.text.sentences import clauses, paragraphs, sentences, skip_marks

MARKED = st.text(
    st.sampled_from("全市12.,，。！？；：、”）\n\u3000 \t\\n一二（）●·第章-") | st.characters(), max_size=80
)


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


def headings(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text) if sentence.heading]


@given(MARKED)
@settings(max_examples=400, deadline=None)
def test_sentences_are_ordered_stretches_of_the_text_that_do_not_overlap(text: str) -> None:
    position, paragraph = 0, 0
    for sentence in sentences(text):
        assert position <= sentence.start < sentence.end <= len(text)
        assert paragraph <= sentence.paragraph
        position, paragraph = sentence.end, sentence.paragraph


@given(MARKED)
@settings(max_examples=400, deadline=None)
def test_no_character_but_blanks_is_outside_every_sentence(text: str) -> None:
    inside = {place for sentence in sentences(text) for place in range(sentence.start, sentence.end)}
    assert all(char.isspace() for place, char in enumerate(text) if place not in inside)


@given(MARKED)
@settings(max_examples=300, deadline=None)
def test_one_sentence_of_each_paragraph_opens_it(text: str) -> None:
    opening = [sentence.paragraph for sentence in sentences(text) if sentence.opens]
    assert opening == sorted({sentence.paragraph for sentence in sentences(text)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市建成基站300个。新增专线12条。", ["全市建成基站300个。", "新增专线12条。"]),
        ("会议说：“今年要快！”全市新增专线12条。", ["会议说：“今年要快！”", "全市新增专线12条。"]),
        ("（共建成基站300个。）新增专线12条。", ["（共建成基站300个。）", "新增专线12条。"]),
        ("增长3.5%，收入1,234.5万元", ["增长3.5%，收入1,234.5万元"]),
        ("总体成效\n全市建成基站300个\n", ["总体成效", "全市建成基站300个"]),
        ("\u3000\u3000全市建成基站300个。", ["全市建成基站300个。"]),
        ("", []),
        (" \u3000\n\t\n", []),
        ("。", ["。"]),
    ],
)
def test_a_sentence_ends_at_a_full_stop_with_its_quotation_marks_or_at_a_line_end(
    text: str, expected: list[str]
) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全市建成基站300个\u3000\u3000新增专线12条",  # a page flattened to one line
        "全市建成基站300个\\n新增专线12条",  # line ends typed out
        "全市建成基站300个\r\n新增专线12条",
        "全市建成基站300个\u2028新增专线12条",
    ],
)
def test_a_paragraph_ends_wherever_a_page_shows_a_new_line(text: str) -> None:
    shown = normalise(text)
    assert [shown[span.start : span.end] for span in paragraphs(shown)] == ["全市建成基站300个", "新增专线12条"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总体情况\n全市建成基站300个。", ["一、总体情况"]),
        ("关于全市通信建设情况的通报\n全市建成基站300个。", ["关于全市通信建设情况的通报"]),
        ("（一）加快建设。全市建成基站300个，新增专线12条。", ["（一）加快建设。"]),
        ("2. 提速降费。江西电信新增专线12条。", ["2. 提速降费。"]),
        ("第三章 通信\n全市建成基站300个。", ["第三章 通信"]),
        ("全市建成基站300个。", []),
        ("全市建成基站300个，", []),
        ("据介绍：", []),
        ("全" * 41, []),
        ("全市加快建设。新增专线12条。", []),
    ],
)
def test_a_short_line_without_a_full_stop_and_a_numbered_lead_are_headings(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入12亿元，增长3%；支出9亿元。", ["收入12亿元", "增长3%", "支出9亿元"]),
        ("据介绍：收入12亿元", ["据介绍", "收入12亿元"]),
        ("收入1,234.5万元,增长3%", ["收入1,234.5万元", "增长3%"]),
        ("收入12、支出9", ["收入12、支出9"]),
        ("，，", []),
    ],
)
def test_clauses_stand_between_marks_and_a_thousands_comma_is_none(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in clauses(text, 0, len(text))] == expected


@given(MARKED)
@settings(max_examples=200, deadline=None)
def test_clauses_are_ordered_stretches_that_do_not_overlap(text: str) -> None:
    position = 0
    for span in clauses(text, 0, len(text)):
        assert position <= span.start < span.end <= len(text)
        position = span.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("●全市建成基站", "全市建成基站"),
        ("一、全市建成基站", "全市建成基站"),
        ("（三）全市建成基站", "全市建成基站"),
        ("3.全市建成基站", "全市建成基站"),
        ("◆ 全市建成基站", "全市建成基站"),
        ("第二部分全市建成基站", "全市建成基站"),
        ("\u3000\u3000全市建成基站", "全市建成基站"),
        ("3.5万户", "3.5万户"),
        ("12条专线", "12条专线"),
        ("一季度建成基站", "一季度建成基站"),
        ("第三产业增长", "第三产业增长"),
    ],
)
def test_bullets_and_list_numbers_stand_before_the_words(text: str, words: str) -> None:
    start = skip_marks(text, 0, len(text))
    assert text[start:].strip() == words
