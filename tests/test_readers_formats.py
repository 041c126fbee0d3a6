"""Each format gives the same bulletin: its text, its title, issuer, number and date, its pages and cells."""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from made import (
    DATE,
    LETTER,
    NUMBER,
    SENTENCE,
    TITLE,
    docx_file,
    eml_file,
    ofd_file,
    pdf_file,
    prose,
    write,
    xlsx_file,
    zipped,
)

from extractor.errors import ReadError
from extractor.model import CellSpan, Document
from extractor.readers import ocr, office, read, read_all
from extractor.readers.limits import Limits
from extractor.readers.numberformat import shown
from extractor.readers.refusal import UnreadableError

HEAD = [(200.0, 60.0, "某省统计局文件"), (200.0, 80.0, NUMBER), (200.0, 100.0, TITLE)]
TAIL = [(350.0, 700.0, "某省统计局"), (350.0, 720.0, DATE)]
PDF_LETTER = [*HEAD, *prose(SENTENCE, top=130), *TAIL]
OFD_LETTER = [
    (80, 20, "某省统计局文件"),
    (80, 30, NUMBER),
    (70, 40, TITLE),
    (30, 60, SENTENCE),
    (120, 90, "某省统计局"),
    (120, 100, DATE),
]
PAGE = f"""<html><head><title>{TITLE}_某省统计局</title><meta name="PubDate" content="2024-01-20 10:00"></head><body>
<div class=nav><a href=/>首页</a></div><h1>{TITLE}</h1>
<div>发文机关：某省统计局 发文字号：{NUMBER}</div><div id=zoom><p>{SENTENCE}</p></div></body></html>"""


def cells(document: Document) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): document.text[cell.start : cell.end] for cell in document.cells}


def refused(path: Path, **limits: int) -> UnreadableError:
    with pytest.raises(UnreadableError) as refusal:
        read(path, limits=Limits(**limits))
    for line in (str(refusal.value), refusal.value.line("zh")):
        assert line.startswith(path.as_posix())
        assert "\n" not in line
        assert "{" not in line
    return refusal.value


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.txt", LETTER.encode),
        ("gb.txt", lambda: LETTER.encode("gb18030")),
        ("a.docx", docx_file),
        ("a.pdf", lambda: pdf_file([PDF_LETTER])),
        ("a.ofd", lambda: ofd_file([OFD_LETTER])),
        ("a.html", PAGE.encode),
        ("a.eml", eml_file),
        ("a.jsonl", lambda: json.dumps({"text": LETTER}).encode()),
        ("page.txt", PAGE.encode),
        ("page.doc", PAGE.encode),
        ("word.doc", docx_file),
        ("sheet.pdf.txt", lambda: pdf_file([PDF_LETTER])),
        ("noname", docx_file),
    ],
)
def test_a_bulletin_is_the_same_in_every_format(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    document = read(write(tmp_path, name, make()))

    assert SENTENCE in document.text
    assert document.title == TITLE
    assert document.issuer == "某省统计局"
    assert document.document_number == NUMBER
    assert document.published == date(2024, 1, 20)


def test_a_declared_charset_is_believed_and_gb2312_means_gb18030(tmp_path: Path) -> None:
    page = f'<html><meta charset="gb2312"><p>镕基说：{SENTENCE}</p></html>'
    document = read(write(tmp_path, "a.html", page.encode("gb18030")))

    assert (document.text, document.encoding) == (f"镕基说：{SENTENCE}\n", "gb18030")


def test_a_wrong_declaration_is_passed_over(tmp_path: Path) -> None:
    page = f'<html><meta charset="gb2312"><p>{SENTENCE}镕𠮷</p></html>'

    assert "镕𠮷" in read(write(tmp_path, "a.html", page)).text


def test_pages_are_known_and_their_numbers_are_no_text(tmp_path: Path) -> None:
    texts = [f"第{number}。{SENTENCE * 3}" for number in "一二三"]
    head = (90.0, 40.0, "某省统计局统计公报")
    pages = [[head, *prose(text), (290.0, 800.0, f"— {n} —")] for n, text in enumerate(texts, 1)]
    document = read(write(tmp_path, "a.pdf", pdf_file(pages)))

    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [document.text[page.start : page.end] for page in document.pages] == [
        f"某省统计局统计公报\n{texts[0]}\n",
        f"{texts[1]}\n",
        f"{texts[2]}\n",
    ]
    assert not any(page.ocr for page in document.pages)


@pytest.mark.parametrize("width", range(300, 420, 13))
def test_figures_broken_over_lines_are_whole(tmp_path: Path, width: int) -> None:
    lines = prose(SENTENCE * 4, width=width, left=(595 - width) / 2)

    assert read(write(tmp_path, "a.pdf", pdf_file([lines]))).text == f"{SENTENCE * 4}\n"


def test_a_figure_broken_over_two_pages_is_whole_and_both_pages_are_known(tmp_path: Path) -> None:
    text = SENTENCE * 7
    lines = prose(text)
    cut = next(at for at in range(1, len(lines)) if lines[at][2][0].isdigit() and lines[at - 1][2][-1].isdigit())
    second = [(left, top - lines[cut][1] + 100, part) for left, top, part in lines[cut:]]
    document = read(write(tmp_path, "a.pdf", pdf_file([lines[:cut], second])))

    assert document.text == f"{text}\n"
    assert [document.text[page.start : page.end] for page in document.pages] == [
        "".join(line for _, _, line in lines[:cut]),
        "".join(line for _, _, line in lines[cut:]) + "\n",
    ]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = "左栏的文字写满这一行" * 12, "右栏的文字写满这一行" * 12
    page = prose(left, left=60, width=216) + prose(right, left=320, width=216)
    text = read(write(tmp_path, "a.pdf", pdf_file([page]))).text

    assert text == f"{left}\n{right}\n"


def test_a_table_on_a_page_keeps_rows_columns_and_its_unit(tmp_path: Path) -> None:
    rows = [("项目", "收入", "增长（%）"), ("税收收入", "1234.5", "5.4"), ("非税收入", "89.0", "-1.2")]
    page = [(90.0, 100.0, "2023年财政收入表"), (400.0, 120.0, "单位：万元")]
    page += [(90.0 + 150 * c, 140.0 + 20 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    document = read(write(tmp_path, "a.pdf", pdf_file([page])))

    assert cells(document) == {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)}
    assert [cell.unit for cell in document.cells if cell.row > 1] == [None, "万元", "%"] * 2


def test_a_workbook_shows_what_a_person_sees(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.xlsx", xlsx_file()))

    assert document.text == (
        "收入\n2023年财政收入表\n\t\t\t单位：万元\n序号\t项目\t收入\t同比增长\n"
        "1\t税收收入\t1,234,567.50\t5.4%\n2\t非税收入\t89.00\t-1.2%\n"
    )
    assert cells(document)[4, 3] == "1,234,567.50"
    assert {(cell.row, cell.column): cell.unit for cell in document.cells if cell.unit} == {
        (4, 3): "万元",
        (5, 3): "万元",
    }
    assert {cell.sheet for cell in document.cells} == {"收入"}


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.054, "0.0%", "5.4%"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.0", "1,234,567.9"),
        (-5.5, "0.0;(0.0)", "(5.5)"),
        (12, '0"亿元"', "12亿元"),
        (3.0, "0.##", "3"),
        (1e21, "General", "1000000000000000000000"),
        (Decimal("2.50"), "@", "2.5"),
        (date(2024, 1, 5), 'yyyy"年"m"月"d"日"', "2024年1月5日"),
        (date(2024, 1, 5), "yyyy-mm-dd", "2024-01-05"),
        (date(2024, 1, 1), 'yyyy"年"m"月"', "2024年1月"),
        (True, "General", "是"),
        (None, "General", ""),
    ],
)
def test_a_cell_reads_as_its_format_prints_it(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_a_unit_in_the_header_belongs_to_every_cell_below(tmp_path: Path, separator: str) -> None:
    rows = [
        ["地区", "发行总额（亿）", "增长(%)", "年份"],
        ["江西", "1,200.5", "6.4", "2023"],
        ["湖南", "980", "-1", "2023"],
    ]
    quoted = [[f'"{text}"' if "," in text else text for text in row] for row in rows]
    data = "\r\n".join(separator.join(row) for row in quoted)
    document = read(write(tmp_path, "a.csv", data.encode("gb18030")))

    assert document.text.splitlines()[1] == "江西\t1,200.5\t6.4\t2023"
    assert [cell.unit for cell in document.cells if cell.row == 3] == [None, "亿", "%", None]
    assert document.encoding == "gb18030"


def test_merged_cells_of_a_page_keep_their_place_and_extent(tmp_path: Path) -> None:
    table = (
        "<table><caption>单位：亿元</caption><tr><th rowspan=2>地区<th colspan=2>投资</tr><tr><th>2022年<th>2023年</tr>"
        "<tr><td>江西<td>12<td>13</tr></table>"
    )
    document = read(write(tmp_path, "a.html", f"<html><body><p>{SENTENCE}</p>{table}</body></html>"))
    first, second, *_ = document.cells

    assert cells(document) == {
        (1, 1): "地区",
        (1, 2): "投资",
        (2, 2): "2022年",
        (2, 3): "2023年",
        (3, 1): "江西",
        (3, 2): "12",
        (3, 3): "13",
    }
    assert (first.rows, first.columns, second.rows, second.columns) == (2, 1, 1, 2)
    assert [cell.unit for cell in document.cells if cell.row == 3] == [None, "亿元", "亿元"]


def test_a_table_of_a_word_file_keeps_its_cells_and_the_unit_column(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.docx", docx_file()))

    assert "指标\t单位\t绝对量\n投资\t亿元\t120.5\n项目\t个\t36\n" in document.text
    assert {cells(document)[cell.row, cell.column]: cell.unit for cell in document.cells if cell.unit} == {
        "120.5": "亿元",
        "36": "个",
    }


def test_a_layout_table_is_text(tmp_path: Path) -> None:
    page = f"<html><body><table><tr><td><p>{SENTENCE}</p><p>第二段。</p></td></tr></table></body></html>"
    document = read(write(tmp_path, "a.html", page))

    assert (document.text, document.cells) == (f"{SENTENCE}\n第二段。\n", ())


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>收入</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>12亿元</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>11亿元</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件中的文字</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    out = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(docx_file())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                head, _, rest = data.decode().partition("<w:body>")
                data = f"{head}<w:body>{body}{rest[rest.index('<w:sectPr') :]}".encode()
            new.writestr(name, data)

    assert read(write(tmp_path, "a.docx", out.getvalue())).text == "收入12亿元。\n控件中的文字\n"


def test_an_xml_text_has_its_title_and_date(tmp_path: Path) -> None:
    xml = (
        "<Body><Title>大巴撞货车</Title><ReportTime>2006-8-28 9:21</ReportTime>"
        "<Content><Paragraph>共造成\n  <Participant>17人</Participant>\n  死亡。</Paragraph></Content></Body>"
    )
    document = read(write(tmp_path, "a.xml", f'<?xml version="1.0" encoding="UTF-8"?>{xml}'))

    assert (document.title, document.published) == ("大巴撞货车", date(2006, 8, 28))
    assert document.text == "大巴撞货车\n共造成17人死亡。\n"


@pytest.mark.skipif(
    shutil.which("antiword") is None and shutil.which("soffice") is None, reason="needs LibreOffice or antiword"
)
def test_rich_text_is_read_through_libreoffice(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.rtf", rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Song;}}\f0 Revenue 12.5 million.\par Second line.\par}"
    )
    try:
        assert "Revenue 12.5 million." in read(path).text
    except UnreadableError as refusal:  # LibreOffice without its Writer says so
        assert refusal.reason in {"program_failed", "needs_program"}  # noqa: PT017


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.xls", "a.et"])
def test_without_libreoffice_an_old_format_says_what_to_install(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    refusal = refused(write(tmp_path, name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))

    assert refusal.reason == "needs_program"
    assert "LibreOffice" in str(refusal)


def test_a_converter_that_hangs_is_ended_when_time_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = write(tmp_path, "soffice", "#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office.shutil, "which", lambda name: str(slow) if name == "soffice" else None)

    assert refused(write(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600), seconds=1).reason == "timed_out"


def picture_pdf() -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawImage(ImageReader(_picture("Revenue 267.57")), 50, 500, 400, 100)
    canvas.save()
    return out.getvalue()


def _picture(text: str) -> object:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (800, 200), "white")
    ImageDraw.Draw(image).text((40, 60), text, fill="black", font=ImageFont.load_default(70))
    return image


def test_a_scan_without_the_extra_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.pdf.has_ocr", lambda: False)
    refusal = refused(write(tmp_path, "scan.pdf", picture_pdf()))

    assert refusal.reason == "needs_extra"
    assert "pip install 'bulletin-extractor[ocr]'" in str(refusal)
    assert "pip install 'bulletin-extractor[ocr]'" in refusal.line("zh")


def test_a_scan_among_pages_of_text_is_named_and_the_text_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    monkeypatch.setattr("extractor.readers.pdf.has_ocr", lambda: False)
    whole = pypdfium2.PdfDocument.new()
    for data in (pdf_file([PDF_LETTER]), picture_pdf()):
        whole.import_pages(pypdfium2.PdfDocument(data))
    out = io.BytesIO()
    whole.save(out)
    path = write(tmp_path, "mixed.pdf", out.getvalue())
    refusals: list[UnreadableError] = []
    (document,) = read_all(path, on_refusal=refusals.append)

    assert document.title == TITLE
    assert [(refusal.reason, refusal.found) for refusal in refusals] == [("needs_extra", "pages 2 are scans")]
    with pytest.warns(UserWarning, match="pages 2 are scans"):
        read(path)


@pytest.mark.skipif(not ocr.has_ocr(), reason="needs the extra ocr")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_scan_is_read_and_its_page_marked(tmp_path: Path) -> None:
    document = read(write(tmp_path, "scan.pdf", picture_pdf()))

    assert "267.57" in document.text
    assert [(page.number, page.ocr) for page in document.pages] == [(1, True)]


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.eml", eml_file(("附件.docx", docx_file()), ("表.csv", "项目,收入（亿元）\n甲,3\n".encode()))
    )
    documents = list(read_all(path))

    assert [document.source.removeprefix(path.as_posix()) for document in documents] == ["", "!/附件.docx", "!/表.csv"]
    assert documents[0].published == date(2024, 1, 20)
    with pytest.raises(ReadError, match="use read_all"):
        read(path)


def test_a_mail_without_a_dated_text_has_the_day_it_was_sent(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.eml", eml_file(body=f"{SENTENCE}\n"))).published == date(2024, 1, 21)


def test_an_archive_gives_every_document_and_names_the_place(tmp_path: Path) -> None:
    inner = zipped({"c.txt": "第三份：收入3亿元。", ".hidden.txt": "x", "__MACOSX/a.txt": "x"})
    path = write(
        tmp_path, "all.zip", zipped({"a.txt": LETTER, "下级/b.html": PAGE, "inner.zip": inner, "d.docx": docx_file()})
    )

    assert [document.source.removeprefix(path.as_posix()) for document in read_all(path)] == [
        "!/a.txt",
        "!/下级/b.html",
        "!/inner.zip!/c.txt",
        "!/d.docx",
    ]
    with pytest.raises(ReadError, match="use read_all"):
        read(path)


def test_names_that_windows_wrote_in_gbk_are_readable(tmp_path: Path) -> None:
    data = zipped({"PLACEHOLDR.txt": LETTER}).replace(b"PLACEHOLDR", "通报一二三".encode("gbk"))
    (document,) = read_all(write(tmp_path, "a.zip", data))

    assert document.source.endswith("!/通报一二三.txt")


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives_are_read_compressed_or_not(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        archive.add(write(tmp_path, "通报.txt", LETTER), "目录/通报.txt")

    assert [document.source.removeprefix(path.as_posix()) for document in read_all(path)] == ["!/目录/通报.txt"]


def test_one_compressed_file_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "通报.txt.gz", gzip.compress(LETTER.encode()))

    assert [(d.title, d.source.removeprefix(path.as_posix())) for d in read_all(path)] == [(TITLE, "!/通报.txt")]


def test_records_carry_what_is_known_of_them(tmp_path: Path) -> None:
    lines = [
        {"text": SENTENCE, "title": "通报", "issuer": "某局", "published": "2024-01-20", "source": "网页/1"},
        {"text": LETTER},
    ]
    path = write(tmp_path, "a.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    first, second = read_all(path)

    assert (first.title, first.issuer, first.published, first.source) == ("通报", "某局", date(2024, 1, 20), "网页/1")
    assert (second.title, second.source) == (TITLE, f"{path.as_posix()}:2")


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"text": "收入3亿元。"}\n{"title": "x"}\n\nnot json\n{"text": "支出2亿元。"}\n')
    refusals: list[UnreadableError] = []

    assert [document.text for document in read_all(path, on_refusal=refusals.append)] == ["收入3亿元。", "支出2亿元。"]
    assert [(refusal.source, refusal.reason) for refusal in refusals] == [
        (f"{path}:2", "bad_line"),
        (f"{path}:4", "bad_line"),
    ]


def test_a_json_list_and_a_run_s_documents_are_read(tmp_path: Path) -> None:
    from extractor.store.records import json_line

    table = read(write(tmp_path, "t.csv", "项目,收入（亿元）\n甲,3\n"))
    again = read(write(tmp_path, "documents.jsonl", json_line(table)))

    assert again == table
    assert [d.text for d in read_all(write(tmp_path, "a.json", '[{"text":"甲"},{"text":"乙"}]'))] == ["甲", "乙"]


def test_the_rest_of_a_container_is_read_before_the_first_refusal_is_raised(tmp_path: Path) -> None:
    path = write(tmp_path, "a.zip", zipped({"bad.pdf": b"%PDF-1.4", "good.txt": LETTER}))
    documents = read_all(path)

    assert next(documents).title == TITLE
    with pytest.raises(UnreadableError, match=r"bad\.pdf"):
        next(documents)


def test_spans_of_cells_are_small_when_written() -> None:
    import msgspec

    assert msgspec.to_builtins(CellSpan(1, 2, 3, 4, 5)) == {"table": 1, "row": 2, "column": 3, "start": 4, "end": 5}


def test_reading_needs_no_library_that_a_format_does_not_use() -> None:
    """A folder of text files must not pay for PDF, Word and Excel."""
    heavy = "('pypdfium2', 'docx', 'openpyxl', 'selectolax', 'lxml', 'rapidocr')"
    code = f"import extractor.readers, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.strip() == "[]"
    assert importlib.util.find_spec("pypdfium2") is not None
