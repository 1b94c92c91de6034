"""Pain and injuries: write them down, look exercises over, close what has healed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, get_args

from pydantic import Field

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import PainAnswer, Sore, answer_to_pain
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.pregnancy import PregnancyAdvice, pregnancy_advice
from spotter.coaching.provocation import Movement
from spotter.coaching.return_ramp import Move, Trend, move_of, trend_of
from spotter.coaching.unknown import Unknown
from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.language.body_parts import SIDE_NAMES
from spotter.language.wording import injuries as words
from spotter.messages import Block, TableBlock
from spotter.store.queries.holds import active_holds, is_training_stopped
from spotter.store.queries.injuries import healed_injuries, open_injuries, usual_exercises
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import active_course
from spotter.store.queries.recommendations import taste
from spotter.store.tables import Injury
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.guidance import Guidance, guidance_now
from spotter.tools.injury_swaps import Swap, affected, common_exercises, equipment_for, swap_of, usable_exercises
from spotter.tools.pain_state import RampFact, RegionNow, rate, regions_now, regions_of
from spotter.tools.plan_wishes import PREGNANCY
from spotter.tools.rehab_state import RehabShown, rehab_shown
from spotter.tools.spec import Args, Result, tool
from spotter.tools.workouts import ExerciseRef

RECENT = timedelta(days=42)
SHOWN = 3
PAIN_SIGNALS = frozenset({"pain", "strong_pain", "lasting_pain"})
Region = Literal[
    "lower_back", "upper_back", "shoulder", "elbow", "wrist", "hand", "neck", "hip", "groin",
    "hamstring", "quad", "knee", "shin", "calf", "ankle", "foot", "chest",
]  # fmt: skip
Side = Literal["left", "right", "both"]
When = Literal["rest", "during", "after", "night"]


class ReportPainArgs(Args):
    region: Region | None = Field(default=None, description="Left out where only one place hurts and it is meant.")
    side: Side | None = None
    severity: int | None = Field(default=None, ge=LIMITS["pain_severity"].low, le=LIMITS["pain_severity"].high)
    when: When | None = None
    exercise: ExerciseRef | None = None
    movements: list[Movement] = Field(default_factory=list, max_length=6, description="What brings it on, beside an exercise.")
    note: str | None = Field(default=None, max_length=1000)


class PainReported(Result):
    """The pain as it stands now. `swaps` are the exercises it changes; empty, with `move` and `ramp` null, while training is on hold.

    `provoked_by` is all that is known to bring it on; `move` what the rating does to the dose of what loads it, `ramp` where that stands,
    `after_training` the exercises of the day before that loaded it; `trend` compares the weeks.
    `guidance` is what comes next now where a workout goes on and the severity is known.
    """

    injury_id: str
    region: str
    side: str | None
    severity: int | None
    severity_before: int | None
    is_new: bool
    since: date
    when: str | None
    answer: PainAnswer | None
    on_hold: bool
    swaps: list[Swap]
    provoked_by: list[str] = Field(default_factory=list)
    move: Move | None = None
    ramp: RampFact | None = None
    after_training: list[str] = Field(default_factory=list)
    trend: Trend | None = None
    guidance: Guidance | None = None


def _awaits_severity(result: PainReported) -> dict[str, Any] | None:
    return {"slot": None, "repeats": False, "tail": "/10"} if result.severity is None else None


@tool(agent="injury", kind="write", awaits=_awaits_severity)
async def report_pain(args: ReportPainArgs, ctx: CoachContext, uow: UnitOfWork) -> PainReported:
    """Write down a pain or an injury (region, side, 0 to 10, what brings it on) and say what it changes in training.

    A known one gets a rating of today; what comes back on the way back is the same injury again.
    """
    regions = await regions_now(ctx, uow)
    known = _same_pain(regions, args, ctx)
    provoked_by = [*([args.exercise.key] if args.exercise and args.exercise.key else []), *args.movements]
    said: dict[str, Any] = {"side": args.side, "severity": args.severity, "occurs": args.when, "note": args.note}
    said["exercise_key"] = args.exercise.key if args.exercise else None
    before = known.injury.severity if known else None
    if known is None:
        row = await uow.add(_new_injury(args.region or "", said | {"provoked_by": provoked_by or None}, uow))
    else:
        row, told = known.injury, {name: value for name, value in said.items() if value is not None}
        together = list(dict.fromkeys([*(row.provoked_by or ()), *provoked_by]))
        await uow.change(row, updated_at=uow.now, status="open", resolved_at=None, **told, provoked_by=together or None)
    await rate(row, said | {"provoked_by": provoked_by}, ctx, uow)
    now = (await regions_of([row], ctx, uow))[0]
    others = [region for region in regions if region.injury.id != row.id]
    on_hold = await is_training_stopped(uow)
    yesterday = ctx.today - timedelta(days=1)
    return PainReported(
        injury_id=row.id,
        region=row.region,
        side=row.side,
        severity=row.severity,
        severity_before=before,
        is_new=known is None,
        since=now.since,
        when=row.occurs,
        answer=_answer(row),
        on_hold=on_hold,
        swaps=[] if on_hold else await _swaps([*others, now], now, args.exercise, ctx, uow),
        provoked_by=row.provoked_by or [],
        move=None if on_hold else _move(known, now, args.severity),
        ramp=now.ramp_fact,
        after_training=[one.exercise_key for one in now.trained if one.on == yesterday],
        trend=trend_of(now.rated),
        guidance=None if row.severity is None else await guidance_now(ctx, uow),
    )


def _move(known: RegionNow | None, now: RegionNow, severity: int | None) -> Move | None:
    """What the rating does to the dose; None where nothing was held back before."""
    return None if known is None or known.ramp is None or severity is None else move_of(known.ramp, now.ramp, severity)


def _same_pain(regions: list[RegionNow], args: ReportPainArgs, ctx: CoachContext) -> RegionNow | None:
    """The pain that is meant: same region, and the same side unless one of the two was never told. Without a region the only open one.

    Raises `ToolQuestion` where no region was told and it is not clear which is meant.
    """
    if args.region is None:
        hurting = [region for region in regions if region.injury.status == "open"]
        if len(hurting) == 1:
            return hurting[0]
        names = {region.injury.region: words.part(region.injury.region, None, ctx.style) for region in hurting}
        options = {key: (name,) for key, name in names.items()} or {key: (words.part(key, None, ctx.style),) for key in get_args(Region)}
        listed = ctx.style.phrase("injuries.or").join(names.values())
        key = "which_place" if names else "what_place"
        raise ToolQuestion(ctx.style.phrase(f"injuries.{key}", parts=listed), slot="region", options=options)
    here = [region for region in regions if region.injury.region == args.region]
    exact = [region for region in here if region.injury.side == args.side]
    vague = [region for region in here if region.injury.side is None or args.side is None]
    if exact:
        return exact[0]
    return vague[0] if len(vague) == 1 else None


def _new_injury(region: str, said: dict[str, Any], uow: UnitOfWork) -> Injury:
    times = {"reported_at": uow.now, "updated_at": uow.now}
    return Injury(id=new_id(), user_id=uow.user_id, region=region, status="open", **said, **times)


def _answer(row: Injury) -> PainAnswer | None:
    if row.occurs == "night":
        return "stop"
    answer = None if row.severity is None else answer_to_pain(row.severity)
    return None if isinstance(answer, Unknown) else answer


async def own_exercises(ctx: CoachContext, uow: UnitOfWork) -> tuple[list[str], list[Exercise]]:
    """What the person logged lately and has planned, the most frequent first, and what they could do with what they have."""
    course = await active_course(uow)
    logged = await usual_exercises(uow, ctx.today - RECENT)
    planned = [slot.exercise for block in course.stored.days for day in block for slot in day.day.slots] if course else []
    usable, likes = usable_exercises(await profile_of(uow), equipment_for(planned)), await taste(uow, "exercise")
    return list(dict.fromkeys([*logged, *planned])), [row for row in usable if row.key not in likes.disliked]


async def _swaps(regions: list[RegionNow], of: RegionNow, named: ExerciseRef | None, ctx: CoachContext, uow: UnitOfWork) -> list[Swap]:
    """The named exercise first, then what the person does or has planned; the best known exercises where nothing is logged."""
    usual, usable = await own_exercises(ctx, uow)
    key = named.key if named else None
    keys = dict.fromkeys([*([key] if key else []), *usual])
    found = affected(keys, [of.sore], usable, SHOWN)
    found = found or affected(common_exercises(of.injury.region, usable), [of.sore], usable, SHOWN)
    everything = [region.sore for region in regions]
    return [swap_of(exercises()[swap.key], everything, usable) for swap in found]


class ShowInjuriesArgs(Args):
    pass


class InjuryShown(Result):
    region: str
    side: str | None
    severity: int | None
    since: date
    until: date | None = None
    note: str | None = None


class InjuriesShown(Result):
    """What hurts now, the last that healed, the ways back that are not at their end, and the rehab that is due."""

    open: list[InjuryShown]
    healed: list[InjuryShown]
    ramps: list[RampFact] = Field(default_factory=list)
    rehab: list[RehabShown] = Field(default_factory=list)


def _cards(result: InjuriesShown, ctx: CoachContext) -> list[Block]:
    if len(result.open) < 2:
        return []
    style = ctx.style
    columns = [style.phrase(f"injuries.column_{name}") for name in ("where", "pain", "since")]
    rows = [[words.part(one.region, one.side, style), words.rating(one.severity) or "–", style.day(one.since)] for one in result.open]
    return [TableBlock(title=style.phrase("injuries.title"), columns=columns, rows=rows)]


@tool(agent="injury", kind="read", cards=_cards)
async def show_injuries(args: ShowInjuriesArgs, ctx: CoachContext, uow: UnitOfWork) -> InjuriesShown:
    """Show the pains and injuries that are open, since when and how strong, and what healed last."""
    return InjuriesShown(
        open=[injury_shown(row, ctx) for row in await open_injuries(uow)],
        healed=[injury_shown(row, ctx) for row in await healed_injuries(uow)],
        ramps=[fact for region in await regions_now(ctx, uow) if (fact := region.ramp_fact)],
        rehab=await rehab_shown(ctx, uow),
    )


def injury_shown(row: Injury, ctx: CoachContext) -> InjuryShown:
    """An injury as a result."""
    return InjuryShown(
        region=row.region,
        side=row.side,
        severity=row.severity,
        since=row.reported_at.astimezone(ctx.zone).date(),
        until=row.resolved_at.astimezone(ctx.zone).date() if row.resolved_at else None,
        note=row.note,
    )


class CheckExerciseArgs(Args):
    exercise: ExerciseRef | None = None
    region: Region | None = None


class ExerciseChecked(Result):
    """`known` is false where the catalogue has no such exercise; `swaps` are the exercises that what hurts changes.

    `pregnancy` holds for whoever told of one.
    """

    exercise: ExerciseRef | None
    known: bool
    region: str | None
    open: list[InjuryShown]
    verdict: Swap | None
    swaps: list[Swap]
    ramps: list[RampFact] = Field(default_factory=list)
    pregnancy: PregnancyAdvice | None = None


@tool(agent="injury", kind="read", training=True)
async def check_exercise(args: CheckExerciseArgs, ctx: CoachContext, uow: UnitOfWork) -> ExerciseChecked:
    """Say whether an exercise is all right with what hurts, or, without one, which exercises to change and what to do instead."""
    regions = await regions_now(ctx, uow)
    injuries = [region.injury for region in regions if region.injury.status == "open"]
    sore = [region.sore for region in regions]
    if args.region is not None and args.region not in {each.region for each in sore}:
        sore.append(Sore(args.region, None))
    own, usable = await own_exercises(ctx, uow)
    row = exercises().get(args.exercise.key or "") if args.exercise else None
    swaps = [] if args.exercise or not sore else _overview(sore, own, usable, args.region)
    return ExerciseChecked(
        exercise=args.exercise,
        known=row is not None,
        region=args.region,
        open=[injury_shown(injury, ctx) for injury in injuries],
        verdict=swap_of(row, sore, usable) if row else None,
        swaps=swaps,
        ramps=[fact for region in regions if (fact := region.ramp_fact)],
        pregnancy=pregnancy_advice(row) if row and PREGNANCY in ctx.conditions else None,
    )


def _overview(sore: list[Sore], own: list[str], usable: list[Exercise], region: str | None) -> list[Swap]:
    asked = [each for each in sore if region is None or each.region == region]
    found = affected(own, asked, usable, SHOWN)
    return found or affected([key for each in asked for key in common_exercises(each.region, usable)], asked, usable, SHOWN)


class ResolvePainArgs(Args):
    region: Region
    side: Side | None = None


class PainResolved(Result):
    """`days` is how long the longest of them was open; `on_hold` while training is stopped: then no way back is told."""

    region: str
    sides: list[str | None]
    days: int
    still_open: int
    on_hold: bool = False
    ramp: RampFact | None = None


@tool(agent="injury", kind="write")
async def resolve_pain(args: ResolvePainArgs, ctx: CoachContext, uow: UnitOfWork) -> PainResolved:
    """Close the open pains of a region because they are gone."""
    injuries = await open_injuries(uow)
    gone = [row for row in injuries if row.region == args.region]
    sides = {row.side for row in gone if row.side in ("left", "right")}
    if len(sides) > 1 and args.side is None:
        part = words.part(args.region, None, ctx.style)
        raise ToolQuestion(ctx.style.phrase("injuries.which_side", part=part), slot="side", options=SIDE_NAMES)
    gone = [row for row in gone if len(sides) < 2 or args.side in ("both", row.side) or row.side not in sides]
    if not gone:
        style = ctx.style
        raise ToolError(style.phrase("injuries.none_there", part=words.part(args.region, None, style)))
    for row in gone:
        await uow.change(row, status="resolved", resolved_at=uow.now, updated_at=uow.now)
    if len(gone) == len(injuries):
        await lift_pain_limits(uow)
    return PainResolved(
        region=args.region,
        sides=[row.side for row in gone],
        days=(uow.now - gone[0].reported_at).days,
        still_open=len(injuries) - len(gone),
        on_hold=await is_training_stopped(uow),
        ramp=next((fact for region in await regions_of(gone, ctx, uow) if (fact := region.ramp_fact)), None),
    )


async def lift_pain_limits(uow: UnitOfWork) -> None:
    """A limit that only strong pain had set is answered when nothing hurts any more; stops need a professional."""
    for row in await active_holds(uow):
        if row.level == "T2" and PAIN_SIGNALS.issuperset(row.signals):
            await uow.change(row, cleared_at=uow.now, cleared_by="answers")


TOOLS = (report_pain, show_injuries, check_exercise, resolve_pain)
