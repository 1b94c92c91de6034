"""Looking back: undo, why, help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal

from pydantic import Field

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.coaching.safety import DISORDERED_EATING_SIGNALS
from spotter.errors import ToolError
from spotter.language.wording.plans import OF_AN_EXERCISE
from spotter.store.queries.holds import active_hold, active_holds, is_training_stopped
from spotter.store.queries.ledger import changes_of, is_taken, last_answer, newer_change, recent_writes, reverse, tried_in_vain
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.plans import active_course, plan_changes
from spotter.store.queries.recommendations import SoughtAdvice, recommendations, reopen
from spotter.store.queries.runs import runs_of_turn
from spotter.store.tables import AgentRun, ToolCall
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_places import keys_meant
from spotter.tools.spec import Args, Result, tool

PLAN_WORDS = re.compile(
    r"\b(?:plan|program(?:me)?|workout|session|seance|séance|exercise|exercice|load|charge|weight|poids|deload|volume|sets?|series|séries|reps)\b"
)
HELD_WORDS = re.compile(
    r"\b(?:numbers?|figures?|calories?|kcal|leav(?:e|ing) out|hid(?:e|ing|den)|paus\w+|hold(?:ing)?|stop\w*|block\w*|refus\w+|"
    r"chiffres?|nombres?|cach\w+|mets? en pause|arret\w*|arrêt\w*|bloqu\w+)\b"
)
BESIDE_AN_EXERCISE = re.compile(
    r"(?: (?:only|just|so|many|few|all|each|\d+|sets?|reps?|of|for|have|got|seulement|que|seules?|series|tant|autant|a|c|et|"
    r"why|is|are|was|there|the|an?|in|on|my|th(?:is|at|ese)|plan|program|workout|it|do|i|have|am|doing|pourquoi|"
    r"l[ae]s?|l|une?|d[eu]s?|d|est|sont|ils?|elles?|y|dans|m[ao]n?|ce|cet|cette|programme|seance))*"
)
EACH_EXERCISE = re.compile(
    r"\b(?:each|every|all)(?: of)?(?: the| my| these)? (?:exercises?|lifts?|of (?:them|these))|"
    r"\b(?:these|those|the|my|which|what) exercises\b|"
    r"\bchaque exercice|\b(?:tous )?(?:les|ces|mes) exercices\b"
)
PLAN_TOOLS = frozenset({"propose_plan", "change_plan", "choose_program", "today_workout", "show_week_plan"})
OF_ANY_CHANGE = frozenset({"asked", "checked"})  # said when a part of the plan was changed, of the whole plan no longer true
OF_ITSELF = frozenset({"why", "help"})


PLAN_WRITES = (
    *("change_plan", "propose_plan", "choose_program", "accept_generation", "adjust_workouts", "move_workout", "skip_workout", "end_plan"),
)


JUST_NOW = timedelta(minutes=10)


class UndoArgs(Args):
    steps: int = Field(default=1, ge=1, le=20)
    of: Literal["plan"] | None = Field(default=None, description="plan: only what was changed of the plan; null for any write.")


class CallMade(Result):
    """A call as the ledger keeps it: its tool and what came of it."""

    tool: str
    result: dict[str, Any]


class Undone(Result):
    """`tools` are the calls that were taken back, newest first; empty when there was nothing. `calls` tell what they had done."""

    tools: list[str]
    rows: int
    calls: list[CallMade]


async def _ask_where_nothing_was_done(args: UndoArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """Asked right after a change that was turned down or refused: then something older than that would be taken back."""
    if args.steps > 1 or not ctx.conversation_id:
        return None
    tried = (await tried_in_vain(uow, ctx.turn_id, ctx.now - JUST_NOW)).split(", ")
    if not {*PLAN_WRITES, "declined"} & set(tried):
        return None
    calls = await _standing(args, uow)
    return {"calls": [{"tool": call.tool, "result": call.result} for call in calls]} if calls else None


@tool(agent=None, kind="write", confirm=_ask_where_nothing_was_done)
async def undo(args: UndoArgs, ctx: CoachContext, uow: UnitOfWork) -> Undone:
    """Take back the person's last writes, newest first. Refused when something newer depends on them."""
    taken, rows = [], 0
    for call in await _standing(args, uow):
        changes = await changes_of(uow, call.turn_id, call.call_id)
        if await newer_change(uow, changes) is not None:
            raise ToolError(ctx.style.phrase("house.undo_blocked"))
        if await is_taken(uow, changes):
            raise ToolError(ctx.style.phrase("channels.taken_since"))
        await reverse(uow, changes)
        await reopen(uow, call.turn_id)
        taken.append(CallMade(tool=call.tool, result=call.result))
        rows += len(changes)
    return Undone(tools=[call.tool for call in taken], rows=rows, calls=taken)


async def _standing(args: UndoArgs, uow: UnitOfWork) -> list[ToolCall]:
    """The writes to take back, newest first; a plan that took no other's place is no change of one."""
    if args.of is None:
        return await recent_writes(uow, limit=args.steps)
    changes = await recent_writes(uow, tools=PLAN_WRITES)
    return [call for call in changes if call.result.get("replaced", "") is not None][: args.steps]


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
    """What the last answer rested on. `plan_reasons` are those of the plan, where it is meant; `runs` are those of the agents.

    While training is stopped neither the plan's reasons nor what was suggested are told again.
    """

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
    is_stopped = await is_training_stopped(uow)
    plan_reasons = await _plan_reasons(uow, args.topic, is_asked=_is_about_plan(args.topic, calls))
    is_held = (is_stopped and bool(plan_reasons)) or (args.topic is not None and HELD_WORDS.search(args.topic.lower()))
    return Explained(
        text=text,
        path=turn.path if turn else None,
        safety_level=(turn.safety_level if turn else None) or "none",
        calls=calls,
        asked=asked,
        plan_reasons=[] if is_stopped else plan_reasons,
        suggested=await _suggested(uow, turn.id) if turn and not is_stopped else [],
        runs=[_told(run) for run in await runs_of_turn(uow, turn.id)] if turn else [],
        hold=await _held(uow, ctx) if is_held else None,
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


def _exercise_meant(topic: str | None) -> ExerciseRef | None:
    """The exercise that a topic names and beside which it says nothing else ("is the goblet squat in my plan"), by the words said."""
    words = (topic or "").lower().replace("?", " ").split()
    found = find_exercise_mention(words)
    if found is None or not BESIDE_AN_EXERCISE.fullmatch(" ".join(["", *words[: found.start], *words[found.end :]])):
        return None
    return ExerciseRef(key=found.exercise.key, name=" ".join(words[found.start : found.end]))


async def _plan_reasons(uow: UnitOfWork, topic: str | None, *, is_asked: bool) -> list[dict[str, Any]]:
    """The reasons of the plan with those of its changes, or those for exercises of it, where the newest word counts."""
    named, of_each = _exercise_meant(topic), bool(EACH_EXERCISE.search((topic or "").lower()))
    course = await active_course(uow) if named or of_each or is_asked else None
    if course is None:
        return []
    reasons = await _reasons_kept(uow, course.plan.id)
    own = [one for one in reasons if one["code"].startswith(OF_AN_EXERCISE)]
    held = [slot.exercise for slot in course.program.slots()]
    if of_each and own:
        return [one for key in dict.fromkeys(held) for one in _of_exercise(own, key)]
    if named is None or not reasons:
        return reasons
    meant = keys_meant(named, course.program, None)
    of_it = [one for key in dict.fromkeys(held) if key in meant for one in _of_exercise(own, key)]
    missing = {"code": "not_in_plan", "params": {"exercise": named.key or named.name}}
    return of_it or ([missing] if own and not meant else reasons if is_asked else [])


def _of_exercise(reasons: Sequence[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """The reasons of one exercise; what was swapped in or asked for later, told first, is there for that reason alone."""
    of_it = [one for one in reasons if one["params"]["exercise"] == key]
    return of_it[:1] if of_it and of_it[0].get("is_later") else of_it


async def _reasons_kept(uow: UnitOfWork, plan_id: str) -> list[dict[str, Any]]:
    changes = await plan_changes(uow, plan_id)
    reasons = [dict(reason) for change in changes[:1] for reason in change.reasons]
    later = [reason for change in reversed(changes[1:]) for reason in change.reasons if reason["code"] not in OF_ANY_CHANGE]
    return [dict(reason) | {"is_later": True} for reason in later] + reasons


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
