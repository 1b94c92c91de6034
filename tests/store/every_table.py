"""A row in every table that belongs to a person, made from the tables themselves: a new table is in it by being there."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.store.rows import table_of
from spotter.store.tables import PERSONAL
from tests.conftest import NOW

PLAIN: dict[type[Any], Any] = {
    int: 1,
    float: 1.0,
    bool: False,
    Decimal: Decimal(1),
    datetime: NOW,
    date: NOW.date(),
    time: time(7),
    object: {},  # JSON
    bytes: b"x",
}


SPECIAL: dict[str, dict[str, Any]] = {"body_metric": {"value": 80}}  # what one column allows depends on another


async def fill_every_table(session: AsyncSession, user_id: str, seq: int = 1) -> None:
    """Give a person a row in each of their tables; those that stand there already are left."""
    ids: dict[str, Any] = {"user": user_id}
    for kind in PERSONAL:
        table = table_of(kind)
        there = (await session.execute(select(table).where(table.c.user_id == user_id))).mappings().first()
        row = dict(there) if there else {column.key: await _value(session, table, column, ids) for column in table.columns}
        if there is None:
            row |= {"user_id": user_id} | SPECIAL.get(table.name, {}) | ({"seq": seq, "status": "done"} if table.name == "turn" else {})
            await session.execute(insert(table).values(row))
        ids[table.name] = row.get("id")


async def _value(session: AsyncSession, table: Table, column: Column[Any], ids: dict[str, Any]) -> Any:
    for key in column.foreign_keys:
        parent = key.column.table
        if parent.name not in ids:
            ids[parent.name] = await session.scalar(select(parent.c.id).limit(1))
        return ids[parent.name]
    if column.primary_key and column.key == "id":
        return new_id()
    if column.nullable:
        return None
    known = _of_checks(table, column.key)
    if known is not None:
        return known
    if column.type.python_type is str:
        return f"{new_id()}"[: getattr(column.type, "length", None) or 36]
    return PLAIN[column.type.python_type]


def _of_checks(table: Table, name: str) -> Any:
    """A value that the table's own checks of a column allow."""
    for check in table.constraints:
        text = str(check.sqltext) if isinstance(check, CheckConstraint) else ""
        if found := re.match(rf"{name} IN \('([^']+)'", text):
            return found[1]
        if found := re.match(rf"{name} >= (-?[\d.]+)", text):
            return Decimal(found[1]) if "." in found[1] else int(found[1])
    return None
