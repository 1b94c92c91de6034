"""A planned day made to fit today: equipment, pain, readiness, a gap and the minutes. It holds or reduces, and never raises."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Slot
from spotter.coaching.gap import Return
from spotter.coaching.injury import Check, Sore, check_exercise
from spotter.coaching.planning.dose import BODYWEIGHT_REPS
from spotter.coaching.planning.loads import PlannedLoad
from spotter.coaching.planning.request import ANY_EQUIPMENT, LEVELS, has_equipment
from spotter.coaching.plateau import DELOAD_LOAD_FACTOR, DELOAD_RIR, DELOAD_SETS_FACTOR
from spotter.coaching.readiness import Adaptation
from spotter.coaching.strength import eased_load, load_step
from spotter.coaching.volume import Level, session_minutes
from spotter.tools.plan_program import likeness, shares_main_muscle
from spotter.tools.ramps import ramps_of

LEFT_OUT = ""  # in place of what stands in for an exercise
SETS_IN_A_HURRY = (3, 2)
TOO_HARD_FACTOR = Decimal("0.95")  # what was too hard comes back 5 to 10 % lighter, a house rule
LIGHTER_FACTOR = Decimal("0.9")  # a lighter day
LIGHT_FACTOR, LIGHT_RIR, LIGHT_ZONE = Decimal("0.8"), 4, 2
_EVERYTHING = frozenset(thing for row in exercises().values() for thing in row.equipment)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What today is like. `is_light`: only light to moderate work is allowed at present; `is_lighter`: it was asked for,
    `is_easy_week` for several days.

    `hurts_since` has the day on which each sore region was noted, `pain_shares` the percent of a load that it left on days of training
    since. `missing` is equipment that is not there today, `swaps` are exercises by what they stand in for (`LEFT_OUT` where nothing
    does), `missed` is why the workout before was.
    """

    equipment: frozenset[str]
    level: Level
    sore: tuple[Sore, ...] = ()
    adaptation: Adaptation | None = None
    gap: Return | None = None
    minutes: int | None = None
    is_light: bool = False
    missing: frozenset[str] = frozenset()
    swaps: Mapping[str, str] = field(default_factory=dict)
    is_lighter: bool = False
    missed: str | None = None
    is_easy_week: bool = False
    hurts_since: Mapping[str, date] = field(default_factory=dict)
    pain_shares: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    in_pounds: bool = False

    def has(self, exercise: Exercise) -> bool:
        """Whether the exercise can be done with what is there."""
        there = self.equipment
        if self.missing:
            there = (_EVERYTHING if there & ANY_EQUIPMENT else there) - self.missing
        return has_equipment(exercise.equipment, there)


@dataclass(frozen=True, slots=True)
class Fitted:
    """One exercise of today: the slot as it is done, what it stands in for, and the percent that pain leaves of its load.

    `former_kg` is the load of this very dose before the pain began, of which the percent is; None where it is not known. Then
    `reckoned_kg` stands for it where the first load was found with the pain: what was lifted, by the share that it was of a whole load.
    """

    slot: Slot
    instead_of: str | None
    check: Check
    former_kg: Decimal | None = None
    reckoned_kg: Decimal | None = None

    @property
    def percent(self) -> int:
        return self.check.load_percent

    @property
    def whole_kg(self) -> Decimal | None:
        """What the percent is of."""
        return self.former_kg or self.reckoned_kg


def fit_exercises(slots: Sequence[Slot], today: Circumstances) -> tuple[list[Fitted], list[str]]:
    """Each slot with an exercise that can be done today, and the keys of those for which there is none."""
    fitted: list[Fitted] = []
    dropped: list[str] = []
    for planned in slots:
        if today.swaps.get(planned.exercise) == LEFT_OUT:
            continue
        slot = replace(planned, exercise=today.swaps.get(planned.exercise, planned.exercise))
        taken = {one.slot.exercise for one in fitted} | {other.exercise for other in slots if other is not planned}
        key = _doable(slot, today, taken)
        if key is None:
            dropped.append(planned.exercise)
            continue
        fitted.append(
            Fitted(
                _standing_in(slot, exercises()[key], exercises()[planned.exercise]),
                None if key == planned.exercise else planned.exercise,
                check_exercise(exercises()[key], today.sore),
            )
        )
    return fitted, dropped


def _standing_in(slot: Slot, done: Exercise, own: Exercise) -> Slot:
    """The slot with what is done in it: where body weight stands in for a load, more repetitions make up for it."""
    dose = slot.prescription
    if own.load_step_kg > 0 >= done.load_step_kg and dose.reps_low is not None and dose.reps_high is not None:
        low, high = BODYWEIGHT_REPS
        dose = replace(
            dose, reps_low=max(low, dose.reps_low), reps_high=max(high, dose.reps_high), load="bodyweight", percent=None, load_kg=None
        )
    return replace(slot, exercise=done.key, prescription=dose)


def _doable(slot: Slot, today: Circumstances, taken: Collection[str]) -> str | None:
    """The slot's own exercise if it can be done, else a stand-in that is free of pain: one of its alternatives, or the nearest.

    What brings the pain on is swapped first, and done lighter where nothing can stand in for it.
    """
    own = exercises()[slot.exercise]
    check = check_exercise(own, today.sore)
    can_be_done = today.has(own) and check.verdict != "avoid"
    if can_be_done and not check.is_provoking:
        return own.key
    listed = [exercises()[key] for key in slot.alternatives]
    near = sorted((row for row in exercises().values() if _could_replace(own, row, today)), key=lambda row: likeness(own, row))
    for row in (*listed, *near):
        is_free = check_exercise(row, today.sore).verdict == "fine"
        if row.key != own.key and row.key not in taken and is_free and today.has(row):
            return row.key
    return own.key if can_be_done else None


def _could_replace(own: Exercise, other: Exercise, today: Circumstances) -> bool:
    at_most = LEVELS.index(other.level) <= LEVELS.index(today.level)
    return at_most and other.measure == own.measure and shares_main_muscle(own, other)


def fit_dose(one: Fitted, planned: PlannedLoad, today: Circumstances) -> Slot:
    """The slot with today's sets, load and reserve: the most careful of what readiness, a gap, pain and a hold ask for."""
    dose = one.slot.prescription
    sets, factor, rir, zone = dose.sets, Decimal(1), dose.rir, dose.zone
    if one.whole_kg is None:
        factor = Decimal(one.percent) / 100
    if one.percent < 100 and dose.load in ("bodyweight", "none") and dose.kind != "steady":
        sets = max(1, int((sets * Decimal(one.percent) / 100).to_integral_value(ROUND_HALF_UP)))
    if today.gap is not None:
        factor = min(factor, today.gap.load_factor)
        sets = int((sets * today.gap.sets_factor).to_integral_value(ROUND_HALF_UP)) + today.gap.sets_delta
    if today.adaptation is not None:
        factor = min(factor, today.adaptation.load_factor)
        sets = min(sets, dose.sets + today.adaptation.sets_delta)
        rir = None if rir is None else rir + today.adaptation.extra_rir
    if today.missed == "too_hard":
        factor = min(factor, TOO_HARD_FACTOR)
    if today.is_easy_week:
        factor, sets = min(factor, DELOAD_LOAD_FACTOR), min(sets, int((dose.sets * DELOAD_SETS_FACTOR).to_integral_value(ROUND_HALF_UP)))
        rir = None if rir is None else max(rir, DELOAD_RIR)
    elif today.is_lighter or today.missed == "sick":
        factor, sets = min(factor, LIGHTER_FACTOR), min(sets, dose.sets - 1)
        rir = None if rir is None else rir + 1
    if today.is_light:
        factor, zone = min(factor, LIGHT_FACTOR), None if zone is None else min(zone, LIGHT_ZONE)
        rir = None if rir is None else max(rir, LIGHT_RIR)
    eased = replace(
        dose,
        sets=max(1, sets),
        rir=rir,
        zone=zone,
        load_kg=_load(one, planned, factor, load_step(exercises()[one.slot.exercise].load_step_kg, in_pounds=today.in_pounds)),
    )
    if dose.kind == "steady" and dose.duration_s is not None and factor < 1:
        eased = replace(eased, duration_s=max(60, int(dose.duration_s * factor) // 60 * 60))
    return replace(one.slot, prescription=eased)


def _load(one: Fitted, planned: PlannedLoad, factor: Decimal, step: Decimal) -> Decimal | None:
    """The load of today. For pain it is a share of the former load, whatever was lifted meanwhile: shares of shares would melt away."""
    share = None if one.whole_kg is None else eased_load(one.whole_kg, Decimal(one.percent) / 100, step)
    eased = planned.share(factor, step)
    if eased is None or factor >= 1:
        return planned.load_kg if share is None else share
    if planned.last is not None and planned.last.load_kg is not None:
        eased = min(eased, planned.last.load_kg)
    return eased if share is None else min(eased, share)


def fit_minutes(slots: list[Slot], minutes: int | None) -> tuple[list[Slot], list[str]]:
    """Make the workout fit: what is beside the main lifts goes first, from the end; then sets, then the last lifts. The first one stays."""
    kept, dropped = list(slots), set[str]()

    def leave_out(slot: Slot) -> None:
        kept.remove(slot)
        dropped.add(slot.exercise)

    if minutes is None:
        return kept, []
    while _minutes(kept) > minutes and len(kept) > 2 and (beside := [slot for slot in kept[1:] if slot.role != "main"]):
        leave_out(beside[-1])
    for most in SETS_IN_A_HURRY:
        if _minutes(kept) > minutes:
            kept = [replace(s, prescription=replace(s.prescription, sets=min(s.prescription.sets, most))) for s in kept]
    while len(kept) > 1 and _minutes(kept) > minutes:
        leave_out(kept[-1])
    return kept, [slot.exercise for slot in slots if slot.exercise in dropped]


def _minutes(slots: Sequence[Slot]) -> float:
    timed = (slot.prescription.timed(sides=2 if exercises()[slot.exercise].unilateral else 1) for slot in slots)
    return session_minutes(timed, (one.timed() for ramp in ramps_of(slots, "metric").values() for one in ramp))


def changes_for(today: Circumstances) -> list[str]:
    """Why the whole workout differs from the plan, as codes."""
    codes = {
        "light": today.is_light,
        "rest_is_better": today.adaptation is not None and today.adaptation.is_rest_better,
        "readiness": today.adaptation is not None and bool(today.adaptation.reasons) and not today.adaptation.is_rest_better,
        "lighter": today.is_lighter,
        "missed_sick": today.missed == "sick",
        "missed_too_hard": today.missed == "too_hard",
        "returning": any(sore.load_percent < 100 for sore in today.sore),
        "gap": today.gap is not None and today.gap.reason != "as_planned",
    }
    return [code for code, holds in codes.items() if holds]
