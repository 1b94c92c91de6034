"""One tiny question to every model that is set: does it answer, and if not, why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

from spotter.clock import Clock
from spotter.llm.faults import Fault, FaultKind
from spotter.llm.hearing import Heard
from spotter.llm.prices import Price, Prices
from spotter.llm.targets import Target, stand_in, target_of
from spotter.llm_settings import LLMSettings, Role

if TYPE_CHECKING:
    from spotter.llm.providers import Providers

ROOM = 500  # tokens: enough for a model that thinks before its word


@dataclass(frozen=True, slots=True)
class Checked:
    """A model at an address: who uses it, and either how long it took (ms) or what failed. `price` is None where nobody knows it."""

    users: tuple[str, ...]
    model: str
    address: str
    price: Price | None
    ms: int = 0
    fault: FaultKind | None = None
    detail: str = ""


async def check_all(settings: LLMSettings, clock: Clock) -> list[Checked]:
    """Ask every distinct model at every distinct address, all at once."""
    users: dict[Target, list[str]] = {}
    for user, target in _in_use(settings):
        users.setdefault(replace(target, max_tokens=ROOM, temperature=None), []).append(user)
    if not users:
        return []
    from spotter.llm.providers import Providers

    providers = Providers(settings)
    try:
        return list(await asyncio.gather(*(_check(providers, target, tuple(names), settings, clock) for target, names in users.items())))
    finally:
        await providers.close()


def _in_use(settings: LLMSettings) -> Iterator[tuple[str, Target]]:
    """Who talks to which target."""
    for role in get_args(Role):
        yield from _named(role, target_of(settings, role))
    for agent in settings.agents:
        yield from _named(agent, target_of(settings, "specialist", agent))
    for place in ("fallback", "cheap"):
        yield from _named(place, stand_in(settings, place, "specialist"))


def _named(user: str, target: Target | None) -> Iterator[tuple[str, Target]]:
    if target is not None:
        yield user, target


async def _check(providers: Providers, target: Target, users: tuple[str, ...], settings: LLMSettings, clock: Clock) -> Checked:
    from langchain_core.messages import HumanMessage

    from spotter.llm.attempt import Patience, attempt

    loop = asyncio.get_running_loop()
    began = loop.time()
    patience = Patience(settings.first_token_s, settings.between_tokens_s, began + settings.turn_s)
    checked = Checked(users, target.model, _without_login(target.base_url), Prices(settings.prices).known(target))
    try:
        await attempt(providers.pieces(target, [HumanMessage("Answer with the word OK.")], {}), Heard(), None, patience, clock)
    except Fault as fault:
        return replace(checked, fault=fault.kind, detail=fault.detail)
    return replace(checked, ms=round((loop.time() - began) * 1000))


def _without_login(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
