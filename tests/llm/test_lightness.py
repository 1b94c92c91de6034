"""Nobody who sets no model waits for the library of models."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = ["langchain_openai", "openai", "tiktoken"]


def loaded_by(code: str) -> list[str]:
    """Which of the heavy libraries a process has loaded after running `code`."""
    told = f"{code}\nimport json, sys\nprint(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=120, check=True)
    names: list[str] = json.loads(done.stdout)
    return names


def test_a_house_without_a_model_does_not_load_its_library() -> None:
    assert (
        loaded_by("import spotter.bootstrap, spotter.cli.serving, spotter.llm.models, spotter.llm.checking, spotter.cli.model_check") == []
    )


def test_a_house_with_a_model_loads_it_when_told_to() -> None:
    code = (
        "from spotter.clock import SystemClock\nfrom spotter.llm.models import Models\nfrom spotter.llm_settings import LLMSettings\n"
        "Models(LLMSettings(specialist='m', base_url='http://127.0.0.1:1/v1'), None, SystemClock()).warm_up()"
    )
    assert "langchain_openai" in loaded_by(code)
