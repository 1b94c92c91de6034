"""The words for days, months and parts of the day in English and French, accent-free and in lower case."""

from __future__ import annotations

import unicodedata

WEEKDAYS: dict[str, int] = {
    word: index
    for index, words in enumerate(
        (
            "monday mondays mon lundi lundis lun",
            "tuesday tuesdays tues tue mardi mardis mar",
            "wednesday wednesdays wed weds mercredi mercredis mer",
            "thursday thursdays thurs thur thu jeudi jeudis jeu",
            "friday fridays fri vendredi vendredis ven",
            "saturday saturdays sat samedi samedis sam",
            "sunday sundays sun dimanche dimanches dim",
        )
    )
    for word in words.split()
}
MONTHS: dict[str, int] = {
    word: index
    for index, words in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr",
            "march mars mar",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for word in words.split()
}

# The hour that a part of the day stands for where no time is given: a convention of the house, always shown back.
PARTS_OF_DAY: dict[str, int] = {
    "morning": 8,
    "matin": 8,
    "midday": 12,
    "noon": 12,
    "lunchtime": 12,
    "midi": 12,
    "afternoon": 15,
    "apres-midi": 15,
    "aprem": 15,
    "evening": 19,
    "soir": 19,
    "soiree": 19,
    "night": 21,
    "tonight": 20,
    "nuit": 21,
    "bedtime": 22,
    "midnight": 0,
    "minuit": 0,
}


class _Levelled(dict[int, str]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = _level_one(chr(code))
        return self[code]


_LEVELLED = _Levelled()


def level(text: str) -> str:
    """The text in lower case without accents, character for character, so that positions stay those of `text`."""
    return text.lower() if text.isascii() else text.translate(_LEVELLED)


def _level_one(char: str) -> str:
    if char in "œŒ":
        return "e"
    bare = unicodedata.normalize("NFKD", char)[0].lower()
    return bare if len(bare) == 1 else char


def alternatives(words: dict[str, int]) -> str:
    """A regular expression of the words, longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
