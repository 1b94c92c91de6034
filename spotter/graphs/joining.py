"""The end of a turn that thought: what the agents said, joined; what nobody said, answered from the log."""

from __future__ import annotations

from collections.abc import Collection

from langchain_core.messages import HumanMessage, SystemMessage

from spotter.errors import ModelAway
from spotter.graphs.acting import answer_locally, is_stopped
from spotter.graphs.deeds import Deeds
from spotter.graphs.state import Part, Scope
from spotter.graphs.steps import Update
from spotter.graphs.telling import Bounds, Gate, known_of, told_of
from spotter.graphs.thought import Account, ThinkingState, wrote_in
from spotter.language.understanding import Residue
from spotter.llm.asking import Ask
from spotter.store.queries.runs import decisions_since

NOTHING_LEFT = "not told: it claimed what no tool of the turn did"
SAFETY_FIRST = "not told: safety words come first"
SAID_SO = "said that the day's budget is used up"


async def join(state: ThinkingState, scope: Scope) -> tuple[Update, str]:
    """Put the answers of the agents in one text, in the order of the message; the local coach answers for who has nothing to say."""
    deeds = Deeds(scope, state["safety"])
    said = [(task, told_of(state["said"][task.agent], wrote_in(state))) for task in state["tasks"]]
    spoken = [text for _task, text in said if text]
    silent = [Residue(clause, task.agent, 1.0) for task, text in said if not text for clause in task.clauses]
    if is_stopped(state["safety"]):
        untold = {task.agent: "" for task in state["tasks"]}
        ledger = _with_note(state, [agent for agent in untold if state["said"][agent]], SAFETY_FIRST)
        return {**deeds.update(), "said": untold, "ledger": ledger, "path": "safety"}, "stopped: nothing but safety words and receipts"
    ledger = _with_note(state, [task.agent for task, text in said if state["said"][task.agent] and not text], NOTHING_LEFT)
    why, tells_short = _why_local(state), _is_short(state) and await _is_new_today(scope)
    await answer_locally(deeds, silent, scope, None if tells_short and why == "runs_used" else why)
    answer, composer = await _one_text(state, scope, spoken)
    if answer:
        deeds.parts.append(Part("answer", answer))
    if tells_short:
        deeds.parts.append(Part("chat", scope.style.phrase("house.budget_used")))
        first = state["tasks"][0].agent
        ledger[first] = ledger[first].after((), [SAID_SO])
    note = f"{len(spoken)} spoke, {len(silent)} clauses answered from the log"
    told = {task.agent: text for task, text in said}
    return {**deeds.update(), "said": told, "ledger": ledger, "composer": composer, "path": "model" if spoken else "rules"}, note


def _with_note(state: ThinkingState, agents: Collection[str], note: str) -> dict[str, Account]:
    """The accounts, with why nothing that these agents said was told."""
    return {agent: account.after((), [note]) if agent in agents else account for agent, account in state["ledger"].items()}


def _why_local(state: ThinkingState) -> str:
    """What the local coach says of why it answers, as the key of a phrase."""
    notes = [note for account in state["ledger"].values() for note in account.decisions]
    if any(note.startswith("no model:") and "budget" in note for note in notes):
        return "runs_used"
    return "model_away" if any(note.startswith("no model:") for note in notes) else "not_proven"


async def _one_text(state: ThinkingState, scope: Scope, texts: list[str]) -> tuple[str, Account]:
    """One answer goes straight through; several are joined by the composer where one is set, else they stand one after the other."""
    account, plain = Account(), "\n\n".join(texts)
    if len(texts) < 2 or not scope.the_mind.composes:
        return plain, account
    prompt = scope.the_mind.prompts["composer"].fixed
    known = known_of(state["actions"], ["", state["text"], *texts], scope)
    gate = Gate(Bounds(known, scope.ctx.locale, state["facts"], wrote_in(state), prompt), None, scope.ctx.locale)
    ask = Ask(
        role="composer",
        user_id=scope.ctx.user_id,
        turn_id=scope.ctx.turn_id,
        messages=[SystemMessage(prompt), HumanMessage(f"{state['text']}\n\n{plain}")],
        deadline=scope.deadline,
        on_text=gate.hear,
        on_restart=gate.restart,
    )
    try:
        account = account.after([await scope.the_mind.models.ask(ask)], [])
    except ModelAway as away:
        return plain, account.after((), [f"joined by template: {away.text}"])
    text = gate.finish()
    return (plain, account) if gate.dropped or gate.is_foreign or not text else (text, account)


def _is_short(state: ThinkingState) -> bool:
    """Whether money or runs ran out in this turn."""
    notes = [note for account in state["ledger"].values() for note in account.decisions]
    return any(account.is_cheap for account in state["ledger"].values()) or any("budget" in note for note in notes)


async def _is_new_today(scope: Scope) -> bool:
    """Whether the person has not been told of it yet today (UTC, as budgets count)."""
    async with scope.ctx.store.read(scope.ctx.user_id) as uow:
        told = await decisions_since(uow, uow.now.replace(hour=0, minute=0, second=0, microsecond=0))
    return SAID_SO not in told
