"""The slots of a fact that a person may correct, and what each may hold."""

from __future__ import annotations

from decimal import Decimal
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


_OPTIONS: Final = MappingProxyType(
    {slot: tuple((schema := msgspec.json.schema(kind)).get("anyOf", (schema,))) for slot, kind in _TYPES.items()}
)


def choices(slot: str) -> tuple[str, ...]:
    """The codes that a slot takes; empty where it takes any words, a number or a date."""
    return tuple(code for option in _OPTIONS[slot] for code in option.get("enum", ()))


def is_optional(slot: str) -> bool:
    """Whether the slot may be empty."""
    return any(option.get("type") == "null" for option in _OPTIONS[slot])


def parse_slot(slot: str, text: str) -> Any:  # noqa: ANN401  # whatever the column holds
    """The value that a person typed; empty is none.  `UsageError` says what the slot takes."""
    if slot not in _TYPES:
        raise UsageError(
            f"{slot}: no slot that can be corrected; wanted one of {', '.join(EDITABLE)}",
            f"{slot}：不是可更正的栏目；可选 {'、'.join(EDITABLE)}",
        )
    typed = text.strip()
    if not typed and is_optional(slot):
        return None
    if len(typed) > LONGEST:
        raise UsageError(
            f"{slot}: {len(typed)} characters; wanted are {LONGEST} at most",
            f"{slot}：有 {len(typed)} 字；至多 {LONGEST} 字",
        )
    try:
        value = msgspec.convert(typed, _TYPES[slot], strict=False)
    except msgspec.ValidationError as error:
        raise _misfit(slot, typed) from error
    if isinstance(value, Decimal) and not value.is_finite():
        raise _misfit(slot, typed)
    return value


def _misfit(slot: str, typed: str) -> UsageError:
    if codes := ", ".join(choices(slot)):
        wanted, zh = codes, codes
    elif slot.startswith("period_"):
        wanted, zh = "a date such as 2023-12-31", "日期，如 2023-12-31"
    else:
        wanted, zh = "a number such as 2675700 or -5.6", "数字，如 2675700 或 -5.6"
    return UsageError(f"{slot}: '{typed}' does not fit; wanted {wanted}", f"{slot}：“{typed}”不合适；应为 {zh}")


def as_text(value: object) -> str:
    """A slot's value as a decision keeps it, and as a form shows it; nothing for none."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)
