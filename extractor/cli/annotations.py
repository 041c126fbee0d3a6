"""`extractor annotations`: reviewed facts into the formats of annotation tools, and their annotations back in."""

from __future__ import annotations

import getpass
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import Lang, LangOption, error_line, help_text, language, say
from extractor.cli.run_options import RunArgument  # noqa: TC001  # typer resolves it
from extractor.errors import UsageError, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.web.desk import Desk

GOLD = "gold"
DONE, LOOK = 0, 1
KNOWN = "labelstudio, doccano, spacy, brat"

app = typer.Typer(
    help=help_text(
        "标注：导出到 Label Studio、doccano、spaCy、brat，再导入", "annotations out to other tools, and back"
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(
    "export",
    help=help_text(
        "导出事实：已复核的按复核结果，未复核的按提取结果一并导出（gold 只导出整篇复核完毕的）",
        "write the facts: as reviewed, and as extracted where nobody reviewed them (gold: only what is reviewed whole)",
    ),
)
def export_annotations(
    run: RunArgument,
    *,
    form: Annotated[
        str,
        typer.Option("--format", metavar="NAME", help=help_text(f"{KNOWN} 或 {GOLD}", f"{KNOWN} or {GOLD}")),
    ],
    output: Annotated[
        Path, typer.Option(metavar="PATH", help=help_text("写入的文件；gold 为目录", "the file; for gold the folder"))
    ],
    lang: LangOption = None,
) -> int:
    """Write the file; of gold only the documents in which every figure is decided."""
    speech = language(lang)
    from extractor.exchange.formats import encode, suffix_of  # noqa: PLC0415
    from extractor.store.atomic import atomic_path  # noqa: PLC0415
    from extractor.web.importing import sheets_of  # noqa: PLC0415

    if form != GOLD:
        suffix_of(form)
    with _desk(run, getpass.getuser(), speech) as desk:
        if form == GOLD:
            return _gold(desk, output, speech)
        sheets = sheets_of(desk)
        with atomic_path(output) as temporary:
            temporary.write_bytes(encode(sheets, form))
        waiting = sum(row.state == "open" for doc_id in desk.documents for row in desk.rows(doc_id))
    figures = sum(len(sheet.facts) for sheet in sheets)
    error_line(
        say(
            speech,
            f"已写入 {output}：{len(sheets)} 篇，{figures} 个数字，其中未复核 {waiting} 个",
            f"wrote {output}: {len(sheets)} documents, {figures} figures, {waiting} of them not reviewed",
        )
    )
    return DONE


def _gold(desk: Desk, folder: Path, lang: Lang) -> int:
    from extractor.store.atomic import atomic_path  # noqa: PLC0415
    from extractor.web.golding import gold_of  # noqa: PLC0415

    gold = gold_of(desk)
    for source in gold.left_out:
        error_line(
            say(lang, f"{source}：还有数字未复核或有分歧，未导出", f"{source}: figures are open or contested; left out")
        )
    if len(gold.files) == 1:
        raise UsageError(
            "no document is reviewed whole; decide on every figure of one, then export it",
            "没有一篇复核完毕；请先对一篇的每个数字作出决定",
        )
    for name, data in gold.files.items():
        with atomic_path(folder / name) as temporary:
            temporary.write_bytes(data)
    number = len(gold.files) // 2
    error_line(say(lang, f"已写入 {folder}：{number} 篇", f"wrote {folder}: {number} documents"))
    return LOOK if gold.left_out else DONE


@app.command("import", help=help_text("把标注记为复核决定", "take annotations in as decisions"))
def import_annotations(  # noqa: PLR0913  # one parameter an option
    run: RunArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=help_text("标注文件", "the file of annotations"))],
    *,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help=help_text(KNOWN, KNOWN))],
    reviewer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=help_text("记在谁名下（默认登录名）", "whose decisions (default: login name)")
        ),
    ] = None,
    reject_missing: Annotated[
        bool,
        typer.Option(
            "--reject-missing", help=help_text("文件中没有标出的数字记为否决", "reject figures that it does not mark")
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=help_text("只说明会记下什么，不写入", "say what would be kept, keep nothing")),
    ] = False,
    lang: LangOption = None,
) -> int:
    """Append the decisions; status 1 where texts of the file are not in the run."""
    speech = language(lang)
    from extractor.exchange.formats import MOST_BYTES, decode  # noqa: PLC0415
    from extractor.web.deciding import Author  # noqa: PLC0415
    from extractor.web.importing import imported  # noqa: PLC0415

    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{file}: {error.strerror}; give the file that the tool exported",
            f"{file}：{system_reason(error)}；请给出标注工具导出的文件",
        ) from error
    sheets = decode(data, form, str(file))
    name = reviewer or getpass.getuser()
    with _desk(run, name, speech) as desk:
        author = Author(name, datetime.now(UTC))
        with nullcontext() if dry_run else desk.journal.turn() as write:  # nobody decides in between
            found = imported(desk, sheets, author, reject_missing=reject_missing)
            if write is not None:
                write(found.decisions)
    for where in found.unknown:
        error_line(say(speech, f"{where}：这次提取中没有这篇原文", f"{where}: this text is not in the run"))
    counts = {verdict: found.count(verdict) for verdict in ("accept", "correct", "add", "reject")}
    zh = "接受 {accept}，更正 {correct}，补充 {add}，否决 {reject}".format(**counts)
    en = "{accept} accepted, {correct} corrected, {add} added, {reject} rejected".format(**counts)
    error_line(say(speech, f"{found.documents} 篇：{zh}", f"{found.documents} documents: {en}"))
    return LOOK if found.unknown else DONE


@contextmanager
def _desk(run: str, reviewer: str, lang: Lang) -> Iterator[Desk]:
    from extractor.web.opening import open_desk  # noqa: PLC0415

    desk = open_desk(run, reviewer=reviewer, lang=lang)
    try:
        yield desk
    finally:
        desk.journal.close()
