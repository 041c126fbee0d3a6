"""The pages as a parser reads them: every figure marked where it stands, nothing unescaped, nothing loaded."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reporting import (
    ATTACK,
    DIFFERS,
    FACTS,
    FIRST,
    GROWTH,
    HOLDS,
    HOSTILE,
    LATER,
    PARTS,
    PLAIN,
    SECOND,
    TOTAL,
    document,
    fact,
    item,
    report,
)
from reporting import (
    ITEMS as CLAIMED,
)

from extractor.cli.check import print_findings
from extractor.model import CellSpan, Document, Fact, PageSpan
from extractor.reports.index_page import MOST_ITEMS
from extractor.reports.marked import UNSHOWABLE, marked_lines
from extractor.reports.pages import write_pages
from extractor.reports.submitted import as_submitted, file_names, shared_folder
from extractor.reports.words import WORDS
from extractor.store.verdicts import FINDINGS, ITEMS
from extractor.timeline.build import timeline

VOID = {"meta", "link", "br", "img", "input", "hr"}
LANDMARKS = {"header", "main", "footer", "nav", "aside"}


class Element:
    """An element with its attributes, children and own place."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "", css: str = "") -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                if (not tag or child.tag == tag) and (not css or css in child.attributes.get("class", "").split()):
                    yield child
                yield from child.all(tag, css)


class Reader(HTMLParser):
    """Builds the tree; an end tag that closes nothing is an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parsed(path: Path) -> Element:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


@pytest.fixture(scope="module", params=["zh", "en"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp(request.param)
    write_pages(report(), made, request.param)
    return made


def pages(folder: Path) -> dict[str, Element]:
    return {path.name: parsed(path) for path in sorted(folder.glob("*.html")) if path.name != "timeline.html"}


def page_of(folder: Path, document: Document) -> Element:
    return parsed(folder / f"bulletin-{document.doc_id}.html")


@pytest.mark.parametrize("document", [FIRST, SECOND], ids=["plain", "hostile"])
def test_every_fact_is_marked_at_its_offsets_and_the_text_is_the_bulletins(folder: Path, document: Document) -> None:
    (shown,) = page_of(folder, document).all("div", "text")
    lines = [line for line in shown.children if isinstance(line, Element)]
    text = UNSHOWABLE.sub("\ufffd", document.text)
    facts = [one for one in FACTS if one.doc_id == document.doc_id]

    assert [line.text for line in lines] == [line for line in text.split("\n") if line.strip()]
    for line in lines:
        start = int(line.attributes["data-start"])
        assert text[start : start + len(line.text)] == line.text
    marked = {
        (int(one.attributes["data-start"]), int(one.attributes["data-end"])): one.text
        for one in shown.all("a", "figure")
    }
    assert marked == {(one.start, one.end): one.quote for one in facts}


def test_a_figure_leads_to_its_fact_and_the_fact_to_rule_and_checks(folder: Path) -> None:
    page = page_of(folder, FIRST)
    (figure,) = [one for one in page.all("a", "figure") if one.text == TOTAL.quote and "data-facts" in one.attributes]
    (panel,) = [one for one in page.all("article") if f"#{one.attributes['id']}" == figure.attributes["href"]]

    assert "v-differs" in figure.attributes["class"]
    for words in ("全省信息通信业", "94,686,000元", "2022-11-30", "head-value", "rules/patterns/head-value.yaml"):
        assert words in panel.text
    assert DIFFERS.arithmetic in panel.text
    assert "50.1万元" in panel.text
    assert "0.2万元" in panel.text


def test_reconciliation_and_series_are_shown_beside_the_claims(folder: Path) -> None:
    index = parsed(folder / "index.html")
    tables = [table.text for table in index.all("table")]

    assert any("C7" in table and "4126.34万元" in table and "-0.16万元" in table for table in tables)
    assert any("9468.6万元" in table and "1.5亿元" in table for table in tables)
    assert any(circle.attributes.get("class", "").startswith("dot") for circle in index.all("circle"))


def test_nothing_from_outside_is_markup(folder: Path) -> None:
    for name, page in pages(folder).items():
        scripts = list(page.all("script"))
        assert len(scripts) == (0 if name == "index.html" else 1), name
        assert not any("window.ran" in script.text for script in scripts)
        for element in page.all():
            assert element.tag not in {"img", "iframe", "object", "base", "form"}, name
            assert not any(attribute.startswith("on") or attribute == "style" for attribute in element.attributes)
    shown = page_of(folder, SECOND).text
    assert ATTACK in shown
    assert HOSTILE.split("\n")[1] in shown


def test_the_policy_lets_this_style_and_this_script_pass_and_nothing_else(folder: Path) -> None:
    for page in pages(folder).values():
        (policy,) = [meta.attributes["content"] for meta in page.all("meta") if "http-equiv" in meta.attributes]
        rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        for tag, rule in (("style", "style-src"), ("script", "script-src")):
            texts = [element.text for element in page.all(tag)]
            hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
            assert rules[rule] == (" ".join(f"'sha256-{one}'" for one in hashes) or "'none'")
        assert rules["default-src"] == "'none'"


def test_every_link_leads_somewhere_and_nothing_is_loaded(folder: Path) -> None:
    read = pages(folder)
    names = {
        name: {one.attributes["id"] for one in page.all() if "id" in one.attributes} for name, page in read.items()
    }
    for name, page in read.items():
        assert not any({"src", "srcset", "data"} & set(element.attributes) for element in page.all())
        for link in page.all("a"):
            target, _, place = link.attributes["href"].partition("#")
            if target in {"report.xlsx", "timeline.html"}:
                continue
            assert not place or place in names[target or name], link.attributes["href"]


def test_a_screen_reader_finds_its_way(folder: Path) -> None:
    for page in pages(folder).values():
        levels = [int(one.tag[1]) for one in page.all() if re.fullmatch("h[1-6]", one.tag)]
        ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
        present = {one.tag for one in page.all()}

        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
        assert len(ids) == len(set(ids))
        assert present >= LANDMARKS - {"aside"}
        for one in page.all():
            assert all(i in ids for i in one.attributes.get("aria-labelledby", "").split())
        for table in page.all("table"):
            assert all(head.attributes.get("scope") for head in table.all("th"))
        assert all(drawn.attributes["role"] == "img" and drawn.attributes["aria-label"] for drawn in page.all("svg"))


@pytest.mark.parametrize("look", [*FINDINGS.values(), *ITEMS.values()], ids=lambda look: look.en)
def test_colours_have_the_contrast_that_weak_eyes_need(look: Any) -> None:  # noqa: ANN401
    """WCAG 2.1 AA: 4.5 to 1; and no verdict is told by its colour alone."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(look.tint.fill), luminance(look.tint.font)), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5
    assert look.mark


def test_every_word_is_there_in_both_languages() -> None:
    for key, (chinese, english) in WORDS.items():
        assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english)), key
        assert not re.search("[\u4e00-\u9fff]", re.sub("[万亿]", "", english)), key


def test_english_pages_say_nothing_in_chinese_but_what_they_quote(tmp_path: Path) -> None:
    bare = report(documents=(Document(text="a", source="a.txt"),), facts=(), findings=(), items=(), series=())
    write_pages(bare, tmp_path, "en")

    for page in pages(tmp_path).values():
        assert re.findall("[\u4e00-\u9fff]+", re.sub("超, 近, 约, 余", "", page.text)) == []


def test_facts_at_one_place_and_facts_that_overlap_are_all_reached() -> None:
    document = Document(text="由3至5万元。", source="x")
    whole, part = fact(document, "3至5万元", "1"), fact(document, "5万元", "2")
    twin = fact(document, "3至5万元", "3", fact_id="twin")
    (line,) = marked_lines(document.text, [whole, twin, part])

    assert [(piece.text, piece.facts) for piece in line.pieces] == [
        ("由", ()),
        ("3至", (1, 2)),
        ("5万元", (1, 2, 3)),
        ("。", ()),
    ]


@given(st.data())
def test_marking_adds_nothing_loses_nothing_and_covers_every_fact(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="甲乙1 \n\r\x00𠮷<&", min_size=1, max_size=40))
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 6)), max_size=6))
    made = Document(text=text, source="x")
    facts = sorted((spanned(made, start, min(len(text), start + size)) for start, size in spans), key=lambda f: f.start)
    lines = list(marked_lines(text, facts))
    shown = UNSHOWABLE.sub("\ufffd", text)

    assert ["".join(piece.text for piece in line.pieces) for line in lines] == [
        line for line in shown.split("\n") if line.strip()
    ]
    for number, one in enumerate(facts, 1):
        covered = {
            place
            for line in lines
            for piece in line.pieces
            if number in piece.facts
            for place in range(piece.start, piece.end)
        }
        kept = {line.start + n for line in lines for n in range(sum(len(piece.text) for piece in line.pieces))}
        assert covered == set(range(one.start, one.end)) & kept


def spanned(document: Document, start: int, end: int) -> Fact:
    quote = document.text[start:end]
    return Fact(
        fact_id=f"{start}-{end}",
        doc_id=document.doc_id,
        source="x",
        start=start,
        end=end,
        quote=quote,
        kind="count",
        value=None,
        value_low=None,
        value_high=None,
        unit=None,
    )


def test_the_same_report_gives_the_same_pages(folder: Path, tmp_path: Path) -> None:
    write_pages(report(), tmp_path, folder.name.rstrip("0123456789"))  # type: ignore[arg-type]

    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_a_page_shows_a_bulletin_without_facts_or_checks(tmp_path: Path) -> None:
    write_pages(report(facts=(), findings=(), items=None, series=(), unreadable=()), tmp_path)
    page = page_of(tmp_path, FIRST)

    assert PLAIN.split("\n")[0] in page.text
    assert "没有识别出数字事实" in page.text


def test_a_finding_of_a_table_without_facts_stands_on_its_documents_page(tmp_path: Path) -> None:
    table = replace(DIFFERS, check_id="table-total", fact_ids=(), source=SECOND.source, difference=Decimal("0.5"))
    write_pages(report(findings=(table,)), tmp_path)
    first, second = page_of(tmp_path, FIRST), page_of(tmp_path, SECOND)

    assert [one.attributes["id"] for one in second.all("article", "finding")] == ["c1"]
    assert "相差 0.5；" in second.text
    assert list(first.all("article", "finding")) == []


def test_what_differs_from_the_submitted_table_alone_is_told_first_and_colours_its_figure(tmp_path: Path) -> None:
    write_pages(report(findings=(HOLDS,)), tmp_path)
    index, page = parsed(tmp_path / "index.html"), page_of(tmp_path, FIRST)
    (block,) = [one for one in index.all("section") if one.attributes.get("id") == "look"]
    (figure,) = [
        one for one in page.all("a", "figure") if one.text == PARTS[0].quote and "data-facts" in one.attributes
    ]
    (card,) = [one for one in page.all("article") if f"#{one.attributes['id']}" == figure.attributes["href"]]

    assert "没有发现不一致" not in block.text
    assert [badge.text for badge in block.all("span", "badge")] == ["✗ 不一致", "? 无法确定对应"]
    assert "v-differs" in figure.attributes["class"]
    assert "✗ 不一致" in next(card.all("h3")).text
    assert "不一致" in next(one for one in index.all("section") if one.attributes.get("id") == "documents").text


def test_a_finding_names_its_document_line_page_and_cell_and_leads_there(tmp_path: Path) -> None:
    text = "表\n项目 | 户\n甲 | 3\n乙 | 4\n合计 | 8\n"
    start = text.index("8")
    placed = document(
        text,
        source="in/表.xlsx",
        pages=(PageSpan(2, 0, len(text)),),
        cells=(CellSpan(1, 5, 28, start, start + 1, sheet="汇总"),),
    )
    table = replace(DIFFERS, check_id="table-total", fact_ids=("t",), source=placed.source, lines=(5, 3, 4))
    total = spanned(placed, start, start + 1)
    total = replace(total, fact_id="t", source=placed.source)
    write_pages(report(documents=(placed, FIRST), facts=(total,), findings=(table,), items=None, series=()), tmp_path)

    for page, away in (
        (parsed(tmp_path / "index.html"), f"bulletin-{placed.doc_id}.html"),
        (page_of(tmp_path, placed), ""),
    ):
        links = [link for link in page.all("a") if link.attributes["href"] == f"{away}#l3"]
        assert links
        assert links[0].text == "表.xlsx"
        assert links[0].parent is not None
        assert links[0].parent.text == "出处 表.xlsx · 第 2 页 · 汇总!AB5 · 第 3–5 行"
    (line,) = [one for one in page_of(tmp_path, placed).all("p") if one.attributes.get("id") == "l3"]
    assert line.text == "甲 | 3"


def test_the_timeline_holds_the_series_of_the_command_and_draws_none_of_one_day(tmp_path: Path) -> None:
    """Two periods, or one restated; two figures of one period that nobody compares are no series."""
    restated = replace(TOTAL, fact_id="r", doc_id=SECOND.doc_id, source=SECOND.source)
    restated = replace(restated, start=LATER.start, end=LATER.end, quote=LATER.quote, value=LATER.value)
    facts = (TOTAL, *PARTS[:1], restated)
    made = report(facts=facts, findings=(), items=None, series=timeline(facts, (FIRST, SECOND)))
    write_pages(made, tmp_path)
    (section,) = [
        one for one in parsed(tmp_path / "index.html").all("section") if one.attributes.get("id") == "timeline"
    ]
    beside = replace(made.told_series[0].observations[1], standing="beside")
    point = replace(made.told_series[0].points[0], observations=(made.told_series[0].observations[0], beside))

    assert len(made.series) == 2
    assert [[row.text for row in table.all("tr")][1:] for table in section.all("table")] == [
        ["截至2022-11-309468.6万元2022-12-20", "截至2022-11-301.5亿元2023-12-20修订（第 2 版）"]
    ]
    assert list(section.all("svg")) == []
    assert report(series=(replace(made.told_series[0], points=(point,)),)).told_series == ()


@pytest.mark.parametrize(("lang", "said"), [("zh", "相差 0.123个百分点；"), ("en", "off by 0.123 points; ")])
def test_percentages_are_points_apart_with_the_digits_of_the_command_check(
    tmp_path: Path,
    lang: Any,  # noqa: ANN401
    said: str,
) -> None:
    odd = Decimal("0.12345678")
    rate = replace(DIFFERS, check_id="growth", fact_ids=(GROWTH.fact_id,), difference=odd, tolerance=odd, arithmetic="")
    found = item("differs", GROWTH, unit="%", value=Decimal("21.4"), submitted="21.4", difference=odd)
    write_pages(report(findings=(rate,), items=(found,)), tmp_path, lang)
    index = parsed(tmp_path / "index.html").text
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print_findings([rate], {GROWTH.fact_id: GROWTH}, lang)

    assert said in index
    assert said in printed.getvalue()
    assert index.count(said.split()[-1 if lang == "zh" else 2].rstrip("；;")) >= 2
    assert "0.1235" not in index


@pytest.mark.parametrize(
    ("submitted", "value", "unit", "shown"),
    [
        ("1,078.90", "10789000", "元", "1,078.90万元"),
        ("1.50", "150000000", "元", "1.50亿元"),
        ("1078", "1078", "家", "1078家"),
        ("12.50%", "12.5", "%", "12.50%"),
        ("21.4", "21.4", "%", "21.4%"),
        ("0", "0", "元", "0元"),
        ("2", "1333.333", "平方米", "2（1,333.333平方米）"),
    ],
)
def test_a_submitted_figure_is_shown_as_in_its_cell_with_the_tables_unit(
    submitted: str, value: str, unit: str, shown: str
) -> None:
    assert as_submitted(item("differs", None, submitted=submitted, value=Decimal(value), unit=unit)) == shown


def test_a_cell_names_its_file_where_several_were_given(tmp_path: Path) -> None:
    for name, files in (("one", ("in/table.xlsx",)), ("two", ("in/table.xlsx", "in/other.csv"))):
        write_pages(report(submitted=files), tmp_path / name)

    assert "table.xlsx 降费情况 C7" not in parsed(tmp_path / "one" / "index.html").text
    assert "table.xlsx 降费情况 C7" in parsed(tmp_path / "two" / "index.html").text
    assert file_names(["a/t.csv", "b/t.csv"]) == {"a/t.csv": "a/t.csv", "b/t.csv": "b/t.csv"}


def test_no_style_changes_the_letters_of_what_is_shown(folder: Path) -> None:
    for path in folder.glob("*.html"):
        assert "text-transform" not in path.read_text(encoding="utf-8"), path.name


def test_claims_that_no_submitted_table_concerns_are_left_to_the_workbook(tmp_path: Path) -> None:
    lost = item("claimed_not_submitted", LATER, subject=LATER.subject, sheet=None, cell=None, submitted=None)
    made = report(items=(*CLAIMED, lost))
    write_pages(made, tmp_path)
    (section,) = [one for one in parsed(tmp_path / "index.html").all("section") if one.attributes.get("id") == "items"]
    (bar,) = section.all("figure", "bar")

    assert lost not in made.concerned_items
    assert len(made.concerned_items) == len(CLAIMED)
    assert LATER.quote not in section.text
    assert "另有 1 项公布数与报送表所涉文档、主体无关" in section.text
    assert "已公布未报送 1 项，不计入占比" in section.text
    assert "已公布未报送" not in bar.text


def test_the_index_lists_so_many_items_and_refers_to_the_workbook(tmp_path: Path) -> None:
    write_pages(report(items=(item("differs", PARTS[0]),) * (MOST_ITEMS + 1)), tmp_path)
    for table in parsed(tmp_path / "index.html").all("table", "items"):
        assert len(list(table.all("tr"))) == MOST_ITEMS + 1  # with the header
    assert f"列出前 {MOST_ITEMS} 项，全部见“报送比对 (report.xlsx)”" in parsed(tmp_path / "index.html").text


def test_pages_name_documents_without_the_folder_that_all_lie_in(tmp_path: Path) -> None:
    """A path of the machine that made the report says nothing to its reader; the list of documents has it whole."""
    made = report(items=(item("equal", PARTS[2], explanation=f"原文另有 1 处相同陈述：{FIRST.source}:3–9"),))
    write_pages(made, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")

    assert "原文另有 1 处相同陈述：通报.txt:3–9" in page
    assert f">{FIRST.source}</a>" not in page
    assert f"<td>{FIRST.source}</td>" in page


def test_folders_that_nothing_shares_are_left_in_texts() -> None:
    assert shared_folder(["/data/a.txt", "/srv/b.txt"]) == ""
    assert shared_folder(["/data/x/a.txt", "/data/y/b.txt"]) == "/data/"
