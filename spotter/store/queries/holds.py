"""Safety holds: what stops training until somebody is cleared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import cast

from sqlalchemy import Select, bindparam, select

from spotter.coaching.safety import LEVELS, Hold, Level, hold_for
from spotter.ids import new_id
from spotter.store.tables import SafetyHold
from spotter.store.uow import UnitOfWork


async def active_holds(uow: UnitOfWork) -> list[SafetyHold]:
    """The person's holds that nobody has cleared, the most severe first."""
    return most_severe_first(await uow.session.scalars(standing_holds(), {"user_id": uow.user_id}))


def most_severe_first(rows: Iterable[SafetyHold]) -> list[SafetyHold]:
    """Holds by level, those of one level as they were opened."""
    return sorted(rows, key=lambda row: (-LEVELS.index(cast(Level, row.level)), row.id))


@cache
def standing_holds() -> Select[SafetyHold]:
    """The holds of `user_id` that nobody has cleared."""
    mine = (SafetyHold.user_id == bindparam("user_id"), SafetyHold.cleared_at.is_(None))
    return select(SafetyHold).where(*mine).order_by(SafetyHold.id)


async def active_hold(uow: UnitOfWork) -> Hold | None:
    """What the most severe standing hold stops; None when nothing does."""
    rows = await active_holds(uow)
    return rules_of(rows[0]) if rows else None


async def is_training_stopped(uow: UnitOfWork) -> bool:
    """Whether a standing hold forbids training: no plan, load, dose or coming workout is told then, whichever tool is asked."""
    hold = await active_hold(uow)
    return hold is not None and hold.blocks_training


def rules_of(row: SafetyHold) -> Hold:
    """What a stored hold stops and who may lift it."""
    hold = hold_for(cast(Level, row.level), [str(signal) for signal in row.signals], row.opened_at)
    if hold is None:
        raise ValueError(f"a hold of level {row.level} stops nothing")
    return hold


async def add_hold(uow: UnitOfWork, turn_id: str, hold: Hold, signals: list[str]) -> SafetyHold:
    """Store a hold. It is not journalled: taking back a message lifts no hold."""
    row = SafetyHold(
        id=new_id(), user_id=uow.user_id, turn_id=turn_id, level=hold.level, signals=signals, opened_at=uow.now, until=hold.until
    )
    return await uow.add(row, journal=False)
