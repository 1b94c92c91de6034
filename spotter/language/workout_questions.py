"""What is asked about workout notes that cannot be written down as they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spotter.coaching.limits import LIMITS
from spotter.language.understanding import Locale

_TEXTS = {
    "sets": {
        "en": "How many sets and reps was that for {name}?",
        "fr": "Combien de séries et de répétitions pour {name} ?",
    },
    "each": {
        "en": "How many sets and reps was that for each of {name}? I log them together.",
        "fr": "Combien de séries et de répétitions à chaque fois pour {name} ? Je note tout ensemble.",
    },
    "reps": {
        "en": "How many sets and reps did you do with {amount} on {name}?",
        "fr": "Combien de séries et de répétitions à {amount} pour {name} ?",
    },
    "unit": {
        "en": "{name}: {amount} lb or {amount} kg?",
        "fr": "{name} : {amount} lb ou {amount} kg ?",
    },
    "number": {
        "en": "{name}: did you mean {amount} or {other}?",
        "fr": "{name} : {amount} ou {other} ?",
    },
    "span": {
        "en": "{name}: nobody has been that fast. How far was it, and how long did it take?",
        "fr": "{name} : personne n'a jamais été aussi rapide. C'était quelle distance, en combien de temps ?",
    },
    "time": {
        "en": "{name}: how long did it take?",
        "fr": "{name} : en combien de temps ?",
    },
    "record": {
        "en": "{name}: nobody has lifted that much. What was the load, and how many reps?",
        "fr": "{name} : personne n'a jamais soulevé autant. C'était quelle charge, et combien de répétitions ?",
    },
    "distance": {
        "en": "{name}: that is very far. How far was it, and how long did it take?",
        "fr": "{name} : c'est très loin. C'était quelle distance, en combien de temps ?",
    },
    "pool": {
        "en": "How long is the pool, in metres? Then I can log the {count} lengths.",
        "fr": "Combien de mètres fait le bassin ? Je pourrai alors noter les {count} longueurs.",
    },
    "range": {
        "en": "{name}: that figure cannot be right. I log {quantity} from {low:g} to {high:g}. What was it?",
        "fr": "{name} : ce chiffre n'est pas possible. Je note {quantity} de {low:g} à {high:g}. C'était combien ?",
    },
    "date": {
        "en": "Which day was that? That date does not exist or lies ahead.",
        "fr": "C'était quel jour ? Cette date n'existe pas ou elle est à venir.",
    },
}
_QUANTITIES = {
    "load_kg": {"en": "loads in kg", "fr": "des charges en kg"},
    "reps": {"en": "reps", "fr": "des répétitions"},
    "sets": {"en": "sets", "fr": "des séries"},
    "duration_s": {"en": "durations in seconds", "fr": "des durées en secondes"},
    "distance_m": {"en": "distances in metres", "fr": "des distances en mètres"},
    "rpe": {"en": "an RPE", "fr": "un RPE"},
    "heart_rate_bpm": {"en": "heart rates", "fr": "des fréquences cardiaques"},
    "rir": {"en": "reps in reserve", "fr": "des répétitions en réserve"},
}


def ask_sets(name: str, locale: Locale) -> str:
    """The question for missing sets and reps."""
    return _TEXTS["sets"][locale].format(name=name)


def ask_sets_of_each(names: Sequence[str], locale: Locale) -> str:
    """The question for several exercises that were told with nothing but their loads ("bench 100, squat 140, deadlift 180")."""
    joined = ", ".join(names[:-1]) + (" et " if locale == "fr" else " and ") + names[-1]
    return _TEXTS["each"][locale].format(name=joined)


def ask_reps(name: str, amount: str, locale: Locale) -> str:
    """The question for a load that was told without its sets, beside others."""
    return _TEXTS["reps"][locale].format(name=name, amount=amount)


def ask_number(name: str, readings: tuple[Decimal, Decimal], locale: Locale) -> str:
    """The question which of two numbers a load is ("1,500 kg")."""
    amount, other = (f"{value.normalize():f} kg".replace(".", "," if locale == "fr" else ".") for value in readings)
    return _TEXTS["number"][locale].format(name=name, amount=amount, other=other)


def ask_unit(name: str, amount: Decimal, locale: Locale) -> str:
    """The question whether a load was in lb or kg."""
    return _TEXTS["unit"][locale].format(name=name, amount=f"{amount:f}")


def ask_range(name: str, quantity: str, locale: Locale, *, can_help: bool = True) -> str:
    """The question for a figure outside the plausible range of `quantity`, a key of LIMITS; only what `can_help` has loads below 0."""
    limit = LIMITS[quantity]
    words = _QUANTITIES[quantity][locale]
    low = limit.low if can_help else max(0, limit.low)
    return _TEXTS["range"][locale].format(name=name, quantity=words, low=low, high=limit.high)


def ask_span(name: str, locale: Locale) -> str:
    """The question for a distance and a time that do not go together."""
    return _TEXTS["span"][locale].format(name=name)


def ask_time(name: str, locale: Locale) -> str:
    """The question for a bare time that is neither minutes nor seconds."""
    return _TEXTS["time"][locale].format(name=name)


def ask_record(name: str, locale: Locale) -> str:
    """The question for a lift above the world's best."""
    return _TEXTS["record"][locale].format(name=name)


def ask_distance(name: str, locale: Locale) -> str:
    """The question for a distance that hardly anybody does, told without its time."""
    return _TEXTS["distance"][locale].format(name=name)


def ask_pool(count: str, locale: Locale) -> str:
    """The question for lengths of a pool that was not told."""
    return _TEXTS["pool"][locale].format(count=count)


def ask_date(locale: Locale) -> str:
    """The question for a day that does not exist or is still to come."""
    return _TEXTS["date"][locale]
