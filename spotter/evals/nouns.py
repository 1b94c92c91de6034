"""The nouns of cases: what a person's database holds, each with the table it is of and the names of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

# What a database holds, in the words that cases use; `evals/projection.py` makes each of rows.
Noun = Literal[
    "person",
    "profile",
    "workouts",
    "sets",
    "meals",
    "food_items",
    "foods",
    "targets",
    "metrics",
    "readiness",
    "injuries",
    "pain_ratings",
    "rehab",
    "rehab_done",
    "goals",
    "reminders",
    "facts",
    "holds",
    "plans",
    "plan_changes",
    "plan_adjustments",
    "underway",
    "plan_pauses",
    "saved_programs",
    "shares",
    "programs",
    "prescriptions",
    "questions",
    "recommendations",
    "outbox",
]

NOUNS: tuple[Noun, ...] = get_args(Noun)
# What a turn leaves behind by the way: compared only where a case names it.
BY_THE_WAY: frozenset[Noun] = frozenset({"questions", "recommendations", "outbox", "pain_ratings"})
# A noun's table and its columns, `name` or `name=column`; those after the bar are not of the core.
PLAIN: dict[Noun, tuple[str, str]] = {
    "person": ("user", "locale units zone=time_zone country | expires=expires_at kind"),
    "profile": (
        "profile",
        "name born=birth_date sex height_cm level goal days_per_week weekdays minutes equipment workout_style daily_activity conditions |",
    ),
    "workouts": (
        "workout",
        "day=performed_on status missed_reason note place effort | started=started_at duration_s kcal planned_on source",
    ),
    "meals": ("meal", "day=eaten_on meal=kind | at=eaten_at source"),
    "foods": ("custom_food", "name kcal | protein_g carbs_g fat_g fiber_g portions"),
    "targets": ("nutrition_target", "goal kcal protein_g | from=valid_from carbs_g fat_g formula"),
    "metrics": ("body_metric", "day=measured_on metric value value_2 | at=measured_at unit source"),
    "readiness": ("readiness_check", "day=checked_on energy soreness sleep stress | at=checked_at note"),
    "injuries": (
        "injury",
        "region side status severity occurs exercise=exercise_key"
        " | provoked_by note reported=reported_at updated=updated_at resolved=resolved_at",
    ),
    "pain_ratings": ("pain_rating", "day=rated_on severity occurs | provoked_by note at=rated_at"),
    "rehab": (
        "rehab_exercise",
        "region exercise=exercise_key sets reps duration_s load_kg per_week told_by status until | name start=started_on ended=ended_at",
    ),
    "rehab_done": ("rehab_done", "day=done_on | at=created_at"),
    "goals": ("goal", "kind exercise=exercise_key target unit duration_s deadline status | text start closed=closed_at"),
    "reminders": ("reminder", "text due=due_at rule status | zone=time_zone"),
    "facts": ("fact", "kind barrier text | from=valid_from until=expires_at"),
    "holds": ("safety_hold", "level signals cleared_by | opened=opened_at until cleared=cleared_at"),
    "plan_changes": ("plan_change", "proposed_by | reasons evidence note"),
    "plan_adjustments": ("plan_adjustment", "from=starts_on until=ends_on minutes equipment missing swaps moved_to | lighter=is_lighter"),
    "underway": ("workout_underway", "skipped | started=started_at ended=ended_at"),
    "plan_pauses": ("plan_pause", "from=starts_on until=ends_on |"),
    "saved_programs": ("saved_program", "title |"),
    "shares": ("program_share", "with_loads revoked=revoked_at | code expires=expires_at"),
    "questions": ("pending_action", "kind tool status | question clause args"),
    "recommendations": ("recommendation", "kind subject outcome | agent content reasons confidence"),
    "outbox": ("outbox", "channel policy status | payload due=due_at"),
}
_SET = "exercise reps load_kg rpe rir duration_s distance_m heart_rate_bpm kind pain note | unit target_reps_min target_load_kg"
# Of the slot, its prescription and its rule of progression; `load` says where the load comes from.
_PRESCRIPTION = (
    "exercise week kind sets reps_min reps_max load_kg percent duration_s distance_m zone"
    " | role superset alternatives rir load=load_source rest_s progression step_kg scope on_fail"
)
_FOOD = "food=food_key quantity unit grams | said=name kcal protein_g carbs_g fat_g fiber_g"


def _columns(written: str) -> tuple[dict[str, str], frozenset[str]]:
    """Names with their columns, and which of the names are of the core."""
    core, _, others = written.partition("|")
    pairs = [(name, column or name) for name, _, column in (one.partition("=") for one in (core + others).split())]
    return dict(pairs), frozenset(one.partition("=")[0] for one in core.split())


COLUMNS = {noun: _columns(written) for noun, (_, written) in PLAIN.items()}
SETS, FOODS, PRESCRIPTIONS = _columns(_SET), _columns(_FOOD), _columns(_PRESCRIPTION)
CORE: Mapping[Noun, frozenset[str]] = {noun: core for noun, (_, core) in COLUMNS.items()} | {
    "sets": SETS[1] | {"day", "times"},
    "food_items": FOODS[1] | {"day", "meal"},
    "plans": frozenset({"program", "status", "weekdays"}),
    "programs": frozenset({"goal", "days_per_week", "weeks"}),
    "prescriptions": PRESCRIPTIONS[1] | {"program", "block", "day"},
}
NAMES: Mapping[Noun, frozenset[str]] = {noun: core | COLUMNS.get(noun, ({}, core))[0].keys() for noun, core in CORE.items()} | {
    "sets": CORE["sets"] | SETS[0].keys(),
    "food_items": CORE["food_items"] | FOODS[0].keys(),
    "plans": CORE["plans"] | {"goal", "level", "days_per_week", "weeks", "started"},
    "programs": CORE["programs"] | {"level"},
    "prescriptions": CORE["prescriptions"] | PRESCRIPTIONS[0].keys() | {"weeks", "deload"},
}
