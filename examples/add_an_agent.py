"""Add an agent: somebody who looks after what was noted, and answers from it without a model.

Run it:  python -m examples.add_an_agent

In the project an agent is a file in spotter/agents and a line in spotter/agents/__init__.py; a new name also goes to `AgentName` in
spotter/language/understanding.py. An agent is data: it has no code of its own, its tools do the work.
"""

from __future__ import annotations

import asyncio

from examples.house import a_house, frame
from spotter.agents import AgentSpec
from spotter.language.wording import say
from spotter.tools.executor import Done, Executor, Request
from spotter.tools.registry import tools

# 1. What it handles (for routing), what it may call, and which read tool speaks for it when no model is
#    there, and what it is told of the person: fields of the profile, kinds of facts.
ARCHIVIST = AgentSpec(
    name="progress",
    handles="what was noted, and when",
    tools=("show_history", "show_profile"),
    answers_with="show_history",
    knows=frozenset({"name", "goal"}),
    remembers=frozenset({"goal", "life_event"}),
)


async def main() -> str:
    # 2. Every tool of an agent has to exist.
    missing = [name for name in ARCHIVIST.tools if name not in tools()]
    if missing:
        raise SystemExit(f"no such tools: {missing}")
    async with a_house() as (house, user_id):
        # 3. Its answer, from this person's own rows: a new guest has trained nothing yet.
        ctx = frame(house, user_id)
        outcome = await Executor(tools()).run(Request("answer-1", ARCHIVIST.answers_with, {}), ctx)
        if not isinstance(outcome, Done):
            raise SystemExit(f"no answer: {outcome}")
        return say(ARCHIVIST.answers_with, outcome.result.model_dump(), ctx.style)


if __name__ == "__main__":
    print(asyncio.run(main()))
