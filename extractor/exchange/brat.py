"""brat standoff: NAME.txt, and NAME.ann with `T` (spans), `R` (relations) and `#` (notes that hold the record)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from extractor.exchange.sheet import Sheet, Span, by_source, checked, records_from, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TEXT_BOUND = re.compile(r"(T\w+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_RELATION = re.compile(r"(R\w+)\t(\S+) \w+:(T\w+) \w+:(T\w+)\s*")
_NOTE = re.compile(r"(#\w+)\t\S+ (T\w+)\t(\{.*\})\s*")


def to_brat(sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """The files by name."""
    files: dict[str, bytes] = {}
    for name, sheet in by_source(sheets).items():
        files[f"{name}.txt"] = sheet.text.encode("utf-8", "surrogatepass")
        files[f"{name}.ann"] = "".join(f"{line}\n" for line in _lines(sheet)).encode("utf-8", "surrogatepass")
    return files


def _lines(sheet: Sheet) -> Iterable[str]:
    for span in sheet.spans:
        words = sheet.text[span.start : span.end].replace("\n", " ").replace("\r", " ")
        yield f"T{span.id}\t{span.label} {span.start} {span.end}\t{words}"
    for number, (label, figure, words) in enumerate(sheet.relations, 1):
        yield f"R{number}\t{label} Arg1:T{figure} Arg2:T{words}"
    ids = {f"{span.start}-{span.end}": span.id for span in reversed(sheet.spans)}
    for number, (place, record) in enumerate(sheet.facts.items(), 1):
        yield f"#{number}\tAnnotatorNotes T{ids[place]}\t{json.dumps(record, ensure_ascii=False)}"


def from_brat(files: Mapping[str, bytes]) -> tuple[Sheet, ...]:
    """The pairs of files; `UsageError` for an .ann without its .txt, or a line that is none of brat's."""
    found = []
    for name in sorted(files):
        stem, _, suffix = name.rpartition(".")
        if suffix != "ann":
            continue
        text = files.get(f"{stem}.txt")
        if text is None:
            raise wrong(name, f"no {stem}.txt beside it", "both files", f"旁边没有 {stem}.txt", "两个文件都要有")
        found.append(checked(_sheet(_decoded(text, f"{stem}.txt"), _decoded(files[name], name), name)))
    if not found:
        raise wrong("brat", "no .ann file", "NAME.txt and NAME.ann", "没有 .ann 文件", "应有 NAME.txt 与 NAME.ann")
    return tuple(found)


def _sheet(text: str, notes: str, name: str) -> Sheet:
    spans: list[Span] = []
    relations: list[tuple[str, str, str]] = []
    records: dict[str, object] = {}
    for number, line in enumerate(notes.split("\n"), 1):
        where = f"{name}:{number}"
        if bound := _TEXT_BOUND.match(line):
            offsets = [int(n[:12]) for n in re.findall(r"\d+", bound[3])]
            spans.append(Span(bound[1], bound[2], min(offsets), max(offsets)))
        elif related := _RELATION.fullmatch(line):
            relations.append((related[2], related[3], related[4]))
        elif noted := _NOTE.fullmatch(line):
            records[noted[2]] = _record(noted[3], where)
        elif line.strip() and line[0] not in "#AEM*N":  # attributes, events, equivalences say nothing of figures
            raise wrong(where, f"'{line[:40]}'", "a line of brat", f"“{line[:40]}”", "应为 brat 的一行")
    places = {span.id: f"{span.start}-{span.end}" for span in spans}
    facts = {places[span]: record for span, record in records.items() if span in places}
    return Sheet(text, name, tuple(spans), tuple(relations), records_from(facts, name), name)


def _record(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong(
            where, "a note that is no JSON", "the note as exported", "批注不是 JSON", "应为导出时的批注"
        ) from error


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise wrong(
            name, f"byte {error.start} is no UTF-8", "UTF-8", f"第 {error.start} 字节不是 UTF-8", "应为 UTF-8"
        ) from error
