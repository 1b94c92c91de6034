"""One part of a program changed: an exercise, its sets, a shorter day, more or less effort. Pure: program in, program out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import EASY_WEEK, Block, CycleDay, Program, Slot, SlotRole
from spotter.coaching.planning.course import PlanWeek
from spotter.coaching.planning.dose import strength_dose
from spotter.coaching.planning.request import NO_PROGRESSION, PlanRequest
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR, DELOAD_RIR, DELOAD_SETS_FACTOR
from spotter.coaching.prescription import Prescription
from spotter.coaching.progression import ProgressionRule
from spotter.coaching.strength import eased_load
from spotter.tools.day_fitting import fit_minutes

FEWEST_SETS_EASED = 3  # an exercise with fewer keeps its sets where a plan is made easier
LEAST_RIR, MOST_RIR = 1, DELOAD_RIR
PERCENT_STEP, LEAST_PERCENT, MOST_PERCENT = Decimal("0.05"), Decimal("0.5"), Decimal("0.9")
MOST_SETS_TAKEN_OVER = 6  # of one exercise on a day that gets the sets of another (house rule)
FEWEST_WEEKS = 3  # of a program that gets an easy week of its own (house rule)
CENT = Decimal("0.01")
ADDED_SETS, ADDED_CARDIO_S, ADDED_CARDIO_ZONE = 3, 20 * 60, 2

Slots = list[Slot]


def changed(program: Program, change: Callable[[Block, Slots], Slots], days: Collection[int] | None = None) -> Program:
    """The program with the slots of its days changed, block by block; `days` are places in the cycle, None means all of them."""

    def day(block: Block, place: int, one: CycleDay) -> CycleDay:
        return one if days is not None and place not in days else replace(one, slots=tuple(change(block, list(one.slots))))

    blocks = (replace(block, days=tuple(day(block, place, one) for place, one in enumerate(block.days))) for block in program.blocks)
    return replace(program, blocks=tuple(blocks))


def hard_block(program: Program) -> Block:
    """The first block that is no easy week: what the plan is told by."""
    return next((block for block in program.blocks if not block.is_easy), program.blocks[0])


def swapped(program: Program, keys: Collection[str], new: Exercise, request: PlanRequest, days: Collection[int] | None = None) -> Program:
    """`new` in the places of `keys`; where a day holds it already, it takes over the sets as well."""

    def change(_: Block, slots: Slots) -> Slots:
        is_there = any(slot.exercise == new.key for slot in slots)
        freed = sum(slot.prescription.sets for slot in slots if slot.exercise in keys) if is_there else 0
        put: Slots = []
        for slot in slots:
            if slot.exercise == new.key:
                put.append(_sets(slot, max(slot.prescription.sets, min(MOST_SETS_TAKEN_OVER, slot.prescription.sets + freed))))
                freed = 0
            elif slot.exercise not in keys:
                put.append(slot)
            elif not is_there:
                put.append(with_exercise(slot, new, request))
                is_there = True
        return put

    return changed(program, change, days)


def with_exercise(slot: Slot, new: Exercise, request: PlanRequest) -> Slot:
    """The slot with another exercise: the dose stays where both are dosed alike, and the load is that of the new one or to be found."""
    old, dose = exercises()[slot.exercise], slot.prescription
    alternatives = tuple(key for key in (old.key, *slot.alternatives) if key != new.key)
    if old.measure == new.measure and (old.load_step_kg > 0) == (new.load_step_kg > 0):
        load = "find" if dose.load_kg is not None else dose.load
        rule = slot.progression if slot.progression.kind in ("none", "percentage") else _stepping(slot.progression, request.step_of(new))
        return replace(
            slot, exercise=new.key, alternatives=alternatives, prescription=replace(dose, load_kg=None, load=load), progression=rule
        )
    fresh, rule = _dose(new, dose.sets, request)
    role: SlotRole = "cardio" if new.pattern == "cardio" else "accessory"
    return Slot(role, new.key, alternatives, fresh, rule)


def without(program: Program, keys: Collection[str], days: Collection[int] | None = None) -> Program:
    """The program without these exercises; a day keeps its last one."""

    def change(_: Block, slots: Slots) -> Slots:
        return [slot for slot in slots if slot.exercise not in keys] or slots[:1]

    return changed(program, change, days)


def with_added(program: Program, new: Exercise, day: int, request: PlanRequest, sets: int | None = None) -> Program:
    """The program with one more exercise at the end of a day, half of its sets in easy weeks."""

    def change(block: Block, slots: Slots) -> Slots:
        count = sets or ADDED_SETS
        dose, rule = _dose(new, max(1, int(count * DELOAD_SETS_FACTOR)) if block.is_easy else count, request, is_easy=block.is_easy)
        role: SlotRole = "cardio" if new.pattern == "cardio" else "accessory"
        return [*slots, Slot(role, new.key, (), dose, rule)]

    return changed(program, change, {day})


def with_sets(program: Program, keys: Collection[str], sets: int, days: Collection[int] | None = None, of: int | None = None) -> Program:
    """The program with so many sets of these exercises, in lighter weeks in proportion; `of` leaves only those that have as many now."""
    usual = {(place, slot.exercise): slot.prescription.sets for place, day in enumerate(hard_block(program).days) for slot in day.slots}
    places = [place for (place, key), now in usual.items() if key in keys and (days is None or place in days) and of in (None, now)]
    for place in places:

        def change(_: Block, slots: Slots, place: int = place) -> Slots:
            return [
                _sets(slot, max(1, round(slot.prescription.sets * sets / usual[place, slot.exercise])))
                if slot.exercise in keys and (place, slot.exercise) in usual
                else slot
                for slot in slots
            ]

        program = changed(program, change, {place})
    return program


def shortened(program: Program, day: int, minutes: int) -> Program:
    """The program with one day cut to so many minutes: what is beside the main lifts goes first, then sets. Easy weeks stay easier."""
    kept = {slot.exercise: slot.prescription.sets for slot in fit_minutes(list(day_slots(program)[day]), minutes)[0]}

    def change(block: Block, slots: Slots) -> Slots:
        if not block.is_easy:
            return fit_minutes(slots, minutes)[0]
        most = {key: max(1, int(sets * DELOAD_SETS_FACTOR)) for key, sets in kept.items()}
        left = [_sets(slot, min(slot.prescription.sets, most[slot.exercise])) for slot in slots if slot.exercise in kept]
        return fit_minutes(left or slots[:1], minutes)[0]

    return changed(program, change, {day})


def with_more_sets(program: Program, keys: Collection[str], more: int, days: Collection[int] | None = None) -> Program:
    """The program with so many sets more (or fewer) of these exercises than each has now; one is always left."""
    for place, slots in enumerate(day_slots(program)):
        if days is None or place in days:
            for slot in slots:
                if slot.exercise in keys:
                    program = with_sets(program, {slot.exercise}, max(1, slot.prescription.sets + more), {place})
    return program


def eased(program: Program, keys: Collection[str] | None = None, days: Collection[int] | None = None) -> Program:
    """One more repetition in reserve, and a set less where there are three or more; in easy weeks where there are two.

    Everywhere, or in these exercises and days only.
    """

    def change(block: Block, slots: Slots) -> Slots:
        fewest = 2 if block.is_easy else FEWEST_SETS_EASED
        return [_pushed(slot, 1, -1, fewest) if keys is None or slot.exercise in keys else slot for slot in slots]

    return changed(program, change, days)


def with_easy_weeks(program: Program, every: int) -> Program:
    """The program with each `every`th week an easy one, the last of a shorter program; as it is where it has some."""
    if program.weeks < FEWEST_WEEKS or easy_weeks(program):
        return program
    every, blocks = min(every, program.weeks), list[Block]()
    weeks = [(number % every == 0, program.block_of_week(number)) for number in range(1, program.weeks + 1)]
    for (is_easy, block), alike in groupby(weeks):
        blocks.append(replace(block, weeks=len(list(alike))) if not is_easy else _easy_week(block))
    return replace(program, blocks=tuple(blocks))


def easy_weeks(program: Program) -> list[int]:
    """The numbers of the weeks that are easy."""
    return [number for number in range(1, program.weeks + 1) if program.block_of_week(number).is_easy]


def _easy_week(block: Block) -> Block:
    days = (replace(day, slots=tuple(_easy(slot) for slot in day.slots)) for day in block.days)
    return Block(EASY_WEEK, 1, tuple(days))


def _easy(slot: Slot) -> Slot:
    """Half the sets, 15 % less load, far from failure; cardio half as long."""
    dose, row = slot.prescription, exercises()[slot.exercise]
    load = None if dose.load_kg is None else eased_load(dose.load_kg, DELOAD_LOAD_FACTOR, Decimal(str(row.load_step_kg)))
    percent = None if dose.percent is None else (dose.percent * DELOAD_LOAD_FACTOR).quantize(CENT)
    seconds = dose.duration_s // 2 if dose.kind in ("steady", "interval") and dose.duration_s and dose.sets == 1 else dose.duration_s
    eased = replace(dose, sets=max(1, int(dose.sets * DELOAD_SETS_FACTOR)), load_kg=load, percent=percent, duration_s=seconds)
    return replace(slot, prescription=replace(eased, rir=None if dose.rir is None else max(dose.rir, DELOAD_RIR)))


def hardened(program: Program) -> Program:
    """Everywhere but in easy weeks one repetition less in reserve. No set is added."""
    return changed(program, lambda block, slots: slots if block.is_easy else [_pushed(slot, -1, 0, 1) for slot in slots])


def _pushed(slot: Slot, rir: int, sets: int, fewest: int) -> Slot:
    dose = slot.prescription
    if slot.role not in ("main", "accessory"):
        return slot
    count = dose.sets + sets if dose.sets >= fewest else dose.sets
    left = None if dose.rir is None else min(max(dose.rir, MOST_RIR), max(min(dose.rir, LEAST_RIR), dose.rir + rir))
    percent = None if dose.percent is None else min(max(dose.percent, MOST_PERCENT), max(LEAST_PERCENT, dose.percent - rir * PERCENT_STEP))
    return replace(slot, prescription=replace(dose, sets=count, rir=left, percent=percent))


def _sets(slot: Slot, sets: int) -> Slot:
    return replace(slot, prescription=replace(slot.prescription, sets=sets))


def _dose(new: Exercise, sets: int, request: PlanRequest, *, is_easy: bool = False) -> tuple[Prescription, ProgressionRule]:
    """What an exercise asks for beside the main lifts."""
    if new.pattern == "cardio" or new.measure == "distance":
        zone, seconds = ADDED_CARDIO_ZONE, ADDED_CARDIO_S // (2 if is_easy else 1)
        return Prescription(1, load="none", kind="steady", rest_s=0, duration_s=seconds, zone=zone), NO_PROGRESSION
    return strength_dose(new, "accessory", request, sets=sets, week=PlanWeek(1, "deload" if is_easy else "hard"))


def _stepping(rule: ProgressionRule, step: Decimal) -> ProgressionRule:
    return replace(rule, step_kg=step) if step > 0 else NO_PROGRESSION


def places_of(program: Program, keys: Collection[str]) -> list[int]:
    """The places in the cycle of the days that hold one of the exercises."""
    return [place for place, day in enumerate(hard_block(program).days) if any(slot.exercise in keys for slot in day.slots)]


def keys_of(slots: Iterable[Slot]) -> list[str]:
    """The exercises of slots, each once, in their order."""
    return list(dict.fromkeys(slot.exercise for slot in slots))


def day_slots(program: Program) -> Sequence[tuple[Slot, ...]]:
    """The slots of each day of the first hard block."""
    return [day.slots for day in hard_block(program).days]
