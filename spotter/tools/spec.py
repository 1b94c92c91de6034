"""A tool is a use case: typed arguments in, a typed result out, one transaction, written once and used by everybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple, get_type_hints

from pydantic import AfterValidator, BaseModel, ConfigDict

from spotter.language.understanding import AgentName
from spotter.messages import Block
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext

Kind = Literal["read", "write"]


YEARS = range(1900, 2101)  # beyond them another zone's clock would leave the calendar


def _in_reach(at: datetime) -> datetime:
    if at.year not in YEARS:
        raise ValueError(f"the year is not between {YEARS[0]} and {YEARS[-1]}")
    return at


Moment = Annotated[datetime, AfterValidator(_in_reach)]


class Args(BaseModel):
    """Arguments of a tool. Unknown ones are refused; the person is never among them."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Result(BaseModel):
    """What a tool found or did: plain values in SI units, from rows."""

    model_config = ConfigDict(frozen=True)


Run = Callable[[Any, CoachContext, UnitOfWork], Awaitable[Result]]
Confirm = Callable[[Any, CoachContext, UnitOfWork], Awaitable[dict[str, Any] | None]]
Prepare = Callable[[Any, CoachContext], Awaitable[object]]
Awaits = Callable[[Any], dict[str, Any] | None]
Cards = Callable[[Any, CoachContext], list[Block]]


class Offer(NamedTuple):
    """A call that a result suggests: asked about in the words `<name>.offer` of the tool that suggests it, and run after a yes.

    `asks_itself` where the call has a question of its own that tells more; `awaited` (of `ToolQuestion`) where the answer names something
    instead of agreeing.
    """

    tool: str
    args: dict[str, Any]
    asks_itself: bool = False
    awaited: dict[str, Any] | None = None


Offers = Callable[[Any], Offer | None]


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """One tool as its callers know it.

    `confirm` returns the facts of a question ("this replaces your plan") or None when no question is needed; the wording of the
    question is `<name>.confirm`. The words of a result stand under the tool's name in `language.wording`. `training` marks what gives
    training advice: the executor refuses it while a safety hold stops training. `awaits` says how an answer completes a result whose words
    end in a question ("How bad is it from 0 to 10?"), as `ToolQuestion` does. `prepare` does what takes long before the transaction
    opens; `confirm` and `run` get what it made of the arguments. `offers` is what a result suggests to do next.
    """

    name: str
    description: str
    agent: AgentName | None
    kind: Kind
    args: type[Args]
    result: type[Result]
    run: Run
    confirm: Confirm | None = None
    cards: Cards | None = None
    training: bool = False
    awaits: Awaits | None = None
    prepare: Prepare | None = None
    offers: Offers | None = None


def tool(  # noqa: PLR0913 (keywords of a decorator)
    *,
    agent: AgentName | None,
    kind: Kind,
    confirm: Confirm | None = None,
    cards: Cards | None = None,
    training: bool = False,
    awaits: Awaits | None = None,
    prepare: Prepare | None = None,
    offers: Offers | None = None,
) -> Callable[[Run], ToolSpec]:
    """Make a `ToolSpec` of an async function `(args, ctx, uow) -> result`; its name and docstring describe it to a model."""

    def specify(run: Run) -> ToolSpec:
        hints = get_type_hints(run)
        return ToolSpec(
            name=getattr(run, "__name__", ""),
            description=(run.__doc__ or "").strip(),
            agent=agent,
            kind=kind,
            args=get_type_hints(prepare or run)["args"],
            result=hints["return"],
            run=run,
            confirm=confirm,
            cards=cards,
            training=training,
            awaits=awaits,
            prepare=prepare,
            offers=offers,
        )

    return specify
