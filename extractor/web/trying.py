"""A rule tried before it is kept: does it load, do its examples hold, which facts of the run would change."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from extractor.errors import RuleError, UsageError
from extractor.model import STATEMENT_COLUMNS
from extractor.pipeline import Extractor
from extractor.reports.bulletin_page import title_of
from extractor.review.slots import as_text
from extractor.rulebook.examples import Tools, problems_of
from extractor.rulebook.fieldtypes import is_file_id
from extractor.rulebook.load import load_rules
from extractor.rulebook.new import folder_of
from extractor.store.atomic import atomic_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.model import Document, Fact
    from extractor.rulebook.book import RuleFile
    from extractor.web.desk import Desk

LEARNT: Final = ("organisation", "indicator", "population", "action")
LONGEST: Final = 20_000  # characters of a rule file
MOST_DOCUMENTS: Final = 200
MOST_SHOWN: Final = 100


class Change(NamedTuple):
    """A slot of a figure that the rule reads otherwise; without `slot` the figure is new, or gone."""

    doc_id: str
    title: str
    at: str
    quote: str
    slot: str
    before: str
    after: str


class Trial(NamedTuple):
    """What a rule comes to; with `problems` it must not be kept.  Texts without its words cannot change: not read."""

    path: str
    text: str
    problems: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    more: int = 0
    tried: int = 0
    left: int = 0
    extractor: Extractor | None = None


def try_rule(desk: Desk, text: str) -> Trial:
    """Try a rule file over the desk's documents; `UsageError` where the text cannot be one."""
    path = _path(text)
    with TemporaryDirectory(prefix="extractor-trial-") as name:
        folder = Path(name) / "rules"
        if desk.rule_folders and desk.rule_folders[-1].is_dir():
            shutil.copytree(desk.rule_folders[-1], folder)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
        try:
            book = load_rules(*desk.rule_folders[:-1], folder)
            extractor = Extractor(book)
        except RuleError as error:
            return Trial(path, text, tuple(line.removeprefix(f"{folder}/") for line in str(error).splitlines()))
    file = next(file for file in book.files if file.id == Path(path).stem)
    tools = Tools(book, extractor)
    problems = tuple(f"{path}:{one.line}: {said}" for one in file.examples for said in problems_of(one, file, tools))
    touched = [one for one in desk.documents.values() if _concerns(extractor, file, one)]
    changes = [change for one in touched[:MOST_DOCUMENTS] for change in _changes(desk.extractor(), extractor, one)]
    return Trial(
        path,
        text,
        problems,
        tuple(changes[:MOST_SHOWN]),
        max(0, len(changes) - MOST_SHOWN),
        min(len(touched), MOST_DOCUMENTS),
        max(0, len(touched) - MOST_DOCUMENTS),
        extractor,
    )


def keep_rule(desk: Desk, text: str) -> Trial:
    """Write the rule into the last folder of `--rules`, where it is sound, and go by it from now on."""
    if not desk.rule_folders:
        raise UsageError(
            "no folder of your own to keep it in; start the desk with --rules DIR",
            "没有可写入的规则目录；请用 --rules 目录 启动复核台",
        )
    trial = try_rule(desk, text)
    if trial.extractor is not None and not trial.problems:
        with atomic_path(desk.rule_folders[-1] / trial.path) as temporary:
            temporary.write_text(text, encoding="utf-8")
        desk.learn(Extractor(load_rules(*desk.rule_folders)))  # the trial's folder is gone, this one stays
    return trial


def _path(text: str) -> str:
    """Where the file belongs in a folder of rules."""
    if len(text) > LONGEST:
        raise UsageError(
            f"a rule of {len(text)} characters; at most {LONGEST}", f"规则有 {len(text)} 字；至多 {LONGEST}"
        )
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = {key.value: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise UsageError(f"no YAML ({said}); correct it", f"不是 YAML（{said}）；请改正") from error
    kind, rule_id = found.get("kind", ""), found.get("id", "")
    if kind not in LEARNT:
        known = ", ".join(LEARNT)
        raise UsageError(f"kind: '{kind}'; wanted one of {known}", f"kind：“{kind}”；可选 {known}")
    if not is_file_id(rule_id):
        raise UsageError(f"id: '{rule_id}'; wanted such as 'fee-cut'", f"id：“{rule_id}”；应如 fee-cut")
    return f"{folder_of(kind)}/{rule_id}.yaml"


def _concerns(extractor: Extractor, file: RuleFile, document: Document) -> bool:
    words = [word for name in extractor.rules.names if name.rule_id == file.id for word in name.writings]
    return any(word in document.text for word in words)


def _changes(before: Extractor, after: Extractor, document: Document) -> Iterator[Change]:
    old = {(fact.start, fact.end): fact for fact in before.extract(document)}
    new = {(fact.start, fact.end): fact for fact in after.extract(document)}
    for place in sorted(old.keys() | new.keys()):
        yield from _differences(old.get(place), new.get(place), document)


def _differences(old: Fact | None, new: Fact | None, document: Document) -> Iterator[Change]:
    fact = new or old
    if fact is None:
        return
    where = (document.doc_id, title_of(document), f"{fact.start}-{fact.end}", fact.quote)
    if old is None or new is None:
        yield Change(*where, "", "" if old is None else "✓", "" if new is None else "✓")
        return
    for slot in STATEMENT_COLUMNS:
        before, after = getattr(old, slot), getattr(new, slot)
        if before != after:
            yield Change(*where, slot, as_text(before), as_text(after))
