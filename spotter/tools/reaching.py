"""Goals that a log has reached: closed in the transaction of that log, so that each is celebrated once and comes back with an undo."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from spotter.store.queries.goals import open_goals
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.standings import OF_SETS, aim_of, standings

OF_TRAINING = (*OF_SETS, "streak")
OF_WEIGHT = ("body_weight",)


class ReachedGoal(BaseModel):
    """A goal that is reached, as it is named. `is_hidden` is never true: what shall stay unsaid is not celebrated."""

    model_config = ConfigDict(frozen=True)

    kind: str
    exercise_key: str | None
    target: Decimal
    unit: str
    duration_s: int | None
    is_hidden: bool = False


async def reach_goals(kinds: Collection[str], ctx: CoachContext, uow: UnitOfWork) -> list[ReachedGoal]:
    """Close the open goals of these kinds that the log has reached. The first weigh-in is the start of a goal that was set without one."""
    goals = [goal for goal in await open_goals(uow) if goal.kind in kinds]
    if {"body_weight", "streak"} & {goal.kind for goal in goals} and await are_body_numbers_hidden(uow, ctx.today):
        goals = [goal for goal in goals if goal.kind in OF_SETS]
    if not goals:
        return []
    found = await standings([aim_of(goal) for goal in goals], ctx.today, uow)
    reached = [goal for goal, now in zip(goals, found, strict=True) if aim_of(goal).is_reached(now, goal.start)]
    for goal, now in zip(goals, found, strict=True):
        if goal.kind == "body_weight" and goal.start is None and now is not None:
            await uow.change(goal, start=now)
    for goal in reached:
        await uow.change(goal, status="reached", closed_at=uow.now)
    return [ReachedGoal.model_validate({name: getattr(aim_of(goal), name) for name in _NAMES}) for goal in reached]


_NAMES = ("kind", "exercise_key", "target", "unit", "duration_s")
