"""What is checked before anything starts, each with one line that says what to do."""

from __future__ import annotations

import socket

import typer
from rapidfuzz import process

from spotter.agents import AGENTS
from spotter.errors import ConfigError
from spotter.settings import Settings, prepare_data_dir, unknown_variables
from spotter.store.locking import own_data_dir


def check_start(settings: Settings) -> None:
    """Raise a `ConfigError` when an agent, the data directory or the port cannot be used."""
    check_agents(settings)
    check_data(settings)
    check_port(settings)


def check_agents(settings: Settings) -> None:
    """The agents with a model of their own exist."""
    known = [agent.name for agent in AGENTS]
    unknown = sorted(set(settings.llm.agents) - set(known))
    if unknown:
        raise ConfigError(f"SPOTTER_LLM__AGENTS__{unknown[0].upper()}: there is no such agent. There are {', '.join(known)}.")


def check_data(settings: Settings) -> None:
    """The data directory can be written and belongs to nobody else."""
    prepare_data_dir(settings)
    with own_data_dir(settings):
        pass


def check_port(settings: Settings) -> None:
    """The port is free."""
    with socket.socket(family_of(settings.host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigError(
                f"{settings.host}:{settings.port} cannot be used ({error.strerror}). Choose another port: SPOTTER_PORT=8001 make run"
            ) from error


def family_of(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def warn_of_misspelt() -> None:
    """Say on standard error which variables are no setting."""
    for line in misspelt():
        typer.echo(line, err=True)


def misspelt() -> list[str]:
    """A line for every `SPOTTER_...` variable that is no setting, with the one that was likely meant."""
    names = [f"SPOTTER_{name.upper()}" for name in Settings.model_fields]
    lines = []
    for name in unknown_variables():
        nearest = process.extractOne(name, names)
        lines.append(f"{name} is not a setting; did you mean {nearest[0]}?" if nearest else f"{name} is not a setting.")
    return lines
