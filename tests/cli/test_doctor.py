"""`spotter doctor` says what is well, and what to do about the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spotter.cli.doctor import examine
from spotter.dev.phones import Phones
from spotter.dev.serving import listening
from spotter.dev.telegram.server import TOKEN, TelegramDouble
from spotter.dev.telegram.server import build_app as build_telegram
from spotter.dev.twilio import build_app as build_twilio
from spotter.errors import ConfigError
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.migration import migrate

Lines = Callable[[], dict[str, str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Lines:
    """Everything that was said, by subject."""
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path))

    def lines() -> dict[str, str]:
        return {line[6:18].strip(): line for line in capsys.readouterr().out.splitlines()}

    return lines


def test_a_new_laptop_is_well_and_hears_what_it_could_have(told: Lines) -> None:
    examine()
    found = told()
    assert found["database"].startswith("ok")
    assert "missing; the next start makes them" in found["migrations"]
    assert found["telegram"].startswith("off")
    assert "SPOTTER_LLM__SPECIALIST" in found["model"]
    assert "GB free" in found["disk"]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_cluster_is_looked_at_as_well(told: Lines, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    database = Database(settings.resolved_database_url)
    await migrate(database)
    await database.close()
    monkeypatch.setenv("SPOTTER_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SPOTTER_REDIS_URL", "redis://127.0.0.1:1/0")
    with pytest.raises(ConfigError, match=r"^Not well: redis\.$"):
        await asyncio.to_thread(examine)
    found = told()
    assert found["migrations"].startswith("ok")
    assert "nothing waits" in found["outbox"]
    assert "chat goes on without it" in found["redis"]
    assert "apart from the database's" in found["clock"]


def test_a_database_that_is_away_is_bad(told: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTTER_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(ConfigError, match="database"):
        examine()
    assert "whether PostgreSQL runs" in told()["database"]


def test_both_channels_say_who_we_are_there(told: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    phones = Phones("AC" + "0" * 32, "double", "+15005550006")
    with listening(build_twilio(phones)) as twilio, listening(build_telegram(TelegramDouble(TOKEN))) as telegram:
        named = {"ACCOUNT_SID": phones.account_sid, "AUTH_TOKEN": "double", "FROM": phones.number, "BASE_URL": twilio}
        for name, value in named.items():
            monkeypatch.setenv(f"SPOTTER_TWILIO__{name}", value)
        monkeypatch.setenv("SPOTTER_TELEGRAM__TOKEN", TOKEN)
        monkeypatch.setenv("SPOTTER_TELEGRAM__BASE_URL", telegram)
        with pytest.raises(ConfigError, match="settings"):  # Twilio cannot reach us without a public address
            examine()
        found = told()
        assert "account active, sends from +15005550006" in found["sms"]
        assert found["telegram"].startswith("ok    telegram    @")
        monkeypatch.setenv("SPOTTER_TWILIO__AUTH_TOKEN", "wrong")
        monkeypatch.setenv("SPOTTER_TELEGRAM__TOKEN", "7654321:of-another-bot")
        with pytest.raises(ConfigError, match="telegram, sms"):
            examine()
