"""One call of a tool as a turn of its own, without words to understand: for invented logs, and for what was there before a case."""

from __future__ import annotations

from typing import Any

from spotter.clock import Clock
from spotter.errors import SpotterError
from spotter.ids import new_id
from spotter.language.wording import say
from spotter.messages import InboundMessage, Reply, Usage
from spotter.store.queries import turns
from spotter.store.uow import Store
from spotter.tools.executor import Done, Executor, Request
from spotter.turns.scene import set_scene

LEASE_S = 3600


async def run_single(store: Store, executor: Executor, clock: Clock, user_id: str, tool: str, args: dict[str, Any]) -> Reply:
    """Accept, run and finish it like any other turn; what would be asked about is agreed to. `SpotterError` where the tool refuses."""
    inbound = InboundMessage(user_id=user_id, channel="app", dedupe_key=f"single-{new_id()}", text=f"({tool})")
    async with store.database.write() as session:
        ticket = await turns.accept(session, inbound, "single", clock.now(), LEASE_S)
    if ticket.lease is None:
        raise SpotterError("A turn is still unfinished. Start the coach once (make run), then try again.")
    scene = await set_scene(store, executor, ticket.lease, lambda _kind, _data: None)
    outcome = await executor.run(Request("call-0", tool, args, confirmed=True), scene.scope.ctx)
    if not isinstance(outcome, Done):
        raise SpotterError(f"This could not be written ({tool}): {getattr(outcome, 'text', '')}")
    words = say(tool, outcome.result.model_dump(), scene.scope.style)
    reply = Reply(
        turn_id=ticket.turn_id,
        conversation_id=ticket.conversation_id,
        reply=words,
        agents=[outcome.spec.agent] if outcome.spec.agent else [],
        actions=[outcome.action(words)],
        cards=[],
        pending=None,
        usage=Usage(),
        path="local",
    )
    end = turns.Finish("done", words, reply.model_dump(mode="json"), "local", "none", [], [])
    async with store.write(user_id) as uow:
        await turns.finish(uow.session, ticket.lease, end, clock.now())
    return reply
