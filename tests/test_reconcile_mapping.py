"""The mapping file: what was guessed is written, what a person corrects is obeyed, what is wrong is named by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model import Fact
from extractor.reconcile.mapping import written
from extractor.reconciliation import reconcile

SUBMITTED = Path(__file__).parent.parent / "corpus" / "submitted"
NO_FACTS: tuple[Fact, ...] = ()


def save(folder: Path, text: str) -> Path:
    (folder / "mapping.yaml").write_text(text, encoding="utf-8")
    return folder / "mapping.yaml"


@pytest.mark.parametrize(
    "name", sorted(path.name for path in SUBMITTED.glob("*.[xct]s*") if "verdicts" not in path.name)
)
def test_what_was_guessed_is_written_and_read_back_to_the_same_items(name: str, tmp_path: Path) -> None:
    guessed = reconcile(NO_FACTS, SUBMITTED / name)
    mapping = save(tmp_path, written(guessed.outcome.layouts))

    assert reconcile(NO_FACTS, SUBMITTED / name, mapping=mapping) == guessed


def test_a_mapping_overrides_the_guess(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("甲,乙,丙\n子公司,x,12\n", encoding="utf-8")
    mapping = save(
        tmp_path,
        "tables:\n  - file: t.csv\n    period: 2021年1—9月\n    subjects: {子公司: 甘肃电信}\n    columns:\n"
        "      A: subject\n      乙: note\n      C: {indicator: 完成投资, unit: 亿元}\n",
    )

    (item,) = reconcile(NO_FACTS, tmp_path / "t.csv", mapping=mapping)
    assert (item.subject, item.indicator, item.submitted) == ("甘肃电信", "完成投资", "12亿元")
    assert str(item.period_end) == "2021-09-30"


def test_rows_can_be_left_out_and_sheets_ignored(tmp_path: Path) -> None:
    mapping = save(tmp_path, "tables:\n  - {sheet: 降费情况, skip: '8'}\n  - {sheet: 地市, ignore: true}\n")

    items = reconcile(NO_FACTS, SUBMITTED / "fee-cuts.xlsx", mapping=mapping)
    assert {item.sheet for item in items} == {"降费情况"}
    assert not any((item.cell or "").endswith("8") for item in items)


WRONG = {
    "unknown field": (
        "tables:\n  - colums: {A: subject}\n",
        ":2: tables[1].colums: unknown field; did you mean 'columns'?",
    ),
    "unknown role": (
        "tables:\n  - columns:\n      A: subjct\n",
        ":3: tables[1].columns.A: 'subjct'; wanted one of",
    ),
    "no rows": ("tables:\n  - rows: 五行\n", ":2: tables[1].rows: '五行'; wanted rows such as 5-8"),
    "backwards": ("tables:\n  - rows: 8-5\n", ":2: tables[1].rows: '8-5'; wanted rows from small to large"),
    "no sheet": ("tables:\n  - sheet: 没有\n", ":2: tables[1].sheet: '没有': no such sheet; there are"),
    "no column": (
        "tables:\n  - sheet: 地市\n    columns:\n      减免费用: {unit: 万元}\n",
        ":4: tables[1].columns.减免费用: ",
    ),
    "nothing": ("", "the file is empty; wanted fields such as 'tables:'"),
    "no yaml": ("tables: [\n", "not YAML"),
}


@pytest.mark.parametrize(("text", "complaint"), WRONG.values(), ids=WRONG)
def test_a_wrong_mapping_is_named_by_file_line_and_field(text: str, complaint: str, tmp_path: Path) -> None:
    mapping = save(tmp_path, text)

    with pytest.raises(UsageError) as caught:
        reconcile(NO_FACTS, SUBMITTED / "fee-cuts.xlsx", mapping=mapping)
    assert str(caught.value).startswith(mapping.as_posix())
    assert complaint in str(caught.value)


def test_a_column_that_is_missing_names_the_sheet_and_the_columns_there_are(tmp_path: Path) -> None:
    mapping = save(tmp_path, WRONG["no column"][0])

    with pytest.raises(UsageError, match=r"\[地市\]: no such column; there are A 分公司"):
        reconcile(NO_FACTS, SUBMITTED / "fee-cuts.xlsx", mapping=mapping)
