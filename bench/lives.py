"""Simulated trainees who lift by themselves for months: what they log, and what their bodies truly could."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from spotter.catalogue.exercises import exercises
from spotter.coaching.records import SetRow
from spotter.evals.trainees.body import Body
from spotter.evals.trainees.calendar import day_kinds
from spotter.evals.trainees.diary import SetDone
from spotter.evals.trainees.pains import Pains
from spotter.evals.trainees.persona import DAYS, OwnSlot, Persona, date_of, persona, persona_names
from spotter.evals.trainees.training import asked_by_oneself, train

LIFTS = ("back_squat", "bench_press", "deadlift", "overhead_press", "barbell_row")
DELOAD_AFTER_WEEKS = 0.5  # of those who push a block end it with an easy week


@dataclass(frozen=True)
class Day:
    """A morning: what the body could then, and what was logged later that day. `tired` is the share of the 1RM that fatigue hides."""

    on: date
    body: Body
    power: float
    fresh: float
    tired: float
    rows: tuple[SetRow, ...]
    checkin: float | None
    load: float


def somebody(seed: int) -> Persona:
    """A lifter of her own: a persona's style and calendar, with other strength, days, endurance and openness."""
    chance = Random(f"life {seed}")
    who = persona(chance.choice(persona_names()))
    days = sorted(chance.sample(range(7), chance.choice((2, 3, 3, 4))))
    slots = [OwnSlot(exercise=key, sets=chance.choice((3, 3, 4, 5)), reps=chance.choice((3, 5, 5, 6, 8, 10))) for key in LIFTS]
    half = (tuple(slots[:3]), (slots[0], *slots[3:]))
    told = chance.choice((0.0, 0.3, 0.7, 1.0))
    return who.model_copy(
        update={
            "name": f"{who.name}-{seed}",
            "plan": "own",
            "own_plan": half,
            "weekdays": tuple(DAYS[day] for day in days),
            "level": chance.choice(("beginner", "intermediate", "advanced")),
            "strength": chance.uniform(0.8, 1.2),
            "lifts": {},
            "endurance": chance.uniform(25, 36),
            "hurts": (),
            "style": who.style.model_copy(update={"tells_rpe": told}),
            "illness_per_week": chance.choice((0.0, 0.03, 0.08)),
        }
    )


def live(seed: int, weeks: int) -> Iterator[Day]:
    """The days of a life, each before its night. Every body follows from its seed."""
    who, chance = somebody(seed), Random(f"days {seed}")
    body, pains = Body.of(who, seed), Pains(who.injury_proneness, Random(f"pains {seed}"))
    kinds = day_kinds(who, weeks * 7, chance)
    last: dict[str, SetDone] = {}
    pushes, workouts = 1.0, 0
    for day, kind in enumerate(kinds):
        if day % 7 == 0:
            pushes = _pushes(pushes, chance)
        rows: tuple[SetRow, ...] = ()
        power, load, fresh = body.power, 0.0, _fresh(body)
        checkin = _checkin(body, chance) if who.trains_on(day) and chance.random() < 0.6 else None
        if who.trains_on(day) and kind in ("ordinary", "away") and chance.random() < 0.92:
            slots = [slot.model_copy(update={"sets": max(1, round(slot.sets * pushes))}) for slot in who.own_plan[workouts % 2]]
            done = train(body, pains, asked_by_oneself(slots, last), who.minutes, chance)
            load, workouts = done.load * pushes, workouts + 1
            last |= {one.exercise: one for one in done.sets}
            rows = tuple(_rows(date_of(day), done.sets, tells=chance.random() < who.style.tells_rpe))
            pains.after_workout(list(done.shares))
        yield Day(date_of(day), body, power, fresh, fresh - power, rows, checkin, load)
        body.end_day(load, "sick" if kind == "sick" else None)
        pains.after_night()


def could(body: Body, exercise: str, load_kg: float, reps: int) -> bool:
    """Whether the set is there now, to the last repetition."""
    return body.repetitions(exercises()[exercise], load_kg) >= reps


def _fresh(body: Body) -> float:
    """The power without what fatigue and soreness hide."""
    rested = Body(body.persona, body.seed, body.form, body.usual, 0.0, body.weight_kg)
    rested.form = type(body.form)(body.form.fitness, body.form.fitness)
    return rested.power


def _pushes(before: float, chance: Random) -> float:
    """How much of the usual work this week has: most weeks the usual, now and then a block that grows until it breaks off."""
    if before > 1.0:
        return 1.0 if before >= 2.2 or chance.random() < 0.2 else before * 1.25
    return 1.25 if chance.random() < 0.06 else 1.0


def _checkin(body: Body, chance: Random) -> float:
    """A readiness score from 1 to 5 as it would be told: lower with fatigue above fitness and with soreness, and never exact."""
    excess = max(0.0, body.form.fatigue - body.form.fitness) / body.usual
    return min(5.0, max(1.0, 4.0 - 3.0 * excess - 0.6 * body.soreness + chance.gauss(0, 0.5)))


def _rows(day: date, sets: tuple[SetDone, ...], *, tells: bool) -> Iterator[SetRow]:
    for one in sets:
        rir = 10 - one.rpe if tells and one.rpe is not None and one.rpe > 5 else None
        yield SetRow(day, one.exercise, one.reps, None if one.load_kg is None else Decimal(str(one.load_kg)), rir)
