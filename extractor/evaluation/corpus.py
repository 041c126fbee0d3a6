"""A corpus folder evaluated: bulletins read, extracted, scored against gold, held to the floors.  Reads the disk.

    CORPUS/bulletins/NAME.txt   the texts               CORPUS/metadata.csv   source, published, issuer, title
    CORPUS/gold/NAME.jsonl      one gold file a text    CORPUS/floors.json    pinned floors

A bulletin without a gold file is not scored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.evaluation.floors import hold, load_pins
from extractor.evaluation.gold import GoldError, load_gold
from extractor.evaluation.tally import Scores, measured, score, total
from extractor.readers import read
from extractor.readers.metadata import Metadata, load_metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from extractor.evaluation.gold import PlacedGold
    from extractor.model import Document, Fact

GOLD, BULLETINS, METADATA, FLOORS = "gold", "bulletins", "metadata.csv", "floors.json"


def evaluate(corpus: Path, extract: Callable[[Document], Sequence[Fact]]) -> Scores:
    """Score `extract` on every bulletin that has gold facts, in the order of their names.

    `UsageError` for a folder without gold, `GoldError` and `FloorError` for files that break their rules.
    """
    scored = tuple(score(name, gold, extract(document)) for name, document, gold in annotated(corpus))
    whole = total(scored)
    return Scores(documents=scored, total=whole, floors=hold(load_pins(corpus / FLOORS), measured(whole)))


def annotated(corpus: Path) -> Iterator[tuple[str, Document, tuple[PlacedGold, ...]]]:
    """Name, document with its metadata, and gold facts of each annotated bulletin."""
    files = sorted((corpus / GOLD).glob("*.jsonl"))
    if not files:
        raise UsageError(
            f"{corpus}: no {GOLD}/*.jsonl in it; give a folder like corpus/",
            f"{corpus}：其中没有 {GOLD}/*.jsonl；请给出像 corpus/ 这样的目录",
        )
    listed = corpus / METADATA
    metadata = load_metadata(listed) if listed.exists() else Metadata({})
    for path in files:
        bulletin = corpus / BULLETINS / f"{path.stem}.txt"
        if not bulletin.exists():
            raise GoldError(
                f"{path}: its bulletin {bulletin} is missing; add the text or remove the gold file",
                f"{path}：缺少对应的公报 {bulletin}；请补上原文，或删去此标注文件",
            )
        document = metadata.apply(read(bulletin))
        yield path.stem, document, load_gold(path, document.text)
