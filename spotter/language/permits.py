"""May a model write this for this message? Only what the person asked for or told, in this turn's own words.

The words decide, not the model: the kind of thing must be there, every figure must be stated (in words or other units, too), exercises and
foods must be named. What stands in notes, results or older messages permits nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from spotter.language import permit_arguments as check
from spotter.language.permit_figures import Said
from spotter.language.permit_words import KINDS
from spotter.language.told import Use, said_for
from spotter.language.understanding import Locale

Args = Mapping[str, Any]

# These are asked for in plain words that the house reads itself, or confirmed outside of any model.
NEVER = frozenset(
    {
        "undo",
        "delete_account",
        "keep_account",
        "delete_entry",
        "forget",
        "open_hold",
        "clear_hold",
        "clear_numbers",
        "note_health",
        "judge_suggestion",
    }
)


@dataclass(frozen=True, slots=True)
class _Permit:
    """How a tool's call is borne out: by clauses of this use that say its kind, and by its arguments (None, or what is missing)."""

    use: Use
    check: Callable[[Args, Said], str | None]


_PERMITS: dict[str, _Permit] = {
    "log_workout": _Permit("done", check.workout),
    "log_meal": _Permit("done", check.meal),
    "log_metric": _Permit("done", check.metric),
    "log_readiness": _Permit("stated", check.readiness),
    "report_pain": _Permit("stated", check.pain),
    "resolve_pain": _Permit("stated", check.pain_gone),
    "update_profile": _Permit("stated", check.profile),
    "remember": _Permit("shared", check.memory),
    "correct_entry": _Permit("stated", check.correction),
    "set_goal": _Permit("stated", check.goal),
    "drop_goal": _Permit("ended", check.dropped_goal),
    "set_nutrition_target": _Permit("asked", check.nutrition_target),
    "propose_plan": _Permit("asked", check.plan),
    "change_plan": _Permit("asked", check.plan_change),
    "adjust_workouts": _Permit("stated", check.plan_change),
    "move_workout": _Permit("asked", check.moved_workout),
    "choose_program": _Permit("asked", check.program),
    "set_reminder": _Permit("asked", check.reminder),
    "snooze_reminder": _Permit("asked", check.snooze),
    "cancel_reminder": _Permit("ended", check.cancelled_reminder),
}


def permitted(tool: str, args: Args, text: str, locale: Locale) -> str | None:
    """None where the person's message bears the write out, else a short reason for the model.

    `args` are JSON or what the tool's model made of it, moments in the person's own zone. `text` may begin with the clause of an open
    question.
    Both languages are read, because people mix them; `locale` decides what a comma or a point in a number means.
    """
    if tool in NEVER:
        return "a model never does this: tell the person how to ask for it in plain words"
    permit = _PERMITS.get(tool)
    if permit is None:
        return "this is no write that a model may ask for"
    said = Said.of(said_for(text, permit.use), locale)
    if not said.text:
        return "the person did not ask for this or tell it in this message"
    kind = KINDS[tool]
    if kind is not None and not said.has(kind):
        return "this message says nothing of the kind"
    try:
        return permit.check(args, said)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):  # a model wrote them
        return "the arguments have not the form that the tool takes"
