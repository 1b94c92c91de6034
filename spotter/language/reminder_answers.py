"""The answer to a reminder: "done", "skip", "later", "in 20 minutes", "demain"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, NamedTuple

from spotter.language.calendar_words import level
from spotter.language.moments import find_moment
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers
from spotter.language.understanding import Reading

LATER_MINUTES = 30

_LEAD = (
    r"(?:(?:ok(?:ay|e)?|yes|yep|yeah|yup|sure|alright|right|oui|ouais|d'accord|dac|no|nope|non|nah|sorry|desole[es]?|just|i'?ve|i have|"
    r"i am|i'm|im|it'?s|its|all|already|deja|j'ai|je l'ai|je viens de le|c'est|ca y est|cest|i|remind me|rappelle[- ]moi)[ ,.!]+)*"
)
_TAIL = (
    r"(?:[ ,.!]+(?:thanks?|thank you|thx|ty|merci|coach|now|already|deja|it|that|please|pls|"
    r"stp|svp|for (?:today|now)|this time|cette fois))*[ .!]*"
)
_DONE = re.compile(
    rf"{_LEAD}(?:done|did|finished|finish|complete[d]?|ticked|check(?:ed)?|took|fait[es]?|fini[es]?|termine[es]?|pris[es]?|"
    rf"bouclee?|✅|👍|✔️?|☑️?){_TAIL}|(?:yes|yep|yeah|yup|oui|ouais|ca y est){_TAIL}"
)
_SKIP = re.compile(
    rf"{_LEAD}(?:skip(?:ped|ping)?|not today|not (?:doing|going to do)|won'?t|can'?t(?: today)?|pass|passe[rz]?|saute[rz]?|"
    rf"pas aujourd'?hui|pas ce soir|pas cette fois|impossible|laisse tomber|forget|leave){_TAIL}|(?:no|nope|non|nah){_TAIL}"
)
_LATER = re.compile(
    rf"{_LEAD}(?:later(?: on)?|not now|not yet|in a bit|in a while|a bit later|soon|snooze|plus tard|pas maintenant|pas encore|"
    rf"tout a l'heure|dans un moment|bientot|repousse|reporte){_TAIL}"
)
_MINUTES = re.compile(
    rf"{_LEAD}(?:(?:snooze|later|repousse|reporte|decale)(?: (?:it|for|by|de|d'))* ?|in |for |dans |(?:give me|encore) )?"
    rf"(?P<n>\d{{1,3}}|an?|une?|half an|une demi)[- ]?(?P<unit>minutes?|mins?|mn|m|h|hours?|hrs?|heures?)?(?: more| de plus)?{_TAIL}"
)
_TOMORROW = re.compile(rf"{_LEAD}(?:tomorrow|tmrw|tmr|demain)(?: (?:then|instead|same time|meme heure|plutot))?{_TAIL}")
_SNOOZE_WORD = re.compile(r"\b(?:snooze|later|repousse|reporte|decale|in|dans|for|give me|encore)\b")
_MOST_MINUTES = 24 * 60


class ReminderAnswer(NamedTuple):
    """The tool that carries an answer out, and its arguments but for which reminder it is."""

    tool: str
    args: dict[str, Any]


def reminder_answer(text: str, about: str, reading: Reading) -> ReminderAnswer | None:
    """What a message says to a reminder of the kind `about`; None where it is about something else."""
    flat = level(words_to_digits(text, reading.locale)).strip()
    if _DONE.fullmatch(flat):
        return ReminderAnswer("log_as_planned" if about == "workout" else "finish_reminder", {})
    if _SKIP.fullmatch(flat):
        return ReminderAnswer("skip_workout", {}) if about == "workout" else ReminderAnswer("finish_reminder", {"is_done": False})
    if _TOMORROW.fullmatch(flat):
        return ReminderAnswer("snooze_reminder", {"until": (reading.now + timedelta(days=1)).isoformat()})
    if _LATER.fullmatch(flat):
        return ReminderAnswer("snooze_reminder", {"minutes": LATER_MINUTES})
    minutes = _minutes(flat)
    if minutes is not None:
        return ReminderAnswer("snooze_reminder", {"minutes": minutes})
    return _until(flat, reading)


def _minutes(flat: str) -> int | None:
    """How long somebody wants it put off; a bare figure says nothing of that."""
    match = _MINUTES.fullmatch(flat)
    if match is None or (match["unit"] is None and not (match["n"].isdigit() and _SNOOZE_WORD.search(flat))):
        return None
    count = float(match["n"]) if match["n"].isdigit() else 0.5 if match["n"].startswith(("half", "une demi")) else 1
    minutes = round(count * (60 if (match["unit"] or "m").startswith("h") else 1))
    return minutes if 0 < minutes <= _MOST_MINUTES else None


def _until(flat: str, reading: Reading) -> ReminderAnswer | None:
    """A moment and nothing else: "at 9", "tonight at 8", "vendredi"."""
    moment = find_moment(flat, reading)
    if moment is None or moment.at is None:
        return None
    rest = "".join(" " if any(start <= place < end for start, end in moment.spans) else char for place, char in enumerate(flat))
    rest = re.sub(r"\b(?:remind me|rappelle[- ]moi|snooze|later|plus tard|till|until|jusqu'a|repousse|again|encore)\b", " ", rest)
    return ReminderAnswer("snooze_reminder", {"until": moment.at.isoformat()}) if only_fillers(rest) else None
