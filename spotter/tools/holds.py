"""Safety holds: training stops after a red flag and goes on when a professional has cleared the person."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from spotter.coaching.safety import LEVELS, Hold, can_be_cleared, hold_for
from spotter.errors import ToolError
from spotter.language.wording.style import Style
from spotter.store.queries.holds import active_hold, active_holds, add_hold, rules_of
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool


class OpenHoldArgs(Args):
    level: Literal["T0", "T1", "T2"]
    signals: list[str] = Field(max_length=40)


class HoldOpened(Result):
    """`opened` is false where the same hold stands already."""

    level: str
    signals: list[str]
    opened: bool
    until: datetime | None


class ClearHoldArgs(Args):
    """Nothing has to be said: whatever stands is meant."""


class HoldsCleared(Result):
    cleared: list[str]
    until: datetime | None = None


@tool(agent=None, kind="write")
async def open_hold(args: OpenHoldArgs, ctx: CoachContext, uow: UnitOfWork) -> HoldOpened:
    """Stop or limit training after a red flag. Called by the safety screening only; undo does not take it back."""
    hold = hold_for(args.level, args.signals, uow.now)
    if hold is None:
        raise ValueError(f"{args.level} stops nothing")
    for row in await active_holds(uow):
        if LEVELS.index(hold.level) <= LEVELS.index(rules_of(row).level) and set(args.signals) <= set(row.signals) and hold.until is None:
            return HoldOpened(level=row.level, signals=args.signals, opened=False, until=row.until)
    await add_hold(uow, ctx.turn_id, hold, args.signals)
    return HoldOpened(level=hold.level, signals=args.signals, opened=True, until=hold.until)


async def _ask_for_clearance(args: ClearHoldArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    holds = [rules_of(row) for row in await active_holds(uow)]
    _refuse_where_nothing_can_be_cleared(holds, ctx)
    return {"level": holds[0].level, "cleared_by": holds[0].cleared_by} if holds else None


@tool(agent=None, kind="write", confirm=_ask_for_clearance)
async def clear_hold(args: ClearHoldArgs, ctx: CoachContext, uow: UnitOfWork) -> HoldsCleared:
    """Lift the training stop after the person confirmed that a health professional cleared them to train."""
    rows = await active_holds(uow)
    _refuse_where_nothing_can_be_cleared([rules_of(row) for row in rows], ctx)
    cleared = [row for row in rows if can_be_cleared(rules_of(row), ctx.now, confirmed_clearance=True)]
    for row in cleared:
        await uow.change(row, cleared_at=uow.now, cleared_by=rules_of(row).cleared_by)
    return HoldsCleared(cleared=[row.level for row in cleared])


def _refuse_where_nothing_can_be_cleared(holds: list[Hold], ctx: CoachContext) -> None:
    """A pause after a crisis runs its time; everything else may be asked about."""
    waiting = [hold.until for hold in holds if hold.until is not None and not can_be_cleared(hold, ctx.now, confirmed_clearance=True)]
    if waiting and len(waiting) == len(holds):
        style, until = Style(ctx.locale, ctx.units, ctx.today), max(waiting).astimezone(ctx.zone)
        raise ToolError(style.phrase("holds.pause_runs", day=style.day(until.date()), time=style.time(until)))


async def refuse_on_hold(ctx: CoachContext, uow: UnitOfWork) -> None:
    """Raise the hold's words where training is stopped."""
    hold = await active_hold(uow)
    if hold is not None and hold.blocks_training:
        key = "holds.training_rests" if hold.cleared_by == "confirmation_after_a_day" else "holds.training_stopped"
        raise ToolError(Style(ctx.locale, ctx.units, ctx.today).phrase(key))


TOOLS = (open_hold, clear_hold)
