"""Bytes that are wrong anywhere: an answer, or a fault in one word; no other exception and nothing that cannot be stored."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

import httpx
import pytest
import respx
from langchain_core.messages import HumanMessage

from spotter.clock import SystemClock
from spotter.dev.model.chat import Call, Reply
from spotter.dev.model.protocol import Completion
from spotter.llm.attempt import Patience, attempt
from spotter.llm.faults import Fault
from spotter.llm.hearing import Heard
from spotter.llm.providers import Providers
from spotter.llm.targets import Target
from spotter.llm_settings import LLMSettings

URL = "http://127.0.0.1:1/v1"
TARGET = Target("gpt-5-mini", URL, "", 100)
REPLY = Reply("Trois séances, 82,5 kg.", (Call("log_sets", '{"reps": 5, "load_kg": 82.5, "note": "lourd à la fin"}'), Call("get_week")))
WHOLE = b"".join(Completion(1, "gpt-5-mini", REPLY, 10).events(usage=True))
SHREDS = [
    b"null",
    b"[]",
    b"{}",
    b"-1",
    b"1e999",
    b'"\\ud83d"',
    b"\x00",
    b"\xff\xfe",
    b"data: ",
    b"\n\n",
    b"true",
    b'{"error": {"message": 7}}',
    b'"x"',
]


@pytest.fixture
async def providers() -> AsyncIterator[Providers]:
    made = Providers(LLMSettings())
    yield made
    await made.close()


def spoiled(chance: random.Random) -> bytes:
    """The stream with one to three values replaced, cut out, doubled or broken."""
    body = WHOLE
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(body))
        end = min(start + chance.choice([0, 1, 4, 20, 200]), len(body))
        middle = chance.choice([b"", chance.choice(SHREDS), body[start:end] * 2, bytes([chance.randrange(256)])])
        body = body[:start] + middle + body[end:]
    values = [b'"assistant"', b'"content"', b"[", b"0", b'""', b"null", b'"get_week"', b'"tool_calls"', b'"index"', b'"function"']
    return body.replace(chance.choice(values), chance.choice(SHREDS), chance.randint(0, 3))


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("seed", range(10))
@respx.mock
async def test_no_byte_breaks_more_than_its_answer(providers: Providers, seed: int) -> None:
    chance = random.Random(seed)
    headers = {"content-type": "text/event-stream"}
    respx.post(f"{URL}/chat/completions").mock(side_effect=lambda _: httpx.Response(200, content=spoiled(chance), headers=headers))
    kinds: set[str] = set()
    for _ in range(60):
        heard = Heard()
        patience = Patience(5, 5, asyncio.get_running_loop().time() + 5)
        try:
            await attempt(providers.pieces(TARGET, [HumanMessage("hello")], {}), heard, None, patience, SystemClock())
            kinds.add("whole")
        except Fault as fault:
            kinds.add(fault.kind)
        "".join(heard.text).encode()
        assert all((call.args is None) != (call.problem is None) for call in heard.wanted())
    assert {"whole", "garbled"} <= kinds <= {"whole", "garbled", "cut", "empty", "server_error"}
