"""Administrative divisions: the table, and which names may stand for which division."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple, get_args

from extractor.model import MentionKind  # noqa: TC001
from extractor.rulebook.book import Division, Level, NameRule
from extractor.rulebook.nodes import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from extractor.rulebook.schema import RegionsFile

COLUMNS = ("code", "name", "short", "level", "parent_code")
LEVELS: tuple[Level, ...] = get_args(Level)
AMBIGUOUS_PREFIX = "region-ambiguous-"
_KIND: MentionKind = "region"
_ALONE_FROM = 3  # characters: 和平, 平安, 兴业 are counties' short forms and ordinary words


class Table(NamedTuple):
    """The divisions by code, the other names each row lists, and what is wrong with the table."""

    divisions: Mapping[str, Division]
    other_names: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def read_divisions(path: Path, shown: str) -> tuple[bytes, Table]:
    """Read a CSV of divisions (UTF-8, header row); its bytes and its rows.  Never raises: see `problems`."""
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else f"cannot be read ({error.strerror})"
        return b"", Table({}, {}, (Problem(shown, 0, "", f"{reason}; wanted a CSV of divisions"),))
    reader = csv.reader(lines)
    header = next(reader, [])
    if tuple(header[: len(COLUMNS)]) != COLUMNS:
        message = f"columns '{','.join(header)}'; wanted '{','.join(COLUMNS)}' and, if need be, 'aliases'"
        return content, Table({}, {}, (Problem(shown, 1, "", message),))
    return content, _table(reader, shown)


def _table(rows: Iterable[list[str]], shown: str) -> Table:
    divisions: dict[str, Division] = {}
    other_names: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        if complaint := _row_complaint(row, divisions):
            problems.append(Problem(shown, line, *complaint))
            continue
        code, name, short, level, parent = row[: len(COLUMNS)]
        divisions[code] = Division(code, name, short, level, parent)  # type: ignore[arg-type]  # level is checked above
        lines[code] = line
        if len(row) > len(COLUMNS) and row[len(COLUMNS)]:
            other_names[code] = tuple(row[len(COLUMNS)].split())
    for division in divisions.values():
        if division.parent_code and division.parent_code not in divisions:
            message = f"'{division.parent_code}'; no row has this code"
            problems.append(Problem(shown, lines[division.code], "parent_code", message))
    return Table(divisions, other_names, tuple(problems))


def _row_complaint(row: list[str], known: Mapping[str, Division]) -> tuple[str, str] | None:
    """The field and what is wrong with it; the first that is wrong."""
    if len(row) < len(COLUMNS):
        return "", f"{len(row)} columns; wanted at least {len(COLUMNS)}"
    code, name, _, level, parent = row[: len(COLUMNS)]
    complaints = (
        (re.fullmatch(r"\d{6}", code) is None, "code", f"'{code}'; wanted six digits"),
        (code in known, "code", f"'{code}' stands in two rows; keep one"),
        (not name, "name", "empty; wanted the full name"),
        (level not in LEVELS, "level", f"'{level}'; wanted one of {', '.join(LEVELS)}"),
        (parent == code, "parent_code", f"'{parent}' is the row's own code; wanted the one it belongs to"),
    )
    return next(((field, message) for wrong, field, message in complaints if wrong), None)


def chain(division: Division, divisions: Mapping[str, Division]) -> Iterator[Division]:
    """The division and what it belongs to, upwards; at most one of a level."""
    seen: set[str] = set()
    here: Division | None = division
    while here is not None and here.level not in seen:
        seen.add(here.level)
        yield here
        here = divisions.get(here.parent_code)


def placeholders(division: Division, divisions: Mapping[str, Division]) -> dict[str, str]:
    """What `{province}`, `{city_short}` … and `{code}` stand for; a level or short form that it lacks is absent.

    A county right under a province (北京市朝阳区, 湖北省仙桃市) has the province where others have their city.
    """
    levels = {part.level: part for part in chain(division, divisions)}
    if division.level == "county" and "city" not in levels and "province" in levels:
        levels["city"] = levels["province"]
    full = {str(level): part.name for level, part in levels.items()}
    short = {f"{level}_short": part.short for level, part in levels.items() if part.short}
    return {"code": division.code, **full, **short}


def region_names(file: RegionsFile, table: Table) -> tuple[list[NameRule], dict[str, tuple[str, ...]]]:
    """A name rule for every division, and for every name that several could mean one without a division."""
    meanings = _meanings(file, table)
    own: dict[str, list[str]] = {code: [] for code in table.divisions}
    ambiguous: dict[str, tuple[str, ...]] = {}
    for writing, codes in meanings.items():
        code = _settled(writing, codes, file, table)
        if code is not None:
            own[code].append(writing)
        elif _worth_flagging(writing, codes, table):
            ambiguous[AMBIGUOUS_PREFIX + writing] = tuple(sorted(codes))
    rules = [_rule(table.divisions[code], tuple(writings), file.id) for code, writings in own.items() if writings]
    rules += [
        NameRule(
            id=entry,
            name=entry.removeprefix(AMBIGUOUS_PREFIX),
            aliases=(),
            kind=_KIND,
            type="ambiguous",
            rule_id=file.id,
        )
        for entry in ambiguous
    ]
    return rules, ambiguous


def _rule(division: Division, writings: tuple[str, ...], rule_id: str) -> NameRule:
    """Named by its full name where that means it alone, else by its short form or with the city before it."""
    name, *aliases = writings
    return NameRule(
        id=division.code,
        name=name,
        aliases=tuple(aliases),
        kind=_KIND,
        type=division.level,
        region=division.code,
        rule_id=rule_id,
    )


def _meanings(file: RegionsFile, table: Table) -> dict[str, set[str]]:
    """Every writing → the codes that it may mean."""
    alone = frozenset(file.not_alone)
    meanings: dict[str, set[str]] = {}
    for code, division in table.divisions.items():
        bare = [division.name]
        if division.short and (division.level != "county" or len(division.short) >= _ALONE_FROM):
            bare.append(division.short)
        values = placeholders(division, table.divisions)
        composed = [t.format_map(values) for t in file.templates.get(division.level, ()) if _fits(t, values)]
        for writing in (*(w for w in bare if w not in alone), *composed, *table.other_names.get(code, ())):
            meanings.setdefault(writing, set()).add(code)
    return meanings


def _fits(template: str, values: Mapping[str, str]) -> bool:
    return all(name in values for name in re.findall(r"\{(\w+)\}", template))


def _settled(writing: str, codes: set[str], file: RegionsFile, table: Table) -> str | None:
    """What a writing means: its only code, the preferred one, a province, or the one that holds all the others."""
    if len(codes) == 1:
        return next(iter(codes))
    if file.prefer.get(writing) in codes:
        return file.prefer[writing]
    provinces = [code for code in codes if table.divisions[code].level == "province"]
    if len(provinces) == 1:
        return provinces[0]
    above = [{part.code for part in chain(table.divisions[code], table.divisions)} for code in codes]
    shared = set.intersection(*above) & codes
    return next(iter(shared)) if shared else None


def _worth_flagging(writing: str, codes: set[str], table: Table) -> bool:
    """A short form that only counties share is weak evidence of any place: left out."""
    return any(table.divisions[code].name == writing or table.divisions[code].level != "county" for code in codes)
