"""The end of a turn: its reply, its events and what it waits for become rows in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spotter.graphs.state import Scope, TurnResult
from spotter.ids import new_id
from spotter.messages import Pending, Reply, TurnEvent
from spotter.store.queries import turns
from spotter.store.queries.ledger import record_calls
from spotter.store.queries.pending import LIFETIME, ask, close_questions
from spotter.store.queries.runs import end_run, fail_runs_left
from spotter.store.tables import PendingAction
from spotter.store.uow import UnitOfWork
from spotter.tools.executor import Request
from spotter.turns.outgoing import send_reply
from spotter.turns.recommending import keep_recommendations

CLOSES = {"yes": "done", "no": "declined", "filled": "done"}


def reply_of(result: TurnResult, scope: Scope) -> Reply:
    """The reply that every face gets."""
    asked = result.asked
    pending = None
    if asked is not None:
        options = ["yes", "no"] if asked.kind == "confirm" else []
        pending = Pending(kind=asked.kind, text=asked.text, options=options, expires_at=scope.ctx.now + LIFETIME)
    return Reply(
        turn_id=scope.ctx.turn_id,
        conversation_id=scope.ctx.conversation_id,
        reply=result.text,
        agents=result.agents,
        actions=result.actions,
        cards=result.cards,
        pending=pending,
        usage=result.usage,
        path=result.path,
    )


async def store_result(uow: UnitOfWork, scope: Scope, result: TurnResult, reply: Reply, events: list[TurnEvent]) -> bool:
    """Write the end of a turn and say whether another waits behind it. A worker that lost its lease changes nothing."""
    ctx = scope.ctx
    end = turns.Finish(
        status="done",
        reply_text=result.text,
        reply=reply.model_dump(mode="json"),
        path=result.path,
        safety_level=result.safety.level,
        trace=[asdict(step) for step in result.steps],
        events=events,
    )
    others_wait = await turns.finish(uow.session, ctx.lease, end, uow.now)
    await send_reply(uow, reply, ctx.channel, ctx.address, scope.style, is_emergency=result.safety.level == "T0")
    if result.settled in CLOSES:
        await close_questions(uow, CLOSES[result.settled])
    elif result.settled == "open" and result.actions:  # a later "yes" must not answer what somebody has turned away from
        await close_questions(uow, "replaced")
    if result.asked is not None and ctx.conversation_id:  # a program asks again, confirmed; nobody is waited for
        await close_questions(uow, "replaced")
        ask(uow, _question(scope, result, uow))
    await keep_recommendations(uow, scope, result)
    reads = [action.model_dump(mode="json") for action in result.actions if action.kind == "read"]
    for run in result.runs:
        await end_run(uow, run.run_id, run.end)
    if ctx.lease.attempt > 1:
        await fail_runs_left(uow, ctx.turn_id)
    await record_calls(uow, *(_read_row(action, scope, uow) for action in reads))
    return others_wait


def _question(scope: Scope, result: TurnResult, uow: UnitOfWork) -> PendingAction:
    asked = result.asked
    if asked is None:
        raise ValueError("a question is stored only when one was asked")
    request: Request | None = asked.request
    args = None if request is None else {"call": request.args, **asked.awaited} if asked.awaited else request.args
    if args is not None and asked.later:
        args = {"call": args, "later": [[one.tool, one.args] for one in asked.later]}
    return PendingAction(
        id=new_id(),
        user_id=uow.user_id,
        turn_id=scope.ctx.turn_id,
        kind=asked.kind,
        status="open",
        question=asked.text,
        clause=asked.clause,
        tool=request.tool if request else None,
        args=args,
        created_at=uow.now,
        expires_at=uow.now + LIFETIME,
    )


def _read_row(action: dict[str, Any], scope: Scope, uow: UnitOfWork) -> dict[str, Any]:
    kept = {name: action[name] for name in ("call_id", "tool", "agent", "kind", "args", "result")}
    return kept | {"turn_id": scope.ctx.turn_id, "user_id": uow.user_id, "args_hash": "", "created_at": uow.now}
