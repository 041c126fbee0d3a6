"""One table in every format that holds tables: the same facts; and offsets that hold for any table."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Document
from extractor.readers import read

from shared import built  # isort: skip

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (("地区", "收入（万元）", "同比增长（%）"), ("杭州市", "1,200.5", "3.0"), ("宁波市", "300", "-2.5"))
EXTRACTOR = built()


def as_csv() -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode()


def as_tsv() -> bytes:
    return "\n".join("\t".join(row) for row in ROWS).encode()


def as_markdown() -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in ROWS]
    return "\n".join([lines[0], "|---|---|---|", *lines[1:]]).encode()


def as_html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    lead = "各市财政收入情况如下，供参考使用，以后续公布的正式数据为准。"
    return f"<html><body><p>{lead}</p><table>{rows}</table></body></html>".encode()


def as_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.create_sheet("表", 0)
    for row in ROWS:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx() -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("t.csv", as_csv),
        ("t.tsv", as_tsv),
        ("t.md", as_markdown),
        ("t.html", as_html),
        ("t.xlsx", as_xlsx),
        ("t.docx", as_docx),
    ],
)
def test_the_same_facts_in_every_format(name: str, made: object, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(made())  # type: ignore[operator]

    document = read(tmp_path / name)
    facts = EXTRACTOR.extract(document)

    assert [(f.subject, f.indicator, f"{f.value:f}", f.unit, f.change_direction) for f in facts] == [
        ("杭州市", "收入", "12005000", "元", None),
        ("杭州市", "收入", "3.0", "%", "up"),
        ("宁波市", "收入", "3000000", "元", None),
        ("宁波市", "收入", "-2.5", "%", "down"),
    ]
    assert all(document.text[f.start : f.end] == f.quote for f in facts)
    assert all(f.sentence_start <= f.start < f.end <= f.sentence_end for f in facts)


def test_the_extents_of_merged_headers_are_followed(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><td rowspan=2>地区</td><td colspan=2>收入（万元）</td>"
        "<td colspan=2>支出（万元）</td></tr>"
        "<tr><td>2020年</td><td>2021年</td><td>2020年</td><td>2021年</td></tr>"
        "<tr><td>杭州市</td><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
        "<tr><td>宁波市</td><td>5</td><td>6</td><td>7</td><td>8</td></tr></table></body></html>"
    )
    (tmp_path / "t.html").write_text(page, encoding="utf-8")

    facts = EXTRACTOR.extract(read(tmp_path / "t.html"))

    assert [(f.quote, f.indicator, f.period_end.year if f.period_end else None) for f in facts][:4] == [
        ("1", "收入", 2020), ("2", "收入", 2021), ("3", "支出", 2020), ("4", "支出", 2021),
    ]  # fmt: skip


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "-",
            "杭州市",
            "合计",
            "其中：甲县",
            "收入（万元）",
            "同比±%",
            "2021年",
            "2021",
            "5G用户",
            "表1收入",
            "表2：支出",
            "增长5.2%",
            "约12.5 亿元",
            "总投资12.5亿元",
            "单位：亿元",
            "1-6月",
            "序号",
        ]
    ),
    st.decimals(-10_000, 10_000, places=1).map(str),
    st.integers(0, 5_000_000).map(lambda number: f"{number:,}"),
    st.text("0123456789.,%-年月万元（）|：、甲乙 \u3000\ud800", max_size=8),
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6),
    st.sampled_from(["\t", " | "]),
    st.text("标题。\n\t|2021年", max_size=12),
)
def test_whatever_the_table_quotes_are_the_text_and_no_figure_is_read_twice(
    rows: list[list[str]], mark: str, above: str
) -> None:
    document = Document(text=above + "\n" + "\n".join(mark.join(row) for row in rows) + "\n全省完成投资33亿元。")

    facts = EXTRACTOR.extract(document)

    assert all(document.text[f.start : f.end] == f.quote for f in facts)
    assert all(one.end <= other.start for one, other in pairwise(facts))
    assert EXTRACTOR.read(document).text.endswith("\n全省完成投资33亿元。")
    assert len(EXTRACTOR.read(document).text) == len(document.text)
    assert {r.fact_id for r in EXTRACTOR.relations(document, facts)} <= {f.fact_id for f in facts}
