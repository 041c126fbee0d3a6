"""What stands behind the day of a dateline: 8月20日电 （记者某某）, 5日专电; not 7月20日电力负荷."""

from __future__ import annotations

import re

WIRED = r"专?[电讯](?:(?![\u4e00-\u9fff])|(?=据|记者|今|昨))"
_WIRED = re.compile(WIRED)


def is_wired(text: str, end: int = 0) -> bool:
    """Whether a dateline goes on at `end`, which is behind its day."""
    return _WIRED.match(text, end) is not None
