"""`spotter config check` asks each model one word and says what is wrong in one line."""

from __future__ import annotations

from typing import Any, get_args

import httpx
import pytest
import respx
from pydantic import SecretStr

from spotter.cli.model_check import ADVICE, lines
from spotter.clock import SystemClock
from spotter.dev.model.faults import Faults, Mode
from spotter.dev.model.rules import Rule, When
from spotter.dev.serving import ModelServer
from spotter.errors import ConfigError
from spotter.llm.checking import check_all
from spotter.llm.faults import FaultKind
from spotter.llm_settings import LLMSettings


async def said(url: str, **wishes: Any) -> list[str]:
    """The lines that a person reads."""
    given = {"specialist": "gpt-5-mini", "base_url": url, "first_token_s": 0.3, "between_tokens_s": 0.3}
    settings = LLMSettings.model_validate(given | wishes)
    return lines(settings, await check_all(settings, SystemClock()))


async def test_a_model_that_answers_is_named_with_its_users(server: ModelServer) -> None:
    [line] = await said(server.url)
    assert line.startswith(f"router, specialist, composer, judge: gpt-5-mini at {server.url} answers (")
    assert len(server.double.requests) == 1


async def test_every_model_is_asked_once(server: ModelServer) -> None:
    server.double.behave("echo", [Rule(when=When(model="gpt-4o-mini"), fault="unauthorized")])
    found = await said(server.url, router="gpt-5-nano", agents={"planner": "gpt-5"}, fallback="gpt-4o-mini", cheap="gpt-5-nano")
    heads = [line.partition(" at ")[0] for line in found]
    assert heads == ["router, cheap: gpt-5-nano", "specialist, composer, judge: gpt-5-mini", "planner: gpt-5", "fallback: gpt-4o-mini"]
    assert [line for line in found if "the key was refused" in line] == [line for line in found if "gpt-4o-mini" in line]


@pytest.mark.parametrize(
    ("mode", "wrong", "advice"),
    [
        ("unauthorized", "the key was refused", "OPENAI_API_KEY"),
        ("unknown_model", "no such model", "the model's name"),
        ("rate_limit", "too many requests", "wait a little"),
        ("server_error", "the server fails", "try again later"),
        ("slow_start", "no first word in time", "SPOTTER_LLM__FIRST_TOKEN_S"),
        ("stall", "it stops in the middle", "SPOTTER_LLM__BETWEEN_TOKENS_S"),
        ("refuse", "the connection was cut", "whether the server runs"),
        ("empty_reply", "it answers with nothing", "MAX_TOKENS"),
        ("too_long", "it refuses the request", "SPOTTER_LLM__OPTIONS"),
    ],
)
async def test_what_is_wrong_is_said_with_what_to_do(server: ModelServer, mode: Mode, wrong: str, advice: str) -> None:
    server.double.fail(Faults(mode=mode, delay_s=60, at_byte=500))
    [line] = await said(server.url)
    assert wrong in line
    assert advice in line.partition("What to do:")[2]
    assert "\n" not in line


async def test_an_address_where_nobody_listens_is_said(dead_url: str) -> None:
    [line] = await said(dead_url)
    assert "the address cannot be reached" in line


@respx.mock
async def test_a_page_instead_of_a_model_is_said() -> None:
    respx.post("http://127.0.0.1:1/chat/completions").mock(return_value=httpx.Response(200, html="<html>Hello</html>"))
    [line] = await said("http://127.0.0.1:1")
    assert "usually ends in /v1" in line


async def test_no_model_says_how_to_get_one() -> None:
    [line] = lines(LLMSettings(), await check_all(LLMSettings(), SystemClock()))
    assert "SPOTTER_LLM__SPECIALIST" in line
    assert "OPENAI_API_KEY" in line


@respx.mock
async def test_a_model_without_a_price_is_said() -> None:
    url = "https://models.example.org/v1"
    respx.post(f"{url}/chat/completions").mock(return_value=httpx.Response(401, json={"error": {"message": "no"}}))
    _, second = await said(url, specialist="mistral-small", api_key="k")
    assert "SPOTTER_LLM__PRICES='{\"mistral-small\": [0.25, 2]}'" in second
    assert len(await said(url, specialist="mistral-small", api_key="k", prices={"mistral-small": (1, 2)})) == 1


def test_every_fault_has_its_advice() -> None:
    assert set(ADVICE) == set(get_args(FaultKind))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:1", "The proxy"),
        ("HTTPS_PROXY", "nonsense://x", "The proxy"),
        ("SSL_CERT_FILE", "/nowhere", "SSL_CERT_FILE"),
    ],
)
async def test_what_the_environment_spoils_is_said(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    settings = LLMSettings(specialist="gpt-5-mini", api_key=SecretStr("k"), base_url="https://models.example.org/v1")
    with pytest.raises(ConfigError, match=said):
        await check_all(settings, SystemClock())


async def test_this_machine_is_asked_without_the_proxy(monkeypatch: pytest.MonkeyPatch, server: ModelServer) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    [line] = await said(server.url)
    assert "answers" in line
