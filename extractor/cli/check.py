"""`extractor check`: whether the figures of a run agree with each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from extractor.model import Fact, Finding, Verdict

FACTS_FILE = "facts.jsonl"
ORDER: tuple[Verdict, ...] = ("differs", "undecided", "within_wording", "within_rounding", "holds")
MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}  # the longest first
VERDICT_ZH = {
    "differs": "不一致",
    "undecided": "无法判断",
    "within_wording": "措辞范围内一致",
    "within_rounding": "四舍五入范围内一致",
    "holds": "一致",
}


def check_facts(
    facts: Annotated[
        Path,
        typer.Argument(
            metavar="FACTS",
            help=help_text("facts.jsonl，或 extract 的输出目录", "facts.jsonl, or the folder that extract wrote"),
        ),
    ],
    *,
    output_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|jsonl", help=help_text("输出格式（默认 text）", "format (default text)")
        ),
    ] = "text",
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Check the facts; the status is 1 where figures differ."""
    speech = language(lang)
    if output_format not in {"text", "jsonl"}:
        raise UsageError(f"--format: '{output_format}' is no format of check; wanted are text, jsonl")
    from extractor.checks import check  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415
    from extractor.store.jsonl import load_documents, load_facts, load_relations  # noqa: PLC0415

    file = facts / FACTS_FILE if facts.is_dir() else facts
    stated = load_facts(file)
    book = load_rules(*(rules or ()))
    documents = load_documents(file.with_name("documents.jsonl"))
    findings = check(stated, load_relations(file.with_name("relations.jsonl")), rules=book, documents=documents)
    if output_format == "jsonl":
        _print_json(findings)
    else:
        print_findings(findings, {fact.fact_id: fact for fact in stated}, speech)
    error_line(_summary(len(stated), findings, speech))
    return 1 if any(finding.verdict == "differs" for finding in findings) else 0


def print_findings(findings: Iterable[Finding], facts: Mapping[str, Fact], lang: Lang) -> None:
    """Each finding with its arithmetic and quotes, what differs first."""
    blocks = [_block(finding, facts, lang) for finding in sorted(findings, key=lambda f: ORDER.index(f.verdict))]
    typer.echo("\n\n".join(blocks) or say(lang, "没有可核对的算式。", "Nothing to check."))


def _block(finding: Finding, facts: Mapping[str, Fact], lang: Lang) -> str:
    verdict = say(lang, VERDICT_ZH[finding.verdict], finding.verdict)
    lines = [f"{'✗' if finding.verdict == 'differs' else '·'} {verdict}  {finding.check_id}", f"  {finding.arithmetic}"]
    if finding.difference:  # nothing to say of none
        lines.append(f"  {_difference(finding, facts.get(finding.fact_ids[0]), lang)}")
    if finding.explanation:
        lines.append(f"  {finding.explanation}")
    lines += [_quote_line(facts[fact_id]) for fact_id in finding.fact_ids if fact_id in facts]
    return "\n".join(lines)


def _difference(finding: Finding, whole: Fact | None, lang: Lang) -> str:
    line = say(lang, "相差 ", "off by ") + as_printed(finding.difference, whole)
    if finding.tolerance is None:
        return line
    explained = say(lang, "；舍入和措辞最多可解释 ", "; rounding and wording explain at most ")
    return line + explained + as_printed(finding.tolerance, whole)


def as_printed(value: Decimal | None, fact: Fact | None) -> str:
    """The value in the magnitude and unit that the fact is printed in: 1000 beside 8652.4万元 is 0.1万元."""
    from extractor.store.records import plain  # noqa: PLC0415

    if value is None or fact is None:
        return "" if value is None else plain(value)
    step = next((step for step in MAGNITUDES if step in fact.quote), "")
    return f"{plain(value / MAGNITUDES.get(step, 1))}{step}{fact.unit or ''}"


def _quote_line(fact: Fact) -> str:
    about = " · ".join(part for part in (fact.subject_name or fact.subject, fact.indicator or fact.action) if part)
    return f"    {fact.source}:{fact.start}–{fact.end} “{fact.quote}” {about}".rstrip()


def _print_json(findings: Iterable[Finding]) -> None:
    from extractor.store.records import json_line  # noqa: PLC0415

    sys.stdout.buffer.write(b"".join(json_line(finding) for finding in findings))
    sys.stdout.buffer.flush()


def _summary(facts: int, findings: Sequence[Finding], lang: Lang) -> str:
    differs = sum(1 for finding in findings if finding.verdict == "differs")
    return say(
        lang,
        f"事实 {facts} 条，核对 {len(findings)} 项，不一致 {differs} 项",
        f"facts {facts}, checks {len(findings)}, differing {differs}",
    )
