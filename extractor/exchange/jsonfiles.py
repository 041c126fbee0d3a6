"""Label Studio JSON and doccano JSONL.

Label Studio: `[{data: {text, source, facts}, predictions: [{result: [{id, from_name, to_name, type, value}]}]}]`; what
a person made of it stands in `annotations`, which win.  doccano: a line a text, `{text, entities: [{id, label,
start_offset, end_offset}], relations: [{id, from_id, to_id, type}]}`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from extractor.exchange.sheet import Sheet, Span, checked, records_from, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LABELS, _TEXT = "label", "text"


def to_labelstudio(sheets: Iterable[Sheet]) -> bytes:
    """The file that Label Studio imports; `annotation_id`s are its own business."""
    tasks = [
        {
            "data": {"text": sheet.text, "source": sheet.source, "facts": sheet.facts},
            "predictions": [{"model_version": "bulletin-extractor", "result": list(_regions(sheet))}],
        }
        for sheet in sheets
    ]
    return _bytes(tasks, indent=1) + b"\n"


def _regions(sheet: Sheet) -> Iterator[dict[str, Any]]:
    for span in sheet.spans:
        words = sheet.text[span.start : span.end]
        value = {"start": span.start, "end": span.end, "text": words, "labels": [span.label]}
        yield {"id": span.id, "from_name": _LABELS, "to_name": _TEXT, "type": "labels", "value": value}
    for label, figure, words in sheet.relations:
        yield {"type": "relation", "from_id": figure, "to_id": words, "direction": "right", "labels": [label]}


def from_labelstudio(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The tasks of an export; a task without annotations has its prediction."""
    tasks = _parsed(data, name)
    if not isinstance(tasks, list):
        raise wrong(name, "no list of tasks", "Label Studio's JSON", "不是任务列表", "应为 Label Studio 的 JSON")
    return tuple(_guarded(_task, task, f"{name}, task {number}") for number, task in enumerate(tasks, 1))


def _task(task: Any, where: str) -> Sheet:  # noqa: ANN401  # whatever the file holds
    data = task["data"]
    text = _text(data["text"], where)
    made = task.get("annotations") or task.get("predictions") or [{"result": []}]
    result = made[-1]["result"]
    spans = tuple(_region(one, text) for one in result if one["type"] == "labels")
    relations = tuple(
        ((one.get("labels") or [""])[0], str(one["from_id"]), str(one["to_id"]))
        for one in result
        if one["type"] == "relation"
    )
    return Sheet(text, str(data.get("source", "")), spans, relations, records_from(data.get("facts"), where), where)


def _region(one: dict[str, Any], text: str) -> Span:
    """A region; where its words stand elsewhere, the tool has counted UTF-16 units."""
    value = one["value"]
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    if words is not None and text[start:end] != words:
        units = text.encode("utf-16-le", "surrogatepass")
        before = len(units[: 2 * start].decode("utf-16-le", "replace"))
        if text[before : before + len(words)] == words:
            start, end = before, before + len(words)
    return Span(str(one["id"]), str(value["labels"][0]), start, end)


def to_doccano(sheets: Iterable[Sheet]) -> bytes:
    """A line a text; doccano keeps `source` and `facts` as metadata."""
    return b"".join(_bytes(_line(sheet)) + b"\n" for sheet in sheets)


def _line(sheet: Sheet) -> dict[str, Any]:
    entities = [
        {"id": int(span.id), "label": span.label, "start_offset": span.start, "end_offset": span.end}
        for span in sheet.spans
    ]
    relations = [
        {"id": number, "from_id": int(figure), "to_id": int(words), "type": label}
        for number, (label, figure, words) in enumerate(sheet.relations, 1)
    ]
    return {
        "text": sheet.text,
        "entities": entities,
        "relations": relations,
        "source": sheet.source,
        "facts": sheet.facts,
    }


def from_doccano(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The lines of an export."""
    lines = data.split(b"\n")
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{name}:{number}"
            found.append(_guarded(_of_line, _parsed(line, where), where))
    return tuple(found)


def _of_line(line: Any, where: str) -> Sheet:  # noqa: ANN401
    text = _text(line["text"], where)
    spans = tuple(
        Span(str(one["id"]), str(one["label"]), int(one["start_offset"]), int(one["end_offset"]))
        for one in line["entities"]
    )
    relations = tuple((str(one["type"]), str(one["from_id"]), str(one["to_id"])) for one in line.get("relations") or ())
    return Sheet(text, str(line.get("source", "")), spans, relations, records_from(line.get("facts"), where), where)


def _guarded(make: Any, value: Any, where: str) -> Sheet:  # noqa: ANN401
    try:
        sheet: Sheet = make(value, where)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        found = f"{type(error).__name__} {error}"[:80]
        raise wrong(
            where,
            f"not of the format ({found})",
            "the fields that an export has",
            f"格式不符（{found}）",
            "应有导出的各字段",
        ) from error
    return checked(sheet)


def _text(value: Any, where: str) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise wrong(where, "'text' is no text", "the bulletin", "text 不是文字", "应为公报原文")
    return value


def _parsed(data: bytes, where: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise wrong(
            where, f"no JSON ({str(error)[:80]})", "JSON in UTF-8", "不是 JSON", "应为 UTF-8 的 JSON"
        ) from error


def _bytes(value: Sequence[Any] | dict[str, Any], indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")
