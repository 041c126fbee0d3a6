"""Small files of every format, made anew for each test run."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

NUMBER, TITLE, DATE = "某统〔2024〕3号", "关于2023年投资情况的通报", "2024年1月20日"
SENTENCE = "2023年，全省完成投资120.5亿元，同比增长6.4%。"
LETTER = f"某省统计局文件\n{NUMBER}\n{TITLE}\n{SENTENCE}\n某省统计局\n{DATE}\n"
OWN_RULE = """kind: indicator
id: tree-planting
name: 植树棵数
aliases: [植树]
unit_kind: count
description: Trees planted.
examples:
  - text: 全市植树12万棵。
    facts: [{indicator_id: tree-planting}]
  - text: 植树节活动有12万人参加。
    facts: []
    why: a holiday.
"""


def zipped(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx_file() -> bytes:
    import docx

    document = docx.Document()
    for line in ("某省统计局文件", NUMBER, TITLE, "2023 年，全省完成投资 120.5 亿元，同比增长 6.4%。"):
        document.add_paragraph(line)
    table = document.add_table(3, 3)
    for place, text in enumerate(["指标", "单位", "绝对量", "投资", "亿元", "120.5", "项目", "个", "36"]):
        table.cell(place // 3, place % 3).text = text
    for line in ("某省统计局", DATE):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("收入")
    percent, thousands = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "#,##0.00"})
    sheet.merge_range(0, 0, 0, 3, "2023年财政收入表")
    sheet.write(1, 3, "单位：万元")
    for column, head in enumerate(["序号", "项目", "收入", "同比增长"]):
        sheet.write(2, column, head)
    for row, (name, value, growth) in enumerate([("税收收入", 1234567.5, 0.054), ("非税收入", 89, -0.012)], 3):
        sheet.write(row, 0, row - 2)
        sheet.write(row, 1, name)
        sheet.write(row, 2, value, thousands)
        sheet.write(row, 3, growth, percent)
    hidden = book.add_worksheet("草稿")
    hidden.write(0, 0, "不公开")
    hidden.hide()
    book.close()
    return out.getvalue()


def pdf_file(pages: list[list[tuple[float, float, str]]], *, size: float = 12) -> bytes:
    """Text at places in points from the upper left of an A4 page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont("STSong-Light", size)
        for left, top, text in page:
            canvas.drawString(left, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prose(
    text: str, *, left: float = 90, top: float = 100, width: float = 415, size: float = 12
) -> list[tuple[float, float, str]]:
    """A paragraph set in lines of so many points, cut anywhere, the first line indented by two characters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    lines: list[str] = []
    line, room = "", width - 2 * size
    for character in text:
        if pdfmetrics.stringWidth(line + character, "STSong-Light", size) > room:
            lines, line, room = [*lines, line], "", width
        line += character
    return [(left if row else left + 2 * size, top + 20 * row, line) for row, line in enumerate([*lines, line])]


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_file(pages: list[list[tuple[float, float, str]]]) -> bytes:
    """Text at places in millimetres."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    files: dict[str, bytes | str] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} DocType="OFD" Version="1.0"><ofd:DocBody>'
        "<ofd:DocInfo><ofd:Title>文件名</ofd:Title><ofd:CreationDate>2019-05-06</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{at}" Boundary="{left} {top} 170 6" Font="1" Size="5"><ofd:TextCode X="0" Y="5" '
            f'DeltaX="g {len(text) - 1} 5">{text}</ofd:TextCode></ofd:TextObject>'
            for at, (left, top, text) in enumerate(page)
        )
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(files)


def eml_file(*attachments: tuple[str, bytes], body: str = LETTER) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = TITLE, "a@example.cn", "Sun, 21 Jan 2024 09:00:00 +0800"
    message.set_content(body)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
