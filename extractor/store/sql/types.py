"""Column types that lose nothing: exact decimals, and structured values as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from extractor.store.records import plain

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class Exact(TypeDecorator[Decimal]):
    """A decimal as printed: NUMERIC where the database has exact ones, else text; SQLite's own numbers are doubles."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC without a precision in PostgreSQL: as many digits as the text has."""
        kind: TypeEngine[Any] = Numeric() if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """In plain notation without idle zeros, the same in every database."""
        if value is None:
            return None
        return Decimal(plain(value)) if dialect.name == "postgresql" else plain(value)

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        """The decimal again."""
        del dialect
        return None if value is None else Decimal(value)


JSON_VALUE = JSON(none_as_null=True)
