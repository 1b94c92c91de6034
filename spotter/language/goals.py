"""Goals with a target: "I want to bench 100 kg by june", "lose 5 kg", "run 10k under 50 min"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from spotter.catalogue.exercises import exercise as catalogued
from spotter.coaching.units import KG_PER_LB, M_PER_MILE
from spotter.language.calendar_words import MONTHS, alternatives, level
from spotter.language.dates import find_date
from spotter.language.equipment import EQUIPMENT_WORDS
from spotter.language.numbers import words_to_digits
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_OPENING = re.compile(
    r"^(?:(?:hi|ok|so|and|also|et|puis|please|stp)[ ,]+)*(?:(?P<goal>(?:set (?:a |my )?(?:new )?goal(?: to| of|"
    r":)?|(?:my |new |a |mon |nouvel )?(?:goal|objectif|target|but)(?:(?:,? c'est|'s| is| est)(?! que\b))?(?: to\b| de\b| d'|:)?|goal:?|"
    r"objectif ?:?))|"
    r"i(?:'d| would)? (?:want|like|love|wanna|need|aim|plan|hope) to|i(?:'m| am) aiming (?:to|for)|i wanna|i want|"
    r"je (?:veux|voudrais|souhaite|vise)|j'aimerais|add (?:a )?goal(?: to|:)?)\s*(?P<what>.+)$"
)
_KG = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)"
_LOSE = re.compile(rf"\b(?:lose|drop|shed|gain|put on|perdre|prendre|gagner)\s+(?:about |around )?{_KG}")
_REACH = re.compile(
    rf"\b(?:weigh|get (?:down |up )?to|reach|be|hit|peser|atteindre|descendre a|arriver a)\s+(?:a weight of |"
    rf"under |below )?{_KG}(?!.*\b(?:on|bench|squat|deadlift|press)\b)"
)
_RUN = re.compile(
    r"\b(?:run|courir|row|swim|bike|cycle|ride|nager|rouler|faire)\s+(?:a |an |un |une "
    r")?(?P<n>\d{1,3}(?:[.,]\d)?)\s?(?P<unit>km|kms|k|bornes|miles?|mi|m)\b"
)
_IN_TIME = re.compile(
    r"\s*(?:(?:in|under|below|within|sub|less than|en|moins de|sous)\s+)+"
    r"(?:(?P<h>\d)\s?h(?:ours?|eures?)?\s?(?P<hm>\d{2})?|(?P<t>\d{1,3})(?::(?P<s>\d\d))?\s?(?P<tu>min(?:ute)?s?|h|hours?)?)"
)
_RUN_NAMED = {"marathon": 42195.0, "half marathon": 21097.5, "semi-marathon": 21097.5, "semi": 21097.5, "half": 21097.5}
_NAMED = re.compile(
    r"\b(half marathon|semi[- ]marathon|marathon|(?:a|un|mon|my|run(?:ning)?|courir|finir) (?P<short>semi|half)\b(?! (?:an?|une?) ))"
)
_BE_ABLE = (
    r"^(?:to )?(?:(?:be able to|pouvoir|reussir a) )?(?:(?:do|lift|reach|hit|get|push|faire|soulever|atteindre|passer|mettre|"
    r"un|une|a|an)\s+)*(?:(?:a|au|les|la) )?"
)
_LIFT = re.compile(rf"{_BE_ABLE}(?P<exercise>[a-z -]{{3,30}}?)\s+(?:at |with |a |of |de |to )?{_KG}\b")
_LIFT_BEHIND = re.compile(
    rf"{_BE_ABLE}{_KG}\s+(?:(?:on|in|at|for|au|aux|a|en|sur|de|la|le|l'|the|my|mon|ma)\s*)*(?P<exercise>[a-z' -]{{2,30}}?)"
    r"(?=$|\s+(?:by|before|until|in|avant|d'ici|pour|this|cette|for|over|within)\b)"
)
_THERE = re.compile(
    rf"[,;.] ?(?:[\w']+ ){{0,3}}?(?:\w+')?(?:have|got|own|ai|avec|with|pas|sans)\b[^,.;]*?\b(?:{EQUIPMENT_WORDS})\b"
)  # told beside a goal, and read by itself
# "deadlift 180": a load without a unit is told in the person's own, where it is no count of repetitions.
_LIFT_BARE = re.compile(
    r"^(?:to )?(?:be able to )?(?P<exercise>[a-z -]{3,30}?)\s+(?P<n>\d{2,3}(?:[.,]5)?)(?=$|\s+(?:by|before|until|avant|d'ici|this|cette)\b)"
)
_LEAST_BARE_LOAD = 30  # below it "squat 20" may as well be repetitions
_REPS = re.compile(
    r"\b(?:do |reach |faire |get |hit )?(?P<n>\d{1,3})\s+(?P<exercise>[a-z -]{4,30}?)(?: in a row| straight| "
    r"d'affilee| unbroken| in one set)?\s*(?:by .*|before .*|avant .*|d'ici .*)?$"
)
_FREQUENCY = re.compile(
    r"(?P<train>\b(?:train(?:ing)?|work(?:ing)? out|workouts?|exercis(?:e|ing)|go(?:ing)? to the gym|lift(?:ing)?|m'entrainer|"
    r"aller a la salle)\s+)?"
    r"(?P<n>[1-7])\s?(?:x|times?|days?|fois|jours?)(?: ?(?:a|per|par|/|each|every) ?(?:week|"
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
    rf"\b(?:by|before|until|in|avant|d['’ ]ici|pour|en)\s+(?P<end>(?:the )?end of |(?:la )?fin (?:de |d')?)?(?:mid |mi-)?"
    rf"(?P<month>{alternatives(MONTHS)})\b(?! \d)"
)
_LASTS = re.compile(
    r"\b(?:for|over|within|pendant|durant|sur)\s+(?:the next |les )?(?P<n>\d{1,3})\s+"
    r"(?:prochaines? )?(?P<unit>days?|weeks?|months?|jours?|semaines?|mois)\b"
)
_DROP = re.compile(
    r"^(?:please |ok |stp )?(?:i(?:'m| am)? |je |j')?(?:drop(?:ping)?|delete|remove|cancel|forget|abandon|scrap|quit|clear|"
    r"giv(?:e|ing) up(?: on)?|let(?:ting)? go of|supprime|abandonne|annule|enleve|oublie|laisse tomber|renonce a|efface)\s+"
    r"(?:about )?(?:my |the |that |mon |cet |ce |l')\s?(?P<text>.{0,40}?)\s?\b(?:goal|objectif)s?\b\s?(?P<after>.*)$"
)
_LB_KG, _MILE_M = float(KG_PER_LB), float(M_PER_MILE)


def parse_goal(text: str, reading: Reading) -> Parse | None:
    """A goal with its number; None where no number or no known aim is named."""
    flat = level(words_to_digits(text, reading.locale)).strip(" .!")
    if drop := _DROP.match(flat):
        return Parse((Call("drop_goal", "motivation", text.strip(), 0.9, {"text": (drop["text"] or drop["after"]).strip()}),))
    opening = _OPENING.match(flat)
    what = opening["what"].lstrip(" :") if opening else flat
    if len(flat) > 120 or _THERE.search(what) or flat.endswith("?") or not re.search(r"\d|marathon", what):
        return None
    if opening is None and not re.match(r"^(?:lose|gain|perdre|run \d+.*(?:under|sub|in less))\b", what):
        return None
    args = (
        _weight(what)
        or _distance(what)
        or _frequency(what, is_goal=opening is not None and opening["goal"] is not None)
        or _streak(what)
        or _calories(what)
        or _load(what, reading)
        or _reps(what, reading)
    )
    if args is None:
        return None
    return Parse((Call("set_goal", "motivation", text.strip(), 0.9, {**args, **deadline_of(what, reading), "text": text.strip()}),))


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
        match = _NAMED.search(what)
        if match is None:
            return None
        return {"kind": "distance", "target": _RUN_NAMED[match["short"] or match[1].replace("semi ", "semi-")], "unit": "m"} | _in_time(
            what, match.end()
        )
    metres = float(match["n"].replace(",", ".")) * (_MILE_M if match["unit"].startswith("mi") else 1 if match["unit"] == "m" else 1000)
    return {"kind": "distance", "target": metres, "unit": "m"} | _in_time(what, match.end())


def _in_time(what: str, start: int) -> dict[str, int]:
    """The time in which the distance shall be covered, where it stands behind it."""
    match = _IN_TIME.match(what, start)
    if match is None:
        return {}
    if match["h"]:
        return {"duration_s": int(match["h"]) * 3600 + int(match["hm"] or 0) * 60}
    per = 3600 if (match["tu"] or "").startswith("h") else 60
    return {"duration_s": int(match["t"]) * per + int(match["s"] or 0)}


def _frequency(what: str, *, is_goal: bool) -> dict[str, Any] | None:
    """Trainings in a week; without a word for training only where it is called a goal ("my goal is 4 times a week")."""
    match = _FREQUENCY.match(what)
    if match is None or not (match["train"] or is_goal):
        return None
    return {"kind": "frequency", "target": int(match["n"]), "unit": "per_week"}


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
    for pattern in (_LIFT_BEHIND, _LIFT):
        match = pattern.match(what)
        exercise = named_exercise(match["exercise"].strip(), reading.locale) if match else None
        if match and exercise:
            return {"kind": "load", "exercise": exercise, "target": _kilograms(match), "unit": "kg"}
    bare = _LIFT_BARE.match(what)
    exercise = named_exercise(bare["exercise"].strip(), reading.locale) if bare else None
    value = float(bare["n"].replace(",", ".")) if bare else 0.0
    if exercise is None or value < _LEAST_BARE_LOAD or not _is_loaded(exercise["key"]):
        return None
    kilograms = value if reading.units == "metric" else round(value * _LB_KG, 2)
    return {"kind": "load", "exercise": exercise, "target": kilograms, "unit": "kg"}


def _is_loaded(key: str) -> bool:
    found = catalogued(key)
    return found.load_step_kg > 0 and found.bodyweight_share == 0


def _reps(what: str, reading: Reading) -> dict[str, Any] | None:
    match = _REPS.search(what)
    exercise = named_exercise(match["exercise"].strip(), reading.locale) if match else None
    return {"kind": "reps", "exercise": exercise, "target": int(match["n"]), "unit": "reps"} if match and exercise else None


def deadline_of(what: str, reading: Reading) -> dict[str, str]:
    """The argument `deadline` for the day, the month or the time from now that the words name; nothing where they name none."""
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
    if month["end"]:
        year = today.year + (number < today.month)
        return {"deadline": date(year, number, monthrange(year, number)[1]).isoformat()}
    year = today.year + (number <= today.month)
    return {"deadline": f"{year}-{number:02d}-01"}
