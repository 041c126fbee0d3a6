"""What a web page says of itself: meta elements first, then the labels above the main text; never a sidebar's."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from extractor.readers.dates import DATE, parse_date
from extractor.readers.mend import flow, one_line
from extractor.readers.recognise import LABELLED_DATE, LABELLED_ISSUER, LABELLED_NUMBER, Known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from selectolax.lexbor import LexborHTMLParser, LexborNode

METAS: Final = MappingProxyType(
    {
        "title": ("articletitle", "og:title", "title"),
        "issuer": ("contentsource", "source", "author", "og:site_name"),
        "published": (
            "pubdate",
            "firstpublishedtime",
            "publishdate",
            "article:published_time",
            "publish_time",
            "datepublished",
            "weibo: article:create_at",
        ),
    }
)
BESIDE = re.compile(
    r"\b(?:side|sidebar|left|right|nav|menu|list|hot|rank|recommend|related|relate|footer|foot|friend|links?|tuijian|xgxw)",
    re.IGNORECASE,
)
FEW_LINKS: Final = 4
HEAD_LENGTH: Final = 200  # characters of a line that dates the page: `2021-12-03 10:20 来源：新华社`
BARE_DATE = re.compile(rf"^\W*(?:(?:时间|日期)\s*[:：])?\s*{DATE}(?!\s*\d*[^\d\s]{{0,3}}\d+\s*[万亿])")
SITE = re.compile(r"\s*[-_|—–]{1,2}\s*[^-_|—–]{2,30}$")


class PageKnown(NamedTuple):
    """What the head of the page said before its body was looked at."""

    title: str | None
    issuer: str | None
    published: date | None
    headline: str | None

    def around(self, main: LexborNode) -> Known:
        """With what stands above the main text."""
        issuer, published, number = _labels(main)
        return Known(
            title=self.title or self.headline,
            issuer=self.issuer or issuer,
            document_number=number,
            published=self.published or published,
        )


def known_of(tree: LexborHTMLParser) -> PageKnown:
    """From metas, `<h1>` and `<title>`."""
    metas: dict[str, str] = {}
    for meta in tree.css("meta"):
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        content = (meta.attributes.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)

    def first(kind: str) -> str | None:
        return next((metas[name] for name in METAS[kind] if name in metas), None)

    issuer, published, title = first("issuer"), first("published"), first("title")
    return PageKnown(
        title=one_line(title) if title else None,
        issuer=one_line(issuer) if issuer else None,
        published=parse_date(published) if published else None,
        headline=_headline(tree),
    )


def _headline(tree: LexborHTMLParser) -> str | None:
    heads = [text for node in tree.css("h1") if (text := one_line(node.text()))]
    if len(heads) == 1:
        return heads[0]
    titled = tree.css_first("title") or tree.css_first("body > div[title]")
    if titled is None:
        return heads[0] if heads else None
    text = one_line(titled.text() if titled.tag == "title" else titled.attributes.get("title") or "")
    return SITE.sub("", text) or None


def _labels(main: LexborNode) -> tuple[str | None, date | None, str | None]:
    """Issuer, date and number from what stands above the main text, the nearest first.

    A label wins over a bare date.  Lists of links and what is named a sidebar are passed over.
    """
    issuer = published = bare = number = None
    for text in _above(main):
        dated, from_whom = LABELLED_DATE.search(text), LABELLED_ISSUER.search(text)
        numbered = LABELLED_NUMBER.search(text)
        published = published or (parse_date(dated[1]) if dated else None)
        issuer = issuer or (from_whom[1] if from_whom and not parse_date(from_whom[1]) else None)
        number = number or (numbered[1] if numbered else None)
        if bare is None and len(text) <= HEAD_LENGTH // 2 and BARE_DATE.match(text):
            bare = parse_date(text)
    return issuer, published or bare, number


def _above(main: LexborNode) -> Iterator[str]:
    """The short texts before the main element, from its nearest neighbours outwards."""
    at: LexborNode | None = main
    while at is not None and at.tag not in {"body", "html"}:
        before = at.prev
        while before is not None:
            if before.tag not in {"-text", "-comment"} and not _beside(before):
                yield from _short_texts(before)
            before = before.prev
        at = at.parent


def _short_texts(node: LexborNode) -> Iterator[str]:
    """The node's text, or where that is long its children's; nothing from lists of links."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if at.tag in {"a", "-comment"} or _beside(at):
            continue
        text = flow(" ".join(at.text(deep=False).split("\n"))) if at.tag == "-text" else flow(at.text(separator=" "))
        if not text:
            continue
        if len(text) <= HEAD_LENGTH and len(at.css("a")) <= FEW_LINKS:
            yield text
        elif len(at.css("li a, dd a")) <= FEW_LINKS:
            waiting.extend(reversed([child for child in at.iter() if child.tag != "-text"]))


def _beside(node: LexborNode) -> bool:
    named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return node.tag in {"aside", "nav", "footer"} or BESIDE.search(named) is not None
