"""A plan in the making, as a LangGraph of the planner's seven steps, each kept with its reasons before the next one starts.

The steps are those of `coaching.planning`, in its order; rules alone make a plan, and the same wishes the same one. Where a model is
set, it proposes exercises and muscles before the selection: what nobody may do is turned down, the solver fills the week, and the validator
decides.
Nothing of the log is written here: a finished plan waits to be accepted (`tools.generated_plans`).
"""

from __future__ import annotations

import asyncio
import operator
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, TypedDict, cast

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import Sore
from spotter.coaching.planning.check import validate_plan
from spotter.coaching.planning.generation import Filled, Outline, draft_weeks, fill, finish, outline_of
from spotter.coaching.planning.request import DraftWeek, Event, Infeasible, PlanDraft, PlanRequest, Reason
from spotter.coaching.planning.selection import Choice, Selection
from spotter.coaching.planning.templates import Need, Split
from spotter.errors import ToolError
from spotter.graphs.plan_ideas import Ideas, ask_for_ideas
from spotter.graphs.plan_steps import GenerationSteps
from spotter.graphs.state import Scope, Step
from spotter.graphs.steps import Update, step
from spotter.language.wording.plans import OF_AN_EXERCISE, reason_in_words
from spotter.tools.caution import keep_it_light
from spotter.tools.plan_wishes import ProposePlanArgs, wishes_of

MOST_OBSTACLES = 2


@dataclass(frozen=True, slots=True)
class Picks:
    """The exercises and sets of a usual week as keys: what the solver found, small enough to be kept."""

    split: Split
    days: tuple[tuple[tuple[Need, str, int], ...], ...]
    gap: float
    reasons: tuple[Reason, ...]


KEPT = (PlanRequest, Sore, Event, Need, Split, Reason, Picks, Ideas, Step)


class PlanState(TypedDict, total=False):
    """`rows` are the steps as they are told, `refusal` why there is no plan, in words."""

    generation: str
    wishes: dict[str, Any]
    request: PlanRequest
    assumed: tuple[str, ...]
    ideas: Ideas | None
    picks: Picks
    refusal: str
    rows: Annotated[list[dict[str, Any]], operator.add]
    steps: Annotated[list[Step], operator.add]


PlanGraph = CompiledStateGraph[PlanState, Scope, PlanState, PlanState]


def plan_graph(saver: GenerationSteps) -> PlanGraph:
    """The graph with the place where its steps are kept."""
    builder: StateGraph[PlanState, Scope, PlanState, PlanState] = StateGraph(PlanState, context_schema=Scope)
    nodes: tuple[Any, ...] = (history, injury, structure, selection, progression, validation, explanation)
    names = [node.__name__ for node in nodes]
    for name, node in zip(names, nodes, strict=True):
        builder.add_node(name, node)
    builder.add_edge(START, names[0])
    for before, after in pairwise([*names, END]):
        builder.add_conditional_edges(before, _then(after), [after, END])
    return builder.compile(checkpointer=saver)


def _then(after: str) -> Any:
    async def go(state: PlanState) -> str:
        return END if state.get("refusal") else after

    return go


@step
async def history(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """What is wished, what is known, and what was lifted."""
    ctx = scope.ctx
    try:
        async with ctx.store.read(ctx.user_id) as uow:
            is_light = await keep_it_light(ctx, uow)
            wishes = await wishes_of(ProposePlanArgs.model_validate(state["wishes"]), ctx, uow, is_light=is_light)
    except ToolError as refused:
        return {"refusal": refused.text}, "refused"
    request = wishes.request
    found = {
        "goal": request.goal,
        "level": request.level,
        "minutes": request.minutes,
        "equipment": sorted(request.equipment),
        "assumed": list(wishes.assumed),
        "e1rm_kg": {key: str(kg) for key, kg in sorted(request.e1rm_kg.items())},
        "doubted_kg": {key: str(kg) for key, kg in sorted(request.doubted_kg.items())},
        "days_away": request.days_away,
        "likes": sorted(request.likes),
        "dislikes": sorted(request.dislikes),
    }
    return {"request": request, "assumed": wishes.assumed, **_row(state, scope, "history", found)}, f"{len(request.e1rm_kg)} lifts known"


@step
async def injury(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """What pain, age, pregnancy and an open health question take away, or why there can be no plan at all."""
    request, outline = state["request"], outline_of(state["request"], _all())
    if isinstance(outline, Infeasible):
        return {"refusal": _obstacles(outline, scope)}, "impossible"
    found = {
        "sore": [one.region for one in request.sore],
        "hold": request.hold,
        "is_pregnant": request.is_pregnant,
        "goal": outline.request.goal,
    }
    return _row(state, scope, "injury", found, outline.injury_reasons), f"{len(outline.injury_reasons)} reasons"


@step
async def structure(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """The days of the week, and how many weeks there are."""
    outline = _outline(state)
    found = {"weekdays": list(outline.weekdays), "weeks": len(outline.weeks), "days_per_week": len(outline.weekdays)}
    return _row(state, scope, "structure", found), f"{len(outline.weekdays)} days"


@step
async def selection(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """Exercises and sets by the solver, with what a model proposes. A proposal that leads to no sound plan is let go of."""
    ideas = await ask_for_ideas(state["request"], scope)
    request, filled = await asyncio.to_thread(_filled, state["request"], ideas)
    if isinstance(filled, Infeasible):
        return {"refusal": _obstacles(filled, scope)}, "impossible"
    took = ideas is not None and request is not state["request"]
    days = tuple(tuple((one.need, one.exercise.key, one.sets) for one in day) for day in filled.selection.days)
    picks = Picks(filled.split, days, filled.selection.gap, filled.reasons)
    found: dict[str, Any] = {"exercises": sorted({key for day in days for _, key, _ in day}), "gap": round(picks.gap, 4)}
    if ideas is not None:
        found |= {
            "proposed": list(ideas.proposed),
            "muscles": list(ideas.muscles),
            "turned_down": dict(ideas.turned_down),
            "was_taken": took,
        }
        found |= {"problem": ideas.problem} if ideas.problem else {}
    row = _row(state, scope, "selection", found, filled.reasons, model=ideas.model if took and ideas is not None else None)
    return {"request": request, "ideas": ideas, "picks": picks, **row}, f"{len(found['exercises'])} exercises"


@step
async def progression(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """Every week with its doses."""
    outline, weeks = _outline(state), _weeks(state)
    found = {
        "weeks": len(weeks),
        "easy": [week.number for week in weeks if week.is_deload],
        "taper": [w.number for w in weeks if w.is_taper],
    }
    return _row(state, scope, "progression", found, outline.course_reasons), f"{len(weeks)} weeks"


@step
async def validation(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """The independent look, by somebody who does not know how the plan was made."""
    findings = validate_plan(_weeks(state), _outline(state).request, _all())
    found = {
        "findings": [{"code": one.code, "severity": one.severity, "params": dict(one.params), "source": one.source} for one in findings]
    }
    draft = draft_of(state)
    if isinstance(draft, Infeasible):
        return {"refusal": _obstacles(draft, scope), **_row(state, scope, "validation", found, draft.reasons)}, "rejected"
    return _row(state, scope, "validation", found, [one for one in draft.reasons if one.step == "validation"]), f"{len(findings)} findings"


@step
async def explanation(state: PlanState, scope: Scope) -> tuple[Update, str]:
    """Why each exercise is there, and what gave way to which wish."""
    draft = cast(PlanDraft, draft_of(state))
    told = [one for one in draft.reasons if one.step in ("explanation", "history") or one.code.startswith(OF_AN_EXERCISE)]
    return _row(state, scope, "explanation", {"split": draft.split}, told), f"{len(told)} reasons"


def draft_of(state: PlanState) -> PlanDraft | Infeasible:
    """The plan of a state in which exercises are chosen; the same each time."""
    outline = _outline(state)
    return finish(outline, _picked(state["picks"]), _weeks(state), _all())


def _filled(request: PlanRequest, ideas: Ideas | None) -> tuple[PlanRequest, Filled | Infeasible]:
    """The week with what was proposed, where that makes a sound plan; else without."""
    tried = [replace(request, likes=request.likes | set(ideas.kept), emphasis=frozenset(ideas.muscles))] if ideas and ideas.is_some else []
    for one in tried:
        outline = outline_of(one, _all())
        filled = outline if isinstance(outline, Infeasible) else fill(outline, _all())
        if isinstance(outline, Outline) and isinstance(filled, Filled):
            made = finish(outline, filled, draft_weeks(outline, filled), _all())
            if isinstance(made, PlanDraft):
                return one, filled
    outline = outline_of(request, _all())
    return request, outline if isinstance(outline, Infeasible) else fill(outline, _all())


def _outline(state: PlanState) -> Outline:
    return cast(Outline, outline_of(state["request"], _all()))  # the injury review let it through


def _weeks(state: PlanState) -> tuple[DraftWeek, ...]:
    return draft_weeks(_outline(state), _picked(state["picks"]))


def _picked(picks: Picks) -> Filled:
    days = [[Choice(need, exercises()[key], sets) for need, key, sets in day] for day in picks.days]
    return Filled(picks.split, Selection(days, picks.gap), picks.reasons)


@cache
def _all() -> list[Any]:
    return list(exercises().values())


def _obstacles(found: Infeasible, scope: Scope) -> str:
    return " ".join(reason_in_words(one.code, one.params, scope.style) for one in found.reasons[:MOST_OBSTACLES])


def _row(
    state: PlanState, scope: Scope, name: str, found: dict[str, Any], reasons: Sequence[Reason] = (), *, model: str | None = None
) -> Update:
    """A step as it is told and kept."""
    row = {"position": len(state.get("rows", ())) + 1, "name": name, "made_by": "model" if model else "rules", "model": model}
    row |= {"found": found, "reasons": [asdict(one) | {"params": dict(one.params)} for one in reasons]}
    scope.emit("generation.step", {"generation_id": state["generation"], **row})
    return {"rows": [row]}
