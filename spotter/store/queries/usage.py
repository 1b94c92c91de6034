"""What a person's day may still cost: money is reserved before a model is called and settled after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Insert, Select, Update, bindparam, case, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from spotter.ids import new_id
from spotter.store.rows import table_of
from spotter.store.tables import ModelCall
from spotter.store.uow import UnitOfWork

# A reservation whose call was never settled (the process died) counts no longer than this.
RESERVED_FOR = timedelta(minutes=5)


async def spent_today(uow: UnitOfWork) -> Decimal:
    """US dollars of the person's calls of this UTC day: what they cost, and what is reserved for those under way."""
    total = await uow.session.scalar(select(_today().subquery().c.spent), _day_of(uow))
    return Decimal(str(total or 0))


async def reserve_call(uow: UnitOfWork, cost_usd: Decimal, limit_usd: Decimal, **what: Any) -> str | None:
    """Write down a call that is about to be made, at the most it may cost; its id, or None where the day has no room for it.

    `what` are role, agent, model, turn_id, input_tokens. Raises `TakenFirst` where another call of the person was reserved at the same
    moment: then nothing is written, and what is left is another sum.
    """
    row = {"id": new_id(), "status": "reserved", "cost_usd": cost_usd, "created_at": uow.now, **what}
    bound = {f"new_{name}": value for name, value in row.items()} | _day_of(uow) | {"room": limit_usd - cost_usd}
    try:
        made: Any = await uow.session.execute(_reserved(tuple(row)), bound)
    except IntegrityError as error:
        raise TakenFirst from error
    return row["id"] if made.rowcount else None


class TakenFirst(Exception):
    """Another call of the person took the next place of the day."""


def _day_of(uow: UnitOfWork) -> dict[str, Any]:
    return {"user_id": uow.user_id, "day": _day(uow.now), "since": uow.now - RESERVED_FOR}


@cache
def _today() -> Select[Decimal, int]:
    """What the person's day came to, and the next place in it."""
    counts = or_(ModelCall.status != "reserved", ModelCall.created_at > bindparam("since"))
    spent = func.coalesce(func.sum(case((counts, ModelCall.cost_usd), else_=0)), 0)
    return select(func.round(spent, 6).label("spent"), (func.coalesce(func.max(ModelCall.nth), 0) + 1).label("nth")).where(
        ModelCall.user_id == bindparam("user_id"), ModelCall.day == bindparam("day")
    )


@cache
def _reserved(columns: tuple[str, ...]) -> Insert:
    """The row, if the day has room for it. One statement, whose place in the day nobody else can take: no lock has to be held."""
    call, today = table_of(ModelCall), _today().subquery()
    given = [bindparam(f"new_{name}", type_=call.c[name].type) for name in columns]
    row = select(*given, bindparam("user_id", type_=call.c.user_id.type), bindparam("day", type_=call.c.day.type), today.c.nth)
    has_room = today.c.spent <= bindparam("room", type_=call.c.cost_usd.type)
    return insert(call).from_select([*columns, "user_id", "day", "nth"], row.where(has_room))


async def settle_call(uow: UnitOfWork, call_id: str, **result: Any) -> None:
    """Write down what a reserved call came to: status done or failed, tokens, cost, times. A person who is gone has no row."""
    await uow.session.execute(_settled(tuple(result)), result | {"call_id": call_id, "of_user": uow.user_id})


@cache
def _settled(columns: tuple[str, ...]) -> Update:
    call = table_of(ModelCall)
    mine = (call.c.id == bindparam("call_id"), call.c.user_id == bindparam("of_user"))
    return update(call).where(*mine).values({name: bindparam(name) for name in columns})


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()
