"""A program made to fit who wants to follow it: other exercises where theirs cannot be, gentler doses where they have to be.

The validator has the last word: `checked` refuses what is still not sound for the person.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Block, Program, Slot
from spotter.catalogue.programs import weeks_of
from spotter.coaching.ages import is_minor, known_age
from spotter.coaching.injury import check_exercise
from spotter.coaching.planning.check import validate_plan
from spotter.coaching.planning.check_doses import is_beyond_anybody, is_unproven
from spotter.coaching.planning.dose import Ease, ease_of
from spotter.coaching.planning.finding import Finding
from spotter.coaching.planning.generation import GOALS_FOR_ADULTS
from spotter.coaching.planning.loads import E1RM_WINDOW, best_lifts
from spotter.coaching.planning.pregnancy import suits_pregnancy
from spotter.coaching.planning.request import LEVELS, PlanRequest, is_allowed, is_available
from spotter.coaching.planning.templates import WEEKDAYS
from spotter.coaching.volume import Level, group_shares
from spotter.errors import ToolError
from spotter.language.wording import Style
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.people import profile_of
from spotter.store.queries.recommendations import taste
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools import plan_edits as edits
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import sore_regions
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import minutes_of, ref_of
from spotter.tools.plan_program import likeness, shares_main_muscle
from spotter.tools.plan_wishes import PREGNANCY

Why = Literal["equipment", "level", "pain", "pregnancy", "disliked"]


class FittedSwap(BaseModel):
    """An exercise that the person cannot do, why, and what comes in its place; null where it is left out."""

    model_config = ConfigDict(frozen=True)

    before: ExerciseRef
    after: ExerciseRef | None
    why: Why


@dataclass(frozen=True, slots=True)
class Fitted:
    """A program that the person may follow: what was swapped, whether doses were made gentler or days shorter, and what is worth saying.

    `known` are its exercises of which the log tells a load, `eased` those whose own load was more than the log shows.
    """

    program: Program
    weekdays: tuple[int, ...]
    swaps: tuple[FittedSwap, ...] = ()
    is_gentler: bool = False
    is_shorter: bool = False
    warnings: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()


async def fitted_for_me(program: Program, ctx: CoachContext, uow: UnitOfWork, *, weekdays: Sequence[int] = (), is_own: bool) -> Fitted:
    """The program as this person may follow it; `ToolError` in words where the validator forbids it even so.

    In what somebody wrote themselves (`is_own`) their dislikes do not count, and its own length is the time there is.
    """
    request = await _request_of(program, ctx, uow, is_own=is_own)
    days = tuple(weekdays) or await days_for(program, uow)
    fitted = _fit(replace(program, goal=request.goal), request, days)
    if is_own:
        request = replace(request, minutes=max(request.minutes, _longest(fitted.program)))
    shorter = _shorter(fitted.program, request.minutes)
    fitted = replace(fitted, program=shorter, is_shorter=shorter != fitted.program)
    known = tuple(key for key in edits.keys_of(fitted.program.slots()) if key in request.e1rm_kg)
    return replace(fitted, warnings=checked(fitted.program, request, days, ctx.style), known=known)


async def days_for(program: Program, uow: UnitOfWork) -> tuple[int, ...]:
    """The weekdays that the person named where their number fits, else those that leave the most rest."""
    named = (await profile_of(uow)).weekdays or ()
    return tuple(named) if len(named) == program.days_per_week else WEEKDAYS.get(program.days_per_week, tuple(range(program.days_per_week)))


def checked(program: Program, request: PlanRequest, weekdays: Sequence[int], style: Style) -> tuple[str, ...]:
    """The codes of what is worth saying of a program; `ToolError` with what is wrong and where, where the validator forbids it."""
    found = validate_plan(weeks_of(program, weekdays), request, list(exercises().values()))
    wrong = [_in_words(one, style) for one in found if one.severity == "error"]
    if wrong:
        what = style.listed(list(dict.fromkeys(wrong)))
        raise ToolError(style.phrase("plans.program_not_sound", title=program.name[style.locale], what=what))
    return tuple(dict.fromkeys(one.code for one in found))


def _in_words(one: Finding, style: Style) -> str:
    said, known = style.phrase(f"plans.finding_{one.code}"), exercises().get(one.params.get("exercise", ""))
    return said if known is None else f"{said} ({known.name[style.locale]})"


async def _request_of(program: Program, ctx: CoachContext, uow: UnitOfWork, *, is_own: bool) -> PlanRequest:
    is_light = await keep_it_light(ctx, uow)
    profile = await profile_of(uow)
    lifts = best_lifts(await sets_between(uow, ctx.today - E1RM_WINDOW, ctx.today), ctx.today)
    is_adult = not is_minor(profile.birth_date, profile.conditions, ctx.today)
    return PlanRequest(
        goal=program.goal if is_adult or program.goal not in GOALS_FOR_ADULTS else "general",
        level=cast(Level, profile.level or program.level),
        days_per_week=program.days_per_week,
        minutes=profile.minutes or _longest(program),
        equipment=frozenset(profile.equipment or ["gym"]),
        dislikes=frozenset() if is_own else (await taste(uow, "exercise")).disliked,
        e1rm_kg={key: lift.kg for key, lift in lifts.items()},
        age=known_age(profile.birth_date, profile.conditions, ctx.today),
        sore=tuple(sore_regions(await open_injuries(uow))),
        hold="light" if is_light else "none",
        is_pregnant=PREGNANCY in (profile.conditions or ()),
    )


def _fit(program: Program, request: PlanRequest, weekdays: tuple[int, ...]) -> Fitted:
    swaps = []
    for key in edits.keys_of(program.slots()):
        row = exercises()[key]
        why = _obstacle(row, request)
        if why is None:
            continue
        new = _nearest(row, edits.keys_of(program.slots()), request)
        program = edits.without(program, {key}) if new is None else edits.swapped(program, {key}, new, request)
        swaps.append(FittedSwap(before=ref_of(key), after=None if new is None else ref_of(new.key), why=why))
    gentle = _gentler(program, ease_of(request))
    proven, eased = _proven(gentle, request)
    return Fitted(proven, weekdays, tuple(swaps), is_gentler=gentle != program, eased=eased)


def _obstacle(row: Exercise, request: PlanRequest) -> Why | None:
    """Why the person cannot do an exercise; None where they can."""
    if not is_available(row, request.equipment):
        return "equipment"
    if LEVELS.index(row.level) > LEVELS.index(request.level):
        return "level"
    if check_exercise(row, request.sore).verdict == "avoid":
        return "pain"
    if request.is_pregnant and not suits_pregnancy(row):
        return "pregnancy"
    return "disliked" if row.key in request.dislikes else None


def _nearest(row: Exercise, taken: Collection[str], request: PlanRequest) -> Exercise | None:
    """What comes nearest to an exercise among those that the person can do and that are not in the program yet.

    It trains the same main muscle, else the same group of muscles.
    """
    can_do = [
        other
        for other in exercises().values()
        if other.key not in taken and other.measure == row.measure and is_allowed(other, request) and _obstacle(other, request) is None
    ]
    near = [other for other in can_do if shares_main_muscle(row, other)] or [other for other in can_do if _shares_group(row, other)]
    return min(near, key=lambda other: likeness(row, other), default=None)


def _shares_group(row: Exercise, other: Exercise) -> bool:
    shares = group_shares(other.muscles)
    return any(share >= 1.0 and shares.get(group, 0.0) >= 1.0 for group, share in group_shares(row.muscles).items())


def _gentler(program: Program, ease: Ease) -> Program:
    """The program with no dose harder than the person may be asked for."""
    if ease == Ease():
        return program

    def eased(_: Block, slots: list[Slot]) -> list[Slot]:
        return [_eased(slot, ease) for slot in slots]

    return edits.changed(program, eased)


def _eased(slot: Slot, ease: Ease) -> Slot:
    dose = slot.prescription
    if dose.zone is not None:
        dose = replace(dose, zone=min(dose.zone, ease.zone))
    if dose.reps_low is not None and dose.reps_high is not None:
        low = max(dose.reps_low, ease.reps)
        load = "find" if dose.load in ("given", "e1rm_percent") else dose.load
        dose = replace(dose, reps_low=low, reps_high=max(dose.reps_high, low), rir=max(dose.rir or 0, ease.rir), load=load, kind="straight")
        dose = replace(dose, percent=None, load_kg=None)
    return replace(slot, prescription=dose)


def _proven(program: Program, request: PlanRequest) -> tuple[Program, tuple[str, ...]]:
    """The program with the log's load, or one to be found, where a load that was given is more than the log shows; and in which exercises.

    What nobody lifts is left to the validator.
    """
    eased: list[str] = []

    def proven(_: Block, slots: list[Slot]) -> list[Slot]:
        return [_with_logged_load(slot, request, eased) for slot in slots]

    return edits.changed(program, proven), tuple(dict.fromkeys(eased))


def _with_logged_load(slot: Slot, request: PlanRequest, eased: list[str]) -> Slot:
    row, dose = exercises()[slot.exercise], slot.prescription
    if dose.load != "given" or is_beyond_anybody(dose, row) or not is_unproven(dose, row, request):
        return slot
    eased.append(slot.exercise)
    return replace(slot, prescription=replace(dose, load="last", load_kg=None))


def _longest(program: Program) -> int:
    return max(minutes_of(day.slots) for block in program.blocks for day in block.days)


def _shorter(program: Program, minutes: int) -> Program:
    """The program with its days cut to the time there is."""
    for place, slots in enumerate(edits.day_slots(program)):
        if minutes_of(slots) > minutes:
            program = edits.shortened(program, place, minutes)
    return program
