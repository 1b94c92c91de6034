"""The nutrition specialist."""

from spotter.agents.spec import AgentSpec

NUTRITION = AgentSpec(
    name="nutrition",
    handles="food, energy, macros, targets",
    tools=(
        "log_meal",
        "show_nutrition",
        "set_nutrition_target",
        "suggest_meal",
        "find_food",
        "remember",
    ),
    answers_with="suggest_meal",
    knows=frozenset({"name", "age", "sex", "height_cm", "goal", "daily_activity", "goals"}),
    remembers=frozenset({"preference", "goal", "schedule", "life_event", "other"}),
)
