"""Writes docs/reference/ from the program itself: the command line, the rule book, the fact record.

`python tools/make_reference.py` writes; `--check` only says which page is stale (status 1).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

from extractor.model import FACT_COLUMNS, Fact, QuantityKind
from extractor.rulebook.load import builtin_folder, builtin_rules
from extractor.store.labels import header

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
COMMANDS = (
    (),
    ("extract",),
    ("table",),
    ("check",),
    ("timeline",),
    ("report",),
    ("reconcile",),
    ("review",),
    ("explain",),
    ("eval",),
    ("rules",),
    ("rules", "list"),
    ("rules", "show"),
    ("rules", "find"),
    ("rules", "lint"),
    ("rules", "new"),
)
MEANINGS = {
    "fact_id": "stable: the same document and the same place give the same id on every run and machine",
    "doc_id": "content hash of the document, the key into `documents`",
    "source": "path the document was read from, as given",
    "start": "where the figure begins in the document's text, in Unicode code points",
    "end": "where it ends, exclusive",
    "quote": "`text[start:end]`: number, magnitude and unit as written",
    "kind": ", ".join(f"`{kind}`" for kind in get_args(QuantityKind)),
    "value": "scaled to the unit: 267.57万元 is 2675700; null for a range or a vague number",
    "value_low": "lower end of a range as written; otherwise of the true values that rounding and wording allow",
    "value_high": "upper end of the same",
    "unit": "canonical unit: the counter as written, `元`, `%`, `百分点`, `倍`, `位`, a physical unit",
    "modifier": "`over` `nearly` `about` `at_most` `at_least` `several`",
    "subject": "the body the figure is about, as the text names it",
    "subject_id": "the registered organisation it resolves to",
    "subject_name": "that organisation's canonical name",
    "region": "administrative division code the figure is about",
    "indicator": "what is measured, in the text's own words",
    "indicator_id": "the registered indicator it resolves to",
    "action": "what was done",
    "object": "to what",
    "population": "for whom",
    "statistic": "`total` `cumulative` `average` `increment` `net_increase` `share` `per_capita` `daily_average` …",
    "period_start": "first day the figure covers; null with an end alone (`截至2021年11月底`)",
    "period_end": "last day, inclusive",
    "period_text": "the words that say so",
    "change_direction": "`up` `down` `flat`: set where the figure is a change, not a level",
    "change_base": "`yoy` `mom`, or the ISO year, month or day that the change is measured from",
    "status": "`actual` or `target`",
    "role": "`claim`, a reported figure, or `attribute`, a property that only describes (`1000M专线`)",
    "sentence_start": "where the sentence begins",
    "sentence_end": "where it ends, exclusive",
    "rule_id": "the rule that bound the fact: `extractor rules show` prints it",
    "flags": (
        "why a person should look: `subject_inherited` `period_inherited` (from an earlier sentence) "
        "`subject_assumed` (全国, where the text names no nation) "
        "`indicator_inherited` `base_inherited` `among` (behind 其中) `unit_elided` `spelt_out` `range` `vague` "
        "`ocr` (recognised from a picture of a page: never take it unseen) "
        "`reprint` (an earlier document of the same announcement states it)"
    ),
}
MADE = "<!-- written by tools/make_reference.py: change the program, then run `make reference` -->\n"


def cli_page() -> str:
    """The help texts of every command, in English."""
    variables = os.environ | {"EXTRACTOR_LANG": "en", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    parts = [MADE, "# The command line\n", "Help texts are Chinese unless `EXTRACTOR_LANG=en` is set.\n"]
    for command in COMMANDS:
        call = [sys.executable, "-m", "extractor.cli", *command, "--help"]
        done = subprocess.run(call, env=variables, capture_output=True, text=True, check=True)  # noqa: S603  # our own
        text = "\n".join(line.rstrip() for line in done.stdout.splitlines())
        parts.append(f"## {' '.join(('extractor', *command))}\n\n```text\n{text.strip()}\n```\n")
    return "\n".join(parts)


def rules_page() -> str:
    """Every built-in rule file: what it is, where it comes from, how many examples test it."""
    book = builtin_rules()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for file in sorted(book.files, key=lambda file: file.id):
        source = (file.source or "").replace("|", "\\|")
        description = " ".join(file.description.split()).replace("|", "\\|")
        by_kind[file.kind].append(f"| `{file.id}` | {file.name} | {description} | {source} | {len(file.examples)} |")
    parts = [
        MADE,
        "# The rule book\n",
        f"{len(book.files)} files under `rules/`; see CONTRIBUTING for how to add one.\n",
    ]
    for kind in sorted(by_kind):
        head = "| id | name | description | source | examples |\n| --- | --- | --- | --- | --- |"
        parts.append("\n".join([f"## {kind}\n", head, *by_kind[kind], ""]))
    return "\n".join(parts)


def record_page() -> str:
    """The columns of a fact, in order."""
    rows = [f"| `{name}` | {header(name, 'zh')} | {type_name(name)} | {MEANINGS[name]} |" for name in FACT_COLUMNS]
    head = "| column | in the Chinese workbook | type | meaning |\n| --- | --- | --- | --- |"
    intro = (
        "One fact is one JSON line, one table row, one spreadsheet row.  Decimals are JSON numbers in plain notation,\n"
        "or a JSON string where a double could not carry them back.  Two facts are equal when they state the same:\n"
        "place, document and evidence take no part.\n"
    )
    return "\n".join([MADE, "# The fact record\n", intro, head, *rows, ""])


def type_name(column: str) -> str:
    """The column's type as a reader of JSON says it."""
    names = {Decimal: "decimal", date: "ISO date", int: "int"}
    hint = get_type_hints(Fact)[column]
    members = get_args(hint) if type(None) in get_args(hint) else (hint,)
    found = "list of str" if get_origin(hint) is tuple else names.get(members[0], "str")
    return f"{found} or null" if type(None) in members else found


def pages() -> dict[Path, str]:
    """Each page's path and text."""
    return {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "rules.md": rules_page(),
        REFERENCE / "fact-record.md": record_page(),
    }


def main(arguments: list[str]) -> int:
    """Write or check."""
    if builtin_folder().parent != ROOT:
        sys.exit(f"{builtin_folder()}: the rules of another checkout; run this in the project's own environment")
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            sys.stdout.write(f"{path.relative_to(ROOT)} is stale; run make reference\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages()[path], encoding="utf-8")
            sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
