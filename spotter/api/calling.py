"""A route runs a tool: a write or advice as a turn of its own, in order with whatever else the person does; a look at once."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from fastapi import Header

from spotter.api.deps import House
from spotter.coaching.ages import known_age
from spotter.errors import NeedsConfirmation, NoSuchEntry, ToolError, Unavailable
from spotter.ids import new_id
from spotter.language.understanding import Locale, Units
from spotter.language.wording import say
from spotter.messages import InboundMessage, Reply, ToolRequest
from spotter.store.queries.people import profile_of, user_of
from spotter.store.queries.turns import Lease, turn_of
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, Refused, Request
from spotter.tools.registry import tools
from spotter.tools.told_history import History
from spotter.turns.advising import advise as advised

IdempotencyKey = Annotated[str | None, Header(max_length=120, description="The same key again is the same request: it is done once.")]


class Ran(NamedTuple):
    """What a call did: its result, the receipt in the person's language, and the turn that can be undone."""

    result: dict[str, Any]
    receipt: str
    turn_id: str


async def write(house: House, user_id: str, tool: str, args: dict[str, Any], *, key: str | None = None, confirmed: bool = False) -> Ran:
    """Run a tool in a turn. Raises `ToolError` with its words where it refuses, `NeedsConfirmation` where it asks first."""
    wanted = ToolRequest(tool=tool, args=args, confirmed=confirmed)
    inbound = InboundMessage(
        user_id=user_id, channel="app", dedupe_key=f"{user_id}:{key or new_id()}", text=wanted.model_dump_json(), kind="api"
    )
    ticket = await house.runner.submit(inbound)
    try:
        async with asyncio.timeout(house.settings.turn_wait_s):
            reply, status = await _end(house, ticket.turn_id, user_id)
    except TimeoutError as error:
        raise Unavailable(
            f"Still at work: GET /api/v1/ai/turns/{ticket.turn_id}, or send it again with the same Idempotency-Key.", retry_after_s=5
        ) from error
    if status == "dead":
        raise Unavailable(reply.reply)
    return _ran(reply)


def _ran(reply: Reply) -> Ran:
    """What the turn of a call did; its refusal or its question as an error."""
    done = next((one for one in reply.actions if one.call_id == "call-0"), None)
    if done is not None:
        return Ran(done.result, reply.reply, reply.turn_id)
    if reply.pending is not None and reply.pending.kind == "confirm":
        raise NeedsConfirmation(reply.reply)
    raise ToolError(reply.reply)


async def advise(house: House, user_id: str, tool: str, args: dict[str, Any], history: History) -> Ran:
    """Run a tool on the history that came with the request instead of the log; nothing is kept. `ToolError` as `write` and `read`."""
    reply = await advised(house.store, house.clock, user_id, history, ToolRequest(tool=tool, args=args, confirmed=True))
    return _ran(reply)._replace(turn_id="")


async def _end(house: House, turn_id: str, user_id: str) -> tuple[Reply, str]:
    async for _event in house.runner.follow(turn_id, user_id):
        pass
    async with house.store.read(user_id) as uow:
        turn = await turn_of(uow.session, user_id, turn_id)
    return Reply.model_validate(turn.reply), turn.status


async def read(house: House, user_id: str, tool: str, args: dict[str, Any]) -> Ran:
    """Run a reading tool. Raises `ToolError` with its words where it refuses."""
    ctx = await _frame(house, user_id)
    outcome = await Executor(tools()).run(Request("call-0", tool, args), ctx)
    match outcome:
        case Done():
            return Ran(outcome.result.model_dump(mode="json"), say(tool, outcome.result.model_dump(), ctx.style), "")
        case Refused():
            raise NoSuchEntry(outcome.text) if outcome.is_missing else ToolError(outcome.text)
    raise ToolError(f"{tool} is no tool that reads.")


async def _frame(house: House, user_id: str) -> CoachContext:
    """Who asks, where and when, outside a turn."""
    async with house.store.read(user_id) as uow:
        user, profile = await user_of(uow.session, user_id), await profile_of(uow)
    zone = ZoneInfo(user.time_zone)
    now = house.clock.now().astimezone(zone)
    return CoachContext(
        lease=Lease("", user_id, 0),
        conversation_id="",
        channel="app",
        locale=cast(Locale, user.locale),
        units=cast(Units, user.units),
        country=user.country,
        zone=zone,
        now=now,
        store=house.store,
        age_years=known_age(profile.birth_date, profile.conditions, now.date()),
        conditions=frozenset(str(one) for one in profile.conditions or ()),
    )
