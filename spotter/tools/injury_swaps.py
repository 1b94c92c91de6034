"""What a sore region does to a person's exercises, and what they can do instead with what they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import Sore, Verdict, check_exercise, is_stressed
from spotter.coaching.planning.request import ALWAYS_THERE, EITHER_OF, has_equipment
from spotter.store.tables import Injury, Profile
from spotter.tools.spec import Result

SHOWN_SWAPS = 2
_NO_SWAP = frozenset({"cardio", "isolation_other", "conditioning", "mobility", "olympic", "jump", "carry"})
_LEVELS = ("beginner", "intermediate", "advanced")
# Where nothing trains the same muscles without the sore region, something else fills the time.
_ELSEWHERE = (
    "hip_extension",
    "knee_extension",
    "horizontal_pull",
    "core_flexion",
    "elbow_flexion",
    "knee_flexion",
    "lunge",
    "horizontal_push",
)


class Swap(Result):
    """The verdict on one exercise: `load_percent` of the usual load is kept; `instead` trains the same, `elsewhere` another region.

    `is_provoking`: it brings the pain on, so it is swapped first; `is_range_short`: it is done short of the range that hurts;
    `is_returning`: nothing speaks against it but that its load comes back in steps.
    """

    key: str
    verdict: Verdict
    load_percent: int
    instead: list[str]
    elsewhere: list[str]
    regions: list[str]
    is_provoking: bool = False
    is_range_short: bool = False
    is_returning: bool = False


def sore_regions(injuries: Iterable[Injury]) -> list[Sore]:
    """What hurts now, as the rules of coaching read it."""
    return [sore_region(row) for row in injuries]


def sore_region(row: Injury) -> Sore:
    """One injury as the rules of coaching read it; of a healed one only its name is left."""
    if row.status != "open":
        return Sore(row.region, 0)
    return Sore(row.region, row.severity, ("night_pain",) if row.occurs == "night" else (), frozenset(row.provoked_by or ()))


def usable_exercises(profile: Profile, planned_with: Iterable[str] = ()) -> list[Exercise]:
    """What the person can do: their equipment, else that of their plan, where either is known, and nothing above their level."""
    highest = _LEVELS.index(profile.level or "intermediate")
    there = frozenset(profile.equipment or planned_with) | {"bodyweight"} if profile.equipment or planned_with else frozenset({"gym"})
    return [row for row in exercises().values() if _LEVELS.index(row.level) <= highest and has_equipment(row.equipment, there)]


def equipment_for(planned: Iterable[str]) -> frozenset[str]:
    """The least that the exercises of a plan need; of implements that do as well as each other one that is there anyway."""
    needs = [frozenset(exercises()[key].equipment) for key in planned if key in exercises()]
    there = frozenset(ALWAYS_THERE) if needs else frozenset()
    for need in sorted(needs, key=lambda need: len(need & EITHER_OF)):
        there |= need - EITHER_OF
        if not need & EITHER_OF & there:
            there |= need & EITHER_OF
    return there


def swap_of(exercise: Exercise, sore: Sequence[Sore], usable: Sequence[Exercise]) -> Swap:
    """Look one exercise over."""
    candidates = [row for row in usable if row.pattern == exercise.pattern or row.pattern not in _NO_SWAP]
    check = check_exercise(exercise, sore, candidates)
    instead = list(check.swaps[:SHOWN_SWAPS])
    return Swap(
        key=exercise.key,
        verdict=check.verdict,
        load_percent=check.load_percent,
        instead=instead,
        elsewhere=[] if instead or check.verdict == "fine" or check.is_returning else _elsewhere(sore, usable),
        regions=list(check.regions),
        is_provoking=check.is_provoking,
        is_range_short=check.is_range_short,
        is_returning=check.is_returning,
    )


def affected(keys: Iterable[str], sore: Sequence[Sore], usable: Sequence[Exercise], limit: int) -> list[Swap]:
    """The first of `keys` that a sore region changes, what brings the pain on before the others."""
    known = exercises()
    swaps = [swap_of(known[key], sore, usable) for key in keys if key in known]
    return sorted((swap for swap in swaps if swap.verdict != "fine"), key=lambda swap: not swap.is_provoking)[:limit]


def common_exercises(region: str, usable: Sequence[Exercise]) -> list[str]:
    """The best known exercises that load a region, one of each pattern: for people who have not logged anything yet."""
    found: dict[str, Exercise] = {}
    for row in sorted(usable, key=lambda row: (row.rank, row.key)):
        if row.pattern not in _NO_SWAP and is_stressed(row, region):
            found.setdefault(row.pattern, row)
    return [row.key for row in found.values()]


def _elsewhere(sore: Sequence[Sore], usable: Sequence[Exercise]) -> list[str]:
    free = [row for row in usable if row.pattern in _ELSEWHERE and not any(is_stressed(row, each.region) for each in sore)]
    found: dict[str, Exercise] = {}
    for row in sorted(free, key=lambda row: (_ELSEWHERE.index(row.pattern), row.rank, row.key)):
        found.setdefault(row.pattern, row)
    return [row.key for row in found.values()][:SHOWN_SWAPS]
