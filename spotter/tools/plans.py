"""Plans: propose one, show the programs of the house, follow one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.catalogue.programs import featured_programs, find_programs, programs, weeks_of
from spotter.catalogue.programs import program_of as catalogue_program
from spotter.coaching.ages import is_minor, known_age
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.generation import GOALS_FOR_ADULTS, generate_plan
from spotter.coaching.planning.request import Infeasible, PlanDraft, PlanRequest, Reason
from spotter.coaching.prescription import Goal
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.language.program_names import named_program
from spotter.language.wording.plans import OF_AN_EXERCISE, reason_in_words
from spotter.messages import Block, SuggestionsBlock, TableBlock
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import active_course, active_plan, start_plan
from spotter.store.queries.programs import add_own_program, catalogue_version_id, stored_program
from spotter.store.queries.recommendations import taste
from spotter.store.queries.saved_programs import saved_programs
from spotter.store.tables import Profile
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.plan_days import PlannedDay, day_table, minutes_of, planned_day, ref_of
from spotter.tools.plan_differences import gone_and_new
from spotter.tools.plan_edits import keys_of
from spotter.tools.plan_evidence import evidence_for
from spotter.tools.plan_pauses import wake
from spotter.tools.plan_program import program_of, weekdays_of
from spotter.tools.plan_wishes import PREGNANCY, ProposePlanArgs, wishes_of
from spotter.tools.program_fitting import Fitted, days_for, fitted_for_me
from spotter.tools.saved_titles import meant
from spotter.tools.spec import Args, Result, tool
from spotter.tools.standing_swaps import as_now, swaps_of

SHOWN_PROGRAMS = 6
MOST_OBSTACLES = 2


class ReasonFact(BaseModel):
    """Why a plan is as it is: a code with its figures, put into words by `wording.plans`, and the step of planning that found it."""

    model_config = ConfigDict(frozen=True)

    code: str
    params: dict[str, str] = Field(default_factory=dict)
    step: str = "selection"


class PlanStarted(Result):
    """The plan that is active now. `minutes` is its longest workout, `minutes_limit` the time there is, `assumed` what nobody said."""

    plan_id: str
    name: dict[str, str]
    goal: str
    level: str
    days_per_week: int
    weeks: int
    minutes: int
    minutes_limit: int
    equipment: list[str]
    days: list[PlannedDay]
    assumed: list[str]
    reasons: list[ReasonFact]
    replaced: dict[str, str] | None
    fitted: dict[str, Any] | None = Field(default=None, description="What was changed of a program so that the person can follow it.")


def _plan_cards(result: PlanStarted, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    tables: list[Block] = [day_table(day, style) for day in result.days]
    return [*tables, SuggestionsBlock(texts=[style.phrase("plans.suggest_today"), style.phrase("plans.suggest_why")])]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that keeps to the wishes, with what was assumed for it (names of the profile)."""

    draft: PlanDraft
    assumed: tuple[str, ...]


async def _solve(args: ProposePlanArgs, ctx: CoachContext) -> Proposal:
    """Read what is known, let go of the database, and solve in a thread; `ToolError` in words where no plan keeps to the wishes."""
    async with ctx.store.read(ctx.user_id) as uow:
        is_light = await keep_it_light(ctx, uow)
        wishes = await wishes_of(args, ctx, uow, is_light=is_light)
    draft = await asyncio.to_thread(generate_plan, wishes.request, list(exercises().values()))
    if isinstance(draft, Infeasible):
        raise ToolError(" ".join(reason_in_words(reason.code, reason.params, ctx.style) for reason in draft.reasons[:MOST_OBSTACLES]))
    return Proposal(draft, wishes.assumed)


async def _ask_to_replace_by_own(args: Proposal, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    return await difference_to_running(program_of(args.draft), [_fact(reason) for reason in args.draft.reasons], ctx, uow)


async def difference_to_running(
    program: Program, reasons: Sequence[ReasonFact], ctx: CoachContext, uow: UnitOfWork
) -> dict[str, Any] | None:
    """The plan that would come against the one that runs; None where none runs."""
    course = await active_course(uow)
    if course is None:
        return None
    gone, new = gone_and_new(course.program, program)
    return {
        "current": course.program.name,
        "current_days": course.program.days_per_week,
        "name": program.name,
        "days_per_week": program.days_per_week,
        "weeks": program.weeks,
        "new": [ref_of(key).model_dump() for key in new],
        "gone": [ref_of(key).model_dump() for key in gone],
        "reasons": [reason.model_dump() for reason in reasons if not reason.code.startswith(OF_AN_EXERCISE)],
        "evidence": [row.model_dump() for row in await evidence_for(uow, ctx.today, keys_of(program.slots()))],
    }


@tool(agent="planner", kind="write", prepare=_solve, confirm=_ask_to_replace_by_own, cards=_plan_cards)
async def propose_plan(args: Proposal, ctx: CoachContext, uow: UnitOfWork) -> PlanStarted:
    """Make a training plan from goal, days a week, minutes, equipment, level and what to avoid; it becomes the active plan."""
    await keep_it_light(ctx, uow)
    program = program_of(args.draft)
    reasons = [_fact(reason) for reason in args.draft.reasons]
    version_id = await add_own_program(uow, program, [reason.model_dump() for reason in reasons])
    started = await start_program(uow, ctx, program, version_id, weekdays=weekdays_of(args.draft), reasons=reasons)
    return started.model_copy(update={"assumed": list(args.assumed)})


def _fact(reason: Reason) -> ReasonFact:
    return ReasonFact(code=reason.code, params=dict(reason.params), step=reason.step)


async def start_program(
    uow: UnitOfWork,
    ctx: CoachContext,
    program: Program,
    version_id: str,
    *,
    weekdays: Sequence[int],
    reasons: Sequence[ReasonFact],
) -> PlanStarted:
    """Make a stored program the active plan."""
    current = await active_plan(uow)
    evidence = [row.model_dump(mode="json") for row in await evidence_for(uow, ctx.today, keys_of(program.slots()))]
    change = {"reasons": [reason.model_dump() for reason in reasons], "evidence": evidence, "proposed_by": "coach"}
    plan = await start_plan(uow, version_id, ctx.today, weekdays=weekdays, change=change)
    await wake(ctx.today, uow)
    days = program.blocks[0].days
    week = [days[place % len(days)] for place in range(program.days_per_week)]
    shown = [planned_day(day, weekday) for day, weekday in zip(week, weekdays, strict=False)]
    return PlanStarted(
        plan_id=plan.id,
        name=program.name,
        goal=program.goal,
        level=program.level,
        days_per_week=program.days_per_week,
        weeks=program.weeks,
        minutes=max(day.minutes for day in shown),
        minutes_limit=program.minutes,
        equipment=list(program.equipment),
        days=shown,
        assumed=[],
        reasons=[reason for reason in reasons if not reason.code.startswith(OF_AN_EXERCISE)],
        replaced=current[1] if current else None,
    )


class ShowProgramsArgs(Args):
    goal: Goal | None = None
    level: Level | None = None
    days_per_week: int | None = Field(default=None, ge=1, le=7)


class ProgramFact(BaseModel):
    """A program of the house in short."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: dict[str, str]
    description: dict[str, str]
    goal: str
    level: str
    days_per_week: int
    weeks: int
    minutes: int


class ProgramsShown(Result):
    """The programs that suit, the best first; `total` is how many there are. `widened` says that none suited exactly."""

    programs: list[ProgramFact]
    total: int
    widened: bool


def _program_cards(result: ProgramsShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    columns = [style.phrase(f"plans.column_{name}") for name in ("program", "goal", "level", "days", "weeks", "minutes")]
    rows = [
        [
            one.name[ctx.locale],
            style.phrase(f"profile.goal_{one.goal}"),
            style.phrase(f"profile.level_{one.level}"),
            *(str(figure) for figure in (one.days_per_week, one.weeks, one.minutes)),
        ]
        for one in result.programs
    ]
    start = [style.phrase("plans.suggest_start", title=one.name[ctx.locale]) for one in result.programs[:2]]
    return [TableBlock(title=style.phrase("plans.programs"), columns=columns, rows=rows), SuggestionsBlock(texts=start)]


@tool(agent="planner", kind="read", cards=_program_cards, training=True)
async def show_programs(args: ShowProgramsArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgramsShown:
    """Show the ready-made programs that suit a goal, a level and days a week; what is not said is taken from the profile."""
    profile = await profile_of(uow)
    level = args.level or profile.level
    found = find_programs(args.goal or profile.goal, level, args.days_per_week or profile.days_per_week)  # type: ignore[arg-type]
    widened = not found
    shown = (await taste(uow, "program")).ordered(found or find_programs(None, None, args.days_per_week))
    return _told(shown, profile, ctx, widened=widened)


class ShowFeaturedProgramsArgs(Args):
    pass


@tool(agent="planner", kind="read", cards=_program_cards, training=True)
async def show_featured_programs(args: ShowFeaturedProgramsArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgramsShown:
    """Show one ready-made program of every goal to look at first."""
    return _told((await taste(uow, "program")).ordered(featured_programs()), await profile_of(uow), ctx, widened=False)


def _told(shown: Sequence[Program], profile: Profile, ctx: CoachContext, *, widened: bool) -> ProgramsShown:
    if is_minor(profile.birth_date, profile.conditions, ctx.today):
        shown = [program for program in shown if program.goal not in GOALS_FOR_ADULTS]
    facts = [
        ProgramFact(
            **{name: getattr(p, name) for name in ("key", "name", "description", "goal", "level", "days_per_week", "weeks", "minutes")}
        )
        for p in shown[:SHOWN_PROGRAMS]
    ]
    return ProgramsShown(programs=facts, total=len(programs()), widened=widened)


class ProgramRef(BaseModel):
    """A program of the house by key, or as somebody called it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str | None = Field(default=None, max_length=80)
    name: str = Field(min_length=1, max_length=120)


class ChooseProgramArgs(Args):
    program: ProgramRef


async def _ask_to_replace(args: ChooseProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    chosen = await _chosen(args, ctx, uow)
    facts = await difference_to_running(chosen.program, chosen.reasons, ctx, uow)
    return None if facts is None else facts | {"fitted": chosen.told}


@tool(agent="planner", kind="write", confirm=_ask_to_replace, cards=_plan_cards)
async def choose_program(args: ChooseProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanStarted:
    """Follow a ready-made program, by what people call it ("5x5", "push pull legs")."""
    chosen = await _chosen(args, ctx, uow)
    program, version_id = chosen.program, chosen.version_id
    if version_id is None:
        version_id = await add_own_program(uow, program, [one.model_dump() for one in chosen.reasons])
    started = await start_program(uow, ctx, program, version_id, weekdays=chosen.weekdays, reasons=chosen.reasons)
    return started.model_copy(update={"fitted": chosen.told})


def _own_choice(program: Program) -> ReasonFact:
    return ReasonFact(code="chosen", params={"goal": program.goal, "level": program.level})


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A program to follow; `version_id` where it is stored as it is, `told` what was changed of it for the person."""

    program: Program
    version_id: str | None
    weekdays: Sequence[int]
    reasons: Sequence[ReasonFact]
    told: dict[str, Any] | None = None


def _told_of(fitted: Fitted) -> dict[str, Any]:
    """Swaps, gentler doses and shorter days; loads are told with the reasons."""
    swaps = [one.model_dump() for one in fitted.swaps]
    return {"swaps": swaps, "is_gentler": fitted.is_gentler, "is_shorter": fitted.is_shorter}


async def _chosen(args: ChooseProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> _Chosen:
    is_light = await keep_it_light(ctx, uow)
    style = ctx.style
    row = None if args.program.key else meant(args.program.name, await saved_programs(uow))
    if row is not None:
        stored = replace((await stored_program(uow, row.version_id)).program, name={"en": row.title, "fr": row.title})
        fitted = await fitted_for_me(stored, ctx, uow, is_own=True)
        eased = [ReasonFact(code="load_unproven", params={"exercise": key}) for key in fitted.eased]
        return _Chosen(fitted.program, None, fitted.weekdays, [_own_choice(fitted.program), *eased], _told_of(fitted))
    program = catalogue_program(args.program.key) if args.program.key else named_program(args.program.name)
    if program is None:
        near = style.listed([one.name[ctx.locale] for one in find_programs()[:3]])
        raise ToolError(style.phrase("plans.unknown_program", title=args.program.name, near=near))
    await check_program(program, ctx, uow)
    if is_light:
        fitted = await fitted_for_me(program, ctx, uow, is_own=False)
        reasons = [_own_choice(fitted.program), ReasonFact(code="light_only", step="injury")]
        return _Chosen(fitted.program, None, fitted.weekdays, reasons, _told_of(fitted))
    swaps = swaps_of(program, await as_now(program, ctx, uow, is_light=False))
    told = _told_of(Fitted(program, (), tuple(swaps)))
    return _Chosen(program, catalogue_version_id(program), await days_for(program, uow), [_own_choice(program)], told)


def refuse_for_minors(program: Program, profile: Profile, ctx: CoachContext) -> None:
    """`ToolError` where a program of the house is for adults and the person is none: it is neither shown nor followed."""
    if program.goal in GOALS_FOR_ADULTS and is_minor(profile.birth_date, profile.conditions, ctx.today):
        raise ToolError(ctx.style.phrase("plans.not_for_minors", title=program.name[ctx.locale]))


async def check_program(program: Program, ctx: CoachContext, uow: UnitOfWork, weekdays: Sequence[int] = ()) -> None:
    """`ToolError` where the program is not for this person: the validator decides, as for a plan that is made."""
    style, profile = ctx.style, await profile_of(uow)
    refuse_for_minors(program, profile, ctx)
    wrong = errors_of(validate_plan(weeks_of(program, weekdays), _followed_by(profile, program, ctx), list(exercises().values())))
    if wrong:
        what = style.listed([style.phrase(f"plans.finding_{code}") for code in dict.fromkeys(one.code for one in wrong)])
        raise ToolError(style.phrase("plans.program_not_sound", title=program.name[ctx.locale], what=what))


def _followed_by(profile: Profile, program: Program, ctx: CoachContext) -> PlanRequest:
    """The program as a request of this person. What hurts and what there is at hand changes each day's workout instead.

    A plan made for them is stored without its minutes and equipment: those it was made to fit.
    """
    longest = max(minutes_of(day.slots) for block in program.blocks for day in block.days)
    return PlanRequest(
        goal=program.goal,
        level=program.level,
        days_per_week=program.days_per_week,
        minutes=program.minutes or longest,
        equipment=frozenset(program.equipment or ("gym",)),
        age=known_age(profile.birth_date, profile.conditions, ctx.today),
        is_pregnant=PREGNANCY in (profile.conditions or ()),
    )


TOOLS = (propose_plan, show_programs, show_featured_programs, choose_program)
