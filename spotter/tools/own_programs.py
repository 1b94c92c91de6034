"""Programs that people bring along: shown as they were understood, checked like any plan, followed or kept under a name."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.coaching.ages import is_minor
from spotter.coaching.planning.generation import GOALS_FOR_ADULTS
from spotter.errors import ToolError
from spotter.language.program_text import read_program
from spotter.language.understanding import Reading
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import active_plan
from spotter.store.queries.programs import add_own_program, stored_program
from spotter.store.queries.saved_programs import keep_program, saved_programs
from spotter.store.tables import SavedProgram
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.entries import found, view_of
from spotter.tools.entry_changes import EntryChanged
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import PlannedDay, planned_day, ref_of
from spotter.tools.plan_edits import FEWEST_WEEKS, hard_block
from spotter.tools.plans import ReasonFact, start_program
from spotter.tools.program_drafts import MOST_DAYS, OwnDay, OwnProgramArgs, days_of, drafted, unloaded, weekdays_told
from spotter.tools.program_fitting import Fitted, FittedSwap, fitted_for_me
from spotter.tools.saved_titles import Title, known, refuse_title
from spotter.tools.spec import Args, Offer, Result, tool

MOST_UNREAD = 20


class CreateProgramArgs(OwnProgramArgs):
    title: Title | None = Field(default=None, description="What it is kept under; null: it is only followed.")
    follow: bool = Field(default=True, description="Whether it becomes the plan; otherwise it is only kept.")


class ProgramFitted(BaseModel):
    """What became of a program so that the person can follow it; the codes of `warnings` are worth saying."""

    model_config = ConfigDict(frozen=True)

    swaps: list[FittedSwap]
    is_gentler: bool
    is_shorter: bool
    warnings: list[str]
    known_loads: list[ExerciseRef]
    eased_loads: list[ExerciseRef]


class ProgramMade(Result):
    """A program as it was understood. `unread` is what was not, in the person's words; `unloaded` the exercises whose load does not count.

    `plan_id` where it is followed, `saved_id` where it is kept; `current` is the plan that it replaces. `minutes` is its longest workout.
    """

    name: dict[str, str]
    title: str | None
    follow: bool
    days: list[PlannedDay]
    days_per_week: int
    weekdays: list[int]
    weeks: int
    minutes: int
    unread: list[str]
    unloaded: list[ExerciseRef]
    fitted: ProgramFitted
    current: dict[str, str] | None
    plan_id: str | None = None
    saved_id: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was read of somebody's words, before anything is known of them."""

    days: list[OwnDay]
    unread: list[str]
    weeks: int | None
    days_per_week: int | None
    title: str | None
    follow: bool


async def written(args: OwnProgramArgs, ctx: CoachContext, *, title: str | None = None, follow: bool = False) -> Written:
    """Read a program while no connection is held; `ToolError` where nothing in it is one."""
    days, unread = list(args.days or ()), list[str]()
    said = (args.weeks, args.days_per_week)
    if args.text is not None:
        read = await asyncio.to_thread(read_program, args.text, Reading(ctx.locale, ctx.units, ctx.now))
        if read.numbered_weeks > 1:
            raise ToolError(ctx.style.phrase("programs.weeks_differ", n=read.numbered_weeks))
        if len(read.days) > MOST_DAYS:
            raise ToolError(ctx.style.phrase("programs.days_beyond", n=len(read.days)))
        days, unread = days_of(read)
        said = (args.weeks or read.weeks, args.days_per_week or read.days_per_week)
    strangers = [one.exercise.name for day in days for one in day.exercises if one.exercise.key not in exercises()]
    if strangers:
        raise ToolError(ctx.style.phrase("programs.unknown_exercise", names=ctx.style.listed(strangers[:MOST_UNREAD])))
    if not days:
        raise ToolError(ctx.style.phrase("programs.nothing_read"))
    if any(one.reps_min is one.reps_max is one.duration_s is one.distance_m is None for day in days for one in day.exercises):
        raise ToolError(ctx.style.phrase("programs.no_dose"))
    return Written(days, unread[:MOST_UNREAD], *said, title, follow)


async def _written(args: CreateProgramArgs, ctx: CoachContext) -> Written:
    return await written(args, ctx, title=args.title, follow=args.follow)


async def fitted_program(read: Written, ctx: CoachContext, uow: UnitOfWork) -> Fitted:
    """The program as the person may follow it; the validator decides."""
    profile = await profile_of(uow)
    program = drafted(read.days, days_per_week=read.days_per_week, weeks=read.weeks, goal=profile.goal, level=profile.level)
    if program.goal in GOALS_FOR_ADULTS and is_minor(profile.birth_date, profile.conditions, ctx.today):
        program = replace(program, goal="general")
    if read.title is not None:
        program = replace(program, name={"en": read.title, "fr": read.title})
    told = weekdays_told(read.days)
    weekdays = told if len(told) == program.days_per_week else []
    return await fitted_for_me(program, ctx, uow, weekdays=weekdays, is_own=True)


def told_of(fitted: Fitted) -> ProgramFitted:
    """What is said of how a program was made to fit."""
    return ProgramFitted(
        swaps=list(fitted.swaps),
        is_gentler=fitted.is_gentler,
        is_shorter=fitted.is_shorter,
        warnings=list(fitted.warnings),
        known_loads=[ref_of(key) for key in fitted.known],
        eased_loads=[ref_of(key) for key in fitted.eased],
    )


def shown_days(program: Program, weekdays: Sequence[int]) -> list[PlannedDay]:
    """The workouts of a week of a program, with their weekdays."""
    days = hard_block(program).days
    return [planned_day(days[place % len(days)], weekday) for place, weekday in enumerate(weekdays[: program.days_per_week])]


async def _facts(read: Written, ctx: CoachContext, uow: UnitOfWork) -> tuple[ProgramMade, Fitted]:
    if not read.follow and read.title is None:
        raise ToolError(ctx.style.phrase("programs.which_title"))
    if read.title is not None:
        refuse_title(read.title, await saved_programs(uow), ctx.style)
    fitted, current = await fitted_program(read, ctx, uow), await active_plan(uow)
    program = fitted.program
    days = shown_days(program, fitted.weekdays)
    facts = ProgramMade(
        name=program.name,
        title=read.title,
        follow=read.follow,
        days=days,
        days_per_week=program.days_per_week,
        weekdays=list(fitted.weekdays),
        weeks=program.weeks,
        minutes=max(day.minutes for day in days),
        unread=read.unread,
        unloaded=unloaded(read.days),
        fitted=told_of(fitted),
        current=current[1] if current and read.follow else None,
    )
    return facts, fitted


async def _ask(read: Written, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """What to agree to; nothing where a program that was understood whole is only kept."""
    facts, fitted = await _facts(read, ctx, uow)
    return None if not (read.follow or read.unread or fitted.swaps or fitted.eased) else facts.model_dump()


def _cards(result: ProgramMade, ctx: CoachContext) -> list[Block]:
    names = ("plans.suggest_today", "plans.suggest_undo") if result.plan_id else ("programs.suggest_mine",)
    return [SuggestionsBlock(texts=[ctx.style.phrase(name) for name in names])]


def _easy_weeks(result: ProgramMade) -> Offer | None:
    """Easy weeks like those of the house's plans, for what is followed longer than a few weeks."""
    return Offer("change_plan", {"change": "easy_weeks"}, asks_itself=True) if result.plan_id and result.weeks >= FEWEST_WEEKS else None


@tool(agent="planner", kind="write", prepare=_written, confirm=_ask, cards=_cards, offers=_easy_weeks)
async def create_program(args: Written, ctx: CoachContext, uow: UnitOfWork) -> ProgramMade:
    """Take over a program that the person wrote themselves: days with exercises, sets and reps; they see how it was understood first."""
    facts, fitted = await _facts(args, ctx, uow)
    reasons = [ReasonFact(code="own")]
    version_id = await add_own_program(uow, fitted.program, [one.model_dump() for one in reasons])
    saved = await keep_program(uow, args.title, version_id) if args.title is not None else None
    plan_id = None
    if args.follow:
        started = await start_program(uow, ctx, fitted.program, version_id, weekdays=fitted.weekdays, reasons=reasons)
        plan_id = started.plan_id
    return facts.model_copy(update={"plan_id": plan_id, "saved_id": saved.id if saved else None})


class SaveProgramArgs(Args):
    title: Title


class ProgramSaved(Result):
    """A program that is kept now, or is called otherwise, or is kept no longer. `before` is its title until now."""

    saved_id: str
    title: str
    before: str | None = None


@tool(agent="planner", kind="write")
async def save_program(args: SaveProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgramSaved:
    """Keep the running plan as it is now under a name, to come back to it."""
    plan = await active_plan(uow)
    if plan is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    refuse_title(args.title, await saved_programs(uow), ctx.style)
    row = await keep_program(uow, args.title, plan[0].version_id)
    return ProgramSaved(saved_id=row.id, title=row.title)


class RenameProgramArgs(Args):
    program: str = Field(min_length=1, max_length=80, description="Its title.")
    title: Title


@tool(agent="planner", kind="write")
async def rename_program(args: RenameProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgramSaved:
    """Call one of the person's own programs otherwise."""
    kept = await saved_programs(uow)
    row = known(args.program, kept, ctx.style)
    refuse_title(args.title, kept, ctx.style, but=row.id)
    before = row.title
    await uow.change(row, title=args.title, updated_at=uow.now)
    return ProgramSaved(saved_id=row.id, title=row.title, before=before)


class DeleteProgramArgs(Args):
    program: str = Field(min_length=1, max_length=80, description="Its title.")


@tool(agent="planner", kind="write")
async def delete_program(args: DeleteProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgramSaved:
    """Take one of the person's own programs off their list; a plan that follows it goes on."""
    row = known(args.program, await saved_programs(uow), ctx.style)
    told = ProgramSaved(saved_id=row.id, title=row.title)
    await uow.remove(row)
    return told


class ChangeProgramArgs(OwnProgramArgs):
    """`entry` is the id of what changes. What is left out stays as it is."""

    entry: str = Field(max_length=36, description="Its id.")
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class _Rewritten:
    entry: str
    title: str | None
    read: Written | None


async def _rewritten(args: ChangeProgramArgs, ctx: CoachContext) -> _Rewritten:
    has_content = args.text is not None or args.days is not None
    if not has_content and args.title is None:
        raise ToolError(ctx.style.phrase("entries.nothing_said", fields=ctx.style.listed(["days", "text", "title"])))
    return _Rewritten(args.entry, args.title, await written(args, ctx) if has_content else None)


@tool(agent=None, kind="write", prepare=_rewritten)
async def change_program(args: _Rewritten, ctx: CoachContext, uow: UnitOfWork) -> EntryChanged:
    """Change the title or the days of one of the person's own programs by its id; other days are its next version."""
    row: SavedProgram = await found("programs", args.entry, ctx, uow)
    values: dict[str, Any] = {"updated_at": uow.now}
    if args.title is not None:
        refuse_title(args.title, await saved_programs(uow), ctx.style, but=row.id)
        values["title"] = args.title
    if args.read is not None:
        if args.read.unread:
            raise ToolError(ctx.style.phrase("programs.unread_refused", what=ctx.style.listed(args.read.unread)))
        before = (await stored_program(uow, row.version_id)).program
        fitted = await fitted_program(args.read, ctx, uow)
        title = args.title or row.title
        program = replace(fitted.program, version=before.version + 1, name={"en": title, "fr": title})
        values["version_id"] = await add_own_program(uow, program, [ReasonFact(code="own").model_dump()])
    await uow.change(row, **values)
    return EntryChanged(entry=await view_of("programs", row, ctx, uow))


class ShowOwnProgramsArgs(Args):
    pass


class SavedProgramFact(BaseModel):
    """One of the person's own programs in short; `is_running` where the plan follows it. Without exercises while training is stopped."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    days_per_week: int
    weeks: int
    exercises: list[ExerciseRef]
    is_running: bool


class OwnProgramsShown(Result):
    programs: list[SavedProgramFact]


def _list_cards(result: OwnProgramsShown, ctx: CoachContext) -> list[Block]:
    texts = [ctx.style.phrase("programs.suggest_switch", title=one.title) for one in result.programs[:2] if not one.is_running]
    return [SuggestionsBlock(texts=texts or [ctx.style.phrase("today.suggest_programs")])]


@tool(agent="planner", kind="read", cards=_list_cards)
async def show_own_programs(args: ShowOwnProgramsArgs, ctx: CoachContext, uow: UnitOfWork) -> OwnProgramsShown:
    """List the programs that the person keeps under names of their own."""
    running, is_stopped = await active_plan(uow), await is_training_stopped(uow)
    facts = []
    for row in await saved_programs(uow):
        program = (await stored_program(uow, row.version_id)).program
        keys = list(dict.fromkeys(slot.exercise for slot in program.slots()))
        facts.append(
            SavedProgramFact(
                id=row.id,
                title=row.title,
                days_per_week=program.days_per_week,
                weeks=program.weeks,
                exercises=[] if is_stopped else [ref_of(key) for key in keys],
                is_running=running is not None and running[0].version_id == row.version_id,
            )
        )
    return OwnProgramsShown(programs=facts)


TOOLS = (create_program, save_program, rename_program, delete_program, change_program, show_own_programs)
