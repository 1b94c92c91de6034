"""At the end of a turn: what it suggested becomes rows, and what it did or said settles what was suggested before."""

from __future__ import annotations

from spotter.graphs.state import Scope, TurnResult
from spotter.store.queries.recommendations import Suggestion, decline_last, open_recommendations, recommend, settle, settle_turn
from spotter.store.uow import UnitOfWork
from spotter.tools.suggestions import FOLLOWED, OWN_PROGRAM, confidence, suggestions_of, taken_up, turned_down


async def keep_recommendations(uow: UnitOfWork, scope: Scope, result: TurnResult) -> None:
    """Settle earlier recommendations by this turn's calls and answers, then write down its own."""
    calls = [(action.tool, action.result) for action in result.actions]
    if any(tool in FOLLOWED for tool, _ in calls):
        earlier = await open_recommendations(uow)
        await settle(uow, taken_up(earlier, calls), "taken", scope.ctx.turn_id)
        await settle(uow, turned_down(earlier, calls), "declined", scope.ctx.turn_id)
    if result.settled in ("yes", "no") and scope.open_question is not None:
        await settle_turn(uow, scope.open_question.turn_id, "taken" if result.settled == "yes" else "declined")
    elif result.settled == "none" and result.chat == "no":
        await decline_last(uow, scope.ctx.turn_id)
    suggested = [one for tool, facts in calls for one in suggestions_of(tool, facts, scope.style)]
    await recommend(uow, scope.ctx.turn_id, [*suggested, *_plan_offered(result)])


def _plan_offered(result: TurnResult) -> list[Suggestion]:
    """The plan that is drafted and waits for a yes."""
    asked = result.asked
    if asked is None or asked.kind != "confirm" or asked.request is None or asked.request.tool != "propose_plan":
        return []
    return [Suggestion("program", OWN_PROGRAM, asked.text, confidence(0, 1), "planner")]
