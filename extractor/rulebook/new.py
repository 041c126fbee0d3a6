"""The skeleton of a rule file, to be filled in: fields in their usual order, comments and an example of each sign."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from extractor.errors import UsageError
from extractor.rulebook.complain import MEANT_ZH, did_you_mean
from extractor.rulebook.fieldtypes import is_file_id
from extractor.rulebook.skeletons import BODIES, EXAMPLES, FOLDERS, HEAD, SINGLE, TAIL

if TYPE_CHECKING:
    from extractor.rulebook.examine import Examined

Speech = Literal["zh", "en"]


def folder_of(kind: str) -> str:
    """The folder below `rules/` in which files of a kind stand; UsageError for an unknown kind."""
    if kind not in BODIES:
        raise UsageError(
            f"'{kind}' is no kind of rule; wanted one of {', '.join(BODIES)}{did_you_mean(kind, BODIES)}",
            f"'{kind}'：没有这种规则；可选 {', '.join(BODIES)}{did_you_mean(kind, BODIES, MEANT_ZH)}",
        )
    return FOLDERS.get(kind, kind)


def skeleton(kind: str, rule_id: str, speech: Speech = "zh") -> str:
    """A rule file of the kind that loads as it is and whose examples fail until they are filled in."""
    folder_of(kind)
    if not is_file_id(rule_id):
        raise UsageError(
            f"'{rule_id}' is no rule id; wanted lower-case letters, digits and hyphens, such as 'fee-cut-amount'",
            f"'{rule_id}'：不能作规则 id；请用小写字母、数字和连字符，如 'fee-cut-amount'",
        )
    entry = _entry_of(kind, rule_id)
    positive, negative = EXAMPLES.get(kind, (f"finds: [{entry}]", "finds: []"))
    tail = TAIL.replace("POSITIVE", positive).replace("NEGATIVE", negative)
    text = HEAD.replace("KIND", kind) + BODIES[kind] + tail
    return "".join(_spoken(line, speech) for line in text.replace("ID", rule_id).splitlines(keepends=True))


def taken_by(kind: str, rule_id: str, examined: Examined) -> str | None:
    """The file that has this id, or an entry of that kind with the id that the skeleton would give its own."""
    shown = {PurePath(problem.file).stem: problem.file for problem in examined.draft.unfilled}
    shown |= {file.id: file.shown for file in examined.book.files}
    if rule_id in shown:
        return shown[rule_id]
    entry, like = _entry_of(kind, rule_id), kind.removesuffix("s")
    return next((shown[name.rule_id] for name in examined.book.names if (name.id, name.kind) == (entry, like)), None)


def _entry_of(kind: str, rule_id: str) -> str:
    """The id of the skeleton's entry: the file's own where the file is one entry."""
    return rule_id if kind in SINGLE else f"{rule_id}-one"


def _spoken(line: str, speech: Speech) -> str:
    """The line with its comment in one language."""
    before, mark, rest = line.partition("  %")
    if not mark:
        return line
    chinese, _, english = rest.rstrip("\n").removesuffix("%").partition("|")
    return f"{before}  # {english if speech == 'en' and english else chinese}\n"
