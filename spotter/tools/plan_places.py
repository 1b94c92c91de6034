"""Which exercises and days of a plan somebody means: "the row", "lunges", "leg day", "Full body B", "Monday"."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import islice

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.coaching.volume import group_shares
from spotter.language.calendar_words import WEEKDAYS
from spotter.language.calendar_words import level as plain
from spotter.store.queries.plans import Course
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_edits import day_slots, hard_block, keys_of
from spotter.tools.plan_program import shares_main_muscle

_PLACES = {
    said: place
    for place, words in enumerate(
        (
            "1 a one un first 1st premier premiere 1er 1ere",
            "2 b two deux second 2nd deuxieme 2e 2eme",
            "3 c three trois third 3rd troisieme 3e 3eme",
            "4 d four quatre fourth 4th quatrieme 4e 4eme",
            *("5 e five cinq", "6 f six", "7 g seven sept"),
        )
    )
    for said in words.split()
}  # "day b" is the second where no day is called so
_NOT_A_NAME = frozenset(
    {
        "number",
        "numero",
        "entrainement",
        "de",
        "day",
        "days",
        "the",
        "my",
        "workout",
        "session",
        "jour",
        "jours",
        "seance",
        "la",
        "le",
        "ma",
        "mon",
        "les",
        "des",
        "du",
    }
)
_PARTS = {
    "legs": ("quads", "hamstrings", "glutes", "calves"),
    "upper": ("chest", "back", "delts", "biceps", "triceps"),
    "chest": ("chest",),
    "back": ("back",),
    "shoulders": ("delts",),
    "arms": ("biceps", "triceps"),
}
_WORDS = {
    **dict.fromkeys(("leg", "legs", "lower", "jambe", "jambes", "cuisses", "bas"), "legs"),
    **dict.fromkeys(("upper", "haut"), "upper"),
    **dict.fromkeys(("chest", "push", "pecs", "pectoraux", "poussee"), "chest"),
    **dict.fromkeys(("back", "pull", "dos", "tirage"), "back"),
    **dict.fromkeys(("shoulder", "shoulders", "epaules"), "shoulders"),
    **dict.fromkeys(("arm", "arms", "bras"), "arms"),
}


def keys_meant(named: ExerciseRef, program: Program, days: Collection[int] | None, *, alike_too: bool = True) -> frozenset[str]:
    """The planned exercises that a name means.

    A movement ("lunges") means every exercise of it; what is not in the plan itself ("row") those that are called so, else, with
    `alike_too`, the only one that moves alike and trains the same.
    """
    slots = day_slots(program)
    held = keys_of(slot for place, day in enumerate(slots) if days is None or place in days for slot in day)
    meant = exercises().get(named.key or "")
    if meant is None:
        return frozenset()
    alike = [key for key in held if exercises()[key].pattern == meant.pattern]
    if meant.key == meant.pattern and alike:
        return frozenset(alike)
    if meant.key in held:
        return frozenset({meant.key})
    if called := [key for key in held if is_called(key, named.name)]:
        return frozenset(called)
    if not alike_too:
        return frozenset()
    near = [key for key in alike if shares_main_muscle(meant, exercises()[key])]
    return frozenset(near) if len(near) == 1 else frozenset()


def is_called(key: str | None, said: str) -> bool:
    """Whether all words that were said stand in a name of the catalogue's exercise: a barbell row is a row."""
    known = exercises().get(key or "")
    return known is not None and any(_words(said) <= _words(name) for name in known.name.values())


def is_movement(named: ExerciseRef) -> bool:
    """Whether a name stands for every exercise of a movement ("lunges")."""
    meant = exercises().get(named.key or "")
    return meant is not None and meant.key == meant.pattern


def _words(name: str) -> set[str]:
    return {word.rstrip("s") for word in plain(name).replace("-", " ").split()}


def day_meant(words: str, course: Course, today: date) -> list[int]:
    """The places in the cycle of the days that the words mean: by weekday, by name, else by what is trained most; empty for none."""
    said = [word for word in plain(words).replace("'", " ").split() if word not in _NOT_A_NAME]
    said = [word for word in said if word != "d" or word == said[-1]]  # "séance d'épaules", not "day d"
    days = hard_block(course.program).days
    weekday = next((WEEKDAYS[word] for word in said if word in WEEKDAYS), None)
    if weekday is not None:
        planned = next((one for one in islice(course.schedule(today), 14) if one.on.weekday() == weekday), None)
        return [] if planned is None else [place for place, day in enumerate(days) if day.name == planned.stored.day.name][:1]
    names = [{word for name in day.name.values() for word in plain(name).split()} for day in days]
    if said and (named := [place for place, name in enumerate(names) if set(said) <= name]):
        return named
    counted = next((_PLACES[word] for word in said if word in _PLACES), len(days))
    if counted < len(days):
        return [counted]
    part = next((_WORDS[word] for word in said if word in _WORDS), None)
    if part is None:
        return []
    sets = [_sets_for(_PARTS[part], place, course) for place in range(len(days))]
    return [sets.index(max(sets))] if max(sets, default=0) > 0 else []


def _sets_for(groups: Collection[str], place: int, course: Course) -> int:
    slots = day_slots(course.program)[place]
    trained = ((slot.prescription.sets, group_shares(exercises()[slot.exercise].muscles)) for slot in slots)
    return sum(sets for sets, shares in trained if any(shares.get(group, 0.0) >= 1.0 for group in groups))
