"""Web pages: the main text with its tables; what stands around it (menus, sidebars, links) is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractor.readers.builder import TextBuilder
from extractor.readers.html_head import known_of
from extractor.readers.html_table import is_data_table, table_cells
from extractor.readers.mend import flow, one_line
from extractor.readers.plain import decoded_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from extractor.model import Document
    from extractor.readers.limits import Budget

# the body's element on the common government and news systems, the surest first
CONTAINERS: Final = (
    "#UCAP-CONTENT",
    "#zoom",
    ".TRS_Editor",
    "#Zoom",
    ".TRS_UEDITOR",
    ".trs_editor_view",
    "#zoomcon",
    ".article_content",
    "#article_content",
    ".pages_content",
    ".article-content",
    "#articleContent",
    "#js_content",
    ".xilan_con",
    ".zwxl-article",
    ".rm_txt_con",
    "[itemprop=articleBody]",
    "article",
)
NEVER_SHOWN: Final = (
    "script, style, noscript, template, iframe, object, embed, svg, canvas, form, button, select, input, "
    "textarea, nav, footer, aside, hidden, [hidden], [style*='display:none'], [style*='display: none']"
)
# fmt: off
BLOCKS: Final = frozenset({
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
PHP = re.compile(r"<\?(?:php|=).*?(?:\?>|\Z)|<%.*?%>", re.DOTALL | re.IGNORECASE)
HEADLINE_WITHIN: Final = 600  # characters of the main text that may repeat the headline
PARTS: Final = frozenset({"p", "table", "tbody", "tr"})  # what belongs together with its fellows
MOST: Final = 0.8  # of an element's text: it is there that the page's text stands
LEAST_CHARACTERS: Final = 20  # of a container that counts


def read_html(data: bytes, budget: Budget, declared: str | None = None) -> Document:
    """The page's main text; `declared` is a charset from outside (a mail's header)."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # only web pages pay for it

    decoded = decoded_text(data, budget, markup=True, declared=declared)
    tree = LexborHTMLParser(PHP.sub("", decoded.text))
    root = tree.body or tree.root
    if root is None:
        raise budget.refuse("empty")
    page = known_of(tree)
    for node in tree.css(NEVER_SHOWN):
        node.decompose()
    budget.check_time()
    builder = TextBuilder(budget)
    main = main_element(root, budget)
    known = page.around(main)
    if known.title and known.title not in one_line(main.text()[:HEADLINE_WITHIN]):
        builder.line(known.title)
    Walker(builder).walk(main)
    return builder.document(budget.source, known, encoding=decoded.encoding)


def main_element(root: LexborNode, budget: Budget) -> LexborNode:
    """The element that holds the main text: a container known by name, else the one where the text is densest."""
    for selector in CONTAINERS:
        found = [node for node in root.css(selector) if len(node.text(strip=True)) >= LEAST_CHARACTERS]
        if found:
            return max(found, key=lambda node: len(node.text()))
    return _densest(root, budget)


def _densest(root: LexborNode, budget: Budget) -> LexborNode:
    """Down from the root as long as one child holds most of the text that is not links."""
    prose = _prose(root, budget)
    node = root
    while True:
        whole = prose[node.mem_id]
        children = [child for child in node.iter() if child.tag in BLOCKS - PARTS]
        best = max(children, key=lambda child: prose[child.mem_id], default=None)
        if best is None or not whole or prose[best.mem_id] < MOST * whole:
            return node
        node = best


def _prose(root: LexborNode, budget: Budget) -> dict[int, int]:
    """Characters outside links within each element; one pass, however deep the page is nested."""
    found: dict[int, int] = {}
    waiting: list[tuple[LexborNode, bool]] = [(root, True)]
    while waiting:
        node, entering = waiting.pop()
        if node.tag == "-text":
            found[node.mem_id] = len((node.text_content or "").strip())
        elif not entering:
            found[node.mem_id] = sum(found.get(child.mem_id, 0) for child in node.iter(include_text=True))
        elif node.tag != "a":
            budget.check_time()
            waiting.append((node, False))
            waiting.extend((child, True) for child in node.iter(include_text=True))
    return found


class Walker:
    """Passes the elements on in reading order: text flows into lines, data tables become tables.

    Without recursion: pages nest as deep as they like.
    """

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []

    def walk(self, root: LexborNode) -> None:
        """Everything below `root`."""
        node: LexborNode | None = root
        while node is not None:
            inside = self._enter(node)
            following = node.child if inside else None
            while following is None and node is not None:
                if node.tag in BLOCKS:
                    self._break()
                if node.mem_id == root.mem_id:  # `==` compares what they hold
                    break
                following = node.next
                if following is None:
                    node = node.parent
            if following is None:
                break
            node = following
        self._break()

    def _enter(self, node: LexborNode) -> bool:
        """Whether to go on inside the node."""
        if node.tag == "-text":
            self._line.append(node.text_content or "")
            return False
        if node.tag in BLOCKS:
            self._break()
            self._builder.budget.check_time()
        if node.tag == "div" and node.attributes.get("type") == "paragraph" and node.attributes.get("title"):
            self._builder.line(flow(node.attributes["title"] or ""))  # converters of PDF put headings there
        if node.tag == "table" and is_data_table(node):
            caption = node.css_first("caption")
            if caption is not None:
                self._builder.line(flow(caption.text()))
            self._builder.table(table_cells(node, self._builder.budget))
            return False
        return node.tag not in {"-comment", "head"}

    def _break(self) -> None:
        if self._line:
            self._builder.line(flow("".join(self._line)))
            self._line = []
