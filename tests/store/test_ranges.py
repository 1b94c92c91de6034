"""What is out of the plausible range, or of a closed vocabulary, cannot stand in the database, whoever writes it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, insert, inspect
from sqlalchemy.exc import IntegrityError

from spotter.api.deps import House
from spotter.coaching.limits import LIMITS, METRICS
from spotter.ids import new_id
from spotter.store.engine import Database
from spotter.store.migration import check, migrate
from spotter.store.queries.people import create_user
from spotter.store.tables import Base, Profile, SetLog
from spotter.store.tables.body import BodyMetric

RANGES = {name: LIMITS[name] for name in ("reps", "load_kg", "rpe", "rir", "duration_s", "distance_m", "heart_rate_bpm")}


async def _refuses(house: House, table: Any, values: dict[str, Any]) -> bool:
    try:
        async with house.store.database.write() as session:
            await session.execute(insert(table).values(values))
    except IntegrityError as error:
        return "CHECK" in str(error).upper()
    return False


async def test_no_figure_outside_the_limits_can_be_stored(house: House) -> None:
    now = house.clock.now()
    async with house.store.database.write() as session:
        user = await create_user(session, kind="guest", now=now)
    ids = {"user_id": user.id, "measured_at": now, "measured_on": now.date(), "created_at": now, "unit": "x", "source": "chat"}
    for metric, kept in METRICS.items():
        limit = kept.limit
        for value in (LIMITS[limit].low - 1, LIMITS[limit].high + 1):
            assert await _refuses(house, BodyMetric, {**ids, "id": new_id(), "metric": metric, "value": value}), (metric, value)
        for value in (LIMITS[limit].low, LIMITS[limit].high):
            assert not await _refuses(house, BodyMetric, {**ids, "id": new_id(), "metric": metric, "value": value}), (metric, value)
    assert await _refuses(house, BodyMetric, {**ids, "id": new_id(), "metric": "mood", "value": 5})
    for name, bounds in RANGES.items():
        for value in (bounds.low - 1, bounds.high + 1):
            row = {"id": new_id(), "user_id": user.id, "entry_id": "none", "position": 0, "kind": "work", "source": "chat", name: value}
            assert await _refuses(house, SetLog, row), (name, value)
    assert await _refuses(house, Profile, {"user_id": user.id, "height_cm": 400})


async def test_the_migrations_make_the_tables_of_the_code(house: House) -> None:
    await migrate(house.store.database)
    await check(house.store.database)


def _plain(sql: str) -> str:
    """A condition without what an engine adds when it shows it again: casts, brackets, spaces, the spelling of IN and BETWEEN."""
    text = re.sub(r"::(numeric|double precision|character varying|text|integer|bigint|boolean)(\[\])?", "", sql.lower())
    text = text.replace("else null", "")
    text = re.sub(r"= any \(array\[([^\]]*)\]\)", r"in (\1)", text.replace("(array[", "array[").replace("])", "]"))
    text = re.sub(r"= any array\[([^\]]*)\]", r"in \1", text)
    return re.sub(r"[\s()\"']|\.0\b", "", text)


async def test_the_database_checks_what_the_code_says(house: House) -> None:
    """The same conditions, by name and by meaning, and the same partial indexes, on both engines."""

    def read(connection: Any) -> tuple[dict[str, str], dict[str, str]]:
        inspector = inspect(connection)
        checks = {one["name"]: _plain(one["sqltext"]) for table in Base.metadata.tables for one in inspector.get_check_constraints(table)}
        partial = {}
        for table in Base.metadata.tables:
            for index in inspector.get_indexes(table):
                where = next((value for name, value in index.get("dialect_options", {}).items() if name.endswith("_where")), None)
                if where is not None:
                    partial[index["name"]] = _plain(str(where))
        return checks, partial

    async with house.store.database.engine.connect() as connection:
        checks, partial = await connection.run_sync(read)
    meant = {
        str(one.name): _plain(str(one.sqltext))
        for table in Base.metadata.tables.values()
        for one in table.constraints
        if isinstance(one, CheckConstraint)
    }
    assert checks == meant
    assert {"one_running_turn", "one_running_job", "unfinished_turns"} <= set(partial)
    assert partial["one_running_turn"].replace("!=", "<>") == "status=runningandkind<>job"
    assert partial["one_running_job"] == "status=runningandkind=job"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_old_database_file_is_brought_forward_once(house: House, tmp_path: Any) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    await migrate(database)
    await migrate(database)
    await check(database)
    await database.close()
