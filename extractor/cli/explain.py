"""`extractor explain`: what was seen in a text, and which rule bound it."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.messages import LangOption, PublishedOption, RulesOption, help_text, language


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=help_text("要解释的句子", "the sentence to explain"))],
    *,
    published: PublishedOption = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> None:
    """Print the skeleton, what each rule matched, and how far near misses got."""
    speech = language(lang)
    from extractor.cli.rulefolders import build_extractor  # noqa: PLC0415
    from extractor.readers.metadata import parse_date  # noqa: PLC0415

    day = parse_date(published, "--published") if published else None
    typer.echo(build_extractor(rules).explain(text, published=day).render(speech))
