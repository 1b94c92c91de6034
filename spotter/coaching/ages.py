"""How old somebody is, by what they told: a birth date, or only that they are a minor or a child.

Everybody who asks for an age asks here, so that no limit for minors depends on how the age was said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

YOUNGEST_AGE = 13
ADULT_AGE = 18
OF_MINORS = frozenset({"minor", "child"})  # what is told of an age without a figure


def age_on(birth_date: date, today: date) -> int:
    """Age in whole years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def known_age(birth_date: date | None, conditions: Iterable[object] | None, today: date) -> int | None:
    """Age in whole years; of a minor or a child who told no birth date the highest it can be; None where nothing was said."""
    if birth_date is not None:
        return age_on(birth_date, today)
    told = set(conditions or ())
    return YOUNGEST_AGE - 1 if "child" in told else ADULT_AGE - 1 if "minor" in told else None


def is_minor(birth_date: date | None, conditions: Iterable[object] | None, today: date) -> bool:
    """Whether somebody is younger than 18, as far as they told. A birth date that was told since then decides."""
    age = known_age(birth_date, conditions, today)
    return age is not None and age < ADULT_AGE
