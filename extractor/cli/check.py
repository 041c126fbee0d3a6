"""`extractor check`: whether the figures of a run agree with each other."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.cli.places import cells_of, place_in_original, place_of_total
from extractor.cli.run_options import RunArgument, demand_known, tell_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from extractor.model import Document, Fact, Finding, Verdict
    from extractor.rulebook.book import CheckRule

ORDER: tuple[Verdict, ...] = ("differs", "undecided", "within_wording", "within_rounding", "holds")


def check_facts(
    facts: RunArgument,
    *,
    output_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|jsonl", help=help_text("输出格式（默认 text）", "format (default text)")
        ),
    ] = "text",
    only: Annotated[
        str | None,
        typer.Option(
            metavar="VERDICT,…",
            help=help_text(
                "只列出这些结论，逗号分隔：differs 不一致、undecided 无法判断、within_wording、within_rounding、holds",
                "verdicts to show, comma-separated: differs, undecided, within_wording, within_rounding, holds",
            ),
        ),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Check the facts; the status is 1 where figures differ, shown or not, or the run is not finished."""
    speech = language(lang)
    wanted = _verdicts(only)
    demand_known(output_format, ("text", "jsonl"), option="--format", of="format of check")
    from extractor.checks.once import check_once  # noqa: PLC0415
    from extractor.reprints import without_copies  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415
    from extractor.store.source import load_run, save_findings  # noqa: PLC0415

    run = load_run(facts)
    tell_unfinished(facts, speech, finished=run.finished)
    stated = without_copies(run.facts)
    book = load_rules(*(rules or ()))
    findings = check_once(run.facts, run.relations, run.documents, book)
    if run.store:
        save_findings(run.store, findings)
    listed = [finding for finding in findings if finding.verdict in wanted]
    if output_format == "jsonl":
        _print_json(listed)
    elif listed or not findings:
        print_findings(listed, {fact.fact_id: fact for fact in stated}, speech, book.checks, run.documents)
    error_line(_summary(len(stated), findings, speech))
    return 1 if not run.finished or any(finding.verdict == "differs" for finding in findings) else 0


def _verdicts(only: str | None) -> frozenset[str]:
    """The verdicts to show: all of them unless `--only` names some."""
    if only is None:
        return frozenset(ORDER)
    named = [name.strip() for name in only.replace("，", ",").split(",")]
    for name in named:
        demand_known(name, ORDER, option="--only", of="verdict")
    return frozenset(named)


def print_findings(
    findings: Iterable[Finding],
    facts: Mapping[str, Fact],
    lang: Lang,
    checks: Iterable[CheckRule] = (),
    documents: Iterable[Document] = (),
) -> None:
    """Each finding with its arithmetic and quotes, what differs first."""
    rules = {check.id: check for check in checks}
    texts = {document.source: document for document in documents}
    ordered = sorted(findings, key=lambda f: ORDER.index(f.verdict))
    blocks = [_block(finding, facts, rules.get(finding.check_id), texts, lang) for finding in ordered]
    typer.echo("\n\n".join(blocks) or say(lang, "没有可核对的算式。", "Nothing to check."))


def _block(
    finding: Finding,
    facts: Mapping[str, Fact],
    check: CheckRule | None,
    documents: Mapping[str, Document],
    lang: Lang,
) -> str:
    from extractor.store.verdicts import look  # noqa: PLC0415

    name = say(lang, check.name, check.english) if check is not None else finding.check_id
    counted = bool(finding.fact_ids) and (check is None or check.type != "table")  # a table counts in its own unit
    first = facts.get(finding.fact_ids[0]) if counted else None
    lines = [f"{look(finding.verdict).marked(lang)}  {name}  [{finding.check_id}]", f"  {finding.arithmetic}"]
    if finding.difference and finding.verdict != "holds":
        lines.append(f"  {_difference(finding, first, lang)}")
    if finding.explanation:
        lines.append(f"  {_reason(finding, check, lang)}")
    quoted = [facts[fact_id] for fact_id in finding.fact_ids if fact_id in facts]
    lines += [_quote_line(fact, place_in_original(documents.get(fact.source), fact.start, lang)) for fact in quoted]
    if finding.lines and finding.source:
        cells = cells_of(documents.get(finding.source), [fact.start for fact in quoted])
        lined = f"{say(lang, '：第 ', ': lines ')}{_lines(finding)}{say(lang, ' 行', '')}"
        held = say(lang, "：单元格 ", ": cells ") + say(lang, "、", ", ").join(cells)
        rows = f"    {finding.source}{held if cells else lined}"
        total = "" if cells else place_of_total(documents.get(finding.source), finding, lang)
        lines.append(f"{rows} {total}".rstrip())
    return "\n".join(lines)


def _reason(finding: Finding, check: CheckRule | None, lang: Lang) -> str:
    """Why nothing is decided, or what the difference looks like."""
    from extractor.checks.outcome import UNSEEN  # noqa: PLC0415

    rule = UNSEEN if finding.reason == UNSEEN.id else check.reason(finding.reason) if check is not None else None
    return finding.explanation if rule is None else say(lang, rule.text, rule.english)


def _lines(finding: Finding) -> str:
    return f"{min(finding.lines)}–{max(finding.lines)}"


def _difference(finding: Finding, whole: Fact | None, lang: Lang) -> str:
    line = say(lang, "相差 ", "off by ") + _amount(finding.difference, whole, lang)
    if not finding.tolerance:
        return line
    explained = say(lang, "；舍入和措辞最多可解释 ", "; rounding and wording explain at most ")
    return line + explained + _amount(finding.tolerance, whole, lang)


def _amount(value: Decimal | None, whole: Fact | None, lang: Lang) -> str:
    """In the unit of the figure; percentages are points apart."""
    from extractor.checks.outcome import apart  # noqa: PLC0415

    return apart(value, whole, say(lang, "个百分点", " points"))


def _quote_line(fact: Fact, place: str) -> str:
    about = " · ".join(part for part in (fact.subject_name or fact.subject, fact.indicator or fact.action) if part)
    where = f"{fact.source}:{fact.start}–{fact.end}{' ' if place else ''}{place}"
    return f"    {where} “{fact.quote}” {about}".rstrip()


def _print_json(findings: Iterable[Finding]) -> None:
    from extractor.store.records import json_line  # noqa: PLC0415

    sys.stdout.buffer.write(b"".join(json_line(finding) for finding in findings))
    sys.stdout.buffer.flush()


def _summary(facts: int, findings: Sequence[Finding], lang: Lang) -> str:
    counts = Counter(finding.verdict for finding in findings)
    differs, undecided = counts["differs"], counts["undecided"]
    return say(
        lang,
        f"事实 {facts} 条，核对 {len(findings)} 项，不一致 {differs} 项，无法判断 {undecided} 项",
        f"facts {facts}, checks {len(findings)}, differing {differs}, undecided {undecided}",
    )
