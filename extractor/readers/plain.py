"""Plain text and Markdown: the text of the document is the decoded file itself, so offsets hold in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.model import Document
from extractor.readers.encoding import BinaryDataError, decode, decode_declared
from extractor.readers.recognise import recognise

if TYPE_CHECKING:
    from extractor.readers.encoding import Decoded
    from extractor.readers.limits import Budget


def read_plain(data: bytes, budget: Budget) -> Document:
    """The document in `data`; what is known of it only where the text's layout shows it plainly."""
    decoded = decoded_text(data, budget)
    text = decoded.text
    told = recognise(text)
    return Document(
        text=text,
        source=budget.source,
        title=told.title,
        issuer=told.issuer,
        document_number=told.document_number,
        published=told.published,
        encoding=decoded.encoding,
    )


def decoded_text(data: bytes, budget: Budget, *, markup: bool = False, declared: str | None = None) -> Decoded:
    """The text of `data`, or the refusal that says why it is none; `markup` may declare its own charset."""
    try:
        decoded = decode_declared(data, declared) if markup or declared else decode(data)
    except BinaryDataError as error:
        raise budget.refuse("binary", found=str(error)) from error
    except UnicodeError as error:
        raise budget.refuse("undecodable", found=str(error)) from error
    if not decoded.text.strip():
        raise budget.refuse("empty")
    return decoded
