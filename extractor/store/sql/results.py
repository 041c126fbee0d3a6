"""What is found out about facts, and what people decide on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, insert, select

from extractor.decisions import DECISIONS, Decision
from extractor.errors import UsageError
from extractor.model import Finding
from extractor.store.sql.schema import decisions, findings, items

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_FINDING = tuple(name for name in Finding.__struct_fields__ if name in findings.c)
_ITEM = ("verdict", "fact_id", "sheet", "cell", "difference", "explanation")


def replace_findings(connection: Connection, found: Sequence[Finding]) -> None:
    """Keep these findings, and none of an earlier check."""
    connection.execute(delete(findings))
    rows = [{"ordinal": n} | {name: getattr(one, name) for name in _FINDING} for n, one in enumerate(found)]
    if rows:
        connection.execute(insert(findings), rows)


def load_findings(connection: Connection) -> tuple[Finding, ...]:
    """The findings of the last check, in order."""
    rows = connection.execute(select(*(findings.c[name] for name in _FINDING)).order_by(findings.c.ordinal))
    return tuple(
        Finding(**row._asdict() | {"fact_ids": tuple(row.fact_ids), "lines": tuple(row.lines)}) for row in rows
    )


def replace_items(connection: Connection, found: Sequence[Mapping[str, Any]]) -> None:
    """Keep these items of a reconciliation, and none of an earlier one.

    The columns of the fact record's `items` become columns; the item whole is kept beside them as `record`.
    """
    connection.execute(delete(items))
    rows = [
        {"ordinal": n, "explanation": ""}
        | {name: item[name] for name in _ITEM if item.get(name) is not None}
        | {"record": msgspec.to_builtins(dict(item))}
        for n, item in enumerate(found)
    ]
    if rows:
        names = ("ordinal", *_ITEM, "record")
        connection.execute(insert(items), [{name: row.get(name) for name in names} for row in rows])


def load_items(connection: Connection) -> list[dict[str, Any]]:
    """The items of the last reconciliation, as rows, in order."""
    return [dict(row._mapping) for row in connection.execute(select(items).order_by(items.c.ordinal))]  # noqa: SLF001  # SQLAlchemy's name for it


def append_decision(connection: Connection, decision: Decision) -> int:
    """Append a decision; its id.  `UsageError` for a verdict that does not exist, or an undo of nothing."""
    if decision.verdict not in DECISIONS:
        raise UsageError(f"verdict: found '{decision.verdict}'; wanted one of {', '.join(DECISIONS)}")
    if (decision.verdict == "undo") != (decision.undoes is not None):
        raise UsageError(f"undoes: found {decision.undoes} with '{decision.verdict}'; wanted a decision's id with undo")
    values = {name: value for name, value in msgspec.structs.asdict(decision).items() if name != "id"}
    key = connection.execute(insert(decisions).values(values)).inserted_primary_key
    assert key is not None  # noqa: S101  # a single row was inserted
    return int(key[0])


def load_decisions(connection: Connection, sha256: str | None = None) -> tuple[Decision, ...]:
    """All decisions in the order they were made, or those on one document."""
    query = select(decisions).order_by(decisions.c.id)
    if sha256 is not None:
        query = query.where(decisions.c.sha256 == sha256)
    return tuple(Decision(**row._asdict()) for row in connection.execute(query))
