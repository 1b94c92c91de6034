"""An exercise of the catalogue, as loaded from `data/exercises/*.jsonl`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["beginner", "intermediate", "advanced"]
Measure = Literal["reps", "time", "distance"]


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film of an exercise. Empty until a real link is known: none is invented."""

    kind: Literal["video", "gif"]
    url: str
    title: str
    length_s: int | None
    thumbnail_url: str | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    `muscles` maps a muscle to its share of the work (primary 1.0, secondary 0.5 as in fractional set counting).
    `bodyweight_share` is the part of the body weight that is moved (pull-up 1.0, push-up 0.64, barbell lifts 0).
    `load_step_kg` is the smallest sensible change of load; 0 where no load is used.
    `demanding` are those of `joints` of which it asks more than others that do the same work (`data/joint_demand.json`).
    `rank` orders exercises that share an alias: the lower is what people usually mean.
    """

    key: str
    name: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    muscles: dict[str, float]
    pattern: str
    equipment: tuple[str, ...]
    level: Level
    goals: tuple[str, ...]
    unilateral: bool
    joints: tuple[str, ...]
    bodyweight_share: float
    load_step_kg: float
    measure: Measure
    how: dict[str, str]
    mistake: dict[str, str]
    media: tuple[Media, ...] = ()
    rank: int = 100
    demanding: tuple[str, ...] = ()

    @property
    def is_assisted(self) -> bool:
        """Whether its weight helps: it is kept below 0."""
        return self.key.startswith("assisted")
