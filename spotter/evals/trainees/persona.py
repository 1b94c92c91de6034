"""Who a simulated trainee is: `personas/<name>.yaml`. docs/evals.md tells the fields."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from spotter.evals.case import TRAINEES_BEGIN, Case, Name, Person, Zone
from spotter.evals.expectation import Strict
from spotter.evals.yaml_lines import checked
from spotter.language.understanding import Locale, Units
from spotter.messages import Channel

PERSONAS = Path(__file__).parent / "personas"
START = date.fromisoformat(TRAINEES_BEGIN[:10])
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Share = Annotated[float, Field(ge=0, le=1)]


class Spell(Strict):
    """Days that are not like the others: `first` counts from the first day of the simulation (0)."""

    kind: Literal["holiday", "busy", "sick", "away"]
    first: int = Field(ge=0)
    days: int = Field(ge=1)


class Hurt(Strict):
    """A pain that comes whatever happens; others come of training, by `injury_proneness`."""

    day: int = Field(ge=0)
    region: Name
    side: Literal["left", "right"] | None = None
    severity: int = Field(ge=1, le=8)


class OwnSlot(Strict):
    """An exercise of somebody's own plan."""

    exercise: Name
    sets: int = Field(ge=1, le=10)
    reps: int = Field(ge=1, le=30)


class Style(Strict):
    """How somebody writes. Shares are of the messages or the names in them."""

    words: Literal["terse", "chatty", "sloppy"] = "terse"
    messages: Literal["one", "one_per_exercise"] = "one"
    typos: Share = 0.0
    other_units: Share = 0.0
    bare_loads: Share = 0.0
    tells_rpe: Share = 0.0


class Persona(Strict):
    """A person. Kilograms, centimetres, years; shares from 0 to 1.

    `strength` scales what the level would lift, `lifts` sets the true 1RM of an exercise (kg). `endurance` is the k of
    load = 1RM / (1 + reps / k): 30 is Epley's person, others do more or fewer repetitions at the same percentage.
    """

    about: str
    locale: Locale = "en"
    units: Units = "metric"
    zone: Zone = "Europe/Paris"
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    channel: Channel = "app"
    age: int = Field(ge=16, le=90)
    sex: Literal["male", "female"]
    height_cm: int
    weight_kg: float
    weight_change_kg_per_week: float = 0.0
    level: Literal["beginner", "intermediate", "advanced"]
    goal: Literal["strength", "hypertrophy", "general", "weight_loss"] = "general"
    weekdays: tuple[Weekday, ...]
    minutes: int = 60
    equipment: Literal["gym", "dumbbells", "barbell", "bodyweight"] = "gym"
    plan: Literal["coach", "own"] = "coach"
    own_plan: tuple[tuple[OwnSlot, ...], ...] = ()
    strength: float = 1.0
    lifts: dict[Name, float] = Field(default_factory=dict)
    endurance: float = Field(default=30.0, ge=20, le=45)
    motivation: Share = 0.9
    honesty: Share = 1.0
    forgetfulness: Share = 0.0
    rounding: Share = 0.0
    slips: Share = 0.0
    injury_proneness: Share = 0.0
    illness_per_week: Share = 0.0
    weighs_on: tuple[Weekday, ...] = ()
    checks_in: Share = 0.0
    reviews_on: Weekday | None = None
    style: Style = Style()
    spells: tuple[Spell, ...] = ()
    hurts: tuple[Hurt, ...] = ()
    name: str = ""

    @property
    def person(self) -> Person:
        """The person that the coach knows: what update_profile was told before."""
        profile = {"level": self.level, "sex": self.sex, "height_cm": self.height_cm, "age": self.age}
        return Person(locale=self.locale, units=self.units, zone=self.zone, country=self.country, channel=self.channel, profile=profile)

    def trains_on(self, day: int) -> bool:
        """Whether this day of the simulation is one of the usual days."""
        return weekday_of(day) in self.weekdays


def date_of(day: int) -> date:
    """The date of a day of the simulation."""
    return START + timedelta(days=day)


def weekday_of(day: int) -> Weekday:
    """The weekday of a day of the simulation, which begins on a Monday."""
    return DAYS[date_of(day).weekday()]  # type: ignore[return-value]


def persona_names() -> list[str]:
    """Everybody there is."""
    return sorted(path.stem for path in PERSONAS.glob("*.yaml"))


@cache
def persona(name: str) -> Persona:
    """The persona of a file, or `SuiteError` with its lines."""
    return checked(PERSONAS / f"{name}.yaml", Persona, f"persona {name}", name=name)


def case_of(name: str, weeks: int) -> Case:
    """A case that is nothing but a persona's weeks with the coach."""
    return Case.model_validate({"id": name, "suite": "trainees", "trainee": name, "weeks": weeks})
