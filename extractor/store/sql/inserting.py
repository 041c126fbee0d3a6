"""Rows into a table, thousands a second: what the driver is given is worked out once a table, not once a row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Dialect, Table
    from sqlalchemy.types import TypeEngine


class Inserting:
    """Inserts rows, given as values in the order of the table's columns."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        quote = dialect.identifier_preparer.quote
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        names = ", ".join(quote(column.name) for column in table.columns)
        marks = ", ".join(mark for _ in table.columns)
        self._statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608  # our own names
        self._processors: list[tuple[int, Callable[[Any], Any]]] = []
        for number, column in enumerate(table.columns):
            if processor := _processor(column.type, dialect):
                self._processors.append((number, processor))

    def insert(self, connection: Connection, rows: Sequence[list[Any]]) -> None:
        """Insert them all; the values become what the driver takes, where they lie."""
        for number, processor in self._processors:
            for row in rows:
                if row[number] is not None:
                    row[number] = processor(row[number])
        connection.exec_driver_sql(self._statement, [tuple(row) for row in rows])


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes of a value what the driver takes; nothing where it takes the value."""
    if dialect.name == "sqlite" and isinstance(kind, Date):
        return date.isoformat  # what SQLAlchemy writes, without its template
    if dialect.name == "sqlite" and isinstance(kind, Boolean):
        return None
    return kind.dialect_impl(dialect).bind_processor(dialect)
