"""Body metrics in a clause: "weighed 82.3 this morning", "bp 120/80", "slept 7h30", "je pèse 82,3 kg", "12st 7"."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

from spotter.coaching.limits import LIMITS, METRICS, is_plausible
from spotter.coaching.units import CM_PER_INCH, KG_PER_LB, LB_PER_STONE, ML_PER_FL_OZ
from spotter.language.calendar_words import level
from spotter.language.dates import DateSpan, find_date
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers
from spotter.language.understanding import Call, Parse, Question, Reading

_N = r"(?P<value>\d{1,6}(?:[.,]\d{1,3})?)"
_IS = (
    r"(?:\s*(?:is|are|was|were|at|of|in|now|today|:|=|-|about|around|approx\.?|currently|just|est|etait|a|de|"
    r"fait|measured|still|only|only at|roughly|environ|this morning|ce matin|aujourd'hui))*\s*"
)
_KG = r"\s?(?P<unit>kgs?|kilos?|lbs?|llbs|pounds?|livres?|st|stones?)?\b"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (metric, re.compile(pattern))
    for metric, pattern in (
        (
            "weight",
            (
                r"(?:\b(?:i am|i'm|im|weigh(?:ed|ing|s)?(?: in)?(?: at)?|weight|bw|body ?weight|je pese|poids|"
                r"pesee?)\b[^\d]{0,24})?\b(?P<stone>\d{1,2})\s?(?:st|"
                r"stones?)\b\.?\s?(?:(?P<pounds>\d{1,2}(?:\.\d)?)\s?(?:lbs?|pounds?)?)?"
            ),
        ),
        (
            "blood_pressure",
            r"\b(?:bp|blood pressure|tension(?: arterielle)?|pression)\b"
            + _IS
            + r"(?P<value>\d{2,3})\s?(?:/|over|sur)\s?(?P<low>\d{2,3})\b(?:\s?mm ?hg)?",
        ),
        ("blood_pressure", r"(?<![\d/])(?P<value>1\d\d|[89]\d)/(?P<low>[4-9]\d|1[01]\d)\s?(?:bp|mm ?hg|blood pressure)\b"),
        (
            "body_fat",
            (
                r"\b(?:body ?fat(?: percentage| percent| %)?|bf%?|bodyfat|fat percentage|masse grasse|taux de (?:graisse|"
                r"masse grasse)|graisse corporelle)"
            )
            + _IS
            + _N
            + r"\s?(?:%|percent|pour ?cent)?",
        ),
        ("body_fat", _N + r"\s?(?:%|percent)\s?(?:body ?fat|bf|fat|de masse grasse|de graisse|de mg)\b"),
        (
            "resting_hr",
            (
                r"\b(?:rhr|resting (?:heart rate|hr|pulse)|(?:morning )?(?:heart rate|pulse)|fc (?:de )?repos|frequence "
                r"cardiaque(?: au| de)?(?: repos)?|pouls(?: au repos| de repos)?)"
            )
            + _IS
            + _N
            + r"\s?(?:bpm|beats(?: per minute)?)?\b",
        ),
        (
            "sleep",
            r"\b(?:slept|sleep|sommeil|dormi|had a sleep of|sleeping|got|had)"
            + _IS
            + (
                r"(?P<hours>\d{1,2})\s?(?:h|hrs?|hours?|heures?)\s?(?:and |et )?(?P<minutes>\d{1,2})(?:\s?(?:m|mins?|"
                r"minutes?))?\b(?:\s(?:of )?sleep|\sde sommeil)?"
            ),
        ),
        (
            "sleep",
            (
                r"\b(?:slept|sleep(?:ing)?|sommeil|(?:j'ai |ai )?dormi)(?: (?:for|only|pendant|last night|about|around|"
                r"cette nuit|well|bien|bad|badly|mal|seulement|like))*"
            )
            + _IS
            + _N
            + r"\s?(?:h|hrs?|hours?|heures?)\b",
        ),
        (
            "sleep",
            r"\b(?:got|had|with|eu|only|sleep i got,?|sleep,?)?\s?"
            + _N
            + r"\s?(?:h|hrs?|hours?|heures?)\s(?:of (?:good |bad )?sleep|sleep|de sommeil)\b",
        ),
        (
            "steps",
            r"(?:\b(?:walked|did|took|made|hit|managed|marche|fait)\s)?"
            r"(?P<value>\d{1,3}(?:[., ]?\d{3})+|\d{1,6}(?:[.,]\d)?\s?k|\d{3,6})\s?(?:steps|pas)\b"
            r"(?!\s(?:ups?|mill|mal|bien|de))",
        ),
        ("steps", r"\b(?:steps|step count|nombre de pas)" + _IS + r"(?P<value>\d{1,3}(?:[., ]\d{3})+|\d{1,3}(?:[.,]\d)?\s?k|\d{3,6})\b"),
        (
            "hydration",
            r"\b(?:drank|drunk|had|water(?: intake)?|hydration|bu|eau)(?: (?:about|around|environ))?"
            + _IS
            + _N
            + r"\s?(?P<unit>ml|cl|l|liters?|litres?|oz|fl oz|cups?|glass(?:es)?|verres?)\b(?:\s(?:of )?water|\sd'eau)?",
        ),
        ("hydration", _N + r"\s?(?P<unit>ml|cl|l|liters?|litres?|oz|fl oz|cups?|glass(?:es)?|verres?)\s(?:of water|water|d'eau)\b"),
        (
            "waist",
            r"\b(?:waist(?: size| line|line)?|tour de taille|taille)" + _IS + _N + r"\s?(?P<unit>cms?|in|inch(?:es)?|\"|pouces?)?(?!\w)",
        ),
        ("waist", _N + r"\s?-?(?P<unit>cms?|in|inch(?:es)?|\"|pouces?)\s?(?:waist|de tour de taille)\b"),
        ("hips", r"\b(?:hips?(?: size)?|(?:tour de )?hanches?)" + _IS + _N + r"\s?(?P<unit>cms?|in|inch(?:es)?|\"|pouces?)?(?!\w)"),
        ("hips", _N + r"\s?-?(?P<unit>cms?|in|inch(?:es)?|\"|pouces?)\s?hips?\b"),
        (
            "weight",
            (
                r"\b(?:(?:i |just )?weigh(?:ed|ing|s|t)?(?:[ -]?in)?|(?:body ?|current |my |morning )*weight|(?:current |"
                r"my )bw|body ?weight|scales?(?: (?:says?|said|shows?|showed|reads?))?|je (?:fais|faisais|pesais?|pese)|j'ai pese|(?:mon "
                r")?poids(?: du matin| actuel)?|pese|pesee|balance|dropped to|down to|up to|topped out)(?: (?:myself|me|in|"
                r"out|up|hit|actuel|ce matin|this morning|today|yesterday|hier|at|is|was|was at|on|went to|got to))*"
            )
            + _IS
            + _N
            + _KG,
        ),
        (
            "weight",
            r"^(?:please )?(?:update|log|record|enter|note|set|mets a jour|enregistre|note)(?: down)? (?:my |mon )?"
            r"(?:(?:current|body) ?)?(?:weight|bodyweight|poids)(?: (?:to|as|at|a))?\s" + _N + _KG,
        ),
        (
            "weight",
            r"\b(?:i'm|im|i am|now i'm|currently|je suis a)(?: (?:at|now|about|around|currently|just|only|down to|up to|still|a))*\s"
            + _N
            + _KG
            + r"(?<=[a-z])(?=\s*(?:$|[,.;!]|and\b|with\b|now\b|today\b|this\b|et\b))",
        ),
        (
            "weight",
            r"\b(?:i'm|im|i am|now i'm|je suis a)(?: (?:at|now|about|around|currently|just|only|down to|up to|still))+\s"
            + _N
            + _KG
            + r"(?=\s*(?:$|[,.;!]|and\b|with\b|now\b|today\b|this\b|et\b))",
        ),
        (
            "weight",
            r"^\s*"
            + _N
            + (
                r"\s?(?P<unit>kgs?|kilos?|lbs?|pounds?)\s?(?:this morning|ce matin|au reveil|a jeun|on waking|fasted|"
                r"on the scales?|sur la balance|body "
                r"?weight|bw|de poids(?: de corps)?)\b"
            ),
        ),
    )
)
_HEIGHT = re.compile(
    r"\b(?:at |and |,)?\s*\d[' ]?(?:ft|feet|foot|')\s?\d{0,2}\s?(?:in(?:ch(?:es)?)?|\")?|\b(?:at )?1[.,m]\d\d ?m?\b|\b1\d\d ?cm\b"
)
_LB_KG, _IN_CM, _OZ_ML = float(KG_PER_LB), float(CM_PER_INCH), float(ML_PER_FL_OZ)
_ML = (("ml", 1.0), ("cl", 10.0), ("l", 1000.0), ("oz", _OZ_ML), ("fl", _OZ_ML), ("cup", 240.0), ("glass", 250.0), ("verre", 250.0))
_ASKS = re.compile(
    r"\?|\b(?:goal|want|should|target|objectif|veux|how|if|to lose|to gain|need|would|will|can|could|used to|lose|plan|classe?)\b"
)
_THIS_MORNING = ("this morning", "ce matin")  # says whose kilograms they are: "82 kg this morning"
_GATE = re.compile(r"\d")
_HINT = re.compile(
    r"weigh|\bbw\b|weight|scale|resting|poids|pes[ei]|balance|bp\b|pressure|tension|fat|bf\b|grasse|rhr|heart|pulse|"
    r"pouls|cardiaque|repos|slept|sleep|dormi|sommeil|step|\bpas\b|water|drank|drunk|eau\b|bu\b|hydra|waist|"
    r"taille|hips?\b|hanche|i'?m\b|i am|je suis|stone|\dst\b|down to|up to|topped|kgs?\b|kilos?\b|lbs?\b|"
    r"pounds?\b"
)


def parse_metric(text: str, reading: Reading) -> Parse | None:
    """One call per metric in the clause; None unless metrics and their day are all that it says."""
    flat = level(words_to_digits(text, reading.locale))
    if not _GATE.search(flat) or not _HINT.search(flat) or _ASKS.search(flat):
        return None
    day = find_date(flat, reading)
    rest = flat if day is None or flat[day.start : day.end] in _THIS_MORNING else _blank(flat, day.start, day.end)
    found: dict[str, Any] = {}
    for metric, pattern in _RULES:
        match = pattern.search(rest)
        if match is None or metric in found:
            continue
        found[metric] = _value(metric, match, reading)
        rest = _blank(rest, *match.span())
    if not found or not only_fillers(_HEIGHT.sub(" ", rest)):
        return None
    if day is not None and day.problem:
        return Parse(question=Question(text, _day_question(reading), "log_metric"))
    wrong = [metric for metric, value in found.items() if not _plausible(metric, value)]
    if wrong:
        return Parse(question=Question(text, _range_question(wrong[0], reading), "log_metric"))
    calls = tuple(
        Call(
            "log_metric",
            "progress",
            text.strip(),
            0.95,
            {"metric": metric, "value": value, "unit": METRICS[metric].unit, "at": _at(day, metric, reading)},
        )
        for metric, value in found.items()
    )
    return Parse(calls)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _value(metric: str, match: re.Match[str], reading: Reading) -> float | list[float]:
    parts = match.groupdict()
    if metric == "blood_pressure":
        return [float(match["value"]), float(match["low"])]
    if metric == "steps":
        return _steps(match["value"])
    if parts.get("stone"):
        return round((int(match["stone"]) * LB_PER_STONE + float(match["pounds"] or 0)) * _LB_KG, 2)
    if parts.get("hours"):
        return round(int(match["hours"]) + int(match["minutes"]) / 60, 2)
    return _measured(metric, float(match["value"].replace(",", ".")), parts.get("unit") or "", reading)


def _measured(metric: str, value: float, unit: str, reading: Reading) -> float:
    if metric == "weight":
        return _kilograms(value, unit, reading)
    if metric in ("waist", "hips"):
        inches = unit[:1] in ("i", '"', "p") or (not unit and (reading.units == "imperial" or value < 60))
        return round(value * _IN_CM, 1) if inches else value
    if metric == "hydration":
        return round(value * next(ml for start, ml in _ML if unit.startswith(start)))
    return value


def _steps(words: str) -> float:
    if words.rstrip().endswith("k"):
        return round(float(words.rstrip("k ").replace(",", ".")) * 1000)
    return float(re.sub(r"[., ]", "", words))


def _kilograms(value: float, unit: str, reading: Reading) -> float:
    if unit.startswith("s"):
        return round(value * LB_PER_STONE * _LB_KG, 2)
    pounds = unit[:1] in ("l", "p") or (not unit and reading.units == "imperial")
    # A bare number above 120 next to a waist in inches is in pounds, whatever the profile says; the receipt shows it.
    return round(value * _LB_KG, 2) if pounds else value


def _plausible(metric: str, value: Any) -> bool:
    if metric == "blood_pressure":
        return is_plausible("systolic_mmhg", value[0]) and is_plausible("diastolic_mmhg", value[1]) and value[0] > value[1]
    return is_plausible(METRICS[metric].limit, value)


def _at(day: DateSpan | None, metric: str, reading: Reading) -> str:
    today = reading.now.date()
    # The night before a day is that day's sleep: it ends in the morning.
    if day is None or day.date == today or (metric == "sleep" and day.date == today - timedelta(days=1)):
        return reading.now.isoformat(timespec="seconds")
    return datetime.combine(day.date, time(8), tzinfo=reading.now.tzinfo).isoformat()


def _day_question(reading: Reading) -> str:
    return "Which day was that?" if reading.locale == "en" else "C'était quel jour ?"


def _range_question(metric: str, reading: Reading) -> str:
    if metric == "blood_pressure":
        high, low = LIMITS["systolic_mmhg"], LIMITS["diastolic_mmhg"]
        bounds = [(high.low, high.high), (low.low, low.high)]
    else:
        bounds = [(LIMITS[METRICS[metric].limit].low, LIMITS[METRICS[metric].limit].high)]
    to, over = (" to ", " over ") if reading.locale == "en" else (" à ", " sur ")
    values = over.join(f"{low:g}{to}{high:g}" for low, high in bounds) + f" {_shown_unit(metric, reading)}"
    if reading.locale == "en":
        return f"That number looks off to me: I log {values}. What was the value, with its unit?"
    return f"Ce chiffre me paraît bizarre : je note de {values}. Quelle était la valeur, avec son unité ?"


def _shown_unit(metric: str, reading: Reading) -> str:
    return "pas" if metric == "steps" and reading.locale == "fr" else METRICS[metric].unit
