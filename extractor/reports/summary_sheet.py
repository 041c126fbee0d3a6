"""The first sheet: how much of what, the verdicts with their colours, what to look at first, what did not fit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from extractor.reports.figures import by_check, key_figures
from extractor.reports.views import Views
from extractor.store.cells import MAX_LINES, lines_of
from extractor.store.labels import said
from extractor.store.sheets import LINE_POINTS, set_up_print
from extractor.store.verdicts import FINDINGS, ITEMS, UNSUBMITTED, Look, look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.model import Finding
    from extractor.reports.sheetset import Sheetset

WIDTHS = (24, 12, 10, 66, 16, 16)
LISTED = 20  # findings to look at first
SCALE = 90  # percent at which the columns fit on a landscape A4
PAGE = 530  # points of rows that fit on it
ROW, HEADING = 15, 20  # points
LEAST = 4  # rows below a heading on its page


class _Page:
    """A sheet written from the top down."""

    def __init__(self, sheets: Sheetset, sheet: Any) -> None:  # noqa: ANN401  # xlsxwriter ships no types
        self.sheets, self.sheet, self.row = sheets, sheet, 0
        self.breaks: list[int] = []
        self._used = 0  # points of the page so far

    def look(self, **properties: object) -> Any:  # noqa: ANN401
        return self.sheets.formats.get(**{"bottom": 0, **properties})

    def height(self, points: int) -> None:
        """Set the height of the row; a row that does not fit goes on the next page."""
        if points != ROW:
            self.sheet.set_row(self.row, points)
        self._used = points if self._used + points > PAGE else self._used + points

    def keep(self, points: int) -> None:
        """Begin a page where so much does not fit on this one."""
        if self._used + points > PAGE:
            self.breaks.append(self.row)
            self._used = 0

    def line(self, *cells: str | int, points: int = 0, **properties: object) -> int:
        """Write a row of texts and numbers; its number."""
        lines = lines_of(str(cells[0]), WIDTHS[0]) if properties.get("text_wrap", True) else 1
        self.height(points or (LINE_POINTS * lines if lines > 1 else ROW))
        for column, value in enumerate(cells):
            if isinstance(value, int):
                number = self.look(**{"num_format": "#,##0_ ", **properties})
                self.sheet.write_number(self.row, column, value, number)
            elif value or "bg_color" in properties:
                self.sheet.write_string(self.row, column, value, self.look(**{"text_wrap": True, **properties}))
        self.row += 1
        return self.row - 1

    def heading(self, text: str, below: int = LEAST) -> None:
        """A heading that stays on one page with what is right below it, so many rows."""
        self.height(ROW)
        self.row += 1
        self.keep(HEADING + below * 2 * ROW)
        self.line(
            text[:1].upper() + text[1:],
            bold=True,
            font_size=13,
            font_color="#1F3A5F",
            text_wrap=False,
            points=HEADING,
        )

    def listed(self, name: str, key: str, number: int, text: str) -> None:
        """A line that leads to row `number` of a table, counted from one."""
        text = text[: self.sheets.limits.characters]
        self.sheet.write_string(self.row, 0, name, self.look(text_wrap=True))
        link = self.look(font_color="#0B4F9E", underline=1, align="right")
        self.sheet.write_url(self.row, 1, self.sheets.row(key, number - 1), link, f"#{number}")
        self.sheet.write_string(self.row, 3, text, self.look(text_wrap=True))
        lines = max(lines_of(name, WIDTHS[0]), lines_of(text, WIDTHS[3]))
        self.height(LINE_POINTS * min(MAX_LINES, lines))
        self.row += 1

    def header(self, *titles: str) -> int:
        self.keep(ROW + LEAST * ROW)
        return self.line(*titles, bold=True, bg_color="#DDE6F0", bottom=1)


def write_summary(sheets: Sheetset, book: Any, sheet: Any) -> None:  # noqa: ANN401
    """Fill the first sheet."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    page, word, report = _Page(sheets, sheet), sheets.word, sheets.report
    page.line(word("report"), bold=True, font_size=18, font_color="#1F3A5F", text_wrap=False, points=28)
    for name, value in key_figures(report, sheets.word):
        page.line(name, value, align="left", text_wrap=False)
    counts: Counter[str] = Counter(finding.verdict for finding in report.findings)
    first = _verdicts(page, "findings", FINDINGS, counts)
    if report.findings:
        _chart(page, book, first, list(FINDINGS))
    if report.items is not None:
        _verdicts(page, "reconciliation", ITEMS, Counter(item.verdict for item in report.concerned_items))
        unconcerned = len(report.items) - len(report.concerned_items)
        if unconcerned:
            page.line(word("unconcerned", n=unconcerned), text_wrap=False)
    _first(page)
    _checks(page)
    _flags(page)
    page.heading(word("notes"))
    for note in (
        word("note_exact"),
        word("verdicts_on_paper"),
        *sheets.notes,
        *(str(problem) for problem in (*report.problems, *report.notices)),
    ):
        page.sheet.merge_range(page.row, 0, page.row, 3, note, page.look(text_wrap=True))
        page.height(2 * ROW)
        page.row += 1
    sheet.hide_gridlines(2)
    set_up_print(sheet, fit=False)
    sheet.set_print_scale(SCALE)
    sheet.set_h_pagebreaks(page.breaks)
    sheet.print_area(0, 0, page.row, 3)
    sheet.freeze_panes(1, 0)


def _verdicts(page: _Page, key: str, looks: Mapping[str, Look], counts: Mapping[str, int]) -> int:
    """The legend with how many there are of each; its first row."""
    word, lang = page.sheets.word, page.sheets.lang
    page.heading(f"{word(key)} · {word('by_verdict')}", below=(len(looks) + 1) // 2)
    page.header(word("verdict"), word("count"), word("share"), word("meaning"))
    total, first = sum(number for verdict, number in counts.items() if verdict != UNSUBMITTED), page.row
    for verdict in (*looks, *(other for other in counts if other not in looks)):
        seen = look(verdict) if verdict not in looks else looks[verdict]
        tint = page.look(bg_color=seen.tint.fill, font_color=seen.tint.font, bold=True)
        page.sheet.write_url(
            page.row, 0, page.sheets.row(key, 0).replace("A2", "A1"), tint, f"{seen.mark} {seen.word(lang)}"
        )
        page.sheet.write_number(page.row, 1, counts.get(verdict, 0), page.look(num_format="#,##0_ "))
        if total and verdict != UNSUBMITTED:
            page.sheet.write_number(page.row, 2, counts.get(verdict, 0) / total, page.look(num_format="0.0%_ "))
        page.sheet.write_string(page.row, 3, seen.meaning(lang), page.look(text_wrap=True))
        page.height(ROW)
        page.row += 1
    return first


def _chart(page: _Page, book: Any, first: int, verdicts: Sequence[str]) -> None:  # noqa: ANN401
    """How many findings there are of each verdict, beside the counts at the top."""
    name, last = page.sheet.get_name(), first + len(verdicts) - 1
    chart = book.add_chart({"type": "bar"})
    colours = [{"fill": {"color": look(verdict).tint.font}} for verdict in verdicts]
    cells = {"categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1]}
    chart.add_series({**cells, "points": colours, "data_labels": {"value": True}, "gap": 40})
    chart.set_title({"name": page.sheets.word("findings"), "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 460, "height": 205})
    options = {"x_offset": 4, "y_offset": 4, "object_position": 2, "description": page.sheets.word("findings")}
    page.sheet.insert_chart(1, 3, chart, options)


def _first(page: _Page) -> None:
    """What differs or cannot be decided, findings and items, each leading to its row."""
    word, report = page.sheets.word, page.sheets.report
    looked_at = report.looked_at
    page.heading(word("look_first"))
    if looked_at:
        _first_findings(page, looked_at)
    if report.looked_at_items:
        _first_items(page)
    if not looked_at and not report.looked_at_items:
        page.line(word("all_agree" if report.findings or report.items else "nothing_checked"), text_wrap=False)


def _first_findings(page: _Page, looked_at: Sequence[tuple[int, Finding]]) -> None:
    word, report = page.sheets.word, page.sheets.report
    page.header(word("check_name"), word("number"), "", word("arithmetic"))
    for number, finding in looked_at[:LISTED]:
        name, _ = report.about_check(finding.check_id, page.sheets.lang)
        page.listed(name or finding.check_id, "findings", number, finding.arithmetic)
    if len(looked_at) > LISTED:
        page.line(word("note_first", n=LISTED, name=word("findings")), text_wrap=False)


def _first_items(page: _Page) -> None:
    word, views = page.sheets.word, Views(page.sheets.report, page.sheets.lang, None)
    items = page.sheets.report.looked_at_items
    page.header(word("reconciliation"), word("number"), "", f"{word('claimed')} / {word('submitted')}")
    for number, item in enumerate(items[:LISTED], 1):  # they are the first of the ranked items
        seen = views.item(item)
        sides = " / ".join((seen.quote or "—", seen.submitted or "—"))
        said = (seen.subject, seen.about, seen.period, sides, page.sheets.report.shortened(seen.explanation))
        page.listed(
            look(item.verdict).word(page.sheets.lang), "reconciliation", number, " · ".join(p for p in said if p)
        )
    if len(items) > LISTED:
        page.line(word("note_first", n=LISTED, name=word("reconciliation")), text_wrap=False)


def _checks(page: _Page) -> None:
    """Findings by check."""
    word, report = page.sheets.word, page.sheets.report
    if report.findings:
        page.heading(f"{word('findings')} · {word('by_check')}")
        page.header(word("check_name"), word("count"), word("differs"), word("check"))
        for check_id, total, differs in by_check(report):
            page.line(report.about_check(check_id, page.sheets.lang)[0] or check_id, total, differs, check_id)


def _flags(page: _Page) -> None:
    """Why facts need a look, and how many do."""
    word, report, lang = page.sheets.word, page.sheets.report, page.sheets.lang
    counts = Counter(flag for fact in report.facts for flag in fact.flags)
    if counts:
        page.heading(word("by_flag"))
        page.header(word("what"), word("count"))
        for flag, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            page.line(said("flags", flag, lang), number)
