"""Many documents out of few: sentences of the project's own bulletins with other figures."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.model import Document

BULLETINS = Path(__file__).parent.parent / "corpus" / "bulletins"
DIGIT = re.compile(r"(?<![\d.年月])[1-9](?=[\d.]*[万亿家户项元%人次])")


def varied(count: int, *, seed: int = 20_231_231) -> Iterator[Document]:
    """`count` documents of two or three lines each, every one with a source of its own; the same for the same seed."""
    choose = random.Random(seed)  # noqa: S311  # the same every time
    lines = [
        line
        for path in sorted(BULLETINS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if 20 <= len(line) <= 160
    ]
    for number in range(count):
        text = "\n".join(choose.sample(lines, choose.choice((1, 2))))
        text = DIGIT.sub(lambda _: str(choose.randint(1, 9)), text)
        yield Document(text=f"第{number}期\n{text}", source=f"bulletins/{number:07d}.txt")
