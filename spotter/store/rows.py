"""A row as JSON and back: what the journal keeps, what undo restores and what an export holds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table, insert, inspect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from spotter.store.tables import Base


def table_of(kind: type[Base]) -> Table:
    """The table of a class of rows."""
    return cast(Table, kind.__table__)


async def insert_rows(session: AsyncSession, kind: type[Base], *rows: dict[str, Any]) -> None:
    """Insert rows that nobody looks at again in this transaction: a quarter of what the same rows cost as objects."""
    if rows:
        await session.execute(_insertion(kind), list(rows))


@cache
def _insertion(kind: type[Base]) -> Insert:
    return insert(table_of(kind))


def values_of(row: Base) -> dict[str, Any]:
    """The columns of a new row as they will be stored; what was not set gets its default, on the row too."""
    for column in table_of(type(row)).columns:
        if isinstance(column.default, ScalarElementColumnDefault) and getattr(row, column.key) is None:
            setattr(row, column.key, column.default.arg)
    return {name: getattr(row, name) for name in _columns(type(row))}


def row_as_json(row: Base) -> dict[str, Any]:
    """The columns of a row, but those loaded only when asked for, as plain JSON: moments and dates as ISO 8601, decimals as strings."""
    return {name: _plain(getattr(row, name)) for name in _columns_at_hand(type(row))}


@cache
def _columns(kind: type[Base]) -> tuple[str, ...]:
    return tuple(attribute.key for attribute in inspect(kind).column_attrs)


@cache
def _columns_at_hand(kind: type[Base]) -> tuple[str, ...]:
    return tuple(attribute.key for attribute in inspect(kind).column_attrs if not attribute.deferred)


def values_from_json(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """The inverse of `row_as_json` for the columns named in `values`."""
    return {name: _typed(table.c[name].type.python_type, value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def _typed(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    return kind(value) if kind is Decimal else value
