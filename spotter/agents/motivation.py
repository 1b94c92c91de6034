"""The motivation specialist."""

from spotter.agents.spec import AgentSpec

MOTIVATION = AgentSpec(
    name="motivation",
    handles="drive, habits, goals, reminders",
    tools=(
        "motivate",
        "show_wins",
        "note_barrier",
        "suggest_way",
        "set_goal",
        "show_goals",
        "drop_goal",
        "set_reminder",
        "list_reminders",
        "snooze_reminder",
        "skip_reminder",
        "move_reminder",
        "finish_reminder",
        "cancel_reminder",
        "check_in",
        "show_notification_preferences",
        "set_notification_preference",
        "explain_nudge",
        "tune_nudges",
        "pause_nudges",
        "remember",
    ),
    answers_with="motivate",
    knows=frozenset({"name", "age", "goal", "days_per_week", "weekdays", "minutes", "pain", "goals"}),
    remembers=frozenset({"injury", "preference", "goal", "schedule", "life_event", "barrier", "other"}),
)
