"""A trainee's weeks as scores: what the log holds of what was said, and the duties of a coach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spotter.evals.record import Record
from spotter.evals.trainees.audit import audit
from spotter.evals.trainees.duties import DUTIES, breaches
from spotter.evals.verdict import Score

SHOWN = 3  # examples that a score tells


def score_trainee(record: Record) -> Iterator[Score]:
    """One score for each thing that must be right; nothing may be wrong, doubled, missing or invented, and no question may lead nowhere."""
    if record.diary is None:
        return
    found = audit(record)
    parts = {
        "sets wrong": found.wrong,
        "sets doubled": found.doubled,
        "sets missing": found.missing,
        "sets invented": found.invented,
        "weights": found.weights,
        "pains": found.pains,
        "understood": found.misunderstood,
        "questions": record.diary.gave_up,
    }
    for part, problems in parts.items():
        yield _score(part, problems, f"none of {found.said} sets" if part.startswith("sets") else "all as told")
    broken = breaches(record)
    for duty in DUTIES:
        yield _score(duty, [f"day {one.day}: {one.what}" for one in broken if one.duty == duty], "kept in every week")


def _score(part: str, problems: Iterable[str], wanted: str) -> Score:
    told = list(problems)
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return Score(f"trainee.{part.replace(' ', '_')}", not told, wanted, "; ".join(told[:SHOWN]) + more)
