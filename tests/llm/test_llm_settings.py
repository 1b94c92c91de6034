"""Models are set by a few variables, and what cannot work is one line before anything starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from spotter.cli.starting import check_agents
from spotter.errors import ConfigError
from spotter.llm.targets import stand_in, target_of
from spotter.settings import Settings, load_settings

OPENAI = "https://api.openai.com/v1"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def with_env(monkeypatch: pytest.MonkeyPatch, env: str) -> Settings:
    """The settings with `NAME=value` pairs, one per line."""
    for line in env.split():
        name, _, value = line.partition("=")
        monkeypatch.setenv(name, value)
    return load_settings()


def test_a_key_alone_sends_nothing_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not with_env(monkeypatch, "OPENAI_API_KEY=k").llm.is_on


def test_a_model_and_a_key_serve_every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    llm = with_env(monkeypatch, "OPENAI_API_KEY=k SPOTTER_LLM__SPECIALIST=openai:gpt-5-mini").llm
    router, judge = target_of(llm, "router"), target_of(llm, "judge")
    assert router is not None
    assert judge is not None
    assert (router.model, router.base_url, router.api_key, judge.model) == ("gpt-5-mini", OPENAI, "k", "gpt-5-mini")
    assert stand_in(llm, "fallback", "router") is None


def test_ones_own_server_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    llm = with_env(monkeypatch, "SPOTTER_LLM__SPECIALIST=llama3.1:8b SPOTTER_LLM__BASE_URL=http://127.0.0.1:11434/v1/").llm
    target = target_of(llm, "specialist")
    assert target is not None
    assert (target.model, target.base_url) == ("llama3.1:8b", "http://127.0.0.1:11434/v1")


def test_ones_own_names_go_before_the_usual_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    llm = with_env(
        monkeypatch, "OPENAI_API_KEY=usual OPENAI_BASE_URL=http://usual/v1 SPOTTER_LLM__API_KEY=own SPOTTER_LLM__SPECIALIST=m"
    ).llm
    assert (llm.key_of("router"), llm.address_of("router")) == ("own", "http://usual/v1")


def test_a_key_is_not_shown_to_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    llm = with_env(
        monkeypatch,
        """OPENAI_API_KEY=k SPOTTER_LLM__SPECIALIST=gpt-5-mini SPOTTER_LLM__FALLBACK=other SPOTTER_LLM__CHEAP=gpt-5-nano
        SPOTTER_LLM__OPTIONS__FALLBACK__BASE_URL=http://elsewhere/v1""",
    ).llm
    fallback, cheap = stand_in(llm, "fallback", "composer"), stand_in(llm, "cheap", "composer")
    assert fallback is not None
    assert cheap is not None
    assert (fallback.base_url, fallback.api_key) == ("http://elsewhere/v1", "")
    assert (cheap.base_url, cheap.api_key) == (OPENAI, "k")


def test_a_model_that_thinks_long_is_asked_to_think_little(monkeypatch: pytest.MonkeyPatch) -> None:
    llm = with_env(
        monkeypatch,
        """OPENAI_API_KEY=k SPOTTER_LLM__SPECIALIST=gpt-5-mini-2025-08-07 SPOTTER_LLM__ROUTER=gpt-4o-mini SPOTTER_LLM__JUDGE=gpt-5.1
        SPOTTER_LLM__OPTIONS__COMPOSER__REASONING_EFFORT=high""",
    ).llm
    efforts = [target.effort for role in ("specialist", "router", "judge", "composer") if (target := target_of(llm, role))]
    assert efforts == ["low", None, None, "high"]


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ("SPOTTER_LLM__SPECIALIST=gpt-5-mini", "SPOTTER_LLM: a model is set but no key: set OPENAI_API_KEY"),
        ("SPOTTER_LLM__SPECIALIST=anthropic:claude OPENAI_API_KEY=k", "SPOTTER_LLM__SPECIALIST: anthropic: is another protocol"),
        ("SPOTTER_LLM__SPECIALSIT=gpt-5-mini", "SPOTTER_LLM__SPECIALSIT: there is no such setting"),
        ("SPOTTER_LLM__ROUTER=gpt-5-nano OPENAI_API_KEY=k", "SPOTTER_LLM: models are set, but no specialist"),
        ("SPOTTER_LLM__BASE_URL=127.0.0.1:8080", "SPOTTER_LLM__BASE_URL: not an address"),
        ("SPOTTER_LLM__OPTIONS__SPECIALIST__TEMPERATURE=3", "SPOTTER_LLM__OPTIONS__SPECIALIST__TEMPERATURE: "),
        ("SPOTTER_LLM__OPTIONS__SPECIALIST__BASE_URL=nowhere", "SPOTTER_LLM__OPTIONS__SPECIALIST__BASE_URL: not an address"),
        ("SPOTTER_LLM__OPTIONS__PLANNER__TEMPERATURE=1", "SPOTTER_LLM__OPTIONS__PLANNER: "),
        ("SPOTTER_LLM__AGENTS__PLANNER=bedrock:x", "SPOTTER_LLM__AGENTS: bedrock: is another protocol"),
        ("SPOTTER_LLM__TURN_S=0", "SPOTTER_LLM__TURN_S: "),
        ("SPOTTER_LLM__DAILY_USD_PER_PERSON=-1", "SPOTTER_LLM__DAILY_USD_PER_PERSON: "),
        ('SPOTTER_LLM__PRICES={"m":[-1,2]}', "SPOTTER_LLM__PRICES: prices are dollars"),
    ],
)
def test_what_cannot_work_is_one_line(monkeypatch: pytest.MonkeyPatch, env: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        with_env(monkeypatch, env)
    assert error.value.text.startswith(said)
    assert "\n" not in error.value.text


def test_an_agent_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = with_env(monkeypatch, "SPOTTER_LLM__AGENTS__CHEF=m SPOTTER_LLM__SPECIALIST=m OPENAI_API_KEY=k")
    with pytest.raises(ConfigError, match="SPOTTER_LLM__AGENTS__CHEF: there is no such agent"):
        check_agents(settings)


def test_keys_and_passwords_are_hidden_at_any_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = with_env(
        monkeypatch,
        """SPOTTER_LLM__API_KEY=hidden1 OPENAI_API_KEY=hidden2 SPOTTER_LLM__BASE_URL=http://me:hidden3@127.0.0.1/v1
        SPOTTER_LLM__SPECIALIST=m SPOTTER_LLM__OPTIONS__JUDGE__API_KEY=hidden4 SPOTTER_LLM__OPTIONS__JUDGE__BASE_URL=http://me:hidden5@127.0.0.1/v1""",
    ).visible()
    assert "hidden" not in str(shown)
    assert (shown["llm__api_key"], shown["llm__options__judge__api_key"]) == ("(set)", "(set)")


def test_postgresql_without_its_driver_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(ConfigError, match="driver is not installed"):
        with_env(monkeypatch, "SPOTTER_DATABASE_URL=postgresql://u@127.0.0.1/x")


def test_what_the_driver_does_not_know_of_a_url_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="SPOTTER_DATABASE_URL holds channel_binding, which"):
        with_env(monkeypatch, "SPOTTER_DATABASE_URL=postgresql://u@127.0.0.1/x?sslmode=require&channel_binding=require")
    asked = with_env(monkeypatch, "SPOTTER_DATABASE_URL=postgres://u@127.0.0.1/x?sslmode=require&application_name=coach")
    assert asked.resolved_database_url == "postgresql+asyncpg://u@127.0.0.1/x?sslmode=require&application_name=coach"
