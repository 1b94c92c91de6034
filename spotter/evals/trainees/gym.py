"""A trainee in the gym: asks for the plan, does the workout, tells it, and looks whether it was noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import replace
from itertools import groupby
from random import Random
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.evals.record import CallMade, TurnRecord
from spotter.evals.trainees.body import Body
from spotter.evals.trainees.diary import Draft, SetDone, SetSaid
from spotter.evals.trainees.pains import Pains
from spotter.evals.trainees.persona import DAYS, Persona, date_of
from spotter.evals.trainees.talking import Exchange, Talk
from spotter.evals.trainees.training import WorkoutDone, asked_by_coach, asked_by_oneself, train
from spotter.evals.trainees.words import Told

RESTS = 0.5  # of those who come on a day that the plan leaves free go home again
ROUND_KG = 5.0
BEFORE_A_MAX = 3  # workouts with a lift before somebody asks for their 1RM
MAX_REPS_OF_A_MAX = 8  # longer sets say little about it


class Gym:
    """One person's training, with the coach or alone."""

    def __init__(self, who: Persona, body: Body, pains: Pains, talk: Talk, chance: Random) -> None:
        self.who, self.body, self.pains, self.talk, self.chance = who, body, pains, talk, chance
        self._last: dict[str, SetDone] = {}
        self._days_of: Counter[str] = Counter()
        self._workouts = 0

    def ask_for_plan(self) -> Exchange:
        """Ask the coach for a plan, with days, minutes, goal and equipment."""
        words = self.talk.words
        about = {"goal": words.one_of("goal", self.who.goal), "equipment": words.one_of("equipment", self.who.equipment)}
        on = ", ".join(words.all["days"][DAYS.index(day)] for day in self.who.weekdays)
        text = words.pick("ask_plan", days=len(self.who.weekdays), on=on, minutes=self.who.minutes, **about)
        yield from self.talk.say("ask_plan", text)

    def go(self, day: int) -> Generator[Draft, TurnRecord, WorkoutDone | None]:
        """Train what the coach shows for today, or one's own; None where there is nothing to do."""
        if self.who.plan == "own":
            asked = asked_by_oneself(self.who.own_plan[self._workouts % len(self.who.own_plan)], self._last)
        else:
            shown = yield from self._ask_today()
            if shown is None or (shown["on"] != date_of(day).isoformat() and self.chance.random() < RESTS):
                return None
            asked = asked_by_coach(shown)
        done = train(self.body, self.pains, asked, self.who.minutes, self.chance)
        if not done.sets:
            return None
        self._workouts += 1
        self._last |= {one.exercise: one for one in done.sets}
        self._days_of.update({one.exercise for one in done.sets})
        return done

    def report(self, day: int, sets: Sequence[SetDone], *, yesterday: bool = False) -> Exchange:
        """Tell a workout. What the receipt does not name is told again, once and plainly."""
        for told in self.talk.words.report(day, sets, yesterday=yesterday):
            slipped = None if yesterday else self._slipped(told, sets)
            calls = yield from self.talk.say("report", (slipped or told).text, terms=told.terms, sets=(slipped or told).sets)
            if slipped is not None:
                yield from self._correct(slipped, told)
            yield from self._tell_again(told.sets, calls, yesterday=yesterday)

    def as_told(self, sets: Sequence[SetDone]) -> tuple[SetDone, ...]:
        """A workout as this person will tell it: rounded, a little better than it was, something left out."""
        told: list[SetDone] = []
        for _, group in groupby(sets, key=lambda one: one.exercise):
            own = list(group)
            step = exercises()[own[0].exercise].load_step_kg or 2.5
            lies, rounds = self.chance.random() >= self.who.honesty, self.chance.random() < self.who.rounding
            leaves_out = self.chance.random() < self.who.forgetfulness / 3
            for one in [] if leaves_out and told else own:
                load = one.load_kg
                if load is not None and rounds and load > 2 * ROUND_KG:
                    load = round(load / ROUND_KG) * ROUND_KG
                told.append(replace(one, load_kg=load + step if lies and load is not None else load))
        return tuple(told)

    def ask_max(self) -> Exchange:
        """Ask for the 1RM of the lift that was done most, once it was done a few times with few repetitions."""
        known = exercises()
        done = [
            (count, key)
            for key, count in self._days_of.items()
            if count >= BEFORE_A_MAX
            and self._last[key].load_kg is not None
            and (self._last[key].reps or 99) <= MAX_REPS_OF_A_MAX
            and known[key].bodyweight_share == 0
        ]
        if not done:
            return
        _, key = max(done)
        words = self.talk.words
        text = words.pick("ask_max", name=known[key].name[self.who.locale].lower())
        yield from self.talk.say("ask_max", text, about=key, true_max_kg=self.body.one_rm_kg(known[key]))

    def _ask_today(self) -> Generator[Draft, TurnRecord, dict[str, Any] | None]:
        shown = _shown((yield from self.talk.say("ask_today", self.talk.words.pick("ask_today"))))
        if shown is not None and shown["plan_id"] is None and not self.talk.on_hold:
            yield from self.ask_for_plan()
            shown = _shown((yield from self.talk.say("ask_today", self.talk.words.pick("ask_today"))))
        return shown if shown and shown["plan_id"] else None

    def _slipped(self, told: Told, sets: Sequence[SetDone]) -> Told | None:
        """The same message with a wrong load, where this person slips; of one exercise only, so that a correction is clear."""
        own = [one for one in sets if one.exercise == told.sets[0].exercise]
        loads = {one.load_kg for one in told.sets}
        if len({one.exercise for one in told.sets}) > 1 or len(loads) > 1 or None in loads or self.chance.random() >= self.who.slips:
            return None
        wrong = [replace(one, load_kg=(one.load_kg or 0.0) + 10) for one in own]
        return self.talk.words.entry(told.sets[0].day, wrong)

    def _correct(self, slipped: Told, told: Told) -> Exchange:
        text, kg = self.talk.words.load(told.sets[0].load_kg or 0.0)
        right = tuple(replace(one, load_kg=kg) for one in slipped.sets)
        yield from self.talk.say("correct", self.talk.words.pick("correct", load=text), sets=right, replaces=slipped.sets)

    def _tell_again(self, sets: Sequence[SetSaid], calls: Sequence[CallMade], *, yesterday: bool) -> Exchange:
        noted = {entry["exercise"]["key"] for call in calls if call.tool == "log_workout" for entry in call.result["entries"]}
        for key, group in groupby(sets, key=lambda one: one.exercise):
            own = list(group)
            if key in noted or None in noted:
                continue
            opening = self.talk.words.pick("opening_yesterday", "sloppy") if yesterday else ""
            yield from self.talk.say("again", opening + self.talk.words.plainly(own))


def _shown(calls: Sequence[CallMade]) -> dict[str, Any] | None:
    return next((dict(call.result) for call in reversed(calls) if call.tool == "today_workout"), None)
