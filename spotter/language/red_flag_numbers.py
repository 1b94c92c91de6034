"""Red flags that hide in numbers: calories a day, speed of weight loss, fasting, blood sugar, blood pressure, pulse, age."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from spotter.coaching.safety import signal_of_glucose, signal_of_pressure, signal_of_resting_pulse
from spotter.language.red_flag_lexicon import load
from spotter.language.understanding import SafetyLevel

_KCAL_FLOOR = 1200  # AHA/ACC/TOS 2013: the lower end of what is prescribed without medical supervision
_KG_PER_WEEK = 1.5  # the house threshold of 1.5 % a week, at 100 kg
_KG_OF_UNIT = {"k": 1.0, "l": 0.4536, "p": 0.4536, "s": 6.35}
_HEALTHY_MASS_INDEX = 18.5
_MG_PER_MMOL = 18.0
_HIGHEST_MMOL = 35  # a larger figure is in mg/dL
# Above these no living body measures: a slip of the keys, which is asked about and alarms nobody. Wider than what is stored.
_HIGHEST_SYSTOLIC, _HIGHEST_DIASTOLIC, _HIGHEST_PULSE = 300, 200, 300
_WORTH_A_LOOK = re.compile(r"\d|\b(?:lose|losing|lost|drop|shed|perdre|perdu|maigrir|fast|jeun)")


class _Tables(NamedTuple):
    days: dict[str, int]
    counts: dict[str, int]
    patterns: dict[str, re.Pattern[str]]


@cache
def _tables() -> _Tables:
    data = load("red_flag_numbers.json")
    number = rf"(\d+(?:[.,]\d+)?|{'|'.join(data['counts'])})"
    patterns = {name: re.compile("|".join(parts).replace("{number}", number)) for name, parts in data["patterns"].items()}
    return _Tables(data["days"], data["counts"], patterns)


def signals_of_numbers(plain: str, concepts: Collection[str]) -> Iterator[tuple[str, SafetyLevel]]:
    """Signals of the figures in a plain text; `concepts` are those found in it ("16 weeks pregnant" is no age)."""
    if not _WORTH_A_LOOK.search(plain):
        return
    yield from _signals_of_eating(plain)
    for signal, level in _signals_of_measurements(plain):
        yield signal, "T0" if signal == "low_blood_sugar" and "shaky" in concepts else level
    ages = [int(_filled(match)[0]) for match in _tables().patterns["age"].finditer(plain)]
    if "pregnant" not in concepts and any(5 <= age < 18 for age in ages):
        yield "minor", "T2"


def _signals_of_eating(plain: str) -> Iterator[tuple[str, SafetyLevel]]:
    days, _, patterns = _tables()
    for match in patterns["kcal"].finditer(plain):
        near = plain[max(0, match.start() - 45) : match.end() + 30]
        if 0 < int(match[1]) < _KCAL_FLOOR and patterns["daily"].search(near) and not patterns["not_eaten"].search(near):
            yield "low_calories", "T2"
    for match in patterns["loss"].finditer(plain):
        weeks = _count(match[3] or "1") * days[match[4]] / 7
        if weeks and _count(match[1]) * _KG_OF_UNIT[match[2][0]] / weeks > _KG_PER_WEEK:
            yield "rapid_loss", "T2"
    for match in patterns["fast"].finditer(plain):
        number, unit = _filled(match)
        if _count(number) * (24 if unit[0] in "dj" else 1) > 24:
            yield "long_fast", "T2"
    if any(10 <= _count(match[1]) < _HEALTHY_MASS_INDEX for match in patterns["mass_index"].finditer(plain)):
        yield "eating_disorder", "T2"


def _signals_of_measurements(plain: str) -> Iterator[tuple[str, SafetyLevel]]:
    patterns = _tables().patterns
    sugars = [_count(match[1]) for match in patterns["sugar"].finditer(plain)]
    pressures = [sorted((int(match[1]), int(match[2]))) for match in patterns["pressure"].finditer(plain)]
    yield from filter(None, (signal_of_glucose(value / _MG_PER_MMOL if value > _HIGHEST_MMOL else value) for value in sugars))
    pulses = [float(_filled(match)[0]) for match in patterns["pulse"].finditer(plain)]
    possible = [(high, low) for low, high in pressures if high <= _HIGHEST_SYSTOLIC and low <= _HIGHEST_DIASTOLIC]
    yield from filter(None, (signal_of_pressure(systolic, diastolic) for systolic, diastolic in possible))
    yield from filter(None, (signal_of_resting_pulse(pulse) for pulse in pulses if pulse <= _HIGHEST_PULSE))


def _filled(match: re.Match[str]) -> list[str]:
    return [group for group in match.groups() if group]


def _count(number: str) -> float:
    return float(_tables().counts.get(number) or number.replace(",", "."))
