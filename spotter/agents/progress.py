"""The progress specialist."""

from spotter.agents.spec import AgentSpec

PROGRESS = AgentSpec(
    name="progress",
    handles="what was trained, records, trends, consistency",
    tools=(
        "log_workout",
        "log_as_planned",
        "correct_entry",
        "show_history",
        "show_progress",
        "show_records",
        "estimate_1rm",
        "show_streak",
        "weekly_summary",
        "show_volume",
        "check_load",
        "show_warm_up",
        "forecast_goal",
        "log_metric",
        "show_metric",
    ),
    answers_with="show_progress",
    knows=frozenset({"name", "age", "sex", "level", "goal", "days_per_week", "pain", "goals"}),
    remembers=frozenset({"injury", "goal", "schedule", "life_event", "other"}),
)
