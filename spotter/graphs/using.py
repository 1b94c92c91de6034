"""What agents want done is done one call after the other, through the same executor as everything else."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from langchain_core.messages import ToolMessage

from spotter.agents import agent_named
from spotter.errors import ToolError
from spotter.graphs.acting import may_run
from spotter.graphs.deeds import Deeds
from spotter.graphs.state import Scope
from spotter.graphs.steps import Update, step
from spotter.graphs.thought import Account, ThinkingState, Wish, writes_of
from spotter.language.permits import permitted
from spotter.tools.executor import Done, NeedsConsent, Outcome, Refused, Request
from spotter.tools.model_args import from_model
from spotter.tools.registry import tools
from spotter.tools.spec import ToolSpec

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
    return update | hands.deeds.update(), ", ".join(f"{name} x{count}" for name, count in hands.ran.items()) or "nothing ran"


class _Hands:
    def __init__(self, scope: Scope, state: ThinkingState) -> None:
        self.scope = scope
        self.state = state
        self.deeds = Deeds(scope, state["safety"], for_model=True)
        self.calls_left = state["calls_left"]
        self.ran: Counter[str] = Counter()
        self._calls: dict[str, list[str]] = {}
        self._notes: dict[str, list[str]] = {}
        self._refused: Counter[str] = Counter()

    async def serve(self, wanted: Wish) -> ToolMessage:
        """One call; returns what the model is told of it."""
        problem = self._objection(wanted)
        if problem is None:
            try:
                return ToolMessage(await self._run(wanted), tool_call_id=wanted.call_id)
            except ToolError as error:
                problem = error.text
        self._refused[wanted.agent] += 1
        self._notes.setdefault(wanted.agent, []).append(f"{wanted.call.name} not run: {problem}")
        return ToolMessage(f"Not done: {problem}", tool_call_id=wanted.call_id, status="error")

    def _objection(self, wanted: Wish) -> str | None:
        spec = tools().get(wanted.call.name)
        if wanted.call.args is None:
            return wanted.call.problem or "the arguments are no JSON object"
        if spec is None or spec.name not in agent_named(wanted.agent).tools:
            return "you have no tool of that name"
        if self.calls_left <= 0:
            return "no more calls in this turn: answer with what you have"
        return None if may_run(spec.name, self.state["safety"]) else "not after what the person said"

    def _words_for(self, tool: str) -> str:
        """The person's own words of this turn that a call may rest on: the message, with what they are in the middle of answering.

        Where the local steps used the same tool, only what they left over: the rest is written already.
        """
        if any(action.tool == tool for action in self.state["done"]):
            return ". ".join(one.clause for one in self.state["residue"])
        question = self.scope.open_question
        return f"{question.clause} {self.state['text']}" if question is not None else self.state["text"]

    async def _run(self, wanted: Wish) -> str:
        spec, words = tools()[wanted.call.name], self._words_for(wanted.call.name)
        args = from_model(spec, wanted.call.args or {}, words, self.scope.ctx)
        if spec.kind == "write":
            problem = permitted(spec.name, args, words, self.scope.ctx.locale)
            if problem is not None:
                raise ToolError(problem)
            if self._is_written(spec, args):
                return "Done already in this turn. Do not call it again."
        self.calls_left -= 1
        outcome = await self.deeds.run(Request(wanted.call_id, spec.name, args), words)
        self.ran[spec.name] += 1
        self._calls.setdefault(wanted.agent, []).append(wanted.call_id)
        return self._told(outcome)

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
