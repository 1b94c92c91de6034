"""A row as JSON and back: what the journal keeps, what undo restores and what an export holds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, inspect

from spotter.store.tables import Base


def row_as_json(row: Base) -> dict[str, Any]:
    """Every column of a row as plain JSON values; moments and dates as ISO 8601, decimals as strings."""
    return {attribute.key: _plain(getattr(row, attribute.key)) for attribute in inspect(type(row)).column_attrs}


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
