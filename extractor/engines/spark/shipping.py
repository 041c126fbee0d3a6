"""What the executors need: the rule book and what is known of the documents, sent to each once."""

from __future__ import annotations

import hashlib
import pickle
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from extractor.engines.task import SEGMENTER
from extractor.pipeline import Extractor
from extractor.rulebook.load import builtin_rules
from extractor.timeline.names import Names

if TYPE_CHECKING:
    from pyspark.broadcast import Broadcast
    from pyspark.sql import SparkSession

    from extractor.engines.reading import Known
    from extractor.readers.limits import Limits
    from extractor.rulebook.book import RuleBook
    from extractor.store.labels import Lang


class Needs(NamedTuple):
    """What a worker builds its extractor from, and how it reads."""

    rules: RuleBook
    known: Known
    limits: Limits
    lang: Lang


@dataclass(frozen=True)
class Tools:
    """What a worker has built."""

    extractor: Extractor
    known: Known
    limits: Limits
    lang: Lang

    @cached_property
    def names(self) -> Names:
        """What names stand for, for those jobs that put facts of several documents together."""
        return Names(self.extractor.rules)


# A Python worker's own tools, by the parcel they came in: set in a worker, never in the driver.
_TOOLS: ContextVar[tuple[str, Tools]] = ContextVar("tools")


class Parcel:
    """`Needs`, packed once; a worker unpacks them for its first task and keeps what it builds.

    Spark brings the bytes to each executor once (a broadcast); with Spark Connect, which has none, once a task.
    """

    def __init__(self, needs: Needs, spark: SparkSession) -> None:
        packed = pickle.dumps(needs, protocol=5)
        self.key = hashlib.sha256(packed).hexdigest()
        self._inline: bytes | None = None
        self._broadcast: Broadcast[bytes] | None = None
        if hasattr(spark, "_jsparkSession"):
            self._broadcast = spark.sparkContext.broadcast(packed)
        else:
            self._inline = packed

    def tools(self) -> Tools:
        """The worker's extractor, built when it is first asked for."""
        kept = _TOOLS.get(None)
        if kept is None or kept[0] != self.key:
            packed = self._inline if self._broadcast is None else self._broadcast.value
            needs: Needs = pickle.loads(packed or b"")  # noqa: S301  # what the driver of this job packed
            kept = (self.key, Tools(Extractor(needs.rules, segmenter=SEGMENTER), needs.known, needs.limits, needs.lang))
            _TOOLS.set(kept)
        return kept[1]


def needs(rules: RuleBook | None, known: Known, limits: Limits, lang: Lang) -> Needs:
    """What is sent: the built-in rules too, so that the driver's rules are those of all executors."""
    return Needs(builtin_rules() if rules is None else rules, known, limits, lang)
