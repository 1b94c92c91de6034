"""A correction applied to the sets of the last exercise."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spotter.coaching.units import KG_PER_LB, M_PER_MILE, lb_to_kg
from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name
from spotter.store.queries.entries import last_entries
from spotter.store.queries.workouts import LoggedSet, sets_of
from spotter.store.rows import row_as_json
from spotter.store.tables import SetLog, Workout, WorkoutEntry
from spotter.store.uow import UnitOfWork
from spotter.tools.lifts import moves_body
from spotter.tools.training_log import entry_of

if TYPE_CHECKING:
    from spotter.tools.corrections import CorrectEntryArgs

# A bare number counts as the figure that it is within this factor of, and only when it is so for one of them.
NEAR = 1.7
ROUND = 0.05
LOOKED_BACK = 4  # exercises among which a correction that names none looks for its figure
OLDER = math.log(1.15)  # by so much nearer must an older exercise be than the newest


async def correct_sets(args: CorrectEntryArgs, style: Style, uow: UnitOfWork) -> tuple[dict[str, Any], dict[str, Any], dt.date]:
    """Change the sets meant; the entry before and after, and its day."""
    workout, entry, rows = await _entry(args, style, uow)
    before = _told(workout, entry, rows)
    fields = _fields(args, rows[-1], style, is_bodyweight=moves_body(entry.exercise_key))
    for row in _meant(args, rows, fields, style) if fields else []:
        await uow.change(row, **fields)
    if args.sets is not None:
        rows = await _resize(rows, args.sets, uow)
    if args.date is not None:
        await uow.change(workout, performed_on=args.date)
    return before, _told(workout, entry, rows), workout.performed_on


async def _entry(args: CorrectEntryArgs, style: Style, uow: UnitOfWork) -> tuple[Workout, WorkoutEntry, list[SetLog]]:
    """The exercise that is named; without a name the one of the newest's day whose figures the correction fits best."""
    ref = args.exercise
    found = await last_entries(uow, key=ref.key if ref else None, name=ref.name if ref else None, limit=1 if ref else LOOKED_BACK)
    if not found:
        if ref is None:
            raise ToolError(style.phrase("corrections.nothing"))
        raise ToolError(style.phrase("corrections.no_such_entry", what=exercise_name(ref.model_dump(), style)))
    day = found[0][0].performed_on
    chosen = [(workout, entry, await sets_of(uow, entry.id)) for workout, entry in found if workout.performed_on == day]
    misfits = [
        _misfit(args, rows[-1], style, is_bodyweight=moves_body(entry.exercise_key)) + (OLDER if place else 0)
        for place, (_, entry, rows) in enumerate(chosen)
    ]
    return chosen[misfits.index(min(misfits))]


def _misfit(args: CorrectEntryArgs, last: SetLog, style: Style, *, is_bodyweight: bool) -> float:
    """How far what is corrected is from the figures of such sets, as the logarithm of a factor; infinite where it cannot be."""
    is_other_kind = args.load_kg is not None and last.load_kg is None and last.reps is None
    if is_other_kind or any(
        getattr(args, name) is not None and getattr(last, name) is None for name in ("reps", "duration_s", "distance_m")
    ):
        return math.inf
    if not isinstance(args.value, (int, float)) or _waits_for_load(last, is_bodyweight=is_bodyweight):
        return 0.0
    apart = [_apart(float(new), float(now)) for new, now in _readings(float(args.value), last, style).values()]
    return min((one for one in apart if 0 < one < math.log(NEAR)), default=math.inf)


def _fields(args: CorrectEntryArgs, last: SetLog, style: Style, *, is_bodyweight: bool) -> dict[str, Any]:
    fields = args.given("reps", "load_kg", "rpe", "duration_s", "distance_m")
    if isinstance(args.value, (int, float)):
        fields |= _bare(float(args.value), last, style, is_bodyweight=is_bodyweight)
    for name in ("load_kg", "rpe", "distance_m"):
        if name in fields:
            fields[name] = Decimal(str(fields[name]))
    return fields


def _bare(value: float, last: SetLog, style: Style, *, is_bodyweight: bool) -> dict[str, Any]:
    """What a number without a unit stands for: the figure of the set that it is near to, asked for where two are."""
    known = _readings(value, last, style)
    waits_for_load = _waits_for_load(last, is_bodyweight=is_bodyweight)
    if waits_for_load and value > 0 and ("reps" not in known or not _is_near(value, float(last.reps or 1))):
        return {"load_kg": float(lb_to_kg(value)) if _is_in_pounds(last, style) else value}
    if len(known) > 1:
        near = {name: (new, now) for name, (new, now) in known.items() if _is_near(float(new), float(now))}
        known = near if len(near) == 1 else known
    if len(known) != 1:
        unit = "lb" if _is_in_pounds(last, style) else "kg"
        raise ToolQuestion(style.phrase("corrections.which_figure", value=style.number(value, 2), unit=unit))
    return {name: new for name, (new, _now) in known.items()}


def _readings(value: float, last: SetLog, style: Style) -> dict[str, tuple[Any, float]]:
    """What a bare number would be as each figure that the set has, with that figure as it is."""
    is_imperial = style.units == "imperial"
    readings: dict[str, tuple[Any, float | None]] = {
        "load_kg": (float(lb_to_kg(value)) if _is_in_pounds(last, style) else value, _float(last.load_kg)),
        "reps": (int(value), last.reps if value.is_integer() and value >= 1 else None),
        "distance_m": (value * float(M_PER_MILE if is_imperial else 1000), _float(last.distance_m)),
        "duration_s": (round(value * 60), last.duration_s),
    }
    return {name: (new, now) for name, (new, now) in readings.items() if now and new > 0}


def _is_in_pounds(last: SetLog, style: Style) -> bool:
    """Whether a number without a unit is in pounds: as the load was told that it corrects, which is round in one unit only."""
    if last.load_kg is not None:
        is_round = {unit: _is_round(float(last.load_kg) / kg) for unit, kg in (("kg", 1.0), ("lb", float(KG_PER_LB)))}
        if is_round["kg"] != is_round["lb"]:
            return is_round["lb"]
    return style.units == "imperial"


def _is_round(load: float) -> bool:
    """Whether a load is one of halves, as plates are; it is kept to a hundredth of a kilogram."""
    return abs(load * 2 - round(load * 2)) < ROUND


def _waits_for_load(last: SetLog, *, is_bodyweight: bool) -> bool:
    return last.reps is not None and last.load_kg is None and not is_bodyweight


def _is_near(one: float, other: float) -> bool:
    return _apart(one, other) < math.log(NEAR)


def _apart(one: float, other: float) -> float:
    return abs(math.log(one / other))


def _meant(args: CorrectEntryArgs, rows: list[SetLog], fields: dict[str, Any], style: Style) -> list[SetLog]:
    """The set that is named, all of them where their number changes too, else the equal ones at the end."""
    if args.set_number is not None:
        place = len(rows) if args.set_number == -1 else args.set_number
        if not 1 <= place <= len(rows):
            raise ToolError(style.phrase("corrections.no_such_set", n=len(rows)))
        return [rows[place - 1]]
    if args.sets is not None:
        return rows
    meant = []
    for row in reversed(rows):
        if row.kind != rows[-1].kind or any(getattr(row, name) != getattr(rows[-1], name) for name in fields):
            break
        meant.append(row)
    return meant


async def _resize(rows: list[SetLog], count: int, uow: UnitOfWork) -> list[SetLog]:
    for row in reversed(rows[count:]):
        await uow.remove(row)
    more = []
    for place in range(len(rows), count):
        values = {name: getattr(rows[-1], name) for name in row_as_json(rows[-1])}
        more.append(SetLog(**values | {"id": new_id(), "position": place}))
    if more:
        await uow.add_all(more)
    return [*rows[:count], *more]


def _told(workout: Workout, entry: WorkoutEntry, rows: list[SetLog]) -> dict[str, Any]:
    told = entry_of([LoggedSet.of(workout, entry, row) for row in rows]).model_dump()
    plain = [{name: float(value) if isinstance(value, Decimal) else value for name, value in one.items()} for one in told["sets"]]
    return {"exercise": told["exercise"], "sets": plain, "date": workout.performed_on.isoformat()}


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
