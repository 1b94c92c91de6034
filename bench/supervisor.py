"""The supervisor that Spotter is measured against: langgraph_supervisor over five agents with Spotter's own tools and prompts.

Each agent is a `create_react_agent` with the tools of the specialist of that name, in the same function form, run on the same database.
Checkpoints go to PostgreSQL, one thread per person, as its documentation has it.

python -m bench.supervisor PORT --model-url http://127.0.0.1:8100/v1
"""

from __future__ import annotations

import argparse
import json
import os
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import uvicorn
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import StructuredTool
from langchain_openai import ChatOpenAI
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

from bench.baseline import MakeGraph, build_app
from spotter.agents import AGENTS
from spotter.agents.prompting import prompts
from spotter.agents.spec import AgentSpec
from spotter.clock import SystemClock
from spotter.errors import ToolError
from spotter.language.wording import say
from spotter.store.engine import Database
from spotter.store.queries.people import create_user
from spotter.store.queries.turns import Lease
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.model_args import from_model
from spotter.tools.registry import tools
from spotter.tools.schema import function_of
from spotter.tools.spec import ToolSpec

SHOWN_CHARS = 1500  # of a result, as Spotter shows it to its model


class People:
    """Makes a person in the database for each name that talks here."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._known: dict[str, str] = {}

    async def context(self, config: RunnableConfig) -> CoachContext:
        """Who is asking, as the tools want to know it."""
        name, locale = config["configurable"]["thread_id"], config["configurable"]["locale"]
        if name not in self._known:
            async with self.store.database.write() as session:
                self._known[name] = (await create_user(session, kind="guest", now=self.store.clock.now(), locale=locale)).id
        now = datetime.now(UTC)
        lease = Lease("", self._known[name], 1)
        return CoachContext(lease, "", "app", locale, "metric", None, ZoneInfo("UTC"), now, self.store)


def tool_of(spec: ToolSpec, people: People) -> StructuredTool:
    """A tool of Spotter as one of LangChain, with the same name, description and schema."""
    function = function_of(spec)["function"]

    async def run(config: RunnableConfig, **args: Any) -> str:
        ctx = await people.context(config)
        opened = ctx.store.read if spec.kind == "read" else ctx.store.write
        try:
            checked = spec.args.model_validate(from_model(spec, args, "", ctx))
            async with opened(ctx.user_id) as uow:
                result = await spec.run(checked, ctx, uow)
        except (ToolError, ValueError) as error:
            return f"Not done: {error}"
        shown = json.dumps(result.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
        return f"{say(spec.name, result.model_dump(), ctx.style)}\n{shown[:SHOWN_CHARS]}"

    return StructuredTool.from_function(
        coroutine=run, name=spec.name, description=function["description"], args_schema=function["parameters"]
    )


def build_graph(model: ChatOpenAI, saver: AsyncPostgresSaver, people: People) -> Any:
    """The supervisor and its five agents, compiled."""
    from langgraph.prebuilt import create_react_agent
    from langgraph_supervisor import create_supervisor

    def agent(spec: AgentSpec) -> Any:
        prompt = f"{prompts()['house'].fixed}\n\n{prompts()[spec.name].fixed}"
        return create_react_agent(model, tools=[tool_of(tools()[name], people) for name in spec.tools], name=spec.name, prompt=prompt)

    handled = "\n".join(f"- {spec.name}: {spec.handles}" for spec in AGENTS)
    prompt = f"You are the supervisor of a team of training coaches. Hand each message to the right agent, one after the other:\n{handled}"
    return create_supervisor([agent(spec) for spec in AGENTS], model=model, prompt=prompt).compile(checkpointer=saver)


def graph_maker(model_url: str) -> MakeGraph:
    """What the app builds its graph with, once the database is open."""

    async def make(saver: AsyncPostgresSaver, _pool: Any) -> Any:
        url = os.environ["BASELINE_DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
        people = People(Store(Database(url), SystemClock()))
        return build_graph(ChatOpenAI(model="double", base_url=model_url, api_key="none", max_retries=0), saver, people)

    return make


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--model-url", required=True)
    args = parser.parse_args()
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    app = build_app(os.environ["BASELINE_DATABASE_URL"], graph_maker(args.model_url))
    uvicorn.run(app, host="127.0.0.1", port=args.port, log_level="error")


if __name__ == "__main__":
    main()
