"""`spotter dev telegram-server` as a person starts it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx

SPOTTER = [sys.executable, "-m", "spotter.cli.main", "dev", "telegram-server"]


def test_it_says_how_the_coach_finds_it_and_answers_as_a_bot(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen([*SPOTTER, "--port", port], cwd=tmp_path, env=environment, text=True, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"Telegram is on http://127.0.0.1:{port} ")
        token = re.search(r"SPOTTER_TELEGRAM__TOKEN=(\S+)", process.stdout.readline())
        assert token is not None
        with httpx.Client(transport=httpx.HTTPTransport(retries=8), timeout=10) as http:
            me = http.get(f"http://127.0.0.1:{port}/bot{token[1]}/getMe").json()
            stranger = http.get(f"http://127.0.0.1:{port}/bot1:wrong/getMe")
        assert me["result"]["username"] == "spotter_dev_bot"
        assert (stranger.status_code, json.loads(stranger.text)["ok"]) == (401, False)
    finally:
        process.terminate()
        process.communicate(timeout=20)
