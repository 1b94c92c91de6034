"""The baseline: a LangGraph supervisor of two agents behind one HTTP route, as its documentation builds it.

Checkpoints go to PostgreSQL (AsyncPostgresSaver, durability "sync"), one thread per person; the log tool writes one row to PostgreSQL.
The model is a double over loopback HTTP, or in this process with `--in-process`.
"""

from __future__ import annotations

import argparse
import json
import os
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import uvicorn
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import tool
from langchain_core.utils.function_calling import convert_to_openai_tool
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import _convert_dict_to_message, _convert_message_to_dict
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from psycopg_pool import AsyncConnectionPool
from pydantic import Field
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bench.model_double import new_double

warnings.filterwarnings("ignore")

MakeGraph = Callable[[AsyncPostgresSaver, AsyncConnectionPool[Any]], Awaitable[Any]]


_double = new_double()


class InProcessModel(BaseChatModel):
    """The same double without HTTP."""

    tools: list[dict[str, Any]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "double"

    def bind_tools(self, tools: Any, **_kwargs: Any) -> Runnable[Any, Any]:
        return InProcessModel(tools=[convert_to_openai_tool(one) for one in tools])

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_kwargs: Any,
    ) -> ChatResult:
        del stop, run_manager
        body: dict[str, Any] = {"messages": [_convert_message_to_dict(message) for message in messages], "tools": self.tools}
        body["model"] = "double"
        completion = json.loads(_double.answer(body).completion.whole())
        message = _convert_dict_to_message(completion["choices"][0]["message"])
        if not isinstance(message, AIMessage):
            raise TypeError("the double answers as the assistant")
        return ChatResult(generations=[ChatGeneration(message=message)])


def build_graph(model: BaseChatModel, saver: AsyncPostgresSaver, pool: AsyncConnectionPool[Any]) -> Any:
    from langgraph.prebuilt import create_react_agent
    from langgraph_supervisor import create_supervisor

    @tool
    async def log_sets(exercise: str, sets: int, reps: int, load_kg: float) -> str:
        """Log the sets of one exercise."""
        async with pool.connection() as connection:
            await connection.execute("INSERT INTO baseline_set VALUES (%s, %s, %s, %s)", (exercise, sets, reps, load_kg))
        return f"logged {sets} sets"

    @tool
    async def show_plan() -> str:
        """Show the plan of the week."""
        return "no plan yet"

    progress = create_react_agent(model, tools=[log_sets], name="progress", prompt="You log workouts.")
    planner = create_react_agent(model, tools=[show_plan], name="planner", prompt="You plan training.")
    supervisor = create_supervisor([progress, planner], model=model, prompt="Hand each message to the right agent.")
    return supervisor.compile(checkpointer=saver)


def build_app(url: str, make_graph: MakeGraph) -> Starlette:
    """One route, `/chat`, in front of a graph: one thread per person."""
    stack = AsyncExitStack()
    graph: list[Any] = []

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        options = {"autocommit": True, "prepare_threshold": 0}
        pool: AsyncConnectionPool[Any] = AsyncConnectionPool(url, min_size=4, max_size=20, kwargs=options, open=False)
        await stack.enter_async_context(pool)
        saver = AsyncPostgresSaver(pool)
        await saver.setup()
        graph.append(await make_graph(saver, pool))
        yield
        await stack.aclose()

    async def chat(request: Request) -> Response:
        body = await request.json()
        config = {"configurable": {"thread_id": body["person"], "locale": body.get("locale", "en")}}
        end = await graph[0].ainvoke({"messages": [("user", body["message"])]}, config, durability="sync")
        return JSONResponse({"reply": end["messages"][-1].content})

    return Starlette(routes=[Route("/chat", chat, methods=["POST"])], lifespan=lifespan)


def graph_maker(model_url: str | None) -> MakeGraph:
    """What the app builds its graph with, once the database is open."""

    async def make(saver: AsyncPostgresSaver, pool: AsyncConnectionPool[Any]) -> Any:
        async with pool.connection() as connection:
            await connection.execute("CREATE TABLE IF NOT EXISTS baseline_set (exercise text, sets int, reps int, load_kg float8)")
        model: BaseChatModel = (
            ChatOpenAI(model="double", base_url=model_url, api_key="none", max_retries=0) if model_url else InProcessModel()
        )
        return build_graph(model, saver, pool)

    return make


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--model-url")
    args = parser.parse_args()
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    app = build_app(os.environ["BASELINE_DATABASE_URL"], graph_maker(args.model_url))
    uvicorn.run(app, host="127.0.0.1", port=args.port, log_level="error")


if __name__ == "__main__":
    main()
