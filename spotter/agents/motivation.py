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
)
