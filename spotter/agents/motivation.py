"""The motivation specialist."""

from spotter.agents.spec import AgentSpec

MOTIVATION = AgentSpec(
    name="motivation",
    handles="drive, habits, goals, reminders",
    tools=(
        "motivate",
        "set_goal",
        "show_goals",
        "drop_goal",
        "set_reminder",
        "list_reminders",
        "snooze_reminder",
        "cancel_reminder",
        "remember",
    ),
    answers_with="motivate",
    knows=frozenset({"name", "age", "goal", "days_per_week", "weekdays", "minutes", "pain", "goals"}),
    remembers=frozenset({"injury", "preference", "goal", "schedule", "life_event", "other"}),
)
