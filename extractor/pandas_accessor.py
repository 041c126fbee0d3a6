"""`frame["text"].bulletins`: extraction on a column of texts.  `import extractor.pandas_accessor` makes it known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from extractor.errors import UsageError
from extractor.frame import to_frame
from extractor.model import Document
from extractor.pipeline import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from extractor.rulebook.book import RuleBook

NAME = "bulletins"


@pd.api.extensions.register_series_accessor(NAME)
class Bulletins:
    """The accessor; UsageError for a column that holds no texts."""

    def __init__(self, texts: pd.Series[Any]) -> None:
        if not (pd.api.types.is_string_dtype(texts.dtype) or pd.api.types.is_object_dtype(texts.dtype)):
            raise UsageError(f".{NAME}: column '{texts.name}' is {texts.dtype}; wanted are texts")
        self._texts = texts

    def extract(
        self,
        *,
        published: date | pd.Series[Any] | None = None,
        rules: RuleBook | None = None,
        extractor: Extractor | None = None,
        processes: int = 1,
    ) -> pd.DataFrame:
        """The facts of all texts, as `to_frame` gives them, under the index labels of their texts.

        A text with three facts has three rows, one without facts or a missing one has none: `frame.join(facts)` puts
        them beside the other columns.  `source` holds the label as text.  `published` is one
        date for all, or a column of dates with the same index.  `extractor` is one that was built before, with its
        own rules; else one is built from `rules`.
        """
        if extractor is not None and rules is not None:
            raise UsageError("extract: found both an extractor and rules; give one: the extractor has rules of its own")
        reader = extractor or Extractor(rules)
        labels = [label for label, text in self._texts.items() if not _missing(text)]
        found = reader.extract_many(self._documents(published), processes=processes)
        gathered = [(label, fact) for label, (_, facts) in zip(labels, found, strict=True) for fact in facts]
        frame = to_frame(fact for _, fact in gathered)
        frame.index = self._index([label for label, _ in gathered])
        return frame

    def _documents(self, published: date | pd.Series[Any] | None) -> Iterator[Document]:
        days = _days(published, self._texts.index)
        for (label, text), day in zip(self._texts.items(), days, strict=True):
            if _missing(text):
                continue
            if not isinstance(text, str):
                raise UsageError(f".{NAME}: at {label}: found {type(text).__name__}; wanted a text")
            yield Document(text=text, source=str(label), published=day)

    def _index(self, labels: list[Any]) -> pd.Index[Any]:
        index = self._texts.index
        if isinstance(index, pd.MultiIndex):
            several: pd.Index[Any] = pd.MultiIndex.from_tuples(map(tuple, labels), names=index.names)
            return several if labels else index[:0]
        return pd.Index(labels, name=index.name, dtype=index.dtype)  # type: ignore[no-any-return]  # pandas-stubs


def _missing(text: object) -> bool:
    return text is None or text is pd.NA or text != text  # noqa: PLR0124  # NaN


def _days(published: date | pd.Series[Any] | None, index: pd.Index[Any]) -> list[date | None]:
    if not isinstance(published, pd.Series):
        return [published] * len(index)
    if not published.index.equals(index):
        raise UsageError("published: its index is not that of the texts; give a column of the same frame")
    moments = pd.to_datetime(published)
    return [None if pd.isna(moment) else moment.date() for moment in moments]
