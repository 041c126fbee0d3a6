"""Plain text and Markdown: the text of the document is the decoded file itself, so offsets hold in the file."""

from __future__ import annotations

import re

from extractor.model import Document
from extractor.readers.encoding import BinaryDataError, decode
from extractor.readers.refusal import UnreadableError

HEAD_CHARACTERS = 2_000  # where a bulletin prints its title and document number
TITLE_LENGTH = 60
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔［\[](?:19|20)\d{2}[〕］\]]\s?第?\d{1,5}号")  # 国发〔2022〕2号
SENTENCE_END = "。；！？，：、;!?"


def read_plain(data: bytes, source: str) -> Document:
    """The document in `data`; title and document number only where the text's head shows them plainly."""
    try:
        decoded = decode(data)
    except BinaryDataError as error:
        raise UnreadableError(source, "binary", found=str(error)) from error
    except UnicodeError as error:
        raise UnreadableError(source, "undecodable", found=str(error)) from error
    text = decoded.text
    if not text.strip():
        raise UnreadableError(source, "empty")
    head = text[:HEAD_CHARACTERS]
    number = DOCUMENT_NUMBER.search(head)
    return Document(
        text=text,
        source=source,
        title=title_of(head),
        document_number=number[0] if number else None,
        encoding=decoded.encoding,
    )


def title_of(head: str) -> str | None:
    """The first line, if it is short, ends like no sentence and stands above more text; else `None`."""
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if len(lines) < 2:
        return None
    title = lines[0].lstrip("#").strip()
    if not title or len(title) > TITLE_LENGTH or title[-1] in SENTENCE_END:
        return None
    return title
