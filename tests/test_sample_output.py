"""`outputs/sample/` is what the program writes for the demo bulletin, byte for byte.

After a change that is meant: UPDATE_SAMPLE=1 python -m pytest tests/test_sample_output.py, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from extractor.checks import check
from extractor.pipeline import Extractor
from extractor.readers import read
from extractor.readers.metadata import load_metadata
from extractor.store.records import json_line
from extractor.store.run import open_run

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "outputs" / "sample"
BULLETIN = "corpus/bulletins/fee-cuts.txt"
FILES = ("facts.jsonl", "facts.csv", "documents.jsonl", "relations.jsonl", "findings.jsonl")


def write_sample(folder: Path) -> None:
    """Extract and check the demo bulletin; `source` is its path in the project, wherever that lies."""
    document = load_metadata(ROOT / "corpus" / "metadata.csv").apply(replace(read(ROOT / BULLETIN), source=BULLETIN))
    extractor = Extractor()
    facts = extractor.extract(document)
    relations = extractor.relations(document, facts)
    with open_run(folder, ["jsonl", "csv"]) as run:
        run.write(document, facts, relations)
    findings = check(facts, relations, documents=[document])
    (folder / "findings.jsonl").write_bytes(b"".join(json_line(finding) for finding in findings))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    if os.environ.get("UPDATE_SAMPLE") == "1":
        SAMPLE.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (SAMPLE / name).write_bytes((folder / name).read_bytes())
    return folder


@pytest.mark.parametrize("name", FILES)
def test_sample_is_what_the_program_writes(fresh: Path, name: str) -> None:
    assert (SAMPLE / name).read_bytes() == (fresh / name).read_bytes(), "meant? see the head of this file"


def test_sample_holds_nothing_else() -> None:
    assert sorted(path.name for path in SAMPLE.iterdir() if path.name != "README.md") == sorted(FILES)
