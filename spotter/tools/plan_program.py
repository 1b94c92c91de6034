"""A drafted plan as a program: weeks that are alike become a block, days and splits get names."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import EASY_WEEK, Block, CycleDay, Program, Slot
from spotter.coaching.planning.request import DraftSlot, DraftWeek, PlanDraft, is_allowed, is_available
from spotter.language.wording import Style

OWN = "own"
MOST_ALTERNATIVES = 3
Names = dict[str, str]


def program_of(draft: PlanDraft) -> Program:
    """The program that says the same as the draft."""
    request = draft.request
    usable = [row for row in exercises().values() if is_available(row, request.equipment) and is_allowed(row, request)]
    alternatives = {slot.exercise: _alternatives(slot, usable) for day in draft.weeks[0].days for slot in day.slots}
    blocks = []
    for _, alike in groupby(draft.weeks, key=lambda week: (week.is_deload, week.days)):
        weeks = list(alike)
        blocks.append(Block(_block_name(weeks), len(weeks), tuple(_days(weeks[0], alternatives))))
    return Program(
        key=OWN,
        version=1,
        name=in_both(f"plans.split_{draft.split}"),
        goal=request.goal,
        level=request.level,
        days_per_week=len(draft.weeks[0].days),
        minutes=request.minutes,
        description=in_both("plans.own_description"),
        equipment=tuple(sorted(request.equipment)),
        blocks=tuple(blocks),
    )


def in_both(phrase: str) -> Names:
    """A phrase in both languages."""
    return {"en": Style("en", "metric", date.min).phrase(phrase), "fr": Style("fr", "metric", date.min).phrase(phrase)}


def likeness(exercise: Exercise, other: Exercise) -> tuple[bool, float, int, str]:
    """How far another exercise is from one, the nearest first: movement, shared main muscles, how usual it is."""
    shared = sum(share for muscle, share in other.muscles.items() if exercise.muscles.get(muscle, 0.0) >= 1.0)
    return (other.pattern != exercise.pattern, -shared, other.rank, other.key)


def shares_main_muscle(exercise: Exercise, other: Exercise) -> bool:
    """Whether another exercise trains a main muscle of one as a main muscle."""
    return any(share >= 1.0 and other.muscles.get(muscle, 0.0) >= 1.0 for muscle, share in exercise.muscles.items())


def _alternatives(slot: DraftSlot, usable: list[Exercise]) -> tuple[str, ...]:
    own = exercises()[slot.exercise]
    others = [row for row in usable if row.key != own.key and row.measure == own.measure and shares_main_muscle(own, row)]
    near = [row for row in others if row.pattern == own.pattern]
    return tuple(row.key for row in sorted(near, key=lambda row: likeness(own, row))[:MOST_ALTERNATIVES])


def _block_name(weeks: list[DraftWeek]) -> Names:
    if weeks[0].is_deload:
        return EASY_WEEK
    first, last = weeks[0].number, weeks[-1].number
    if first == last:
        return {"en": f"Week {first}", "fr": f"Semaine {first}"}
    return {"en": f"Weeks {first}-{last}", "fr": f"Semaines {first}-{last}"}


def _days(week: DraftWeek, alternatives: dict[str, tuple[str, ...]]) -> list[CycleDay]:
    total, seen, days = Counter(day.name for day in week.days), Counter[str](), []
    for day in week.days:
        seen[day.name] += 1
        number = f" {seen[day.name]}" if total[day.name] > 1 else ""
        name = {locale: text + number for locale, text in in_both(f"plans.day_{day.name}").items()}
        days.append(CycleDay(name, tuple(_slot(slot, alternatives[slot.exercise]) for slot in day.slots)))
    return days


def _slot(slot: DraftSlot, alternatives: tuple[str, ...]) -> Slot:
    return Slot(slot.role, slot.exercise, alternatives, slot.prescription, slot.progression)


def weekdays_of(draft: PlanDraft) -> list[int]:
    """The weekdays of a draft, 0 = Monday."""
    return sorted({day.weekday for day in draft.weeks[0].days})
