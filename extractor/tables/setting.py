"""What a table's caption says for all of its cells: the measure, the units, whom and what time it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extractor.tables.heads import Setting, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from extractor.binding.body import Body
    from extractor.model import Period
    from extractor.tables.labels import Label, LabelReader
    from extractor.tables.layout import Layout

_SHORT = 60  # characters of a line that may be a caption
_ENDS = "。；;！？"
_ANNOUNCES = ("：", ":")


class Frame(msgspec.Struct, frozen=True):
    """What the document says where the table says nothing: its body, the period of its title, its date."""

    body: Body | None = None
    period: Period | None = None
    published: date | None = None


def setting_of(layout: Layout, frame: Frame, reader: LabelReader) -> Setting:
    """The setting of a table; of several lines the nearest to it is asked first."""
    measure = ""
    units: tuple[str, ...] = ()
    body: Body | None = None
    period: Period | None = None
    for start, label in _lines(layout, reader):
        units = units or label.units
        if label.period is not None and period is None:
            period = resolved(label, start, frame.period, frame.published)
        if body is None and label.body:
            body = label.as_body(label.mention)
        if not measure and label.phrase and label.units[:1] != (label.phrase,):
            measure = label.phrase
    return Setting(
        measure=measure,
        units=units,
        body=body or frame.body,
        period=period or frame.period,
        published=frame.published,
    )


def _lines(layout: Layout, reader: LabelReader) -> Iterator[tuple[int, Label]]:
    """The rows of title inside the table, then the lines above it up to the first that is no caption.

    A sentence that announces the table (…如下：) says its time alone.
    """
    for cell in reversed(layout.titles):
        yield cell.start, reader.caption(cell.text)
    if layout.inner and layout.titles:
        return
    for line in layout.table.above:
        bare = line.text.strip()
        lead = len(line.text) - len(line.text.lstrip())
        if len(bare) <= _SHORT and not bare.endswith((*_ENDS, *_ANNOUNCES)):
            yield line.start + lead, reader.caption(bare)
            continue
        sentence = max(bare.rfind(mark, 0, len(bare) - 1) for mark in _ENDS) + 1
        if bare.endswith(_ANNOUNCES):
            label = reader.caption(bare[sentence:])
            yield (
                line.start + lead + sentence,
                msgspec.structs.replace(label, phrase="", units=(), body="", mention=None),
            )
        return
