"""The classes of cue words among the built-in rules: each stands once, holds a word once, and is asked for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import extractor
from extractor.rulebook.book import CueRule
from extractor.rulebook.load import builtin_rules

SOURCES = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(extractor.__file__).parent.rglob("*.py")))
BY_PREFIX = ("list-of-", "sign-")
"""Classes that are asked for by how their names begin."""


@pytest.mark.parametrize("cue", builtin_rules().cues, ids=lambda cue: cue.id)
def test_a_class_holds_a_word_once_and_is_asked_for(cue: CueRule) -> None:
    assert [word for word, count in Counter(cue.words).items() if count > 1] == []
    name = cue.id.removeprefix("figure-")
    asked = any(f"{quote}{name}{quote}" in SOURCES or f"{quote}{cue.id}{quote}" in SOURCES for quote in "\"'")
    assert asked or cue.id.startswith(BY_PREFIX)


def test_a_class_stands_once() -> None:
    """Two files that meant another class by one name were read as one."""
    assert [name for name, count in Counter(cue.id for cue in builtin_rules().cues).items() if count > 1] == []


@pytest.mark.parametrize("word", ["以上", "以内", "比"])
def test_a_word_that_is_a_rule_is_listed_in_no_module_of_binding(word: str) -> None:
    folder = Path(extractor.__file__).parent / "binding"
    held = [path.name for path in sorted(folder.glob("*.py")) if f'"{word}"' in path.read_text(encoding="utf-8")]
    assert held == []
