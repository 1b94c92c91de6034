"""All tools, by name. A new tool is written in its subject's module and listed here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spotter.tools.spec import ToolSpec


@cache
def tools() -> Mapping[str, ToolSpec]:
    """Every tool. The modules are imported here, at first use, so that the command line starts quickly."""
    from spotter.tools import (
        account,
        advice,
        corrections,
        deletions,
        exercise_finder,
        goals,
        history,
        holds,
        injuries,
        meal_ideas,
        meals,
        memory,
        metrics,
        motivation,
        nutrition,
        nutrition_targets,
        plans,
        profile,
        progress,
        readiness,
        records,
        reminders,
        today,
        training_log,
        week_plan,
        weeks,
        workouts,
    )

    specs: tuple[ToolSpec, ...] = (
        *workouts.TOOLS,
        *meal_ideas.TOOLS,
        *nutrition_targets.TOOLS,
        *nutrition.TOOLS,
        *meals.TOOLS,
        *training_log.TOOLS,
        *metrics.TOOLS,
        *corrections.TOOLS,
        *deletions.TOOLS,
        *progress.TOOLS,
        *records.TOOLS,
        *weeks.TOOLS,
        *plans.TOOLS,
        *exercise_finder.TOOLS,
        *week_plan.TOOLS,
        *today.TOOLS,
        *readiness.TOOLS,
        *profile.TOOLS,
        *history.TOOLS,
        *holds.TOOLS,
        *injuries.TOOLS,
        *memory.TOOLS,
        *account.TOOLS,
        *reminders.TOOLS,
        *goals.TOOLS,
        *motivation.TOOLS,
        *advice.TOOLS,
    )
    return {spec.name: spec for spec in specs}
