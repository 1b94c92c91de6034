"""What a person wrote down, as rows with their ids: a page at a time, one of them, and taking one away. For programs, not for a talk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.errors import NoSuchEntry, ToolError
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.pages import Sought, contents_of, entries_of, entry_of, workouts_of_plan
from spotter.store.queries.plans import pauses_of, plan_changes
from spotter.store.queries.programs import stored_program
from spotter.store.tables import Base, BodyMetric, Goal, Injury, Plan, SavedProgram, Workout
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.goals import GoalShown, goals_shown
from spotter.tools.lifts import ExerciseRef
from spotter.tools.metrics import BODY_SIZES, Metric
from spotter.tools.pain_state import forget_injury
from spotter.tools.plan_days import PlannedDay, planned_day
from spotter.tools.plans import ReasonFact
from spotter.tools.spec import Args, Result, tool
from spotter.tools.workouts import EntryArgs, SetArgs

Kind = Literal["workouts", "metrics", "goals", "injuries", "plans", "programs"]
SET = ("reps", "load_kg", "rpe", "rir", "duration_s", "distance_m", "heart_rate_bpm", "kind", "note")
STATUS: dict[str, frozenset[str]] = {
    "goals": frozenset({"open", "reached", "dropped"}),
    "injuries": frozenset({"open", "resolved"}),
    "plans": frozenset({"active", "paused", "completed", "replaced"}),
}

WITH_DAYS = frozenset({"workouts", "metrics"})
ONLY_OF = {"first": WITH_DAYS, "last": WITH_DAYS, "metric": frozenset({"metrics"})}


class View(BaseModel):
    """One entry as it stands; `id` names it."""

    model_config = ConfigDict(frozen=True)

    id: str


class WorkoutView(View):
    """A workout; `plan_id` names the plan of which it does a day. Loads in kg, times in s, distances in m."""

    of: Literal["workouts"] = "workouts"
    date: dt.date
    status: str
    note: str | None
    plan_id: str | None
    entries: list[EntryArgs]
    created_at: dt.datetime


class MetricView(View):
    """A measurement in kg, cm, percent, bpm, mmHg, h, steps or ml; `value_2` is the diastolic pressure.

    Both are null where `is_hidden`: numbers about the body stay unsaid to whom they harm.
    """

    of: Literal["metrics"] = "metrics"
    metric: str
    value: Decimal | None
    value_2: Decimal | None
    unit: str
    measured_at: dt.datetime
    is_hidden: bool


class GoalView(View):
    """A goal with where the person stands."""

    of: Literal["goals"] = "goals"
    status: str
    goal: GoalShown
    created_at: dt.datetime


class InjuryView(View):
    """A pain or an injury; `severity` from 0 to 10."""

    of: Literal["injuries"] = "injuries"
    status: str
    region: str
    side: str | None
    severity: int | None
    when: str | None
    exercise_key: str | None
    provoked_by: list[str]
    note: str | None
    since: dt.date
    until: dt.date | None


class BlockView(BaseModel):
    """Some weeks of the same days."""

    model_config = ConfigDict(frozen=True)

    name: dict[str, str]
    weeks: int
    is_easy: bool
    days: list[PlannedDay]


class PlanView(View):
    """A plan. `blocks` and `reasons` are told of one plan, not in a list; weekdays from 0 for Monday."""

    of: Literal["plans"] = "plans"
    status: str
    name: dict[str, str]
    goal: str
    level: str
    days_per_week: int
    weeks: int
    weekdays: list[int]
    started_on: dt.date
    ended_at: dt.datetime | None
    blocks: list[BlockView] | None = None
    reasons: list[ReasonFact] | None = None


class ProgramView(View):
    """A program of the person's own. `version` rises with every change of it; `blocks` are told of one program, not in a list."""

    of: Literal["programs"] = "programs"
    title: str
    version: int
    goal: str
    level: str
    days_per_week: int
    weeks: int
    created_at: dt.datetime
    updated_at: dt.datetime
    blocks: list[BlockView] | None = None


Entry = Annotated[WorkoutView | MetricView | GoalView | InjuryView | PlanView | ProgramView, Field(discriminator="of")]


class ListEntriesArgs(Args):
    kind: Kind
    limit: int = Field(default=20, ge=1, le=100)
    before: str | None = Field(default=None, max_length=36, description="The last id of the page before.")
    first: dt.date | None = None
    last: dt.date | None = None
    metric: Metric | None = None
    status: str | None = Field(default=None, max_length=24)


class EntriesListed(Result):
    """Newest first. `next_before` asks for the page that follows; null on the last one."""

    kind: Kind
    entries: list[Entry]
    next_before: str | None


@tool(agent=None, kind="read")
async def list_entries(args: ListEntriesArgs, ctx: CoachContext, uow: UnitOfWork) -> EntriesListed:
    """List workouts, measurements, goals, injuries, plans or own programs with their ids, a page at a time, newest first."""
    if args.status is not None and args.status not in STATUS.get(args.kind, frozenset()):
        raise ToolError(ctx.style.phrase("entries.no_such_status", known=ctx.style.listed(sorted(STATUS.get(args.kind, ())))))
    misplaced = [name for name, kinds in ONLY_OF.items() if getattr(args, name) is not None and args.kind not in kinds]
    if misplaced:
        raise ToolError(ctx.style.phrase("entries.no_such_filter", names=ctx.style.listed(misplaced)))
    values = {name: value for name in ("metric", "status") if (value := getattr(args, name)) is not None}
    rows = await entries_of(uow, args.kind, Sought(args.limit, args.before, args.first, args.last, values))
    if rows is None:
        raise NoSuchEntry(ctx.style.phrase("entries.no_such_entry"))
    return EntriesListed(
        kind=args.kind,
        entries=await views_of(args.kind, rows, ctx, uow),
        next_before=rows[-1].id if len(rows) == args.limit else None,
    )


class NamedEntryArgs(Args):
    kind: Kind
    entry: str = Field(max_length=36, description="Its id.")


class EntryShown(Result):
    entry: Entry


@tool(agent=None, kind="read")
async def show_entry(args: NamedEntryArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryShown:
    """Show one workout, measurement, goal, injury, plan or own program by its id, with all that belongs to it."""
    return EntryShown(entry=await view_of(args.kind, await found(args.kind, args.entry, ctx, uow), ctx, uow))


class EntryRemoved(Result):
    """The entry as it was."""

    entry: Entry


@tool(agent=None, kind="write")
async def remove_entry(args: NamedEntryArgs, ctx: CoachContext, uow: UnitOfWork) -> EntryRemoved:
    """Delete one workout, measurement, goal, injury, plan or own program by its id. Undo brings it back."""
    row = await found(args.kind, args.entry, ctx, uow)
    view = await view_of(args.kind, row, ctx, uow)
    await _REMOVE.get(args.kind, _remove_row)(row, uow)
    return EntryRemoved(entry=view)


async def found(kind: Kind, entry_id: str, ctx: CoachContext, uow: UnitOfWork) -> Any:
    """The person's entry, or `NoSuchEntry` in the same words whether it is somebody else's or nobody's."""
    row = await entry_of(uow, kind, entry_id)
    if row is None:
        raise NoSuchEntry(ctx.style.phrase("entries.no_such_entry"))
    return row


async def view_of(kind: Kind, row: Any, ctx: CoachContext, uow: UnitOfWork) -> Entry:
    """One entry with all that belongs to it; of a plan or a program no days while training is stopped."""
    view = (await views_of(kind, [row], ctx, uow))[0]
    if not isinstance(view, PlanView | ProgramView) or await is_training_stopped(uow):
        return view
    stored = await stored_program(uow, row.version_id)
    blocks = [
        BlockView(name=block.name, weeks=block.weeks, is_easy=block.is_easy, days=[planned_day(day) for day in block.days])
        for block in stored.program.blocks
    ]
    if isinstance(view, ProgramView):
        return view.model_copy(update={"blocks": blocks})
    changes = await plan_changes(uow, row.id)
    reasons = [ReasonFact.model_validate(one) for one in changes[-1].reasons] if changes else []
    return view.model_copy(update={"blocks": blocks, "reasons": reasons})


async def views_of(kind: Kind, rows: Sequence[Any], ctx: CoachContext, uow: UnitOfWork) -> list[Entry]:
    """Entries of one kind as they are told, in the order they are given."""
    return await _VIEWS[kind](rows, ctx, uow) if rows else []


async def _workouts(rows: Sequence[Workout], ctx: CoachContext, uow: UnitOfWork) -> list[Any]:
    contents = await contents_of(uow, [row.id for row in rows])
    return [
        WorkoutView(
            id=row.id,
            date=row.performed_on,
            status=row.status,
            note=row.note,
            plan_id=row.plan_id,
            created_at=row.created_at,
            entries=[
                EntryArgs.model_construct(  # rows are in their ranges
                    exercise=ExerciseRef(key=entry.exercise_key, name=entry.name),
                    sets=[SetArgs.model_construct(**{name: getattr(one, name) for name in SET}) for one in sets],
                    note=entry.note,
                )
                for entry, sets in contents.get(row.id, [])
            ],
        )
        for row in rows
    ]


async def _metrics(rows: Sequence[BodyMetric], ctx: CoachContext, uow: UnitOfWork) -> list[Any]:
    hidden = any(row.metric in BODY_SIZES for row in rows) and await are_body_numbers_hidden(uow, ctx.today)
    views = []
    for row in rows:
        is_hidden = hidden and row.metric in BODY_SIZES
        values = {name: None if is_hidden else getattr(row, name) for name in ("value", "value_2")}
        at = row.measured_at.astimezone(ctx.zone)
        views.append(MetricView(id=row.id, metric=row.metric, unit=row.unit, measured_at=at, is_hidden=is_hidden, **values))
    return views


async def _goals(rows: Sequence[Goal], ctx: CoachContext, uow: UnitOfWork) -> list[Any]:
    shown = await goals_shown(list(rows), ctx, uow)
    unsaid = {"now": None, "start": None, "share": None}
    told = [goal.model_copy(update=unsaid) if goal.is_hidden else goal for goal in shown]
    return [GoalView(id=row.id, status=row.status, goal=goal, created_at=row.created_at) for row, goal in zip(rows, told, strict=True)]


async def _injuries(rows: Sequence[Injury], ctx: CoachContext, uow: UnitOfWork) -> list[Any]:
    same = ("id", "status", "region", "side", "severity", "exercise_key", "note")
    return [
        InjuryView(
            **{name: getattr(row, name) for name in same},
            when=row.occurs,
            provoked_by=row.provoked_by or [],
            since=row.reported_at.astimezone(ctx.zone).date(),
            until=row.resolved_at.astimezone(ctx.zone).date() if row.resolved_at else None,
        )
        for row in rows
    ]


async def _plans(rows: Sequence[Plan], ctx: CoachContext, uow: UnitOfWork) -> list[Any]:
    views = []
    for row in rows:
        program = (await stored_program(uow, row.version_id)).program
        same = {name: getattr(program, name) for name in ("name", "goal", "level", "days_per_week", "weeks")}
        own = {name: getattr(row, name) for name in ("id", "status", "started_on", "ended_at")}
        views.append(PlanView(**own, **same, weekdays=[int(day) for day in row.weekdays or ()]))
    return views


async def _programs(rows: Sequence[SavedProgram], ctx: CoachContext, uow: UnitOfWork) -> list[Any]:
    views = []
    for row in rows:
        program = (await stored_program(uow, row.version_id)).program
        same = {name: getattr(program, name) for name in ("version", "goal", "level", "days_per_week", "weeks")}
        own = {name: getattr(row, name) for name in ("id", "title", "created_at", "updated_at")}
        views.append(ProgramView(**own, **same))
    return views


_VIEWS: dict[str, Callable[[Sequence[Any], CoachContext, UnitOfWork], Awaitable[list[Any]]]] = {
    "workouts": _workouts,
    "metrics": _metrics,
    "goals": _goals,
    "injuries": _injuries,
    "plans": _plans,
    "programs": _programs,
}


async def _remove_row(row: Base, uow: UnitOfWork) -> None:
    await uow.remove(row)


async def remove_contents(workout: Workout, uow: UnitOfWork) -> None:
    """Take every exercise out of a workout, children first, so that undo can bring them back."""
    for entry, sets in (await contents_of(uow, [workout.id])).get(workout.id, []):
        for one in sets:
            await uow.remove(one)
        await uow.remove(entry)


async def _remove_workout(row: Workout, uow: UnitOfWork) -> None:
    await remove_contents(row, uow)
    await uow.remove(row)


async def _remove_plan(row: Plan, uow: UnitOfWork) -> None:
    """What was done of it stays in the log; its program stays the person's."""
    for workout in await workouts_of_plan(uow, row.id):
        await uow.change(workout, plan_id=None, day_id=None)
    for part in (*await plan_changes(uow, row.id), *await pauses_of(uow, row.id)):
        await uow.remove(part)
    await uow.remove(row)


_REMOVE: dict[str, Callable[[Any, UnitOfWork], Awaitable[None]]] = {
    "workouts": _remove_workout,
    "injuries": forget_injury,
    "plans": _remove_plan,
}

TOOLS = (list_entries, show_entry, remove_entry)
