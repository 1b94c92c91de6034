"""Invented people with wishes for a plan, the same for the same seed: usual ones, odd ones and impossible ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import Sore
from spotter.coaching.planning.request import LEVELS, Event, PlanRequest
from spotter.coaching.prescription import Goal

GOALS: tuple[Goal, ...] = ("strength", "hypertrophy", "endurance", "mobility", "general", "weight_loss")
EQUIPMENT = (
    frozenset({"gym"}),
    frozenset({"gym"}),
    frozenset[str](),
    frozenset({"dumbbell"}),
    frozenset({"dumbbell", "bench"}),
    frozenset({"barbell", "rack", "bench", "plate"}),
    frozenset({"kettlebell"}),
    frozenset({"band", "pullup_bar"}),
    frozenset({"dumbbell", "bench", "pullup_bar", "cardio_machine"}),
)
LIFTS = (
    "back_squat",
    "bench_press",
    "deadlift",
    "overhead_press",
    "barbell_row",
    "romanian_deadlift",
    "goblet_squat",
    "leg_press",
    "lat_pulldown",
)
REGIONS = ("knee", "shoulder", "lower_back", "elbow", "wrist", "hip", "ankle", "neck", "hamstring")
AVOIDED = (
    "knee",
    "shoulder",
    "lower_back",
    "squat",
    "hinge",
    "lunge",
    "vertical_push",
    "deadlift",
    "back_squat",
    "running",
    "jump",
    "horizontal_push",
)


def profiles(count: int, seed: int = 1) -> Iterator[PlanRequest]:
    """`count` requests."""
    draw = Random(seed)
    for _ in range(count):
        yield _profile(draw)


def _profile(draw: Random) -> PlanRequest:
    keys = sorted(exercises())
    days = draw.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, draw.choice((0, 8))))
    weekdays = tuple(sorted(draw.sample(range(7), days))) if 1 <= days <= 7 and draw.random() < 0.3 else ()
    return PlanRequest(
        goal=draw.choice(GOALS),
        level=draw.choice(LEVELS),
        days_per_week=days,
        minutes=draw.choice((0, 10, 15, 20, 30, 30, 40, 45, 45, 50, 60, 60, 60, 75, 90, 120)),
        equipment=draw.choice(EQUIPMENT),
        avoid=frozenset(draw.sample(AVOIDED, draw.choice((0, 0, 0, 1, 2, 5)))),
        dislikes=frozenset(draw.sample(keys, draw.choice((0, 0, 3, 40)))),
        e1rm_kg={
            key: Decimal(draw.randrange(20, 240)) + Decimal("0.5") * draw.randrange(2) for key in draw.sample(LIFTS, draw.randrange(6))
        },
        age=draw.choice((None, None, draw.randrange(10, 90), draw.randrange(13, 18))),
        weekdays=weekdays,
        wanted=frozenset(draw.sample(LIFTS, draw.choice((0, 0, 0, 0, 1, 2)))),
        aims=frozenset(draw.sample((*LIFTS, "running", "rowing"), draw.choice((0, 0, 1)))),
        likes=frozenset(draw.sample(keys, draw.choice((0, 0, 4)))),
        last_used=frozenset(draw.sample(keys, draw.choice((0, 0, 20)))),
        sore=tuple(Sore(draw.choice(REGIONS), draw.choice((None, 1, 3, 5, 7, 9))) for _ in range(draw.choice((0, 0, 0, 1, 2)))),
        hold=draw.choice(("none",) * 12 + ("light", "stop")),
        is_pregnant=draw.random() < 0.04,
        event=draw.choice((None,) * 5 + (Event("race", draw.randrange(-1, 30)), Event("meet", draw.randrange(0, 20)))),
        days_away=draw.choice((None, None, 3, 20, 60, 400)),
        only_cardio=draw.random() < 0.05,
        resting_bpm=draw.choice((None, 48, 62)),
    )
