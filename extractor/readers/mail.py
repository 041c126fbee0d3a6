"""EML and MHT: the message as a document, dated by its header, and its attachments as documents of their own."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from extractor.readers.html import read_html
from extractor.readers.mend import one_line
from extractor.readers.plain import decoded_text
from extractor.readers.recognise import Known, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import EmailMessage, MIMEPart

    from extractor.readers.limits import Budget

from extractor.model import Document


def read_message(data: bytes, budget: Budget) -> tuple[Document | None, list[tuple[str, bytes]]]:
    """The message's own text (`None` where it has none), and (name, bytes) of each attachment."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        known = _known(message)
        body = message.get_body(preferencelist=("html", "plain"))
        attachments = list(_attachments(message, budget))
        document = _body(body, known, budget) if body is not None else None
    except (MessageError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise budget.refuse("broken", found=f"{type(error).__name__}: {error}", wanted="EML") from error
    if document is None and not attachments:
        raise budget.refuse("empty")
    return document, attachments


def _known(message: EmailMessage) -> Known:
    subject = one_line(str(message.get("Subject", "")))
    return Known(title=subject or None, published=_sent(str(message.get("Date", ""))))


def _sent(header: str) -> date | None:
    try:
        return parsedate_to_datetime(header).date()
    except ValueError:
        return None


def _body(part: MIMEPart, known: Known, budget: Budget) -> Document | None:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return None
    declared = part.get_content_charset()
    if part.get_content_subtype() == "html":
        page = read_html(data, budget, declared)
        told = Known(page.title, page.issuer, page.document_number, page.published)
    else:
        decoded = decoded_text(data, budget, declared=declared)
        page = Document(text=decoded.text, source=budget.source, encoding=decoded.encoding)
        told = recognise(page.text, Known(title=known.title))
    return replace(
        page,
        title=known.title or told.title,
        issuer=told.issuer,
        document_number=told.document_number,
        published=told.published or known.published,
    )


def _attachments(message: EmailMessage, budget: Budget) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.iter_attachments(), 1):
        budget.check_time()
        if number > budget.limits.entries:
            raise budget.refuse("too_many_entries", wanted=str(budget.limits.entries))
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield f"{number}.eml", bytes(inner)  # type: ignore[arg-type]
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and part.get_content_disposition() != "inline":
            yield (part.get_filename() or f"{number}").replace("/", "_").replace("\\", "_"), data
