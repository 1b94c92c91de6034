"""Safety holds: training stops after a red flag and goes on when a professional has cleared the person."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from spotter.coaching.safety import DISORDERED_EATING_SIGNALS, LASTING_FLAGS, LEVELS, NO_BODY_NUMBERS_CONDITIONS, can_be_cleared, hold_for
from spotter.errors import ToolError
from spotter.store.queries.holds import active_hold, active_holds, add_hold, rules_of
from spotter.store.queries.people import profile_of
from spotter.store.tables import SafetyHold
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
    """`kept` are lasting conditions that go on protecting the person."""

    cleared: list[str]
    kept: list[str] = Field(default_factory=list)
    until: datetime | None = None


class NumbersCleared(Result):
    """`kept` are conditions that keep the numbers away all the same."""

    kept: list[str]


class NoteHealthArgs(Args):
    """`told` are conditions that hold from now on, `over` those that ended or were never true."""

    told: list[str] = Field(default_factory=list, max_length=10)
    over: list[str] = Field(default_factory=list, max_length=10)


class HealthNoted(Result):
    """What is new among `told` and `over`."""

    told: list[str]
    over: list[str]


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
    rows = await active_holds(uow)
    _refuse_where_nothing_can_be_cleared(rows, ctx)
    holds = [rules_of(row) for row in rows if not _stays(row)]
    return {"level": holds[0].level, "cleared_by": holds[0].cleared_by} if holds else None


@tool(agent=None, kind="write", confirm=_ask_for_clearance)
async def clear_hold(args: ClearHoldArgs, ctx: CoachContext, uow: UnitOfWork) -> HoldsCleared:
    """Lift the training stop after the person confirmed that a health professional cleared them to train.

    Lasting conditions of the profile stay, and so does what protects somebody with an eating disorder.
    """
    rows = await active_holds(uow)
    _refuse_where_nothing_can_be_cleared(rows, ctx)
    rows = [row for row in rows if not _stays(row)]
    cleared = [row for row in rows if can_be_cleared(rules_of(row), ctx.now, confirmed_clearance=True)]
    for row in cleared:
        await uow.change(row, cleared_at=uow.now, cleared_by=rules_of(row).cleared_by)
    flags = sorted({str(signal) for row in cleared for signal in row.signals} & LASTING_FLAGS)
    protection = hold_for("T2", flags, uow.now) if flags else None
    if protection is not None:
        await add_hold(uow, ctx.turn_id, protection, flags)
    conditions = (await profile_of(uow)).conditions or []
    return HoldsCleared(cleared=[row.level for row in cleared], kept=[str(condition) for condition in conditions])


async def _ask_about_numbers(args: ClearHoldArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    rows = await active_holds(uow)
    if any(rules_of(row).blocks_training for row in rows):
        await refuse_on_hold(ctx, uow)
    if LASTING_FLAGS.intersection((await profile_of(uow)).conditions or ()) or any(_keeps_numbers_away(row) for row in rows):
        return {}
    raise ToolError(ctx.style.phrase("holds.numbers_stand"))


@tool(agent=None, kind="write", confirm=_ask_about_numbers)
async def clear_numbers(args: ClearHoldArgs, ctx: CoachContext, uow: UnitOfWork) -> NumbersCleared:
    """Show calorie, weight and streak numbers again, after the person confirmed that the professional who treats their eating agrees.

    What a hold says beside that goes on: medicine, an injury.
    """
    profile = await profile_of(uow)
    kept = [str(condition) for condition in profile.conditions or ()]
    for row in [row for row in await active_holds(uow) if _keeps_numbers_away(row)]:
        await uow.change(row, cleared_at=uow.now, cleared_by="medical_clearance")
        others = [str(signal) for signal in row.signals if signal not in DISORDERED_EATING_SIGNALS]
        hold = hold_for("T2", others, uow.now) if others else None
        if hold is not None:
            await add_hold(uow, ctx.turn_id, hold, others)
    kept = [condition for condition in kept if condition not in LASTING_FLAGS]
    await uow.change(profile, conditions=kept, updated_at=uow.now)
    return NumbersCleared(kept=[condition for condition in kept if condition in NO_BODY_NUMBERS_CONDITIONS])


def _keeps_numbers_away(row: SafetyHold) -> bool:
    return row.level == "T2" and bool(DISORDERED_EATING_SIGNALS.intersection(row.signals))


def _stays(row: SafetyHold) -> bool:
    """Whether no clearance to train lifts it: it stops no training, it keeps numbers away from somebody whom they hurt."""
    return row.level == "T2" and bool(LASTING_FLAGS.intersection(row.signals))


@tool(agent=None, kind="write")
async def note_health(args: NoteHealthArgs, ctx: CoachContext, uow: UnitOfWork) -> HealthNoted:
    """Keep lasting conditions (pregnancy, kidney disease ...) in the profile. Called by the screening; undo does not take it back."""
    profile = await profile_of(uow)
    known = {str(condition) for condition in profile.conditions or []}
    over = sorted(known & set(args.over) - LASTING_FLAGS)
    told = sorted(set(args.told) - known)
    profile.conditions = sorted((known | set(told)) - set(over))  # not journalled: taking back a message makes nobody healthy
    profile.updated_at = uow.now
    for row in await active_holds(uow):
        if row.level == "T2" and set(row.signals) <= set(over):
            await uow.change(row, cleared_at=uow.now, cleared_by="answers")
    await uow.session.flush()
    return HealthNoted(told=told, over=over)


def _refuse_where_nothing_can_be_cleared(rows: list[SafetyHold], ctx: CoachContext) -> None:
    """A pause after a crisis runs its time; what protects for good stays; everything else may be asked about."""
    if rows and all(_stays(row) for row in rows):
        raise ToolError(ctx.style.phrase("holds.stays"))
    holds = [rules_of(row) for row in rows]
    waiting = [hold.until for hold in holds if hold.until is not None and not can_be_cleared(hold, ctx.now, confirmed_clearance=True)]
    if waiting and len(waiting) == len(holds):
        style, until = ctx.style, max(waiting).astimezone(ctx.zone)
        raise ToolError(style.phrase("holds.pause_runs", day=style.day(until.date()), time=style.time(until)))


async def refuse_on_hold(ctx: CoachContext, uow: UnitOfWork) -> None:
    """Raise the hold's words where training is stopped."""
    hold = await active_hold(uow)
    if hold is not None and hold.blocks_training:
        key = "holds.training_rests" if hold.cleared_by == "confirmation_after_a_day" else "holds.training_stopped"
        raise ToolError(ctx.style.phrase(key))


TOOLS = (open_hold, clear_hold, clear_numbers, note_health)
