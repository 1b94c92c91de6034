"""`spotter dev ...`: local servers that stand in for a provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from spotter.dev.model.behaviours import BEHAVIOURS
from spotter.dev.model.double import ModelDouble
from spotter.dev.model.faults import Faults
from spotter.dev.model.rules import Rule, read_rules
from spotter.dev.serving import HOST, serve
from spotter.errors import ConfigError


def serve_model(port: int, behaviour: str, rules: Path | None, faults: dict[str, Any]) -> None:
    """Serve a model's double until told to stop."""
    if behaviour not in BEHAVIOURS:
        raise ConfigError(f"{behaviour} is no behaviour; choose {', '.join(BEHAVIOURS)}.")
    double = ModelDouble(behaviour, _rules(rules), _faults(faults))
    typer.echo(f"A model ({behaviour}) is on http://{HOST}:{port}/v1  (Ctrl-C stops it). For the coach, in another terminal:")
    typer.echo(f"  SPOTTER_LLM__BASE_URL=http://{HOST}:{port}/v1 SPOTTER_LLM__SPECIALIST=double make run")
    serve(double, port)


def _rules(path: Path | None) -> list[Rule]:
    try:
        return read_rules(path) if path else []
    except OSError as error:
        raise ConfigError(f"The rules {path} cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        raise ConfigError(f"The rules {path} are not right: {_first(error)}.") from error


def _faults(wanted: dict[str, Any]) -> Faults:
    try:
        return Faults.model_validate(wanted)
    except ValidationError as error:
        raise ConfigError(f"These faults cannot be made: {_first(error)}.") from error


def _first(error: ValidationError) -> str:
    found = error.errors()[0]
    return f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"
