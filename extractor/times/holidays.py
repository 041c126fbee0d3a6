"""The days of the holiday around the National Day, as the State Council set them; other feasts move with the moon."""

from __future__ import annotations

from datetime import date

_FIRST = 2000  # since then it lasts a week
_OTHER = {  # where the Mid-Autumn Festival falls into it
    2009: (date(2009, 10, 1), date(2009, 10, 8)),
    2012: (date(2012, 9, 30), date(2012, 10, 7)),
    2017: (date(2017, 10, 1), date(2017, 10, 8)),
    2020: (date(2020, 10, 1), date(2020, 10, 8)),
    2023: (date(2023, 9, 29), date(2023, 10, 6)),
    2025: (date(2025, 10, 1), date(2025, 10, 8)),
}
_NAMES = ("国庆", "十一")
_LASTING = ("期间", "假期", "长假", "假日", "黄金周")


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of the holiday of that name (十一黄金周, 国庆假期期间) in that year; None for any other."""
    if year < _FIRST or not any(word in name for word in _NAMES) or not any(word in name for word in _LASTING):
        return None
    return _OTHER.get(year, (date(year, 10, 1), date(year, 10, 7)))
