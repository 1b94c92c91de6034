"""The hidden body of a trainee: fitness and fatigue from daily training loads, and the strength that is left of both.

Fitness and fatigue are exponentially weighted averages of the daily load over 42 and 7 days (impulse-response model, Banister; time
constants as Coggan has them). Loads are session RPE x minutes (Foster 2001).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from spotter.catalogue.exercise import Exercise
from spotter.evals.trainees.persona import Persona

FITNESS_DAYS = 42
FATIGUE_DAYS = 7
# What follows is made so that people come out plausible; nobody is coached by it.
GAIN = {"beginner": 0.22, "intermediate": 0.09, "advanced": 0.03}  # of the 1RM, for fitness grown from none to that of the usual week
USED_TO = {"beginner": 0.2, "intermediate": 0.7, "advanced": 0.95}  # of the usual week's fitness, at the start
FATIGUE_COST = 0.05  # of the 1RM, for fatigue that is above fitness by a usual day
SORENESS_COST = 0.015  # of the 1RM, for each point of soreness
LEVEL = {"beginner": 0.6, "intermediate": 0.85, "advanced": 1.1}
SEX = {"male": 1.0, "female": 0.68}
TIRES = 0.015  # of the 1RM, for each set before in the same exercise
# 1RM over body weight of an intermediate man, by movement; the body's own weight counts where it is lifted.
RATIO: Mapping[str, float] = {
    "squat": 1.4,
    "hinge": 1.7,
    "hip_extension": 1.5,
    "lunge": 0.7,
    "horizontal_push": 1.05,
    "vertical_push": 0.7,
    "horizontal_pull": 0.95,
    "vertical_pull": 1.05,
    "knee_flexion": 0.6,
    "knee_extension": 0.8,
    "elbow_flexion": 0.5,
    "elbow_extension": 0.45,
    "calf_raise": 1.3,
    "shrug": 1.4,
}
SMALL = 0.22  # raises, flies, everything else
HELD_IN_ONE_HAND = 0.42


@dataclass(frozen=True, slots=True)
class Form:
    """Fitness and fatigue in load units a day."""

    fitness: float
    fatigue: float

    def after(self, load: float) -> Form:
        """The form after a day with this load (0 on a rest day)."""
        fitness = self.fitness + (load - self.fitness) / FITNESS_DAYS
        return Form(fitness, self.fatigue + (load - self.fatigue) / FATIGUE_DAYS)

    @property
    def balance(self) -> float:
        """What of the fitness shows: fitness minus fatigue."""
        return self.fitness - self.fatigue


def session_load(rpe: float, minutes: float) -> float:
    """Session RPE (0 to 10) x minutes (Foster 2001)."""
    return rpe * minutes


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong somebody is at all: fresh, at the start."""

    persona: Persona
    seed: int

    def fresh_kg(self, exercise: Exercise) -> float:
        """The 1RM at the start, all that is moved counted: the body where it is lifted, one hand's dumbbell."""
        who = self.persona
        if exercise.key in who.lifts:
            return who.lifts[exercise.key] + exercise.bodyweight_share * who.weight_kg
        own = 1 + Random(f"{who.name} {self.seed} {exercise.key}").uniform(-0.08, 0.08)
        kg = RATIO.get(exercise.pattern, SMALL) * who.weight_kg * LEVEL[who.level] * SEX[who.sex] * who.strength * own
        if exercise.bodyweight_share > 0:
            return max(kg, exercise.bodyweight_share * who.weight_kg * 1.3)
        return kg * HELD_IN_ONE_HAND if exercise.equipment[:1] in (("dumbbell",), ("kettlebell",)) else kg


@dataclass
class Body:
    """What nobody sees. `usual` is the load of an average day of the weeks that the person is used to want."""

    persona: Persona
    seed: int
    form: Form
    usual: float
    soreness: float = 0.0
    weight_kg: float = 0.0

    @classmethod
    def of(cls, persona: Persona, seed: int) -> Body:
        """The body on the morning of the first day."""
        usual = session_load(7, persona.minutes) * len(persona.weekdays) / 7
        level = USED_TO[persona.level] * usual
        return cls(persona, seed, Form(level, level), usual, weight_kg=persona.weight_kg)

    def one_rm_kg(self, exercise: Exercise) -> float:
        """The true 1RM now, in kg: it follows fitness minus fatigue, and soreness takes from it."""
        return Strength(self.persona, self.seed).fresh_kg(exercise) * self.power

    @property
    def power(self) -> float:
        """The 1RM of now over that of the start, the same for all lifts."""
        start = USED_TO[self.persona.level] * self.usual
        gained = GAIN[self.persona.level] * (self.form.fitness - start) / self.usual
        tired = FATIGUE_COST * max(0.0, self.form.fatigue - self.form.fitness) / self.usual
        return max(0.5, 1 + gained - tired - SORENESS_COST * self.soreness)

    def repetitions(self, exercise: Exercise, load_kg: float, sets_before: int = 0) -> float:
        """How many repetitions there are in a set with this added load, not a whole number: load = 1RM / (1 + reps / endurance)."""
        moved = load_kg + exercise.bodyweight_share * self.weight_kg
        if moved <= 0:
            return 30.0
        ability = self.one_rm_kg(exercise) * (1 - TIRES * sets_before)
        if ability < moved:
            return 0.0
        return max(1.0, self.persona.endurance * (ability / moved - 1))

    def end_day(self, load: float, illness: Literal["sick"] | None = None) -> None:
        """A night: form moves with the day's load, soreness fades by half, the weight goes its way. Illness tires without training."""
        strain = load + (0.6 * self.usual if illness else 0.0)
        self.form = Form(self.form.after(load).fitness, self.form.after(strain).fatigue)
        self.soreness = min(5.0, self.soreness / 2 + load / (2.5 * self.usual + 1) * 0.5)
        self.weight_kg += self.persona.weight_change_kg_per_week / 7
