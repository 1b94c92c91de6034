"""Looking back: undo, why, help."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.coaching.safety import DISORDERED_EATING_SIGNALS
from spotter.errors import ToolError
from spotter.language.wording.plans import OF_AN_EXERCISE
from spotter.store.queries.holds import active_hold, active_holds
from spotter.store.queries.ledger import changes_of, last_answer, newer_change, recent_writes, reverse
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.plans import active_plan, plan_changes
from spotter.store.queries.recommendations import SoughtAdvice, recommendations, reopen
from spotter.store.queries.runs import runs_of_turn
from spotter.store.tables import AgentRun
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool

PLAN_WORDS = re.compile(
    r"\b(?:plan|program(?:me)?|workout|session|seance|séance|exercise|exercice|load|charge|weight|poids|deload|volume|sets?|series|séries|reps)\b"
)
HELD_WORDS = re.compile(
    r"\b(?:numbers?|figures?|calories?|kcal|leav(?:e|ing) out|hid(?:e|ing|den)|paus\w+|hold(?:ing)?|stop\w*|block\w*|refus\w+|"
    r"chiffres?|nombres?|cach\w+|mets? en pause|arret\w*|arrêt\w*|bloqu\w+)\b"
)
BESIDE_AN_EXERCISE = re.compile(
    r"(?: (?:why|is|are|was|there|the|an?|in|on|my|th(?:is|at|ese)|plan|program|workout|it|do|i|have|am|doing|pourquoi|"
    r"l[ae]s?|l|une?|d[eu]s?|d|est|sont|ils?|elles?|y|dans|m[ao]n?|ce|cet|cette|programme|seance))*"
)
PLAN_TOOLS = frozenset({"propose_plan", "change_plan", "choose_program", "today_workout", "show_week_plan"})
OF_ANY_CHANGE = frozenset({"asked", "checked"})  # said when a part of the plan was changed, of the whole plan no longer true
OF_ITSELF = frozenset({"why", "help"})


class UndoArgs(Args):
    steps: int = Field(default=1, ge=1, le=20)


class CallMade(Result):
    """A call as the ledger keeps it: its tool and what came of it."""

    tool: str
    result: dict[str, Any]


class Undone(Result):
    """`tools` are the calls that were taken back, newest first; empty when there was nothing. `calls` tell what they had done."""

    tools: list[str]
    rows: int
    calls: list[CallMade]


@tool(agent=None, kind="write")
async def undo(args: UndoArgs, ctx: CoachContext, uow: UnitOfWork) -> Undone:
    """Take back the person's last writes, newest first. Refused when something newer depends on them."""
    taken, rows = [], 0
    for call in await recent_writes(uow, limit=args.steps):
        changes = await changes_of(uow, call.turn_id, call.call_id)
        if await newer_change(uow, changes) is not None:
            raise ToolError(ctx.style.phrase("house.undo_blocked"))
        await reverse(uow, changes)
        await reopen(uow, call.turn_id)
        taken.append(CallMade(tool=call.tool, result=call.result))
        rows += len(changes)
    return Undone(tools=[call.tool for call in taken], rows=rows, calls=taken)


Held = Literal["pause", "stop", "eating", "numbers"]


class WhyArgs(Args):
    topic: str | None = Field(default=None, max_length=200)


class Suggested(Result):
    """A recommendation of the last answer with its reasons, as they were kept."""

    content: str
    reasons: list[dict[str, Any]]


class RunTold(Result):
    """What an agent did for the last answer; `decisions` as they were noted."""

    agent: str
    model: str | None
    status: str
    decisions: list[str]


class Explained(Result):
    """What the last answer rested on. `plan_reasons` are those of the plan, where it is meant; `runs` are those of the agents."""

    text: str | None
    path: str | None
    safety_level: str
    calls: list[str]
    asked: str | None
    plan_reasons: list[dict[str, Any]]
    suggested: list[Suggested] = Field(default_factory=list)
    runs: list[RunTold] = Field(default_factory=list)
    hold: Held | None = Field(default=None, description="What keeps numbers or training away, where that is asked about.")


@tool(agent=None, kind="read")
async def why(args: WhyArgs, ctx: CoachContext, uow: UnitOfWork) -> Explained:
    """Explain the last answer, or the plan when it is asked about: what was understood, and the reasons that were kept."""
    last = await last_answer(uow, without=OF_ITSELF)
    turn, text = last or (None, None)
    reply: dict[str, Any] = (turn.reply or {}) if turn else {}
    calls = [action["tool"] for action in reply.get("actions", ())]
    asked = (reply.get("pending") or {}).get("text")
    return Explained(
        text=text,
        path=turn.path if turn else None,
        safety_level=(turn.safety_level if turn else None) or "none",
        calls=calls,
        asked=asked,
        plan_reasons=await _plan_reasons(uow, _exercise_meant(args.topic), is_asked=_is_about_plan(args.topic, calls)),
        suggested=await _suggested(uow, turn.id) if turn else [],
        runs=[_told(run) for run in await runs_of_turn(uow, turn.id)] if turn else [],
        hold=await _held(uow, ctx) if args.topic and HELD_WORDS.search(args.topic.lower()) else None,
    )


async def _held(uow: UnitOfWork, ctx: CoachContext) -> Held | None:
    hold = await active_hold(uow)
    if hold is not None and hold.blocks_training:
        return "pause" if hold.cleared_by == "confirmation_after_a_day" else "stop"
    if not await are_body_numbers_hidden(uow, ctx.today):
        return None
    signals = {str(signal) for row in await active_holds(uow) for signal in row.signals}
    return "eating" if DISORDERED_EATING_SIGNALS & (signals | ctx.conditions) else "numbers"


def _told(run: AgentRun) -> RunTold:
    return RunTold(agent=run.agent, model=run.model, status=run.status, decisions=[str(one) for one in run.decisions])


async def _suggested(uow: UnitOfWork, turn_id: str) -> list[Suggested]:
    found = await recommendations(uow, SoughtAdvice(turn_id=turn_id))
    return [Suggested(content=one.content, reasons=one.reasons) for one in reversed(found)]


def _is_about_plan(topic: str | None, calls: list[str]) -> bool:
    if topic is not None and PLAN_WORDS.search(topic.lower()):
        return True
    return bool(PLAN_TOOLS.intersection(calls))


def _exercise_meant(topic: str | None) -> str | None:
    """The exercise that a topic names and beside which it says nothing else ("is the goblet squat in my plan")."""
    words = (topic or "").lower().replace("?", " ").split()
    found = find_exercise_mention(words)
    if found is None or not BESIDE_AN_EXERCISE.fullmatch(" ".join(["", *words[: found.start], *words[found.end :]])):
        return None
    return found.exercise.key


async def _plan_reasons(uow: UnitOfWork, exercise: str | None, *, is_asked: bool) -> list[dict[str, Any]]:
    """The reasons of the plan with those of its changes, or those for one exercise of it, where the newest word counts."""
    plan = await active_plan(uow) if exercise or is_asked else None
    changes = await plan_changes(uow, plan[0].id) if plan else []
    reasons = [dict(reason) for change in changes[:1] for reason in change.reasons]
    later = [dict(reason) for change in reversed(changes[1:]) for reason in change.reasons if reason["code"] not in OF_ANY_CHANGE]
    reasons = later + reasons
    if exercise is None or not reasons:
        return reasons
    own = [one for one in reasons if one["code"].startswith(OF_AN_EXERCISE)]
    of_it = [one for one in own if one["params"]["exercise"] == exercise]
    if of_it and of_it[0] in later:
        of_it = of_it[:1]  # what was swapped in or asked for later is there for that reason alone
    missing = {"code": "not_in_plan", "params": {"exercise": exercise}}
    return of_it or ([missing] if own else reasons if is_asked else [])


class HelpArgs(Args):
    topic: str | None = Field(default=None, max_length=80)


class Helped(Result):
    """The subject that help was asked about; None for everything."""

    subject: str | None


SUBJECTS = {
    "training": ("train", "workout", "log", "set", "lift", "seance", "entrain", "noter"),
    "plan": ("plan", "program", "week", "semaine"),
    "food": ("food", "meal", "eat", "calor", "nutri", "protein", "diet", "repas", "manger", "aliment"),
    "progress": ("progress", "record", "stat", "1rm", "streak", "histor", "progr", "bilan"),
    "pain": ("pain", "injur", "hurt", "knee", "back", "douleur", "blessure", "mal"),
    "reminders": ("remind", "goal", "motiv", "rappel", "objectif"),
    "data": ("data", "privacy", "memory", "account", "forget", "undo", "donnee", "compte", "oubli"),
}


@tool(agent=None, kind="read")
async def help(args: HelpArgs, ctx: CoachContext, uow: UnitOfWork) -> Helped:  # noqa: A001  the person's own word for it
    """Say what the coach can do, with sentences to try; about one subject where it is named."""
    topic = (args.topic or "").lower()
    return Helped(subject=next((name for name, stems in SUBJECTS.items() if any(stem in topic for stem in stems)), None))


TOOLS = (undo, why, help)
