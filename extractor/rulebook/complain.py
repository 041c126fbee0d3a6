"""pydantic's errors as lines a rule's author can act on: field, what was found, what was wanted, what to do."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from extractor.rulebook.schema import MODELS, RuleFileModel, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.rulebook.nodes import Problem, Source

_WANTED = {
    "string_type": "a word or sentence",
    "model_type": "fields such as '{fields}'",
    "dict_type": "fields with values",
    "tuple_type": "a list",
    "too_short": "at least one item",
    "string_too_short": "some text",
    "decimal_parsing": "a number such as 0.01",
    "greater_than": "a number above 0",
    "finite_number": "a number such as 0.01",
    "int_parsing": "a whole number such as 2",
    "date_from_datetime_parsing": "a day such as 2021-11-30",
    "date_parsing": "a day such as 2021-11-30",
    "value_error": "",
}
_SHAPES = {
    "a-z": "lower-case ASCII letters and digits, words joined by '-', such as 'fee-cut-amount'",
    r"\d{6}": "a division code of six digits, such as 330200",
    r"^\S+$": "a word without spaces",
    r"\S": "a word without spaces around it",
}


def validated(source: Source) -> tuple[RuleFileModel | None, list[Problem]]:
    """The file's model, or everything that is wrong with its fields."""
    kind = source.data.get("kind")
    model = MODELS.get(kind) if isinstance(kind, str) else None
    if model is None:
        if kind is None:
            return None, [source.problem((), f"kind: missing; wanted one of {', '.join(MODELS)}")]
        return None, [source.problem(("kind",), _choice(kind, MODELS))]
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, list(problems_in(source, model, error))


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """`; did you mean 'aliases'?`, or nothing where nothing is near."""
    near = difflib.get_close_matches(found, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def _choice(found: object, wanted: Iterable[str]) -> str:
    known = list(wanted)
    return f"'{found}'; wanted one of {', '.join(known)}{did_you_mean(str(found), known)}"


def problems_in(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Each of pydantic's errors about a file, with the line of its field."""
    for detail in error.errors(include_url=False):
        path = _written_path(source.data, detail["loc"])
        if detail["type"] == "missing":
            parent = source.problem(path[:-1], "")
            name = source.problem(path, "").field
            yield parent._replace(field=name, message="missing; add it")
        else:
            yield source.problem(path, _message(model, path, dict(detail)))


def _message(model: type[BaseModel], path: Sequence[int | str], detail: dict[str, Any]) -> str:
    found, kind, context = detail["input"], detail["type"], detail.get("ctx", {})
    known = fields_of(_model_at(model, path[:-1]))
    if kind == "extra_forbidden":
        return f"unknown field{did_you_mean(str(path[-1]), known)}"
    if kind == "literal_error":
        return _choice(found, context["expected"].replace("'", "").replace(" or ", ", ").split(", "))
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        shape = next(text for mark, text in _SHAPES.items() if mark in context["pattern"])
        return f"{_shown(found)}; wanted {shape}"
    if kind in _WANTED:
        wanted = _WANTED[kind].format(fields="', '".join(fields_of(_model_at(model, path))[:2]))
        return f"{_shown(found)}; wanted {wanted}"
    return f"{_shown(found)}; {detail['msg']}"


def _shown(found: object) -> str:
    if isinstance(found, str):
        return f"'{found}'" if found else "empty"
    return "found a list" if isinstance(found, list) else "found fields" if isinstance(found, dict) else f"'{found}'"


def _written_path(data: object, location: Sequence[int | str]) -> tuple[int | str, ...]:
    """The part of pydantic's location that stands in the file: no union branches, no list made of one thing."""
    path: list[int | str] = []
    for part in location:
        if isinstance(part, int) and not isinstance(data, list):
            continue
        if isinstance(part, str) and (not isinstance(data, dict) or part == "[key]"):
            break
        path.append(part)
        data = _inside(data, part)
    return tuple(path)


def _inside(data: object, part: int | str) -> object:
    if isinstance(data, dict):
        return data.get(part)
    return data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None


def _model_at(model: type[BaseModel], path: Sequence[int | str]) -> type[BaseModel] | None:
    """The model that stands where `path` leads, for the names of its fields."""
    here: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and here is not None:
            field = here.model_fields.get(part)
            here = _model_in(field.annotation) if field else None
    return here


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)
