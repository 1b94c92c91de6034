"""A trainee: lives day by day, trains, and is asked by the solver for the next message until the weeks are over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from spotter.evals.case import Case, Turn
from spotter.evals.record import TurnRecord
from spotter.evals.trainees.body import Body
from spotter.evals.trainees.calendar import DayKind, day_kinds, days_left
from spotter.evals.trainees.diary import DayTruth, Diary, Draft, PainSaid, SetDone
from spotter.evals.trainees.gym import Gym
from spotter.evals.trainees.pains import Pain, Pains
from spotter.evals.trainees.persona import START, Persona, persona, weekday_of
from spotter.evals.trainees.talking import Exchange, Talk
from spotter.evals.trainees.training import WorkoutDone
from spotter.evals.trainees.voice import ModelVoice
from spotter.evals.trainees.words import Words
from spotter.llm.asking import LanguageModels

Voice = Callable[[Draft], Awaitable[str]]  # words for a draft: a model's, or the template's own
MORNING, EVENING = 7 * 60, 18 * 60  # minutes of the day
SCALE_ERROR_KG = 0.4
TELLS_LATE = 0.6  # of the workouts that were forgotten are told the day after
TELLS_CHANGE = 2  # points that a pain must move to be told again
SAYS_NOTHING = 0.4  # of those who do not feel like it say nothing
NO_DRIVE = 0.35  # chance to stay at home, at no motivation at all


def new_trainee(case: Case, seed: int, models: LanguageModels | None, user_id: str) -> Trainee:
    """The trainee of a case; with models they word what it says, on the account of `user_id`."""
    who = persona(case.trainee or "")
    return Trainee(who, case.weeks, seed, ModelVoice(models, who, user_id) if models else None)


class Trainee:
    """One life. Everything in it follows from persona, weeks, seed and what the coach answers."""

    def __init__(self, who: Persona, weeks: int, seed: int, voice: Voice | None = None) -> None:
        self.who, self.weeks, self.voice = who, weeks, voice
        self.diary = Diary(who.name, weeks, seed)
        self.body = Body.of(who, seed)
        self.pains = Pains(who.injury_proneness, self._chance("pains", seed))
        self.kinds = day_kinds(who, weeks * 7, self._chance("calendar", seed))
        self.mood = self._chance("mood", seed)
        self.motivation = who.motivation
        words = Words(who, self._chance("words", seed))
        self.talk = Talk(words, self.diary, lambda: self.pains.now)
        self.gym = Gym(who, self.body, self.pains, self.talk, self._chance("training", seed))
        self._life = self._live()
        self._late: tuple[int, tuple[SetDone, ...]] | None = None

    async def next_turn(self, so_far: Sequence[TurnRecord]) -> Turn | None:
        """The next message, or None where the last week is over."""
        try:
            draft = self._life.send(so_far[-1]) if self.diary.said else next(self._life)
        except StopIteration:
            return None
        text = draft.text if self.voice is None else await self.voice(draft)
        self.diary.said.append(replace(draft, text=text))
        return Turn(say=text, at=f"+{draft.day}d {draft.minute // 60:02}:{draft.minute % 60:02}")

    def _chance(self, of: str, seed: int) -> Random:
        return Random(f"{self.who.name} {seed} {of}")

    def _live(self) -> Generator[Draft, TurnRecord, None]:
        for day, kind in enumerate(self.kinds):
            self.talk.begin_day(day, MORNING)
            if day == 0 and self.who.plan == "coach":
                yield from self.gym.ask_for_plan()
            self.pains.come(tuple(hurt for hurt in self.who.hurts if hurt.day == day))
            if kind != "holiday":
                yield from self._morning(day)
            yield from self._announce(day, kind)
            self.talk.go_on_at(EVENING)
            done = None
            if self.who.trains_on(day):
                done = yield from self._training_day(day, kind)
            if kind != "holiday":
                yield from self._evening(day)
            self._night(day, kind, done)

    def _morning(self, day: int) -> Exchange:
        if self._late is not None:
            late, self._late = self._late, None
            yield from self.gym.report(late[0], late[1], yesterday=True)
        if weekday_of(day) in self.who.weighs_on:
            text, kg = self.talk.words.weight(self.body.weight_kg + self.mood.uniform(-SCALE_ERROR_KG, SCALE_ERROR_KG))
            yield from self.talk.say("weigh", self.talk.words.pick("weigh", weight=text), weight_kg=kg)
        for pain in self.pains.now:
            if pain.felt == 0 and pain.told is not None and not pain.told_over:
                yield from self._is_over(pain)
        if self.who.trains_on(day) and self.mood.random() < self.who.checks_in:
            low = 1 if self.kinds[day] == "sick" else 2
            sore = max(1, min(5, round(1 + self.body.soreness)))
            figures = {"energy": self.mood.randint(low, 4), "sleep": self.mood.randint(2, 5), "soreness": sore}
            yield from self.talk.say("check_in", self.talk.words.pick("check_in", None, **figures), check_in=figures)

    def _is_over(self, pain: Pain) -> Exchange:
        pain.told_over = True
        words = self.talk.words
        said = PainSaid(pain.region, pain.side, None)
        yield from self.talk.say("pain_over", words.pick("pain_over", place=words.place(pain.region, None)), pain=said)
        if self.talk.on_hold:
            yield from self.talk.say("clearance", words.pick("clearance"))

    def _announce(self, day: int, kind: DayKind) -> Exchange:
        """Holidays are told on their first morning."""
        if kind == "holiday" and (day == 0 or self.kinds[day - 1] != "holiday"):
            until = START + timedelta(days=day + days_left(self.kinds, day) - 1)
            month = self.talk.words.all["months"][until.month - 1]
            when = f"au {until.day} {month}" if self.who.locale == "fr" else f"{until.day} {month}"
            yield from self.talk.say("away", self.talk.words.pick("holiday", until=when))

    def _training_day(self, day: int, kind: DayKind) -> Generator[Draft, TurnRecord, WorkoutDone | None]:
        if kind == "holiday":
            return None
        reason: str | None = kind if kind != "ordinary" else None
        if reason is None and self.mood.random() < NO_DRIVE * (1 - self.motivation):
            reason = "tired"
        if reason is not None:
            if reason != "tired" or self.mood.random() >= SAYS_NOTHING:
                yield from self.talk.say("skip", self.talk.words.pick("skip", reason), about=reason)
            self.motivation = max(0.2, self.motivation - 0.02)
            return None
        done = yield from self.gym.go(day)
        if done is not None:
            self.motivation += 0.1 * (self.who.motivation - self.motivation)
            if self.mood.random() >= self.who.forgetfulness:
                yield from self.gym.report(day, self.gym.as_told(done.sets))
            elif self.mood.random() < TELLS_LATE:
                self._late = (day, self.gym.as_told(done.sets))
        return done

    def _evening(self, day: int) -> Exchange:
        for pain in self.pains.now:
            if pain.felt and (pain.told is None or abs(pain.felt - pain.told) >= TELLS_CHANGE):
                pain.told, pain.told_over = pain.felt, False
                place = self.talk.words.place(pain.region, pain.side)
                said = PainSaid(pain.region, pain.side, pain.felt)
                yield from self.talk.say("pain", self.talk.words.pick("pain", place=place, severity=pain.felt), pain=said)
        if weekday_of(day) == self.who.reviews_on:
            yield from self.talk.say("review", self.talk.words.pick("review"))
            yield from self.gym.ask_max()

    def _night(self, day: int, kind: DayKind, done: WorkoutDone | None) -> None:
        load = 0.0 if done is None else done.load
        if done is not None:
            self.pains.after_workout(list(done.shares))
        form, body = self.body.form, self.body
        worst = max((pain.felt for pain in self.pains.now), default=0)
        sets = () if done is None else done.sets
        figures = (load, form.fitness, form.fatigue, body.power, body.soreness, self.motivation, body.weight_kg)
        self.diary.days.append(DayTruth(day, kind, sets, *figures, pain=worst))
        self.body.end_day(load, "sick" if kind == "sick" else None)
        self.pains.after_night()
