"""Sets that are still to come: "bench 3x5 80kg tomorrow" is a plan and nothing to log yet."""

from __future__ import annotations

import re

from spotter.language.understanding import Parse, Question, Reading
from spotter.language.workouts import parse_workout

_LONGEST = 160
_AHEAD = re.compile(
    r"\b(?:(?:for |on )?(?:tomorrow|tmrw|tmr|tmw)(?: (?:morning|afternoon|evening|night))?|next (?:week|time|session|workout)|"
    r"(?:pour )?(?:demain|après-demain|apres-demain)(?: (?:matin|soir|midi))?"
    r"|la (?:semaine|séance) prochaine|la prochaine fois)\b",
    re.IGNORECASE,
)
_INTEND = re.compile(
    r"^\W*(?:i'?ll(?: do)?|i will(?: do)?|i'?m (?:going to|gonna)(?: do)?|gonna(?: do)?|je (?:vais|ferai)(?: faire)?)\s+", re.IGNORECASE
)
_TEXTS = {
    "en": "That is still ahead, so I have not logged it. Tell me when it is done, or did you do it today?",
    "fr": "C'est encore à venir, donc je ne l'ai pas noté. Dis-le-moi quand c'est fait, ou était-ce aujourd'hui ?",
}


def parse_planned_workout(text: str, reading: Reading) -> Parse | None:
    """A question where the clause is nothing but a workout with a day to come; None for everything else."""
    if len(text) > _LONGEST or "?" in text or not _AHEAD.search(text):
        return None
    done = parse_workout(_INTEND.sub("", _AHEAD.sub(" ", text)).strip(" ,:."), reading)
    if done is None or done.leftover or done.question:
        return None
    return Parse(question=Question(text.strip(), _TEXTS[reading.locale], "log_workout"))
