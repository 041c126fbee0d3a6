"""A sentence on its way through binding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from extractor.binding.context import Context
    from extractor.binding.patterns import Bound
    from extractor.binding.reading import Reading, View
    from extractor.binding.times import PeriodCarrier


class Scene(msgspec.Struct, frozen=True, gc=False):
    """A sentence on its way through binding, with the document's running state."""

    reading: Reading
    view: View
    context: Context
    carrier: PeriodCarrier
    bound: dict[int, Bound]
    plan: bool
