"""Reading folders of rule files, strictly: whatever is wrong is told with file, line and field."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.rulebook.assemble import assemble
from extractor.rulebook.book import RuleBook
from extractor.rulebook.cache import shown_as
from extractor.rulebook.clashes import clashes
from extractor.rulebook.complain import MEANT_ZH, did_you_mean, validated
from extractor.rulebook.draft import Draft, Loaded
from extractor.rulebook.nodes import BrokenFileError, Problem, line_at, read_source
from extractor.rulebook.unfilled import told, unfilled, works

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Examined(NamedTuple):
    """What folders of rules hold, what is wrong with them, and the draft that knows where everything stands."""

    book: RuleBook
    problems: tuple[Problem, ...]
    draft: Draft


def examine(*folders: Path | str) -> Examined:
    """Read exactly these folders or files, later ones over earlier ones, each file once; never raises for them."""
    problems: list[Problem] = []
    not_filled: list[Problem] = []
    loaded: list[Loaded] = []
    seen: set[Path] = set()
    for folder in {Path(folder).resolve(): Path(folder) for folder in folders}.values():
        read = list(_filled(_read_folder(folder, problems, seen), not_filled))
        loaded = _settle(loaded, read, problems)
    draft = assemble(loaded)
    draft.unfilled += not_filled
    problems += draft.problems
    problems += clashes(draft)
    book = RuleBook(
        units=tuple(draft.units),
        modifiers=tuple(draft.modifiers),
        shields=tuple(draft.shields),
        names=tuple(draft.names),
        cues=tuple(draft.cues),
        patterns=tuple(draft.patterns),
        checks=tuple(draft.checks),
        tables=tuple(draft.tables),
        files=tuple(draft.files),
        version=_version([*(file.source.content for file in loaded), *draft.extra_bytes]),
        divisions=tuple(draft.divisions.values()),
        ambiguous=draft.ambiguous,
    )
    return Examined(book, tuple(problems), draft)


def _version(contents: Sequence[bytes]) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:12]


def _read_folder(folder: Path, problems: list[Problem], seen: set[Path]) -> Iterator[Loaded]:
    """The files of a folder, or the one file, that are not among those already seen."""
    shown = shown_as(folder)
    if not folder.exists():
        message, zh = "no such folder; wanted a folder of rule files, or one", "没有此目录；应为规则文件或其目录"
        problems.append(Problem(shown, 0, "", message, zh))
        return
    for path in _rule_paths(folder, shown, problems):
        if path.resolve() in seen:
            continue
        seen.add(path.resolve())
        try:
            source = read_source(path, shown if path == folder else f"{shown}/{path.relative_to(folder).as_posix()}")
        except BrokenFileError as error:
            problems += error.problems
            continue
        model, complaints = validated(source)
        problems += complaints
        if model is not None:
            if model.id != path.stem:
                told_zh = f"'{model.id}'；应与文件名相同，即 '{path.stem}'"
                problems.append(
                    source.problem(("id",), f"'{model.id}'; wanted the file's name, '{path.stem}'", told_zh)
                )
            yield Loaded(source, model)


def _filled(read: Iterator[Loaded], not_filled: list[Problem]) -> Iterator[Loaded]:
    """The files without those whose rule is still that of the skeleton; what is not filled in is kept to be told."""
    for loaded in read:
        fields = unfilled(loaded.source)
        not_filled += told(loaded.source, fields)
        if works(str(loaded.source.data["kind"]), fields):
            yield loaded


def _rule_paths(folder: Path, shown: str, problems: list[Problem]) -> list[Path]:
    """The folder's `.yaml` files, by path; hidden ones left out.  A file is its own."""
    found: list[Path] = []
    if folder.is_file():
        if folder.suffix != ".yaml":
            message = "is a file, but no .yaml; wanted a rule file, or a folder of them"
            problems.append(Problem(shown, 0, "", message, "是文件，但不是 .yaml；应为规则文件或其目录"))
        return [folder] if folder.suffix == ".yaml" else []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(root)
        for name in [*folders, *names]:
            path = here / name
            where = f"{shown}/{path.relative_to(folder).as_posix()}"
            if name in folders and path.is_symlink():
                problems.append(
                    Problem(
                        where,
                        0,
                        "",
                        "is a symbolic link; put the folder itself there",
                        "是符号链接；请把目录本身放在这里",
                    )
                )
            elif name.startswith("."):
                continue
            elif path.suffix == ".yml":
                problems.append(
                    Problem(where, 0, "", "ends in .yml; rename it to .yaml", "扩展名为 .yml；请改为 .yaml")
                )
            elif path.suffix == ".yaml":
                found.append(path)
    return sorted(found)


def _settle(below: list[Loaded], above: list[Loaded], problems: list[Problem]) -> list[Loaded]:
    """One folder's files over those of the folders before it, by id: the same id needs `replaces`."""
    by_id = {loaded.model.id: loaded for loaded in below}
    replaced: set[str] = set()
    for loaded in above:
        wanted = loaded.model.replaces
        if wanted is None:
            continue
        if wanted in by_id:
            replaced.add(wanted)
        else:
            message = f"'{wanted}'; no rule file of an earlier folder has this id{did_you_mean(wanted, by_id)}"
            zh = f"'{wanted}'；前面的目录里没有规则文件用此 id{did_you_mean(wanted, by_id, MEANT_ZH)}"
            problems.append(loaded.source.problem(("replaces",), message, zh))
    kept = {key: loaded for key, loaded in by_id.items() if key not in replaced}
    for loaded in above:
        other = kept.get(loaded.model.id)
        if other is not None:
            place = f"{other.source.shown}:{line_at(other.source.root, ('id',))}"
            advice = f"add 'replaces: {loaded.model.id}' or choose another" if other in below else "choose another"
            advice_zh = f"请加 'replaces: {loaded.model.id}' 或另取一个" if other in below else "请另取一个"
            message, zh = f"'{loaded.model.id}' is taken by {place}; {advice}", f"已被 {place} 使用；{advice_zh}"
            problems.append(loaded.source.problem(("id",), message, f"'{loaded.model.id}' {zh}"))
        else:
            kept[loaded.model.id] = loaded
    return list(kept.values())
