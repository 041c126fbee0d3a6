"""Whole extraction against `jieba.cut` alone, over the same text, in one process: a ratio, not seconds.

Prints the medians and extraction's speed as a multiple of jieba's; exits with 1 where it is below 1.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import jieba

from extractor.model import Document
from extractor.pipeline import Extractor

if TYPE_CHECKING:
    from collections.abc import Callable

BULLETINS = Path(__file__).parent.parent / "corpus" / "bulletins"
CHARACTERS = 400_000
ROUNDS = 5
FLOOR = 1.0


def documents() -> list[Document]:
    """The project's own bulletins, over and over, each time with another number in front so that no text repeats."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(BULLETINS.glob("*.txt"))]
    found: list[Document] = []
    size = 0
    while size < CHARACTERS:
        for text in texts:
            found.append(Document(text=f"第{len(found)}期\n{text}", source=f"{len(found)}.txt"))
            size += len(found[-1].text)
    return found


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Time of the work over all texts."""
    begun = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - begun


def main() -> int:
    """Alternate rounds, so that a busy machine slows both."""
    texts = [document.text for document in documents()]
    characters = sum(map(len, texts))
    jieba.setLogLevel("WARNING")
    words = jieba.Tokenizer()
    words.initialize()
    extractor = Extractor()
    extractor.extract(texts[0])
    rounds = [
        (seconds(lambda text: list(words.cut(text)), texts), seconds(extractor.extract, texts)) for _ in range(ROUNDS)
    ]
    cut = statistics.median(first for first, _ in rounds)
    whole = statistics.median(second for _, second in rounds)
    ratio = cut / whole
    print(f"{len(texts)} texts, {characters} characters, median of {ROUNDS} alternating rounds")
    print(f"jieba.cut   {cut:6.2f} s  {characters / cut / 1e6:.3f} M characters/s")
    print(f"extraction  {whole:6.2f} s  {characters / whole / 1e6:.3f} M characters/s")
    print(f"ratio       {ratio:6.2f}   (floor {FLOOR})")
    return 0 if ratio >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
