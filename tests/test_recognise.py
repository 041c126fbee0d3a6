"""Title, issuer, number and date: where the layout says so plainly, and nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Document
from extractor.readers import read
from extractor.readers.dates import parse_date
from extractor.readers.limits import DEFAULT, Budget
from extractor.readers.mend import flow, mend
from extractor.readers.reading import Reading
from extractor.readers.recognise import Known, recognise

from made import LETTER, SENTENCE, write, zipped  # isort: skip

DAY = date(2021, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2021年12月3日",
        "2021 年 12 月 3 日",
        "二〇二一年十二月三日",
        "二○二一年十二月三日",
        "2021-12-03 09:30",
        "2021/12/3",
        "20211203",
        "发布于2021.12.03",
    ],
)
def test_a_date_is_read_however_it_is_printed(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇〇九年十月三十一日", date(2009, 10, 31)),
        ("二〇二〇年二月二十九日", date(2020, 2, 29)),
        ("一九九八年十月十日", date(1998, 10, 10)),
    ],
)
def test_chinese_tens_are_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["", "2021年12月", "2021年13月3日", "2021年2月30日", "12月3日", "3.5-4.6亿元"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(text) is None


BODY = "一、总体情况。全年完成投资12亿元。\n二、分地区情况。各地均有增长。\n"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (
            f"工业和信息化部文件\n工信部通信〔2021〕12号\n关于开展提速降费的通知\n各省：\n{BODY}工业和信息化部\n2021年12月3日\n附件：1.目录\n",
            Known("关于开展提速降费的通知", "工业和信息化部", "工信部通信〔2021〕12号", DAY),
        ),
        (
            f"国务院办公厅关于印发\n行动方案的通知\n国办发〔2021〕5号\n{BODY}国务院办公厅\n二〇二一年十二月三日\n（此件公开发布）\n",
            Known("国务院办公厅关于印发行动方案的通知", "国务院办公厅", "国办发〔2021〕5号", DAY),
        ),
        (
            f"2021年公报\n发布时间：2021-12-03 10:00  来源：国家统计局  字体：大 中 小\n{BODY}",
            Known("2021年公报", "国家统计局", None, DAY),
        ),
        (f"2021年公报\n某省统计局\n（2021年12月3日）\n{BODY}", Known("2021年公报", "某省统计局", None, DAY)),
        (f"某市通报\n{BODY}某 市 统 计 局\n2021 年 12 月 3 日\n", Known("某市通报", "某市统计局", None, DAY)),
        (f"某市通报\n{BODY}某市统计局2021年12月3日\n", Known("某市通报", "某市统计局", None, DAY)),
        (
            f"政府工作报告\n——2021年12月3日在某市第十六届人民代表大会第四次会议上\n某市市长 张三\n各位代表：\n{BODY}",
            Known("政府工作报告", None, None, DAY),
        ),
        (f"——2021年12月3日在某市人民代表大会上\n市长 张三\n各位代表：\n{BODY}", Known(None, None, None, DAY)),
        (
            f"中华人民共和国\n2021年国民经济和社会发展统计公报[1]\n国家统计局\n2021年12月3日\n{BODY}",
            Known("中华人民共和国2021年国民经济和社会发展统计公报", "国家统计局", None, DAY),
        ),
        (f"新华社北京12月3日电\n{BODY}", Known()),
        # what must not be taken
        (f"下面请看快讯。\n质检总局发布汽车三包配套技术指导性文件\n{BODY}", Known()),
        (f"某市通报\n根据国发〔2020〕2号文件，自2020年1月1日起，{BODY}", Known("某市通报", None, None, None)),
        (f"某市通报\n2020年1月1日，会议召开。\n{BODY}", Known("某市通报", None, None, None)),
        (f"{SENTENCE}\n{BODY}", Known()),
        ("来源\t日期\t数量\n某局\t2021年12月3日\t5\n", Known()),
    ],
)
def test_the_layout_says_what_it_is(text: str, known: Known) -> None:
    assert recognise(text) == known


def test_what_is_known_wins_and_properties_come_last() -> None:
    fallback = Known("属性标题", "属性机构", None, date(1999, 1, 1))

    assert recognise(LETTER, Known(published=DAY), fallback=fallback).published == DAY
    assert recognise(LETTER, fallback=fallback).issuer == "某省统计局"
    assert recognise(BODY, fallback=fallback) == fallback


SIDEBAR = "<div class=sidebar>发布时间：2019-01-01<ul><li><a href=x>通知</a><span>2018-05-05</span></ul></div>"
LATEST = "<ul class=news>" + "<li><a href=x>公告</a><span>2017-03-03</span></li>" * 6 + "</ul>"
MAIN = f"<div id=zoom><p>{SENTENCE}</p></div>"


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (f"<meta name=PubDate content='2021-12-03'><h1>公报</h1><p>发布时间：2020-01-01</p>{MAIN}", DAY),
        (f"{SIDEBAR}<h1>公报</h1><div>发布时间：2021-12-03 来源：某局</div>{MAIN}", DAY),
        (f"<h1>公报</h1><div><span>2021-12-03 09:30</span><span>来源：某局</span></div>{MAIN}{SIDEBAR}", DAY),
        (f"{SIDEBAR}{LATEST}<h1>公报</h1>{MAIN}", None),
        (f"<h1>公报</h1>{MAIN}{LATEST}<div>2016-01-01</div>", None),
        (f"<table><tr><td>{LATEST}</td><td><h1>公报</h1>{MAIN}</td></tr></table>", None),
        (f"<table><tr><td>发文日期：2021年12月3日</td><td>索引号：000</td></tr></table><h1>公报</h1>{MAIN}", DAY),
    ],
)
def test_a_sidebar_s_date_never_wins(tmp_path: Path, page: str, day: date | None) -> None:
    document = read(write(tmp_path, "a.html", f"<html><body>{page}</body></html>"))

    assert document.published == day
    assert document.title == "公报"
    assert "2018-05-05" not in document.text


def test_a_page_without_a_known_container_is_read_without_its_menus(tmp_path: Path) -> None:
    menu = "<div>" + "<a href=x>栏目名称</a> " * 30 + "</div>"
    text = f"<div class=x1><div class=x2><p>{SENTENCE}</p><p>{SENTENCE}</p></div></div>"

    assert read(write(tmp_path, "a.html", f"<html><body>{menu}{text}{menu}</body></html>")).text == f"{SENTENCE}\n" * 2


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("截至 2024 年 3 月，收入 12.5 亿元，增长 6 %", "截至2024年3月，收入12.5亿元，增长6%"),
        ("2021-12-03 来源", "2021-12-03 来源"),
        ("国家统计局 2021-12-03", "国家统计局 2021-12-03"),
        ("股 票 代 码：601186", "股票代码：601186"),
        ("张三 李四", "张三 李四"),
        ("⼈⺠⽇报", "人民日报"),
        ("35066 米 ²", "35066米²"),
        ("12\u200b亿\ufeff元", "12亿元"),
        ("iPhone 15 Pro", "iPhone 15 Pro"),
    ],
)
def test_figures_that_typesetting_broke_are_mended(line: str, mended: str) -> None:
    assert mend(line) == mended


@given(st.text(alphabet="年月亿元 12３.%－-\n\t\u3000，。A𠮷⼈\xa0", max_size=60))
def test_mending_again_changes_nothing_and_no_figure_is_lost(text: str) -> None:
    once = flow(text)

    assert flow(once) == once
    assert [c for c in once if c.isdigit()] == [c for c in text if c.isdigit()]


CELL = st.text(alphabet="收入亿元（%）年12.,-𠮷 \n\t单位：", max_size=12)


def documents_of(tmp_path: Path, name: str, data: bytes | str) -> list[Document]:
    return list(Reading(DEFAULT, lambda _: None).path(write(tmp_path, name, data)))


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_cell_quotes_what_it_says(rows: list[list[str]]) -> None:
    from extractor.readers.builder import TableCell, TextBuilder
    from extractor.readers.mend import cell_text

    builder = TextBuilder(Budget(DEFAULT, "a"))
    builder.line("表")
    table = [TableCell(r, c, cell_text(text)) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    builder.table(table, sheet="甲")
    document = builder.document("a")

    assert [(cell.row, cell.column, document.text[cell.start : cell.end]) for cell in document.cells] == [
        (cell.row, cell.column, cell.text) for cell in table if cell.text
    ]
    lines = document.text.splitlines()[1:]
    assert len(lines) == len({cell.row for cell in table if cell.text})
    assert all(
        document.text.count("\n", 0, cell.start) == document.text.count("\n", 0, cell.end) for cell in document.cells
    )


@settings(deadline=None)  # the first of a format imports its library
@given(
    st.binary(max_size=200),
    st.sampled_from(
        ["txt", "html", "xml", "csv", "eml", "json", "jsonl", "docx", "pdf", "ofd", "xlsx", "zip", "tar", "rtfx"]
    ),
)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    refusals: list[object] = []
    documents = list(Reading(DEFAULT, refusals.append).path(write(folder, f"any.{suffix}", data)))

    assert documents or refusals
    for document in documents:
        assert all(0 <= span.start <= span.end <= len(document.text) for span in (*document.pages, *document.cells))


def test_an_archive_of_pages_knows_each_page_s_date(tmp_path: Path) -> None:
    pages = {f"{n}.html": f"<html><body><h1>公报</h1><p>发布时间：2021-12-0{n}</p>{MAIN}</body></html>" for n in (1, 2)}

    assert [d.published for d in documents_of(tmp_path, "a.zip", zipped(pages))] == [
        date(2021, 12, 1),
        date(2021, 12, 2),
    ]
