"""Other processes that a measurement needs: started on a free port of this machine, ended with the `with` block."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
START_S = 60


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(module: str, *args: str, **env: str) -> Iterator[str]:
    """`python -m module PORT args`, until the block ends; its address."""
    port = free_port()
    with _running([sys.executable, "-m", module, str(port), *args], env):
        yield f"http://127.0.0.1:{port}"


class ModelServer:
    """`spotter dev model-server` in a process of its own."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._http = httpx.Client(base_url=root, timeout=30)

    def coach_settings(self, turn_s: int = 30) -> dict[str, str]:
        """The environment in which Spotter asks this model, without a limit of money."""
        llm = {
            "BASE_URL": f"{self.root}/v1",
            "SPECIALIST": "double",
            "TURN_S": str(turn_s),
            "DAILY_USD_PER_PERSON": "1000",
            "DAILY_RUNS_PER_PERSON": "100000",
        }
        lease = {"SPOTTER_TURN_LEASE_S": str(turn_s + 10)}
        return {"OPENAI_API_KEY": "none"} | lease | {f"SPOTTER_LLM__{name}": value for name, value in llm.items()}

    def fail(self, **faults: Any) -> None:
        """Fail in this way from now on; `mode="none"` ends it."""
        self._http.post("/dev/faults", json=faults).raise_for_status()

    def reset(self) -> None:
        """Back to the rules it was started with, without faults, with an empty log."""
        self._http.post("/dev/reset").raise_for_status()

    def asked(self, after: int = 0) -> list[dict[str, Any]]:
        """What it was asked, without the first `after` requests."""
        return list(self._http.get("/dev/requests", params={"after": after}).json()["requests"])


@contextmanager
def model_server(rules: Sequence[Mapping[str, Any]] = ()) -> Iterator[ModelServer]:
    """A model's double that answers by these rules, else as the sensible coach does."""
    port = free_port()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(list(rules), file)
        file.flush()
        command = [sys.executable, "-m", "spotter.cli.main", "dev", "model-server", "--port", str(port), "--rules", file.name]
        with _running(command, {}, quiet=True):
            root = f"http://127.0.0.1:{port}"
            wait_until_up(f"{root}/v1/models")
            yield ModelServer(root)


@contextmanager
def command_server(*command: str) -> Iterator[str]:
    """`spotter COMMAND --port PORT`, until the block ends; its address."""
    port = free_port()
    with _running([sys.executable, "-m", "spotter.cli.main", *command, "--port", str(port)], {}, quiet=True):
        wait_until_up(f"http://127.0.0.1:{port}/", 240)
        yield f"http://127.0.0.1:{port}"


def wait_until_up(url: str, seconds: float = START_S) -> None:
    """Wait until somebody answers there, whatever they say."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            httpx.get(url, timeout=5)
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def _running(command: Sequence[str], env: Mapping[str, str], *, quiet: bool = False) -> Iterator[None]:
    output = subprocess.DEVNULL if quiet else None
    started = subprocess.Popen(command, env={**os.environ, **env}, cwd=ROOT, stdout=output)
    try:
        yield
    finally:
        started.terminate()
        started.wait()
