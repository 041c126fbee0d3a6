"""A PostgreSQL server of its own for tests: on the loopback address, on a free port, gone with the folder it is in.

`python tools/throwaway_postgres.py -- COMMAND…` runs the command with EXTRACTOR_POSTGRES set to the server's URL.
Debian's package is installed where it is missing and this may be done (root, apt-get); `--no-install` forbids it, and
`--only-install` does nothing else.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VARIABLE = "EXTRACTOR_POSTGRES"
DEBIAN = Path("/usr/lib/postgresql")
OWNER = "postgres"  # a server refuses to run as root
FAST = "fsync=off -c full_page_writes=off -c synchronous_commit=off"  # nothing in it is to outlive a test


class NoServerError(RuntimeError):
    """There is no PostgreSQL here and none may be installed; the message says what to do."""


def programs(*, install: bool = True) -> Path:
    """The folder of initdb and pg_ctl; `NoServerError` where there is none."""
    found = _programs()
    if found is None and install and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "postgresql")):
            subprocess.run(["apt-get", *step], env=quiet, check=True, stdout=sys.stderr)  # noqa: S603, S607  # Debian's own
        found = _programs()
    if found is None:
        raise NoServerError("no PostgreSQL server here; run: apt-get install postgresql (as root), then again")
    return found


def _programs() -> Path | None:
    folders = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    folders = sorted(folders, key=lambda folder: int(folder.parent.name)) or ([Path(on_path).parent] if on_path else [])
    return folders[-1] if folders else None


@contextmanager
def server(*, install: bool = True) -> Iterator[str]:
    """A running server; the URL of its database `postgres`."""
    where = programs(install=install)
    with tempfile.TemporaryDirectory(prefix="extractor-postgres-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        data, port = folder / "data", _free_port()
        _run(where / "initdb", "-D", data, "-U", "extractor", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' -c {FAST}"
        _run(where / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-t", "60", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://extractor@127.0.0.1:{port}/postgres"
        finally:
            _run(where / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(*command: object) -> None:
    """As the server's owner where we are root; what it says is shown where it fails."""
    user = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryFile() as said:  # no pipe: the server keeps it open
        done = subprocess.run(  # noqa: S603  # PostgreSQL's own programs
            [str(part) for part in command],
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            check=False,
            **user,  # type: ignore[call-overload]
        )
        if done.returncode:
            said.seek(0)
            raise NoServerError(f"{command[0]}: status {done.returncode}: {said.read().decode(errors='replace')}")


def main(arguments: Sequence[str]) -> int:
    """Run a command beside a server."""
    if "--only-install" in arguments:
        try:
            programs()
        except (NoServerError, subprocess.CalledProcessError) as error:
            sys.stderr.write(f"database: {error}\n")  # no failure here: the tests that need it say so
        return 0
    install = "--no-install" not in arguments
    command = list(arguments[arguments.index("--") + 1 :]) if "--" in arguments else []
    if not command:
        sys.exit(__doc__)
    with server(install=install) as url:
        return subprocess.run(command, env=os.environ | {VARIABLE: url}, check=False).returncode  # noqa: S603  # the caller's own


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
