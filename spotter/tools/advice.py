"""General questions answered shortly from the coach's own texts."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.body import FASTEST_LOSS_PERCENT
from spotter.coaching.nutrition import BMI_FOR_ADJUSTED_WEIGHT, PROTEIN_RANGE_G_PER_KG
from spotter.errors import ToolError
from spotter.language.wording.advice import advice
from spotter.store.queries.metrics import are_body_numbers_hidden, latest_metric
from spotter.store.queries.people import profile_of
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.holds import refuse_on_hold
from spotter.tools.intake import no_deficit_reason
from spotter.tools.spec import Args, Result, tool

_PER_KG = {
    "protein_per_day": (PROTEIN_RANGE_G_PER_KG, "g"),
    "fat_loss_rate": ((0.5 / 100, FASTEST_LOSS_PERCENT / 100), "kg"),
}
# Topics whose answer speaks of eating less or being leaner.
_OF_A_DEFICIT = frozenset({"calorie_deficit", "fat_loss_rate", "fasting", "belly_fat", "recomposition", "visible_abs", "hunger"})


class GiveAdviceArgs(Args):
    topic: str = Field(max_length=40, description="What it is about, such as rest_between_sets or protein_per_day.")


class OwnFigures(BaseModel):
    """What the advice comes to at the person's weight, a day or a week as the topic has it, in `unit`."""

    model_config = ConfigDict(frozen=True)

    weight_kg: float
    range: tuple[float, float]
    unit: str


class AdviceGiven(Result):
    topic: str
    source: str
    own: OwnFigures | None


@tool(agent=None, kind="read")
async def give_advice(args: GiveAdviceArgs, ctx: CoachContext, uow: UnitOfWork) -> AdviceGiven:
    """Answer a general question of training, food, recovery or drive with a short text of the coach; not about the person's own log."""
    style = ctx.style
    topic = advice().get(args.topic)
    if topic is None:
        raise ToolError(style.phrase("advice.unknown_topic"))
    if topic["agent"] != "nutrition":
        await refuse_on_hold(ctx, uow)
    if args.topic in _OF_A_DEFICIT and await no_deficit_reason(uow, await profile_of(uow), ctx.today):
        raise ToolError(style.phrase("advice.no_deficit"))
    if topic.get("adults") and ctx.age_years is not None and ctx.age_years < ADULT_AGE:  # AAP 2016: none before 18
        raise ToolError(style.phrase("advice.for_adults"))
    is_hidden = await are_body_numbers_hidden(uow, ctx.today)
    if is_hidden and topic.get("body"):
        raise ToolError(style.phrase("advice.no_numbers"))
    own = await _own(args.topic, uow) if args.topic in _PER_KG else None
    return AdviceGiven(topic=args.topic, source=topic["source"], own=own)


async def _own(topic: str, uow: UnitOfWork) -> OwnFigures | None:
    """The figures at the person's last weight; none where the weight has to be adjusted first (body mass index from 30 on)."""
    weight = await latest_metric(uow, "weight")
    height = (await profile_of(uow)).height_cm
    if weight is None or (height and float(weight.value) / (float(height) / 100) ** 2 >= BMI_FOR_ADJUSTED_WEIGHT):
        return None
    (low, high), unit = _PER_KG[topic]
    kg = float(weight.value)
    return OwnFigures(weight_kg=kg, range=(low * kg, high * kg), unit=unit)


TOOLS = (give_advice,)
