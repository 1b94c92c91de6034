"""How a pain has been going: its ratings, what brings it on, what was trained meanwhile, the way back and the rehab."""

from __future__ import annotations

from datetime import date, timedelta

from spotter.coaching.return_ramp import Trend, trend_of
from spotter.language.wording.pain_course import course_chart
from spotter.messages import Block
from spotter.store.queries.injuries import hurting_or_healed_since
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injuries import Region, Side
from spotter.tools.pain_state import RETURNS_FOR, RampFact, RegionNow, regions_of
from spotter.tools.rehab_state import RehabShown, rehab_shown
from spotter.tools.spec import Args, Result, tool

TRAINED_FOR = timedelta(days=14)


class ShowPainCourseArgs(Args):
    region: Region | None = None
    side: Side | None = None


class PainPoint(Result):
    """A rating from 0 to 10; the last of a day counts as the day's."""

    day: date
    severity: int
    when: str | None
    provoked_by: list[str]
    note: str | None


class TrainedFact(Result):
    """An exercise that loaded the place, and when."""

    on: date
    exercise_key: str


class PainCourse(Result):
    """One injury from its first report on. `trained` are the last fourteen days; `ramp` is null where nothing is held back."""

    region: str
    side: str | None
    since: date
    until: date | None
    points: list[PainPoint]
    peak: int | None
    trend: Trend | None
    provoked_by: list[str]
    trained: list[TrainedFact]
    ramp: RampFact | None


class PainCourses(Result):
    """What hurts in a region or anywhere, oldest first; where nothing hurts now, what healed there last."""

    region: str | None
    side: str | None
    courses: list[PainCourse]
    rehab: list[RehabShown]


def _cards(result: PainCourses, ctx: CoachContext) -> list[Block]:
    return [course_chart(one.model_dump(), ctx.style) for one in result.courses if len({point.day for point in one.points}) > 1]


@tool(agent="injury", kind="read", cards=_cards)
async def show_pain_course(args: ShowPainCourseArgs, ctx: CoachContext, uow: UnitOfWork) -> PainCourses:
    """Show how a pain has been going: ratings and trend, what brings it on, what was trained meanwhile, how far the way back is."""
    rows = await hurting_or_healed_since(uow, ctx.now - RETURNS_FOR)
    here = [row for row in rows if args.region in (None, row.region) and (args.side is None or row.side in (None, args.side))]
    hurting = [row for row in here if row.status == "open"]
    shown = hurting or (here[-1:] if args.region else [])
    rehab = [one for one in await rehab_shown(ctx, uow) if args.region in (None, one.region) or one.region is None]
    courses = [_course(region, ctx) for region in await regions_of(shown, ctx, uow)]
    return PainCourses(region=args.region, side=args.side, courses=courses, rehab=rehab)


def _course(now: RegionNow, ctx: CoachContext) -> PainCourse:
    row = now.injury
    points = [
        PainPoint(day=one.rated_on, severity=one.severity, when=one.occurs, provoked_by=one.provoked_by or [], note=one.note)
        for one in now.ratings
        if one.severity is not None
    ]
    return PainCourse(
        region=row.region,
        side=row.side,
        since=now.since,
        until=row.resolved_at.astimezone(ctx.zone).date() if row.resolved_at else None,
        points=points,
        peak=max((point.severity for point in points), default=None),
        trend=trend_of(now.rated),
        provoked_by=row.provoked_by or [],
        trained=[TrainedFact(on=one.on, exercise_key=one.exercise_key) for one in now.trained if one.on > ctx.today - TRAINED_FOR],
        ramp=now.ramp_fact,
    )


TOOLS = (show_pain_course,)
