"""The rule book a call asks for: the built-in rules, with the folders of `--rules` over them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline import Extractor
    from extractor.rulebook.book import RuleBook


def load_book(rules: Sequence[str]) -> RuleBook | None:
    """The rule book with the folders, `None` without folders; `UsageError` for one that is not there."""
    if not rules:
        return None
    from extractor.rulebook.load import load_rules  # noqa: PLC0415  # takes the rule files with it

    for folder in rules:
        if not Path(folder).is_dir():
            raise UsageError(
                f"--rules {folder}: no such folder; give a folder of rule files",
                f"--rules {folder}：没有此目录；请给规则文件的目录",
            )
    return load_rules(*rules)


def build_extractor(rules: Sequence[str] | None) -> Extractor:
    """The extractor over them."""
    from extractor.pipeline import Extractor  # noqa: PLC0415  # takes jieba and the rule book with it

    return Extractor(load_book(rules or ()))
