"""Which reader a file needs: by its suffix, and by its first bytes where the suffix lies."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

SUFFIXES: Final = MappingProxyType(
    {
        "text": (".txt", ".text", ".md", ".markdown"),
        "html": (".html", ".htm", ".shtml", ".xhtml", ".php", ".jsp", ".asp", ".aspx", ".jhtml"),
        "xml": (".xml",),
        "pdf": (".pdf",),
        "docx": (".docx", ".docm", ".dotx"),
        "old_word": (".doc", ".wps", ".dot", ".rtf", ".odt", ".wpt"),
        "ofd": (".ofd",),
        "xlsx": (".xlsx", ".xlsm"),
        "old_excel": (".xls", ".et", ".ods"),
        "csv": (".csv", ".tsv"),
        "eml": (".eml", ".mht", ".mhtml"),
        "json": (".jsonl", ".ndjson", ".json"),
        "zip": (".zip",),
        "tar": (".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz"),
        "picture": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
    }
)
BY_SUFFIX: Final = MappingProxyType({suffix: name for name, suffixes in SUFFIXES.items() for suffix in suffixes})
CONTAINERS: Final = frozenset({"zip", "tar"})
OFFICE: Final = frozenset({"docx", "xlsx", "old_word", "old_excel", "ofd"})
HEAD_BYTES: Final = 8_192
MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"PK\x03\x04", "packed"),
    (b"PK\x05\x06", "packed"),
    (b"{\\rtf", "old_word"),
    (b"\x1f\x8b", "tar"),
    (b"BZh", "tar"),
    (b"\xfd7zXZ\x00", "tar"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
)
PARTS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("OFD.xml", "ofd"), ("content.xml", "old_word"))
# a page, or a piece of one: its first element is one that only HTML has
PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?(?:php|xml)\b.*?\?>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|div|p|table|span|br|article|section|h[1-6]|font|center|script|style|title)\b",
    re.IGNORECASE | re.DOTALL,
)
WHOLE_PAGE = re.compile(rb"<!doctype\s+html|<html\b", re.IGNORECASE)
XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml\b")
WORD_XML = re.compile(rb"schemas\.microsoft\.com/office/word/|urn:schemas-microsoft-com:office:spreadsheet")
MAIL = re.compile(
    rb"^(?:[A-Z][A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?(?:Message-ID|MIME-Version|Received|Return-Path):",
    re.IGNORECASE,
)


def format_of(name: str, head: bytes) -> str | None:
    """The name of the reader, a key of SUFFIXES; `packed` where a ZIP archive has to be looked into; else `None`.

    `head` is the file's first HEAD_BYTES.
    """
    told = BY_SUFFIX.get(PurePath(name).suffix.lower())
    seen = _seen(head, told)
    if seen == "packed":
        return "zip" if told == "zip" else told if told in {"docx", "xlsx", "ofd"} else "packed"
    return seen or told


def _seen(head: bytes, told: str | None) -> str | None:
    """What the bytes themselves say; `None` where they leave it to the suffix."""
    if b"%PDF-" in head[:1024] and told not in {"csv", "eml", "json"}:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    for magic, name in MAGIC:
        if head.startswith(magic):
            return _of_ole(told) if name == "ole" else name
    return _seen_as_text(head, told)


def _seen_as_text(head: bytes, told: str | None) -> str | None:
    found = None
    if XML.match(head) and told in {"text", "csv", "xml", "html", None, *OFFICE}:
        whole = WHOLE_PAGE.search(head) is not None or told == "html"
        found = "html" if whole else told if WORD_XML.search(head) else "xml"
    elif PAGE.match(head) and told in {"text", "csv", None, *OFFICE}:
        found = "html"
    elif told in {"old_word", "old_excel"} and _is_text(head):
        found = "csv" if told == "old_excel" else "text"
    elif told is None and MAIL.match(head):
        found = "eml"
    return found


def _of_ole(told: str | None) -> str:
    """Old office files; a new one in this shell is encrypted, which its converter finds out."""
    return {"old_excel": "old_excel", "xlsx": "encrypted", "docx": "encrypted"}.get(told or "", "old_word")


def _is_text(head: bytes) -> bool:
    return bool(head.strip()) and b"\0" not in head


def packed_format(archive: zipfile.ZipFile) -> str:
    """What a ZIP archive really is: an office file or an archive."""
    names = archive.namelist()
    found = next((kind for part, kind in PARTS if any(name.startswith(part) for name in names)), "zip")
    if found == "old_word" and "mimetype" in names and b"spreadsheet" in archive.read("mimetype")[:100]:
        return "old_excel"
    return found


def format_of_packed(data: bytes) -> str:
    """`packed_format` of bytes; `zip` for what cannot be opened: its reader says what is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return packed_format(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "zip"
