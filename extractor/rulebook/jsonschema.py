"""`rules/schema.json`: what editors check rule files against while they are written.

`python -m extractor.rulebook.jsonschema > rules/schema.json` makes it anew.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from extractor.rulebook.schema import (
    CheckFile,
    CuesFile,
    ModifiersFile,
    NameFile,
    PatternFile,
    RegionsFile,
    RegisterFile,
    ShieldsFile,
    TablesFile,
    UnitsFile,
)

_TYPED = ["string", "number", "boolean", "null"]  # an editor's YAML reads 300 as a number; the loader as typed


def rules_schema() -> str:
    """The JSON Schema of one rule file, as text that ends in a newline."""
    files = (
        UnitsFile
        | ModifiersFile
        | ShieldsFile
        | CuesFile
        | RegisterFile
        | RegionsFile
        | NameFile
        | PatternFile
        | CheckFile
        | TablesFile
    )
    schema = TypeAdapter(Annotated[files, Field(discriminator="kind")]).json_schema()
    del schema["discriminator"]  # OpenAPI's word, not JSON Schema's
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "bulletin-extractor rule file"}
    return json.dumps(head | _for_editors(schema), ensure_ascii=False, indent=1) + "\n"


def _for_editors(node: Any) -> Any:  # noqa: ANN401  # JSON
    """The same schema, open to what YAML's own types make of a scalar and to the short forms of a field."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _for_editors(value) for key, value in node.items() if key not in {"or_one", "or_word"}}
    if plain.get("type") == "string" and not plain.keys() & {"enum", "const", "format"}:
        plain["type"] = _TYPED
    if node.get("or_one"):
        return _either(plain, plain["items"])
    if node.get("or_word"):
        return _either(plain, {"type": _TYPED})
    return plain


def _either(node: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What is said about the field stays outside of the choice."""
    about = {key: node.pop(key) for key in ("title", "description", "default") if key in node}
    return about | {"anyOf": [node, other]}


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(rules_schema().encode())
