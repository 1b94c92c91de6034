"""How somebody feels today, and what that takes off the workout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from spotter.coaching.limits import LIMITS
from spotter.coaching.readiness import Adaptation, Answers, Readiness, adapt_to, readiness_score
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.store.queries.holds import active_hold
from spotter.store.queries.plans import readiness_checks
from spotter.store.tables import ReadinessCheck
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.spec import Args, Moment, Result, tool

LOW, HIGH = LIMITS["readiness"].low, LIMITS["readiness"].high
USUAL_WINDOW = timedelta(days=28)
FEWEST_FOR_USUAL = 3
ASPECTS = ("energy", "soreness", "sleep", "stress")


class LogReadinessArgs(Args):
    energy: int | None = Field(default=None, ge=LOW, le=HIGH)
    soreness: int | None = Field(default=None, ge=LOW, le=HIGH)
    sleep: int | None = Field(default=None, ge=LOW, le=HIGH)
    stress: int | None = Field(default=None, ge=LOW, le=HIGH)
    at: Moment | None = None


class AdaptationFact(BaseModel):
    """What today's workout loses: sets per exercise, a load factor, reps in reserve on top."""

    model_config = ConfigDict(frozen=True)

    sets_delta: int
    load_factor: Decimal
    extra_rir: int
    is_rest_better: bool


class ReadinessLogged(Result):
    """The check-in, its mean from 1 (spent) to 5 (fresh), the mean of the four weeks before, and what it does to today's workout.

    `adaptation` is null while a safety hold stops training.
    """

    check_id: str
    checked_at: datetime
    energy: int | None
    soreness: int | None
    sleep: int | None
    stress: int | None
    score: float
    usual: float | None
    adaptation: AdaptationFact | None


@tool(agent="planner", kind="write")
async def log_readiness(args: LogReadinessArgs, ctx: CoachContext, uow: UnitOfWork) -> ReadinessLogged:
    """Note how the person feels, 1 to 5 each: energy, soreness, sleep, stress (5 is the most of it); it lightens today's workout."""
    answers = Answers(args.energy, args.soreness, args.sleep, args.stress)
    score = readiness_score(answers)
    style = ctx.style
    if not isinstance(score, Readiness):
        raise ToolError(style.phrase("today.nothing_said"))
    at = args.at or ctx.now
    at = (at if at.tzinfo else at.replace(tzinfo=ctx.zone)).astimezone(ctx.zone)
    if at > ctx.now + timedelta(minutes=1):
        raise ToolError(style.phrase("today.in_future"))
    refuse_unlikely_day(at.date(), ctx, "today.in_future")
    before = await readiness_checks(uow, at.date() - USUAL_WINDOW, at.date())
    row = ReadinessCheck(
        id=new_id(), user_id=uow.user_id, checked_at=at, checked_on=at.date(), **{name: getattr(args, name) for name in ASPECTS}
    )
    await uow.add(row)
    hold = await active_hold(uow)
    rests = hold is not None and hold.blocks_training
    adaptation = None if rests else adapt_to(answers)
    return ReadinessLogged(
        check_id=row.id,
        checked_at=at,
        **{name: getattr(args, name) for name in ASPECTS},
        score=round(score.score, 2),
        usual=_usual(before),
        adaptation=adaptation and AdaptationFact(**{name: getattr(adaptation, name) for name in AdaptationFact.model_fields}),
    )


def answers_of(checks: Sequence[ReadinessCheck]) -> Answers:
    """The check-ins of a day as one: what was said last about each aspect holds."""
    said: dict[str, int] = {}
    for check in checks:
        said |= {name: value for name in ASPECTS if (value := getattr(check, name)) is not None}
    return Answers(**said)


def adaptation_of(checks: Sequence[ReadinessCheck]) -> Adaptation:
    """What a day's check-ins take off its workout."""
    return adapt_to(answers_of(checks))


def _usual(checks: Sequence[ReadinessCheck]) -> float | None:
    scores = [readiness_score(answers_of([check])) for check in checks]
    known = [score.score for score in scores if isinstance(score, Readiness)]
    return round(sum(known) / len(known), 2) if len(known) >= FEWEST_FOR_USUAL else None


TOOLS = (log_readiness,)
