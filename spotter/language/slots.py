"""From the words in a phrase's slots to a tool's arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.catalogue.exercise_search import resolve_exercise
from spotter.language.body_parts import REGION_WORDS
from spotter.language.calendar_words import WEEKDAYS
from spotter.language.dates import find_date
from spotter.language.understanding import Locale, Reading

_FORWARD = frozenset({"today_workout"})
_PERIODS = (
    (r"today|aujourd|so far today", "today"),
    (r"yesterday|\bhier", "yesterday"),
    (r"quarter|3 (?:last )?months|three months|few months|trimestre|3 derniers", "quarter"),
    (r"week|semaine|7 |lately|these days|dernierement|ces derniers temps|recent", "week"),
    (r"month|mois|30 |4 weeks", "month"),
    (r".", "all"),
)
_ALLOWED = {
    "show_history": ("last", "today", "yesterday", "week", "month", "all"),
    "show_nutrition": ("today", "yesterday", "week"),
    "show_progress": ("week", "month", "quarter", "all"),
    "show_metric": ("week", "month", "quarter", "all"),
}
_DEFAULT_PERIOD = {"show_history": "week", "show_nutrition": "today", "show_progress": "month", "show_metric": "month"}
_METRICS = (
    (r"weigh|body ?weight|poids", "weight"),
    (r"waist|tour de taille|^taille", "waist"),
    (r"hip|hanche", "hips"),
    (r"fat|grasse|graisse", "body_fat"),
    (r"pressure|\bbp\b|tension", "blood_pressure"),
    (r"heart|hr\b|cardiaque|pouls|fc repos", "resting_hr"),
    (r"sleep|slept|sommeil", "sleep"),
    (r"step|\bpas\b", "steps"),
    (r"hydrat|water|eau", "hydration"),
)
_MEASURED = re.compile(r"(?:(?:my|the|mon|ma|le|la|l|de) )*(?:body ?)?(?:weight|poids|taille|sommeil|sleep|steps|waist|tension|pouls)")
_GOALS = (
    (r"strength|strong|powerlift|force", "strength"),
    (r"loss|lose|losing|cut|seche|maigrir|perdre|perte|toning", "weight_loss"),
    (r"endurance|running|cardio|stamina|conditioning|course", "endurance"),
    (r"mobilit|flexib|stretch|souplesse", "mobility"),
    (r"muscl|hypertro|bodybuilding|mass|size|bulk", "hypertrophy"),
    (r".", "general"),
)
_MEALS = (
    (r"breakfast|petit dej", "breakfast"),
    (r"lunch|dejeuner|midi", "lunch"),
    (r"dinner|supper|diner", "dinner"),
    (r"snack|collation", "snack"),
)
_LEVELS = ((r"begin|novice|newbie|noob|debut", "beginner"), (r"interm", "intermediate"), (r".", "advanced"))
_MUSCLES = (
    (r"chest|pec", "chest"),
    (r"hamstring|ischio", "hamstrings"),
    (r"back|lats|dos|dorsa", "back"),
    (r"quad|thigh|cuisse", "quads"),
    (r"glute|butt|fess", "glutes"),
    (r"delt|shoulder|epaule", "delts"),
    (r"tricep", "triceps"),
    (r"bicep", "biceps"),
    (r"cal(?:f|ves)|mollet", "calves"),
    (r".", "abs"),
)
_FELT = (
    (
        r"(?:very|really|so|super|too|tres|trop|vraiment) (?:hard|tough|heavy|dure?|lourde?|difficile)"
        r"|brutal|grind|barely|all out|maxed|a fond",
        "very hard",
    ),
    (r"hard|tough|heavy|\bdure?\b|lourde?|difficile", "hard"),
    (r"easy|light|smooth|facile|leger", "easy"),
)
_COUNTS = {"two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4}
_FOCUSES = (
    (r"prot", "protein"),
    (r"cal", "kcal"),
    (r"carb|gluc", "carbs"),
    (r"fat|lip", "fat"),
    (r"fib", "fiber"),
)
_PART_OF_BODY = re.compile(REGION_WORDS)
_ARTICLES = re.compile(
    r"^(?:(?:\d+(?:[.,]\d+)? ?(?:g|grams?|grammes?|ml|cl|oz|cups?)(?: of| de| d)?|a|an|the|some|my|one|un|une|le|la|les|l|des|du|"
    r"de la|\d+(?:[.,]\d+)?) )+"
)


def read_slots(tool: str, slots: dict[str, str], reading: Reading) -> dict[str, Any] | None:
    """The arguments that the slots of a phrase stand for; None where one of them does not resolve."""
    args: dict[str, Any] = {}
    for name, words in slots.items():
        found = _READERS[name.rstrip("0123456789")](words.strip(), reading, tool)
        if found is None:
            return None
        args |= found
    if tool in _DEFAULT_PERIOD and "date" not in args:
        args.setdefault("period", _DEFAULT_PERIOD[tool])
    return args


def first_of(table: tuple[tuple[str, str], ...], words: str) -> str | None:
    """The value of the first row of `table` whose expression is found in `words`."""
    return next((value for pattern, value in table if re.search(pattern, words)), None)


def goal_of(words: str) -> str | None:
    """The training goal that the words name."""
    return first_of(_GOALS, words)


def level_of(words: str) -> str | None:
    """The training level that the words name."""
    return first_of(_LEVELS, words)


def named_exercise(words: str, locale: Locale) -> dict[str, str] | None:
    """The catalogue's exercise as `{key, name}`, None where the words name none for certain."""
    found = resolve_exercise(_ARTICLES.sub("", words))
    return {"key": found.exercise.key, "name": found.exercise.name[locale]} if found else None


def is_exercise(words: str) -> bool:
    """Whether the words are nothing but the name of an exercise, slips of a letter forgiven."""
    said = _ARTICLES.sub("", words).split()
    mention = find_exercise_mention(said)
    return mention is not None and mention.end - mention.start == len(said)


def felt_of(words: str) -> str | None:
    """How a set felt, as the note of a set says it; None for what says nothing of it."""
    return first_of(_FELT, words)


def _exercise(words: str, reading: Reading, _tool: str) -> dict[str, Any] | None:
    if _MEASURED.fullmatch(words) or _PART_OF_BODY.fullmatch(words):  # "comment va mon épaule ?" asks of no clean
        return None
    found = named_exercise(words, reading.locale)
    return {"exercise": found} if found else None


def _exercise_said(words: str, reading: Reading, _tool: str) -> dict[str, Any] | None:
    """An exercise with the words that were said for it: among those of a workout they may mean another than at large."""
    found = named_exercise(words, reading.locale)
    return {"exercise": found | {"name": _ARTICLES.sub("", words)}} if found else None


def _exercise_query(words: str, reading: Reading, _tool: str) -> dict[str, Any] | None:
    return {"query": _ARTICLES.sub("", words)} if named_exercise(words, reading.locale) else None


def _exercise_topic(words: str, reading: Reading, _tool: str) -> dict[str, Any] | None:
    return {"topic": _ARTICLES.sub("", words)} if named_exercise(words, reading.locale) else None


def _date(words: str, reading: Reading, tool: str) -> dict[str, Any] | None:
    span = find_date(words, reading)
    if span is None or span.problem == "impossible" or span.end - span.start < len(words) - 3:
        return None
    day, today = span.date, reading.now.date()
    if tool in _FORWARD and day < today and any(word in WEEKDAYS for word in words.split()):
        day += timedelta(days=7)
    if tool == "show_history" and day > today:
        return None  # what is to come is no history
    return {"date": day.isoformat()}


def period_of(words: str, _reading: Reading, tool: str) -> dict[str, Any]:
    """The period that the words name, as the tool knows it; nothing for a tool without one."""
    period = first_of(_PERIODS, words)
    allowed = _ALLOWED.get(tool, ())
    if tool == "show_progress" and period in ("today", "yesterday"):
        period = "week"
    return {} if not allowed else {"period": period if period in allowed else allowed[-1]}


def _table(argument: str, table: tuple[tuple[str, str], ...]) -> Callable[[str, Reading, str], dict[str, Any] | None]:
    def read(words: str, _reading: Reading, _tool: str) -> dict[str, Any] | None:
        value = first_of(table, words)
        return {argument: value} if value else None

    return read


def _whole(argument: str) -> Callable[[str, Reading, str], dict[str, Any] | None]:
    return lambda words, _reading, _tool: {argument: int(words)}


def _text(argument: str) -> Callable[[str, Reading, str], dict[str, Any] | None]:
    return lambda words, _reading, _tool: {argument: _ARTICLES.sub("", words)}


def _fixed(**args: Any) -> Callable[[str, Reading, str], dict[str, Any] | None]:
    return lambda _words, _reading, _tool: dict(args)


def _felt(words: str, _reading: Reading, _tool: str) -> dict[str, Any]:
    return {"felt": felt_of(words)}


def _missed(words: str, _reading: Reading, _tool: str) -> dict[str, Any]:
    return {"missed_reps": _COUNTS.get(words) or int(words)}


def _meal(words: str, _reading: Reading, _tool: str) -> dict[str, Any]:
    named = first_of(_MEALS, words)
    return {"meal": named} if named else {}


_READERS: dict[str, Callable[[str, Reading, str], dict[str, Any] | None]] = {
    "exercise": _exercise,
    "exercise_query": _exercise_query,
    "exercise_said": _exercise_said,
    "date": _date,
    "period": period_of,
    "metric": _table("metric", _METRICS),
    "metric_sleep": _fixed(metric="sleep"),
    "metric_steps": _fixed(metric="steps"),
    "goal": _table("goal", _GOALS),
    "level": _table("level", _LEVELS),
    "muscle": _table("muscle", _MUSCLES),
    "focus": _table("focus", _FOCUSES),
    "felt": _felt,
    "missed": _missed,
    "effort": _whole("effort"),
    "minutes": _whole("minutes"),
    "weeks": _whole("weeks"),
    "week_number": _whole("number"),
    "meal": _meal,
    "days": _whole("days_per_week"),
    "steps": _whole("steps"),
    "steps_fr": _whole("steps"),
    "kcal": _whole("kcal"),
    "kcal_only": _whole("kcal"),
    "kcal_aim": _whole("kcal"),
    "protein": _whole("protein_g"),
    "protein_only": _whole("protein_g"),
    "query": _text("query"),
    "food_query": _text("query"),
    "topic": _text("topic"),
    "topic_exercise": _exercise_topic,
}
