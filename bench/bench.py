"""Whole extraction against `jieba.cut` alone, over the same text, in one process: a ratio, not seconds.

Prints what docs/benchmark.md explains; exits with 1 below the floor, or where the facts change between rounds.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jieba

from extractor.pipeline import Extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from extractor.model import Fact

ROOT = Path(__file__).parent.parent
# copies that make 400,000 characters at the density of real bulletins: our showcases hold four times as many figures
FOLDERS = {"texts": (ROOT / "bench" / "texts", 10), "bulletins": (ROOT / "corpus" / "bulletins", 1)}
ROUNDS = 5
FLOOR = 1.0


class Part(NamedTuple):
    """The texts of one folder, as often as they are read."""

    name: str
    texts: tuple[str, ...]

    @property
    def characters(self) -> int:
        """Code points of all its texts."""
        return sum(map(len, self.texts))


class Run(NamedTuple):
    """One part in one round: seconds of both, and each text's facts."""

    cut: float
    extraction: float
    facts: tuple[tuple[Fact, ...], ...]


class Speed(NamedTuple):
    """Median seconds of both over the same characters, and the facts in them."""

    characters: int
    facts: int
    cut: float
    extraction: float

    @property
    def ratio(self) -> float:
        """Extraction's speed as a multiple of jieba's."""
        return self.cut / self.extraction

    @property
    def density(self) -> float:
        """Facts per 1,000 characters."""
        return 1000 * self.facts / self.characters


def fixed_set() -> tuple[Part, ...]:
    """Our own texts in copies that differ in their first line, so that no document repeats."""
    return tuple(Part(name, tuple(_copies(folder, times))) for name, (folder, times) in FOLDERS.items())


def _copies(folder: Path, times: int) -> Iterable[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return (f"第{number}期\n{text}" for number in range(1, times + 1) for text in texts)


def measure(
    parts: Sequence[Part],
    cut: Callable[[str], object],
    extract: Callable[[str], tuple[Fact, ...]],
    rounds: int = ROUNDS,
) -> list[tuple[Run, ...]]:
    """Each round's runs, a run a part; the two take turns, so that a busy machine slows both."""
    found = [tuple(_run(part, cut, extract) for part in parts)]
    while len(found) < rounds:
        runs = tuple(_run(part, cut, extract) for part in parts)
        found.append(tuple(_shared(run, first) for run, first in zip(runs, found[0], strict=True)))
    return found


def _shared(run: Run, first: Run) -> Run:
    """The run holding the first one's facts where they are equal: a memory that grows would slow later rounds."""
    return run._replace(facts=first.facts) if run.facts == first.facts else run


def _run(part: Part, cut: Callable[[str], object], extract: Callable[[str], tuple[Fact, ...]]) -> Run:
    begun = time.process_time()
    for text in part.texts:
        cut(text)
    between = time.process_time()
    facts = tuple([extract(text) for text in part.texts])
    return Run(between - begun, time.process_time() - between, facts)


def speed(parts: Sequence[Part], rounds: Sequence[Sequence[Run]]) -> Speed:
    """Medians over the rounds, a round being the sum of its parts."""
    return Speed(
        characters=sum(part.characters for part in parts),
        facts=sum(len(facts) for run in rounds[0] for facts in run.facts),
        cut=statistics.median(sum(run.cut for run in runs) for runs in rounds),
        extraction=statistics.median(sum(run.extraction for run in runs) for runs in rounds),
    )


def same_facts(rounds: Sequence[Sequence[Run]]) -> bool:
    """Whether every round, first to last, found the same, slot by slot."""
    found = [[run.facts for run in runs] for runs in rounds]
    return all(facts == found[0] for facts in found)


def report(parts: Sequence[Part], rounds: Sequence[Sequence[Run]]) -> int:
    """Print the table; the exit status."""
    whole = speed(parts, rounds)
    same = same_facts(rounds)
    texts = sum(len(part.texts) for part in parts)
    print(f"{texts} texts, {whole.characters} characters, medians of {len(rounds)} alternating rounds")
    print(f"facts        {whole.facts}, {whole.density:.1f} per 1,000 characters")
    print(f"jieba.cut    {whole.cut:.2f} s, {whole.characters / whole.cut / 1e6:.3f} M characters/s")
    print(
        f"extraction   {whole.extraction:.2f} s, {whole.characters / whole.extraction / 1e6:.3f} M characters/s, "
        f"{whole.facts / whole.extraction:.0f} facts/s"
    )
    print(f"first to last round: {'the same facts' if same else 'DIFFERENT FACTS'}")
    for index, part in enumerate(parts):
        alone = speed([part], [[runs[index]] for runs in rounds])
        print(
            f"ratio        {alone.ratio:.2f}   {part.name} alone: "
            f"{alone.characters} characters, {alone.density:.1f} facts per 1,000"
        )
    print(f"ratio        {whole.ratio:.2f}   whole set (floor {FLOOR})")
    return 0 if same and whole.ratio >= FLOOR else 1


def main() -> int:
    """Build both, warm both on one text of each part, measure."""
    parts = fixed_set()
    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    words.initialize()
    begun = time.process_time()
    extractor = Extractor()
    print(f"building the Extractor: {time.process_time() - begun:.2f} s")
    for part in parts:
        list(words.cut(part.texts[0]))
        extractor.extract(part.texts[0])
    return report(parts, measure(parts, lambda text: list(words.cut(text)), extractor.extract))


if __name__ == "__main__":
    sys.exit(main())
