"""A row as JSON and back: what the journal keeps, what undo restores and what an export holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import JSON, ColumnElement, Insert, Select, Table, func, insert, inspect, select, type_coerce
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from spotter.store.tables import Base

Kind = TypeVar("Kind", bound=Base)


def table_of(kind: type[Base]) -> Table:
    """The table of a class of rows."""
    return cast(Table, kind.__table__)


async def insert_rows(session: AsyncSession, kind: type[Base], *rows: dict[str, Any]) -> None:
    """Insert rows that nobody looks at again in this transaction: a quarter of what the same rows cost as objects."""
    if rows:
        await session.execute(_insertion(kind), list(rows))


async def insert_unless_there(session: AsyncSession, kind: type[Base], row: dict[str, Any]) -> bool:
    """Insert a row; False where a unique key of it is taken, also by a transaction that commits while this one waits for it."""
    done = await session.execute(_insertion_unless_there(kind, session.get_bind().dialect.name), row)
    return bool(done.rowcount)  # type: ignore[attr-defined]


@cache
def _insertion_unless_there(kind: type[Base], dialect: str) -> Insert:
    made = sqlite.insert(table_of(kind)) if dialect == "sqlite" else postgresql.insert(table_of(kind))
    return made.on_conflict_do_nothing()


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


def listed(wanted: Select[Any], *, is_sqlite: bool) -> ColumnElement[Any]:
    """The rows of a select as one column: a list of lists, in no order that can be relied on. `rows_from` reads them."""
    columns = wanted.subquery().c
    if is_sqlite:  # where JSON is text, which would be quoted
        every = func.json_group_array(func.json_array(*(func.json(one) if isinstance(one.type, JSON) else one for one in columns)))
    else:
        every = func.json_agg(func.json_build_array(*columns))
    return select(type_coerce(every, JSON)).scalar_subquery()


def rows_from(kind: type[Kind], told: Iterable[Sequence[Any]] | None) -> list[Kind]:
    """Rows of a table as `listed` gives them; no session knows them."""
    names = _columns_at_hand(kind)
    return [kind(**values_from_json(table_of(kind), dict(zip(names, one, strict=True)))) for one in told or ()]


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def _typed(kind: type[Any], value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if kind is date:
        return date.fromisoformat(value)
    if kind is time:
        return time.fromisoformat(value)
    return Decimal(str(value)) if kind is Decimal else value
