"""A SQLite connection that takes one trip to its thread per statement.

aiosqlite sends each of a cursor's steps (open, execute, fetch, close) to the connection's thread by itself: four waits a statement. Here
they go together, which takes a third off a turn's time on SQLite. What SQLAlchemy asks of a cursor is the small part below.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite

FETCH_ROWS = 64  # what aiosqlite asks for; nothing here fetches piece by piece


class Connection(aiosqlite.Connection):
    """aiosqlite's connection with the cursor of this module."""

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters it like aiosqlite's
        return Cursor(self)

    async def run(self, sql: str, parameters: Any, *, many: bool) -> Answer:
        """Run a statement on the connection's thread and fetch all that it gives."""
        answer: Answer = await self._execute(_run, self._conn, sql, parameters, many)  # type: ignore[no-untyped-call]  # as SQLAlchemy does
        return answer


class Answer:
    """What is left of a cursor when its statement is over."""

    __slots__ = ("description", "lastrowid", "rowcount", "rows")

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self.rows = cursor.fetchall() if cursor.description else []
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid


def _run(connection: sqlite3.Connection, sql: str, parameters: Any, many: bool) -> Answer:
    cursor = connection.cursor()
    try:
        cursor.executemany(sql, parameters) if many else cursor.execute(sql, parameters)
        return Answer(cursor)
    finally:
        cursor.close()


class Cursor:
    """The part of a DB-API cursor that SQLAlchemy's asyncio adapter uses."""

    arraysize = 1
    description: Any = None
    rowcount = -1
    lastrowid: int | None = None

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        return self._take(await self._connection.run(sql, parameters, many=False))

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> Self:
        return self._take(await self._connection.run(sql, parameters, many=True))

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        self._rows = []

    def _take(self, answer: Answer) -> Self:
        self.description, self.rowcount, self.lastrowid = answer.description, answer.rowcount, answer.lastrowid
        self._rows = answer.rows
        return self


def connect(path: str, contents: bytes | None = None, **options: Any) -> Connection:
    """Open a database file: the driver's `async_creator_fn`. `contents` are what a database in memory starts with."""
    opening = partial(sqlite3.connect, path, **options)
    connection = Connection(opening if contents is None else partial(_filled, opening, contents), FETCH_ROWS)
    connection._thread.daemon = True  # as SQLAlchemy does with its own: a process that ends waits for no connection
    return connection


def _filled(opening: Callable[[], sqlite3.Connection], contents: bytes) -> sqlite3.Connection:
    connection = opening()
    connection.deserialize(contents)
    return connection
