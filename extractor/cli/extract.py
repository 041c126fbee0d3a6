"""`extractor extract`: files and folders in, facts out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.inputs import FilesFromOption, LimitOption, PathsArgument  # noqa: TC001  # typer reads them
from extractor.cli.messages import LangOption, PublishedOption, RulesOption, help_text, language
from extractor.readers import MAX_BYTES


def extract(  # noqa: PLR0913  # one parameter an option
    paths: PathsArgument = None,
    *,
    files_from: FilesFromOption = None,
    output: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help=help_text(
                "输出目录（默认 outputs/<时间>）；- 为标准输出",
                "folder to write (default outputs/<time>); - is standard output",
            ),
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="jsonl,csv,xlsx,parquet",
            help=help_text(
                "输出格式，逗号分隔（默认 jsonl,csv,xlsx）", "formats, comma-separated (default jsonl,csv,xlsx)"
            ),
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help=help_text(
                "文档信息表：source,published,issuer,title,document_number",
                "known of the documents: source,published,issuer,title,document_number",
            ),
        ),
    ] = None,
    published: PublishedOption = None,
    rules: RulesOption = None,
    processes: Annotated[
        int,
        typer.Option(metavar="N", min=1, help=help_text("同时工作的进程数（默认 1）", "processes at work (default 1)")),
    ] = 1,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help=help_text(
                "存储位置（默认输出目录中的 extractor.db），如 postgresql+psycopg://主机/库名",
                "where to store (default extractor.db in the output), such as postgresql+psycopg://host/name",
            ),
        ),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option(
            "--anew",
            help=help_text("全部重新读取，包括没有变化的文件", "read every file again, unchanged ones too"),
        ),
    ] = False,
    max_bytes: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, help=help_text("单个文件的大小上限（字节）", "largest file to read, in bytes")
        ),
    ] = MAX_BYTES,
    limit: LimitOption = None,
    lang: LangOption = None,
) -> int:
    """Extract the facts; the status is 1 where a file could not be read."""
    from extractor.cli.batch import Call, extract_call  # noqa: PLC0415  # takes jieba, the rule book and the store with it

    call = Call(
        paths=paths,
        files_from=files_from,
        output=output,
        formats=formats,
        metadata=metadata,
        published=published,
        rules=rules or [],
        processes=processes,
        store=store,
        anew=anew,
        max_bytes=max_bytes,
        limit=limit or [],
        lang=language(lang),
    )
    return extract_call(call)
