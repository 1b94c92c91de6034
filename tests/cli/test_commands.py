"""The command as a person types it, in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE

import pytest

SPOTTER = [sys.executable, "-m", "spotter"]


def run(*args: str, folder: Path, said: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in an empty folder with SQLite; port 1 is where no Spotter answers."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")}
    env |= {"SPOTTER_DATA_DIR": str(folder / "data"), "SPOTTER_PORT": "1", "LANG": "C.UTF-8", "PYTHONPATH": str(Path.cwd())}
    return subprocess.run([*SPOTTER, *args], cwd=folder, env=env, input=said, text=True, capture_output=True, timeout=120, check=False)


def test_a_conversation_through_a_pipe_logs_undoes_and_remembers(tmp_path: Path) -> None:
    told = run(
        "chat",
        folder=tmp_path,
        said="bench 3x5 80kg\nno, 82.5\n/undo\n/history\n/nonsense\n/bad too long\nsquat 3x5 100kg\n/new\nwhat should I eat?\n",
    )
    assert told.returncode == 0, told.stderr
    assert "Bench Press 3 × 5 at 80 kg" in told.stdout
    assert "82.5" in told.stdout
    assert "coach ›" in told.stdout
    assert "/help lists them" in told.stdout
    assert "Noted, thanks." in told.stdout
    assert "Written down: " in told.stdout
    spent = run("usage", folder=tmp_path)
    assert spent.returncode == 0, spent.stderr
    assert "No language model was asked" in spent.stdout
    again = run("trace", "last", folder=tmp_path)
    assert again.returncode == 0, again.stderr
    assert "act" in again.stdout
    assert "graphs/acting.py" in again.stdout


def test_understanding_answers_one_object_per_line_in_order(tmp_path: Path) -> None:
    lines = ["bench 3x5 80kg", json.dumps({"text": "j'ai mal au genou", "locale": "fr"}), "what's the weather?"]
    told = run("understand", "--json", folder=tmp_path, said="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert [answer["locale"] for answer in answers] == ["en", "fr", "en"]
    assert set(answers[0]) >= {"text", "locale", "safety", "calls", "residue", "agents", "question"}
    assert answers[0]["calls"][0]["tool"] == "log_workout"
    assert [one["load_kg"] for one in answers[0]["calls"][0]["args"]["entries"][0]["sets"]] == [80, 80, 80]
    assert answers[1]["calls"][0]["tool"] == "report_pain"
    assert answers[2]["agents"] == []


@pytest.mark.parametrize(("command", "query", "key"), [("exercises", "benhc pres", "bench_press"), ("foods", "greek yoghurt", None)])
def test_a_search_finds_with_typos_and_in_other_spellings(tmp_path: Path, command: str, query: str, key: str | None) -> None:
    told = json.loads(run(command, query, "--json", folder=tmp_path).stdout)
    assert told["query"] == query
    assert key is None or told["results"][0]["key"] == key
    assert "yog" in told["results"][0]["name"].lower() or key is not None


def test_settings_are_shown_and_a_wrong_one_is_one_line(tmp_path: Path) -> None:
    assert "SPOTTER_PORT=1\n" in run("config", folder=tmp_path).stdout
    (tmp_path / ".env").write_text("SPOTTER_BODY_LIMIT_BYTES=plenty\n")
    wrong = run("config", folder=tmp_path)
    assert wrong.returncode == 1
    assert wrong.stderr.count("\n") == 1
    assert "SPOTTER_BODY_LIMIT_BYTES" in wrong.stderr


def test_a_variable_that_is_no_setting_is_named_where_people_look(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SPOTTER_GUEST_HOUR=2\n")
    told = "SPOTTER_GUEST_HOUR is not a setting; did you mean SPOTTER_GUEST_HOURS?\n"
    for command in ("config", "chat"):
        assert run(command, folder=tmp_path).stderr == told


def test_a_chat_goes_on_when_its_server_goes_away(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    env = {name: value for name, value in os.environ.items() if not name.startswith("SPOTTER_")}
    env |= {"SPOTTER_DATA_DIR": str(tmp_path / "data"), "SPOTTER_PORT": port, "PYTHONPATH": str(Path.cwd()), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen([*SPOTTER, "serve"], cwd=tmp_path, env=env)
    try:
        until_it_answers(port)
        elsewhere = subprocess.run(
            [*SPOTTER, "chat"], cwd=tmp_path, env=env | {"SPOTTER_PORT": "1"}, text=True, capture_output=True, timeout=60, check=False
        )
        assert elsewhere.returncode == 1
        assert elsewhere.stderr.startswith(f"The data in {tmp_path / 'data'} is in use by the Spotter at http://127.0.0.1:{port}.")
        chat = subprocess.Popen([*SPOTTER, "chat"], cwd=tmp_path, env=env, text=True, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        assert chat.stdin
        assert chat.stdout
        chat.stdin.write("bench 3x5 80kg\n")
        chat.stdin.flush()
        assert "80 kg" in chat.stdout.readline()
    finally:
        server.terminate()
        server.wait(30)
    told, complaints = chat.communicate("/history\n/new\n/good\nsquat 3x5 100kg\n/nonsense\n", timeout=60)
    assert (chat.returncode, complaints) == (0, "")
    assert told.count(f"No coach answers at http://127.0.0.1:{port}.") == 4
    assert "/help lists them" in told


def until_it_answers(port: str) -> None:
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("no server within thirty seconds")


def test_a_model_is_checked_and_what_is_wrong_is_said_in_lines(tmp_path: Path) -> None:
    told = run("config", "check", folder=tmp_path)
    assert told.returncode == 0
    assert "No language model is set" in told.stdout
    (tmp_path / ".env").write_text(
        "SPOTTER_LLM__SPECIALIST=openai:gpt-5-mini\nOPENAI_API_KEY=do-not-show\nOPENAI_BASE_URL=http://127.0.0.1:1/v1\n"
    )
    told = run("config", "check", folder=tmp_path)
    assert told.returncode == 1
    assert "gpt-5-mini at http://127.0.0.1:1/v1: the address cannot be reached" in told.stdout
    assert told.stderr == "1 of 1 models did not answer. Without them the built-in coach does.\n"
    shown = run("config", folder=tmp_path).stdout
    assert "SPOTTER_LLM__SPECIALIST=gpt-5-mini\n" in shown
    assert "SPOTTER_LLM__API_KEY=(set)\n" in shown
    assert "do-not-show" not in shown + told.stdout + told.stderr


def test_the_migrations_make_the_tables_in_code(tmp_path: Path) -> None:
    assert run("db", "check", folder=tmp_path).returncode == 0
    assert "up to date" in run("db", "migrate", folder=tmp_path).stdout
