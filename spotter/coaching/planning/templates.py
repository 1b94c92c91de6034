"""Weekly splits by goal and days, and which movement patterns a day holds, the most important first."""

from __future__ import annotations

from dataclasses import dataclass

from spotter.coaching.planning.request import Role
from spotter.coaching.prescription import Goal


@dataclass(frozen=True, slots=True)
class Need:
    """A place in a day: patterns that fill it, the best first, and the muscle it is there for."""

    patterns: tuple[str, ...]
    muscle: str
    role: Role = "accessory"


@dataclass(frozen=True, slots=True)
class Split:
    """A named week: the day templates in order."""

    name: str
    days: tuple[str, ...]


_SQUAT = Need(("squat",), "quads", "main")
_HINGE = Need(("hinge", "hip_extension"), "hamstrings", "main")
_PRESS = Need(("horizontal_push",), "chest", "main")
_ROW = Need(("horizontal_pull", "vertical_pull"), "upper_back", "main")
_OVERHEAD = Need(("vertical_push", "horizontal_push"), "front_delts", "main")
_PULL = Need(("vertical_pull", "horizontal_pull"), "lats", "main")
_LUNGE = Need(("lunge",), "quads")
_BRIDGE = Need(("hip_extension",), "glutes")
_LEG_CURL = Need(("knee_flexion", "hip_extension"), "hamstrings")
_LEG_EXTENSION = Need(("knee_extension", "squat"), "quads")
_CALVES = Need(("calf_raise",), "calves")
_SIDE_DELTS = Need(("lateral_raise",), "side_delts")
_REAR_DELTS = Need(("rear_fly",), "rear_delts")
_FLY = Need(("chest_fly", "horizontal_push"), "chest")
_CURL = Need(("elbow_flexion",), "biceps")
_TRICEPS = Need(("elbow_extension", "horizontal_push"), "triceps")
_CORE = Need(("core_stability", "core_flexion"), "abs")
_PRESS_AGAIN = Need(("horizontal_push",), "chest")
_ROW_AGAIN = Need(("horizontal_pull",), "upper_back")
CARDIO = Need(("cardio",), "cardio", "cardio")
FLOW = Need(("mobility",), "mobility", "flow")

DAY_NEEDS: dict[str, tuple[Need, ...]] = {
    "full_body_a": (_SQUAT, _PRESS, _ROW, _BRIDGE, _LEG_CURL, _SIDE_DELTS, _CURL, _TRICEPS, _CALVES, _CORE),
    "full_body_b": (_HINGE, _OVERHEAD, _PULL, _LUNGE, _FLY, _TRICEPS, _CURL, _CALVES, _CORE),
    "full_body_c": (_SQUAT, _ROW, _PRESS, _LEG_CURL, _SIDE_DELTS, _CURL, _TRICEPS, _CALVES, _CORE),
    "upper_a": (_PRESS, _ROW, _OVERHEAD, _PULL, _FLY, _SIDE_DELTS, _CURL, _TRICEPS),
    "lower_a": (_SQUAT, _HINGE, _LUNGE, _LEG_CURL, _LEG_EXTENSION, _CALVES, _CORE),
    "upper_b": (_OVERHEAD, _PULL, _PRESS, _ROW_AGAIN, _REAR_DELTS, _TRICEPS, _CURL, _FLY),
    "lower_b": (_HINGE, _SQUAT, _BRIDGE, _LEG_EXTENSION, _LEG_CURL, _CALVES, _CORE),
    "push": (_PRESS, _OVERHEAD, _PRESS_AGAIN, _FLY, _SIDE_DELTS, _TRICEPS, _CORE),
    "pull": (_PULL, _ROW, _ROW_AGAIN, _REAR_DELTS, _CURL, _CORE),
    "legs": (_SQUAT, _HINGE, _LUNGE, _BRIDGE, _LEG_CURL, _LEG_EXTENSION, _CALVES, _CORE),
    "cardio_easy": (CARDIO,),
    "cardio_long": (CARDIO,),
    "cardio_intervals": (CARDIO,),
    "mobility": (FLOW, FLOW),
}

_BY_DAYS: dict[int, Split] = {
    1: Split("full_body", ("full_body_a",)),
    2: Split("full_body", ("full_body_a", "full_body_b")),
    3: Split("full_body", ("full_body_a", "full_body_b", "full_body_c")),
    4: Split("upper_lower", ("upper_a", "lower_a", "upper_b", "lower_b")),
    5: Split("upper_lower_push_pull_legs", ("upper_a", "lower_a", "push", "pull", "legs")),
    6: Split("push_pull_legs_twice", ("push", "pull", "legs", "push", "pull", "legs")),
}
_ENDURANCE: dict[int, Split] = {
    1: Split("endurance", ("cardio_easy",)),
    2: Split("endurance", ("cardio_easy", "cardio_long")),
    3: Split("endurance", ("cardio_easy", "cardio_intervals", "cardio_long")),
    4: Split("endurance_strength", ("cardio_easy", "full_body_a", "cardio_intervals", "cardio_long")),
    5: Split("endurance_strength", ("cardio_easy", "full_body_a", "cardio_intervals", "full_body_b", "cardio_long")),
    6: Split("endurance_strength", ("cardio_easy", "full_body_a", "cardio_intervals", "full_body_b", "cardio_easy", "cardio_long")),
}
_WEIGHT_LOSS: dict[int, Split] = {
    1: Split("full_body", ("full_body_a",)),
    2: Split("full_body", ("full_body_a", "full_body_b")),
    3: Split("strength_cardio", ("full_body_a", "cardio_easy", "full_body_b")),
    4: Split("strength_cardio", ("full_body_a", "cardio_easy", "full_body_b", "cardio_intervals")),
    5: Split("strength_cardio", ("full_body_a", "cardio_easy", "full_body_b", "cardio_intervals", "full_body_c")),
    6: Split("strength_cardio", ("full_body_a", "cardio_easy", "full_body_b", "cardio_intervals", "full_body_c", "cardio_long")),
}
# Which weekdays leave the most rest between workouts, 0 = Monday
WEEKDAYS: dict[int, tuple[int, ...]] = {
    1: (2,),
    2: (0, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 4, 5),
    6: (0, 1, 2, 3, 4, 5),
}
MOST_DAYS = 6


FULL_BODY_DAYS = ("full_body_a", "full_body_b", "full_body_c")


def full_body_for(days: int) -> Split:
    """The whole body on every day: for who can do too little for a day of pushing or pulling alone."""
    return Split("full_body", tuple(FULL_BODY_DAYS[place % len(FULL_BODY_DAYS)] for place in range(days)))


def split_for(goal: Goal, days: int, *, only_cardio: bool = False) -> Split:
    """The split for 1 to 6 days a week; hypertrophy on 3 days stays full body, so that each muscle is trained twice or more."""
    if goal == "mobility":
        return Split("mobility", ("mobility",) * days)
    if only_cardio:
        cardio = ("cardio_easy", "cardio_long", "cardio_intervals", "cardio_easy", "cardio_easy", "cardio_easy")
        return Split("endurance", cardio[:days])
    if goal == "endurance":
        return _ENDURANCE[days]
    return _WEIGHT_LOSS[days] if goal == "weight_loss" else _BY_DAYS[days]
