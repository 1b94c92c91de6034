"""What goes wrong before the coach starts is said in one line that tells what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from spotter.cli.starting import check_data, check_port, misspelt
from spotter.errors import ConfigError
from spotter.settings import Settings, load_settings
from spotter.store.locking import own_data_dir


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_taken_port_names_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ConfigError, match="Choose another port: SPOTTER_PORT="):
            check_port(Settings(port=taken.getsockname()[1], data_dir=tmp_path))


def test_data_of_another_process_is_left_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with own_data_dir(settings), pytest.raises(ConfigError, match="in use by another command of Spotter"):
        check_data(settings)
    with own_data_dir(settings, "http://127.0.0.1:8123"):
        for _ in range(2):  # who is refused leaves the address for the next
            with pytest.raises(ConfigError, match=r"the Spotter at http://127\.0\.0\.1:8123\. Talk to it with: spotter chat --url"):
                check_data(settings)
    with own_data_dir(settings), pytest.raises(ConfigError, match="another command"):
        check_data(settings)


def test_a_file_in_the_place_of_the_data_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(ConfigError, match="cannot be written"):
        check_data(Settings(data_dir=tmp_path / "data"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("SPOTTER_PORT=8001\nthis is no setting\n", r"\.env, line 2 is not NAME=value"),
        ("SPOTTER_PORT=eighty\n", "SPOTTER_PORT: .*integer"),
        ("SPOTTER_PORT=99999\n", "SPOTTER_PORT: .*65535"),
        ("SPOTTER_CORS_ORIGINS=https://example.org\n", "Lists are written as JSON"),
        ("SPOTTER_DATABASE_URL=mysql://host/db\n", "does not know"),
    ],
)
def test_a_broken_env_file_names_the_line_and_the_way_out(empty_folder: Path, content: str, said: str) -> None:
    (empty_folder / ".env").write_text(content)
    with pytest.raises(ConfigError, match=said):
        load_settings()


def test_a_misspelt_variable_is_named_with_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTTER_PRT", "8001")
    assert misspelt() == ["SPOTTER_PRT is not a setting; did you mean SPOTTER_PORT?"]


def test_a_misspelt_line_of_the_env_file_is_named_as_well(empty_folder: Path) -> None:
    (empty_folder / ".env").write_text("#SPOTTER_NOTHING=1\nSPOTTER_GUEST_HOUR=2\nexport SPOTTER_PORT=8001\n")
    assert misspelt() == ["SPOTTER_GUEST_HOUR is not a setting; did you mean SPOTTER_GUEST_HOURS?"]


def test_the_example_of_an_env_file_names_every_setting() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    shown = Settings(_env_file=None).visible()
    assert [name for name in shown if f"SPOTTER_{name.upper()}" not in example] == []


def test_secrets_are_hidden_and_passwords_left_out(empty_folder: Path) -> None:
    del empty_folder
    shown = Settings(secret_key="do-not-show", database_url="postgresql://me:hidden@host/db").visible()
    assert "do-not-show" not in str(shown)
    assert "hidden" not in str(shown)
    assert shown["database_url"] == "postgresql+asyncpg://me@host/db"
