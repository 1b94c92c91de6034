"""Runs tool calls: checks the arguments, asks where consent is needed, writes once, and tells what happened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from spotter.coaching.ages import YOUNGEST_AGE
from spotter.errors import NoSuchEntry, SpotterError, ToolError, ToolQuestion
from spotter.messages import Action
from spotter.store.queries.ledger import fenced_call, has_run, record_calls
from spotter.store.tables import ToolCall
from spotter.store.uow import Author, UnitOfWork
from spotter.tools.context import CoachContext, Links
from spotter.tools.holds import refuse_on_hold
from spotter.tools.spec import Args, Result, ToolSpec

# What somebody below 13 may still do: leave, correct their age, and be helped in an emergency.
FOR_EVERYBODY = frozenset({"delete_account", "keep_account", "update_profile", "open_hold", "note_health"})


@dataclass(frozen=True, slots=True)
class Request:
    """A call as somebody asked for it. `call_id` is ours and unique in the turn."""

    call_id: str
    tool: str
    args: dict[str, Any]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The call ran, now or in an earlier attempt of the same turn."""

    request: Request
    spec: ToolSpec
    args: Args
    result: Result
    replayed: bool = False

    def action(self, receipt: str) -> Action:
        """What a reply tells of the call; `receipt` is it in words."""
        return Action(
            call_id=self.request.call_id,
            tool=self.spec.name,
            agent=self.spec.agent,
            kind=self.spec.kind,
            args=self.args.model_dump(mode="json"),
            result=self.result.model_dump(mode="json"),
            receipt=receipt,
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """The tool refuses; `text` says why and what to do. `awaited` says how an answer completes the call, where the text is a question.

    `is_missing` where an entry that was named by its id is not there.
    """

    request: Request
    spec: ToolSpec | None
    text: str
    awaited: dict[str, Any] | None = None
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """The call waits for a yes. `facts` fill the question."""

    request: Request
    spec: ToolSpec
    facts: dict[str, Any]


Outcome = Done | Refused | NeedsConsent


class Executor:
    """Runs the tools of a registry. One instance serves every turn; `links` are what its tools may offer."""

    def __init__(self, tools: Mapping[str, ToolSpec], links: Links | None = None) -> None:
        self._tools = tools
        self.links = links or Links()

    def spec(self, name: str) -> ToolSpec | None:
        return self._tools.get(name)

    async def run(self, request: Request, ctx: CoachContext) -> Outcome:
        """Run one call in a transaction of its own. A write that already ran in this turn returns its stored result."""
        spec = self._tools.get(request.tool)
        if spec is None:
            return Refused(request, None, f"There is no tool named {request.tool}.")
        if ctx.is_too_young and spec.name not in FOR_EVERYBODY:
            return Refused(request, spec, ctx.style.phrase("profile.too_young", age=YOUNGEST_AGE))
        try:
            args = spec.args.model_validate(request.args)
        except ValidationError as error:
            return Refused(request, spec, _in_words(error, ctx))
        try:
            return await (self._write if spec.kind == "write" else self._read)(request, spec, args, ctx)
        except ToolQuestion as question:
            return Refused(request, spec, question.text, question.awaited)
        except ToolError as error:
            return Refused(request, spec, error.text, is_missing=isinstance(error, NoSuchEntry))

    async def _read(self, request: Request, spec: ToolSpec, args: Args, ctx: CoachContext) -> Outcome:
        work = await spec.prepare(args, ctx) if spec.prepare is not None else args
        async with ctx.store.read(ctx.user_id) as uow:
            if spec.training:
                await refuse_on_hold(ctx, uow)
            return Done(request, spec, args, await spec.run(work, ctx, uow))

    async def _write(self, request: Request, spec: ToolSpec, args: Args, ctx: CoachContext) -> Outcome:
        work = await self._prepared(request, spec, args, ctx)
        async with ctx.store.write(ctx.user_id, Author(ctx.turn_id, request.call_id)) as uow:
            earlier = await fenced_call(uow, ctx.lease, request.call_id)
            if earlier is not None:
                _check_same(request, earlier)
                return Done(request, spec, args, spec.result.model_validate(earlier.result), replayed=True)
            if spec.training:
                await refuse_on_hold(ctx, uow)
            if spec.confirm is not None and not request.confirmed:
                facts = await spec.confirm(work, ctx, uow)
                if facts is not None:
                    return NeedsConsent(request, spec, facts)
            result = await spec.run(work, ctx, uow)
            await record_calls(uow, ledger_row(request, spec, result, ctx, uow))
            return Done(request, spec, args, result)

    async def _prepared(self, request: Request, spec: ToolSpec, args: Args, ctx: CoachContext) -> object:
        """What takes long, done while no connection is held; nothing for a call that has run already."""
        if spec.prepare is None:
            return args
        async with ctx.store.read(ctx.user_id) as uow:
            if await has_run(uow, ctx.turn_id, request.call_id):
                return args
        return await spec.prepare(args, ctx)


def _check_same(request: Request, earlier: ToolCall) -> None:
    """A retry asks for the same call under the same id; anything else is a bug that must not hand out another call's result."""
    if (earlier.tool, earlier.args_hash) != (request.tool, _hash(request.args)):
        raise SpotterError(f"The call {request.call_id} of this turn ran as {earlier.tool} with other arguments.")


def _hash(args: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(args, sort_keys=True, default=str).encode()).hexdigest()


def ledger_row(request: Request, spec: ToolSpec, result: Result, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    """The ledger's row of a call."""
    return {
        "turn_id": ctx.turn_id,
        "call_id": request.call_id,
        "user_id": ctx.user_id,
        "tool": spec.name,
        "agent": spec.agent,
        "kind": spec.kind,
        "args_hash": _hash(request.args),
        "args": json.loads(json.dumps(request.args, default=str)),
        "result": result.model_dump(mode="json"),
        "created_at": uow.now,
    }


def _in_words(error: ValidationError, ctx: CoachContext) -> str:
    first = error.errors()[0]
    field = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
    bounds = {name: first.get("ctx", {}).get(key) for name, key in (("low", "ge"), ("high", "le"))}
    style = ctx.style
    known = {name: style.number(value) for name, value in bounds.items() if isinstance(value, int | float | Decimal)}
    limit = "".join(style.phrase(f"house.bound_{name}", bound=bound) for name, bound in known.items())
    return style.phrase("house.bad_value", field=field.replace("_", " "), limit=limit)
