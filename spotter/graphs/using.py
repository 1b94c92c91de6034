"""What agents want done is done one call after the other, through the same executor as everything else."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from langchain_core.messages import ToolMessage

from spotter.agents import agent_named
from spotter.errors import Fenced, ToolError, Unavailable
from spotter.graphs.acting import is_stopped, may_run
from spotter.graphs.briefing import safety_facts
from spotter.graphs.deeds import Deeds
from spotter.graphs.state import Scope
from spotter.graphs.steps import Update, step
from spotter.graphs.thought import Account, ThinkingState, Wish, writes_of
from spotter.ids import new_id
from spotter.language.permits import permitted
from spotter.language.understanding import AgentName
from spotter.llm.asking import WantedCall
from spotter.log import get_logger
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, NeedsConsent, Outcome, Refused, Request
from spotter.tools.model_args import from_model
from spotter.tools.registry import tools
from spotter.tools.spec import ToolSpec

log = get_logger("graphs")
SHOWN_CHARS = 1500  # of a result as JSON: what a model needs stands in the words before it


@step
async def use_tools(state: ThinkingState, scope: Scope) -> tuple[Update, str]:
    """Run the calls in order. Call ids stand in the checkpoint already, so that whoever goes on from there writes nothing twice."""
    hands = _Hands(scope, state)
    threads = {agent: list(messages) for agent, messages in state["threads"].items()}
    for wanted in state["wishes"]:
        threads[wanted.agent].append(await hands.serve(wanted))
    for part in hands.deeds.parts:
        if part.tone == "receipt":
            scope.voice.tell(f"{part.text}\n\n")
    update: Update = {"threads": threads, "wishes": [], "calls_left": hands.calls_left, "ledger": hands.ledger()}
    if hands.has_written:
        update["facts"] = await safety_facts(scope)
    if is_stopped(hands.deeds.safety):  # nobody advises any more: what was written down is an emergency
        update["said"] = {task.agent: "" for task in state["tasks"]}
    return update | hands.deeds.update(), ", ".join(f"{name} x{count}" for name, count in hands.ran.items()) or "nothing ran"


def words_for(state: ThinkingState, tool: str) -> str:
    """The person's own words of this turn that a call may rest on.

    Where the local steps used the same tool, only what they left over: the rest is written already.
    """
    if any(action.tool == tool for action in state["done"]):
        return ". ".join(one.clause for one in state["residue"])
    return state["text"]


def prepared(call: WantedCall, agent: AgentName, state: ThinkingState, ctx: CoachContext) -> Wish:
    """The call as the house reads it, under an id of ours."""
    call_id, spec = new_id(), tools().get(call.name)
    if call.args is None:
        return Wish(agent, call_id, call.name, None, call.problem)
    if spec is None or spec.name not in agent_named(agent).tools:
        return Wish(agent, call_id, call.name, None, "you have no tool of that name")
    try:
        return Wish(agent, call_id, call.name, from_model(spec, call.args, words_for(state, call.name), ctx))
    except ToolError as error:
        return Wish(agent, call_id, call.name, None, error.text)


class _Hands:
    def __init__(self, scope: Scope, state: ThinkingState) -> None:
        self.scope = scope
        self.state = state
        self.deeds = Deeds(scope, state["safety"], for_model=True)
        self.calls_left = state["calls_left"]
        self.has_written = False
        self.ran: Counter[str] = Counter()
        self._calls: dict[str, list[str]] = {}
        self._notes: dict[str, list[str]] = {}
        self._refused: Counter[str] = Counter()

    async def serve(self, wanted: Wish) -> ToolMessage:
        """One call; returns what the model is told of it."""
        try:
            return ToolMessage(await self._run(wanted), tool_call_id=wanted.call_id)
        except ToolError as error:
            problem = error.text
        except (Fenced, Unavailable):
            raise
        except Exception as error:
            log.error("tool.failed", tool=wanted.name, turn=self.scope.ctx.turn_id, exc_info=error)
            problem = "something went wrong in the house; do not call it again"
        self._refused[wanted.agent] += 1
        self._notes.setdefault(wanted.agent, []).append(f"{wanted.name} not run: {problem}")
        return ToolMessage(f"Not done: {problem}", tool_call_id=wanted.call_id, status="error")

    async def _run(self, wanted: Wish) -> str:
        if wanted.args is None or wanted.problem is not None:
            raise ToolError(wanted.problem or "the arguments are no JSON object")
        spec, args = tools()[wanted.name], wanted.args
        words = words_for(self.state, spec.name)
        problem = self._objection(spec, args, words)
        if problem is not None:
            raise ToolError(problem)
        if spec.kind == "write" and self._is_written(spec, args):
            return "Done already in this turn. Do not call it again."
        self.calls_left -= 1
        outcome = await self.deeds.run(Request(wanted.call_id, spec.name, args), words)
        self.has_written = self.has_written or (spec.kind == "write" and isinstance(outcome, Done))
        self.ran[spec.name] += 1
        self._calls.setdefault(wanted.agent, []).append(wanted.call_id)
        return self._told(outcome)

    def _objection(self, spec: ToolSpec, args: dict[str, Any], words: str) -> str | None:
        """Why a call may not run now. What an earlier call brought to light counts."""
        safety = self.deeds.safety
        if self.calls_left <= 0:
            return "no more calls in this turn: answer with what you have"
        if is_stopped(safety) or not may_run(spec.name, safety):
            return "not after what the person said"
        if spec.confirm is not None and (self.deeds.asked or self.state["asked"]):
            return "the person is being asked something else: one question at a time"
        return permitted(spec.name, args, words, self.scope.ctx.locale, self.scope.ctx.today) if spec.kind == "write" else None

    def _is_written(self, spec: ToolSpec, args: dict[str, Any]) -> bool:
        """Whether the turn holds the same write already: models repeat themselves, also in one breath."""
        same = spec.args.model_validate(args).model_dump(mode="json")
        return any((one.tool, one.args) == (spec.name, same) for one in (*writes_of(self.state), *self.deeds.actions))

    def _told(self, outcome: Outcome) -> str:
        match outcome:
            case Done():
                words = self.deeds.words_of(outcome)
                result = json.dumps(outcome.result.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
                return f"{words}\n{result[:SHOWN_CHARS]}"
            case NeedsConsent():
                return "Not done yet: the person is asked for a yes with this turn's answer. Do not ask again."
            case Refused():
                return f"Not done: {outcome.text}"

    def ledger(self) -> dict[str, Account]:
        """The accounts of all agents, with what was done here."""
        kept = self.state["ledger"].items()
        return {agent: one.used(self._calls.get(agent, []), self._notes.get(agent, []), self._refused[agent]) for agent, one in kept}
