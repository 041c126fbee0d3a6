"""The small numbers inside dates: `11`, `十一`, `廿三`, `二〇二一`."""

from __future__ import annotations

_DIGITS = {**dict(zip("〇一二三四五六七八九", range(10), strict=True)), "零": 0, "○": 0, "两": 2}


def small_number(text: str) -> int | None:
    """A number below a thousand in digits or one below a hundred in Chinese; None for 几 and 数."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.replace("廿", "二十").rpartition("十")
    if not ten:
        return _DIGITS.get(text)
    first = _DIGITS.get(tens) if tens else 1
    last = _DIGITS.get(ones) if ones else 0
    return None if first is None or last is None else first * 10 + last


def year_number(text: str) -> int:
    """Digit by digit: `二〇二一` is 2021, `零八` is 8."""
    return int("".join(str(_DIGITS[c]) if c in _DIGITS else c for c in text))
