"""The end of a turn that thought: what the agents said, joined; what nobody said, answered from the log."""

from __future__ import annotations

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

SAID_SO = "said that the day's budget is used up"


async def join(state: ThinkingState, scope: Scope) -> tuple[Update, str]:
    """Put the answers of the agents in one text, in the order of the message; the local coach answers for who has nothing to say."""
    deeds = Deeds(scope, state["safety"])
    said = [(task, told_of(state["said"][task.agent], wrote_in(state))) for task in state["tasks"]]
    spoken = [text for _task, text in said if text]
    silent = [Residue(clause, task.agent, 1.0) for task, text in said if not text for clause in task.clauses]
    if is_stopped(state["safety"]):
        return {**deeds.update(), "path": "safety"}, "stopped: nothing but safety words and receipts"
    notes = [note for account in state["ledger"].values() for note in account.decisions]
    await answer_locally(deeds, silent, scope, "model_away" if any(note.startswith("no model:") for note in notes) else "not_proven")
    answer, composer = await _one_text(state, scope, spoken)
    if answer:
        deeds.parts.append(Part("answer", answer))
    ledger = dict(state["ledger"])
    if _is_short(state) and await _is_new_today(scope):
        deeds.parts.append(Part("chat", scope.style.phrase("house.budget_used")))
        first = state["tasks"][0].agent
        ledger[first] = ledger[first].after(None, [SAID_SO])
    note = f"{len(spoken)} spoke, {len(silent)} clauses answered from the log"
    return {**deeds.update(), "ledger": ledger, "composer": composer, "path": "model" if spoken else "rules"}, note


async def _one_text(state: ThinkingState, scope: Scope, texts: list[str]) -> tuple[str, Account]:
    """One answer goes straight through; several are joined by the composer where one is set, else they stand one after the other."""
    account, plain = Account(), "\n\n".join(texts)
    if len(texts) < 2 or not scope.the_mind.composes:
        return plain, account
    prompt = scope.the_mind.prompts["composer"].fixed
    known = known_of(state["actions"], ["", state["text"], *texts], scope)
    gate = Gate(Bounds(known, scope.ctx.locale, state["facts"], wrote_in(state), prompt), None)
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
        account = account.after(await scope.the_mind.models.ask(ask), [])
    except ModelAway as away:
        return plain, account.after(None, [f"joined by template: {away.text}"])
    text = gate.finish()
    return (plain, account) if gate.dropped or not text else (text, account)


def _is_short(state: ThinkingState) -> bool:
    """Whether money or runs ran out in this turn."""
    notes = [note for account in state["ledger"].values() for note in account.decisions]
    return any(account.is_cheap for account in state["ledger"].values()) or any("budget" in note for note in notes)


async def _is_new_today(scope: Scope) -> bool:
    """Whether the person has not been told of it yet today (UTC, as budgets count)."""
    async with scope.ctx.store.read(scope.ctx.user_id) as uow:
        told = await decisions_since(uow, uow.now.replace(hour=0, minute=0, second=0, microsecond=0))
    return SAID_SO not in told
