"""XML that carries a text: its title, date and body by the names offices and corpora give these elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from extractor.readers.builder import TextBuilder
from extractor.readers.dates import parse_date
from extractor.readers.mend import flow, one_line
from extractor.readers.plain import decoded_text
from extractor.readers.recognise import Known

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from extractor.model import Document
    from extractor.readers.limits import Budget

TITLES: Final = frozenset({"title", "headline", "articletitle", "标题", "公文标题", "biaoti"})
DATES: Final = frozenset(
    {"pubdate", "publishdate", "published", "reporttime", "publishtime", "date", "发布日期", "发布时间", "成文日期"}
)
ISSUERS: Final = frozenset({"issuer", "publisher", "source", "发文机关", "发布机构", "来源"})
BODIES: Final = frozenset({"content", "body", "text", "article", "正文", "encoded"})
# fmt: off
LINES: Final = frozenset({
    "p", "para", "paragraph", "br", "div", "section", "row", "tr", "li", "item", "entry", "title", "content", "body",
    "text", "段", "段落", "行",
})
# fmt: on


def read_xml(data: bytes, budget: Budget) -> Document:
    """The text of the body element, else of the whole; entities are refused, for they can grow without end."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415  # only XML pays for it
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    decoded = decoded_text(data, budget, markup=True)
    try:
        root = fromstring(_without_declaration(decoded.text))
    except DefusedXmlException as error:
        raise budget.refuse("forbidden_xml", found=type(error).__name__) from error
    except (ParseError, ValueError) as error:
        raise budget.refuse("broken", found=str(error), wanted="XML") from error
    top = [root, *root, *(child for part in root for child in part)]
    title, issuer, dated = _first(top, TITLES), _first(top, ISSUERS), _first(top, DATES)
    builder = TextBuilder(budget)
    if title is not None:
        builder.line(one_line("".join(title.itertext())))
    for body in [element for element in top[1:] if _name(element) in BODIES][:1] or [root]:
        _lines(body, builder, without=title)
    known = Known(
        title=one_line("".join(title.itertext())) if title is not None else None,
        issuer=one_line("".join(issuer.itertext())) if issuer is not None else None,
        published=parse_date("".join(dated.itertext())) if dated is not None else None,
    )
    return builder.document(budget.source, known, encoding=decoded.encoding)


def _without_declaration(text: str) -> str:
    """The text is decoded already: what its declaration says of bytes no longer holds."""
    text = text.lstrip("\ufeff \t\r\n")
    return text[text.index("?>") + 2 :] if text.startswith("<?xml") and "?>" in text else text


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _first(elements: list[Element], names: frozenset[str]) -> Element | None:
    found = (element for element in elements if _name(element) in names and "".join(element.itertext()).strip())
    return next(found, None)


def _lines(body: Element, builder: TextBuilder, *, without: Element | None) -> None:
    """Lines end where elements that hold lines begin and end; no recursion: XML nests as deep as it likes."""
    line: list[str] = []

    def end_line() -> None:
        builder.line(flow("".join(line)))
        line.clear()

    waiting: list[tuple[Element, bool]] = [(body, True)]
    while waiting:
        element, entering = waiting.pop()
        if entering:
            if _name(element) in LINES:
                end_line()
            if element is not without:
                line.append(element.text or "")
            waiting.append((element, False))
            if element is not without:
                waiting.extend((child, True) for child in reversed(element))
            continue
        if _name(element) in LINES:
            end_line()
        if element is not body:
            line.append(element.tail or "")
    end_line()
