"""What a model proposes for a plan: exercises and muscles, in a form; what nobody may do is turned down before the solver sees it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.candidates import is_safe
from spotter.coaching.planning.request import PlanRequest, is_allowed, is_available
from spotter.coaching.volume import banded_groups
from spotter.errors import ModelAway
from spotter.graphs.state import Scope
from spotter.llm.asking import Ask, Said

MOST_EXERCISES, MOST_MUSCLES = 6, 3
SHOWN = 120  # of the exercises that the person can do, the usual ones first


class Proposed(BaseModel):
    """The answer of the model."""

    exercises: list[str] = Field(max_length=20)
    muscles: list[str] = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Ideas:
    """What was proposed: what is kept of it, and why the rest was turned down. `problem` says why nobody proposed anything."""

    proposed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    turned_down: dict[str, str] = field(default_factory=dict)
    model: str | None = None
    problem: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    calls: int = 0

    @property
    def is_some(self) -> bool:
        """Whether anything of it is left."""
        return bool(self.kept or self.muscles)


async def ask_for_ideas(request: PlanRequest, scope: Scope) -> Ideas | None:
    """Ask the planner's model once, and once more where its answer has no form; None where no model is set."""
    mind = scope.mind
    if mind is None:
        return None
    doable = [row for row in exercises().values() if why_not(row.key, request) is None]
    shown = ", ".join(row.key for row in sorted(doable, key=lambda row: (row.rank, row.key))[:SHOWN])
    prompt = mind.prompts["ideas"]
    changing = prompt.changing_filled(person=_person(request), exercises=shown)
    messages: list[BaseMessage] = [SystemMessage(prompt.fixed), HumanMessage(changing)]
    said: list[Said] = []
    for _attempt in range(2):
        ask = Ask(
            role="specialist",
            agent="planner",
            user_id=scope.ctx.user_id,
            turn_id=scope.ctx.turn_id,
            messages=messages,
            schema=Proposed,
            deadline=scope.deadline,
        )
        try:
            said.append(answer := await mind.models.ask(ask))
        except ModelAway as away:
            return _account(Ideas(problem=away.text), said)
        if isinstance(answer.parsed, Proposed):
            return _account(looked_over(answer.parsed, request), said)
        messages = [*messages, HumanMessage(mind.prompts["mend"].filled(problem=answer.problem or "no JSON"))]
    return _account(Ideas(problem="the model answered in no form"), said)


def looked_over(proposed: Proposed, request: PlanRequest) -> Ideas:
    """What is kept: the first six exercises that this person may do, and the first three muscles that have a band."""
    turned_down: dict[str, str] = {}
    kept: list[str] = []
    for key in dict.fromkeys(proposed.exercises):
        reason = why_not(key, request) or ("too_many" if len(kept) >= MOST_EXERCISES else None)
        if reason is None:
            kept.append(key)
        else:
            turned_down[key[:80]] = reason
    muscles = [one for one in dict.fromkeys(proposed.muscles) if one in banded_groups()]
    turned_down |= {one[:80]: "unknown" for one in proposed.muscles if one not in muscles}
    named = tuple(key[:80] for key in dict.fromkeys([*proposed.exercises, *proposed.muscles]))
    return Ideas(named, tuple(kept), tuple(muscles[:MOST_MUSCLES]), turned_down)


def why_not(key: str, request: PlanRequest) -> str | None:
    """Why somebody may not do an exercise: it is unknown, without its equipment, avoided or above their level, or not safe for them."""
    row = exercises().get(key)
    if row is None:
        return "unknown"
    if not is_available(row, request.equipment):
        return "equipment_missing"
    if not is_allowed(row, request):
        return "not_allowed"
    return None if is_safe(row, request) else "not_safe"


def _person(request: PlanRequest) -> str:
    lines = [f"goal {request.goal}, {request.level}, {request.days_per_week} days a week, {request.minutes} minutes"]
    lines += [f"pain: {one.region}" for one in request.sore]
    lines += [f"1RM of {key}: {kg} kg" for key, kg in sorted(request.e1rm_kg.items())]
    lines += [f"likes {', '.join(sorted(request.likes))}"] if request.likes else []
    lines += ["pregnant"] if request.is_pregnant else []
    return "\n".join(lines)


def _account(ideas: Ideas, said: list[Said]) -> Ideas:
    """With what it took."""
    return replace(
        ideas,
        model=said[-1].model if said else None,
        input_tokens=sum(one.input_tokens for one in said),
        output_tokens=sum(one.output_tokens for one in said),
        cost_usd=sum((one.cost_usd for one in said), Decimal(0)),
        calls=len(said),
    )
