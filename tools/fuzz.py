"""Coverage-guided fuzzing of what reads arbitrary text: numerals, quantities, periods and the whole extraction.

usage: python tools/fuzz.py [-max_total_time=600] [CORPUS_DIR]      needs atheris (Python 3.11)

Anything but a ValueError of `parse_numeral` is a crash; so is an offset that does not slice to its quote.
"""

from __future__ import annotations

import contextlib
import sys
from datetime import date

import atheris

INSTRUMENTED = ["extractor.figures", "extractor.times", "extractor.numerals", "extractor.comparisons"]

with atheris.instrument_imports(include=INSTRUMENTED):
    from extractor.figures.text import quantities
    from extractor.numerals import parse_numeral
    from extractor.pipeline import Extractor
    from extractor.times.text import periods

ALPHABET = (
    "0123456789.,，%％-–—~～至到、和年月日季度第一二三四五六七八九十百千万亿零两几数余多约近超分之成倍番元户条个家"
    "截至以来上半同比环比增长下降（）[]〔〕“”。；：\n 国务院全省"
)
PUBLISHED = date(2021, 3, 1)
EXTRACTOR = Extractor()


def text_of(data: bytes) -> str:
    """Half of the inputs are drawn from the alphabet of bulletins, half are any Unicode."""
    provider = atheris.FuzzedDataProvider(data)
    if provider.ConsumeBool():
        return "".join(ALPHABET[byte % len(ALPHABET)] for byte in provider.ConsumeBytes(300))
    return provider.ConsumeUnicode(300)


def test_one_input(data: bytes) -> None:
    """One input through everything."""
    text = text_of(data)
    with contextlib.suppress(ValueError):
        parse_numeral(text[:40])
    facts = EXTRACTOR.extract(text, published=PUBLISHED)
    for found in (*quantities(text), *periods(text, published=PUBLISHED), *facts):
        if text[found.start : found.end] != found.quote:
            raise AssertionError((text, found))


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
