"""A specialist is data: what it handles, its tools, and the read tool that answers for it when no model is there."""

from __future__ import annotations

from dataclasses import dataclass

from spotter.language.understanding import AgentName


@dataclass(frozen=True, slots=True)
class AgentSpec:
    """One specialist. `answers_with` names the read tool that speaks for it without a model."""

    name: AgentName
    handles: str
    tools: tuple[str, ...]
    answers_with: str
