"""The check of the exercises: keys, vocabulary, texts in both languages, aliases that point to one exercise first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_words import plain_words
from spotter.catalogue.exercises import exercises

LOCALES = ("en", "fr")
MUSCLES = frozenset(
    "chest front_delts side_delts rear_delts triceps biceps forearms lats upper_back traps lower_back abs obliques glutes quads hamstrings "
    "calves adductors abductors hip_flexors neck full_body cardio".split()
)
PATTERNS = frozenset(
    "squat hinge lunge knee_extension knee_flexion hip_extension horizontal_push vertical_push horizontal_pull vertical_pull chest_fly "
    "rear_fly lateral_raise elbow_flexion elbow_extension shrug calf_raise core_flexion core_rotation core_stability carry olympic jump "
    "mobility cardio conditioning isolation_other".split()
)
EQUIPMENT = frozenset(
    "barbell dumbbell kettlebell machine cable smith band bodyweight pullup_bar dip_bars bench rings trap_bar ez_bar medicine_ball sled "
    "box ab_wheel cardio_machine foam_roller landmine rack plate weight_belt mat rope roman_chair ghd swiss_ball gripper neck_harness yoke "
    "stone log tire sandbag sledgehammer backpack bike pool ball racket club wall punching_bag skis skates boat board horse".split()
)
JOINTS = frozenset("shoulder elbow wrist neck upper_back lower_back hip knee ankle".split())
GOALS = frozenset("strength hypertrophy endurance power mobility weight_loss".split())
LEVELS = frozenset(("beginner", "intermediate", "advanced"))
MEASURES = frozenset(("reps", "time", "distance"))


def problems() -> list[str]:
    """What is wrong with the exercises, one line each; empty when all is well."""
    rows = list(exercises().values())
    return [*(problem for row in rows for problem in exercise_problems(row)), *alias_problems(rows)]


def exercise_problems(row: Exercise) -> Iterator[str]:
    """What is wrong with one exercise on its own."""
    words = {
        "muscle": (row.muscles, MUSCLES),
        "pattern": ((row.pattern,), PATTERNS),
        "equipment": (row.equipment, EQUIPMENT),
        "joint": (row.joints, JOINTS),
        "goal": (row.goals, GOALS),
        "level": ((row.level,), LEVELS),
        "measure": ((row.measure,), MEASURES),
    }
    for kind, (used, allowed) in words.items():
        yield from (f"{row.key}: {word!r} is no {kind}" for word in used if word not in allowed)
    if not row.equipment or not row.goals or 1.0 not in row.muscles.values():
        yield f"{row.key}: equipment, a goal and a primary muscle are needed"
    yield from (f"{row.key}: share {share} of {muscle}" for muscle, share in row.muscles.items() if not 0 < share <= 1)
    if not 0 <= row.bodyweight_share <= 1 or row.load_step_kg < 0:
        yield f"{row.key}: body-weight share {row.bodyweight_share} or load step {row.load_step_kg} is out of range"
    yield from text_problems(row)


def text_problems(row: Exercise) -> Iterator[str]:
    """Names and instructions that are missing in a language, or instructions that are not at least two sentences."""
    for locale in LOCALES:
        for name, texts in (("name", row.name), ("how", row.how), ("mistake", row.mistake)):
            if not texts.get(locale, "").strip():
                yield f"{row.key}: no {name} in {locale}"
        if row.how.get(locale, "").count(".") < 2:
            yield f"{row.key}: how to do it in {locale} is shorter than two sentences"
        if locale not in row.aliases:
            yield f"{row.key}: no list of aliases in {locale}"


def alias_problems(rows: Iterable[Exercise]) -> Iterator[str]:
    """Names that two exercises of the same rank share, so that nobody knows which is meant."""
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        for alias in [*row.name.values(), *(a for names in row.aliases.values() for a in names)]:
            owners[" ".join(plain_words(alias))][row.key] = row.rank
    for alias, ranks in owners.items():
        if not alias:
            yield f"{', '.join(ranks)}: an alias without a word"
        if len(set(ranks.values())) < len(ranks):
            yield f"{alias!r} means {', '.join(sorted(ranks))} with the same rank"
