"""The planner specialist."""

from spotter.agents.spec import AgentSpec

PLANNER = AgentSpec(
    name="planner",
    handles="plans, programs, exercises, today's workout",
    tools=(
        "today_workout",
        "show_week_plan",
        "propose_plan",
        "change_plan",
        "adjust_workouts",
        "move_workout",
        "simulate_plan",
        "pause_plan",
        "resume_plan",
        "show_programs",
        "choose_program",
        "find_exercise",
        "log_readiness",
        "update_profile",
        "remember",
    ),
    answers_with="today_workout",
    knows=frozenset(
        {
            "name",
            "age",
            "sex",
            "level",
            "goal",
            "days_per_week",
            "weekdays",
            "minutes",
            "equipment",
            "workout_style",
            "daily_activity",
            "pain",
            "goals",
        }
    ),
    remembers=frozenset({"injury", "equipment", "preference", "goal", "schedule", "life_event", "barrier", "other"}),
)
