"""The process behind `GuardedReader`: orders on standard input, documents and refusals on standard output."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from extractor.readers.guard import LENGTH_BYTES, OUT_OF_MEMORY, Begun, Done, Order, Read, Refused, write_message
from extractor.readers.reading import Reading

if TYPE_CHECKING:
    from extractor.readers.refusal import UnreadableError


def main() -> None:
    """Read what is ordered until standard input ends."""
    _limit_memory(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is told, and ends this process
    warnings.simplefilter("ignore")  # what libraries think of a file is no message of ours
    orders = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the messages
    decoder = msgspec.msgpack.Decoder(Order)
    while len(head := orders.read(LENGTH_BYTES)) == LENGTH_BYTES:
        order = decoder.decode(orders.read(int.from_bytes(head, "big")))
        try:
            _answer(order, answers)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # nothing that needs memory can be relied on now
        except BrokenPipeError:
            return  # the reader's caller has gone


def _answer(order: Order, answers: BinaryIO) -> None:
    def report(refusal: UnreadableError) -> None:
        told = (refusal.source, refusal.reason, refusal.found, refusal.wanted, refusal.option)
        write_message(answers, Refused(*told))

    def begin(source: str) -> None:
        write_message(answers, Begun(source))

    for document in Reading(order.limits, report, begin, order.skip).path(Path(os.fsdecode(order.path))):
        write_message(answers, Read(document))
    write_message(answers, Done())


def _limit_memory(most: int) -> None:
    """Where the system can (not on Windows): memory beyond the limit is refused to this process."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
