"""`spotter dev twilio-server` and `smtp-server` as a person starts them."""

from __future__ import annotations

import re
import smtplib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.test_model_server import environment

SPOTTER = [sys.executable, "-m", "spotter.cli.main", "dev"]
Start = Callable[..., tuple["subprocess.Popen[str]", int]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a double on a free port and returns its process and port, once it has said where it is."""
    started: list[subprocess.Popen[str]] = []

    def run(double: str, *options: str) -> tuple[subprocess.Popen[str], int]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        command = [*SPOTTER, double, "--port", str(port), *options]
        process = subprocess.Popen(command, cwd=tmp_path, env=environment(), text=True, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout is not None
        assert re.search(rf"127\.0\.0\.1:{port}", process.stdout.readline())
        return process, port

    yield run
    for process in started:
        process.terminate()
        process.communicate(timeout=20)


def test_twilio_is_on_this_machine_and_nobody_is_written_to_yet(start: Start) -> None:
    _process, port = start("twilio-server", "--coach", "http://127.0.0.1:1")
    with httpx.Client(transport=httpx.HTTPTransport(retries=8), base_url=f"http://127.0.0.1:{port}", timeout=20) as http:
        assert http.get("/dev/messages").json() == {"count": 0, "messages": []}
        said = http.post("/dev/say", json={"from": "+33612345678", "body": "hello"}).json()
        assert http.post("/dev/say", json={"body": "from nowhere"}).status_code == 422
    assert said["status"] == 0


def test_a_fault_that_cannot_be_is_one_line_that_says_why(tmp_path: Path) -> None:
    command = [*SPOTTER, "twilio-server", "--faults", "meteor"]
    ended = subprocess.run(command, cwd=tmp_path, env=environment(), text=True, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "cannot be made" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_mail_is_shown_in_the_terminal(start: Start) -> None:
    process, port = start("smtp-server")
    assert process.stdout is not None
    assert "SPOTTER_SMTP__HOST" in process.stdout.readline()
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        server.sendmail("coach@example.org", ["sam@example.org"], "Subject: Your reminder\r\n\r\nTime to train.\r\n")
    shown = [process.stdout.readline() for _ in range(3)]
    assert "Subject: Your reminder\n" in shown
    assert "Time to train.\n" in shown
