"""What a person's day may still cost: money is reserved before a model is called and settled after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, Update, bindparam, func, or_, select, update

from spotter.ids import new_id
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import ModelCall, User
from spotter.store.uow import UnitOfWork

# A reservation whose call was never settled (the process died) counts no longer than this.
RESERVED_FOR = timedelta(minutes=5)


async def lock_person(uow: UnitOfWork) -> None:
    """Let nobody else reserve for the person until this unit ends, so that two calls at once cannot both take the last of a day."""
    await uow.session.execute(_person(), {"user_id": uow.user_id})


async def spent_today(uow: UnitOfWork) -> Decimal:
    """US dollars of the person's calls of this UTC day: what they cost, and what is reserved for those under way."""
    day = {"user_id": uow.user_id, "day": _day(uow.now), "since": uow.now - RESERVED_FOR}
    total = await uow.session.scalar(_spent(), day)
    return Decimal(str(total or 0))


@cache
def _person() -> Select[str]:
    return select(User.id).where(User.id == bindparam("user_id")).with_for_update(key_share=True)


@cache
def _spent() -> Select[Decimal]:
    counts = or_(ModelCall.status != "reserved", ModelCall.created_at > bindparam("since"))
    return select(func.sum(ModelCall.cost_usd)).where(ModelCall.user_id == bindparam("user_id"), ModelCall.day == bindparam("day"), counts)


async def reserve_call(uow: UnitOfWork, cost_usd: Decimal, **what: Any) -> str:
    """Write down a call that is about to be made, at the most it may cost; its id. `what` are role, agent, model, turn_id, input_tokens."""
    call_id = new_id()
    row = {"id": call_id, "user_id": uow.user_id, "status": "reserved", "cost_usd": cost_usd, "day": _day(uow.now), "created_at": uow.now}
    await insert_rows(uow.session, ModelCall, row | what)
    return call_id


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
