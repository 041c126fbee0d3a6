"""The slots of a fact that a person may correct, and what each may hold."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final, get_type_hints

import msgspec

from extractor.errors import UsageError
from extractor.model import Fact

EDITABLE: Final = (
    "subject",
    "subject_id",
    "subject_name",
    "region",
    "indicator",
    "indicator_id",
    "population",
    "action",
    "object",
    "value",
    "value_low",
    "value_high",
    "unit",
    "kind",
    "modifier",
    "statistic",
    "period_start",
    "period_end",
    "change_direction",
    "change_base",
    "status",
    "role",
)
LONGEST: Final = 500  # characters of a value
_TYPES: Final = MappingProxyType({name: kind for name, kind in get_type_hints(Fact).items() if name in EDITABLE})


@cache
def choices(slot: str) -> tuple[str, ...]:
    """The codes that a slot takes; empty where it takes any words, a number or a date."""
    schema = msgspec.json.schema(_TYPES[slot])
    options = schema.get("anyOf", [schema])
    return tuple(code for option in options for code in option.get("enum", ()))


@cache
def is_optional(slot: str) -> bool:
    """Whether the slot may be empty."""
    return any(option.get("type") == "null" for option in msgspec.json.schema(_TYPES[slot]).get("anyOf", ()))


def parse_slot(slot: str, text: str) -> Any:  # noqa: ANN401  # whatever the column holds
    """The value that a person typed; empty is none.  `UsageError` says what the slot takes."""
    if slot not in _TYPES:
        raise UsageError(f"{slot}: no slot that can be corrected; wanted one of {', '.join(EDITABLE)}")
    typed = text.strip()
    if not typed and is_optional(slot):
        return None
    if len(typed) > LONGEST:
        raise UsageError(f"{slot}: {len(typed)} characters; wanted are {LONGEST} at most")
    try:
        value = msgspec.convert(typed, _TYPES[slot], strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"{slot}: '{typed}' does not fit; wanted {_wanted(slot)}") from error
    if isinstance(value, Decimal) and not value.is_finite():
        raise UsageError(f"{slot}: '{typed}' does not fit; wanted {_wanted(slot)}")
    return value


def _wanted(slot: str) -> str:
    codes = choices(slot)
    if codes:
        return ", ".join(codes)
    return "a date such as 2023-12-31" if slot.startswith("period_") else "a number such as 2675700 or -5.6"


def as_text(value: object) -> str:
    """A slot's value as a decision keeps it, and as a form shows it; nothing for none."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)
