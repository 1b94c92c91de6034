"""What a message says that the door of a channel answers by itself: words about a picture, and what stands beside an opt-out."""

from __future__ import annotations

import re
from datetime import datetime

from spotter.language.calendar_words import level
from spotter.language.tongue import language_of
from spotter.language.understand import understand
from spotter.language.understanding import Reading, Understanding

_POINTS = re.compile(
    r"\b(?:this|that|these|those|it|here|form|technique|posture|physique|photo|pic|picture|image|"
    r"ca|cette?|ces?|voici|voila|forme|tenue|mouvement)\b"
)
_SHORT = 3  # words that name what a picture shows: "my lunch"
_ABOUT_MESSAGES = frozenset({"tune_nudges", "pause_nudges", "set_notification_preference", "unlink_channel", "help"})


def speaks_of_picture(text: str, now: datetime) -> bool:
    """Whether the words sent with a picture are about it and ask for nothing else: "look at my form", "my lunch"."""
    meaning = _understood(text, now)
    if meaning.calls or meaning.question or meaning.safety.level not in ("none", "T3"):
        return False
    if meaning.residue:
        return len(text.split()) <= _SHORT or bool(_POINTS.search(level(text)))
    return meaning.chat in ("out_of_scope", "unclear")


def says_more_than_stop(text: str, now: datetime) -> bool:
    """Whether an opt-out has something beside it that would have been done: "bench 5x5 185 and stop texting me"."""
    return any(call.tool not in _ABOUT_MESSAGES for call in _understood(text, now).calls)


def _understood(text: str, now: datetime) -> Understanding:
    return understand(text, Reading(locale=language_of(text) or "en", units="metric", now=now))
