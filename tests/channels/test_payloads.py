"""What providers send, and what we make of it: one table a provider and kind of payload, in `payloads/`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spotter.channels.sms.parse import parse_message, parse_status
from spotter.channels.telegram.parse import read_update

FOLDER = Path(__file__).parent / "payloads"
Parse = Callable[[Any], dict[str, Any] | None]


def _twilio_message(payload: Any) -> dict[str, Any] | None:
    arrived = parse_message(payload)
    return arrived.model_dump() if arrived else None


def _twilio_status(payload: Any) -> dict[str, Any] | None:
    update = parse_status(payload)
    return update._asdict() if update else None


def _telegram_update(payload: Any) -> dict[str, Any] | None:
    arrived = read_update(payload, bot_id="1234567").arrived
    return arrived.model_dump() if arrived else None


PARSERS: dict[str, Parse] = {"twilio/messages": _twilio_message, "twilio/statuses": _twilio_status, "telegram/updates": _telegram_update}
ROWS = [
    pytest.param(f"{path.parent.name}/{path.stem}", row, id=f"{path.parent.name}: {row['name']}")
    for path in sorted(FOLDER.glob("*/*.json"))
    for row in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_a_payload_is_understood(table: str, row: dict[str, Any]) -> None:
    """`expect` names the fields that matter; null where the payload is none of ours."""
    found = PARSERS[table](row["payload"])
    expected = row["expect"]
    assert (found and {name: found[name] for name in expected or {}}) == expected
