"""Agents at work: each is asked what it wants to do or say, all of them at once; what they say is checked before it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from spotter.agents import agent_named
from spotter.errors import ModelAway
from spotter.graphs.mind import Mind
from spotter.graphs.state import Scope
from spotter.graphs.steps import Update, step
from spotter.graphs.telling import Bounds, Gate, known_of
from spotter.graphs.thought import Task, ThinkingState, Wish, wrote_in
from spotter.graphs.threads import refusals_in, sanitized, text_of, wish
from spotter.graphs.using import prepared
from spotter.language.generated import SafetyFacts
from spotter.language.tongue import names_language
from spotter.llm.asking import Ask, Said
from spotter.tools.registry import tools
from spotter.tools.schema import function_of

MAX_STEPS = 12
MAX_CALLS = 8
WRONG_LANGUAGE = "answered in another language than the person's"
MAX_REFUSED = 2  # calls that could not be run, per agent: then it has to speak


class Round(NamedTuple):
    """What one agent did in one step. `said` is every answer of a model in it, none where nobody answered; `text` is its last word."""

    task: Task
    said: tuple[Said, ...]
    messages: list[BaseMessage]
    wishes: list[Wish]
    text: str | None
    notes: list[str]


@step
async def think(state: ThinkingState, scope: Scope) -> tuple[Update, str]:
    """Ask every agent that has not spoken yet. One agent alone is heard while it speaks."""
    waiting = [task for task in state["tasks"] if task.agent not in state["said"]]
    is_last = state["steps_left"] <= len(waiting) or state["calls_left"] <= 0
    talk = _Talk(scope, state, is_alone=len(state["tasks"]) == 1, may_call=not is_last)
    rounds = await _all(talk.ask(task) for task in waiting)
    threads, said, ledger = dict(state["threads"]), dict(state["said"]), dict(state["ledger"])
    wishes: list[Wish] = []
    for one in rounds:
        threads[one.task.agent] = one.messages
        wishes += one.wishes
        ledger[one.task.agent] = ledger[one.task.agent].after(one.said, one.notes)
        if not one.wishes:
            said[one.task.agent] = one.text or ""
    update: Update = {"threads": threads, "said": said, "ledger": ledger, "wishes": wishes}
    update |= {"steps_left": state["steps_left"] - sum(max(len(one.said), 1) for one in rounds)}
    note = ", ".join(f"{one.task.agent}: {_in_short(one)}" for one in rounds)
    return update, note


async def _all(questions: Iterable[Coroutine[Any, Any, Round]]) -> list[Round]:
    """The rounds of every question, asked at once. Where one breaks off, nobody goes on asking for a turn that is over."""
    try:
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(question) for question in questions]
    except BaseExceptionGroup as broken:
        raise broken.exceptions[0] from None
    return [task.result() for task in running]


def _in_short(one: Round) -> str:
    if not one.said:
        return "nobody answered"
    return " ".join(wanted.name for wanted in one.wishes) or "spoke"


@dataclass
class _Talk:
    """One step's questions to the models."""

    scope: Scope
    state: ThinkingState
    is_alone: bool
    may_call: bool
    facts: SafetyFacts = field(init=False)

    def __post_init__(self) -> None:
        self.facts = self.state["facts"]

    @property
    def mind(self) -> Mind:
        return self.scope.the_mind

    async def ask(self, task: Task) -> Round:
        """One agent's next step. A text in which nothing stood the check is asked for once more."""
        thread = sanitized(self.state["threads"][task.agent])
        gate, answers = self._gate(thread), list[Said]()
        try:
            may_call = self.may_call and self.state["ledger"][task.agent].refused <= MAX_REFUSED
            answers.append(said := await self._say(task, thread, gate, may_call=may_call))
            if said.calls and may_call:
                gate.void()
                return self._wishes(task, said, thread)
            text, notes = gate.finish(), gate.notes
            if not text and gate.dropped:
                thread = [*thread, HumanMessage(self.mind.prompts["repair"].filled(sentences="\n".join(gate.dropped)))]
                gate = self._gate(thread[:-1])  # what was left out proves nothing
                answers.append(await self._say(task, thread, gate, may_call=False))
                text, notes = gate.finish(), [*notes, "asked again", *gate.notes]
            elif gate.is_foreign:
                gate.void()
                return await self._retold(task, thread, Round(task, (said,), thread, [], text, [*notes, WRONG_LANGUAGE]))
        except ModelAway as away:
            return Round(task, tuple(answers), thread, [], None, [f"no model: {away.text}"])
        return Round(task, tuple(answers), thread, [], text, notes)

    async def _retold(self, task: Task, thread: list[BaseMessage], first: Round) -> Round:
        """The answer once more, in the person's language; whatever comes then is taken, and the first one where nothing comes."""
        language = "French" if self.scope.ctx.locale == "fr" else "English"
        again = [*thread, AIMessage(first.text or ""), HumanMessage(self.mind.prompts["retell"].filled(language=language))]
        gate = self._gate(thread, any_language=True)
        try:
            said = await self._say(task, again, gate, may_call=False)
        except ModelAway as away:
            gate.void()
            return first._replace(notes=[*first.notes, f"not retold: {away.text}"])
        text = gate.finish()
        return Round(task, (*first.said, said), again, [], text or first.text, [*first.notes, "asked again", *gate.notes])

    def _gate(self, thread: list[BaseMessage], *, any_language: bool = False) -> Gate:
        voice = self.scope.voice if self.is_alone else None
        texts = text_of(thread)
        known = known_of(self.state["actions"], texts, self.scope)
        wrote = wrote_in(self.state) if self.is_alone else None
        not_for_people = "\n".join([texts[0], *refusals_in(thread)])
        locale = self.scope.ctx.locale
        tongue = None if any_language or names_language(self.state["text"]) else locale
        return Gate(Bounds(known, locale, self.facts, wrote, not_for_people), voice, tongue)

    async def _say(self, task: Task, thread: list[BaseMessage], gate: Gate, *, may_call: bool) -> Said:
        spec = agent_named(task.agent)
        names = [name for name in spec.tools if name in tools()] if may_call else []
        return await self.mind.models.ask(
            Ask(
                role="specialist",
                agent=task.agent,
                user_id=self.scope.ctx.user_id,
                turn_id=self.scope.ctx.turn_id,
                messages=thread,
                tools=[function_of(tools()[name]) for name in names],
                deadline=self.scope.deadline,
                on_text=gate.hear,
                on_restart=gate.restart,
            )
        )

    def _wishes(self, task: Task, said: Said, thread: list[BaseMessage]) -> Round:
        calls = said.calls[:MAX_CALLS]  # no more than that run in a turn
        wishes = [prepared(call, task.agent, self.state, self.scope.ctx) for call in calls]
        message = wish(said.text, [(wanted.call_id, call) for wanted, call in zip(wishes, calls, strict=True)])
        return Round(task, (said,), [*thread, message], wishes, None, [])
