"""May a model write this for this message? Only what the person asked for or told, in this turn's own words.

The words decide, not the model: the kind of thing must be there, every figure must be stated (in words or other units, too), exercises and
foods must be named. What stands in notes, results or older messages permits nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from spotter.language import permit_arguments as check
from spotter.language import permit_messages as messages
from spotter.language import permit_reminders as reminders
from spotter.language import permit_training as training
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
        "link_channel",
        "redeem_link_code",
        "unlink_channel",
        "delete_entry",
        "forget",
        "open_hold",
        "clear_hold",
        "clear_numbers",
        "note_health",
        "note_illness",
        "come_back",
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
    "note_barrier": _Permit("stated", check.barrier),
    "correct_entry": _Permit("stated", check.correction),
    "set_goal": _Permit("stated", check.goal),
    "drop_goal": _Permit("ended", check.dropped_goal),
    "set_nutrition_target": _Permit("asked", check.nutrition_target),
    "propose_plan": _Permit("asked", training.plan),
    "change_plan": _Permit("asked", training.plan_change),
    "adjust_workouts": _Permit("stated", training.adjustment),
    "move_workout": _Permit("asked", training.moved_workout),
    "pause_plan": _Permit("asked", training.plan_paused),
    "resume_plan": _Permit("asked", training.plan_resumed),
    "log_as_planned": _Permit("stated", training.as_planned),
    "set_rehab": _Permit("stated", training.rehab_set),
    "log_rehab": _Permit("stated", training.rehab_done),
    "choose_program": _Permit("asked", training.program),
    "set_reminder": _Permit("asked", reminders.reminder),
    "snooze_reminder": _Permit("wished", reminders.snoozed),
    "skip_reminder": _Permit("wished", reminders.skipped),
    "move_reminder": _Permit("wished", reminders.moved),
    "finish_reminder": _Permit("stated", reminders.finished),
    "cancel_reminder": _Permit("wished", reminders.cancelled),
    "set_notification_preference": _Permit("wished", messages.notification),
    "tune_nudges": _Permit("wished", messages.tuned),
    "pause_nudges": _Permit("wished", messages.paused),
}


def permitted(tool: str, args: Args, text: str, locale: Locale, today: date) -> str | None:
    """None where the person's message bears the write out, else a short reason for the model.

    `args` are JSON or what the tool's model made of it, moments in the person's own zone, as `today` is.
    `text` may begin with the clause of an open question.
    Both languages are read, because people mix them; `locale` decides what a comma or a point in a number means.
    """
    if tool in NEVER:
        return "a model never does this: tell the person how to ask for it in plain words"
    permit = _PERMITS.get(tool)
    if permit is None:
        return "this is no write that a model may ask for"
    said = Said.of(said_for(text, permit.use), locale, today)
    if not said.text:
        return "the person did not ask for this or tell it in this message"
    kind = KINDS[tool]
    if kind is not None and not said.has(kind):
        return "this message says nothing of the kind"
    try:
        return permit.check(args, said)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):  # a model wrote them
        return "the arguments have not the form that the tool takes"
