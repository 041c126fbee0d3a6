"""Folders of rule files as one rule book: read anew, or taken from the cache where nothing has changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import RuleError
from extractor.rulebook import cache as kept_books
from extractor.rulebook.book import (
    CheckRule,
    CueRule,
    Division,
    Example,
    ModifierRule,
    NameRule,
    PatternRule,
    RuleBook,
    RuleFile,
    ShieldRule,
    UnitRule,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.rulebook.examine import Examined

__all__ = [
    "CheckRule",
    "CueRule",
    "Division",
    "Example",
    "ModifierRule",
    "NameRule",
    "PatternRule",
    "RuleBook",
    "RuleFile",
    "ShieldRule",
    "UnitRule",
    "builtin_folder",
    "builtin_rules",
    "examine",
    "load_rules",
]


def builtin_folder() -> Path:
    """The folder of the built-in rules: inside the installed package, else beside the checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def builtin_rules() -> RuleBook:
    """The rules that come with the package; read once a process."""
    return load_rules()


def load_rules(*folders: Path | str) -> RuleBook:
    """The built-in rules, then each folder over them.

    Raises RuleError with everything that is wrong, one `file:line: field: …` a line.
    """
    builtin = builtin_folder()
    chosen = [*([builtin] if builtin.is_dir() else []), *map(Path, folders)]
    key = kept_books.fingerprint(chosen)
    kept = kept_books.recall(key) if key else None
    return kept or _read(chosen, key)


def _read(folders: Sequence[Path], key: str | None) -> RuleBook:
    """The folders read anew, and kept where nothing is wrong with them."""
    examined = examine(*folders)
    if examined.problems:
        en, zh = ("\n".join(problem.told(lang) for problem in examined.problems) for lang in ("en", "zh"))
        raise RuleError(en, zh)
    # the files may have changed while they were read
    if key and key == kept_books.fingerprint(folders) and kept_books.covers(folders, examined.draft.tables_read):
        kept_books.keep(key, examined.book)
    return examined.book


def examine(*folders: Path | str) -> Examined:
    """Read exactly these folders, later ones over earlier ones, each once; never raises for what is in them."""
    from extractor.rulebook.examine import examine as examined  # noqa: PLC0415  # pydantic and YAML: a kept book needs neither

    return examined(*folders)
