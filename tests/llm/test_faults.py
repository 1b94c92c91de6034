"""A provider that fails in every way it can: another attempt, another model, or a plain `ModelAway`; never a raw error."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest
import respx

from spotter.clock import FixedClock
from spotter.dev.model.faults import MIXED, Faults, Mode
from spotter.dev.model.rules import Rule, When
from spotter.dev.serving import ModelServer
from spotter.errors import ModelAway
from spotter.llm.asking import Said
from tests.llm.conftest import AskOf, NewModels, Somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PASSING: tuple[Mode, ...] = ("rate_limit", "server_error", "overloaded", "refuse", "cut", "error_in_stream", "empty_reply")
LASTING: tuple[Mode, ...] = ("unauthorized", "unknown_model", "too_long")
KIND_OF: dict[Mode, str] = {
    "rate_limit": "rate_limited",
    "server_error": "server_error",
    "overloaded": "server_error",
    "refuse": "cut",
    "cut": "cut",
    "error_in_stream": "server_error",
    "empty_reply": "empty",
    "slow_start": "slow",
    "stall": "stalled",
    "drip": "slow",
    "unauthorized": "key_refused",
    "unknown_model": "model_unknown",
    "too_long": "bad_request",
}
QUICK = {"first_token_s": 0.3, "between_tokens_s": 0.3}


@dataclass
class Listener:
    """A person who watches the text stream: what they see after restarts."""

    seen: str = ""
    restarts: int = 0
    lost: list[str] = field(default_factory=list)

    def on_text(self, piece: str) -> None:
        self.seen += piece

    def on_restart(self) -> None:
        self.restarts += 1
        self.lost.append(self.seen)
        self.seen = ""


def asked_models(server: ModelServer) -> list[str]:
    return [one["model"] for one in server.double.requests]


@pytest.mark.parametrize("mode", PASSING)
async def test_what_passes_is_tried_again(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody, mode: Mode
) -> None:
    server.double.fail(Faults(mode=mode, count=2, retry_after_s=0, at_byte=300))
    said = await new_models().ask(ask_of("hello"))
    assert (said.text, said.attempts, said.degraded) == ("hello", 3, None)
    [row] = await somebody.calls()
    assert (row.status, row.attempts, row.error) == ("done", 3, None)


@pytest.mark.parametrize("mode", [*PASSING, "slow_start", "stall", "drip"])
async def test_who_never_answers_is_away(new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody, mode: Mode) -> None:
    server.double.fail(Faults(mode=mode, retry_after_s=0, at_byte=500, delay_s=60))
    with pytest.raises(ModelAway):
        await new_models(**QUICK).ask(ask_of("hello"))
    assert len(server.double.requests) == 3
    [row] = await somebody.calls()
    assert (row.status, row.attempts, row.error) == ("failed", 3, KIND_OF[mode])


@pytest.mark.parametrize("mode", LASTING)
async def test_what_does_not_pass_is_asked_once(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody, mode: Mode
) -> None:
    server.double.fail(Faults(mode=mode))
    with pytest.raises(ModelAway):
        await new_models().ask(ask_of("hello"))
    assert len(server.double.requests) == 1
    [row] = await somebody.calls()
    assert (row.status, row.error) == ("failed", KIND_OF[mode])
    assert row.cost_usd == 0


@pytest.mark.parametrize("mode", [*PASSING, *LASTING, "slow_start", "stall", "drip"])
async def test_the_fallback_answers_for_a_model_that_fails(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody, mode: Mode
) -> None:
    server.double.fail(Faults(retry_after_s=0, at_byte=500, delay_s=60))
    server.double.behave("echo", [Rule(when=When(model="gpt-5-mini"), fault=mode)])
    said = await new_models(**QUICK, fallback="gpt-4o-mini").ask(ask_of("hello"))
    assert (said.text, said.model, said.degraded) == ("hello", "gpt-4o-mini", "fallback")
    [row] = await somebody.calls()
    assert (row.status, row.model) == ("done", "gpt-4o-mini")


async def test_the_fallback_has_one_of_the_three_attempts(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.fail(Faults(mode="server_error"))
    with pytest.raises(ModelAway):
        await new_models(fallback="gpt-4o-mini").ask(ask_of())
    assert asked_models(server) == ["gpt-5-mini", "gpt-5-mini", "gpt-4o-mini"]


async def test_a_fallback_elsewhere_answers_when_the_address_is_dead(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, dead_url: str
) -> None:
    models = new_models(base_url=dead_url, fallback="gpt-4o-mini", options={"fallback": {"base_url": server.url}})
    said = await models.ask(ask_of("hello"))
    assert (said.text, said.degraded) == ("hello", "fallback")


async def test_a_dead_address_is_away(new_models: NewModels, ask_of: AskOf, somebody: Somebody, dead_url: str) -> None:
    with pytest.raises(ModelAway):
        await new_models(base_url=dead_url).ask(ask_of())
    [row] = await somebody.calls()
    assert (row.error, row.attempts, row.cost_usd) == ("unreachable", 3, Decimal(0))


@pytest.mark.parametrize("cut_at", range(0, 1600, 160))
async def test_a_stream_cut_at_any_byte_starts_again(new_models: NewModels, ask_of: AskOf, server: ModelServer, cut_at: int) -> None:
    server.double.fail(Faults(mode="cut", count=1, at_byte=cut_at))
    listener = Listener()
    said = await new_models().ask(ask_of("Bench went up to 82.5 kg", on_text=listener.on_text, on_restart=listener.on_restart))
    assert said.text == listener.seen == "Bench went up to 82.5 kg"
    assert listener.restarts == sum(bool(text) for text in listener.lost)
    assert all(said.text.startswith(text) for text in listener.lost)


async def test_a_broken_stream_is_paid_too(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    whole = await new_models().ask(ask_of("word " * 40))
    server.double.fail(Faults(mode="cut", count=1, at_byte=4000))
    again = await new_models().ask(ask_of("word " * 40))
    assert again.attempts == 2
    assert again.cost_usd > whole.cost_usd
    assert again.input_tokens > whole.input_tokens


async def test_a_pause_that_fits_is_kept(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.fail(Faults(mode="rate_limit", count=1, retry_after_s=0.3))
    said = await new_models().ask(ask_of("hello"))
    assert said.text == "hello"
    assert said.ms >= 300


async def test_a_pause_longer_than_the_turn_is_not_waited_for(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, clock: FixedClock
) -> None:
    server.double.fail(Faults(mode="rate_limit", count=1, retry_after_s=60))
    models = new_models(turn_s=20)
    with pytest.raises(ModelAway):
        await models.ask(ask_of())
    with pytest.raises(ModelAway):  # the provider is left alone as long as it asked
        await models.ask(ask_of())
    assert len(server.double.requests) == 1
    clock.advance(timedelta(seconds=61))
    assert (await models.ask(ask_of("hello"))).text == "hello"


async def test_a_pause_is_spent_with_the_fallback(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.fail(Faults(retry_after_s=20))
    server.double.behave("echo", [Rule(when=When(model="gpt-5-mini"), fault="rate_limit")])
    said = await new_models(fallback="gpt-4o-mini").ask(ask_of())
    assert said.model == "gpt-4o-mini"
    assert asked_models(server) == ["gpt-5-mini", "gpt-4o-mini"]


async def test_the_turn_ends_whatever_the_model_does(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    server.double.fail(Faults(mode="drip", byte_s=0.01))
    with pytest.raises(ModelAway):
        await asyncio.wait_for(new_models().ask(ask_of("word " * 200, deadline=asyncio.get_running_loop().time() + 0.5)), 5)


async def test_no_time_left_asks_nobody(new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody) -> None:
    with pytest.raises(ModelAway):
        await new_models().ask(ask_of(deadline=asyncio.get_running_loop().time() - 1))
    assert len(server.double.requests) == 0
    [row] = await somebody.calls()
    assert (row.status, row.error, row.attempts, row.cost_usd) == ("failed", "not_asked", 0, Decimal(0))


async def test_who_keeps_failing_is_left_alone_for_a_while(
    new_models: NewModels, ask_of: AskOf, server: ModelServer, clock: FixedClock
) -> None:
    models = new_models(breaker_failures=4, breaker_rest_s=30)
    server.double.fail(Faults(mode="server_error"))
    for _ in range(4):
        with pytest.raises(ModelAway):
            await models.ask(ask_of())
    assert len(server.double.requests) == 4
    clock.advance(timedelta(seconds=31))
    with pytest.raises(ModelAway):  # one attempt looks whether it works again
        await models.ask(ask_of())
    assert len(server.double.requests) == 5
    server.double.fail(Faults())
    clock.advance(timedelta(seconds=31))
    assert (await models.ask(ask_of("back"))).text == "back"
    assert (await models.ask(ask_of("to stay"))).text == "to stay"


async def test_a_question_at_fault_closes_nothing(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    models = new_models(breaker_failures=2)
    server.double.fail(Faults(mode="too_long", count=5))
    for _ in range(5):
        with pytest.raises(ModelAway):
            await models.ask(ask_of())
    assert (await models.ask(ask_of("hello"))).text == "hello"


async def test_a_stopped_turn_settles_what_was_said(new_models: NewModels, ask_of: AskOf, server: ModelServer, somebody: Somebody) -> None:
    begun = asyncio.Event()
    server.double.fail(Faults(mode="stall", at_byte=2000))
    asking = asyncio.create_task(new_models().ask(ask_of("word " * 40, on_text=lambda _: begun.set())))
    await begun.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    [row] = await somebody.calls()
    assert (row.status, row.error) == ("failed", "stopped")
    assert row.output_tokens > 0
    assert row.cost_usd > 0


async def test_on_a_mixed_day_most_are_answered_and_nobody_sees_an_error(new_models: NewModels, ask_of: AskOf, server: ModelServer) -> None:
    models = new_models(fallback="gpt-4o-mini", breaker_failures=1000, daily_usd_per_person=50)
    server.double.fail(Faults(mode="mixed", rate=0.3, seed=7, retry_after_s=0))
    answers = await asyncio.gather(*(models.ask(ask_of(f"hello {n}")) for n in range(60)), return_exceptions=True)
    said = [answer.text for answer in answers if isinstance(answer, Said)]
    assert len(said) >= 50  # three attempts that each fail one time in four leave one in sixty without an answer
    assert all(isinstance(answer, Said | ModelAway) for answer in answers)
    assert {one["fault"] for one in server.double.requests} & set(MIXED)


OTHER_BODIES: dict[str, Callable[[], httpx.Response]] = {
    "a page": lambda: httpx.Response(200, html="<html>Sign in</html>"),
    "no events": lambda: httpx.Response(200, text="data: [DONE]\n\n", headers={"content-type": "text/event-stream"}),
    "half a character": lambda: httpx.Response(200, content=b'data: {"choices": [{"delta": {"content": "\xc3"}}]}\n\n'),
    "no object": lambda: httpx.Response(200, text="data: 7\n\n"),
    "choices that are none": lambda: httpx.Response(200, text='data: {"choices": "x"}\n\n'),
    "no JSON": lambda: httpx.Response(200, text='data: {"choices": [\n\n'),
    "a list of nothing": lambda: httpx.Response(200, text='data: {"choices": [null]}\n\n'),
    "a gateway": lambda: httpx.Response(502, html="<html>Bad gateway</html>"),
    "a redirect": lambda: httpx.Response(302, headers={"location": "http://127.0.0.1:9/elsewhere"}),
    "out of money": lambda: httpx.Response(429, json={"error": {"message": "quota", "code": "insufficient_quota"}}),
}


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("name", OTHER_BODIES)
@respx.mock
async def test_no_protocol_at_all_is_away(new_models: NewModels, ask_of: AskOf, name: str) -> None:
    respx.post("http://127.0.0.1:1/v1/chat/completions").mock(side_effect=lambda _: OTHER_BODIES[name]())
    with pytest.raises(ModelAway):
        await new_models(base_url="http://127.0.0.1:1/v1").ask(ask_of())


@respx.mock
async def test_a_provider_without_schemas_is_told_in_words(new_models: NewModels, ask_of: AskOf) -> None:
    from tests.llm.test_asking import Route

    bodies: list[bytes] = []

    def provider(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        if b'"json_schema"' in request.content:
            return httpx.Response(400, json={"error": {"message": "This response_format type is unavailable now"}})
        said = 'data: {"choices": [{"index": 0, "delta": {"content": "{\\"agent\\": \\"injury\\"}"}, "finish_reason": "stop"}]}\n\n'
        return httpx.Response(200, text=said + "data: [DONE]\n\n", headers={"content-type": "text/event-stream"})

    respx.post("http://127.0.0.1:1/v1/chat/completions").mock(side_effect=provider)
    models = new_models(base_url="http://127.0.0.1:1/v1")
    assert (await models.ask(ask_of(schema=Route))).parsed == Route(agent="injury")
    assert (await models.ask(ask_of(schema=Route))).attempts == 1  # remembered
    assert len(bodies) == 3
    assert b"json_object" in bodies[-1]
