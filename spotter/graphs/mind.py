"""What a turn needs to think: models, memory, prompts, and where its steps are kept until it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spotter.graphs.checkpoint import TurnSteps
from spotter.llm.asking import LanguageModels
from spotter.llm.prompts import Prompt
from spotter.memory import Memory


@dataclass(frozen=True, slots=True)
class Mind:
    """Built once by the house when a model is set. Without it the coach is the local one."""

    models: LanguageModels
    memory: Memory
    prompts: Mapping[str, Prompt]
    steps: TurnSteps
    turn_s: float
    composes: bool = False
