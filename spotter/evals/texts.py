"""Every text that a model is told: those of the agents and of the house, of summaries, and of the evals themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spotter.agents.prompting import prompts
from spotter.evals.judging.judge import judge_prompt
from spotter.evals.trainees.voice import voice_prompt
from spotter.evals.yaml_lines import shown
from spotter.llm.prompts import Prompt
from spotter.memory.summaries import summary_prompt


def every_prompt() -> Mapping[str, Prompt]:
    """By name: the contract, the state of a run and with it the evidence are of all of these."""
    return {**prompts(), **{one.name: one for one in (summary_prompt(), judge_prompt(), voice_prompt())}}


def file_of(name: str) -> str:
    """Where the text of a prompt stands, as a person would open it."""
    return shown(Path(every_prompt()[name].source))
