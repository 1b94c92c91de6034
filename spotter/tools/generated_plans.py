"""A plan that was made in the background: what is offered, and taking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.programs import read_program, weeks_of
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.request import PlanDraft
from spotter.errors import NoSuchEntry, NotFound, ToolError
from spotter.store.queries.generations import generation_of
from spotter.store.queries.programs import add_own_program
from spotter.store.tables import Generation
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.plan_days import PlannedDay, planned_day
from spotter.tools.plan_program import program_of, weekdays_of
from spotter.tools.plan_wishes import ProposePlanArgs, wishes_of
from spotter.tools.plans import PlanStarted, ReasonFact, difference_to_running, start_program
from spotter.tools.spec import Args, tool


class OfferedBlock(BaseModel):
    """Some weeks of the same days."""

    model_config = ConfigDict(frozen=True)

    name: dict[str, str]
    weeks: int
    is_easy: bool
    days: list[PlannedDay]


class PlanOffered(BaseModel):
    """A plan that nobody has accepted yet. `assumed` names what nobody said, `gap` how far it is at most from the best (0 to 1)."""

    model_config = ConfigDict(frozen=True)

    name: dict[str, str]
    goal: str
    level: str
    days_per_week: int
    weeks: int
    minutes_limit: int
    weekdays: list[int]
    blocks: list[OfferedBlock]
    assumed: list[str]
    reasons: list[ReasonFact]
    gap: float


def offered(draft: PlanDraft, assumed: Sequence[str]) -> tuple[PlanOffered, dict[str, Any]]:
    """What is told of a finished draft, and the program it is kept as."""
    program = program_of(draft)
    blocks = [
        OfferedBlock(name=block.name, weeks=block.weeks, is_easy=block.is_easy, days=[planned_day(day) for day in block.days])
        for block in program.blocks
    ]
    same = {name: getattr(program, name) for name in ("name", "goal", "level", "days_per_week", "weeks")}
    reasons = [ReasonFact(code=one.code, params=dict(one.params), step=one.step) for one in draft.reasons]
    told = PlanOffered(
        **same,
        minutes_limit=program.minutes,
        weekdays=weekdays_of(draft),
        blocks=blocks,
        assumed=list(assumed),
        reasons=reasons,
        gap=round(draft.gap, 4),
    )
    return told, asdict(program)


class AcceptGenerationArgs(Args):
    generation: str = Field(max_length=36, description="Its id.")


async def _offer(args: AcceptGenerationArgs, ctx: CoachContext, uow: UnitOfWork) -> Generation:
    """The finished generation; `ToolError` where there is none, or none yet."""
    try:
        row = await generation_of(uow, args.generation)
    except NotFound as missing:
        raise NoSuchEntry(ctx.style.phrase("entries.no_such_entry")) from missing
    if row.status != "done" or row.outcome is None:
        raise ToolError(ctx.style.phrase("plan_review.not_finished"))
    return row


async def _ask_to_replace(args: AcceptGenerationArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    outcome = (await _offer(args, ctx, uow)).outcome or {}
    reasons = [ReasonFact.model_validate(one) for one in outcome["plan"]["reasons"]]
    return await difference_to_running(read_program(outcome["program"]), reasons, ctx, uow)


@tool(agent=None, kind="write", confirm=_ask_to_replace)
async def accept_generation(args: AcceptGenerationArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanStarted:
    """Make a plan that was made in the background the active one. The validator looks at it once more, as the person is now."""
    row = await _offer(args, ctx, uow)
    is_light = await keep_it_light(ctx, uow)
    outcome = row.outcome or {}
    program, plan = read_program(outcome["program"]), PlanOffered.model_validate(outcome["plan"])
    wishes = await wishes_of(ProposePlanArgs.model_validate(row.wishes), ctx, uow, is_light=is_light)
    wrong = errors_of(validate_plan(weeks_of(program, plan.weekdays), wishes.request, list(exercises().values())))
    if wrong:
        style = ctx.style
        what = style.listed([style.phrase(f"plans.finding_{code}") for code in dict.fromkeys(one.code for one in wrong)])
        raise ToolError(style.phrase("plans.program_not_sound", title=program.name[ctx.locale], what=what))
    version_id = await add_own_program(uow, program, [reason.model_dump() for reason in plan.reasons])
    started = await start_program(uow, ctx, program, version_id, weekdays=plan.weekdays, reasons=plan.reasons)
    return started.model_copy(update={"assumed": plan.assumed})


TOOLS = (accept_generation,)
