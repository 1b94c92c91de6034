"""A unit of work: one transaction of one person, with the journal of what it changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.clock import Clock
from spotter.ids import new_id
from spotter.store.engine import Database
from spotter.store.rows import insert_rows, row_as_json, values_of
from spotter.store.tables import Base, Change, User

Row = TypeVar("Row", bound=Base)
LOG_TABLES = frozenset({"workout", "workout_entry", "set_log"})


@dataclass(frozen=True, slots=True)
class Author:
    """Which call of which turn writes, so that the journal can name it."""

    turn_id: str
    call_id: str


class UnitOfWork:
    """What queries and tools work with. Everything they read or write belongs to `user_id`.

    `add`, `change` and `remove` journal the row where the unit has an author; without one (sign-up, maintenance) nothing is journalled.
    `touched` names the tables that were written: where a workout is among them, `user.log_revision` is a new one with the same commit.
    """

    def __init__(self, session: AsyncSession, user_id: str, now: datetime, author: Author | None = None) -> None:
        self.session = session
        self.user_id = user_id
        self.now = now
        self._author = author
        self.touched: set[str] = set()
        self.log_revision: str | None = None  # as it was when it was first asked for, see `bests.log_revision`
        self.changes: list[dict[str, Any]] = []

    async def add(self, row: Row, *, journal: bool = True) -> Row:
        """Insert a row. Without `journal` no undo takes it back: for what a person must not lift by taking back a message."""
        self.touched.add(row.__tablename__)
        self.session.add(row)
        await self.session.flush()
        if journal:
            self._journal("insert", row, before=None, after=row_as_json(row))
        return row

    async def add_all(self, rows: Sequence[Base]) -> None:
        """Insert rows that this unit does not change again, parents before their children."""
        for kind, group in groupby(rows, type):
            alike = list(group)
            self.touched.add(alike[0].__tablename__)
            await insert_rows(self.session, kind, *(values_of(row) for row in alike))
            for row in alike:
                self._journal("insert", row, before=None, after=row_as_json(row))

    async def change(self, row: Base, **values: Any) -> None:
        """Change columns of a row."""
        self.touched.add(row.__tablename__)
        before = row_as_json(row)
        for name, value in values.items():
            setattr(row, name, value)
        await self.session.flush()
        self._journal("update", row, before=before, after=row_as_json(row))

    async def remove(self, row: Base) -> None:
        """Delete a row. Children are removed first, one by one, so that undo can bring them back."""
        self.touched.add(row.__tablename__)
        before = row_as_json(row)
        await self.session.delete(row)
        await self.session.flush()
        self._journal("delete", row, before=before, after=None)

    def _journal(self, op: str, row: Base, *, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        if self._author is None:
            return
        kept = after or before or {}
        self.changes.append(
            {
                "id": new_id(),
                "user_id": self.user_id,
                "turn_id": self._author.turn_id,
                "call_id": self._author.call_id,
                "op": op,
                "table": row.__tablename__,
                "row_id": kept.get("id") or kept["user_id"],
                "parent_id": kept[row.parent_column] if row.parent_column else None,
                "before": before,
                "after": after,
                "created_at": self.now,
            }
        )


class Store:
    """Opens units of work for a person."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock

    @asynccontextmanager
    async def read(self, user_id: str) -> AsyncIterator[UnitOfWork]:
        async with self.database.read() as session:
            yield UnitOfWork(session, user_id, self.clock.now())

    @asynccontextmanager
    async def write_once(self, user_id: str) -> AsyncIterator[UnitOfWork]:
        """For statements that write, are not journalled and need not hold together: see `Database.write_once`."""
        async with self.database.write_once() as session:
            yield UnitOfWork(session, user_id, self.clock.now())

    @asynccontextmanager
    async def write(self, user_id: str, author: Author | None = None) -> AsyncIterator[UnitOfWork]:
        async with self.database.write() as session:
            uow = UnitOfWork(session, user_id, self.clock.now(), author)
            yield uow
            await insert_rows(session, Change, *uow.changes)
            if uow.touched & LOG_TABLES:
                await session.execute(update(User).where(User.id == user_id).values(log_revision=new_id()))
