"""One run at a time in a folder.  The system lets go of the lock when the process ends, however it ends."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from extractor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".extractor.lock"


@contextmanager
def only_run_in(folder: Path) -> Iterator[None]:
    """Hold the folder; `UsageError` where another run holds it."""
    lock = FileLock(folder / NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UsageError(
            f"{folder}: another run writes here; wait for it, or give another --output",
            f"{folder}：另一次运行正在写入；请等它结束，或换一个 --output",
        ) from error
    try:
        yield
    finally:
        lock.release()
