"""Red flags that hide in numbers: calories a day, speed of weight loss, fasting, blood sugar, blood pressure, pulse, age."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.safety import Signal, signal_of_glucose, signal_of_pressure, signal_of_resting_pulse
from spotter.language.red_flag_lexicon import load
from spotter.language.understanding import SafetyLevel
from spotter.language.whose import is_anothers, words_of

_Found = tuple[str, SafetyLevel, re.Match[str]]

_KCAL_FLOOR = 1200  # AHA/ACC/TOS 2013: the lower end of what is prescribed without medical supervision
_KG_PER_WEEK = 1.5  # the house threshold of 1.5 % a week, at 100 kg
_KG_OF_UNIT = {"k": 1.0, "l": 0.4536, "p": 0.4536, "s": 6.35}
_HEALTHY_MASS_INDEX = 18.5
_MG_PER_MMOL = 18.0
_MMOL_PER_GRAM = 5.55  # g/L, as French meters tell it
_HIGHEST_GRAMS = 1.8  # "glycémie à 1,2" is in g/L, as nobody lives with so few mmol/L; higher figures alarm in either unit
_DEADLINE_KG = 3.0  # to the next named weekday at most: twice the weekly threshold, since the day may be ten days away
_HIGHEST_MMOL = 35  # a larger figure is in mg/dL
# Above these no living body measures: a slip of the keys, which is asked about and alarms nobody. Wider than what is stored.
_HIGHEST_SYSTOLIC, _HIGHEST_DIASTOLIC, _HIGHEST_PULSE = 300, 200, 300
_WORTH_A_LOOK = re.compile(r"\d|\b(?:i ?a?m |j ai |lose|losing|lost|drop|shed|perdre|perdu|maigrir|fast|jeun)")


class _Tables(NamedTuple):
    days: dict[str, int]
    counts: dict[str, int]
    patterns: dict[str, re.Pattern[str]]


@cache
def _tables() -> _Tables:
    data = load("red_flags/numbers.json")
    number = rf"(\d+(?:[.,]\d+)?|{'|'.join(data['counts'])})"
    patterns = {name: re.compile("|".join(parts).replace("{number}", number)) for name, parts in data["patterns"].items()}
    return _Tables(data["days"], data["counts"], patterns)


def signals_of_numbers(plain: str, concepts: Collection[str]) -> Iterator[tuple[str, SafetyLevel, bool]]:
    """Signals of the figures in a plain text, and whether they are the person's own.

    `concepts` are those found in the text ("16 weeks pregnant" is no age).
    """
    if not _WORTH_A_LOOK.search(plain):
        return
    for signal, level, match in (*_signals_of_eating(plain), *_signals_of_measurements(plain)):
        yield signal, "T0" if signal == "low_blood_sugar" and "shaky" in concepts else level, _is_own(plain, match)
    for match in _tables().patterns["age"].finditer(plain):
        if "pregnant" not in concepts and 5 <= int(_filled(match)[0]) < ADULT_AGE:
            yield "minor", "T2", _is_own(plain, match)
    for match in _tables().patterns["age_words"].finditer(plain):
        yield "minor", "T2", _is_own(plain, match)


def _is_own(plain: str, match: re.Match[str]) -> bool:
    """Whether a figure is the person's: not "my dad's glucose was 18"."""
    return not is_anothers(words_of(plain[: match.start()])[-1], words_of(match[0])[0], words_of(plain[match.end() :])[0])


def _signals_of_eating(plain: str) -> Iterator[_Found]:
    days, _, patterns = _tables()
    for match in patterns["kcal"].finditer(plain):
        near = plain[max(0, match.start() - 45) : match.end() + 30]
        if 0 < int(_filled(match)[0]) < _KCAL_FLOOR and patterns["daily"].search(near) and not patterns["not_eaten"].search(near):
            yield "low_calories", "T2", match
    for match in patterns["fast"].finditer(plain):
        number, unit = _filled(match)
        if _count(number) * (24 if unit[0] in "dj" else 1) > 24:
            yield "long_fast", "T2", match
    yield from (("rapid_loss", "T2", match) for match in _fast_losses(plain, days, patterns))
    yield from (("eating_disorder", "T2", match) for match in _aims_too_light(plain, patterns))


def _fast_losses(plain: str, days: dict[str, int], patterns: dict[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Weight that goes too fast: so much in so long, from here to there, by a day of the week."""
    for match in patterns["loss"].finditer(plain):
        weeks = _count(match[3] or "1") * days[match[4]] / 7
        if weeks and _count(match[1]) * _KG_OF_UNIT[match[2][0]] / weeks > _KG_PER_WEEK:
            yield match
    for match in patterns["from_to"].finditer(plain):
        weeks = _count(match[5]) * days[match[6]] / 7
        if weeks and (_count(match[1]) - _count(match[3])) * _KG_OF_UNIT[match[4][0]] / weeks > _KG_PER_WEEK:
            yield match
    for match in patterns["deadline"].finditer(plain):
        if _count(match[1]) * _KG_OF_UNIT[match[2][0]] > _DEADLINE_KG:
            yield match


def _aims_too_light(plain: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """A body mass index below the healthy one, told or following from height and aim."""
    for match in patterns["mass_index"].finditer(plain):
        if 10 <= _count(match[1]) < _HEALTHY_MASS_INDEX:
            yield match
    height = patterns["height"].search(plain)
    if height is None:
        return
    for match in patterns["aimed_weight"].finditer(plain):
        if _count(match[1]) * _KG_OF_UNIT[match[2][0]] < _HEALTHY_MASS_INDEX * _metres(height) ** 2:
            yield match


def _metres(match: re.Match[str]) -> float:
    """The height that `match` tells: "1m75", "1.75 m", "175 cm", "5 ft 9"."""
    number, *rest = _filled(match)
    if int(number) > 100:
        return int(number) / 100
    if int(number) < 3:
        return int(number) + int(rest[0]) / 100
    return int(number) * 0.3048 + int(rest[0] if rest else 0) * 0.0254


def _signals_of_measurements(plain: str) -> Iterator[_Found]:
    patterns = _tables().patterns
    for match in patterns["sugar"].finditer(plain):
        yield from _found(signal_of_glucose(_mmol(plain, match)), match)
    for match in patterns["pressure"].finditer(plain):
        diastolic, systolic = sorted((int(match[1]), int(match[2])))
        if systolic <= _HIGHEST_SYSTOLIC and diastolic <= _HIGHEST_DIASTOLIC:
            yield from _found(signal_of_pressure(systolic, diastolic), match)
    for match in patterns["centimetres"].finditer(plain):
        systolic, diastolic = int(match[1]), int(match[2])
        if diastolic < systolic < _HIGHEST_SYSTOLIC / 10:
            yield from _found(signal_of_pressure(systolic * 10, diastolic * 10), match)
    for match in patterns["pulse"].finditer(plain):
        pulse = float(_filled(match)[0])
        if pulse <= _HIGHEST_PULSE:
            yield from _found(signal_of_resting_pulse(pulse), match)


def _mmol(plain: str, match: re.Match[str]) -> float:
    """A blood sugar in mmol/L: figures above 35 are in mg/dL; those of a "glycémie" that no living body has in mmol/L in g/L."""
    value, patterns = _count(match[1]), _tables().patterns
    if patterns["grams_per_litre"].match(plain, match.start(1)):
        return value * _MMOL_PER_GRAM
    if value <= _HIGHEST_GRAMS and patterns["grams"].search(match[0]):
        return value * _MMOL_PER_GRAM
    return value / _MG_PER_MMOL if value > _HIGHEST_MMOL else value


def _found(signal: Signal | None, match: re.Match[str]) -> Iterator[_Found]:
    if signal is not None:
        yield *signal, match


def _filled(match: re.Match[str]) -> list[str]:
    return [group for group in match.groups() if group]


def _count(number: str) -> float:
    return float(_tables().counts.get(number) or number.replace(",", "."))
