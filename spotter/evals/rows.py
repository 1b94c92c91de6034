"""The rows of a SQLite file, read without the code that wrote them, so that a mistake there is not made a second time here."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from spotter.store.tables import Base

Row = dict[str, Any]


class Rows:
    """One connection to a file that others write."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.row_factory = sqlite3.Row

    def of(self, table: str, **equal: str) -> list[Row]:
        """The rows of a table in the order they were made, those whose columns equal what is given; values as Python has them."""
        where = " AND ".join(f'"{name}" = ?' for name in equal) or "1"
        found = self._connection.execute(f'SELECT * FROM "{table}" WHERE {where} ORDER BY rowid', list(equal.values()))  # noqa: S608  names of tables and columns are the house's own
        kinds = _kinds(table)
        return [{name: _value(kinds[name], row[name]) for name in kinds} for row in found]

    def close(self) -> None:
        self._connection.close()


@cache
def _kinds(table: str) -> dict[str, type[Any]]:
    return {column.name: column.type.python_type for column in Base.metadata.tables[table].columns}


def _value(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if kind is date:
        return date.fromisoformat(value)
    if kind is object:  # a JSON column
        return json.loads(value)
    if kind is Decimal:
        return round(float(value), 6)
    return bool(value) if kind is bool else value
