"""Pain: how it starts, what provokes it, how it heals."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from spotter.catalogue.exercise import Exercise
from spotter.evals.trainees.persona import Hurt

Side = Literal["left", "right"]
HEALS = 0.86  # of the severity is left after a night
PROVOKED = 0.9  # more severity for a workout that loads the place as usual
GONE = 1.0  # below this nothing is felt any more
SIDED = ("knee", "shoulder", "elbow", "wrist", "ankle", "hip")
STARTS = 0.12  # chance of a workout at full proneness
WORST = 8.0


@dataclass
class Pain:
    """A place that hurts. `severity` is 0 to 10; `told` is what the coach was told last."""

    region: str
    side: Side | None
    severity: float
    told: int | None = None
    told_over: bool = False

    @property
    def felt(self) -> int:
        """The number that somebody would say."""
        return round(self.severity) if self.severity >= GONE else 0


@dataclass
class Pains:
    """All pains of somebody."""

    proneness: float
    chance: Random
    now: list[Pain] = field(default_factory=list)

    def come(self, hurts: tuple[Hurt, ...]) -> None:
        """Pains that were to come today."""
        for hurt in hurts:
            self._hurt(hurt.region, hurt.side, float(hurt.severity))

    def after_workout(self, done: list[tuple[Exercise, float]]) -> None:
        """What a workout does: (exercise, share of the usual load) loads the places that hurt, and may hurt another."""
        for pain in self.now:
            share = max((share for exercise, share in done if pain.region in exercise.joints), default=0.0)
            pain.severity = min(WORST, pain.severity + PROVOKED * max(0.0, share - 0.6) / 0.4 * (pain.severity >= GONE))
        hard = [exercise for exercise, share in done if share > 0.8 and exercise.joints]
        if hard and self.chance.random() < self.proneness * STARTS:
            region = self.chance.choice(self.chance.choice(hard).joints)
            side: Side | None = self.chance.choice(("left", "right")) if region in SIDED else None
            self._hurt(region, side, float(self.chance.choice((2, 3, 3, 4, 4, 5, 6))))

    def after_night(self) -> None:
        """A night heals. What is gone and was never told is forgotten."""
        for pain in self.now:
            pain.severity *= HEALS
        self.now = [pain for pain in self.now if pain.severity >= GONE or (pain.told is not None and not pain.told_over)]

    def share_allowed(self, exercise: Exercise) -> float:
        """How much of the usual load a sensible person would use for it: none above 5, seven tenths from 3 on."""
        worst = max((pain.severity for pain in self.now if pain.region in exercise.joints), default=0.0)
        if worst > 5.5:
            return 0.0
        return 0.7 if worst >= 2.5 else 1.0

    def _hurt(self, region: str, side: Side | None, severity: float) -> None:
        known = next((pain for pain in self.now if pain.region == region), None)
        if known is None:
            self.now.append(Pain(region, side, severity))
        else:
            known.severity = max(known.severity, severity)
