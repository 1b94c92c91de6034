"""A plan rests, goes on, ends, or gives way to the one before it; days on which it rested are no gap in what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from pydantic import Field

from spotter.errors import ToolError
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.plans import Course, active_course, active_plan, change_program, open_pauses, resting_plan, workouts_done_of
from spotter.store.queries.programs import add_own_program, stored_program
from spotter.store.queries.underway import workout_underway
from spotter.store.tables import Plan
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.own_programs import ProgramFitted, told_of
from spotter.tools.plan_evidence import EvidenceFact
from spotter.tools.plan_pauses import rest, wake
from spotter.tools.plan_versions import RestoreVersionArgs, VersionRestored, restore_version, version_before
from spotter.tools.plans import ReasonFact
from spotter.tools.program_fitting import Fitted, fitted_for_me
from spotter.tools.spec import Args, Result, tool

LONGEST_PAUSE_DAYS = 182  # who rests longer begins a new plan, a house rule
LEFT = ("replaced", "completed")


class PausePlanArgs(Args):
    until: date | None = Field(default=None, description="The last day of rest; null: until the person takes it up again.")
    away: bool = Field(default=False, description="The person only said to be away: asked first.")


class PlanPaused(Result):
    """The plan that rests now, and the week it will go on in. `in_workout` where a workout goes on, which has no plan from now on.

    With an end `until` is the last day of rest and `next_on` the day of the workout after it.
    """

    plan_id: str
    name: dict[str, str]
    week: int
    weeks: int
    in_workout: bool = False
    until: date | None = None
    next_on: date | None = None


def _cards(result: Result, ctx: CoachContext) -> list[Block]:
    names = ["plans.suggest_undo"] if isinstance(result, PlanEnded) else ["plans.suggest_today", "plans.suggest_undo"]
    names = ["programs.suggest_resume"] if isinstance(result, PlanPaused) else names
    return [SuggestionsBlock(texts=[ctx.style.phrase(name) for name in names])]


async def _running(ctx: CoachContext, uow: UnitOfWork) -> Course:
    course = await active_course(uow)
    if course is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    return course


async def _ask_whether_away(args: PausePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """Asked only where nobody spoke of the plan."""
    course = await _running(ctx, uow)
    return {"name": course.program.name, "until": args.until} if args.away and args.until else None


@tool(agent="planner", kind="write", confirm=_ask_whether_away, cards=_cards)
async def pause_plan(args: PausePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanPaused:
    """Let the running plan rest until a day, or until the person takes it up again; nothing is due meanwhile."""
    course = await _running(ctx, uow)
    if args.until is not None and not 0 <= (args.until - ctx.today).days <= LONGEST_PAUSE_DAYS:
        raise ToolError(ctx.style.phrase("programs.pause_out_of_reach", n=LONGEST_PAUSE_DAYS))
    await rest(course.plan, ctx.today, uow, args.until)
    facts = PlanPaused(plan_id=course.plan.id, name=course.program.name, week=course.week, weeks=course.program.weeks)
    if args.until is not None:
        following = next((await _running(ctx, uow)).schedule(ctx.today))
        return facts.model_copy(update={"until": args.until, "next_on": following.on})
    await uow.change(course.plan, status="paused")
    return facts.model_copy(update={"in_workout": await workout_underway(uow) is not None})


class EndPlanArgs(Args):
    pass


class PlanEnded(Result):
    """The plan that is (or would be) over, and how many of its workouts were done."""

    plan_id: str
    name: dict[str, str]
    done: int


async def _ending(ctx: CoachContext, uow: UnitOfWork) -> tuple[Plan, PlanEnded]:
    """The running plan, else the one that rests."""
    current = await active_plan(uow)
    plan = current[0] if current else await resting_plan(uow, "paused")
    if plan is None:
        raise ToolError(ctx.style.phrase("programs.nothing_to_end"))
    name = (await stored_program(uow, plan.version_id)).program.name
    return plan, PlanEnded(plan_id=plan.id, name=name, done=await workouts_done_of(uow, plan.id))


async def _ask_to_end(args: EndPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    return (await _ending(ctx, uow))[1].model_dump()


@tool(agent="planner", kind="write", confirm=_ask_to_end, cards=_cards)
async def end_plan(args: EndPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanEnded:
    """End the plan without another in its place ("delete my plan"); it is kept, and so is all that was logged."""
    plan, facts = await _ending(ctx, uow)
    await uow.change(plan, status="completed", ended_at=uow.now)
    await wake(ctx.today, uow, plan)
    return facts


class ResumePlanArgs(Args):
    which: Literal["paused", "previous"] = "paused"


class PlanResumed(Result):
    """The plan that goes on, where it was left. `current` is the one that it replaces, `days_rested` how long it was paused."""

    plan_id: str
    name: dict[str, str]
    week: int
    weeks: int
    done: int
    current: dict[str, str] | None
    days_rested: int
    fitted: ProgramFitted
    version: VersionRestored | None = Field(default=None, description="Where it is the running plan's own earlier version that comes back.")


@dataclass(frozen=True, slots=True)
class _Return:
    plan: Plan
    facts: PlanResumed
    fitted: Fitted
    is_changed: bool


async def _return(args: ResumePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> _Return:
    """The plan that would go on, as the validator allows it for the person as they are now."""
    style, current = ctx.style, await active_plan(uow)
    plan = await resting_plan(uow, "paused") or (await resting_plan(uow, *LEFT) if args.which == "previous" else None)
    if args.which == "previous" and current is not None:
        plan = await resting_plan(uow, *LEFT, "paused")
    if plan is None and current is not None:
        raise ToolError(style.phrase("programs.runs_already", title=current[1][ctx.locale]))
    if plan is None:
        raise ToolError(style.phrase("programs.nothing_rests"))
    program = (await stored_program(uow, plan.version_id)).program
    fitted = await fitted_for_me(program, ctx, uow, weekdays=plan.weekdays or (), is_own=True)
    pauses, done = await open_pauses(uow, ctx.today, plan.id), await workouts_done_of(uow, plan.id)
    facts = PlanResumed(
        plan_id=plan.id,
        name=program.name,
        week=done // program.days_per_week + 1,
        weeks=program.weeks,
        done=done,
        current=current[1] if current else None,
        days_rested=(ctx.today - pauses[0].starts_on).days if pauses else 0,
        fitted=told_of(fitted),
    )
    return _Return(plan, facts, fitted, fitted.program.blocks != program.blocks)


async def _only_rests(args: ResumePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> _Return | None:
    """The running plan where it rests until a day."""
    course = await active_course(uow)
    if args.which != "paused" or course is None or course.rests_until(ctx.today) is None:
        return None
    since = next(one.starts_on for one in course.pauses if one.starts_on <= ctx.today)
    facts = _facts_of(course, days_rested=(ctx.today - since).days)
    return _Return(course.plan, facts, Fitted(course.program, tuple(course.plan.weekdays or ())), is_changed=False)


async def _only_changed(args: ResumePlanArgs, uow: UnitOfWork) -> bool:
    """Whether the plan before can only be an earlier version of the running one."""
    if args.which != "previous" or await active_plan(uow) is None:
        return False
    return await resting_plan(uow, *LEFT, "paused") is None


async def _restored(ctx: CoachContext, uow: UnitOfWork) -> PlanResumed:
    version = cast(VersionRestored, await restore_version.run(RestoreVersionArgs(), ctx, uow))
    return _facts_of(await _running(ctx, uow), version=version)


def _facts_of(course: Course, *, days_rested: int = 0, version: VersionRestored | None = None) -> PlanResumed:
    return PlanResumed(
        plan_id=course.plan.id,
        name=course.program.name,
        week=course.week,
        weeks=course.program.weeks,
        done=len(course.done),
        current=None,
        days_rested=days_rested,
        fitted=told_of(Fitted(course.program, tuple(course.plan.weekdays or ()))),
        version=version,
    )


async def _ask(args: ResumePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """Asked where another plan runs, or where this one is no longer for the person as it was."""
    if await _only_rests(args, ctx, uow) is not None:
        return None
    if await _only_changed(args, uow):
        return {"version": (await version_before(ctx, uow)).model_dump()}
    found = await _return(args, ctx, uow)
    return found.facts.model_dump() if found.facts.current or found.is_changed else None


@tool(agent="planner", kind="write", confirm=_ask, cards=_cards)
async def resume_plan(args: ResumePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanResumed:
    """Take up the paused plan, or go back to the one before; it goes on in the week where it was left."""
    resting = await _only_rests(args, ctx, uow)
    if resting is not None:
        await wake(ctx.today, uow, resting.plan)
        return resting.facts
    if await _only_changed(args, uow):
        return await _restored(ctx, uow)
    found = await _return(args, ctx, uow)
    current = await active_plan(uow)
    if current is not None:
        await uow.change(current[0], status="replaced", ended_at=uow.now)
    await wake(ctx.today, uow)
    await uow.change(found.plan, status="active", ended_at=None)
    if found.is_changed:
        reasons = [ReasonFact(code="asked").model_dump()]
        version_id = await add_own_program(uow, found.fitted.program, reasons)
        before = EvidenceFact(table="program_version", id=found.plan.version_id, params={}).model_dump(mode="json")
        await change_program(uow, found.plan, version_id, {"reasons": reasons, "evidence": [before], "proposed_by": "person"})
    return found.facts


TOOLS = (pause_plan, end_plan, resume_plan)
