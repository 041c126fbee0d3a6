"""What one input may cost before it is refused: bytes, entries, depth, pages, cells, seconds, memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

import msgspec

from extractor.errors import UsageError
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.readers.refusal import Reason


class SupportsRead(Protocol):
    """What can be read from, a file or what unpacks one."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


XML_PER_BYTE = 5  # the XML parts of an office file may be this many times `bytes`


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much one input may cost.  `UsageError` for a value below 1.

    `bytes`: one document, as it lies in its file or archive.  `unpacked_bytes`: all that one archive unpacks to.
    `entries`: files in one archive, nested ones included.  `depth`: archives within archives.  `pages`: of one
    document.  `cells`: table cells of one document.  `seconds`: one document.  `memory_bytes`: of the process that
    reads for `extract`.
    """

    bytes: int = 20_000_000
    unpacked_bytes: int = 1_000_000_000
    entries: int = 100_000
    depth: int = 3
    pages: int = 2_000
    cells: int = 1_000_000
    seconds: int = 120
    memory_bytes: int = 2_000_000_000

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if getattr(self, name) < 1:
                raise UsageError(
                    f"limit {name}: found {getattr(self, name)}; wanted a whole number from 1",
                    f"上限 {name}：{getattr(self, name)} 不可用；应为不小于 1 的整数",
                )


DEFAULT = Limits()
STEP = 1_000_000


def read_within(opened: SupportsRead, limits: Limits) -> bytes:
    """All there is, or one byte more than a document may have: asked for at once, that much would be set aside."""
    data = bytearray()
    while len(data) <= limits.bytes and (more := opened.read(min(STEP, limits.bytes + 1 - len(data)))):
        data += more
    return bytes(data)


def parse_limits(settings: Sequence[str], **stated: int) -> Limits:
    """The limits with `NAME=VALUE` settings over the defaults; `UsageError` for an unknown name or no number."""
    values = dict(stated)
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in Limits.__struct_fields__:
            raise UsageError(
                f"--limit {setting}: '{name}' is no limit; wanted are {', '.join(Limits.__struct_fields__)}",
                f"--limit {setting}：没有 '{name}' 这个上限；可选 {', '.join(Limits.__struct_fields__)}",
            )
        if not value.isascii() or not value.replace("_", "").isdigit():
            raise UsageError(
                f"--limit {setting}: '{value}' is no whole number; write e.g. {name}=1000",
                f"--limit {setting}：'{value}' 不是整数；请写成 {name}=1000 这样",
            )
        values[name] = int(value)
    return Limits(**values)


class Budget:
    """What is left of the limits while one input is read; spending too much raises `UnreadableError`."""

    def __init__(self, limits: Limits, source: str) -> None:
        self.limits = limits
        self.source = source
        self._deadline = time.monotonic() + limits.seconds
        self._cells = 0
        self.notes: list[UnreadableError] = []

    def check_time(self) -> None:
        """Refuse what has taken longer than `seconds`."""
        if time.monotonic() > self._deadline:
            raise self.refuse("timed_out", wanted=str(self.limits.seconds))

    def seconds_left(self) -> float:
        """For programs that are waited for."""
        return max(0.1, self._deadline - time.monotonic())

    def check_pages(self, count: int) -> None:
        """Refuse a document of more than `pages`."""
        if count > self.limits.pages:
            raise self.refuse("too_many_pages", found=str(count), wanted=str(self.limits.pages))

    def check_bytes(self, size: int) -> None:
        """Refuse a file, entry or attachment of more than `bytes`."""
        if size > self.limits.bytes:
            raise self.refuse("too_large", found=str(size), wanted=str(self.limits.bytes))

    def spend_cells(self, count: int) -> None:
        """Count table cells."""
        self._cells += count
        if self._cells > self.limits.cells:
            raise self.refuse("too_many_cells", found=str(self._cells), wanted=str(self.limits.cells))

    def check_xml(self, sizes: Sequence[int]) -> None:
        """Refuse an office file whose XML unpacks to far more than a document may hold."""
        total, most = sum(sizes), XML_PER_BYTE * self.limits.bytes
        if total > most:
            raise self.refuse("unpacks_too_large", found=str(total), wanted=str(most), option="bytes")

    def note(self, refusal: UnreadableError) -> None:
        """Keep what could not be read of a document whose rest is read."""
        self.notes.append(refusal)

    def refuse(self, reason: Reason, *, found: str = "", wanted: str = "", option: str = "") -> UnreadableError:
        """The refusal of this input."""
        return UnreadableError(self.source, reason, found=found, wanted=wanted, option=option)
