"""What stands bare in a list of somebody who introduces themselves: "35, intermediate, gym, 4 days, 60 minutes, build muscle".

By itself "4 days" or "strength" says nothing of a person; beside their age, level, days or equipment it does.
"""

from __future__ import annotations

import re
from typing import Any

from spotter.language.slots import goal_of
from spotter.language.understanding import Locale

_START, _END = r"(?:^|(?<=[,.;:/(|]))\s*(?:and |et |for |pour )?", r"(?=\s*(?:$|[,.;/)|]|(?:and|et|with|avec|for|pour|at|a la)\b))"
_DAYS = re.compile(rf"{_START}(?P<n>[1-7]) ?(?:days?|x|times|sessions?|workouts?|jours?|j|fois|seances?){_END}")
_STYLES = (
    ("gym", re.compile(rf"{_START}(?:(?:a |the |full |my |ma |en |la )*(?:gym|salle))(?: (?:membership|access|de sport|de muscu))?{_END}")),
    ("home", re.compile(rf"{_START}(?:home(?: gym)?|home workouts?|maison|domicile|a domicile){_END}")),
)
_AIM = (
    r"(?:(?:(?:to|some|build|building|gain|gaining|get|getting|lose|losing|more|be|my|prendre|prise|gagner|perdre|perte|faire|du|de|"
    r"de la|des|en|la|le|d') ?)*"
    r"(?P<what>stronger|strength|muscles?(?: mass)?|mass|size|hypertrophy|bulk(?:ing)?|endurance|stamina|cardio|fitter|fit|fitness|"
    r"mobility|flexibility|weight(?: loss)?|fat(?: loss)?|toned?|lean(?:er)?|force|masse(?: musculaire)?|poids|gras|maigrir|souplesse|"
    r"mobilite|forme|muscler|seche))"
)
_GOAL = re.compile(rf"{_START}{_AIM}(?:(?: ?(?:and|et|&|\+) ?){_AIM.replace('?P<what>', '?:')})?{_END}")
_LOSES = re.compile(r"\b(?:los\w+|perdre|perte|weight|fat|poids|gras|maigrir|toned?|lean\w*|seche)\b")
_TELLING = frozenset({"age", "sex", "level", "days_per_week", "height_cm", "goal", "name"})  # beside these a list goes on about the person
_LIGHT = frozenset({"weight", "poids", "fat", "gras"})  # of these only losing is an aim here

DAYS_QUESTION: dict[Locale, str] = {
    "en": "A week has seven days, and some of them have to be rest. On how many would you like to train?",
    "fr": "Une semaine a sept jours, et il en faut de repos. Combien de jours veux-tu t'entraîner ?",
}
_MINUTES_QUESTION: dict[Locale, str] = {
    "en": "No workout fits into that. How many minutes do you have for one? Even 10 help.",
    "fr": "Aucune séance n'y tient. Combien de minutes as-tu pour une séance ? Même 10 aident.",
}
_CAN = (
    r"(?:i |je |j'|m'|we |on )*(?:only |just |can |could |want to |would like to |have |got |ai |peux |veux |voudrais |train |work out |"
    r"m'entrainer |entrainer |m'entraine |entraine |que |n'ai que )*"
)
_NO_MINUTES = re.compile(
    rf"{_CAN}(?:0|zero|no) ?(?:min(?:ute)?s?|mn)"
    r"(?: (?:per|a|an?|each|par|for my|pour mes|for a|pour une) ?(?:workouts?|sessions?|days?|seances?|jours?))?"
)
_TOO_MANY_DAYS = re.compile(
    rf"{_CAN}(?:[089]|[1-9]\d) ?"
    r"(?:days?|times|x|jours?|j|fois|workouts?|sessions?|seances?) ?(?:a|per|/|par|each|every) ?(?:week|wk|semaine)"
)


def impossible_rhythm(flat: str, locale: Locale) -> str | None:
    """The question to ask of who trains no minutes or more days than a week has; None where the whole text is not that."""
    said = flat.strip(" .!")
    if _NO_MINUTES.fullmatch(said):
        return _MINUTES_QUESTION[locale]
    return DAYS_QUESTION[locale] if _TOO_MANY_DAYS.fullmatch(said) else None


def bare_facts(rest: str, told: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The days, goal and place that stand bare in the list, with what is left of it; `told` is what was read before."""
    args: dict[str, Any] = {}
    if not told.keys() & _TELLING:
        return rest, args
    if "days_per_week" not in told and (match := _DAYS.search(rest)):
        args["days_per_week"] = int(match["n"])
        rest = _blank(rest, match)
    for style, pattern in _STYLES:
        if match := pattern.search(rest):
            args |= {"workout_style": style} if "workout_style" not in told else {}
            rest = _blank(rest, match)
            break
    if (match := _GOAL.search(rest)) and (goal := _goal(match[0], match["what"])):
        args |= {"goal": goal} if "goal" not in told else {}
        rest = _blank(rest, match)
    return rest, args


def _goal(said: str, what: str) -> str | None:
    if what in _LIGHT and not re.search(r"\b(?:los\w+|perdre|perte)\b", said):
        return None
    return "weight_loss" if _LOSES.search(said) else goal_of(what)


def _blank(rest: str, match: re.Match[str]) -> str:
    return rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
