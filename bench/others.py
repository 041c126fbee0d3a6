"""The whole extraction against other tools over one sample of our own texts, in one process, taking turns.

Each tool does a part of what extraction does: words, numbers with units, dates, money.  A tool that is not installed
is left out and named (`pip install --group bench`).  Prints what docs/performance.md explains.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import statistics
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor import Extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

TEXTS = Path(__file__).parent / "texts"
SAMPLE = 1_000  # characters of each text: the slowest tool needs seconds for them
ROUNDS = 5
# what one would write in an afternoon: a number and what stands behind it, a date, a share
BARE = re.compile(
    r"(?:\d[\d,]*(?:\.\d+)?|[一二三四五六七八九十百千]+)(?:余|多)?(?:万亿|[十百千万亿])?"
    r"(?:元|美元|%|个百分点|[户家个人次起件项名辆吨亩年月日]|公里|平方米)"
)


class Speed(NamedTuple):
    """One tool: median seconds over the sample, and what it found there."""

    name: str
    seconds: float
    found: int


def sample() -> list[str]:
    """The beginning of each of our long texts, up to the end of a line."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    return [text[: text.find("\n", SAMPLE)] for text in texts]


def tools() -> Iterator[tuple[str, Callable[[str], int] | None]]:
    """Every tool by name, as a function from text to how much it found; None where it is not installed."""
    extractor = Extractor()
    yield "extraction", lambda text: len(extractor.extract(text))
    yield "jieba.cut", _jieba()
    yield "bare regular expression", lambda text: len(BARE.findall(text))
    yield "JioNLP money and time", _jionlp()
    yield "Recognizers-Text zh-cn", _recognizers()


def _jieba() -> Callable[[str], int]:
    import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    words.initialize()
    return lambda text: len(list(words.cut(text)))


def _jionlp() -> Callable[[str], int] | None:
    try:
        with _silence():
            import jionlp  # noqa: PLC0415
    except ImportError:
        return None
    money, period = jionlp.ner.extract_money, jionlp.ner.extract_time

    def found(text: str) -> int:
        with _silence():  # it prints what it cannot read
            return len(money(text)) + len(period(text))

    return found


def _recognizers() -> Callable[[str], int] | None:
    try:
        from recognizers_date_time import DateTimeRecognizer  # noqa: PLC0415
        from recognizers_number import NumberRecognizer  # noqa: PLC0415
        from recognizers_number_with_unit import NumberWithUnitRecognizer  # noqa: PLC0415
        from recognizers_text import Culture  # noqa: PLC0415
    except ImportError:
        return None
    number, unit, moment = (
        kind(Culture.Chinese) for kind in (NumberRecognizer, NumberWithUnitRecognizer, DateTimeRecognizer)
    )
    models = [
        number.get_number_model(),
        number.get_percentage_model(),
        number.get_ordinal_model(),
        unit.get_currency_model(),
        unit.get_dimension_model(),
        unit.get_temperature_model(),
        unit.get_age_model(),
        moment.get_datetime_model(),
    ]
    return lambda text: sum(len(model.parse(text)) for model in models)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def measure(texts: Sequence[str], chosen: Mapping[str, Callable[[str], int]], rounds: int = ROUNDS) -> dict[str, Speed]:
    """Each tool over all texts, in turns, round after round; the first round, which warms, is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in chosen}
    found: dict[str, int] = {}
    for _ in range(rounds + 1):
        for name, tool in chosen.items():
            begun = time.process_time()
            found[name] = sum([tool(text) for text in texts])
            seconds[name].append(time.process_time() - begun)
    return {name: Speed(name, statistics.median(taken[1:]), found[name]) for name, taken in seconds.items()}


def report(texts: Sequence[str], speeds: Mapping[str, Speed], missing: Sequence[str]) -> None:
    """Print the table: speed, and how many times as fast extraction is."""
    characters = sum(map(len, texts))
    own = speeds["extraction"].seconds
    print(f"{len(texts)} texts, {characters} characters, medians of {ROUNDS} alternating rounds")
    print(f"{'tool':26s} {'characters/s':>14s} {'found':>7s}   extraction is … times as fast")
    for speed in speeds.values():
        times = speed.seconds / own
        print(
            f"{speed.name:26s} {characters / speed.seconds:14,.0f} {speed.found:7d}   {times:.{1 if times > 3 else 2}f}"
        )
    for name in missing:
        print(f"{name:26s} not installed: pip install --group bench")


def main() -> int:
    """Measure what is installed."""
    warnings.simplefilter("ignore")  # other tools' own
    known = dict(tools())
    texts = sample()
    installed = {name: tool for name, tool in known.items() if tool is not None}
    report(texts, measure(texts, installed), [name for name in known if name not in installed])
    return 0


if __name__ == "__main__":
    sys.exit(main())
