"""`spotter dev model-server` as a person starts it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

SPOTTER = [sys.executable, "-m", "spotter.cli.main", "dev", "model-server"]
Start = Callable[..., str]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the command with options on a free port and returns the address that it prints."""
    started: list[subprocess.Popen[str]] = []

    def run(*options: str) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        process = subprocess.Popen([*SPOTTER, "--port", port, *options], cwd=tmp_path, env=environment(), text=True, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout is not None
        address = re.search(r"http://\S+/v1", process.stdout.readline())
        assert address is not None
        return address[0]

    yield run
    for process in started:
        process.terminate()
        process.communicate(timeout=20)


def said(address: str, text: str) -> httpx.Response:
    """Ask the server, as soon as it listens."""
    body = {"model": "double", "messages": [{"role": "user", "content": text}]}
    transport = httpx.HTTPTransport(retries=8)
    with httpx.Client(transport=transport, timeout=10) as http:
        return http.post(f"{address}/chat/completions", json=body)


def test_it_says_its_address_and_answers(start: Start, tmp_path: Path) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps([{"when": {"says": "bad week"}, "text": "That happens."}]))
    address = start("--behaviour", "echo", "--rules", "rules.json")
    assert said(address, "I had a bad week").json()["choices"][0]["message"]["content"] == "That happens."
    assert said(address, "hello").json()["choices"][0]["message"]["content"] == "hello"


def test_it_fails_as_it_is_told(start: Start) -> None:
    address = start("--faults", "rate_limit", "--rate", "1", "--seed", "3")
    answer = said(address, "hello")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--behaviour", "wise"], "sensible"),
        (["--rules", "nowhere.json"], "nowhere.json cannot be read"),
        (["--rules", "wrong.json"], "wrong.json are not right"),
        (["--faults", "meteor"], "cannot be made"),
        (["--faults", "cut", "--rate", "7"], "rate"),
    ],
)
def test_what_cannot_be_is_one_line_that_says_why(tmp_path: Path, options: list[str], told: str) -> None:
    (tmp_path / "wrong.json").write_text('[{"wen": {}}]')
    ended = subprocess.run([*SPOTTER, *options], cwd=tmp_path, env=environment(), text=True, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert told in ended.stderr
    assert ended.stderr.count("\n") == 1
