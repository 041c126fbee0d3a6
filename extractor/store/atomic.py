"""A file appears whole or not at all: written beside its place, then moved there."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LEFT_OVER = re.compile(r"\.(?:facts|documents|relations|unreadable|findings|items)\S*\.\d+\.tmp(?:\.parts)?")


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path in the same folder; it replaces `path` at the end, or is removed after an error.

    An error of the system that names no file (a full disk) gets the name of `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def parts_of(temporary: Path) -> Iterator[Path]:
    """A folder for what a file is put together from; it goes with the end."""
    folder = temporary.with_name(f"{temporary.name}.parts")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_over(folder: Path) -> None:
    """Remove what runs that were killed left half written.  Call only while no other run writes there."""
    for path in folder.iterdir():
        if _LEFT_OVER.fullmatch(path.name):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
