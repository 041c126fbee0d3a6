"""The review desk on a free port of this machine, for tests and pictures of its pages."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

from extractor.web.app import make_app
from extractor.web.serving import listen, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.web.desk import Desk

LONGEST = 10  # seconds to start, and to end


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The address of a server of the desk."""
    address = listen("127.0.0.1", 0)
    program = server(make_app(desk, address.policy))
    thread = threading.Thread(target=program.run, kwargs={"sockets": [address.socket]})
    thread.start()
    until = monotonic() + LONGEST
    while not program.started and thread.is_alive() and monotonic() < until:
        sleep(0.01)
    try:
        yield address.url
    finally:
        program.should_exit = True
        thread.join(LONGEST)
        address.socket.close()
