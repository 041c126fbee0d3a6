"""What `rules new` wrote and nobody has filled in yet: said to be so, and no name, word or expression of anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.rulebook.skeletons import BODIES, EXAMPLES, HEAD, SINGLE, TAIL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extractor.rulebook.nodes import Problem, Source

_WRITTEN = re.compile(r"(?:填写|示例)(?:\{q1\}|[^\s,'\]}])+")
_ABOUT = ("description", "examples")
"""Fields that say something about a rule: it can work while they are not filled in."""

Path = tuple[int | str, ...]


def unfilled(source: Source) -> list[Path]:
    """The fields that still hold what the skeleton of the file's kind has there."""
    kind = str(source.data.get("kind"))
    if kind not in BODIES:
        return []
    text = "".join((HEAD, BODIES[kind], TAIL, *EXAMPLES.get(kind, ())))
    text = re.sub("  %.*%", "", text)
    return list(_holding(frozenset(_WRITTEN.findall(text)), source.data))


def works(kind: str, fields: list[Path]) -> bool:
    """Whether the rule itself is filled in, whatever is said about it; the name of a register is only its heading."""
    about = _ABOUT if kind in SINGLE else (*_ABOUT, "name")
    return all(field[0] in about for field in fields)


def told(source: Source, fields: list[Path]) -> Iterator[Problem]:
    """A line for each such field."""
    for path in fields:
        found: object = source.data
        for part in path:
            found = found[part]  # type: ignore[index]  # the path is one the file has
        yield source.problem(
            path, f"'{found}' is not filled in yet; write your own there", f"'{found}' 尚未填写；请换成自己的内容"
        )


def _holding(words: frozenset[str], value: object, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, str) and value in words:
        yield path
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _holding(words, item, (*path, index))
    elif isinstance(value, dict):
        fields: Mapping[str, object] = value
        for name, item in fields.items():
            yield from _holding(words, item, (*path, name))
