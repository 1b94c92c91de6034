"""The slots of requests that name their subject in any order: what of the clause fills one, and the arguments that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from spotter.coaching.units import KG_PER_LB
from spotter.language.calendar_words import WEEKDAYS
from spotter.language.dates import find_date
from spotter.language.goals import deadline_of
from spotter.language.muscle_names import muscles_in
from spotter.language.plan_adjustments import named_day
from spotter.language.slots import first_of, goal_of, level_of, named_exercise, period_of
from spotter.language.understanding import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the words and its arguments."""

    start: int
    end: int
    args: dict[str, Any]


_PERIOD = re.compile(
    r"\b(?:(?:over|for|in|during|since|on|sur|pendant|depuis) )?(?:the |les |le |la )?"
    r"(?:(?:this|last|past|previous|cette|ce|ces) )?(?:(?:\d{1,2}|few|couple of) )?(?:last |past |derniers? |dernieres? )?"
    r"(?:weeks?|months?|quarter|year|semaines?|mois|trimestre|annee|\d{1,2} days|jours)(?: (?:derniers?|dernieres?|passee?s?|ci))?\b"
    r"|\b(?:yesterday|hier|today|aujourd hui|lately|recently|these days|dernierement|recemment|all time|overall)\b"
)
_METRIC = re.compile(
    r"\b(?:body ?weight|weight|poids|weigh ?ins?|waist(?: size)?|tour de taille|hips?|hanches|body ?fat|masse grasse|blood pressure|bp|"
    r"resting (?:heart rate|hr)|heart rate|pouls|sleep|slept|dormi|sommeil|steps|hydration|water)\b"
)
_METRICS = (
    (r"weigh|poids", "weight"),
    (r"waist|taille", "waist"),
    (r"hip|hanche", "hips"),
    (r"fat|grasse", "body_fat"),
    (r"pressure|bp", "blood_pressure"),
    (r"heart|pouls|hr", "resting_hr"),
    (r"sle|dormi|sommeil", "sleep"),
    (r"steps", "steps"),
    (r".", "hydration"),
)
_MINUTES = re.compile(r"\b(?P<n>\d{2,3}) ?(?:min(?:ute)?s?|mn)\b")
_DAYS = re.compile(r"\b(?P<n>[1-7]) ?(?:days?|jours?|j|x|times|fois)\b")
_GOAL = re.compile(
    r"\b(?:strength|powerlifting|force|hypertrophy|muscle|mass|masse|bulk|endurance|running|cardio|mobility|mobilite|souplesse|"
    r"weight loss|fat loss|perte de poids|seche)\b"
)
_LEVEL = re.compile(r"\b(?:beginners?|novices?|debutante?s?|intermediates?|intermediaires?|advanced|avancee?s?|confirmee?s?)\b")
_SET = re.compile(
    r"\b(?P<load>\d{2,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)? ?"
    r"(?:x|for|times|fois|pour|at|a) ?(?P<reps>\d{1,2})(?: reps?| repetitions?)?\b"
)
_BY = re.compile(r"\b(?:by|before|d ici|avant)(?: the| la| le)?(?: [a-z0-9]+){1,5}$")
_COMING = re.compile(
    r"\b(?:the day after tomorrow|tomorrow|tmrw|tmr|tomorow|tommorow|apres demain|demain|(?:(?:on|this|next|le|ce) )?(?:"
    + "|".join(sorted((word for word in WEEKDAYS if len(word) > 3), key=len, reverse=True))
    + r"))\b"
)
_TARGET = re.compile(r"\b(?P<load>\d{2,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)?(?= |$)")
_MEALS = (
    (r"breakfast|brekkie|petit dej\w*|ptit dej\w*", "breakfast"),
    (r"lunch|dejeuner|midi", "lunch"),
    (r"dinner|supper|tonight|diner|ce soir", "dinner"),
    (r"snacks?|collations?|gouters?|encas", "snack"),
)
_SITUATIONS = (
    (
        r"(?:after|post|apres) ?(?:the |my |a |la |le |ma |mon |l )?(?:workouts?|training|gym|session|run|lifting|seance|sport|"
        r"entrainement|muscu)",
        "after_workout",
    ),
    (
        r"(?:before|pre|avant) ?(?:the |my |a |la |le |ma |mon |l )?(?:workouts?|training|gym|session|run|lifting|seance|sport|"
        r"entrainement|muscu)",
        "before_workout",
    ),
)
_FOCUS = re.compile(r"\b(?:protein\w*|proteine\w*)\b")


def exercise_left(words: str, unknown: list[str], reading: Reading) -> dict[str, str] | None:
    """The exercise that the words nobody else took name, where they stand together."""
    place = re.search(r"\b" + r"(?: (?:[a-z]{1,3}))*? ".join(re.escape(word) for word in unknown) + r"(?: ups?| downs?)?\b", words)
    return named_exercise(place[0], reading.locale) if place else None


def _period(words: str, reading: Reading, tool: str) -> Found | None:
    match = _PERIOD.search(words)
    if match is None:
        return None
    return Found(match.start(), match.end(), period_of(match[0], reading, tool))


def _date(words: str, reading: Reading, _tool: str) -> Found | None:
    span = find_date(words, reading)
    if span is None or span.problem is not None:
        return None
    return Found(span.start, span.end, {"date": span.date.isoformat()})


def _set(words: str, reading: Reading, _tool: str) -> Found | None:
    match = _SET.search(words)
    if match is None:
        return None
    load = float(match["load"].replace(",", "."))
    is_pounds = match["unit"][0] in "lp" if match["unit"] else reading.units == "imperial"
    args = {"load_kg": round(load * float(KG_PER_LB), 2) if is_pounds else load, "reps": int(match["reps"])}
    return Found(match.start(), match.end(), args)


def _coming(words: str, reading: Reading, _tool: str) -> Found | None:
    match = _COMING.search(words)
    day = named_day(match[0], reading.now.date()) if match else None
    return Found(match.start(), match.end(), {"date": day.isoformat()}) if match and day else None


def _deadline(words: str, reading: Reading, _tool: str) -> Found | None:
    match = _BY.search(words)
    args = deadline_of(match[0], reading) if match else {}
    return Found(match.start(), match.end(), args) if match and args else None


def _target(words: str, reading: Reading, _tool: str) -> Found | None:
    match = _TARGET.search(words)
    if match is None:
        return None
    kg = float(match["load"].replace(",", "."))
    is_pounds = match["unit"][0] in "lp" if match["unit"] else reading.units == "imperial"
    return Found(match.start(), match.end(), {"target_kg": round(kg * float(KG_PER_LB), 2) if is_pounds else kg})


def _muscle(words: str, _reading: Reading, _tool: str) -> Found | None:
    parts = words.split()
    for length in (3, 2, 1):
        for first in range(len(parts) - length + 1):
            name = " ".join(parts[first : first + length])
            if muscles_in(name) and muscles_in(parts[first]) | muscles_in(parts[first + length - 1]):
                start = len(" ".join(parts[:first])) + (first > 0)
                return Found(start, start + len(name), {"query": name})
    return None


def _matched(pattern: re.Pattern[str], read: Callable[[re.Match[str]], dict[str, Any]]) -> Callable[[str, Reading, str], Found | None]:
    def find(words: str, _reading: Reading, _tool: str) -> Found | None:
        match = pattern.search(words)
        return Found(match.start(), match.end(), read(match)) if match else None

    return find


def _one_of(argument: str, table: tuple[tuple[str, str], ...]) -> Callable[[str, Reading, str], Found | None]:
    pattern = re.compile(rf"\b(?:{'|'.join(source for source, _ in table)})\b")
    return _matched(pattern, lambda match: {argument: first_of(table, match[0])})


SLOTS: dict[str, Callable[[str, Reading, str], Found | None]] = {
    "period": _period,
    "coming": _coming,
    "minutes": _matched(_MINUTES, lambda match: {"minutes": int(match["n"])}),
    "date": _date,
    "metric": _matched(_METRIC, lambda match: {"metric": first_of(_METRICS, match[0])}),
    "days": _matched(_DAYS, lambda match: {"days_per_week": int(match["n"])}),
    "goal": _matched(_GOAL, lambda match: {"goal": goal_of(match[0])}),
    "level": _matched(_LEVEL, lambda match: {"level": level_of(match[0])}),
    "set": _set,
    "target": _target,
    "deadline": _deadline,
    "muscle": _muscle,
    "meal": _one_of("meal", _MEALS),
    "situation": _one_of("situation", _SITUATIONS),
    "focus": _matched(_FOCUS, lambda _match: {"focus": "protein"}),
}
