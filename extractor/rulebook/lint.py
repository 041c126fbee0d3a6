"""What loading lets pass and a rule's author should still mend: missing examples, dead names, examples that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import RuleError
from extractor.rulebook.complain import MEANT_ZH, did_you_mean
from extractor.rulebook.examples import Tools, problems_of
from extractor.rulebook.load import builtin_folder, examine
from extractor.rulebook.nodes import Problem
from extractor.rulebook.schema import CheckFile
from extractor.text.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from extractor.rulebook.book import RuleBook, RuleFile
    from extractor.rulebook.draft import Draft
    from extractor.rulebook.schema import RuleFileModel

NEED_BOTH_SIGNS = frozenset({"indicator", "pattern", "units", "shields", "modifiers", "check"})
"""Kinds of file whose examples must show both what is found and what must not be."""


def lint(*folders: Path | str) -> list[Problem]:
    """Everything wrong with the built-in rules and with these folders over them.

    Examples run only once the book is sound: one broken file would fail them all.
    """
    builtin = builtin_folder()
    examined = examine(*([builtin] if builtin.is_dir() else []), *folders)
    problems = [*examined.problems, *_missing_examples(examined.book), *_dead_names(examined.draft)]
    problems += [*_useless_shields(examined.draft), *_unknown_references(examined.draft)]
    if not examined.problems:
        problems += _failing(examined.book)
    unfilled = examined.draft.unfilled
    places = {(problem.file, problem.line) for problem in unfilled}
    return [*unfilled, *(problem for problem in problems if (problem.file, problem.line) not in places)]


def _missing_examples(book: RuleBook) -> Iterator[Problem]:
    for file in book.files:
        if file.kind not in NEED_BOTH_SIGNS:
            continue
        signs = {example.positive for example in file.examples}
        if True not in signs:
            message = f"none says what is found; a file of kind '{file.kind}' needs one that does"
            zh = f"没有应当匹配的例句；'{file.kind}' 类文件至少要有一条"
            yield Problem(file.shown, 1, "examples", message, zh)
        if False not in signs:
            message = f"none says what must not be found ([]); a file of kind '{file.kind}' needs one that does"
            zh = f"没有不应匹配的例句（[]）；'{file.kind}' 类文件至少要有一条"
            yield Problem(file.shown, 1, "examples", message, zh)


def _dead_names(draft: Draft) -> Iterator[Problem]:
    """Writings that can never be seen: taken by another kind, or never left by normalisation."""
    kinds: dict[str, str] = {}
    for claim in draft.claims:
        place = claim.loaded.source.problem(claim.path, "")
        if (seen := normalise(claim.writing)) != claim.writing:
            message = f"'{claim.writing}' is never seen: text is read as '{seen}'; write that"
            zh = f"不会匹配到 '{claim.writing}'：原文按 '{seen}' 读入；请改写成它"
            yield place._replace(message=message, zh=zh)
        if claim.namespace in {"cue", "units"} or claim.namespace.startswith(("modifiers", "table ")):
            continue
        owner = kinds.setdefault(claim.writing, claim.namespace)
        if owner != claim.namespace:
            message = f"'{claim.writing}' is a name of kind '{owner}' too, and only one is seen; give it to one"
            zh = f"'{claim.writing}' 也是 '{owner}' 类的名称，只会认作其中一个；请只留给一个"
            yield place._replace(message=message, zh=zh)


def _useless_shields(draft: Draft) -> Iterator[Problem]:
    """`not_in` words that hold none of the names they should keep apart."""
    writings: dict[tuple[str, str], list[str]] = {}
    for claim in draft.claims:
        writings.setdefault((claim.loaded.model.id, claim.entry_id), []).append(claim.writing)
    given = {(rule.rule_id, word) for rule in draft.generated for word in rule.not_in}
    for loaded in draft.loaded:
        for path, entry_id, words in _shields(loaded.model):
            names = writings.get((loaded.model.id, entry_id), [])
            for index, word in enumerate(words):
                if (loaded.model.id, word) in given or any(name in word and name != word for name in names):
                    continue
                message = f"'{word}' holds none of the names it should keep apart; complete it or remove it"
                zh = f"'{word}' 不含要避开的任何名称；请补全或删去"
                yield loaded.source.problem((*path, "not_in", index), message, zh)


def _shields(model: RuleFileModel) -> Iterator[tuple[tuple[int | str, ...], str, Sequence[str]]]:
    """Where `not_in` words stand in a file, and the entry they belong to."""
    for index, entry in enumerate(getattr(model, "entries", ())):
        yield ("entries", index), entry.id or "", getattr(entry, "not_in", ())
    block = getattr(model, "generate", None)
    if block is not None:
        yield ("generate",), "", block.not_in
    yield (), model.id, getattr(model, "not_in", ())


def _unknown_references(draft: Draft) -> Iterator[Problem]:
    """What checks sum, and the divisions that entries are of, where there is no such thing."""
    indicators = {name.id for name in draft.names if name.kind == "indicator"}
    bodies = {name.id for name in draft.names if name.kind in ("organisation", "region")}
    for loaded in draft.loaded:
        model = loaded.model
        if isinstance(model, CheckFile):
            for path, message, zh in _unknown_parts(model, indicators, bodies):
                yield loaded.source.problem(path, message, zh)
        for path, entry in (((), model), *((("entries", i), e) for i, e in enumerate(getattr(model, "entries", ())))):
            region = getattr(entry, "region", None)
            if region is not None and draft.divisions and region not in draft.divisions:
                message = f"'{region}' is no division code; look it up in the regions' table"
                zh = f"'{region}' 不是行政区划代码；请查区划表"
                yield loaded.source.problem((*path, "region"), message, zh)


def _unknown_parts(
    check: CheckFile, indicators: AbstractSet[str], bodies: AbstractSet[str]
) -> Iterator[tuple[tuple[int | str, ...], str, str]]:
    """An identity names indicators; siblings are bodies whose ids begin with the part; reasons name indicators too."""
    for index, part in enumerate(check.parts):
        if check.type == "siblings" and not any(body.startswith(part) for body in bodies):
            zh = f"没有机构的 id 以 '{part}' 开头{did_you_mean(part, bodies, MEANT_ZH)}"
            yield ("parts", index), f"no organisation's id begins with '{part}'{did_you_mean(part, bodies)}", zh
        if check.type in ("identity", "ratio") and part not in indicators:
            yield ("parts", index), *_no_indicator(part, indicators)
    if check.total is not None and check.total not in indicators:
        yield ("total",), *_no_indicator(check.total, indicators)
    for index, reason in enumerate(check.reasons):
        for place, name in enumerate(reason.indicators):
            if name not in indicators:
                yield ("reasons", index, "indicators", place), *_no_indicator(name, indicators)


def _no_indicator(name: str, indicators: AbstractSet[str]) -> tuple[str, str]:
    return (
        f"'{name}' is no indicator{did_you_mean(name, indicators)}",
        f"没有指标 '{name}'{did_you_mean(name, indicators, MEANT_ZH)}",
    )


def _failing(book: RuleBook) -> Iterator[Problem]:
    try:
        tools = Tools(book)
        for file in book.files:
            yield from _failing_in(file, tools)
    except RuleError as error:  # a pattern that does not compile says where itself
        yield from (
            Problem(line, 0, "", "the rules do not work together", "这些规则不能同时使用")
            for line in str(error).splitlines()
        )


def _failing_in(file: RuleFile, tools: Tools) -> Iterator[Problem]:
    for index, example in enumerate(file.examples, start=1):
        found = problems_of(example, file, tools)
        if not found:
            continue
        for message, zh in zip(found, problems_of(example, file, tools, zh=True), strict=True):
            yield Problem(file.shown, example.line, f"examples[{index}]", message, f"例句不成立：{zh}")
