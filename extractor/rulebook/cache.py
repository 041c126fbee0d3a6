"""Rule books kept between runs: what 125 files of YAML come to is read in a tenth of the time it takes to work out.

A kept book is only taken where it fits: its name and its first bytes are the hash of every rule file, of where they
stand and of the code that reads them.  The folder is the user's own and may be deleted at any time; `EXTRACTOR_CACHE`
names another, or says `off`.  Nothing here raises: without a cache the files are read.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from platformdirs import user_cache_path

from extractor.rulebook.book import RuleBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

VARIABLE = "EXTRACTOR_CACHE"
OFF = "off"
KEPT = 8
"""Books that the folder holds at most; the oldest are deleted first."""

_FORMAT = b"rulebook 1\n"
_SUFFIX = ".rulebook"
_DIGEST = hashlib.sha256().digest_size
_OTHERS_MAY_WRITE = 0o022


def fingerprint(folders: Sequence[Path]) -> str | None:
    """The hash of what the rule files of these folders hold, where they stand, and the code that reads them.

    `None` where that cannot be told: a file that cannot be read, or code without its sources.
    """
    whole = hashlib.sha256(_FORMAT + msgspec.__version__.encode())
    here = Path(__file__).parent
    code = sorted([*here.glob("*.py"), *here.parent.glob("model.py")])
    try:
        for path in code:
            _add(whole, path.name, path.read_bytes())
        for folder in folders:
            _add(whole, shown_as(folder), str(folder.resolve()).encode())
            for path in files_below(folder):
                _add(whole, str(path), b"link" if path.is_symlink() and path.is_dir() else path.read_bytes())
    except (OSError, UnicodeEncodeError):
        return None
    return whole.hexdigest() if code else None


def _add(whole: hashlib._Hash, name: str, content: bytes) -> None:
    """A name and a content, with their lengths: no two lists of files give the same bytes."""
    encoded = name.encode()
    whole.update(b"%d %d " % (len(encoded), len(content)))
    whole.update(encoded)
    whole.update(content)


def shown_as(folder: Path) -> str:
    """As short as it can be found by: from here where it is below, else in full."""
    if not folder.is_absolute():
        return folder.as_posix()
    here = Path.cwd()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else folder.as_posix()


def files_below(folder: Path) -> Iterator[Path]:
    """Every file of a folder of rules, and every link to a folder; hidden ones left out.  A file is its own."""
    if folder.is_file():
        yield folder
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(root)
        yield from (here / name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in sorted(names) if not name.startswith("."))


def recall(key: str) -> RuleBook | None:
    """The book kept under this fingerprint; `None` where there is none, or one that another user may have written."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / (key + _SUFFIX)
    try:
        if not (_is_ours(folder) and _is_ours(path)):
            return None
        content = path.read_bytes()
    except OSError:
        return None
    head = _head(key)
    body = content[len(head) + _DIGEST :]
    if content[: len(head)] != head or hashlib.sha256(body).digest() != content[len(head) : len(head) + _DIGEST]:
        return None
    try:
        return msgspec.msgpack.decode(body, type=RuleBook, dec_hook=_decode_path)
    except msgspec.DecodeError:
        return None


def keep(key: str, book: RuleBook) -> None:
    """Keep the book under this fingerprint, whole or not at all; a folder that cannot be written is left alone."""
    folder = _folder()
    if folder is None:
        return
    body = msgspec.msgpack.encode(book, enc_hook=_encode_path)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(folder):
            _write(folder / (key + _SUFFIX), _head(key) + hashlib.sha256(body).digest() + body)
            _forget(folder)


def _folder() -> Path | None:
    asked = os.environ.get(VARIABLE)
    if asked == OFF:
        return None
    return Path(asked) if asked else user_cache_path("bulletin-extractor", appauthor=False)


def _head(key: str) -> bytes:
    return _FORMAT + key.encode() + b"\n"


def _is_ours(path: Path) -> bool:
    """Whether nobody but this user can have written it; on Windows the user's profile sees to that."""
    if not hasattr(os, "geteuid"):
        return True
    found = path.stat(follow_symlinks=False)
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _write(path: Path, content: bytes) -> None:
    """Beside it first, then in its place: who reads meanwhile sees the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")  # readable by this user alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _forget(folder: Path) -> None:
    """Delete all but the newest books."""
    books = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in books[KEPT:]:
        path.unlink(missing_ok=True)


def covers(folders: Iterable[Path], read: Iterable[Path]) -> bool:
    """Whether the fingerprint of the folders knows every file that was read."""
    known = {path.resolve() for folder in folders for path in files_below(folder)}
    return all(path.resolve() in known for path in read)


def _encode_path(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__}: a rule book holds no such thing")


def _decode_path(wanted: type, value: object) -> object:
    if wanted is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"{wanted.__name__}: a rule book holds no such thing")
