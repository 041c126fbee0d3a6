"""Every command shown in the docs is run, in a copy of the project, and what it is said to print is compared.

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
from pathlib import Path
from typing import NamedTuple

import pytest

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


def environment(project: Path, tmp_path: Path) -> dict[str, str]:
    """`extractor`, `python` and `pytest` of this interpreter, on the copied project."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    for name, module in {
        "extractor": "-m extractor.cli",
        "python": "",
        "pytest": "-m pytest -p no:cacheprovider",
    }.items():
        script = binaries / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("EXTRACTOR_", "PYTEST_"))}
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    # the examples of rules need no plugin, and loading those that are installed takes longer than the examples
    return inherited | {
        "PATH": path,
        "PYTHONPATH": str(project),
        "COLUMNS": "110",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_happens(page: Path, tmp_path: Path) -> None:
    found = blocks(page)
    if not any(block.language == "console" for block in found):
        return
    project = copy_of_project(tmp_path)
    variables = environment(project, tmp_path)
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    code = "\n".join(block.text for block in blocks(page) if block.language == "python")
    if code:
        project = copy_of_project(tmp_path)
        script = tmp_path / "page.py"
        script.write_text(code, encoding="utf-8")
        variables = environment(project, tmp_path)
        done = subprocess.run(  # noqa: S603  # the docs are ours
            [sys.executable, str(script)], cwd=project, env=variables, capture_output=True, text=True, check=False
        )

        assert done.returncode == 0, done.stderr


def test_every_make_target_that_is_shown_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {
        target
        for page in PAGES
        for block in blocks(page)
        if block.language == "sh"
        for target in re.findall(r"^make ([a-z]+)", block.text, re.MULTILINE)
    }

    assert shown
    assert shown <= targets


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]

    assert broken == []


def test_the_reference_is_what_the_program_says() -> None:
    """`make reference` writes it anew."""
    variables = os.environ | {"PYTHONPATH": str(ROOT)}
    script = str(ROOT / "tools" / "make_reference.py")
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, script, "--check"], env=variables, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
