"""Reading in a process of its own: a file that hangs, crashes or swallows a library is refused, and the batch goes on.

The process is kept for many files; it is started anew when it had to be ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import msgspec

from extractor.model import Document  # noqa: TC001  # msgspec reads the annotations
from extractor.readers.limits import DEFAULT, Limits
from extractor.readers.naming import name_of
from extractor.readers.refusal import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

GRACE: Final = 5.0  # seconds beyond the limit, in which the reader refuses by itself
STARTING: Final = 60.0  # seconds that a new process may take until it turns to its first document: no file's fault
OUT_OF_MEMORY: Final = 71  # the process's exit status
LENGTH_BYTES: Final = 8


class Order(msgspec.Struct):
    """What the process is to read; the first `skip` documents in it are passed over."""

    path: bytes  # as the system has it: a name need not be text
    limits: Limits
    skip: int = 0


class Begun(msgspec.Struct, tag=True):
    """The process turns to this document."""

    source: str


class Read(msgspec.Struct, tag=True):
    """The process read this document."""

    document: Document


class Refused(msgspec.Struct, tag=True):
    """The process could not read this document."""

    source: str
    reason: str
    found: str
    wanted: str
    option: str


class Done(msgspec.Struct, tag=True):
    """The process has given all there is."""


Message = Begun | Read | Refused | Done


class GuardedReader:
    """`read_all` for a batch, used with `with`; the same documents and refusals in the same order."""

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = False
        self._decoder = msgspec.msgpack.Decoder(Message)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end()

    def read_all(self, path: Path, on_refusal: Callable[[UnreadableError], None]) -> Iterator[Document]:
        """Every document in the file; what cannot be read goes to `on_refusal`."""
        begun = 0
        while True:
            source = name_of(path)
            self._order(Order(os.fsencode(path), self._limits, begun))
            while (message := self._message()) is not None:
                if isinstance(message, Done):
                    return
                if isinstance(message, Begun):
                    begun, source = begun + 1, message.source
                elif isinstance(message, Read):
                    yield message.document
                else:
                    on_refusal(_refusal(message))
            on_refusal(self._reason(source))
            if source == name_of(path):
                return  # else it was one document of many: go on behind it

    def _order(self, order: Order) -> None:
        if self._process is None or self._process.poll() is not None:
            self._starting = True
            self._process = subprocess.Popen(  # noqa: S603  # our own code
                [sys.executable, "-P", "-m", "extractor.readers.guarded", str(self._limits.memory_bytes)],
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        assert self._process.stdin is not None  # noqa: S101  # a pipe was asked for
        write_message(self._process.stdin, order)

    def _message(self) -> Any:  # noqa: ANN401  # one of Message
        """The next message; `None` when the process is at its end, by itself or because time is up."""
        process = self._process
        assert process is not None  # noqa: S101  # started by _order
        assert process.stdout is not None  # noqa: S101
        self._late = False
        patience = self._limits.seconds + GRACE + (STARTING if self._starting else 0)
        timer = threading.Timer(patience, self._stop)
        timer.daemon = True
        timer.start()
        try:
            head = process.stdout.read(LENGTH_BYTES)
            body = process.stdout.read(int.from_bytes(head, "big")) if len(head) == LENGTH_BYTES else b""
        finally:
            timer.cancel()
            self._starting = False
        if len(head) < LENGTH_BYTES or len(body) < int.from_bytes(head, "big"):
            return None
        return self._decoder.decode(body)

    def _stop(self) -> None:
        self._late = True
        if self._process is not None:
            self._process.kill()

    def _reason(self, source: str) -> UnreadableError:
        status = self._process.wait() if self._process is not None else 0
        self._end()
        if self._late:
            return UnreadableError(source, "timed_out", wanted=str(self._limits.seconds))
        if status == OUT_OF_MEMORY:
            return UnreadableError(source, "too_much_memory", wanted=str(self._limits.memory_bytes))
        return UnreadableError(source, "crashed", found=f"status {status}")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:  # what was not yet written has nobody to read it
                    continue


def _environment() -> dict[str, str]:
    """Modules come from where this one does, and never from the folder the call is made in."""
    ours = str(Path(__file__).parents[2])
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))}


def write_message(pipe: Any, message: msgspec.Struct) -> None:  # noqa: ANN401  # a binary stream
    """One message, its length before it."""
    body = msgspec.msgpack.encode(message)
    pipe.write(len(body).to_bytes(LENGTH_BYTES, "big") + body)
    pipe.flush()


def _refusal(message: Refused) -> UnreadableError:
    return UnreadableError(
        message.source,
        message.reason,  # type: ignore[arg-type]  # written by the same version of this program
        found=message.found,
        wanted=message.wanted,
        option=message.option,
    )
