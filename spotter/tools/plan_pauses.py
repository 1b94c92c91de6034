"""The days on which a plan rests."""

from __future__ import annotations

import datetime as dt

from spotter.ids import new_id
from spotter.store.queries.plans import open_pauses
from spotter.store.tables import Plan, PlanPause
from spotter.store.uow import UnitOfWork


async def rest(plan: Plan, today: dt.date, uow: UnitOfWork, until: dt.date | None = None) -> None:
    """Write down that a plan rests from today on; until it is taken up again, where no last day is named."""
    running = await open_pauses(uow, today, plan.id)
    if running:
        await uow.change(running[0], ends_on=until)
        return
    await uow.add(PlanPause(id=new_id(), user_id=uow.user_id, plan_id=plan.id, starts_on=today, ends_on=until, created_at=uow.now))


async def wake(today: dt.date, uow: UnitOfWork, plan: Plan | None = None) -> None:
    """Write down that the rest is over today: of one plan, or of all of them, since a plan that runs makes something due again."""
    for pause in await open_pauses(uow, today, plan.id if plan else None):
        if pause.starts_on < today:
            await uow.change(pause, ends_on=today - dt.timedelta(days=1))
        else:
            await uow.remove(pause)
