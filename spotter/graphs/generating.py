"""A turn that makes a plan in the background: from its first step, or from where it was paused or a process died."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

from spotter.coaching.planning.request import PlanDraft
from spotter.graphs.acting import HOLDS, is_stopped
from spotter.graphs.calling import texts_of
from spotter.graphs.checkpoint import thread_of
from spotter.graphs.deeds import Deeds
from spotter.graphs.plan import KEPT, PlanState, draft_of, plan_graph
from spotter.graphs.plan_ideas import Ideas
from spotter.graphs.plan_steps import GenerationSteps
from spotter.graphs.reading import screened
from spotter.graphs.routing import deadline_in
from spotter.graphs.state import Part, Scope, TurnResult
from spotter.language.wording.safety import safety_reply
from spotter.messages import PlanRequested, Usage
from spotter.store.queries.generations import end, generation_of
from spotter.tools.generated_plans import offered


async def run_generation(text: str, scope: Scope) -> TurnResult:
    """Make the plan that is asked for, or go on with it. What its wishes tell of red flags is acted on as if it had been said."""
    wanted, ctx = PlanRequested.model_validate_json(text), scope.ctx
    generation_id = wanted.generation or ctx.turn_id
    async with ctx.store.read(ctx.user_id) as uow:
        row = await generation_of(uow, generation_id)
    safety = screened(". ".join(texts_of(row.wishes)), ctx)
    deeds = Deeds(scope, safety)
    if safety.own.level in HOLDS:
        deeds.parts.append(Part("safety", safety_reply(safety, locale=ctx.locale, country=ctx.country, today=ctx.today, short=False)))
        await deeds.hold(safety.own, "hold")
    usage = Usage()
    if row.status == "running" and not is_stopped(safety):
        state = await _made(generation_id, row.wishes, scope)
        told, usage = await _ended(state, generation_id, scope), _usage(state.get("ideas"))
        deeds.parts.append(Part("answer", told))
    elif row.status == "running":
        await _end(generation_id, "refused", {"detail": deeds.parts[0].text}, scope)
    elif row.outcome is not None:  # an earlier attempt wrote it down and did not come to tell it
        deeds.parts.append(Part("answer", str(row.outcome["detail"])))
    return TurnResult(
        text="\n\n".join(part.text for part in deeds.parts if part.text),
        agents=["planner"],
        actions=deeds.actions,
        cards=[],
        asked=None,
        path="safety" if is_stopped(deeds.safety) else "model" if usage.model_calls else "rules",
        safety=deeds.safety,
        settled="none",
        usage=usage,
    )


async def _made(generation_id: str, wishes: dict[str, Any], scope: Scope) -> PlanState:
    if scope.mind is not None:
        scope = replace(scope, deadline=deadline_in(scope.mind.turn_s))
    graph = plan_graph(GenerationSteps(scope.ctx.store, generation_id, KEPT))
    thread = thread_of(scope.ctx.lease)
    left = await graph.aget_state(thread)
    start: PlanState | None = None
    if "wishes" not in left.values:
        start = {"generation": generation_id, "wishes": wishes, "rows": [], "steps": []}
    return cast(PlanState, await graph.ainvoke(start, thread, context=scope, durability="sync"))


async def _ended(state: PlanState, generation_id: str, scope: Scope) -> str:
    """Write down what came of it; the words of it."""
    refusal = state.get("refusal")
    if refusal:
        await _end(generation_id, "refused", {"detail": refusal}, scope)
        return refusal
    draft = cast(PlanDraft, draft_of(state))
    offer, program = offered(draft, state["assumed"])
    detail = scope.style.phrase("plan_review.made", title=offer.name[scope.ctx.locale], days=offer.days_per_week, weeks=offer.weeks)
    outcome = {"detail": detail, "plan": offer.model_dump(mode="json"), "program": json.loads(json.dumps(program, default=str))}
    await _end(generation_id, "done", outcome, scope)
    return detail


async def _end(generation_id: str, status: str, outcome: dict[str, Any], scope: Scope) -> None:
    async with scope.ctx.store.write(scope.ctx.user_id) as uow:
        await end(uow, scope.ctx.lease, generation_id, status, outcome)


def _usage(ideas: Ideas | None) -> Usage:
    if ideas is None:
        return Usage()
    return Usage(
        model_calls=ideas.calls, input_tokens=ideas.input_tokens, output_tokens=ideas.output_tokens, cost_usd=float(ideas.cost_usd)
    )
