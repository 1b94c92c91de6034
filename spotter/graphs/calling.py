"""A turn that is one call of a tool, asked for by a program instead of in words: the same screening, ledger, journal and receipts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spotter.graphs.acting import HOLDS, is_stopped, may_run
from spotter.graphs.deeds import Deeds
from spotter.graphs.reading import screened
from spotter.graphs.state import Part, Scope, TurnResult
from spotter.language.wording.safety import safety_reply
from spotter.messages import ToolRequest
from spotter.tools.executor import Request


async def run_call(text: str, scope: Scope, beside: Any = None) -> TurnResult:
    """Run the call that `text` holds as JSON. What its texts (and those in `beside`) tell of red flags counts as if it had been said."""
    wanted, ctx = ToolRequest.model_validate_json(text), scope.ctx
    safety = screened(". ".join(texts_of([wanted.args, beside])), ctx)
    deeds = Deeds(scope, safety)
    if safety.level != "none" and (is_stopped(safety) or safety.level == "T2"):
        deeds.parts.append(
            Part("safety", safety_reply(safety, locale=ctx.locale, country=ctx.country, today=ctx.today, short=ctx.channel == "sms"))
        )
    if safety.own.level in HOLDS:
        await deeds.hold(safety.own, "hold")
    if may_run(wanted.tool, safety, too_young=ctx.is_too_young):
        await deeds.run(Request("call-0", wanted.tool, wanted.args, confirmed=wanted.confirmed), "")
    elif ctx.is_too_young:
        deeds.tell_policy()
    return TurnResult(
        text="\n\n".join(part.text for part in deeds.parts if part.text),
        agents=list(dict.fromkeys(action.agent for action in deeds.actions if action.agent)),
        actions=deeds.actions,
        cards=[card for part in deeds.parts for card in part.cards],
        asked=deeds.asked,
        path="safety" if is_stopped(deeds.safety) else "local",
        safety=deeds.safety,
        settled="none",
    )


def texts_of(value: Any) -> Iterator[str]:
    """Every text in the arguments of a call."""
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts_of(one)
        case list():
            for one in value:
                yield from texts_of(one)
