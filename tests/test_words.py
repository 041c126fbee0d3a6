from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.binding.cutting import Cutter, tokenise
from extractor.errors import UsageError
from extractor.rulebook.load import builtin_rules
from extractor.text.normalise import normalise
from extractor.text.words import Words, words

BULLETINS = Path(__file__).parents[1] / "corpus" / "bulletins"
SEGMENTERS = ("jieba-python", "jieba-rust")
MIXED = st.text(
    st.sampled_from("全市通信业务收入12.3亿元5G𠮷〇，。“”-％ \n增长了\ue001\ud800") | st.characters(),
    max_size=60,
).map(normalise)


def runs() -> list[str]:
    """Every run of Chinese characters in our bulletins, in the rules' examples and in the names, once."""
    rules = builtin_rules()
    texts = [path.read_text(encoding="utf-8") for path in sorted(BULLETINS.glob("*.txt"))]
    texts += [example.text for file in rules.files for example in file.examples]
    texts += [name.name for name in rules.names]
    return sorted({run for text in texts for run in re.findall("[\u4e00-\u9fff]+", text)})


def tagged(segmenter: Words, text: str) -> list[tuple[str, str]]:
    """The words with the part of speech that binding uses, coarser than jieba's."""
    return [(token.text, token.tag) for token in tokenise(text, 0, len(text), [], Cutter(segmenter, frozenset(), ()))]


def test_the_rust_twin_gives_the_words_and_parts_of_speech_of_jieba() -> None:
    python, rust = (words(name) for name in SEGMENTERS)
    cases = runs()

    differing = [run for run in cases if tagged(python, run) != tagged(rust, run)]

    assert len(cases) > 2000
    assert differing == []


@pytest.mark.parametrize("name", SEGMENTERS)
@given(text=MIXED)
@settings(max_examples=200, deadline=None)
def test_the_words_joined_are_the_text(name: str, text: str) -> None:
    tags = words(name).tag(text)

    assert "".join(word for word, _ in tags) == text
    assert all(word for word, _ in tags)


@pytest.mark.parametrize("name", SEGMENTERS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5G", [("5", "m"), ("G", "eng")]),
        ("WiFi-6", [("WiFi-6", "eng")]),
        ("2021", [("2021", "m")]),
        ("，。", [("，", "x"), ("。", "x")]),
        (" \n", [(" \n", "x")]),
        ("", []),
        ("\U0001f4f1", [("\U0001f4f1", "x")]),
    ],
)
def test_what_is_not_chinese_has_a_tag_of_its_kind(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert words(name).tag(text) == expected


@pytest.mark.parametrize("name", SEGMENTERS)
def test_a_verb_and_a_noun_are_told_apart(name: str) -> None:
    assert words(name).tag("企业建成基站") == [("企业", "n"), ("建成", "v"), ("基站", "n")]


def test_the_callers_jieba_is_left_alone() -> None:
    import jieba

    shared = jieba.dt
    before = (shared.initialized, shared.tmp_dir, len(shared.FREQ))
    words.cache_clear()
    words("jieba-python").tag("企业增加收入")

    assert jieba.dt is shared
    assert (shared.initialized, shared.tmp_dir, len(shared.FREQ)) == before


def test_a_word_added_to_the_callers_jieba_is_no_word_of_ours() -> None:
    import jieba

    before = words("jieba-python").tag("赣江新区绿源农业")
    jieba.add_word("赣江新区绿源农业")
    try:
        words.cache_clear()
        assert words("jieba-python").tag("赣江新区绿源农业") == before
    finally:
        jieba.del_word("赣江新区绿源农业")


def test_words_added_to_the_shared_rust_twin_change_no_facts() -> None:
    """Nor is the dictionary of the package itself loaded for ours."""
    code = (
        "import sys; from extractor.text.words import words; ours = words('jieba-rust')\n"
        "assert 'rjieba' not in sys.modules\n"
        "import rjieba; rjieba.add_word('赣江新区绿源农业', 9999, 'n')\n"
        "assert len(rjieba.cut('赣江新区绿源农业', False)) == 1 and len(ours.tag('赣江新区绿源农业')) > 1"
    )

    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # our own interpreter and code


def test_a_segmenter_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"'Jieba'.*'jieba'.*'jieba-python'.*'jieba-rust'"):
        words("Jieba")


@pytest.fixture
def without_rust(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation whose platform has no wheel of rjieba."""
    monkeypatch.setitem(sys.modules, "rjieba", None)
    words.cache_clear()
    yield
    words.cache_clear()


@pytest.mark.usefixtures("without_rust")
def test_jieba_is_the_segmenter_where_the_rust_twin_is_not_installed() -> None:
    assert words("jieba").tag("基站建成") == words("jieba-python").tag("基站建成")
    with pytest.raises(ImportError):
        words("jieba-rust")
