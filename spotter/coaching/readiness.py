"""How ready somebody is today, and what that takes off the workout. It may hold or reduce, never raise."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spotter.coaching.unknown import Provenance, Unknown


@dataclass(frozen=True, slots=True)
class Answers:
    """A check-in, 1 to 5; 5 is the most of it (energy 5 = full of energy, soreness 5 = very sore). None where not said."""

    energy: int | None = None
    soreness: int | None = None
    sleep: int | None = None
    stress: int | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """The mean of what was answered, 1 (spent) to 5 (fresh)."""

    score: float
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What today's workout loses: sets per exercise, load factor, reps in reserve to keep on top, and why (codes)."""

    sets_delta: int
    load_factor: Decimal
    extra_rir: int
    is_rest_better: bool
    reasons: tuple[str, ...]


_AS_PLANNED = Adaptation(0, Decimal(1), 0, is_rest_better=False, reasons=())


def readiness_score(answers: Answers) -> Readiness | Unknown:
    """The mean of the answers, soreness and stress turned round; Unknown where nothing was answered."""
    given = {"energy": answers.energy, "sleep": answers.sleep, "soreness": answers.soreness, "stress": answers.stress}
    known = {name: value for name, value in given.items() if value is not None}
    if not known:
        return Unknown("no_answers")
    if any(not 1 <= value <= 5 for value in known.values()):
        return Unknown("answer_out_of_range")
    points = [6 - value if name in ("soreness", "stress") else value for name, value in known.items()]
    return Readiness(sum(points) / len(points), Provenance("readiness_mean", 1, known))


def adapt_to(answers: Answers) -> Adaptation:
    """What to take off today. One very bad answer counts by itself, so that a good mood does not hide a bad night."""
    readiness = readiness_score(answers)
    if isinstance(readiness, Unknown):
        return _AS_PLANNED
    reasons = _low_answers(answers)
    if readiness.score <= 1.5:
        return Adaptation(-2, Decimal("0.80"), 2, is_rest_better=True, reasons=reasons or ("readiness_low",))
    if readiness.score <= 2.5:
        return Adaptation(-1, Decimal("0.90"), 1, is_rest_better=False, reasons=reasons or ("readiness_low",))
    if reasons:
        return Adaptation(-1, Decimal("0.95"), 1, is_rest_better=False, reasons=reasons)
    if readiness.score < 3:
        return Adaptation(0, Decimal("0.95"), 1, is_rest_better=False, reasons=("readiness_below_usual",))
    return _AS_PLANNED


def _low_answers(answers: Answers) -> tuple[str, ...]:
    low = {
        "energy_low": answers.energy is not None and answers.energy <= 2,
        "sleep_poor": answers.sleep is not None and answers.sleep <= 2,
        "very_sore": answers.soreness is not None and answers.soreness >= 4,
        "stress_high": answers.stress is not None and answers.stress >= 5,
    }
    return tuple(code for code, is_low in low.items() if is_low)
