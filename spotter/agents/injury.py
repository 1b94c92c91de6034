"""The injury specialist."""

from spotter.agents.spec import AgentSpec

INJURY = AgentSpec(
    name="injury",
    handles="pain, injuries, what to train around them",
    tools=(
        "report_pain",
        "show_injuries",
        "check_exercise",
        "resolve_pain",
        "remember",
    ),
    answers_with="check_exercise",
    knows=frozenset({"name", "age", "level", "equipment", "pain"}),
    remembers=frozenset({"injury", "equipment", "preference", "life_event", "other"}),
)
