"""What goes where (docs/adr/0003): the result to standard output, the line of counts that ends it to standard error."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extractor.cli.app import run

CORPUS = Path(__file__).parent.parent / "corpus"
SUBMITTED = "企业,减免费用（万元）\n江西电信,3905.7\n"
TASK = [{"data": {"text": "别的"}, "annotations": []}]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("streams")
    assert run(["extract", str(CORPUS / "bulletins" / "fee-cuts.txt"), "--output", str(folder / "run")]) == 0
    (folder / "t.csv").write_text(SUBMITTED, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(TASK), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "result", "counts"),
    [
        (["extract", str(CORPUS / "bulletins" / "fee-cuts.txt"), "--output", "-"], '{"fact_id"', "documents 1, facts"),
        (["extract", str(CORPUS / "bulletins" / "fee-cuts.txt"), "--output", "new"], "", "documents 1, facts"),
        (["check", "run"], "≈ within rounding", "facts 55, checks"),
        (["check", "run", "--format", "jsonl"], '{"check_id"', "facts 55, checks"),
        (["check", "run", "--only", "differs"], "", "facts 55, checks"),
        (["timeline", "run", "--indicator", "减免费用"], "中国电信江西公司", "series "),
        (["timeline", "run", "--output", "lines"], "", "series "),
        (["reconcile", "run", "t.csv"], "", "facts 55, figures submitted 1"),
        (["reconcile", "run", "t.csv", "--format", "csv"], "", "facts 55, figures submitted 1"),
        (["report", "run"], "", "documents 1, facts 55"),
        (["rules", "list"], "kind", "rule files "),
        (["rules", "find", "首贷户"], "", "entries with '首贷户'"),
        (["rules", "lint"], "", "the rules are sound"),
        (["annotations", "export", "run", "--format", "doccano", "--output", "a.jsonl"], "", "wrote a.jsonl: 1 doc"),
        (["annotations", "import", "run", "a.json", "--format", "labelstudio"], "", "0 documents: "),
    ],
    ids=lambda value: " ".join(Path(word).name for word in value) if isinstance(value, list) else "",
)
def test_the_last_line_of_a_command_is_not_in_its_result(
    made: Path,
    tmp_path: Path,
    arguments: list[str],
    result: str,
    counts: str,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert run([*arguments, "--lang", "en"]) in {0, 1}

    out, errors = (stream.decode() for stream in capfdbinary.readouterr())
    assert result in out
    assert errors.splitlines()[-1].startswith(counts)
    assert counts not in out
