"""Whether a document reports on a whole place, and whether it also says what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.binding.reading import Reading
    from extractor.binding.tokens import CueBook

_TITLE = 60  # characters of a first line that may be a title
_NAME = 10  # … of one that may be the first half of a title
_ADDRESS = 300  # characters in which a speaker says to whom he reports


class GenreReader:
    """Tells by title, issuer and address; the words come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._titles, self._communiques = cues["report-title"], cues["communique-title"]
        self._address = cues["report-address"]

    def is_report(self, reading: Reading) -> bool:
        """Whether the document reports on a whole place: a 工作报告 or 公报, or what a government issues."""
        head = _head(reading)
        told = any(word in head for word in self._titles) or (reading.document.issuer or "").endswith("政府")
        return told or any(word in reading.text[:_ADDRESS] for word in self._address)

    def plans(self, reading: Reading) -> bool:
        """Whether a report also says what is to be done; a 统计公报 never does."""
        head = _head(reading)
        return self.is_report(reading) and not any(word in head for word in self._communiques)


def _head(reading: Reading) -> str:
    """The document's title and, where it may be one, its first line."""
    first_line, _, rest = reading.text.lstrip()[: 2 * _TITLE].partition("\n")
    if len(first_line) <= _NAME:  # 中华人民共和国⏎2008年国民经济和社会发展统计公报
        first_line += rest.lstrip().partition("\n")[0]
    return (reading.document.title or "") + (first_line if len(first_line) <= _TITLE else "")
