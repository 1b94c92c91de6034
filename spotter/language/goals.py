"""Goals with a target: "I want to bench 100 kg by june", "lose 5 kg", "run 10k under 50 min"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from spotter.coaching.units import KG_PER_LB, M_PER_MILE
from spotter.language.calendar_words import MONTHS, alternatives, level
from spotter.language.dates import find_date
from spotter.language.numbers import words_to_digits
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_OPENING = re.compile(
    r"^(?:(?:hi|ok|so|and|also|et|puis|please|stp)[ ,]+)*(?:(?P<goal>(?:set (?:a |my )?(?:new )?goal(?: to| of|"
    r":)?|(?:my |new |a |mon |nouvel )?(?:goal|objectif|target|but)(?: is| est)?(?: to| de| d'|:)?|goal:?|"
    r"objectif ?:?))|"
    r"i(?:'d| would)? (?:want|like|wanna|need|aim|plan|hope) to|i wanna|i want|je (?:veux|voudrais|souhaite|"
    r"vise)|j'aimerais|add (?:a )?goal(?: to|:)?)\s*(?P<what>.+)$"
)
_KG = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)"
_LOSE = re.compile(rf"\b(?:lose|drop|shed|gain|put on|perdre|prendre|gagner)\s+(?:about |around )?{_KG}")
_REACH = re.compile(
    rf"\b(?:weigh|get (?:down |up )?to|reach|be|hit|peser|atteindre|descendre a|arriver a)\s+(?:a weight of |"
    rf"under |below )?{_KG}(?!.*\b(?:on|bench|squat|deadlift|press)\b)"
)
_RUN = re.compile(
    r"\b(?:run|courir|row|swim|bike|cycle|ride|nager|rouler|faire)\s+(?:a |an |un |une "
    r")?(?P<n>\d{1,3}(?:[.,]\d)?)\s?(?P<unit>km|k|miles?|mi|m)\b(?P<time>\s*(?:in|under|below|within|sub|en|en "
    r"moins de|sous)(?: less than| moins de)?\s*(?P<t>\d{1,3})(?::(?P<s>\d\d))?\s?(?P<tu>min(?:ute)?s?|h|"
    r"hours?)?)?"
)
_RUN_NAMED = {"marathon": 42195.0, "half marathon": 21097.5, "semi-marathon": 21097.5}
_LIFT = re.compile(rf"^(?:to )?(?:be able to )?(?P<exercise>[a-z -]{{3,30}}?)\s+(?:at |with |a |of |de )?{_KG}\b")
_REPS = re.compile(
    r"\b(?:do |reach |faire |get |hit )?(?P<n>\d{1,3})\s+(?P<exercise>[a-z -]{4,30}?)(?: in a row| straight| "
    r"d'affilee| unbroken| in one set)?\s*(?:by .*|before .*|avant .*|d'ici .*)?$"
)
_FREQUENCY = re.compile(
    r"\b(?:train|work out|workout|exercise|go to the gym|lift|m'entrainer|aller a la "
    r"salle)\s+(?P<n>[1-7])\s?(?:x|times?|days?|fois|jours?)(?: ?(?:a|per|par|/|each|every) ?(?:week|"
    r"semaine))\b"
)
_STREAK = re.compile(
    r"\b(?P<n>\d{1,3})[ -](?P<unit>days?|weeks?|jours?|semaines?)[ -](?:(?:workout|training|gym|active|d'entrainement) )*"
    r"(?:streak|in a row|straight|without (?:a miss|missing)|d'affilee|de suite|de serie)"
    r"|\b(?:streak|serie) (?:of|to|de|a) (?P<m>\d{1,3}) (?P<unit2>days?|weeks?|jours?|semaines?)"
)
_CALORIES = re.compile(
    r"^(?:(?:eat|stay|keep|be|remain|have|stick|manger|rester|consommer|tenir|me tenir)\b[a-z' ]{0,20}?)?"
    r"(?:(?:under|below|at|to|around|about|max(?:imum)?|less than|at most|sous|a|moins de|autour de|maximum)\s+)*"
    r"(?P<n>\d{3,4})\s?(?:k?cals?|k?calories)\b(?: (?:a|per|each|every|par) (?:day|jour)| daily)?"
)
_MONTH = re.compile(
    rf"\b(?:by|before|until|in|avant|d'ici|pour|en)\s+(?:the end of |fin |la fin de |mid |mi-)?(?P<month>{alternatives(MONTHS)})\b(?! \d)"
)
_LASTS = re.compile(
    r"\b(?:for|over|within|pendant|durant|sur)\s+(?:the next |les )?(?P<n>\d{1,3})\s+"
    r"(?:prochaines? )?(?P<unit>days?|weeks?|months?|jours?|semaines?|mois)\b"
)
_LB_KG, _MILE_M = float(KG_PER_LB), float(M_PER_MILE)


def parse_goal(text: str, reading: Reading) -> Parse | None:
    """A goal with its number; None where no number or no known aim is named."""
    flat = level(words_to_digits(text, reading.locale)).strip(" .!")
    drop = re.match(
        (
            r"^(?:please )?(?:drop|delete|remove|cancel|forget|abandon|supprime|abandonne|annule|enleve)\s+(?:my |the |"
            r"mon |l')\s?(?P<text>.{0,40}?)\s?(?:goal|objectif)s?\s?(?P<after>.*)$"
        ),
        flat,
    )
    if drop:
        return Parse((Call("drop_goal", "motivation", text.strip(), 0.9, {"text": (drop["text"] or drop["after"]).strip()}),))
    opening = _OPENING.match(flat)
    what = opening["what"].lstrip(" :") if opening else flat
    if len(flat) > 120 or flat.endswith("?") or not re.search(r"\d|marathon", what):
        return None
    if opening is None and not re.match(r"^(?:lose|gain|perdre|run \d+.*(?:under|sub|in less))\b", what):
        return None
    args = (
        _weight(what)
        or _distance(what)
        or _frequency(what)
        or _streak(what)
        or _calories(what)
        or _load(what, reading)
        or _reps(what, reading)
    )
    if args is None:
        return None
    return Parse((Call("set_goal", "motivation", text.strip(), 0.9, {**args, **_deadline(what, reading), "text": text.strip()}),))


def _kilograms(match: re.Match[str]) -> float:
    value = float(match["n"].replace(",", "."))
    return round(value * _LB_KG, 2) if match["unit"][0] in "lp" and not match["unit"].startswith("k") else value


def _weight(what: str) -> dict[str, Any] | None:
    if match := _LOSE.search(what):
        losing = re.match(r"lose|drop|shed|perdre", match[0]) is not None
        return {"kind": "body_weight", "target": -_kilograms(match) if losing else _kilograms(match), "unit": "kg_change"}
    if match := _REACH.search(what):
        return {"kind": "body_weight", "target": _kilograms(match), "unit": "kg"}
    return None


def _distance(what: str) -> dict[str, Any] | None:
    match = _RUN.search(what)
    if match is None:
        named = re.search(r"\b(half marathon|semi-marathon|marathon)\b", what)
        return {"kind": "distance", "target": _RUN_NAMED[named[1]], "unit": "m"} if named else None
    metres = float(match["n"].replace(",", ".")) * (_MILE_M if match["unit"].startswith("mi") else 1 if match["unit"] == "m" else 1000)
    args: dict[str, Any] = {"kind": "distance", "target": metres, "unit": "m"}
    if match["t"]:
        per = 3600 if (match["tu"] or "").startswith("h") else 60
        args["duration_s"] = int(match["t"]) * per + int(match["s"] or 0)
    return args


def _frequency(what: str) -> dict[str, Any] | None:
    match = _FREQUENCY.match(what)
    return {"kind": "frequency", "target": int(match["n"]), "unit": "per_week"} if match else None


def _streak(what: str) -> dict[str, Any] | None:
    match = _STREAK.search(what)
    if match is None:
        return None
    unit = "weeks" if (match["unit"] or match["unit2"]).startswith(("w", "se")) else "days"
    return {"kind": "streak", "target": int(match["n"] or match["m"]), "unit": unit}


def _calories(what: str) -> dict[str, Any] | None:
    match = _CALORIES.match(what)
    return {"kind": "calories", "target": int(match["n"]), "unit": "kcal"} if match else None


def _load(what: str, reading: Reading) -> dict[str, Any] | None:
    match = _LIFT.match(what)
    exercise = named_exercise(match["exercise"].strip(), reading.locale) if match else None
    return {"kind": "load", "exercise": exercise, "target": _kilograms(match), "unit": "kg"} if match and exercise else None


def _reps(what: str, reading: Reading) -> dict[str, Any] | None:
    match = _REPS.search(what)
    exercise = named_exercise(match["exercise"].strip(), reading.locale) if match else None
    return {"kind": "reps", "exercise": exercise, "target": int(match["n"]), "unit": "reps"} if match and exercise else None


def _deadline(what: str, reading: Reading) -> dict[str, str]:
    if lasts := _LASTS.search(what):
        days = int(lasts["n"]) * {"d": 1, "j": 1, "w": 7, "s": 7}.get(lasts["unit"][0], 30)
        return {"deadline": (reading.now.date() + timedelta(days=days)).isoformat()}
    day = find_date(what, reading)
    if day is not None and day.problem == "future":
        return {"deadline": day.date.isoformat()}
    month = _MONTH.search(what)
    if month is None:
        return {}
    number, today = MONTHS[month["month"]], reading.now.date()
    year = today.year + (number <= today.month)
    return {"deadline": f"{year}-{number:02d}-01"}
