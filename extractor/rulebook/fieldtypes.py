"""The types of rule files' fields: ids, words, templates, days, and lists that may be written as one thing."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

ID_SHAPE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
TEMPLATE_FIELDS = frozenset(
    {"id", "code", "name", "short"}
    | {level + form for level in ("province", "city", "county") for form in ("", "_short")},
)


T = TypeVar("T")


def _listed(value: object) -> object:
    """One thing where a list is wanted is a list of one."""
    return [value] if isinstance(value, str | dict) else value


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _worded(value: object) -> object:
    return {"words": [value]} if isinstance(value, str) else value


def _template(value: str) -> str:
    for _, name, spec, conversion in Formatter().parse(value):
        if name is not None and (name not in TEMPLATE_FIELDS or spec or conversion):
            raise ValueError(f"unknown placeholder '{{{name}}}'; wanted one of {', '.join(sorted(TEMPLATE_FIELDS))}")
    return value


def _day(value: object) -> object:
    """Written 2021-11-30 and no other way: pydantic would read 20211130 as seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is None:
        raise ValueError(f"'{value}'; wanted a day such as 2021-11-30")
    return value


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Word = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?s:.*\S)?$")]
FileId = Annotated[str, StringConstraints(pattern=ID_SHAPE)]
EntryId = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S+$")]
Code = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
# The extras of the JSON schema say which other form a field takes; `jsonschema` writes that form out.
Listed = Annotated[tuple[T, ...], BeforeValidator(_listed), Field(json_schema_extra={"or_one": True})]
OneOrMore = Annotated[
    tuple[T, ...], Field(min_length=1), BeforeValidator(_listed), Field(json_schema_extra={"or_one": True})
]
Entries = Annotated[tuple[T, ...], Field(min_length=1)]
Named = Annotated[T, BeforeValidator(_named), Field(json_schema_extra={"or_word": True})]
Worded = Annotated[T, BeforeValidator(_worded), Field(json_schema_extra={"or_word": True})]
Words = Listed[Word]
SomeWords = OneOrMore[Word]
Template = Annotated[str, StringConstraints(min_length=1), AfterValidator(_template)]
Day = Annotated[date, BeforeValidator(_day)]
Slots = dict[str, str | tuple[str, ...]]


def is_file_id(text: str) -> bool:
    """Lower-case words of ASCII letters and digits, joined by hyphens."""
    return re.fullmatch(ID_SHAPE, text) is not None
