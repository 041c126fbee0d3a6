"""A fact in the making: one figure with the slots that binding has filled so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.binding.body import INSTITUTION, Body

if TYPE_CHECKING:
    from extractor.binding.tokens import Token
    from extractor.model import Direction, Period, Quantity, Role, Status
    from extractor.text.sentences import Sentence


CHANGES: dict[str, Direction | None] = {"none": None, "up": "up", "down": "down", "flat": "flat"}
STATUSES: dict[str, Status] = {"actual": "actual", "target": "target"}
ROLES: dict[str, Role] = {"claim": "claim", "attribute": "attribute"}


COUNTED = frozenset({"count", "measure"})
"""Kinds of figures that may have what they count behind them."""

RATIO_KINDS = frozenset({"percent", "point", "multiple"})
"""Kinds of figures that may be a change by themselves."""


class Draft:
    """The slots of one fact; `None` and `""` are slots that nothing has filled."""

    __slots__ = (
        "action",
        "base",
        "bearer",
        "direction",
        "flags",
        "indicator",
        "mover",
        "object",
        "period",
        "population",
        "quantity",
        "registered",
        "role",
        "rule_id",
        "sentence",
        "statistic",
        "status",
        "subject",
    )

    def __init__(self, quantity: Quantity, sentence: Sentence) -> None:
        self.quantity = quantity
        self.sentence = sentence
        self.subject: Body | None = None
        self.bearer: Body | None = None  # of an age or a load: 男孩4.5岁
        self.mover: Body | None = None  # of a price move: 京东涨6.5%
        self.indicator = ""
        self.registered: Token | None = None
        self.action = ""
        self.object = ""
        self.population = ""
        self.statistic = ""
        self.period: Period | None = None
        self.direction: Direction | None = None
        self.base: str | None = None
        self.status: Status = "actual"
        self.role: Role = quantity.role
        self.rule_id = ""
        self.flags: list[str] = list(quantity.flags)

    @property
    def is_nth_largest(self) -> bool:
        """我国第一大贸易伙伴: whether the figure is a rank by size of what stands behind it."""
        return self.quantity.kind == "rank" and self.quantity.quote.endswith("大")

    def take(self, slot: str, value: str) -> None:
        """Put what a pattern binds into a slot; raises KeyError for a slot or choice that `patterns.py` refuses."""
        match slot:
            case "indicator":
                self.indicator = value
            case "action":
                self.action = value
            case "object":
                self.object = value
            case "population":
                self.population = value
            case "statistic":
                self.statistic = value
            case "change":
                self.direction = CHANGES[value]
            case "status":
                self.status = STATUSES[value]
            case "role":
                self.role = ROLES[value]
            case "subject":
                self.subject = Body(self.quantity.start, self.quantity.start, value, INSTITUTION)
            case _:
                raise KeyError(slot)
