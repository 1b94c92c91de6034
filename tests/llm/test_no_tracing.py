"""What people tell their coach is sent to the model they set, and to nobody else."""

from __future__ import annotations

import subprocess
import sys


def test_tracing_that_the_environment_asks_for_stays_off() -> None:
    code = "import spotter.bootstrap; from langsmith.utils import tracing_is_enabled; print(tracing_is_enabled())"
    wanted = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "PATH": "/usr/bin", "PYTHONPATH": ":".join(sys.path)}
    told = subprocess.run([sys.executable, "-c", code], env=wanted, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
