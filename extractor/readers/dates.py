"""Dates as heads and ends of documents print them: 2021年12月3日, 二〇二一年十二月三日, 2021-12-03 09:30."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Final

ZERO: Final = "〇○ＯOo零０"
DIGITS: Final = MappingProxyType(
    dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | dict.fromkeys(ZERO, 0) | {"元": 1}
)
WESTERN: Final = r"(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d))"
ONES: Final = "一二三四五六七八九"
CHINESE: Final = rf"[一二][{ONES}{ZERO}]{{3}}\s*年\s*[{ONES}十]{{1,2}}\s*月\s*[{ONES}十]{{1,3}}\s*日"
DATE: Final = rf"(?:{WESTERN}|{CHINESE})"
ANY = re.compile(DATE)
COMPACT = re.compile(r"(?:19|20)\d{6}(?!\d)")


def parse_date(text: str) -> date | None:
    """The first date in `text`; `None` where there is none, or one that no calendar has."""
    match = ANY.search(text)
    if match is None:
        compact = COMPACT.match(text.strip())
        if compact is None:
            return None
        parts = [compact[0][:4], compact[0][4:6], compact[0][6:8]]
    else:
        parts = re.findall(rf"\d+|[一二三四五六七八九十{ZERO}]+", match[0])
    year, month, day = (_number(part) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
    return int("".join(str(DIGITS[character]) for character in text))
