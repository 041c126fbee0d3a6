"""Start-up, loading, memory, and how time grows with the document and with the register.

Prints what docs/performance.md explains.  Seconds are medians by the wall clock; what is divided by characters is
processor time.
"""

from __future__ import annotations

import dataclasses
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import Extractor, load_rules
from extractor.rulebook.book import NameRule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractor.rulebook.book import RuleBook

ROOT = Path(__file__).parent.parent
SMALL_FILE = ROOT / "corpus" / "bulletins" / "fee-cuts.txt"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
"""Documents in bytes of UTF-8."""
REGISTERS = (100, 1_000, 5_000, 20_000)
CALLS = 5
_SYLLABLES = "安博昌达恩丰广海嘉康立明宁普泉荣盛天新远"


def document(size: int) -> str:
    """Our long texts end to end, as often as it takes, `size` bytes of UTF-8 in all."""
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "bench" / "texts").glob("*.txt")))
    copies = size // len(whole.encode()) + 1
    return "\n".join([whole] * copies).encode()[:size].decode(errors="ignore")


def microseconds(extract: Callable[[str], object], text: str, characters: int) -> float:
    """Processor time a character, over as many readings of the text as make `characters`."""
    readings = max(1, characters // len(text))
    extract(text[:1_000])
    begun = time.process_time()
    for _ in range(readings):
        extract(text)
    return (time.process_time() - begun) / (readings * len(text)) * 1e6


def register(rules: RuleBook, count: int) -> RuleBook:
    """The rules with as many bodies as `count`, made up and in no text, in place of all bodies and places they have."""
    made = ("".join(syllables) for syllables in product(_SYLLABLES, repeat=4))
    bodies = tuple(
        NameRule(id=f"made-{number}", name=f"{name}集团公司", aliases=(), kind="organisation", rule_id="made")
        for number, name in zip(range(count), made, strict=False)
    )
    kept = tuple(name for name in rules.names if name.kind not in ("organisation", "region"))
    return dataclasses.replace(rules, names=(*kept, *bodies))


def by_size(sizes: Sequence[int] = SIZES, characters: int = 300_000) -> dict[int, float]:
    """Bytes of a document → microseconds a character."""
    extractor = Extractor()
    return {size: microseconds(extractor.extract, document(size), characters) for size in sizes}


def by_register(counts: Sequence[int] = REGISTERS, characters: int = 150_000) -> dict[int, float]:
    """Registered bodies → microseconds a character."""
    rules, text = load_rules(), document(120_000)
    return {count: microseconds(Extractor(register(rules, count)).extract, text, characters) for count in counts}


def seconds(arguments: Sequence[str], cache: str, calls: int = CALLS) -> float:
    """Median wall-clock seconds of a command, each call a new process."""
    taken = []
    for _ in range(calls):
        begun = time.perf_counter()
        subprocess.run(  # noqa: S603  # our own interpreter and arguments
            [sys.executable, *arguments],
            env=os.environ | {"EXTRACTOR_CACHE": cache, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


def memory() -> tuple[float, float, float]:
    """Megabytes: of a built extractor, added by a million characters in documents of 3,000, and by one of a million."""
    extractor = Extractor()
    built = peak_megabytes()
    text = document(3_100_000)[:1_000_000]
    for start in range(0, len(text), 3_000):
        extractor.extract(text[start : start + 3_000])
    small = peak_megabytes()
    extractor.extract(text)
    return built, small - built, peak_megabytes() - built


def main() -> int:
    """Print one line a figure."""
    built, small, whole = memory()  # before anything else raises the peak
    with tempfile.TemporaryDirectory() as folder:
        cache, output = str(Path(folder) / "cache"), str(Path(folder) / "run")
        command = ["-m", "extractor.cli"]
        extract = [*command, "extract", str(SMALL_FILE), "--output", output]
        load = ["-c", "from extractor.rulebook.load import builtin_rules; builtin_rules()"]
        nothing = seconds(["-c", "pass"], cache)
        print(f"extractor --help                    {seconds([*command, '--help'], cache):.2f} s")
        print(f"extractor extract, one small file   {seconds(extract, 'off'):.2f} s without a kept rule book")
        seconds(extract, cache, 1)
        print(f"extractor extract, one small file   {seconds(extract, cache):.2f} s with it")
        print(f"loading the rule book               {seconds(load, 'off') - nothing:.2f} s from its files")
        print(f"loading the rule book               {seconds(load, cache) - nothing:.2f} s kept")
    print(f"memory of a built extractor         {built:.0f} MB")
    print(f"memory for 1,000,000 characters     {small:.0f} MB more as 334 documents, {whole:.0f} MB more as one")
    for size, time_each in by_size().items():
        print(f"document of {size:>10,} bytes        {time_each:.2f} µs a character")
    for count, time_each in by_register().items():
        print(f"register of {count:>10,} bodies       {time_each:.2f} µs a character")
    return 0


if __name__ == "__main__":
    sys.exit(main())
