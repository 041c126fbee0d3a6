"""The formats by name: bytes of a file in, sheets out, and back.  brat's two files a text come as one zip."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from extractor.errors import UsageError
from extractor.exchange.brat import from_brat, to_brat
from extractor.exchange.docbin import from_docbin, to_docbin
from extractor.exchange.jsonfiles import from_doccano, from_labelstudio, to_doccano, to_labelstudio
from extractor.exchange.sheet import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractor.exchange.sheet import Sheet

SUFFIXES: Final = (
    ("labelstudio", "json"),
    ("doccano", "jsonl"),
    ("spacy", "spacy"),
    ("brat", "zip"),
)
MOST_BYTES: Final = 32 * 1024 * 1024  # of a file
MOST_UNPACKED: Final = 128 * 1024 * 1024
MOST_FILES: Final = 20_000
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # others unpack to anything, in other errors
_DAY = (1980, 1, 1, 0, 0, 0)  # the same facts, the same bytes


def suffix_of(name: str) -> str:
    """The suffix of a format's files; `UsageError` for a format that does not exist."""
    found = dict(SUFFIXES).get(name)
    if found is None:
        known = ", ".join(dict(SUFFIXES))
        raise UsageError(
            f"--format: '{name}' is no format of annotations; wanted are {known}",
            f"--format：'{name}' 不可用；可选 {known}",
        )
    return found


def encode(sheets: Iterable[Sheet], name: str) -> bytes:
    """The sheets as one file of the format."""
    suffix_of(name)
    if name == "brat":
        return packed(to_brat(sheets))
    return {"labelstudio": to_labelstudio, "doccano": to_doccano, "spacy": to_docbin}[name](sheets)


def decode(data: bytes, name: str, file: str) -> tuple[Sheet, ...]:
    """The sheets in a file of the format; `UsageError` says where in `file` and what is wrong."""
    suffix_of(name)
    if len(data) > MOST_BYTES:
        raise wrong(file, f"{len(data)} bytes", f"at most {MOST_BYTES}", f"{len(data)} 字节", f"至多 {MOST_BYTES}")
    if name == "brat":
        return from_brat(unpacked(data, file))
    return {"labelstudio": from_labelstudio, "doccano": from_doccano, "spacy": from_docbin}[name](data, file)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in a zip."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), data)
    return stream.getvalue()


def unpacked(data: bytes, file: str) -> dict[str, bytes]:
    """The files of a zip, in memory: names lead nowhere, and what unpacks to too much is refused."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_UNPACKED:
                raise wrong(
                    file, "holds too much", f"at most {MOST_UNPACKED} bytes", "内容过多", f"至多 {MOST_UNPACKED} 字节"
                )
            odd = next((one.filename for one in inside if one.compress_type not in METHODS), None)
            if odd is not None:
                what = "stored and deflated files"
                raise wrong(file, f"{odd} is packed otherwise", what, f"{odd} 的压缩方式不受支持", "应为普通 zip")
            return {one.filename: archive.read(one) for one in inside}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise wrong(
            file,
            f"no zip ({str(error)[:60]})",
            "a zip of NAME.txt and NAME.ann",
            "不是 zip",
            "应为含 .txt 与 .ann 的 zip",
        ) from error
