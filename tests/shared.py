"""What the commands of a test run share: what takes long to build, and a reader in this process.

For the tests' own process, and for the one that runs the commands of the docs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind

from extractor import readers
from extractor.cli import rulefolders
from extractor.engines import reading
from extractor.matching import lexicon
from extractor.model import Document
from extractor.pipeline import Extractor
from extractor.readers.limits import Limits
from extractor.readers.refusal import UnreadableError
from extractor.rulebook import expand, generate, nodes
from extractor.rulebook.book import Division, NameRule, RuleBook
from extractor.rulebook.entries import Generate
from extractor.rulebook.load import builtin_rules


@cache
def built() -> Extractor:
    """Once a process; it holds no state."""
    return Extractor()


def shared_extractor(rules: RuleBook | None = None, *, segmenter: str = "jieba") -> Extractor:
    """The one that is built, where the rules are those in the box."""
    own = (rules is not None and rules.version != builtin_rules().version) or segmenter != "jieba"
    return Extractor(rules, segmenter=segmenter) if own else built()


@lru_cache(maxsize=8)
def automaton(writings: tuple[str, ...]) -> AhoCorasick:
    """Of the same writings the same: 144,000 of them take most of the second in which an extractor is built."""
    return AhoCorasick(list(writings), MatchKind.Standard)


def kept_branches() -> Callable[..., list[NameRule]]:
    """Of the same carriers and divisions the same: a third of the time in which the built-in rule files are read."""
    kept: dict[object, list[NameRule]] = {}

    def branches(
        block: Generate, divisions: Mapping[str, Division], rule_id: str, taken: Collection[str]
    ) -> list[NameRule]:
        key = (block.model_dump_json(), tuple(divisions.values()), rule_id, frozenset(taken))
        if key not in kept:
            kept[key] = generate.branches(block, divisions, rule_id, taken)
        return list(kept[key])

    return branches


class PlainReader:
    """A `GuardedReader` that reads in this process: another one takes half a second to start."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read_all(self, path: Path, on_refusal: Callable[[UnreadableError], None]) -> Iterator[Document]:
        return readers.read_all(path, limits=self._limits, on_refusal=on_refusal)


def share(patch: pytest.MonkeyPatch) -> None:
    """From now on the commands that are called in this process share them."""
    patch.setattr(reading, "Extractor", shared_extractor)
    patch.setattr(lexicon, "AhoCorasick", lambda writings, _kind: automaton(tuple(writings)))
    patch.setattr(rulefolders, "build_extractor", lambda rules: shared_extractor(rulefolders.load_book(rules or ())))
    patch.setattr(expand, "branches", kept_branches())
    patch.setattr(nodes, "_compose", lru_cache(maxsize=512)(nodes._compose))  # noqa: SLF001  # a quarter of it
    patch.setattr(reading, "GuardedReader", PlainReader)
