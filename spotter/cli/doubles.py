"""`spotter dev ...`: local servers that stand in for a provider."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from spotter.dev.model.behaviours import BEHAVIOURS
from spotter.dev.model.double import ModelDouble
from spotter.dev.model.faults import Faults
from spotter.dev.model.rules import Rule, read_rules
from spotter.dev.openai import build_app
from spotter.dev.phones import Faults as PhoneFaults
from spotter.dev.phones import Phones
from spotter.dev.serving import HOST, serve
from spotter.dev.smtp import Mailbox, mail_server
from spotter.dev.twilio import build_app as build_twilio
from spotter.errors import ConfigError


def serve_model(port: int, behaviour: str, rules: Path | None, faults: dict[str, Any]) -> None:
    """Serve a model's double until told to stop."""
    if behaviour not in BEHAVIOURS:
        raise ConfigError(f"{behaviour} is no behaviour; choose {', '.join(BEHAVIOURS)}.")
    double = ModelDouble(behaviour, _rules(rules), _faults(faults))
    typer.echo(f"A model ({behaviour}) is on http://{HOST}:{port}/v1  (Ctrl-C stops it). For the coach, in another terminal:")
    typer.echo(f"  SPOTTER_LLM__BASE_URL=http://{HOST}:{port}/v1 SPOTTER_LLM__SPECIALIST=double make run")
    serve(build_app(double), port)


def serve_twilio(port: int, coach: str, faults: str) -> None:
    """Serve Twilio's double until told to stop."""
    phones = Phones("AC" + "0" * 32, "double", "+15005550006", webhook=f"{coach.rstrip('/')}/channels/sms")
    try:
        phones.faults = PhoneFaults.model_validate({"mode": faults})
    except ValidationError as error:
        raise ConfigError(f"These faults cannot be made: {_first(error)}.") from error
    here = f"http://{HOST}:{port}"
    typer.echo(f"Twilio's double is on {here}  (Ctrl-C stops it). For the coach, in another terminal:")
    account = f"SPOTTER_TWILIO__ACCOUNT_SID={phones.account_sid} SPOTTER_TWILIO__AUTH_TOKEN={phones.auth_token}"
    typer.echo(f"  {account} SPOTTER_TWILIO__FROM={phones.number} SPOTTER_TWILIO__BASE_URL={here} SPOTTER_PUBLIC_URL={coach} make run")
    typer.echo(f"""A phone writes:  curl {here}/dev/say -d '{{"from": "+33612345678", "body": "bench 3x5 80kg"}}'""")
    typer.echo(f"What it got:     curl {here}/dev/messages")
    serve(build_twilio(phones), port)


def serve_telegram(port: int, token: str) -> None:
    """Serve a stand-in for Telegram until told to stop."""
    from spotter.dev.telegram.server import TOKEN, TelegramDouble
    from spotter.dev.telegram.server import build_app as telegram_app

    token = token or TOKEN
    if not token.partition(":")[0].isdigit():
        raise ConfigError(f"{token} is no token of a bot; one looks like 1234567:letters.")
    address = f"http://{HOST}:{port}"
    typer.echo(f"Telegram is on {address}  (Ctrl-C stops it). For the coach, in another terminal:")
    typer.echo(f"  SPOTTER_TELEGRAM__BASE_URL={address} SPOTTER_TELEGRAM__TOKEN={token} make run")
    typer.echo("Write to it, and see what it answers:")
    typer.echo(f"""  curl -s {address}/dev/say -d '{{"text": "bench 3x5 80kg"}}' && curl -s '{address}/dev/sent?wait_s=10'""")
    serve(telegram_app(TelegramDouble(token)), port)


def serve_mail(port: int) -> None:
    """Serve a mail server that prints what it is given until told to stop."""
    if find_spec("aiosmtpd") is None:
        raise ConfigError("The mail server needs the development libraries: make .venv/.dev installs them.")

    async def run() -> None:
        async with mail_server(Mailbox(on_message=lambda message: typer.echo(f"{message}\n{'-' * 60}")), port):
            typer.echo(f"A mail server is on {HOST}:{port}  (Ctrl-C stops it). For the coach, in another terminal:")
            sender = "SPOTTER_SMTP__SECURITY=none SPOTTER_SMTP__FROM=coach@example.org"
            typer.echo(f"  SPOTTER_SMTP__HOST={HOST} SPOTTER_SMTP__PORT={port} {sender} make run")
            await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(run())


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
