"""A specialist is data: what it handles, its tools, and the read tool that answers for it when no model is there."""

from __future__ import annotations

from dataclasses import dataclass

from spotter.language.understanding import AgentName


@dataclass(frozen=True, slots=True)
class AgentSpec:
    """One specialist. `answers_with` names the read tool that speaks for it without a model.

    It is told no more of the person than it needs: the fields of the profile in `knows`, with "pain" and "goals" where they stand there,
    and the facts whose kind is in `remembers`.
    """

    name: AgentName
    handles: str
    tools: tuple[str, ...]
    answers_with: str
    knows: frozenset[str]
    remembers: frozenset[str]
