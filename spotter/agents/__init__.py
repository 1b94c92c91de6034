"""The five specialists."""

from __future__ import annotations

from spotter.agents.answers import Answer, find_answer
from spotter.agents.injury import INJURY
from spotter.agents.motivation import MOTIVATION
from spotter.agents.nutrition import NUTRITION
from spotter.agents.planner import PLANNER
from spotter.agents.progress import PROGRESS
from spotter.agents.spec import AgentSpec
from spotter.language.understanding import AgentName, Residue

AGENTS: tuple[AgentSpec, ...] = (PLANNER, PROGRESS, NUTRITION, INJURY, MOTIVATION)


def agent_named(name: AgentName) -> AgentSpec:
    """The specialist of that name."""
    return next(agent for agent in AGENTS if agent.name == name)


def answer_call(residue: Residue) -> Answer:
    """The read tool, with its arguments, that answers a clause when no model is there."""
    return find_answer(residue, agent_named(residue.agent))


__all__ = ["AGENTS", "AgentSpec", "Answer", "agent_named", "answer_call"]
