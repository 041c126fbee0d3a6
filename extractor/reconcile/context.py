"""What the labels around a figure say about it: row, column, the heading above its rows, title and sheet name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.reconcile.labels import Label, LabelReader, Subject
from extractor.reconcile.words import clean

if TYPE_CHECKING:
    from extractor.grid import Sheet
    from extractor.model import Period
    from extractor.reconcile.layout import Column, Layout, Role

_AMONG = ("其中", "#", "其他")


class TableContext:
    """Labels of one table, read once."""

    def __init__(self, sheet: Sheet, layout: Layout, reader: LabelReader) -> None:
        self._sheet = sheet
        self._layout = layout
        self._reader = reader
        self._columns: dict[int, Label] = {}
        self.title = clean("".join(layout.heading))
        self.units = layout.units
        found = [reader.heading(text) for text in (sheet.name, *layout.heading) if text]
        self._period: Period | None = self._dated(layout.period) or next((p for _, p in found if p is not None), None)
        self._measures = [measure for text in layout.heading if (measure := reader.measure_of_title(text))]
        self._has_total = any(self._closes(row) for row in layout.block.data)
        regions = [subject for subjects, _ in found for subject in subjects]
        self._region = next((subject.region for subject in regions if subject.region), None)
        own = (self.subject(layout.subject),) if layout.subject else self._of_sheet(sheet.name)
        self._subjects: tuple[Subject, ...] = own or tuple(dict.fromkeys(regions))
        self._places = tuple(dict.fromkeys([*((own[0],) if layout.subject else ()), *regions]))

    @property
    def rows_are_named(self) -> bool:
        """Whether rows can be told apart, or there is only one and the table says whose it is."""
        roles: tuple[Role, ...] = ("subject", "indicator", "period", "population")
        return any(self._layout.of(role) for role in roles) or (
            len(self._layout.block.data) == 1 and bool(self._subjects)
        )

    def _of_sheet(self, name: str) -> tuple[Subject, ...]:
        """The body that a sheet is named after (江西电信, or 电信 under a title with 江西)."""
        if not name:
            return ()
        subject = self.subject(name)
        return (subject,) if subject.id is not None else ()

    def subject(self, text: str) -> Subject:
        """A subject as written: by the registers, else by its aliases of the mapping, else with the title's region."""
        written = self._layout.subjects.get(clean(text), text)
        found = self._reader.subject(written)
        if found.id is None and self._region and len(found.text) <= 5:
            place = next((d.short or d.name for d in self._reader.rules.divisions if d.code == self._region), "")
            local = self._reader.body(f"{place}{found.text}")
            return Subject(found.text, local.id, local.region) if local else found
        return found

    def _dated(self, text: str | None) -> Period | None:
        return self._reader.heading(text)[1] if text else None

    def _label(self, text: str) -> Label:
        known = self._period.period_end if self._period else None
        return self._reader.read(text, published=known)

    def column(self, column: Column) -> Label:
        """The last part of a column's header."""
        if column.number not in self._columns:
            self._columns[column.number] = self._label(column.path[-1] if column.path else "")
        return self._columns[column.number]

    def cell(self, row: int, role: Role) -> str | None:
        """The text of the row's cell in the first column of a role; a blank one takes what stands above it."""
        for column in self._layout.of(role):
            for above in range(row, self._layout.block.data[0] - 1, -1):
                cell = self._sheet.spread(above, column.number)
                if cell is not None:
                    return cell.text
                if not self._may_run_on(above, column.number):
                    break
        return None

    def _may_run_on(self, row: int, number: int) -> bool:
        """A blank label belongs to the one above only to the left of another label of its own row."""
        labels = [c for c in self._layout.columns if c.role in ("subject", "indicator", "period", "population")]
        return any((row, c.number) in self._sheet.cells for c in labels if c.number > number)

    def row_units(self, row: int) -> tuple[str, ...]:
        """The units that the row's unit column gives."""
        for column in self._layout.of("unit"):
            cell = self._sheet.spread(row, column.number)
            if cell is not None and (units := self._reader.units_of(clean(cell.text))):
                return units
        return ()

    def row(self, row: int) -> Label | None:
        """The label that names a row: its indicator's, else its subject's; `None` where it has none."""
        for role in ("indicator", "subject", "period", "population"):
            text = self.cell(row, role)
            if text is not None:
                return self._label(text)
        return Label(text="") if not self._layout.of("subject") and not self._layout.of("indicator") else None

    def _heading(self, row: int) -> Label | None:
        """The heading that stands alone above the row's group."""
        above = [number for number in self._layout.block.headings if number < row]
        return self._label(self._sheet.rows()[above[-1]][0].text) if above else None

    def about(self, row: int, column: Column, named: Label) -> dict[str, Any]:
        """Everything about a figure but its value: the slots of an entry."""
        parts = [self._label(part) for part in column.path]
        heading = self._heading(row)
        indicator = self._label(text) if (text := self.cell(row, "indicator")) else None
        labels = [label for label in (heading, *parts, indicator) if label is not None]
        phrases = [self._phrase(label, own=label is indicator) for label in labels]
        if text and text.strip().startswith(_AMONG) and (parent := self._parent(row)):
            phrases.insert(len(phrases) - 1, parent)
        changed = any(label.change for label in labels)
        if changed and not any(phrases):  # 减免费用 | 同比增长
            phrases = self._left_of(column)
        if not any(phrases):  # 各市减免费用 over 企业 | 金额
            phrases = self._measures[-1:]
        population = column.population or self.cell(row, "population")
        subject = self.cell(row, "subject")
        own = self._label(subject) if subject else named
        total = own.total or any(label.total for label in parts) or (indicator is not None and indicator.total)
        if own.subtotal and self._has_total:  # a sum of some rows is no sum of all
            total, subject, own = False, own.text, Label(text=own.text)
        subjects = self._who(None if own.total or own.whole else subject, column, labels, total=total or own.whole)
        return {
            "subjects": subjects,
            "titled": subjects is self._subjects,
            "phrases": tuple(dict.fromkeys(phrase for phrase in phrases if phrase)),
            "populations": tuple(
                dict.fromkeys([*([clean(population)] if population else []), *_all(labels, "populations")])
            ),
            "indicators": _all(labels[-1:], "indicators"),
            "period": self._when(row, column, labels),
            "total": total,
            "whole": own.whole,
            "change": next((label.change for label in reversed(labels) if label.change), None),
            "fall": any(self._reader.words.holds(label.text, "fall") for label in labels),
            "target": any(label.target for label in labels),
        }

    def _closes(self, row: int) -> bool:
        """Whether the row is named 合计 or the like, not 小计."""
        names = (self._label(text) for role in ("subject", "indicator") if (text := self.cell(row, role)))
        return any(name.total and not name.subtotal for name in names)

    def _phrase(self, label: Label, *, own: bool) -> str:
        """What a label says of the indicator; 数值 and 同比增长 say nothing, a row named 第一产业 says that."""
        words = self._reader.words
        if any(words.is_in(label.phrase, name) for name in ("value", "change", "subject", "indicator")):
            return ""
        if label.phrase or not own or label.subject is None:
            return label.phrase
        return label.subject.text

    def _left_of(self, column: Column) -> list[str]:
        """What the nearest column to the left measures: a bare 同比增长 is of that."""
        for other in reversed([one for one in self._layout.of("value") if one.number < column.number]):
            phrases = [self._phrase(self._label(part), own=False) for part in other.path]
            if any(phrases):
                return phrases
        return []

    def _parent(self, row: int) -> str | None:
        """The last row before that is no 其中: what its parts belong to."""
        for above in reversed([number for number in self._layout.block.data if number < row]):
            text = self.cell(above, "indicator")
            if text and not text.strip().startswith(_AMONG):
                return self._label(text).phrase or None
        return None

    def _who(self, text: str | None, column: Column, labels: list[Label], *, total: bool) -> tuple[Subject, ...]:
        if text is not None:
            return (self.subject(text),)
        if column.subject:
            return (self.subject(column.subject),)
        if total:
            return self._places
        named = [label.subject for label in reversed(labels) if label.subject is not None and not label.whole]
        bodies = [subject for subject in named if subject.id is not None]
        if bodies and (labels[-1].subject is not bodies[0] or labels[-1].phrase or not self._layout.of("indicator")):
            return (bodies[0],)
        return self._short(labels) or self._subjects

    def _short(self, labels: list[Label]) -> tuple[Subject, ...]:
        """A header that is only 电信 under a title with 江西."""
        for label in labels if self._layout.of("indicator") else ():
            found = self.subject(label.phrase) if label.phrase and not label.units else None
            if found is not None and found.id is not None and found.text == label.phrase:
                return (found,)
        return ()

    def _when(self, row: int, column: Column, labels: list[Label]) -> Period | None:
        text = self.cell(row, "period")
        if text is not None and (period := self._label(text).period) is not None:
            return period
        if column.period:
            return self._dated(column.period)
        return next((label.period for label in reversed(labels) if label.period is not None), self._period)


def _all(labels: list[Label], slot: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for label in labels for value in getattr(label, slot)))
