"""`extractor` and `python FILE` for a shell, without the seconds they take to start.

A process that has everything loaded forks for each call.  The fork takes over the caller's streams, folder, environment
and arguments, and runs what the command would have run.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

LEFT_OUT = ("extractor.cli.__main__", "extractor.engines.spark", "extractor.store.sql.migrations")  # not to be imported
CLIENT = """\
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as call:
    call.connect({socket!r})
    what = [sys.argv[1:], os.getcwd(), dict(os.environ)]
    socket.send_fds(call, [json.dumps(what).encode() + b"\\n"], [0, 1, 2])
    sys.exit(int(call.recv(9) or 1))
"""


@contextmanager
def served(folder: Path) -> Iterator[Path]:
    """A folder for PATH with `extractor` and `python`, as long as the context lasts."""
    binaries, address = folder / "bin", folder / "calls"
    binaries.mkdir()
    (folder / "client.py").write_text(CLIENT.format(socket=str(address)), encoding="utf-8")
    client = f'exec "{sys.executable}" -ISs "{folder / "client.py"}"'
    scripts = {
        "extractor": f'{client} -m extractor.cli "$@"',
        "python": f'case "$1" in -c) exec "{sys.executable}" "$@";; esac\n{client} "$@"',
    }
    for name, script in scripts.items():
        (binaries / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (binaries / name).chmod(0o755)
    command = [sys.executable, __file__, str(address)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:  # noqa: S603  # our own code
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield binaries
        server.terminate()


def serve(address: str) -> None:
    """Fork for each call; returns in the fork, as the command that was called."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            call, _ = listener.accept()
            with call:
                if os.fork() == 0 and answer(call):
                    break
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def answer(call: socket.socket) -> bool:
    """Tell the caller how the command ended; true in the command itself, another fork."""
    data, streams, _, _ = socket.recv_fds(call, 1 << 16, 3)
    while not data.endswith(b"\n"):
        data += call.recv(1 << 16)
    command = os.fork()
    if command:
        call.sendall(str(os.waitstatus_to_exitcode(os.waitpid(command, 0)[1]) & 0xFF).encode())
        os._exit(0)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.argv, folder, environment = json.loads(data)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    return True


def main() -> None:
    """`served.py SOCKET`: load, wait for calls, and be each of them."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    import pytest
    import shared

    import extractor
    from extractor.reconcile.labels import LabelReader
    from extractor.rulebook.load import builtin_rules
    from extractor.timeline.names import builtin_names

    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if not module.name.startswith(LEFT_OUT):
            import_module(module.name)
    for name in ("alembic.command", "openpyxl", "pyarrow.parquet", "rich.progress", "xlsxwriter"):
        import_module(name)
    with pytest.MonkeyPatch.context() as patch:
        shared.share(patch)
        shared.built().extract("全市收入3亿元。")
        LabelReader(builtin_rules())
        builtin_names()
        gc.freeze()  # what is never looked at again is never copied
        serve(sys.argv[1])
        status = be(sys.argv)
    atexit._run_exitfuncs()  # noqa: SLF001  # as at the end of any process, without taking all apart that was loaded
    sys.stdout.flush()
    os._exit(status)


def be(command: list[str]) -> int:
    """The status of `python *command`."""
    try:
        if command[0] == "-m":
            sys.argv = command[1:]
            sys.path[0] = str(Path.cwd())
            sys.modules.pop(command[1], None)
            runpy.run_module(command[1], run_name="__main__", alter_sys=True)
        else:
            sys.path[0] = str(Path(command[0]).parent)
            runpy.run_path(command[0], run_name="__main__")
    except SystemExit as end:
        return int(end.code or 0)
    except Exception:  # noqa: BLE001  # as Python does
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
