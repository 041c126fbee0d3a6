"""Names of files as text: a path that is not UTF-8 (GBK from an old Windows) gets a name that can be read and stored.

The name leads back to the path, so two paths never share one: each part of a path that is no text is written with the
charset before it, as RFC 5987 does (`GB18030''公报.txt`), or, where no charset fits, with `bytes''` before it and
its bytes behind backslashes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

UNTEXT = re.compile("[\0\ud800-\udfff]")  # NUL and halves of characters: no database and no UTF-8 takes them
GB, BYTES, PLAIN = "GB18030''", "bytes''", "UTF-8''"
MARKS: Final = (GB, BYTES, PLAIN)
_ESCAPED = re.compile(r"\\(?:x([0-9a-f]{2})|\\)")


def name_of(path: str | os.PathLike[str]) -> str:
    """A path as text that UTF-8 can hold, `/` between its parts; a path that is text already stays as it is."""
    written = Path(path).as_posix()
    if UNTEXT.search(written) is None and "''" not in written:
        return written
    return "/".join(map(_name, written.split("/")))


def path_of(name: str) -> Path:
    """The path to open: `path_of(name_of(path)) == path`."""
    if "''" not in name:
        return Path(name)
    return Path("/".join(map(_part, name.split("/"))))


def unmarked(name: str) -> str:
    """The name as people write it, without what says how it was decoded."""
    if "''" not in name:
        return name
    return "/".join(_without_mark(part) for part in name.split("/"))


def text_of(written: str) -> str:
    """What someone else wrote, with what UTF-8 cannot hold replaced, one character for one."""
    return UNTEXT.sub("\ufffd", written)


def _name(part: str) -> str:
    if UNTEXT.search(part) is None:
        return PLAIN + part if part.startswith(MARKS) else part
    raw = os.fsencode(part)
    try:
        read = raw.decode("gb18030")
    except UnicodeDecodeError:
        read = ""
    if read.replace("\u3000", " ").isprintable() and "/" not in read and read.encode("gb18030") == raw:
        return GB + read
    escaped = raw.decode("utf-8", "surrogateescape").replace("\\", r"\\")
    return BYTES + "".join(_escape(character) for character in escaped)


def _escape(character: str) -> str:
    """A byte that is no text, escaped."""
    return f"\\x{ord(character) & 0xFF:02x}" if UNTEXT.match(character) else character


def _part(name: str) -> str:
    rest = _without_mark(name)
    if name.startswith(GB):
        return os.fsdecode(rest.encode("gb18030"))
    if name.startswith(BYTES):
        bare = _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)) if found[1] else "\\", rest)
        return os.fsdecode(bare.encode("utf-8", "surrogateescape"))
    return rest


def _without_mark(part: str) -> str:
    return next((part.removeprefix(mark) for mark in MARKS if part.startswith(mark)), part)
