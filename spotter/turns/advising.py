"""Advice on a history that comes with the question: the same turn on rows in memory, of which nothing is kept."""

from __future__ import annotations

from typing import Any

from spotter.clock import Clock
from spotter.coaching.safety import LASTING_FLAGS
from spotter.errors import ToolError
from spotter.graphs.calling import run_call
from spotter.graphs.state import Scope
from spotter.ids import new_id
from spotter.messages import InboundMessage, Reply, ToolRequest
from spotter.store.queries import turns
from spotter.store.scratch import scratch_of
from spotter.store.uow import Store
from spotter.tools.executor import Done, Executor, Refused, Request
from spotter.tools.plan_wishes import ProposePlanArgs
from spotter.tools.registry import tools
from spotter.tools.told_history import History, tell_log, tell_person
from spotter.turns.finishing import reply_of
from spotter.turns.scene import Scene, set_scene

LEASE_S = 3600
OF_A_PLAN = frozenset({"today_workout", "review_plan", "show_week_plan"})


async def advise(store: Store, clock: Clock, user_id: str, history: History, wanted: ToolRequest) -> Reply:
    """Answer one call from `history` alone. Who the person is, their conditions and what stops their training hold as ever.

    Raises `ToolError` where a part of the history cannot be.
    """
    executor = Executor(tools())
    async with scratch_of(store, user_id) as scratch:
        inbound = InboundMessage(user_id=user_id, channel="app", dedupe_key=new_id(), text=wanted.model_dump_json(), kind="api")
        async with scratch.database.write() as session:
            ticket = await turns.accept(session, inbound, "advice", clock.now(), LEASE_S)
        lease = ticket.lease or turns.Lease(ticket.turn_id, user_id, 1)

        async def scene() -> Scene:
            return await set_scene(scratch, executor, lease, _nobody_listens)

        await tell_person(history, (await scene()).scope.ctx)
        known = (await scene()).scope  # now of the age and the conditions that were told
        await tell_log(history, known.ctx)
        if history.plan is not None or wanted.tool in OF_A_PLAN:
            await _plan(history.plan or ProposePlanArgs(), executor, known)
        result = await run_call(wanted.model_dump_json(), known, beside=_said(history))
        return reply_of(result, known)


async def _plan(wishes: ProposePlanArgs, executor: Executor, scope: Scope) -> None:
    """The plan that runs, made from its wishes; `ToolError` where nobody can have such a plan."""
    made = await executor.run(Request("plan", "propose_plan", wishes.model_dump(exclude_unset=True), confirmed=True), scope.ctx)
    if not isinstance(made, Done):
        raise ToolError(f"history.plan: {made.text}" if isinstance(made, Refused) else "history.plan")


def _said(history: History) -> dict[str, Any]:
    """What may hold a red flag. A disorder among the conditions is none: it is known by now, and protects whatever is asked for."""
    said = history.model_dump(mode="json", exclude_unset=True)
    return said | {"conditions": [one for one in history.conditions if one not in LASTING_FLAGS]}


def _nobody_listens(kind: str, data: dict[str, Any]) -> None:
    """What happens on the way is told to nobody."""
