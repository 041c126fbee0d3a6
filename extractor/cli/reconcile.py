"""`extractor reconcile`: claims of a run against the tables that were submitted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, RulesOption, error_line, help_text, language, say
from extractor.cli.run_options import MappingOption, RunArgument, demand_folder, demand_known, tell_unfinished
from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Fact
    from extractor.reconciliation import Items

FORMATS = ("text", "csv", "xlsx", "jsonl")
LOOK_AT = ("differs", "ambiguous")


def reconcile_tables(  # noqa: PLR0913  # one parameter an option
    facts: RunArgument,
    submitted: Annotated[
        list[Path],
        typer.Argument(metavar="SUBMITTED...", help=help_text("报送表：xlsx、csv、tsv", "tables: xlsx, csv, tsv")),
    ],
    *,
    mapping: MappingOption = None,
    write_mapping: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.yaml",
            help=help_text("写出识别到的表格对照，供修改", "write what was guessed, to be corrected"),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=help_text(
                "输出目录（reconciliation.*）；默认标准输出", "folder for reconciliation.*; default standard output"
            ),
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="text|csv|xlsx|jsonl",
            help=help_text(
                "格式，逗号分隔（默认 text；有 --output 时 xlsx,csv,jsonl）",
                "formats, comma-separated (default text; xlsx,csv,jsonl with --output)",
            ),
        ),
    ] = None,
    every_document: Annotated[
        bool,
        typer.Option(
            "--every-document",
            help=help_text(
                "也列出与报送表无关的文档中已公布未报送的数字",
                "list also the claims of documents that the tables are not about",
            ),
        ),
    ] = False,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Reconcile; the status is 1 where figures differ, are ambiguous or could not be read."""
    speech = language(lang)
    chosen = parse_formats(formats, output)
    _check_new(write_mapping)
    from extractor.reconcile.mapping import written  # noqa: PLC0415
    from extractor.reconciliation import reconcile  # noqa: PLC0415
    from extractor.reports.reviewed import reviewed_facts  # noqa: PLC0415
    from extractor.rulebook.load import load_rules  # noqa: PLC0415
    from extractor.store.source import load_run  # noqa: PLC0415

    run = load_run(facts)
    tell_unfinished(facts, speech, finished=run.finished)
    texts = {document.doc_id: document.text for document in run.documents}
    stated = reviewed_facts(facts, run.facts, texts)
    found = reconcile(stated, submitted, mapping=mapping, rules=load_rules(*rules) if rules else None, lang=speech)
    by_id = {fact.fact_id: fact for fact in stated}
    items = found if every_document else _concerned(found, by_id, speech)
    _write(items, by_id, texts, chosen, output, speech)
    if write_mapping is not None:
        _save(write_mapping, written(items.outcome.layouts).encode())
        error_line(say(speech, f"表格对照已写入 {write_mapping}", f"mapping written to {write_mapping}"))
    for problem in (*items.notices, *items.problems):
        error_line(str(problem))
    error_line(_summary(items, len(stated), speech))
    return 1 if not run.finished or items.problems or any(item.verdict in LOOK_AT for item in items) else 0


def _concerned(items: Items, facts: dict[str, Fact], lang: Lang) -> Items:
    """The items of documents and bodies that the tables are about; says how many documents are left out."""
    from extractor.reconciliation import Items  # noqa: PLC0415
    from extractor.reconciliation.concerned import concerned, documents_of  # noqa: PLC0415

    kept = concerned(items, facts)
    dropped = len(items) - len(kept)
    if dropped:
        number = len(documents_of(items, facts) - documents_of(kept, facts))
        zh = f"{number} 份文档与报送表无关，其中已公布未报送的 {dropped} 项没有列出；加 --every-document 列出"
        en = f"{number} documents are not what the tables are about, {dropped} claims of theirs left out"
        error_line(say(lang, zh, f"{en}; --every-document lists them"))
    return Items.of(items.outcome._replace(items=kept))


def _check_new(mapping: Path | None) -> None:
    """`UsageError` where a mapping would be written over a file: it may have been corrected by hand."""
    if mapping is not None and (mapping.exists() or mapping.is_symlink()):
        zh = f"--write-mapping {mapping}：文件已存在，未作改动；请换一个文件名，或用 --mapping 读入它"
        en = f"--write-mapping {mapping}: is there already, left as it was; give another name, or read it by --mapping"
        raise UsageError(en, zh)


def parse_formats(text: str | None, output: Path | None) -> tuple[str, ...]:
    """The formats asked for; `UsageError` for one that does not exist, or cannot go to standard output."""
    default = "text" if output is None else "xlsx,csv,jsonl"
    chosen = tuple(dict.fromkeys(part.strip() for part in (text or default).split(",")))
    for name in chosen:
        demand_known(name, FORMATS, option="--format", of="format of reconcile")
    if output is None and len(chosen) > 1:
        zh = "--format：多种格式要写入目录；请加 --output DIR"
        raise UsageError("--format: several formats want a folder; add --output DIR", zh)
    if output is None and chosen == ("xlsx",):
        zh = "--format xlsx：工作簿要写入目录；请加 --output DIR"
        raise UsageError("--format xlsx: a workbook wants a folder; add --output DIR", zh)
    demand_folder(output)
    return chosen


def _write(  # noqa: PLR0913, PLR0917  # what there is to write
    items: Items,
    facts: dict[str, Fact],
    texts: dict[str, str],
    formats: Sequence[str],
    output: Path | None,
    lang: Lang,
) -> None:
    from extractor.cli.reconcile_text import as_text  # noqa: PLC0415
    from extractor.reconciliation.workbook import write_workbook  # noqa: PLC0415
    from extractor.reconciliation.write import csv_bytes, json_lines  # noqa: PLC0415

    for name in formats:
        if name == "xlsx" and output is not None:
            output.mkdir(parents=True, exist_ok=True)
            met = (*items.problems, *items.notices)
            write_workbook(output / "reconciliation.xlsx", items, met, facts=facts, texts=texts, lang=lang)
            continue
        if name == "text":
            data = as_text(items, facts, texts, lang, every=output is not None).encode()
        else:
            data = json_lines(items) if name == "jsonl" else csv_bytes(items, facts, texts, lang)
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _save(output / f"reconciliation.{'txt' if name == 'text' else name}", data)


def _save(path: Path, data: bytes) -> None:
    from extractor.store.atomic import atomic_path  # noqa: PLC0415

    with atomic_path(path) as temporary:
        temporary.write_bytes(data)


def _summary(items: Items, facts: int, lang: Lang) -> str:
    from extractor.store.verdicts import ITEMS  # noqa: PLC0415

    count = {verdict: sum(1 for item in items if item.verdict == verdict) for verdict in ITEMS}
    told = [f"{ITEMS[verdict].word(lang)} {number}" for verdict, number in count.items() if number]
    figures = sum(1 for item in items if item.cell is not None)
    head = say(lang, f"事实 {facts} 条，报送数字 {figures} 个", f"facts {facts}, figures submitted {figures}")
    tail = say(lang, f"读不出 {len(items.problems)} 处", f"unreadable {len(items.problems)}")
    return say(lang, "；", "; ").join(part for part in (head, say(lang, "，", ", ").join(told), tail) if part)
