"""Model calls and prompt tokens a turn: Spotter beside a LangGraph supervisor with the same tools, model double and messages.

python -m bench.model_turns
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

from bench.faulty_server import FaultyServer, new_engine
from bench.processes import ModelServer, model_server, process, wait_until_up
from bench.talks import Talk, script, talks

Say = Callable[[str], Awaitable[None]]
QUIET_S = 1.0  # what turns ask for after their reply, a summary say, has come by then


@dataclass(frozen=True)
class Asked:
    """What one message took: calls of the model, and the tokens of their prompts as the model server counted them."""

    calls: int
    tokens: int
    path: str


class Counter:
    """Reads off the model server's log what each message took."""

    def __init__(self, model: ModelServer) -> None:
        self._model = model
        self._seen = 0
        self.by_message: list[Asked] = []

    async def take(self, path: str) -> None:
        """Note what was asked since the last time, and which way the answer came about."""
        found = await asyncio.to_thread(self._model.asked, self._seen)
        self._seen += len(found)
        self.by_message.append(Asked(len(found), sum(one["prompt_tokens"] for one in found), path))


async def ours(model: ModelServer) -> list[Asked]:
    """Spotter's side: a server process on PostgreSQL, one guest per conversation."""
    counter = Counter(model)
    async with new_engine("postgres") as engine:
        server = FaultyServer(engine, settings=model.coach_settings())
        server.start()
        try:
            await server.until_ready()
            for talk in talks():
                async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
                    guest = (await http.post("/api/v1/users", json={"locale": talk.locale})).json()
                    http.headers["Authorization"] = f"Bearer {guest['access_token']}"
                    await _hold(talk, http, "/api/v1/ai/chat", {}, counter)
        finally:
            server.kill()
    return counter.by_message


async def theirs(model: ModelServer) -> list[Asked]:
    """The supervisor's side, one thread per conversation."""
    counter = Counter(model)
    async with new_engine("postgres") as engine:
        server = FaultyServer(engine)  # brings the tables and the catalogue
        server.start()
        await server.until_ready()
        server.kill()
        with process("bench.supervisor", "--model-url", f"{model.root}/v1", BASELINE_DATABASE_URL=engine.url) as url:
            wait_until_up(url)
            for place, talk in enumerate(talks()):
                async with httpx.AsyncClient(base_url=url, timeout=60) as http:
                    await _hold(talk, http, "/chat", {"person": f"talk-{place}", "locale": talk.locale}, counter)
    return counter.by_message


async def _hold(talk: Talk, http: httpx.AsyncClient, path: str, common: dict[str, str], counter: Counter) -> None:
    """Send the messages of a conversation one after the other."""
    for line in talk.messages:
        answer = await http.post(path, json={**common, "message": line.text})
        answer.raise_for_status()
        if line is talk.messages[-1]:
            await asyncio.sleep(QUIET_S)
        told = answer.json()
        if not common and "path" not in told:
            raise RuntimeError(f"no answer to {line.text!r}: {told}")
        await counter.take(told.get("path", "supervisor"))


def rows(mine: Sequence[Asked], others: Sequence[Asked]) -> list[str]:
    """The comparison over all messages, and over those for which Spotter asked its model at all."""
    pairs = list(zip(mine, others, strict=True))
    free = [pair for pair in pairs if pair[0].path == "model"]
    return [_row(f"{len(pairs)} mixed messages", pairs), _row(f"the {len(free)} that Spotter gave to its model", free)]


def _row(name: str, pairs: Sequence[tuple[Asked, Asked]]) -> str:
    calls, tokens = ([sum(getattr(pair[side], what) for pair in pairs) / len(pairs) for side in (0, 1)] for what in ("calls", "tokens"))
    return (
        f"{name}: {calls[0]:.2f} model calls and {tokens[0]:.0f} prompt tokens a turn; supervisor {calls[1]:.2f} and {tokens[1]:.0f}: "
        f"{calls[0] / calls[1]:.2f} of the calls, {tokens[0] / tokens[1]:.2f} of the tokens"
    )


async def measure() -> list[str]:
    """Both sides, one after the other."""
    with model_server(script()) as model:
        mine = await ours(model)
        model.reset()
        return rows(mine, await theirs(model))


if __name__ == "__main__":
    for row in asyncio.run(measure()):
        print(row)
