"""Whether a message answers what the coach wrote first: a reminder, or a question of a check-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spotter.language.check_in_answers import check_in_answer
from spotter.language.reminder_answers import reminder_answer
from spotter.language.understand import understand
from spotter.language.understanding import Call, Reading, Understanding

OF_A_REMINDER = frozenset({"finish_reminder", "snooze_reminder"})


def answered_reminder(text: str, awaited: dict[str, Any], alone: Understanding, reading: Reading) -> Understanding | None:
    """The call that an answer to a reminder comes to; None where it is another subject. A workout that goes on is spoken of first."""
    if reading.underway is not None and alone.calls:
        return None
    about = awaited["about"]
    if about == "weigh_in" and text.strip()[:1].isdigit():
        told = understand(f"{'poids' if reading.locale == 'fr' else 'weight'} {text}", reading)
        return told if told.calls and not told.residue and not told.question else None
    answer = reminder_answer(text, about, reading)
    if answer is None:
        return None
    args = {**answer.args, **(awaited["call"] if answer.tool in OF_A_REMINDER else {})}
    return Understanding(alone.text, alone.locale, alone.safety, calls=(Call(answer.tool, "motivation", text.strip(), 1.0, args),))


def answered_check_in(text: str, awaited: dict[str, Any], alone: Understanding, reading: Reading) -> Understanding | None:
    """What an answer to a check-in writes down, and the question after it; None where it is another subject.

    A sentence may answer several at once: these are not asked any more.
    """
    topic, left = awaited["topic"], awaited["left"]
    if topic == "weight" and text.strip()[:1].isdigit():
        alone = understand(f"{'poids' if reading.locale == 'fr' else 'weight'} {text}", reading)
    calls = check_in_answer(text, topic, reading)
    if calls is None and alone.calls and not alone.residue and not alone.question and _CHECKED.issuperset(one.tool for one in alone.calls):
        calls = list(alone.calls)
    if calls is None:
        return None
    told = {name for call in calls for name in (call.args if call.tool == "log_readiness" else [])}
    left = [one for one in left if one not in told]
    asks = [Call("check_in", "motivation", text.strip(), 1.0, {"topics": left})] if left or not calls else []
    return Understanding(alone.text, alone.locale, alone.safety, calls=(*calls, *asks))


_CHECKED = frozenset({"log_readiness", "log_metric", "report_pain"})
WRITTEN_FIRST: dict[str, Callable[[str, dict[str, Any], Understanding, Reading], Understanding | None]] = {
    "reminder": answered_reminder,
    "check_in": answered_check_in,
}
