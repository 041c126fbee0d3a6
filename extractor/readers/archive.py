"""ZIP, TAR and compressed single files: their entries one at a time, never unpacked to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from extractor.readers.limits import read_within
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.readers.limits import Budget, Limits

SKIPPED: Final = ("__MACOSX", "Thumbs.db")
BROKEN: Final = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, EOFError, OSError)
UNPACK: Final = (*BROKEN, ValueError, NotImplementedError, RuntimeError, UnicodeError)


class Entry(NamedTuple):
    """One file of an archive: its bytes, or why they cannot be had."""

    name: str
    data: bytes | UnreadableError


class Allowance:
    """What one archive, with all archives in it, may still unpack to."""

    def __init__(self, limits: Limits, source: str) -> None:
        self._limits = limits
        self.source = source
        self._bytes = self._entries = 0

    def expect(self, sizes: Sequence[int]) -> None:
        """Refuse an archive whose directory says beforehand that it will be too much."""
        self._check(self._bytes + sum(sizes), self._entries + len(sizes))

    def spend(self, size: int) -> None:
        """Count one entry of `size` bytes; raises for the archive as a whole."""
        self._entries += 1
        self._bytes += size
        self._check(self._bytes, self._entries)

    def _check(self, size: int, entries: int) -> None:
        if entries > self._limits.entries:
            raise UnreadableError(self.source, "too_many_entries", wanted=str(self._limits.entries))
        if size > self._limits.unpacked_bytes:
            most = str(self._limits.unpacked_bytes)
            raise UnreadableError(
                self.source, "unpacks_too_large", found=str(size), wanted=most, option="unpacked_bytes"
            )


def zip_entries(file: Path | bytes, budget: Budget, allowance: Allowance) -> Iterator[Entry]:
    """The files of a ZIP archive in its order."""
    opened = io.BytesIO(file) if isinstance(file, bytes) else file
    try:
        with zipfile.ZipFile(opened) as archive:
            allowance.expect([info.file_size for info in archive.infolist()])
            for info in archive.infolist():
                name = _zip_name(info)
                if info.is_dir() or _skipped(name):
                    continue
                allowance.spend(info.file_size)
                yield Entry(name, _zip_data(archive, info, name, budget))
    except UNPACK as error:
        raise budget.refuse("broken", found=str(error), wanted="ZIP") from error


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Chinese Windows writes GBK where ZIP wants CP437, and says nothing."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _zip_data(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> bytes | UnreadableError:
    source = f"{budget.source}!/{name}"
    if unsafe(name):
        return UnreadableError(source, "unsafe_path")
    if info.flag_bits & 1:
        return UnreadableError(source, "encrypted")
    if info.file_size > budget.limits.bytes:
        return UnreadableError(source, "too_large", found=str(info.file_size), wanted=str(budget.limits.bytes))
    try:
        return archive.read(info)
    except UNPACK as error:
        return UnreadableError(source, "broken", found=str(error), wanted="ZIP")


def tar_entries(file: Path | bytes, budget: Budget, allowance: Allowance) -> Iterator[Entry]:
    """The files of a TAR archive, compressed or not; of a compressed single file that one."""
    opened: BinaryIO = io.BytesIO(file) if isinstance(file, bytes) else file.open("rb")
    with opened:
        try:
            with tarfile.open(fileobj=opened, mode="r:*") as archive:
                for info in archive:
                    name = _tar_name(info)
                    if info.isdir() or _skipped(name):
                        continue
                    allowance.spend(info.size)
                    yield Entry(name, _tar_data(archive, info, name, budget))
        except tarfile.ReadError as error:
            opened.seek(0)
            yield _single(opened, budget, allowance, error)
        except UNPACK as error:
            raise budget.refuse("broken", found=str(error), wanted="TAR") from error


def _tar_name(info: tarfile.TarInfo) -> str:
    raw = info.name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _tar_data(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, budget: Budget) -> bytes | UnreadableError:
    source = f"{budget.source}!/{name}"
    if unsafe(name):
        return UnreadableError(source, "unsafe_path")
    if not info.isreg():
        kind = "link" if info.issym() or info.islnk() else "device"
        return UnreadableError(source, "no_regular_file", found=kind)
    if info.size > budget.limits.bytes:
        return UnreadableError(source, "too_large", found=str(info.size), wanted=str(budget.limits.bytes))
    opened = archive.extractfile(info)
    return opened.read() if opened else b""


def _single(opened: BinaryIO, budget: Budget, allowance: Allowance, error: tarfile.ReadError) -> Entry:
    """`notice.txt.gz`: one file, compressed."""
    import bz2  # noqa: PLC0415

    magic = opened.read(2)
    opened.seek(0)
    kinds = {b"\x1f\x8b": _gunzip, b"BZ": bz2.BZ2File, b"\xfd7": lzma.LZMAFile}
    if magic not in kinds:
        raise budget.refuse("broken", found=str(error), wanted="TAR") from error
    try:
        unpacked: BinaryIO = kinds[magic](opened)  # type: ignore[operator]
        data = read_within(unpacked, budget.limits)
    except UNPACK as broken:
        raise budget.refuse("broken", found=str(broken), wanted="GZIP") from broken
    allowance.spend(len(data))
    name = PurePosixPath(budget.source).stem
    if len(data) > budget.limits.bytes:
        found, wanted = f"> {budget.limits.bytes}", str(budget.limits.bytes)
        return Entry(name, UnreadableError(f"{budget.source}!/{name}", "too_large", found=found, wanted=wanted))
    return Entry(name, data)


def _gunzip(opened: BinaryIO) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=opened)


def unsafe(name: str) -> bool:
    """Whether a name would lead out of the folder an archive is unpacked in."""
    path = name.replace("\\", "/")
    return path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in name


def _skipped(name: str) -> bool:
    """What systems put into archives beside the files: as in folders, hidden files are left out."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in SKIPPED or (part.startswith(".") and part != "..") for part in parts)
