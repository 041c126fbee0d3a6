"""pydantic's errors as lines a rule's author can act on: field, what was found, what was wanted, what to do."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from extractor.rulebook.schema import MODELS, RuleFileModel, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.rulebook.nodes import Problem, Source


class Told(NamedTuple):
    """One message in both languages."""

    en: str
    zh: str


_WANTED = {
    "string_type": Told("a word or sentence", "词或句子"),
    "model_type": Told("fields such as '{fields}'", "'{fields}' 等字段"),
    "dict_type": Told("fields with values", "带值的字段"),
    "tuple_type": Told("a list", "列表"),
    "too_short": Told("at least one item", "至少一项"),
    "string_too_short": Told("some text", "文字"),
    "decimal_parsing": Told("a number such as 0.01", "数字，如 0.01"),
    "greater_than": Told("a number above 0", "大于 0 的数"),
    "finite_number": Told("a number such as 0.01", "数字，如 0.01"),
    "int_parsing": Told("a whole number such as 2", "整数，如 2"),
    "bool_parsing": Told("true or false", "true 或 false"),
    "date_from_datetime_parsing": Told("a day such as 2021-11-30", "日期，如 2021-11-30"),
    "date_parsing": Told("a day such as 2021-11-30", "日期，如 2021-11-30"),
}
_SHAPES = {
    "a-z": Told(
        "lower-case ASCII letters and digits, words joined by '-', such as 'fee-cut-amount'",
        "小写字母和数字，词间用 '-' 连接，如 'fee-cut-amount'",
    ),
    r"\d{6}": Told("a division code of six digits, such as 330200", "六位行政区划代码，如 330200"),
    r"^\S+$": Told("a word without spaces", "不带空格的词"),
    r"\S": Told("a word without spaces around it", "前后不带空格的词"),
}


MEANT = "; did you mean '{}'?"
MEANT_ZH = "；是不是 '{}'？"


def validated(source: Source) -> tuple[RuleFileModel | None, list[Problem]]:
    """The file's model, or everything that is wrong with its fields."""
    kind = source.data.get("kind")
    model = MODELS.get(kind) if isinstance(kind, str) else None
    if model is None:
        if kind is None:
            known = ", ".join(MODELS)
            zh = f"kind：没有写；应为 {known} 之一"
            return None, [source.problem((), f"kind: missing; wanted one of {known}", zh)]
        return None, [source.problem(("kind",), *_choice(kind, MODELS))]
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, list(problems_in(source, model, error))


def did_you_mean(found: str, known: Iterable[str], words: str = MEANT) -> str:
    """`; did you mean 'aliases'?`, or nothing where nothing is near."""
    near = difflib.get_close_matches(found, list(known), n=1, cutoff=0.6)
    return words.format(near[0]) if near else ""


def unknown_field(found: str, known: Iterable[str]) -> Told:
    """That a field is unknown, what there is, and what was meant."""
    fields = list(known)
    return Told(
        f"unknown field; wanted one of {', '.join(fields)}{did_you_mean(found, fields)}",
        f"没有这个字段；应为 {', '.join(fields)} 之一{did_you_mean(found, fields, MEANT_ZH)}",
    )


def _choice(found: object, wanted: Iterable[str]) -> Told:
    known = list(wanted)
    names = ", ".join(known)
    return Told(
        f"'{found}'; wanted one of {names}{did_you_mean(str(found), known)}",
        f"'{found}'；应为 {names} 之一{did_you_mean(str(found), known, MEANT_ZH)}",
    )


def problems_in(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Each of pydantic's errors about a file, with the line of its field."""
    for detail in error.errors(include_url=False):
        path = _written_path(source.data, detail["loc"])
        if detail["type"] == "missing":
            parent = source.problem(path[:-1], "")
            name = source.problem(path, "").field
            yield parent._replace(field=name, message="missing; add it", zh="没有写；请补上")
        else:
            yield source.problem(path, *_message(model, path, dict(detail)))


def _message(model: type[BaseModel], path: Sequence[int | str], detail: dict[str, Any]) -> Told:
    found, kind, context = detail["input"], detail["type"], detail.get("ctx", {})
    known = fields_of(_model_at(model, path[:-1]))
    if kind == "extra_forbidden":
        name = str(path[-1])
        return Told(f"unknown field{did_you_mean(name, known)}", f"没有这个字段{did_you_mean(name, known, MEANT_ZH)}")
    if kind == "literal_error":
        return _choice(found, context["expected"].replace("'", "").replace(" or ", ", ").split(", "))
    if kind == "value_error":
        raised = context["error"]
        return Told(str(raised), getattr(raised, "zh", ""))
    if kind == "string_pattern_mismatch":
        shape = next(told for mark, told in _SHAPES.items() if mark in context["pattern"])
        return _unlike(found, shape)
    if kind in _WANTED:
        fields = "', '".join(fields_of(_model_at(model, path))[:2])
        return _unlike(found, Told(*(text.format(fields=fields) for text in _WANTED[kind])))
    return Told(f"{_shown(found).en}; {detail['msg']}", f"{_shown(found).zh}；{detail['msg']}")


def _unlike(found: object, wanted: Told) -> Told:
    return Told(f"{_shown(found).en}; wanted {wanted.en}", f"{_shown(found).zh}；应为{wanted.zh}")


def _shown(found: object) -> Told:
    if isinstance(found, str):
        return Told(f"'{found}'", f"'{found}'") if found else Told("empty", "是空的")
    if isinstance(found, list):
        return Told("found a list", "这里是列表")
    return Told("found fields", "这里是字段") if isinstance(found, dict) else Told(f"'{found}'", f"'{found}'")


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
