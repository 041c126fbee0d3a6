"""One YAML file as plain strings, lists and mappings, with the line of everything in it.

YAML's own types are not wanted: `no`, `0571` and `3.10` stay the strings that were typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml
from yaml.error import MarkedYAMLError

from extractor.errors import system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 50  # levels; a rule file needs six
_PLAIN_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class Problem(NamedTuple):
    """What is wrong with a rule file, where, and what was wanted.  Prints as `file:line: field: message`."""

    file: str
    line: int
    field: str
    message: str
    zh: str = ""

    def __str__(self) -> str:
        return self.told("en")

    def told(self, lang: Literal["zh", "en"]) -> str:
        """The line in that language; English where no Chinese was given."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        message = self.zh if lang == "zh" and self.zh else self.message
        return f"{place}: {self.field}: {message}" if self.field else f"{place}: {message}"


class Source(NamedTuple):
    """A rule file as read: its path, how to name it to people, its bytes, top node and plain data."""

    path: Path
    shown: str
    content: bytes
    root: yaml.Node
    data: dict[str, Any]

    def problem(self, path: Sequence[int | str], message: str, zh: str = "") -> Problem:
        """A problem at the field that `path` leads to: keys, and indexes from 0."""
        return Problem(self.shown, line_at(self.root, path), field_name(path), message, zh)


class BrokenFileError(Exception):
    """A file that holds no usable mapping; carries its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def read_source(path: Path, shown: str) -> Source:
    """Read and compose one file; BrokenFileError where it cannot be read, is no UTF-8, no YAML or no mapping."""
    if path.is_symlink():
        zh = "是符号链接；请放入文件本身"
        raise BrokenFileError([Problem(shown, 0, "", "is a symbolic link; put the file itself there", zh)])
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
        root = _compose(text)
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check that it is a file and its permissions"
        zh = f"读不了（{system_reason(error)}）；请检查它是不是文件，以及读取权限"
        raise BrokenFileError([Problem(shown, 0, "", message, zh)]) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        zh = f"字节 0x{content[error.start]:02x} 不是 UTF-8；请另存为 UTF-8"
        raise BrokenFileError([Problem(shown, line, "", message, zh)]) from error
    except yaml.YAMLError as error:
        raise BrokenFileError([_yaml_problem(shown, error)]) from error
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + 1 if root else 1
        found = "the file is empty" if root is None else "found a list or a single value"
        zh = f"{'文件是空的' if root is None else '只有列表或单个值'}；应有 'kind:'、'id:' 等字段"
        raise BrokenFileError([Problem(shown, line, "", f"{found}; wanted fields such as 'kind:' and 'id:'", zh)])
    problems: list[Problem] = []
    data = _plain(root, (), shown, set(), problems)
    if problems:
        raise BrokenFileError(problems)
    return Source(path, shown, content, root, data)


def _compose(text: str) -> yaml.Node | None:
    """The top node.  Depth is counted first: composing in C, a file of brackets alone would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                mark: Any = event.start_mark  # of the C reader, which the stubs do not take for a Mark
                raise MarkedYAMLError(problem=f"nested more than {_DEEPEST} deep", problem_mark=mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return root


def _yaml_problem(shown: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or str(error).partition("\n")[0]
    if mark and begun and begun.line != mark.line:
        said += f" (begun in line {begun.line + 1})"
    message = f"not YAML: {said}; check indentation, quotes and brackets"
    zh = f"不是 YAML（{said}）；请检查缩进、引号和括号"
    return Problem(shown, mark.line + 1 if mark else 0, "", message, zh)


def _plain(node: yaml.Node, path: tuple[int | str, ...], shown: str, seen: set[int], problems: list[Problem]) -> Any:  # noqa: ANN401
    """The node's content as strings, lists and dicts; adds what is not allowed to `problems`."""
    if id(node) in seen:
        message = "YAML aliases (*name) are not read in rule files; write it out"
        problems.append(_at(node, path, shown, message, "不支持 YAML 引用（*name）；请写出全文"))
        return ""
    seen.add(id(node))
    if node.tag != _PLAIN_TAGS[type(node)]:
        message = f"YAML tag '{node.tag}' is not read in rule files; remove it"
        problems.append(_at(node, path, shown, message, f"不支持 YAML 标签 '{node.tag}'；请删去"))
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, i), shown, seen, problems) for i, child in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            message = "a field's name must be a word, not a list or mapping"
            problems.append(_at(key, path, shown, message, "字段名应是一个词，不能是列表或字段组"))
            continue
        name = key.value
        if name in mapping:
            message = f"given twice, first in line {lines[name]}; keep one"
            zh = f"写了两次，第一次在第 {lines[name]} 行；请只留一个"
            problems.append(_at(key, (*path, name), shown, message, zh))
            continue
        lines[name] = key.start_mark.line + 1
        mapping[name] = _plain(child, (*path, name), shown, seen, problems)
    return mapping


def _at(node: yaml.Node, path: Sequence[int | str], shown: str, message: str, zh: str) -> Problem:
    return Problem(shown, node.start_mark.line + 1, field_name(path), message, zh)


def field_name(path: Sequence[int | str]) -> str:
    """`('entries', 1, 'name')` as people count: `entries[2].name`."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def line_at(root: yaml.Node, path: Sequence[int | str]) -> int:
    """The line, from 1, of the deepest node on `path`; a key's own line where the path ends in a field."""
    line = root.start_mark.line + 1
    node: yaml.Node | None = root
    for part in path:
        found = next(_steps(node, part), None)
        if found is None:
            break
        line, node = found
    return line


def _steps(node: yaml.Node | None, part: int | str) -> Iterator[tuple[int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if key.value == part:
                yield key.start_mark.line + 1, child
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        yield child.start_mark.line + 1, child
