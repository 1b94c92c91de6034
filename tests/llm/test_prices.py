"""Money is exact, never less than what a provider asks, and never nothing for a model that nobody knows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from spotter.llm.prices import Price, Prices
from spotter.llm.targets import Target

tokens = st.integers(min_value=0, max_value=10_000_000)
dollars = st.decimals(min_value=0, max_value=1000, places=4)


def far(name: str) -> Target:
    return Target(name, "https://models.example.org/v1", "", 100)


@given(dollars, dollars, tokens, tokens)
def test_a_cost_is_the_exact_one_rounded_up_to_a_millionth(into: Decimal, out: Decimal, asked: int, said: int) -> None:
    cost = Price(into, out).of(asked, said)
    exact = (into * asked + out * said) / 1_000_000
    assert 0 <= cost - exact < Decimal("0.000001")
    assert cost == cost.quantize(Decimal("0.000001"))


@given(dollars, dollars, tokens, tokens, tokens)
def test_more_tokens_never_cost_less(into: Decimal, out: Decimal, asked: int, said: int, more: int) -> None:
    price = Price(into, out)
    assert price.of(asked + more, said) >= price.of(asked, said)
    assert price.of(asked, said + more) >= price.of(asked, said)


@pytest.mark.parametrize("name", ["gpt-5-mini", "gpt-5-mini-2025-08-07", "openai/gpt-5-mini", "gpt-5-mini-latest"])
def test_a_model_is_known_by_any_of_its_names(name: str) -> None:
    assert Prices().known(far(name)) == Price(Decimal("0.25"), Decimal(2))


@pytest.mark.parametrize("name", ["gpt-5-mini-turbo", "gpt-5.9", "llama3.1:8b", "mistral-small", ""])
def test_a_model_that_nobody_knows_is_dear_and_said_once(name: str) -> None:
    prices = Prices()
    with capture_logs() as logs:
        first, second = prices.of(far(name)), prices.of(far(name))
    assert prices.known(far(name)) is None
    assert first == second > Prices().of(far("gpt-5"))
    assert [log["event"] for log in logs] == ["price.missed"]


def test_a_price_of_the_settings_goes_before_the_table() -> None:
    prices = Prices({"gpt-5-mini": (Decimal(1), Decimal(3)), "llama3.1:8b": (Decimal(0), Decimal(0))})
    assert prices.of(far("gpt-5-mini")) == Price(Decimal(1), Decimal(3))
    assert prices.of(far("llama3.1:8b")).of(100_000, 100_000) == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_model_of_ones_own_machine_costs_nothing(host: str) -> None:
    own = Target("llama3.1:8b", f"http://{host}:11434/v1", "", 100)
    assert Prices().of(own).of(1000, 1000) == 0
    assert Prices({"llama3.1:8b": (Decimal(1), Decimal(1))}).of(own).of(1000, 1000) > 0
