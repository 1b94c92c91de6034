"""Changing one entry by its id: a workout, a measurement, a goal, an injury or a plan. For programs, not for a talk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.pages import contents_of
from spotter.store.queries.plans import active_plan
from spotter.store.queries.programs import stored_program
from spotter.store.tables import Goal, Injury, Plan, Workout
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.entries import EntryShown, Kind, found, remove_contents, view_of
from spotter.tools.goals import check_goal
from spotter.tools.injuries import Side, When, lift_pain_limits
from spotter.tools.metrics import checked_values, signals_of
from spotter.tools.pain_state import rate
from spotter.tools.plan_pauses import rest, wake
from spotter.tools.planned_match import Match
from spotter.tools.plans import check_program
from spotter.tools.spec import Args, Moment, tool
from spotter.tools.standings import aim_of, standings
from spotter.tools.workouts import EntryArgs, check_workout, write_entries


class ChangeArgs(Args):
    """`entry` is the id of what changes. What is left out stays as it is."""

    entry: str = Field(max_length=36, description="Its id.")


async def _meant(kind: Kind, args: ChangeArgs, ctx: CoachContext, uow: UnitOfWork) -> Any:
    """The entry that shall be otherwise; `ToolError` where nothing is said of how."""
    if len(args.model_fields_set) < 2:
        others = sorted(type(args).model_fields.keys() - {"entry"})
        raise ToolError(ctx.style.phrase("entries.nothing_said", fields=ctx.style.listed(others)))
    return await found(kind, args.entry, ctx, uow)


class EntryChanged(EntryShown):
    """The entry as it is now; `signals` are what a value itself warns of."""

    signals: list[str] = Field(default_factory=list)


class ChangeWorkoutArgs(ChangeArgs):
    date: dt.date | None = None
    entries: list[EntryArgs] | None = Field(default=None, min_length=1, max_length=60, description="All exercises; those before go.")
    note: str | None = Field(default=None, max_length=2000)


@tool(agent=None, kind="write")
async def change_workout(args: ChangeWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryChanged:
    """Change the day, the note or the exercises of one logged workout by its id."""
    row: Workout = await _meant("workouts", args, ctx, uow)
    check_workout(args.date or row.performed_on, args.entries or (), ctx)
    if args.entries is not None:
        targets = await _targets(row, uow)
        await remove_contents(row, uow)
        await write_entries(row, args.entries, Match(row.plan_id, row.day_id, targets), uow)
    said = {"performed_on": args.date, "note": args.note}
    if values := {name: value for name, value in said.items() if value is not None}:
        await uow.change(row, **values)
    return EntryChanged(entry=await view_of("workouts", row, ctx, uow))


async def _targets(row: Workout, uow: UnitOfWork) -> dict[str, dict[str, Any]]:
    """What the plan had asked for, by exercise."""
    names = ("target_reps_min", "target_reps_max", "target_load_kg", "target_rir")
    contents = (await contents_of(uow, [row.id])).get(row.id, [])
    sets = [(entry.exercise_key, one) for entry, done in contents for one in done if entry.exercise_key is not None]
    return {key: {name: getattr(one, name) for name in names} for key, one in sets if key is not None}


class ChangeMetricArgs(ChangeArgs):
    value: float | list[float] | None = Field(default=None, description="In the unit it has; for blood_pressure [systolic, diastolic].")
    at: Moment | None = None


@tool(agent=None, kind="write")
async def change_metric(args: ChangeMetricArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryChanged:
    """Change the value or the moment of one measurement by its id."""
    row = await _meant("metrics", args, ctx, uow)
    values: dict[str, Any] = {}
    if args.at is not None:
        at = args.at if args.at.tzinfo else args.at.replace(tzinfo=ctx.zone)
        values = {"measured_at": at, "measured_on": at.astimezone(ctx.zone).date()}
        refuse_unlikely_day(values["measured_on"], ctx, "metrics.in_future")
    if args.value is not None:
        values["value"], values["value_2"] = checked_values(row.metric, args.value, ctx.style)
    await uow.change(row, **values)
    return EntryChanged(entry=await view_of("metrics", row, ctx, uow), signals=await signals_of(row, ctx, uow))


class ChangeGoalArgs(ChangeArgs):
    target: Decimal | None = Field(default=None, description="In the unit it has.")
    duration_s: int | None = Field(default=None, ge=LIMITS["duration_s"].low, le=LIMITS["duration_s"].high, description="Of a distance.")
    deadline: dt.date | None = None
    text: str | None = Field(default=None, min_length=1, max_length=500)
    status: Literal["reached", "dropped"] | None = None


@tool(agent=None, kind="write")
async def change_goal(args: ChangeGoalArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryChanged:
    """Change the target, the deadline or the words of one goal by its id, or close it."""
    row: Goal = await _meant("goals", args, ctx, uow)
    if row.status != "open":
        raise ToolError(ctx.style.phrase("entries.goal_closed"))
    aim = aim_of(row)
    duration_s = args.duration_s if aim.kind == "distance" and args.duration_s else aim.duration_s
    aim = replace(aim, target=args.target or aim.target, duration_s=duration_s)
    if {"target", "duration_s", "deadline"} & args.model_fields_set:
        now = (await standings([aim], ctx.today, uow))[0]
        await check_goal(aim, now, args.deadline or row.deadline, ctx, uow)
    values: dict[str, Any] = {"target": aim.target, "duration_s": aim.duration_s, "deadline": args.deadline or row.deadline}
    values |= {"text": args.text.strip()} if args.text else {}
    values |= {"status": args.status, "closed_at": uow.now} if args.status else {}
    await uow.change(row, **values)
    return EntryChanged(entry=await view_of("goals", row, ctx, uow))


class ChangeInjuryArgs(ChangeArgs):
    side: Side | None = None
    severity: int | None = Field(default=None, ge=LIMITS["pain_severity"].low, le=LIMITS["pain_severity"].high)
    when: When | None = None
    note: str | None = Field(default=None, max_length=1000)
    status: Literal["resolved"] | None = None


@tool(agent=None, kind="write")
async def change_injury(args: ChangeInjuryArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryChanged:
    """Change the side, strength, moment or note of one pain by its id, or close it because it is gone."""
    row: Injury = await _meant("injuries", args, ctx, uow)
    said = {"side": args.side, "severity": args.severity, "occurs": args.when, "note": args.note, "status": args.status}
    values: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    await uow.change(row, **values, updated_at=uow.now, resolved_at=uow.now if args.status else row.resolved_at)
    if args.severity is not None or args.when is not None:
        await rate(row, {"severity": row.severity, "occurs": row.occurs, "note": args.note}, ctx, uow)
    if args.status and not await open_injuries(uow):
        await lift_pain_limits(uow)
    return EntryChanged(entry=await view_of("injuries", row, ctx, uow))


class SetPlanStatusArgs(ChangeArgs):
    status: Literal["active", "paused", "completed"] | None = None
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7, description="0 is Monday.")


@tool(agent=None, kind="write")
async def set_plan_status(args: SetPlanStatusArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryChanged:
    """Pause, end or take up again one plan by its id, or move its training days."""
    row: Plan = await _meant("plans", args, ctx, uow)
    program = (await stored_program(uow, row.version_id)).program
    weekdays = sorted(set(args.weekdays or row.weekdays or ()))
    if args.weekdays is not None and len(weekdays) != program.days_per_week:
        raise ToolError(ctx.style.phrase("entries.other_number_of_days", days=program.days_per_week))
    if args.weekdays is not None or args.status == "active":
        await keep_it_light(ctx, uow)
        await check_program(program, ctx, uow, weekdays)
    if args.status == "active":
        current = await active_plan(uow)
        if current is not None and current[0].id != row.id:
            raise ToolError(ctx.style.phrase("entries.another_plan_runs", title=current[1][ctx.locale]))
    values: dict[str, Any] = {"weekdays": weekdays}
    if args.status is not None:
        values |= {"status": args.status, "ended_at": uow.now if args.status == "completed" else None}
    await uow.change(row, **values)
    if args.status == "paused":
        await rest(row, ctx.today, uow)
    elif args.status is not None:
        await wake(ctx.today, uow, None if args.status == "active" else row)
    return EntryChanged(entry=await view_of("plans", row, ctx, uow))


TOOLS = (change_workout, change_metric, change_goal, change_injury, set_plan_status)
