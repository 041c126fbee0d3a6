"""Series by indicator, subject and population: reference periods, vintages, gaps."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from extractor.timeline.build import timeline
from extractor.timeline.values import Gap, Observation, Point, Saying, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.model import Document, Fact
    from extractor.rulebook.book import RuleBook

__all__ = ["Gap", "Observation", "Point", "Saying", "Series", "timeline"]


class _CallableModule(ModuleType):
    """`extractor.timeline` is this package once anything has imported it, and the public function before: both run."""

    def __call__(
        self, facts: Iterable[Fact], documents: Iterable[Document] = (), *, rules: RuleBook | None = None
    ) -> tuple[Series, ...]:
        return timeline(facts, documents, rules=rules)


sys.modules[__name__].__class__ = _CallableModule
