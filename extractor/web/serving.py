"""Opening the desk on a run, and the server on its port."""

from __future__ import annotations

import secrets
import socket
import threading
from typing import TYPE_CHECKING, NamedTuple

import uvicorn

from extractor.errors import UsageError, system_reason
from extractor.web.app import make_app
from extractor.web.guard import LOOPBACK, Policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp

    from extractor.web.desk import Desk


class Address(NamedTuple):
    """Where the desk listens, and what a person opens."""

    socket: socket.socket
    url: str
    policy: Policy


def listen(host: str, port: int, names: Sequence[str] = ()) -> Address:
    """Take the port; anywhere but on this machine a token is needed.  `UsageError` where the port cannot be taken.

    `names`: the host names that people reach the desk by, beside `host`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except (OSError, OverflowError) as error:
        taken.close()
        reason = getattr(error, "strerror", None) or error
        zh = system_reason(error) if isinstance(error, OSError) else error
        raise UsageError(
            f"{host}:{port}: {reason}; give another --port (0 takes any free one) or --host",
            f"{host}:{port}：{zh}；请换一个 --port（0 为任意空闲端口）或 --host",
        ) from error
    taken.listen(128)
    token = None if host in LOOPBACK else secrets.token_urlsafe(32)
    hosts = frozenset({*LOOPBACK, host.lower(), *(name.lower() for name in names)}) - {"0.0.0.0", "::"}  # noqa: S104
    shown = next(iter(names), "127.0.0.1" if host in {"0.0.0.0", "::"} else host)  # noqa: S104  # what to open, not to bind
    named = f"[{shown}]" if ":" in shown else shown
    url = f"http://{named}:{taken.getsockname()[1]}/{f'?token={token}' if token else ''}"
    return Address(taken, url, Policy(hosts, token, secrets.token_bytes(32)))


def server(app: ASGIApp) -> uvicorn.Server:
    """A server of the application that says nothing of itself."""
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, lifespan="off", timeout_graceful_shutdown=3
    )
    return uvicorn.Server(config)


def serve(desk: Desk, address: Address) -> None:
    """Answer until interrupted."""
    threading.Thread(target=desk.extractor, daemon=True).start()  # ready when somebody comes to the playground
    try:
        server(make_app(desk, address.policy)).run(sockets=[address.socket])
    except KeyboardInterrupt:
        return
    finally:
        address.socket.close()
        desk.journal.close()
