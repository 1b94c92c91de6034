"""The exercises and sets of a week: places from the split's days, filled by the solver.

Hard: the minutes of each day, one exercise a place and no exercise twice a day, at most 22 sets a muscle and week, no muscle worked hard on
two days running, and never more sets than somebody of the level does in a workout. Everything else costs: sets below or above the band of
a muscle, muscles trained once a week, more pushing than pulling, main lifts left out, what was asked for and is missing, exercises that
suit less well, the same exercise again. Weights are of the house; the validator knows none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spotter.coaching.planning.candidates import fitting
from spotter.coaching.planning.course import PlanWeek
from spotter.coaching.planning.dose import strength_dose
from spotter.coaching.planning.request import Candidate, PlanRequest
from spotter.coaching.planning.solver import Model, Term
from spotter.coaching.planning.templates import DAY_NEEDS, Need, Split
from spotter.coaching.volume import MAX_WEEKLY_SETS, MIN_FREQUENCY, WARM_UP_S, Band, Level, band_of, banded_groups, goal_band, group_shares

SETS = {"main": (2, 5), "accessory": (2, 4)}
MOST_SETS_A_DAY: dict[Level, int] = {"beginner": 22, "intermediate": 28, "advanced": 30}
MOST_EXERCISES_A_DAY: dict[Level, int] = {"beginner": 7, "intermediate": 8, "advanced": 9}
MOST_ON_DAYS_RUNNING, MANY_ON_DAYS_RUNNING = 8, 4  # direct sets of a large muscle on each of two consecutive days (48 h: ACSM 2009)
_ANY_SETS = 40  # more direct sets of a muscle than a day can hold
LARGE = frozenset({"chest", "back", "quads", "hamstrings", "glutes", "delts"})
USUAL_SETS = {"strength": 4, "hypertrophy": 3, "general": 3, "weight_loss": 3, "endurance": 2}
PUSH, PULL = frozenset({"horizontal_push", "vertical_push"}), frozenset({"horizontal_pull", "vertical_pull"})
KNEE, HIP = frozenset({"squat", "lunge", "knee_extension"}), frozenset({"hinge", "hip_extension", "knee_flexion"})

# Costs. A set is worth about ten; what nobody may miss is worth many sets.
MISSING, NO_MAIN, EMPTY_DAY = 900, 130, 400
BELOW_LARGE, BELOW_SMALL, MORE, ABOVE = 11, 6, 4, 5  # for each half set outside of the band
SELDOM, RUNNING, UNEVEN, FEWER_SETS, MORE_SETS, A_SET, AN_EXERCISE, AGAIN = 30, 25, 4, 5, 4, 1, 3, 8
NOTHING_DIRECT = 22
BY_THEMSELVES = ("biceps", "triceps", "abs", "calves", "side_delts", "rear_delts")  # what big lifts train on the side only


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise in the place it fills, with its sets in a usual week."""

    need: Need
    exercise: Candidate
    sets: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The week's choices by day, and how far from the best they are at most (0 to 1)."""

    days: list[list[Choice]]
    gap: float


@dataclass(slots=True)
class _Place:
    """A place with, for each exercise that may fill it, whether it does (`used`) and its sets."""

    day: int
    need: Need
    used: dict[str, int] = field(default_factory=dict)
    sets: dict[str, int] = field(default_factory=dict)


def select(
    split: Split, weekdays: Sequence[int], request: PlanRequest, usable: Sequence[Candidate], weeks: Sequence[PlanWeek]
) -> Selection | None:
    """Fill the strength days of a split (days of cardio and flows stay empty); None where the wishes leave no week at all."""
    week = _Week(split, weekdays, request, usable, weeks)
    week.fill()
    found = week.model.solve()
    if found is None:
        return None
    days: list[list[Choice]] = [[] for _ in split.days]
    for place in week.places:
        for key, used in place.used.items():
            if found.values[used]:
                days[place.day].append(Choice(place.need, week.exercises[key], found.values[place.sets[key]]))
    return Selection([_in_order(day) for day in days], found.gap)


def _in_order(day: list[Choice]) -> list[Choice]:
    """Main lifts first, then what trains most at once; the order of the template decides between equals."""
    return sorted(
        day, key=lambda c: (c.need.role != "main", c.need.muscle == "abs", -sum(1 for s in c.exercise.muscles.values() if s >= 1.0))
    )


def seconds_per_set(exercise: Candidate, need: Need, request: PlanRequest, weeks: Sequence[PlanWeek]) -> int:
    """What a set costs in time with its rest, in the week in which it takes longest."""
    doses = (strength_dose(exercise, need.role, request, sets=1, week=week)[0] for week in weeks)
    timed = (dose.timed(sides=2 if exercise.unilateral else 1) for dose in doses)
    return max((t.duration_s if t.duration_s is not None else (t.reps or 0) * 3) * t.sides + t.rest_s for t in timed)


class _Week:
    """The model of one week."""

    def __init__(
        self, split: Split, weekdays: Sequence[int], request: PlanRequest, usable: Sequence[Candidate], weeks: Sequence[PlanWeek]
    ) -> None:
        self.model, self.request, self.weekdays = Model(), request, weekdays
        self.exercises: dict[str, Candidate] = {e.key: e for e in usable}
        self._shares = {e.key: group_shares(e.muscles) for e in usable}
        self.days = range(len(split.days))
        self.places: list[_Place] = []
        self._seconds: dict[tuple[str, str], int] = {}
        for day, name in enumerate(split.days):
            for need in (*DAY_NEEDS[name], *_extra_needs(name, request, self.exercises)):
                if need.role in ("main", "accessory"):
                    self._place(day, need, weeks)

    def _place(self, day: int, need: Need, weeks: Sequence[PlanWeek]) -> None:
        place, (least, most) = _Place(day, need), SETS[need.role]
        for exercise, cost in fitting(need, self.request, list(self.exercises.values())):
            used, sets = self.model.choice(), self.model.whole(0, most)
            self.model.hold([(sets, 1), (used, -least)], low=0)
            self.model.hold([(sets, 1), (used, -most)], high=0)
            self.model.charge(used, cost + AN_EXERCISE)
            self.model.charge(sets, A_SET)
            place.used[exercise.key], place.sets[exercise.key] = used, sets
            at = (exercise.key, need.role)
            self._seconds[at] = self._seconds.get(at) or seconds_per_set(exercise, need, self.request, weeks)
        if not place.used:
            return
        self.model.hold([(used, 1) for used in place.used.values()], high=1)
        self.model.excess([(sets, 1) for sets in place.sets.values()], USUAL_SETS[self.request.goal], MORE_SETS)
        if need.role == "main":
            empty = self.model.shortfall([(used, 1) for used in place.used.values()], 1, NO_MAIN)
            usual = USUAL_SETS[self.request.goal]
            self.model.shortfall([*((sets, 1) for sets in place.sets.values()), (empty, usual)], usual, FEWER_SETS)
        self.places.append(place)

    def fill(self) -> None:
        """Put the rules of a week on the places."""
        for day in self.days:
            self._session([place for place in self.places if place.day == day])
        self._volume()
        for muscle in BY_THEMSELVES:
            direct = [(used, 1) for p in self.places for key, used in p.used.items() if self.exercises[key].muscles.get(muscle, 0.0) >= 1.0]
            if direct:
                self.model.shortfall(direct, 1, NOTHING_DIRECT)
        self._balance(PUSH, PULL)
        self._balance(KNEE, HIP)
        self._recovery()
        self._repeats()
        for key in sorted(self.request.wanted & self.exercises.keys()):
            self.model.shortfall([(p.used[key], 1) for p in self.places if key in p.used], 1, MISSING)

    def _session(self, places: Sequence[_Place]) -> None:
        if not places:
            return
        seconds = [(sets, self._seconds[key, p.need.role]) for p in places for key, sets in p.sets.items()]
        self.model.hold(seconds, high=self.request.minutes * 60 - WARM_UP_S)
        used = [(used, 1) for p in places for used in p.used.values()]
        self.model.hold([(sets, 1) for p in places for sets in p.sets.values()], high=MOST_SETS_A_DAY[self.request.level])
        self.model.hold(used, high=MOST_EXERCISES_A_DAY[self.request.level])
        self.model.hold(used, low=1)
        self.model.shortfall(used, 2, EMPTY_DAY)
        for key in {key for p in places for key in p.used}:
            self.model.hold([(p.used[key], 1) for p in places if key in p.used], high=1)

    def _halves(self, group: str, days: Sequence[int]) -> list[Term]:
        """Twice the fractional sets of a muscle group."""
        return [
            (sets, round(2 * self._shares[key][group]))
            for p in self.places
            if p.day in days
            for key, sets in p.sets.items()
            if group in self._shares[key]
        ]

    def _direct(self, group: str, day: int) -> list[Term]:
        """Sets for which a group does the main work."""
        places = [p for p in self.places if p.day == day]
        return [(sets, 1) for p in places for key, sets in p.sets.items() if self._shares[key].get(group, 0.0) >= 1.0]

    def _volume(self) -> None:
        for group in banded_groups():
            halves = self._halves(group, self.days)
            band = goal_band(group, self.request.level, self.request.goal)
            if not halves or band is None:
                continue
            self.model.hold(halves, high=2 * MAX_WEEKLY_SETS)
            self.model.shortfall(halves, 2 * band.low, BELOW_LARGE if group in LARGE else BELOW_SMALL)
            self.model.shortfall(halves, 2 * self._usual(group, band), MORE)
            self.model.excess(halves, 2 * band.high, ABOVE)
            days = [terms for day in self.days if (terms := self._direct(group, day))]
            if group in LARGE and len(days) >= MIN_FREQUENCY and band.low > 0:
                self._often(days)

    def _usual(self, group: str, band: Band) -> int:
        """What a muscle gets where there is the time: the start of the usual band, half-way up for muscle, its end where stressed."""
        usual = band_of(group, self.request.level) or band
        if group in self.request.emphasis:
            return usual.high
        return (usual.low + usual.high) // 2 if self.request.goal == "hypertrophy" else max(usual.low, 2)

    def _often(self, days: Sequence[list[Term]]) -> None:
        trained = []
        for terms in days:
            is_trained = self.model.choice()
            self.model.hold([*terms, (is_trained, -1)], low=0)
            trained.append((is_trained, 1))
        self.model.shortfall(trained, MIN_FREQUENCY, SELDOM)

    def _sets_of(self, patterns: frozenset[str], factor: int) -> list[Term]:
        return [(sets, factor) for p in self.places for key, sets in p.sets.items() if self.exercises[key].pattern in patterns]

    def _balance(self, one: frozenset[str], other: frozenset[str]) -> None:
        ones, others = self._sets_of(one, 1), self._sets_of(other, 1)
        if ones and others:
            for more, fewer in ((ones, others), (others, ones)):
                self.model.excess([*more, *((sets, -1) for sets, _ in fewer)], 3, UNEVEN)

    def _recovery(self) -> None:
        """Of two days running, one stays at or below eight direct sets of a large muscle, and better at four."""
        order = sorted(self.days, key=lambda day: self.weekdays[day])
        pairs = [*pairwise(order), *([(order[-1], order[0])] if len(order) > 1 else [])]
        for first, second in pairs:
            if (self.weekdays[second] - self.weekdays[first]) % 7 != 1:
                continue
            for group in sorted(LARGE):
                one, other = self._direct(group, first), self._direct(group, second)
                if one and other:
                    self._rest(one, other)

    def _rest(self, one: list[Term], other: list[Term]) -> None:
        light, hard = [], []
        for terms in (one, other):
            is_light, is_hard = self.model.choice(), self.model.choice()
            self.model.hold([*terms, (is_light, _ANY_SETS)], high=MOST_ON_DAYS_RUNNING + _ANY_SETS)
            self.model.hold([*terms, (is_hard, -_ANY_SETS)], high=MANY_ON_DAYS_RUNNING)
            light.append((is_light, 1))
            hard.append((is_hard, 1))
        self.model.hold(light, low=1)
        self.model.excess(hard, 1, RUNNING)

    def _repeats(self) -> None:
        """The same exercise on several days costs, except a beginner's main lifts, which want practice."""
        for key in self.exercises:
            terms = [
                (p.used[key], 1) for p in self.places if key in p.used and not (p.need.role == "main" and self.request.level == "beginner")
            ]
            if len(terms) > 1:
                self.model.excess(terms, 1, AGAIN)


def _extra_needs(day: str, request: PlanRequest, exercises: Mapping[str, Candidate]) -> list[Need]:
    """Places for exercises that have to be in and that no place of the day is made for."""
    if day not in ("full_body_a", "upper_a", "lower_a", "push", "pull", "legs"):
        return []
    found = []
    for key in sorted((request.wanted | request.aims) & exercises.keys()):
        exercise = exercises[key]
        main = next((muscle for muscle, share in exercise.muscles.items() if share >= 1.0), None)
        if main is not None and exercise.pattern not in ("cardio", "mobility", "conditioning"):
            found.append(Need((exercise.pattern,), main, "accessory"))
    return found
