"""`spotter config check`: one line per model that says whether it answers, and what to do where it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import typer

from spotter.cli.starting import check_agents
from spotter.clock import SystemClock
from spotter.errors import ConfigError
from spotter.llm.checking import Checked, check_all
from spotter.llm.faults import FaultKind
from spotter.llm_settings import LLMSettings
from spotter.settings import load_settings

KEY = "set OPENAI_API_KEY, or SPOTTER_LLM__API_KEY, to one that is valid there"
URL = "look at SPOTTER_LLM__BASE_URL, the network and whether the server runs"
LATER = "the provider is in trouble; try again later or set SPOTTER_LLM__FALLBACK"
PROTOCOL = "it does not speak OpenAI's chat completions; SPOTTER_LLM__BASE_URL usually ends in /v1"
ADVICE: Mapping[FaultKind, tuple[str, str]] = {
    "key_refused": ("the key was refused", KEY),
    "no_money": ("the account has no money left", "top it up, or set another key"),
    "model_unknown": (
        "no such model, or no such address",
        "look at the model's name and at SPOTTER_LLM__BASE_URL, which usually ends in /v1",
    ),
    "unreachable": ("the address cannot be reached", URL),
    "rate_limited": ("too many requests for this key", "wait a little, or ask the provider for a higher limit"),
    "server_error": ("the server fails", LATER),
    "slow": ("no first word in time", "take a quicker model, or raise SPOTTER_LLM__FIRST_TOKEN_S"),
    "stalled": ("it stops in the middle", "take a quicker model, or raise SPOTTER_LLM__BETWEEN_TOKENS_S"),
    "cut": ("the connection was cut", URL),
    "garbled": ("it answers with something else", PROTOCOL),
    "empty": ("it answers with nothing", "a model that thinks long needs room: SPOTTER_LLM__OPTIONS__SPECIALIST__MAX_TOKENS"),
    "bad_request": ("it refuses the request", "look at SPOTTER_LLM__OPTIONS"),
    "filtered": ("its filter took the answer away", "take another model"),
}
OFF = (
    "No language model is set: the built-in coach answers alone. To add one, set SPOTTER_LLM__SPECIALIST (openai:gpt-5-mini, for example) "
    "and OPENAI_API_KEY, or SPOTTER_LLM__BASE_URL for a server of your own."
)


def check_models() -> None:
    """Ask every model that is set; leave with 1 when one does not answer."""
    settings = load_settings()
    check_agents(settings)
    results = asyncio.run(check_all(settings.llm, SystemClock()))
    for line in lines(settings.llm, results):
        typer.echo(line)
    failed = sum(result.fault is not None for result in results)
    if failed:
        raise ConfigError(f"{failed} of {len(results)} models did not answer. Without them the built-in coach does.")


def lines(settings: LLMSettings, results: list[Checked]) -> list[str]:
    """What was found, a line each."""
    return (
        [_line(result) for result in results] + [_unpriced(result) for result in results if result.price is None]
        if settings.is_on
        else [OFF]
    )


def _line(result: Checked) -> str:
    head = f"{', '.join(result.users)}: {result.model} at {result.address}"
    if result.fault is None:
        return f"{head} answers ({result.ms} ms)"
    wrong, advice = ADVICE[result.fault]
    said = f" ({result.detail})" if result.detail and result.fault != "key_refused" else ""
    return f"{head}: {wrong}{said}. What to do: {advice}."


def _unpriced(result: Checked) -> str:
    return (
        f"{result.model} has no known price and counts at a high one, so people's days end early. Set it, in dollars per million tokens "
        f"in and out: SPOTTER_LLM__PRICES='{{\"{result.model}\": [0.25, 2]}}'"
    )
