"""Bytes to text: a byte order mark, then strict UTF-8, then the best of the encodings that Chinese offices write.

A byte order mark belongs to the encoding, not to the text: it is taken off, and offsets count from the first
character after it.  Nothing else is changed; line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType
from typing import NamedTuple

CANDIDATES = ("utf_8", "gb18030", "big5hkscs", "utf_16")
MARKS = (
    (codecs.BOM_UTF8, "utf_8_sig", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf_32", "utf-32"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf_32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf_16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf_16", "utf-16"),
)
MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX or XLSX"),
    (b"\xd0\xcf\x11\xe0", "DOC, XLS or WPS"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)
DECLARED = re.compile(rb"""(?:charset\s*=|<\?xml[^>]{0,60}encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""")
DECLARED_WITHIN = 4_096  # browsers look no further than 1,024
CONTAINED_IN = MappingProxyType({"gb2312": "gb18030", "gbk": "gb18030", "gb231280": "gb18030", "big5": "big5hkscs"})
# of all codecs Python has, those a page may ask for: none that unpacks or escapes
SAFE = frozenset({"utf-8", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "cp1252", "ascii"})
CONTROL_SHARE = 0.01  # above this share of control characters no person wrote the text


class Decoded(NamedTuple):
    """The text, and the encoding it was read with."""

    text: str
    encoding: str


class BinaryDataError(ValueError):
    """The bytes are not text of any encoding; the message says what they look like."""


def decode(data: bytes) -> Decoded:
    """The text of `data`; `BinaryDataError` for what is no text, `UnicodeError` for text that cannot be decoded."""
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise BinaryDataError(name)
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(codec), name)
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return _if_text(Decoded(data.decode("utf_8"), "utf-8"))
    except UnicodeDecodeError:
        return _if_text(_best_guess(data))


def decode_declared(data: bytes, declared: str | None = None) -> Decoded:
    """The text of HTML or XML: a byte order mark, then the charset declared, then as `decode`.

    `declared` is a charset from outside (a mail's header).  GB2312 and GBK are read as GB18030, which contains both;
    a charset that is declared and does not fit the bytes is passed over.
    """
    name = declared or _declared(data)
    marked = any(data.startswith(mark) for mark, _, _ in MARKS)
    if name and not marked:
        try:
            codec = codecs.lookup(CONTAINED_IN.get(name.lower().replace("-", "").replace("_", ""), name)).name
            if codec in SAFE:
                return _if_text(Decoded(data.decode(codec), codec))
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def _declared(data: bytes) -> str | None:
    match = DECLARED.search(data[:DECLARED_WITHIN])
    return match[1].decode("ascii") if match else None


def _unmarked_utf16(data: bytes) -> Decoded:
    for codec in ("utf_16_le", "utf_16_be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _chinese_share(text) > 0.9:
            return _if_text(Decoded(text, codec.replace("_", "-")))
    raise BinaryDataError(f"NUL byte at {data.index(0)}")


def _best_guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only files that are not UTF-8 pay for it

    best = from_bytes(data, cp_isolation=list(CANDIDATES)).best()  # looks at samples of long texts
    if best is None:
        raise UnicodeError("no encoding fits")
    # decoded again, strictly: the guess may have looked at samples only
    return Decoded(data.decode(best.encoding), best.encoding.replace("_", "-"))


def _if_text(decoded: Decoded) -> Decoded:
    controls = sum(1 for character in decoded.text if character < " " and character not in "\t\n\r\f\v")
    if controls > CONTROL_SHARE * len(decoded.text):
        raise BinaryDataError(f"{controls} control characters")
    return decoded


def _chinese_share(text: str) -> float:
    """Share of Chinese, ASCII and full-width characters: what UTF-16 read with the wrong byte order lacks."""
    usual = sum(
        1
        for c in text
        if c in "\t\n\r" or " " <= c <= "~" or "\u3000" <= c <= "\u303f" or "\u4e00" <= c <= "\u9fff" or c >= "\uff00"
    )
    return usual / max(1, len(text))
