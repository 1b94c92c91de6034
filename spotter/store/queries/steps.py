"""The last step of a turn that thinks, on the turn's own row."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Update, bindparam, select, update

from spotter.errors import Fenced
from spotter.store.queries.turns import Lease
from spotter.store.rows import table_of
from spotter.store.tables import Turn
from spotter.store.uow import UnitOfWork


async def keep_step(uow: UnitOfWork, lease: Lease, blob: bytes) -> None:
    """Keep the last step of a turn that thinks; raises `Fenced` unless this attempt still owns it."""
    kept = await uow.session.execute(_step_kept(), {"turn_id": lease.turn_id, "of_attempt": lease.attempt, "blob": blob})
    if cast(CursorResult[Any], kept).rowcount == 0:
        raise Fenced("This turn was given to another worker.")


@cache
def _step_kept() -> Update:
    turn = table_of(Turn)
    mine = (turn.c.id == bindparam("turn_id"), turn.c.attempt == bindparam("of_attempt"), turn.c.status == "running")
    return update(turn).where(*mine).values(step=bindparam("blob"))


async def kept_step(uow: UnitOfWork, turn_id: str) -> bytes | None:
    """The last step that an attempt of the turn kept."""
    return await uow.session.scalar(select(Turn.step).where(Turn.id == turn_id, Turn.user_id == uow.user_id))
