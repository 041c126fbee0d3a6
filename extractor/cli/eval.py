"""`extractor eval`: precision and recall against gold facts, held to pinned floors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.messages import LangOption, RulesOption, error_line, help_text, language, say
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.evaluation import Scores


def evaluate_corpus(
    corpus: Annotated[
        Path,
        typer.Argument(metavar="CORPUS", help=help_text("带标准答案的语料目录", "folder of bulletins with gold facts")),
    ],
    *,
    errors: Annotated[
        bool,
        typer.Option("--errors", help=help_text("列出每一处漏、多、错", "list every miss, extra and wrong slot")),
    ] = False,
    pin: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help=help_text(
                "把当前指标记为新下限，并写明理由（降低的指标要点名）",
                "pin what is measured as the new floors, and why; a figure that falls must be named",
            ),
        ),
    ] = None,
    rules: RulesOption = None,
    lang: LangOption = None,
) -> int:
    """Evaluate; the status is 1 where a figure is below its floor."""
    speech = language(lang)
    if not corpus.is_dir():
        raise UsageError(
            f"{corpus}: no such folder; give a corpus such as corpus/",
            f"{corpus}：没有此目录；请给出语料目录，如 corpus/",
        )
    from extractor.cli.rulefolders import build_extractor  # noqa: PLC0415
    from extractor.evaluation import evaluate, render, render_errors  # noqa: PLC0415

    scores = evaluate(corpus, build_extractor(rules).extract)
    typer.echo(render(scores, speech))
    if errors:
        typer.echo("\n" + render_errors(scores, speech))
    if pin is not None:
        path = _pin(corpus, scores, pin)
        error_line(say(speech, f"已记入 {path}", f"pinned in {path}"))
        return 0
    return 0 if scores.met else 1


def _pin(corpus: Path, scores: Scores, reason: str) -> Path:
    from datetime import datetime  # noqa: PLC0415

    from extractor.evaluation import add_pin, encode_pins, load_pins, measured  # noqa: PLC0415
    from extractor.evaluation.corpus import FLOORS  # noqa: PLC0415
    from extractor.store.atomic import atomic_path  # noqa: PLC0415

    path = corpus / FLOORS
    today = datetime.now().astimezone().date().isoformat()  # the edge has a clock; the core has none
    pins = add_pin(load_pins(path), measured(scores.total), date=today, reason=reason)
    with atomic_path(path) as temporary:
        temporary.write_bytes(encode_pins(pins))
    return path
