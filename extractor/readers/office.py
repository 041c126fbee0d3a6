"""Old office formats (DOC, WPS, RTF, ODT; XLS, ET, ODS) through LibreOffice, or antiword for DOC, where installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from extractor.readers.builder import TableCell, TextBuilder
from extractor.readers.formats import SUFFIXES
from extractor.readers.mend import cell_text, mend
from extractor.readers.refusal import UnreadableError
from extractor.readers.sheets import read_workbook
from extractor.readers.word import read_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.model import Document
    from extractor.readers.limits import Budget

OFFICE: Final = ("soffice", "libreoffice")
SHELLED: Final = (".docx", ".xlsx", ".xlsm", ".docm")
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_old_word(data: bytes, budget: Budget) -> Document:
    """As DOCX through LibreOffice, which keeps tables; else as text through antiword."""
    _refuse_encrypted(data, budget)
    program = _first_program(OFFICE)
    antiword = shutil.which("antiword")
    if program:
        try:
            return read_word(_converted(program, data, "docx", budget), budget)
        except UnreadableError as refusal:  # LibreOffice without its Writer
            if refusal.reason != "program_failed" or antiword is None:
                raise
    if antiword and data.startswith(b"\xd0\xcf\x11\xe0"):
        return _through_antiword(antiword, data, budget)
    raise budget.refuse("needs_program", found=_suffix(budget), wanted="LibreOffice (soffice)")


def read_old_excel(data: bytes, budget: Budget) -> Document:
    """As XLSX through LibreOffice."""
    _refuse_encrypted(data, budget)
    program = _first_program(OFFICE)
    if program is None:
        raise budget.refuse("needs_program", found=_suffix(budget), wanted="LibreOffice (soffice)")
    return read_workbook(_converted(program, data, "xlsx", budget), budget)


def refuse_encrypted(data: bytes, budget: Budget) -> Document:
    """A DOCX or XLSX in the old shell: encrypted, or an old file under a new name."""
    _refuse_encrypted(data, budget)
    return read_old_excel(data, budget) if _suffix(budget).startswith(".xls") else read_old_word(data, budget)


def _refuse_encrypted(data: bytes, budget: Budget) -> None:
    if ENCRYPTED in data:
        raise budget.refuse("encrypted")


def _suffix(budget: Budget) -> str:
    suffix = PurePath(budget.source).suffix.lower()
    return suffix if suffix in SUFFIXES["old_word"] + SUFFIXES["old_excel"] + SHELLED else ".doc"


def _first_program(names: Sequence[str]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _through_antiword(program: str, data: bytes, budget: Budget) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.doc"
        path.write_bytes(data)
        text = _run([program, "-w", "0", "-m", "UTF-8.txt", str(path)], budget, "antiword")
    builder = TextBuilder(budget)
    for is_table, lines in groupby(text.decode("utf-8", "replace").splitlines(), key=_is_row):
        if is_table:
            rows = enumerate((line.strip().strip("|").split("|") for line in lines), 1)
            builder.table(
                [TableCell(row, at, cell_text(cell)) for row, cells in rows for at, cell in enumerate(cells, 1)]
            )
        else:
            for line in lines:
                builder.line(mend(line.rstrip()))
    return builder.document(budget.source)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and line.rstrip().endswith("|")


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's own folder, one a process: two at a time cannot share one."""
    return tempfile.TemporaryDirectory(prefix="extractor-office-", ignore_cleanup_errors=True)


def _converted(program: str, data: bytes, suffix: str, budget: Budget) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"in{_suffix(budget)}"
        path.write_bytes(data)
        profile = Path(_profile().name).as_uri()
        call = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
        said = _run(
            [*call, "--convert-to", suffix, "--outdir", str(Path(folder) / "out"), str(path)], budget, "LibreOffice"
        )
        made = Path(folder) / "out" / f"in.{suffix}"
        if not made.exists():
            told = said.decode("utf-8", "replace").strip().splitlines()
            part = "Writer" if suffix == "docx" else "Calc"
            raise budget.refuse(
                "program_failed", found=told[-1] if told else "no output", wanted=f"LibreOffice (with {part})"
            )
        return made.read_bytes()


def _run(call: list[str], budget: Budget, name: str) -> bytes:
    """What the program prints; when time is up it is ended with all it started."""
    process = subprocess.Popen(  # noqa: S603  # the program's path is looked up, the file's name is ours
        call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=budget.seconds_left())
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise budget.refuse("timed_out", wanted=str(budget.limits.seconds)) from error
    if process.returncode != 0 and name == "antiword":
        raise budget.refuse("program_failed", found=f"status {process.returncode}", wanted=name)
    return said


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
