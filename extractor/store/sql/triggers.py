"""Decisions are appended, never changed: the database itself refuses anything else."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_REFUSAL = "decisions are appended, never changed"
_SQLITE = "CREATE TRIGGER decisions_no_{verb} BEFORE {verb} ON decisions BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION decisions_are_final() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$
"""
_TRIGGER = """
CREATE TRIGGER decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
FOR EACH STATEMENT EXECUTE FUNCTION decisions_are_final()
"""
APPEND_ONLY: Final = MappingProxyType(
    {
        "sqlite": tuple(_SQLITE.format(verb=verb, refusal=_REFUSAL) for verb in ("update", "delete")),
        "postgresql": (_FUNCTION, _TRIGGER),
    }
)
