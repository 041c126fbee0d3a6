"""Pages of the docs, and how what they show is run.

Every command is run, in a copy of the project, and what it is said to print is compared.
A block ```console holds `$ command` lines and what they print; `...` stands for anything.  `exit=1` behind `console`
says which status the last command ends with.
The ```python blocks of a page run as one script.  A block ```yaml that begins with `# path` is that file's text, and is
written before the next command.  EXTRACTOR_WRITE_DOCS=1 writes what is printed today into the docs.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from served import served

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")] if "```" in path.read_text(encoding="utf-8")
)
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COPIED = ("extractor", "rules", "corpus", "tests", "pyproject.toml", "README.md", "docs", "Makefile")
WRITES = os.environ.get("EXTRACTOR_WRITE_DOCS") == "1"


class Block(NamedTuple):
    """One fenced block of a page: its language, what stands behind it, its text, its place."""

    language: str
    info: str
    text: str
    start: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(m[1], m[2].strip(), m[3], m.start(3)) for m in BLOCK.finditer(text)]


def commands(block: Block) -> list[tuple[str, str]]:
    """Each command of a console block with what it prints."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        found.append((command, printed))
    return found


@contextmanager
def commands_in(place: Path) -> Iterator[Path]:
    """`extractor` and `python` of this interpreter, and `pytest` on the project it is called in: a folder for PATH."""
    with served(place) as folder:
        # the examples of rules need no plugin, and loading those that are installed takes longer than the examples
        plain = "PYTHONPATH=. PYTEST_DISABLE_PLUGIN_AUTOLOAD=1"
        script = f'#!/bin/sh\n{plain} exec "{sys.executable}" -m pytest -p no:cacheprovider "$@"\n'
        (folder / "pytest").write_text(script, encoding="utf-8")
        (folder / "pytest").chmod(0o755)
        yield folder


def environment(binaries: Path) -> dict[str, str]:
    without = ("EXTRACTOR_", "PYTEST_", "COLUMNS")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(without)}
    return inherited | {
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "EXTRACTOR_CACHE": os.environ["EXTRACTOR_CACHE"],
    }


def run(block: Block, project: Path, variables: dict[str, str]) -> tuple[list[str], int]:
    """What each command of the block prints, errors among it, and the last status."""
    printed: list[str] = []
    status = 0
    for command, _ in commands(block):
        assert status == 0, f"before {command!r} the status was {status}: {printed[-1]}"
        done = subprocess.run(  # noqa: S602  # the docs are ours
            command,
            shell=True,
            cwd=project,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        status = done.returncode
        printed.append(done.stdout)
    return printed, status


def copy_of_project(folder: Path) -> Path:
    project = folder / "project"
    project.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif source.exists():
            shutil.copy(source, project / name)
    return project


def timeless(text: str) -> str:
    """Without the seconds a run took, and without how many other tests there are."""
    return re.sub(r", \d+ deselected", "", re.sub(r"\d+\.\d+ ?(秒|s\b)", r"0.0 \1", text))


def as_printed(block: Block, printed: list[str]) -> str:
    return "".join(
        f"$ {command}\n{timeless(text)}" for (command, _), text in zip(commands(block), printed, strict=True)
    )


def compare(block: Block, printed: list[str]) -> None:
    for (command, wanted), got in zip(commands(block), printed, strict=True):
        same = doctest.OutputChecker().check_output(timeless(wanted), timeless(got), doctest.ELLIPSIS)
        assert same, f"{command}\n--- shown\n{wanted}\n--- printed\n{got}"


def run_commands(page: Path, binaries: Path, tmp_path: Path) -> None:
    """Fails where a command prints something else than the page says."""
    found = blocks(page)
    if not any(block.language == "console" for block in found):
        return
    project = copy_of_project(tmp_path)
    variables = environment(binaries)
    rewritten = page.read_text(encoding="utf-8")
    for block in found:
        named = re.match(r"# (\S+\.(?:ya?ml|csv|txt))\n", block.text)
        if block.language in {"yaml", "csv", "text"} and named:
            (project / named[1]).parent.mkdir(parents=True, exist_ok=True)
            kept = block.text if block.language == "yaml" else block.text[named.end() :]
            (project / named[1]).write_text(kept, encoding="utf-8")
        elif block.language == "console":
            printed, status = run(block, project, variables)
            assert status == int(block.info.removeprefix("exit=") or 0), printed
            if WRITES:
                rewritten = rewritten.replace(block.text, as_printed(block, printed), 1)
            else:
                compare(block, printed)
    if WRITES:
        page.write_text(rewritten, encoding="utf-8")


def run_python(page: Path, binaries: Path, tmp_path: Path) -> None:
    """Fails where the Python of the page does."""
    code = "\n".join(block.text for block in blocks(page) if block.language == "python")
    if code:
        project = copy_of_project(tmp_path)
        script = tmp_path / "page.py"
        script.write_text(code, encoding="utf-8")
        done = subprocess.run(  # noqa: S603  # the docs are ours
            [str(binaries / "python"), str(script)],
            cwd=project,
            env=environment(binaries),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stderr
