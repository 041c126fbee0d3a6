"""`extractor review`: the local web page where a person accepts, corrects or rejects."""

from __future__ import annotations

import getpass
from importlib.util import find_spec
from typing import Annotated

import typer

from extractor.cli.messages import LangOption, RulesOption, error_line, help_text, language, say
from extractor.cli.run_options import MappingOption, RunArgument, SubmittedOption  # noqa: TC001  # typer resolves them
from extractor.errors import ExtractorError, UsageError

PORT = 8765
INSTALL = "pip install 'bulletin-extractor[web]'"


def review(  # noqa: PLR0913  # one parameter an option
    run: RunArgument,
    *,
    reviewer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=help_text("复核人（默认登录名）", "who reviews (default: the login name)")),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=65535, help=help_text("端口，0 为任意空闲端口", "port; 0 takes a free one")
        ),
    ] = PORT,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help=help_text(
                "监听地址；不是本机地址时，网址里带一个口令",
                "address to listen on; other than on this machine, a token is needed to enter",
            ),
        ),
    ] = "127.0.0.1",
    host_name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=help_text("别人访问时用的主机名（可重复）", "host name that others reach it by (repeatable)"),
        ),
    ] = None,
    submitted: SubmittedOption = None,
    mapping: MappingOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Serve the review desk until interrupted."""
    speech = language(lang)
    if not all(find_spec(name) for name in ("starlette", "uvicorn", "multipart")):
        raise UsageError(
            f"starlette and uvicorn are not installed; run: {INSTALL}",
            f"没有安装 starlette 和 uvicorn；请运行 {INSTALL}",
        )
    from extractor.web.opening import open_desk  # noqa: PLC0415  # takes the rule book and the web with it
    from extractor.web.serving import listen, serve  # noqa: PLC0415

    address = listen(host, port, host_name or ())
    try:
        desk = open_desk(
            run,
            reviewer=reviewer or getpass.getuser(),
            lang=speech,
            rules=rules or (),
            submitted=submitted or (),
            mapping=mapping,
        )
    except ExtractorError:
        address.socket.close()
        raise
    if not desk.journal.writable:
        error_line(
            say(speech, "另一个复核台正在写入，这里只能查看", "another desk writes this store: here you can only look")
        )
    error_line(say(speech, f"复核台：{address.url}  按 Ctrl-C 结束", f"review desk: {address.url}  Ctrl-C ends it"))
    serve(desk, address)
    return 0
