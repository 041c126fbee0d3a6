"""spaCy's DocBin: figures and words are the span group `bulletin`, the rest stands in `user_data`.

Tokens are characters, so that every span holds; a pipeline of yours may cut them anew from `doc.text`.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from extractor.exchange.sheet import Sheet, Span, checked, records_from, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP: Final = "bulletin"
KEY: Final = "bulletin_extractor"
MOST: Final = 256 * 1024 * 1024  # bytes unpacked


def to_docbin(sheets: Iterable[Sheet]) -> bytes:
    """The file, as `DocBin().from_disk` reads it."""
    from spacy.tokens import Doc, DocBin  # noqa: PLC0415  # spaCy takes a second to load
    from spacy.vocab import Vocab  # noqa: PLC0415

    vocab, made = Vocab(), DocBin(store_user_data=True)
    for sheet in sheets:
        doc = Doc(vocab, words=list(sheet.text), spaces=[False] * len(sheet.text))
        made_spans = (doc.char_span(one.start, one.end, label=one.label, span_id=one.id) for one in sheet.spans)
        doc.spans[GROUP] = [span for span in made_spans if span is not None]  # tokens are characters: none is
        more = {"source": sheet.source, "relations": sheet.relations, "facts": sheet.facts}
        doc.user_data[KEY] = json.dumps(more, ensure_ascii=False)
        made.add(doc)
    return bytes(made.to_bytes())


def from_docbin(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The documents of a file, with the spans of the group `bulletin`, else its entities."""
    from spacy.tokens import DocBin  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    try:
        unpacking = zlib.decompressobj()
        unpacking.decompress(data, MOST)
        if unpacking.unconsumed_tail:
            raise wrong(name, "unpacks to too much", f"at most {MOST} bytes", "解开后过大", f"至多 {MOST} 字节")
        docs = list(DocBin(store_user_data=True).from_bytes(data).get_docs(Vocab()))
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        found = str(error)[:80]
        raise wrong(
            name, f"no DocBin ({found})", "what DocBin.to_disk writes", f"不是 DocBin（{found}）", "应为 DocBin 文件"
        ) from error
    return tuple(checked(_sheet(doc, f"{name}, doc {number}")) for number, doc in enumerate(docs, 1))


def _sheet(doc: Any, where: str) -> Sheet:  # noqa: ANN401  # spaCy's Doc
    try:
        more = json.loads(doc.user_data.get(KEY, "{}"))
        relations = tuple((str(label), str(one), str(other)) for label, one, other in more.get("relations", ()))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise wrong(
            where, f"user_data['{KEY}'] is not ours", "as exported", f"user_data['{KEY}'] 无法读", "应如导出时"
        ) from error
    marks = doc.spans.get(GROUP, doc.ents)
    spans = tuple(Span(one.id_ or f"e{n}", one.label_, one.start_char, one.end_char) for n, one in enumerate(marks))
    return Sheet(doc.text, str(more.get("source", "")), spans, relations, records_from(more.get("facts"), where), where)
