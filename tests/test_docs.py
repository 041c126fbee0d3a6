"""What the docs show happens (how: pages.py).  The page on Spark is with Spark's tests: they start one Java."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import PAGES, ROOT, blocks, commands_in, run_commands, run_python

ON_SPARK = ROOT / "docs" / "how-to-spark.md"
each_page = pytest.mark.parametrize(
    "page", [page for page in PAGES if page != ON_SPARK], ids=lambda page: page.relative_to(ROOT).as_posix()
)


@pytest.fixture(scope="module")
def binaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with commands_in(tmp_path_factory.mktemp("commands")) as folder:
        yield folder


@each_page
def test_what_a_page_shows_happens(page: Path, binaries: Path, tmp_path: Path) -> None:
    run_commands(page, binaries, tmp_path)


@each_page
def test_the_python_of_a_page_runs(page: Path, binaries: Path, tmp_path: Path) -> None:
    run_python(page, binaries, tmp_path)


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
