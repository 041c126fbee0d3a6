"""The documents beside the facts: what dates and issuers came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.model import Document
from extractor.store.jsonl import _load

if TYPE_CHECKING:
    from pathlib import Path


class KnownDocument(Document, frozen=True, kw_only=True, dict=True):
    """A document as `documents.jsonl` holds it: also what it reprints, where that was found."""

    reprint_of: str | None = None


def load_documents(path: Path) -> tuple[Document, ...]:
    """The documents of a `documents.jsonl`; none if the file is not there."""
    return tuple(_load(path, KnownDocument)) if path.exists() else ()
