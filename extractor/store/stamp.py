"""What tells a file from itself changed."""

from __future__ import annotations

from typing import NamedTuple


class Stamp(NamedTuple):
    """What tells a file from the same file changed: its size, its time, and the hash of its bytes where known."""

    size: int
    mtime_ns: int
    sha256: str = ""
