"""python -m bench.trial [people]: twelve weeks of simulated trainees with the coach, with the plan as written, with a fixed linear one.

The adapted arm lives with the real coach over its turns: asks for today's workout, logs, checks in, tells pain, falls ill, goes away.
The other two have the same bodies, calendars and moods and nobody to talk to: one does the weeks that the same wishes were solved to,
each step taken as if all went well; the other three big lifts a day, 2.5 kg more each time (5 kg on legs). In all arms a person does what
the body allows and spares what hurts. The body is the impulse-response model of `spotter/evals/trainees/body.py`: it gains from effort
and minutes alone, and not from how the work was chosen.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.generation import generate_plan
from spotter.coaching.planning.request import DraftSlot, PlanDraft, PlanRequest
from spotter.evals.crew import folder_for_worlds
from spotter.evals.moments import moment
from spotter.evals.record import TurnRecord, turn_record
from spotter.evals.runner import quiet
from spotter.evals.statistics import mean_difference
from spotter.evals.talk import turns_of
from spotter.evals.trainees.body import Body
from spotter.evals.trainees.calendar import day_kinds
from spotter.evals.trainees.diary import SetDone
from spotter.evals.trainees.gym import Gym
from spotter.evals.trainees.pains import Pains
from spotter.evals.trainees.persona import DAYS, Persona, case_of, persona, persona_names
from spotter.evals.trainees.trainee import NO_DRIVE, Trainee
from spotter.evals.trainees.training import Asked, WorkoutDone, train
from spotter.evals.world import open_world

WEEKS = 12
PEOPLE = 200
MINUTES_A_SET = 3.0  # work and rest, to tell a short workout from a long one
HURTS = 4  # of 10: pain that counts
LEGS = ("back_squat", "deadlift")
LINEAR = (("back_squat", "bench_press", "barbell_row"), ("back_squat", "overhead_press", "deadlift"))
AT_HOME = (
    ("goblet_squat", "dumbbell_bench_press", "dumbbell_row"),
    ("goblet_squat", "dumbbell_shoulder_press", "dumbbell_romanian_deadlift"),
)
BY_WORD = {"gym": {"gym"}, "dumbbells": {"dumbbell"}, "barbell": {"barbell", "rack", "plate"}, "bodyweight": set[str]()}
ARMS = ("adapted", "as written", "fixed linear")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Twelve weeks: rested strength gained (share of the start), usual days without a workout, pains that began, days that hurt."""

    gained: float
    missed: int
    pains: int
    painful_days: int


class CountedPains(Pains):
    """Pains that know how many there were."""

    began: int = 0

    def _hurt(self, region: str, side: object, severity: float) -> None:
        self.began += all(pain.region != region for pain in self.now)
        super()._hurt(region, side, severity)  # type: ignore[arg-type]


class TimedGym(Gym):
    """A gym in which a short workout is less work than a long one."""

    def go(self, day: int):  # type: ignore[no-untyped-def]  # noqa: ANN201  a generator, as in Gym
        done = yield from super().go(day)
        return None if done is None else _timed(done, self.who)


def somebody(seed: int) -> Persona:
    """A persona who follows the coach, with strength, days, minutes, drive and luck of her own."""
    chance = Random(f"trial {seed}")
    who = persona(chance.choice(persona_names()))
    return who.model_copy(
        update={
            "name": f"{who.name}-{seed}",
            "plan": "coach",
            "weekdays": tuple(DAYS[day] for day in sorted(chance.sample(range(7), chance.choice((2, 3, 3, 4))))),
            "minutes": chance.choice((40, 45, 60)),
            "goal": chance.choice(("strength", "hypertrophy", "general")),
            "strength": chance.uniform(0.8, 1.2),
            "lifts": {},
            "motivation": chance.uniform(0.6, 0.98),
            "injury_proneness": chance.choice((0.0, 0.2, 0.5, 0.8)),
            "illness_per_week": chance.choice((0.0, 0.03, 0.08)),
            "checks_in": chance.choice((0.0, 0.5, 0.9)),
            "reviews_on": None,
        }
    )


async def adapted(seeds: Sequence[int], folder: Path) -> list[Outcome]:
    """The arm of the coach: every message a turn."""
    found = []
    async with open_world(folder) as world:
        for seed in seeds:
            who = somebody(seed)
            case = case_of(who.name.rsplit("-", 1)[0], WEEKS)
            people = await world.prepare(case)
            world.think_with(case, "code")
            trainee = Trainee(who, WEEKS, seed)
            trainee.pains = pains = CountedPains(who.injury_proneness, Random(f"pains {seed}"))
            trainee.gym = TimedGym(who, trainee.body, pains, trainee.talk, Random(f"training {seed}"))
            records: list[TurnRecord] = []
            started = _rested(trainee.body)
            async for turn in turns_of(case, trainee, records):
                world.clock.move_to(moment(turn.at or "now", case.now))
                turn_id, reply = await world.say(people.person, turn.say, who.channel, turn.deliveries)
                records.append(turn_record(world.rows, turn_id, turn.say, reply, 0.0))
            days = trainee.diary.days
            usual = sum(who.trains_on(day) for day in range(WEEKS * 7))
            painful = sum(day.pain >= HURTS for day in days)
            found.append(Outcome(_rested(trainee.body) / started - 1, usual - sum(bool(day.sets) for day in days), pains.began, painful))
    return found


def alone(seed: int, meant: Callable[[Persona, int, dict[str, list[SetDone]]], list[Asked]]) -> Outcome:
    """An arm without a coach. `meant` says what the nth workout asks for, from the sets of the workouts before by exercise."""
    who = somebody(seed)
    body, pains, chance = Body.of(who, seed), CountedPains(who.injury_proneness, Random(f"pains {seed}")), Random(f"training {seed}")
    kinds, mood = day_kinds(who, WEEKS * 7, Random(f"{who.name} {seed} calendar")), Random(f"{who.name} {seed} mood")
    before: dict[str, list[SetDone]] = {}
    started, missed, workouts, painful, drive = _rested(body), 0, 0, 0, who.motivation
    for day, kind in enumerate(kinds):
        pains.come(tuple(hurt for hurt in who.hurts if hurt.day == day))
        load = 0.0
        if who.trains_on(day):
            done = None
            if kind == "ordinary" and mood.random() >= NO_DRIVE * (1 - drive):
                done = _timed(train(body, pains, meant(who, workouts, before), who.minutes, chance), who)
            if done is None or not done.sets:
                missed, drive = missed + 1, max(0.2, drive - 0.02)
            else:
                workouts, load, drive = workouts + 1, done.load, drive + 0.1 * (who.motivation - drive)
                for one in done.sets:
                    before.setdefault(one.exercise, []).append(one)
                pains.after_workout(list(done.shares))
        painful += max((pain.felt for pain in pains.now), default=0) >= HURTS
        body.end_day(load, "sick" if kind == "sick" else None)
        pains.after_night()
    return Outcome(_rested(body) / started - 1, missed, pains.began, painful)


def as_written(seed: int) -> Outcome:
    """The weeks that the same wishes are solved to, done in order; each exercise's steps are taken whatever happened."""
    who = somebody(seed)
    days = tuple(DAYS.index(day) for day in who.weekdays)
    request = PlanRequest(
        goal=who.goal,
        level=who.level,
        days_per_week=len(days),
        minutes=who.minutes,
        weekdays=days,
        equipment=frozenset(BY_WORD[who.equipment]),
        age=who.age,
    )
    plan = generate_plan(request, list(exercises().values()))
    if not isinstance(plan, PlanDraft):
        raise TypeError(f"no plan for {who.name}: {plan}")
    written = [day.slots for week in plan.weeks for day in week.days]
    counts: dict[str, int] = {}

    def meant(_who: Persona, workout: int, before: dict[str, list[SetDone]]) -> list[Asked]:
        found = []
        for slot in written[workout % len(written)]:
            step = counts.get(slot.exercise, 0)
            counts[slot.exercise] = step + 1
            found += list(_written(slot, step, before.get(slot.exercise, [])))
        return found

    return alone(seed, meant)


def _written(slot: DraftSlot, step: int, before: Sequence[SetDone]) -> Iterator[Asked]:
    """One slot as it stands; the first load is found, later ones follow it by the rule as if every aim had been met."""
    dose, rule = slot.prescription, slot.progression
    if dose.reps_low is None:
        if dose.duration_s is not None:
            yield Asked(slot.exercise, dose.sets, None, dose.duration_s)
        return
    first, span = (before[0].load_kg if before else None), (dose.reps_high or dose.reps_low) - dose.reps_low
    raises, reps = (step // (span + 1), dose.reps_low + step % (span + 1)) if rule.kind == "double" else (step, dose.reps_low)
    raises = raises if rule.kind in ("linear", "double") else step // 3
    load = None if first is None else first + raises * float(rule.step_kg)
    yield Asked(slot.exercise, dose.sets, reps, None, load, float(dose.rir if dose.rir is not None else 2))


def fixed_linear(seed: int) -> Outcome:
    """Three lifts a day, three sets of five, a step more each time."""

    def meant(who: Persona, workout: int, before: dict[str, list[SetDone]]) -> list[Asked]:
        found = []
        for key in (LINEAR if who.equipment in ("gym", "barbell") else AT_HOME)[workout % 2]:
            loads = [one.load_kg for one in before.get(key, ()) if one.load_kg is not None]
            times = len(loads) // 3
            load = loads[0] + times * (5.0 if key in LEGS else 2.5) if loads else None
            found.append(Asked(key, 3, 5, None, load, 2.0))
        return found

    return alone(seed, meant)


def _rested(body: Body) -> float:
    """The power without what fatigue and soreness hide."""
    form = type(body.form)(body.form.fitness, body.form.fitness)
    return Body(body.persona, body.seed, form, body.usual, 0.0, body.weight_kg).power


def _timed(done: WorkoutDone, who: Persona) -> WorkoutDone:
    return replace(done, load=done.load * min(1.0, len(done.sets) * MINUTES_A_SET / who.minutes))


def _share(seeds: list[int]) -> list[tuple[Outcome, Outcome, Outcome]]:
    """All three arms for some people, in a process of its own."""
    with quiet(), folder_for_worlds() as folder:
        coached = asyncio.run(adapted(seeds, folder))
    return [(with_coach, as_written(seed), fixed_linear(seed)) for seed, with_coach in zip(seeds, coached, strict=True)]


def rows(people: int) -> Iterator[str]:
    """Means with 95 % intervals over people, and the paired differences against the adapted arm."""
    shares = [list(range(start, people, 2 * max(1, people // 20))) for start in range(2 * max(1, people // 20))]
    with ProcessPoolExecutor(2) as pool:
        lives = [one for share in pool.map(_share, [share for share in shares if share]) for one in share]
    figures: dict[str, Callable[[Outcome], float]] = {
        "strength gained, %": lambda one: 100 * one.gained,
        "workouts missed": lambda one: one.missed,
        "pains begun": lambda one: one.pains,
        "days with pain of 4 or more": lambda one: one.painful_days,
    }
    yield f"trial: {len(lives)} people, {WEEKS} weeks; mean and 95 % interval"
    for name, figure in figures.items():
        arms = [[figure(life[arm]) for life in lives] for arm in range(3)]
        told = "; ".join(f"{ARMS[arm]} {_mean(values)}" for arm, values in enumerate(arms))
        against = "; ".join(
            f"adapted minus {ARMS[arm]} {_mean([a - b for a, b in zip(arms[0], arms[arm], strict=True)])}" for arm in (1, 2)
        )
        yield f"trial: {name}: {told}; {against}"


def _mean(values: Sequence[float]) -> str:
    interval = mean_difference(values)
    return (
        f"{sum(values) / len(values):+.2f} [{interval.low:+.2f}, {interval.high:+.2f}]" if interval else f"{sum(values) / len(values):+.2f}"
    )


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE):
        print(row, flush=True)
