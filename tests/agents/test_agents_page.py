"""docs/agents.md says of every agent what the code says."""

from __future__ import annotations

from pathlib import Path

from spotter.agents import AGENTS
from spotter.agents.prompting import prompts
from spotter.tools.registry import tools

PAGE = (Path(__file__).parents[2] / "docs" / "agents.md").read_text(encoding="utf-8")


def test_the_table_names_every_agent_with_its_tools() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:5]] for line in PAGE.splitlines() if line.startswith("| ")][1:]
    assert rows == [[agent.name, agent.handles, ", ".join(agent.tools), agent.answers_with] for agent in AGENTS]


def test_every_tool_of_an_agent_exists() -> None:
    assert [name for agent in AGENTS for name in (*agent.tools, agent.answers_with) if name not in tools()] == []


def test_every_prompt_is_named() -> None:
    assert [name for name in prompts() if name not in PAGE] == []
