"""What goes on in one process of a pool: task after task, until the one that started it is gone."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

READY, RESULT, END, ERROR = b"s", b"r", b"e", b"x"
"""What the first byte of a message says."""


def _end_with_parent() -> None:
    """A killed run must not go on in its processes: they could write over what the next one writes."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def work(link: Connection) -> None:
    """What a process does: told first what it is, then task after task until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _work(link, *pickle.loads(link.recv_bytes()))  # noqa: S301  # from the process that started this one
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except (ExtractorError, OSError) as error:
        link.send_bytes(ERROR + pickle.dumps(error))


def _work(
    link: Connection,
    start: Callable[..., AbstractContextManager[Callable[[Any], Iterable[Any]]]],
    arguments: tuple[Any, ...],
    encode: Callable[[Any], bytes],
) -> None:
    with start(*arguments) as results_of:
        link.send_bytes(READY)
        while True:
            for result in results_of(link.recv()):
                link.send_bytes(RESULT + encode(result))
            link.send_bytes(END)
