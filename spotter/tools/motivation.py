"""Drive: what the person's own log has to say for them, then one small next step or the question whether an idea is wanted."""

from __future__ import annotations

from typing import Literal

from spotter.coaching.barriers import Barrier
from spotter.store.queries.facts import latest_barrier
from spotter.store.queries.holds import active_hold
from spotter.store.uow import UnitOfWork
from spotter.tools.barriers import ask_what_is_in_the_way, permission
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Offer, Result, tool
from spotter.tools.wins import Regularity, Win, regularity, wins

Mood = Literal["tired", "low", "doubt", "busy", "proud"]
_BARRIERS: dict[Mood | None, Barrier] = {"low": "drive", "busy": "time"}


class MotivateArgs(Args):
    mood: Mood | None = None


class Motivation(Regularity, Result):
    """Facts for the words: how regularly the person trained, and one `win` of their log that was not told the last times.

    `tier` is the share of the planned workouts done, `barrier` what they said last keeps them from training; `rests` tells that training is
    stopped for safety.
    """

    mood: Mood | None
    rests: bool
    win: Win | None
    barrier: str | None


def _offers(result: Motivation) -> Offer | None:
    """Advice where the mood calls for it and the person wants it; who did less than half is asked what is in the way."""
    if result.rests or not result.total_days:
        return None
    if result.mood in _BARRIERS:
        return permission(_BARRIERS[result.mood])
    if result.mood is not None or result.tier != "low":
        return None
    return ask_what_is_in_the_way(result.barrier)


@tool(agent="motivation", kind="read", offers=_offers)
async def motivate(args: MotivateArgs, ctx: CoachContext, uow: UnitOfWork) -> Motivation:
    """Encourage the person with a fact from their own log and one small next step; mood is how they feel about training now."""
    hold = await active_hold(uow)
    found = await wins(ctx, uow, low=hold is not None or args.mood in ("low", "tired", "doubt"))
    told = await latest_barrier(uow)
    return Motivation(
        **(await regularity(ctx, uow)).model_dump(),
        mood=args.mood,
        rests=hold is not None and hold.blocks_training,
        win=found[0] if found else None,
        barrier=told.barrier if told else None,
    )


TOOLS = (motivate,)
