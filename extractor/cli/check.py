"""`extractor check`: whether the figures of a run agree with each other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from extractor.model import Fact, Finding, Verdict

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
        str,
        typer.Argument(
            metavar="FACTS",
            help=help_text(
                "extract 的输出目录、其中的 extractor.db 或 facts.jsonl，或存储的 URL",
                "the folder that extract wrote, its extractor.db or facts.jsonl, or the URL of a store",
            ),
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
    from extractor.reprints import news, without_copies  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415
    from extractor.store.source import load_run, save_findings  # noqa: PLC0415

    run = load_run(facts)
    if not run.finished:
        error_line(_unfinished(facts, speech))
    stated = without_copies(run.facts)
    book = load_rules(*(rules or ()))
    findings = news(check(stated, run.relations, rules=book), stated)
    if run.store:
        save_findings(run.store, findings)
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


def _unfinished(place: str, lang: Lang) -> str:
    return say(
        lang,
        f"{place}：抽取尚未完成，以下只是已读部分；请用同一命令再次运行 extract",
        f"{place}: the extraction is not finished, this is what was read so far; run the same extract command again",
    )


def _summary(facts: int, findings: Sequence[Finding], lang: Lang) -> str:
    differs = sum(1 for finding in findings if finding.verdict == "differs")
    return say(
        lang,
        f"事实 {facts} 条，核对 {len(findings)} 项，不一致 {differs} 项",
        f"facts {facts}, checks {len(findings)}, differing {differs}",
    )
