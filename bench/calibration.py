"""python -m bench.calibration: whether "60 % likely" comes true in 60 of 100, and whether plateaus and the need to rest are noticed.

People are simulated (bench/lives.py); the constants of `coaching.ability` were fitted to seeds below 1000, this measures on others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

from bench.lives import LIFTS, Day, could, live
from spotter.catalogue.exercises import exercises
from spotter.coaching.ability import Ability, ability_on, chance_of
from spotter.coaching.forecast import forecast_lift
from spotter.coaching.plateau import Checkin, LiftExposure, Stall, advise_deload, detect_stall
from spotter.coaching.records import SetRow, exposures_of
from spotter.coaching.unknown import Unknown
from spotter.evals.trainees.body import Strength

HELD_BACK = range(1000, 1100)
WEEKS = 26
AHEAD_WEEKS = 36
FIRST_JUDGED = 4  # exposures
BINS = 10
RECORD_DAYS = 84
PLATEAU_DAYS = 28
PLATEAU_GAIN = 0.01  # truly flat: the rested 1RM rose by less in four weeks, the tolerance of the detector itself
TIRED = 0.02  # truly worn: fatigue and soreness have hidden so much of the 1RM on each of the last three mornings
TIRED_DAYS = 3


class Forecast(NamedTuple):
    """A chance that was told, and whether the set was there."""

    chance: float
    came_true: bool


@dataclass
class Hits:
    """What a detector said against what was so."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def judge(self, *, said: bool, true: bool) -> None:
        self.right += said and true
        self.false += said and not true
        self.missed += true and not said

    def __str__(self) -> str:
        said, true = self.right + self.false, self.right + self.missed
        precision = f"{self.right / said:.2f}" if said else "-"
        recall = f"{self.right / true:.2f}" if true else "-"
        return f"precision {precision} ({self.right} / {said}), recall {recall} ({self.right} / {true})"


@dataclass
class Watch:
    """Everything that is noted down about one life."""

    forecasts: list[Forecast] = field(default_factory=list)
    silent: int = 0
    plateaus: Hits = field(default_factory=Hits)
    stuck: Hits = field(default_factory=Hits)
    worn: Hits = field(default_factory=Hits)


def watch(seed: int, seen: Watch) -> None:
    """Live a life and note what would have been told each training day, and what was true that morning."""
    rows: list[SetRow] = []
    exposures: defaultdict[str, list[LiftExposure]] = defaultdict(list)
    days: list[Day] = []
    checkins: list[Checkin] = []
    for day in live(seed, WEEKS):
        days.append(day)
        if day.checkin is not None:
            checkins.append(Checkin(day.on, day.checkin))
        lifts = [lift for lift in LIFTS if any(row.exercise == lift for row in day.rows)]
        for lift in lifts:
            if len(exposures[lift]) >= FIRST_JUDGED:
                _forecast(day, lift, rows, exposures[lift], seen)
                _plateau(days, exposures[lift], seen)
        if lifts:
            _deload(days, exposures.values(), checkins, seen)
        rows += day.rows
        for lift in lifts:
            exposures[lift] += exposures_of(day.rows, lift)


def _forecast(day: Day, lift: str, rows: Sequence[SetRow], done: Sequence[LiftExposure], seen: Watch) -> None:
    ability = ability_on(day.on, done)
    for load, reps in attempts(rows, lift, day.on):
        chance = chance_of(ability, load, reps) if isinstance(ability, Ability) else None
        if isinstance(chance, float):
            seen.forecasts.append(Forecast(chance, could(day.body, lift, float(load), reps)))
        else:
            seen.silent += 1


def attempts(rows: Iterable[SetRow], lift: str, today: date) -> Iterator[tuple[Decimal, int]]:
    """Bests to try: one or two repetitions more, or one or two steps of load, than the best set of the last twelve weeks."""
    recent = [
        (row.load_kg, row.reps)
        for row in rows
        if row.exercise == lift and row.load_kg and row.reps and (today - row.day).days <= RECORD_DAYS
    ]
    if not recent:
        return
    load, reps = max(recent, key=lambda one: one[0] * (30 + one[1]))
    step = Decimal(str(exercises()[lift].load_step_kg))
    yield from ((load, reps + 1), (load, reps + 2), (load + step, reps), (load + 2 * step, reps))


def _plateau(days: Sequence[Day], done: Sequence[LiftExposure], seen: Watch) -> None:
    stall = detect_stall(done)
    if isinstance(stall, Stall) and len(days) > PLATEAU_DAYS:
        seen.plateaus.judge(said=stall.is_stalled, true=_is_flat(days))


def _is_flat(days: Sequence[Day]) -> bool:
    return days[-1].fresh / days[-1 - PLATEAU_DAYS].fresh - 1 < PLATEAU_GAIN


def _deload(days: Sequence[Day], lifts: Iterable[Sequence[LiftExposure]], checkins: Sequence[Checkin], seen: Watch) -> None:
    """Each reason against its own truth: two stalled lifts mean that nothing grows, low check-ins that the body is worn."""
    if len(days) <= PLATEAU_DAYS:
        return
    stalls = [detect_stall(done) for done in lifts]
    stalled = sum(isinstance(stall, Stall) and stall.is_stalled for stall in stalls)
    reasons = advise_deload(stalled, checkins, None, days[-1].on).reasons
    seen.stuck.judge(said="lifts_stalled" in reasons, true=_is_flat(days))
    seen.worn.judge(said="readiness_low" in reasons, true=all(day.tired >= TIRED for day in days[-TIRED_DAYS:]))


def ahead(seeds: Iterable[int]) -> list[Forecast]:
    """Chances told of targets a little above what the body can do that day, 2 to 12 weeks before, and whether the body could then."""
    found = []
    for seed in seeds:
        days, chance = list(live(seed, AHEAD_WEEKS)), Random(f"ahead {seed}")
        lift, at = chance.choice(LIFTS), 7 * chance.randrange(8, AHEAD_WEEKS - 12)
        fresh_kg = Strength(days[0].body.persona, days[0].body.seed).fresh_kg(exercises()[lift])
        done = exposures_of([row for day in days[:at] for row in day.rows], lift)
        for more in (1.01, 1.03, 1.06):
            target = fresh_kg * days[at].power * more
            for later in (14, 28, 56, 84):
                told = forecast_lift(days[at].on, done, target, days[at + later].on)
                if not isinstance(told, Unknown) and told.chance_by_deadline is not None:
                    found.append(Forecast(told.chance_by_deadline, fresh_kg * days[at + later].power >= target))
    return found


def calibration_error(forecasts: Sequence[Forecast]) -> tuple[float, list[str]]:
    """The expected calibration error over ten bins (Naeini 2015), and each bin in words."""
    bins: list[list[Forecast]] = [[] for _ in range(BINS)]
    for one in forecasts:
        bins[min(BINS - 1, int(one.chance * BINS))].append(one)
    told, gaps = [], 0.0
    for full in (one for one in bins if one):
        said, came = sum(one.chance for one in full) / len(full), sum(one.came_true for one in full) / len(full)
        gaps += abs(said - came) * len(full)
        told.append(f"  said {said:.2f}, came true {came:.2f}, n={len(full)}")
    return gaps / len(forecasts), told


def measure(seeds: Sequence[int] = HELD_BACK) -> list[str]:
    """Lines of docs/benchmarks.md."""
    seen, lives = Watch(), 0
    for seed in seeds:
        watch(seed, seen)
        lives += 1
    error, bins = calibration_error(seen.forecasts)
    unsure = [one for one in seen.forecasts if 0.1 <= one.chance <= 0.9]
    rate = sum(one.came_true for one in seen.forecasts) / len(seen.forecasts)
    brier = sum((one.chance - one.came_true) ** 2 for one in seen.forecasts) / len(seen.forecasts)
    goals = ahead(seeds)
    goal_error, goal_bins = calibration_error(goals)
    return [
        f"{lives} lives of {WEEKS} weeks, {len(seen.forecasts)} chances told, {seen.silent} not told (effort unknown)",
        f"calibration error {error:.3f}, of those between 0.1 and 0.9 {calibration_error(unsure)[0]:.3f} (n={len(unsure)})",
        f"Brier score {brier:.3f}, always saying {rate:.2f} would have {rate * (1 - rate):.3f}",
        *bins,
        f"goals of a lift 2 to 12 weeks ahead: {len(goals)} chances, calibration error {goal_error:.3f}",
        *goal_bins,
        f"plateau of a lift: {seen.plateaus}",
        f"deload because two lifts are stalled, against truly flat: {seen.stuck}",
        f"deload because check-ins are low, against truly worn: {seen.worn}",
    ]


if __name__ == "__main__":
    for line in measure():
        print(line)
