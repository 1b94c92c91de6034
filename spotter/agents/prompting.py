"""The prompts of the house, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from spotter.llm.prompts import Prompt, load_prompts

FOLDER = Path(__file__).parent / "prompts"


@cache
def prompts() -> Mapping[str, Prompt]:
    """Every prompt by name: one for each agent, and those of the house."""
    return load_prompts(FOLDER)
