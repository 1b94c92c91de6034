"""Red flags that hide in numbers: calories a day, speed of weight loss, fasting, blood sugar, blood pressure, pulse, age."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spotter.language.understanding import SafetyLevel

_KCAL_FLOOR = 1200  # AHA/ACC/TOS 2013: the lower end of what is prescribed without medical supervision
_KG_PER_WEEK = 1.5  # about 1.5 % of 100 kg; more than that a week is never planned
_DAYS = {"day": 1, "jour": 1, "week": 7, "semaine": 7, "month": 30, "mois": 30, "fortnight": 14, "weekend": 3}
_COUNT = {
    **{
        "a": 1,
        "an": 1,
        "one": 1,
        "un": 1,
        "une": 1,
        "two": 2,
        "deux": 2,
        "three": 3,
        "trois": 3,
        "four": 4,
        "quatre": 4,
        "five": 5,
        "cinq": 5,
    },
    **{"six": 6, "seven": 7, "sept": 7, "eight": 8, "huit": 8, "nine": 9, "neuf": 9, "ten": 10, "dix": 10, "fifteen": 15, "quinze": 15},
    **{"twenty": 20, "vingt": 20, "thirty": 30, "trente": 30, "couple of": 2, "next": 1, "this": 1},
}
_NUMBER = rf"(\d+(?:[.,]\d+)?|{'|'.join(_COUNT)})"
_UNIT_OF_TIME = "(day|jour|week|semaine|month|mois|fortnight|weekend)s?"
_KCAL = re.compile(
    r"\b(\d{2,4}) ?(?:k?cals?|k?calories?)\b(?! ?(?:deficit|surplus|burn|over|under|below|less|left|more|de deficit|en moins|de moins|brulees))"
)
_DAILY = re.compile(
    r"\b(?:a|per|each|every|par|chaque) ?(?:day|jour)|/ ?(?:day|jour|d|j)\b|\bdaily|\bdiet|\bplan|\bregime|\bjournee|\bintake|\bquotidien"
)
_NOT_EATEN = re.compile(r"\b(?:burn\w*|deficit|surplus|brul\w*|depens\w*|cardio|breakfast|lunch|snack|dinner|maintenance|cut of|moins)\b")
_LOSS = re.compile(
    rf"\b(?:lose|lost|losing|drop|dropped|shed|cut|perdre|perdu|perds|maigrir|maigri)\b(?: \w+){{0,3}}? {_NUMBER} ?(kg|kilos?|kgs|lbs?|pounds?|livres?|stone)\b"
    rf"(?: \w+){{0,4}}? (?:in|by|within|over|en|d ici|sur|per|a|each|par|chaque|every|this|cette) ?{_NUMBER}? ?{_UNIT_OF_TIME}\b"
)
_FAST = re.compile(
    rf"\b{_NUMBER}[ -]?(hours?|h|days?|jours?|heures?)[ -](?:\w+ )?(?:fast|fasting|jeune)\b|\b(?:fast|fasted|fasting|jeune|jeuner) (?:for |of |de |pendant )?{_NUMBER} ?(hours?|h|days?|jours?|heures?)\b"
)
_SUGAR = re.compile(
    r"\b(?:glucose|sugars?|glycemie|sucre|bg|glycemia|dexcom|cgm|libre)\b[^.!?\n]{0,25}?(\d{1,3}(?:[.,]\d+)?)(?! ?(?:g\b|gram|kcal|cal|minutes?|min\b|times|h\b|hours?))"
)
_PRESSURE = re.compile(r"\b(?:bp|blood pressure|tension|pression)\b[^.!?\n]{0,40}?(\d{2,3}) ?(?:/|over|sur|-) ?(\d{2,3})\b")
_PULSE = re.compile(
    r"\b(?:resting (?:heart rate|hr|pulse|heartrate)|rhr|(?:pulse|frequence cardiaque|fc|pouls|coeur) (?:au |de )?repos|(?:heart rate|hr|pulse) at rest)\b[^.!?\n]{0,20}?(\d{2,3})\b"
)
_AGE = re.compile(
    r"\b(?:im|i am|i m|iam)(?: (?:a|only|just|turning|about|almost|nearly))* (\d{1,2})(?= ?(?:$|[.,!?;:)]|\n|y/?o\b|yo\b|years?\b|yrs?\b|year old|and\b|but\b|so\b|male|female|girl|boy|m\b|f\b|can i|what|how|should))"
    r"|\bj ai(?: (?:que|seulement|juste|bientot|a peine))* (\d{1,2}) ans\b|\b(\d{1,2}) ?(?:years? old|yo|y/o|yr old)(?: (?:girl|boy|male|female|here|student|athlete|teen))"
    r"|^(\d{1,2}) ?(?:yo|y/o|m|f)\b|\bage:? ?(\d{1,2})\b"
)
_MASS_INDEX = re.compile(r"\b(?:bmi|imc)\b(?: \w+){0,3}? (\d{2}(?:[.,]\d)?)\b")


def signals_of_numbers(plain: str, concepts: Collection[str]) -> Iterator[tuple[str, SafetyLevel]]:
    """Signals of the figures in a plain text; `concepts` are those found in it (pregnancy is no age in weeks)."""
    if not any(c.isdigit() for c in plain) and not re.search(r"\b(?:lose|lost|drop|perdre|perdu|fast|jeun)", plain):
        return
    yield from _eating(plain)
    yield from _measurements(plain)
    if "pregnant" not in concepts and any(5 <= int(next(filter(None, m.groups()))) < 18 for m in _AGE.finditer(plain)):
        yield "minor", "T2"


def _eating(plain: str) -> Iterator[tuple[str, SafetyLevel]]:
    for match in _KCAL.finditer(plain):
        near = plain[max(0, match.start() - 45) : match.end() + 30]
        if 0 < int(match[1]) < _KCAL_FLOOR and _DAILY.search(near) and not _NOT_EATEN.search(near):
            yield "low_calories", "T2"
    for match in _LOSS.finditer(plain):
        kg = _count(match[1]) * {"l": 0.4536, "p": 0.4536, "s": 6.35}.get(match[2][0], 1.0)
        if kg / (_count(match[3] or "1") * _DAYS[match[4]] / 7) > _KG_PER_WEEK:
            yield "rapid_loss", "T2"
    for match in _FAST.finditer(plain):
        number, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        if _count(number) * (24 if unit[0] in "dj" else 1) > 24:
            yield "long_fast", "T2"
    if any(10 <= _count(m[1]) < 18.5 for m in _MASS_INDEX.finditer(plain)):
        yield "eating_disorder", "T2"


def _measurements(plain: str) -> Iterator[tuple[str, SafetyLevel]]:
    for match in _SUGAR.finditer(plain):
        mmol = _count(match[1]) / (18.0 if _count(match[1]) > 35 else 1.0)
        if mmol < 3.9 and mmol > 1:
            yield "low_blood_sugar", "T1"
        elif mmol > 13.9:
            yield "high_blood_sugar", "T1"
    for match in _PRESSURE.finditer(plain):
        high, low = sorted((int(match[1]), int(match[2])), reverse=True)
        if high >= 180 or 120 <= low < high:
            yield "high_blood_pressure", "T1"
        elif high >= 140 or low >= 90:
            yield "known_condition", "T2"
    for match in _PULSE.finditer(plain):
        if int(match[1]) >= 120 or int(match[1]) < 30:
            yield "resting_pulse", "T1"


def _count(number: str) -> float:
    return float(_COUNT.get(number) or number.replace(",", "."))
