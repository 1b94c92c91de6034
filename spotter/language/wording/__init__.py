"""Facts into words. Every tool's receipt or answer stands here under the tool's name, in English and French."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spotter.language.wording import (
    account,
    adjustments,
    advice,
    barriers,
    channels,
    check_ins,
    corrections,
    entries,
    exercises,
    goals,
    guided,
    holds,
    house,
    illness,
    injuries,
    meal_ideas,
    memory,
    metrics,
    motivation,
    notifications,
    nudges,
    nutrition,
    nutrition_targets,
    pain_course,
    plan_changes,
    plan_life,
    plan_review,
    plans,
    profile,
    programs,
    progress,
    recommendations,
    records,
    rehab,
    reminders,
    simulations,
    today,
    training_load,
    training_log,
    weeks,
    wins,
    workouts,
)
from spotter.language.wording.style import Style

SAY: dict[str, Callable[[Mapping[str, Any], Style], str]] = {
    **house.SAY,
    **holds.SAY,
    **illness.SAY,
    **injuries.SAY,
    **pain_course.SAY,
    **rehab.SAY,
    **memory.SAY,
    **account.SAY,
    **channels.SAY,
    **workouts.SAY,
    **training_load.SAY,
    **training_log.SAY,
    **metrics.SAY,
    **check_ins.SAY,
    **notifications.SAY,
    **nudges.SAY,
    **corrections.SAY,
    **progress.SAY,
    **records.SAY,
    **recommendations.SAY,
    **weeks.SAY,
    **nutrition.SAY,
    **meal_ideas.SAY,
    **nutrition_targets.SAY,
    **plans.SAY,
    **programs.SAY,
    **plan_life.SAY,
    **entries.SAY,
    **plan_review.SAY,
    **plan_changes.SAY,
    **exercises.SAY,
    **today.SAY,
    **adjustments.SAY,
    **profile.SAY,
    **reminders.SAY,
    **simulations.SAY,
    **goals.SAY,
    **guided.SAY,
    **motivation.SAY,
    **barriers.SAY,
    **wins.SAY,
    **advice.SAY,
}


def say(name: str, facts: Mapping[str, Any], style: Style) -> str:
    """Put the facts of a result into the person's words; `name` is the tool's, or `<tool>.confirm` for its question."""
    return SAY[name](facts, style)


__all__ = ["SAY", "Style", "say"]
