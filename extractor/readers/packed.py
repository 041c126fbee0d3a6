"""Office files are ZIP archives of XML: looked at before a library unpacks them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.readers.limits import Budget

PARSED = (".xml", ".rels", ".vml")


def open_office(data: bytes, budget: Budget, wanted: str) -> zipfile.ZipFile:
    """The archive, once its XML parts are known to stay within the limits.

    `zipfile` gives no more bytes of an entry than its directory says, so what the directory says can be trusted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise budget.refuse("broken", found=str(error), wanted=wanted) from error
    entries = archive.infolist()
    if len(entries) > budget.limits.entries:
        raise budget.refuse("too_many_entries", wanted=str(budget.limits.entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise budget.refuse("encrypted")
    budget.check_xml([entry.file_size for entry in entries if entry.filename.lower().endswith(PARSED)])
    return archive


def check_office(data: bytes, budget: Budget, wanted: str) -> None:
    """Refuse an office file that is broken, encrypted or a bomb."""
    open_office(data, budget, wanted).close()
