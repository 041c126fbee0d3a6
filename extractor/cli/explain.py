"""`extractor explain`: what was seen in a text, and which rule bound it."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.messages import LangOption, PublishedOption, RulesOption, help_text, language, option
from extractor.errors import UsageError


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=help_text("要解释的句子", "the sentence to explain"))],
    *,
    published: PublishedOption = None,
    rules: RulesOption = None,
    near: Annotated[
        bool,
        option("连匹配不到一半的句式也列出", "list patterns of which less than half matched too", "--near"),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Print the skeleton, what each rule matched, and how far near misses got."""
    speech = language(lang)
    if not text.strip():
        raise UsageError(
            "TEXT: found nothing to explain; give a sentence in quotes",
            "TEXT：是空的；请给要解释的句子，如“全市新开通专线12条。”",
        )
    from extractor.cli.rulefolders import build_extractor  # noqa: PLC0415
    from extractor.readers.metadata import parse_date  # noqa: PLC0415

    day = parse_date(published, "--published") if published else None
    typer.echo(build_extractor(rules).explain(text, published=day).render(speech, far=near))
