"""Being ill, and the way back after an illness or days away."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pydantic import Field

from spotter.coaching.gap import Return, return_after_gap
from spotter.language.illness import tells_illness
from spotter.store.queries.facts import FactTold, add_fact, change_fact, facts_known
from spotter.store.queries.holds import active_holds
from spotter.store.queries.plans import active_course, last_workout_before
from spotter.store.tables import Fact, SafetyHold
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.holds import refuse_on_hold
from spotter.tools.spec import Args, Offer, Result, tool
from spotter.tools.today import on_or_after

LASTS = timedelta(days=14)  # an illness of which nothing more is heard is taken to be over
FEVER = frozenset({"fever"})


class NoteIllnessArgs(Args):
    text: str = Field(min_length=1, max_length=200, description="The person's own words.")


class IllnessNoted(Result):
    """`has_hold` where the screening has said already what rests; `is_due_today` where the plan has a workout today."""

    text: str
    is_new: bool
    has_hold: bool
    is_due_today: bool


def _offers(result: IllnessNoted) -> Offer | None:
    return Offer("skip_workout", {"reason": "sick"}) if result.is_due_today else None


@tool(agent="injury", kind="write", offers=_offers)
async def note_illness(args: NoteIllnessArgs, ctx: CoachContext, uow: UnitOfWork) -> IllnessNoted:
    """Note that the person is ill (a cold, the flu), so that they rest now and come back gently; not for pain."""
    told = FactTold("life_event", args.text, ctx.turn_id, expires_at=datetime.combine(ctx.today + LASTS, time.min, tzinfo=ctx.zone))
    known = await _illness(uow)
    if known is None:
        await add_fact(uow, told)
    else:
        await change_fact(uow, known, told)
    holds = await active_holds(uow)
    course = None if any(row.level in ("T0", "T1") for row in holds) else await active_course(uow)
    coming = None if course is None else on_or_after(course, ctx.today, ctx.today)
    return IllnessNoted(
        text=args.text,
        is_new=known is None,
        has_hold=bool(holds),
        is_due_today=coming is not None and coming.on == ctx.today,
    )


class ComeBackArgs(Args):
    after_illness: bool = False
    days: int | None = Field(default=None, ge=0, le=3650, description="Days away, where the person told how many.")


class CameBack(Result):
    """How the first workouts go: easy for `easy_days`, with `load_factor` of the usual loads and `sets_delta` sets.

    `load_factor` and `reason` are null where the days away are unknown.
    """

    was_ill: bool
    days: int | None
    easy_days: int
    load_factor: Decimal | None
    sets_delta: int
    reason: str | None


async def _ask_for_fever(_args: ComeBackArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    await refuse_on_hold(ctx, uow)
    return {} if await _fevers(uow) else None


@tool(agent="planner", kind="write", confirm=_ask_for_fever)
async def come_back(args: ComeBackArgs, ctx: CoachContext, uow: UnitOfWork) -> CameBack:
    """Say how to start again after an illness or days away; a hold for a fever ends once the person says that it is gone for a day."""
    await refuse_on_hold(ctx, uow)
    fevers, illness = await _fevers(uow), await _illness(uow)
    for row in fevers:
        await uow.change(row, cleared_at=uow.now, cleared_by="answers")
    if illness is not None:
        await uow.change(illness, expires_at=uow.now)
    was_ill = args.after_illness or illness is not None or bool(fevers)
    last = await last_workout_before(uow, ctx.today)
    days = args.days if args.days is not None else (ctx.today - last).days if last is not None else None
    found = return_after_gap(days or 0, after_illness=was_ill)
    back = found if isinstance(found, Return) else None
    return CameBack(
        was_ill=was_ill,
        days=days,
        easy_days=back.easy_days if back else 0,
        load_factor=back.load_factor if back and days is not None else None,
        sets_delta=back.sets_delta if back else 0,
        reason=back.reason if back and days is not None else None,
    )


async def _illness(uow: UnitOfWork) -> Fact | None:
    """The illness that was noted last and still holds."""
    ill = [fact for fact in await facts_known(uow) if fact.kind == "life_event" and tells_illness(fact.text)]
    return ill[-1] if ill else None


async def _fevers(uow: UnitOfWork) -> list[SafetyHold]:
    return [row for row in await active_holds(uow) if row.level == "T2" and FEVER.issuperset(row.signals)]


TOOLS = (note_illness, come_back)
