"""Body measurements: logging them and looking at how they move."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from spotter.coaching.body import WeighIn, WeightTrend, weight_trend
from spotter.coaching.limits import LIMITS, METRICS
from spotter.coaching.safety import signals_of_intake, signals_of_metric
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.language.wording.metrics import chart_value, metric_name, unit_word
from spotter.language.wording.style import Style
from spotter.messages import Block, ChartBlock, ChartPoint
from spotter.store.queries.metrics import are_body_numbers_hidden, count_of_day, latest_metric, metrics_between
from spotter.store.tables import BodyMetric
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.reaching import OF_WEIGHT, ReachedGoal, reach_goals
from spotter.tools.spec import Args, Moment, Result, tool

Metric = Literal["weight", "waist", "hips", "body_fat", "resting_hr", "blood_pressure", "sleep", "steps", "hydration"]
Period = Literal["week", "month", "quarter", "all"]
BODY_SIZES = frozenset({"weight", "waist", "hips", "body_fat"})
DAYS: dict[str, int] = {"week": 7, "month": 30, "quarter": 91}
TREND_DAYS = 28
USUAL_KG = (40.0, 200.0)  # a first body weight beyond is asked about: a house rule
LEAP_DAYS, LEAP_SHARE = 7, 0.05  # a body weight that changes more within a week is asked about


class LogMetricArgs(Args):
    metric: Metric
    value: float | list[float] = Field(description="For blood_pressure the pair [systolic, diastolic].")
    unit: str = Field(max_length=12, description="kg, cm, %, bpm, mmHg, h, steps or ml.")
    at: Moment | None = None


class MetricLogged(Result):
    """`day_total` is today's sum of what adds up over a day (water); `signals` are what the value itself warns of.

    `reached` are goals that it reached, which are closed with it.
    """

    metric_id: str
    metric: Metric
    value: float
    value_2: float | None
    measured_on: date
    previous: float | None
    previous_2: float | None
    previous_on: date | None
    day_total: float | None
    is_hidden: bool
    signals: list[str]
    reached: list[ReachedGoal] = Field(default_factory=list)


async def _ask_about_a_leap(args: LogMetricArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """A body weight that hardly anybody has, or far from the one of a few days ago, is a slip more often than not."""
    if args.metric != "weight":
        return None
    value = float(_checked(args, ctx)[0])
    at = args.at or ctx.now
    before = await latest_metric(uow, "weight", at if at.tzinfo else at.replace(tzinfo=ctx.zone))
    if before is None and not USUAL_KG[0] <= value <= USUAL_KG[1]:
        return {"value": value, "previous": None, "previous_on": None, "is_hidden": await are_body_numbers_hidden(uow, ctx.today)}
    if before is None or at.date() - before.measured_on > timedelta(days=LEAP_DAYS):
        return None
    previous = float(before.value)
    if abs(value - previous) <= LEAP_SHARE * previous:
        return None
    hidden = await are_body_numbers_hidden(uow, ctx.today)
    return {"value": value, "previous": previous, "previous_on": before.measured_on, "is_hidden": hidden}


@tool(agent="progress", kind="write", confirm=_ask_about_a_leap)
async def log_metric(args: LogMetricArgs, ctx: CoachContext, uow: UnitOfWork) -> MetricLogged:
    """Log a measurement of the body, or sleep, steps or water."""
    value, value_2 = _checked(args, ctx)
    at = args.at or ctx.now
    at = at if at.tzinfo else at.replace(tzinfo=ctx.zone)
    day = at.astimezone(ctx.zone).date()
    refuse_unlikely_day(day, ctx, "metrics.in_future")
    before = await latest_metric(uow, args.metric, at)
    row = BodyMetric(
        id=new_id(),
        user_id=uow.user_id,
        metric=args.metric,
        value=value,
        value_2=value_2,
        unit=METRICS[args.metric].unit,
        measured_at=at,
        measured_on=day,
        created_at=uow.now,
    )
    await uow.add(row)
    signals = await signals_of(row, ctx, uow)
    is_body_size = args.metric in BODY_SIZES
    return MetricLogged(
        metric_id=row.id,
        metric=args.metric,
        value=float(value),
        value_2=None if value_2 is None else float(value_2),
        measured_on=day,
        previous=None if before is None else float(before.value),
        previous_2=None if before is None or before.value_2 is None else float(before.value_2),
        previous_on=None if before is None else before.measured_on,
        day_total=await _day_total(uow, day) if args.metric == "hydration" else None,
        is_hidden=is_body_size and (bool(signals) or await are_body_numbers_hidden(uow, ctx.today)),
        signals=signals,
        reached=await reach_goals(OF_WEIGHT, ctx, uow) if args.metric == "weight" and not signals else [],
    )


def _checked(args: LogMetricArgs, ctx: CoachContext) -> tuple[Decimal, Decimal | None]:
    style = ctx.style
    if args.unit.replace("percent", "%") != METRICS[args.metric].unit:
        raise ToolError(style.phrase("metrics.wrong_unit", what=metric_name(args.metric, style), unit=METRICS[args.metric].unit))
    return checked_values(args.metric, args.value, style)


def checked_values(metric: str, value: float | list[float], style: Style) -> tuple[Decimal, Decimal | None]:
    """The value, and the lower one of a blood pressure; refused with the range where they cannot be right."""
    values = value if isinstance(value, list) else [value]
    is_pressure = metric == "blood_pressure"
    if len(values) != (2 if is_pressure else 1):
        raise ToolError(style.phrase("metrics.pressure_needs_two" if is_pressure else "metrics.one_value"))
    for one, limit in zip(values, [METRICS[metric].limit, "diastolic_mmhg"], strict=False):
        if not LIMITS[limit].holds(one):
            raise ToolError(out_of_range(metric, limit, style))
    if is_pressure and values[1] >= values[0]:
        raise ToolError(style.phrase("metrics.pressure_needs_two"))
    exact = [round(Decimal(str(one)), 3) for one in values]
    return exact[0], exact[1] if is_pressure else None


def out_of_range(metric: str, limit: str, style: Style) -> str:
    """The refusal that names the range of a metric in the person's units."""
    low, high = (Decimal(str(bound)) for bound in (LIMITS[limit].low, LIMITS[limit].high))
    return style.phrase(
        "metrics.out_of_range",
        what=metric_name(metric, style),
        low=style.number(chart_value(metric, low, style), 0),
        high=style.number(chart_value(metric, high, style), 0),
        unit=unit_word(metric, style),
    )


async def signals_of(row: BodyMetric, ctx: CoachContext, uow: UnitOfWork) -> list[str]:
    if row.metric == "blood_pressure":
        return [name for name, _level in signals_of_metric(row.metric, [float(row.value), float(row.value_2 or 0)])]
    if row.metric == "resting_hr":
        return [name for name, _level in signals_of_metric(row.metric, float(row.value))]
    if row.metric != "weight":
        return []
    trend = await _weight_trend(uow, ctx.today)
    loss = -trend.kg_per_week / trend.kg * 100 if trend else None
    weigh_ins = await count_of_day(uow, "weight", row.measured_on) if row.measured_on == ctx.today else 0
    return [name for name, _level in signals_of_intake((), loss, weigh_ins)]


async def _weight_trend(uow: UnitOfWork, today: date) -> WeightTrend | None:
    rows = await metrics_between(uow, "weight", today - timedelta(days=TREND_DAYS), today)
    return _trend_of(rows)


def _trend_of(rows: list[BodyMetric]) -> WeightTrend | None:
    trend = weight_trend([WeighIn(row.measured_on, float(row.value)) for row in rows])
    return trend if isinstance(trend, WeightTrend) else None


async def _day_total(uow: UnitOfWork, day: date) -> float:
    return float(sum(row.value for row in await metrics_between(uow, "hydration", day, day)))


class ShowMetricArgs(Args):
    metric: Metric
    period: Period = "month"


class MetricPoint(Result):
    day: date
    value: float
    value_2: float | None = None


class MetricShown(Result):
    """One point a day: the day's last value, or its sum for water. `per_week` is the smoothed rate of the body weight in kg."""

    metric: Metric
    period: Period
    points: list[MetricPoint]
    average: float | None
    per_week: float | None
    is_hidden: bool


def _cards(result: MetricShown, ctx: CoachContext) -> list[Block]:
    if result.is_hidden or len(result.points) < 2:
        return []
    style = ctx.style
    return [
        ChartBlock(
            title=metric_name(result.metric, style).capitalize(),
            kind="bar" if result.metric in ("sleep", "steps", "hydration") else "line",
            unit=unit_word(result.metric, style),
            points=[
                ChartPoint(x=point.day.isoformat(), y=float(chart_value(result.metric, point.value, style))) for point in result.points
            ],
        )
    ]


@tool(agent="progress", kind="read", cards=_cards)
async def show_metric(args: ShowMetricArgs, ctx: CoachContext, uow: UnitOfWork) -> MetricShown:
    """Show how a body measurement moved over a week, a month, a quarter or all time."""
    first = ctx.today - timedelta(days=DAYS[args.period] - 1) if args.period in DAYS else None
    rows = await metrics_between(uow, args.metric, first)
    points = _by_day(rows, is_sum=args.metric == "hydration")
    trend = _trend_of(rows) if args.metric == "weight" else None
    hidden = args.metric in BODY_SIZES and await are_body_numbers_hidden(uow, ctx.today)
    return MetricShown(
        metric=args.metric,
        period=args.period,
        points=[] if hidden else points,
        average=None if hidden or not points else round(sum(point.value for point in points) / len(points), 2),
        per_week=None if hidden or trend is None else round(trend.kg_per_week, 2),
        is_hidden=hidden,
    )


def _by_day(rows: list[BodyMetric], *, is_sum: bool) -> list[MetricPoint]:
    days: dict[date, MetricPoint] = {}
    for row in rows:
        so_far = days[row.measured_on].value if is_sum and row.measured_on in days else 0.0
        second = None if row.value_2 is None else float(row.value_2)
        days[row.measured_on] = MetricPoint(day=row.measured_on, value=so_far + float(row.value), value_2=second)
    return list(days.values())


TOOLS = (log_metric, show_metric)
