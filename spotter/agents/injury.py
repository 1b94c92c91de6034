"""The injury specialist."""

from spotter.agents.spec import AgentSpec

INJURY = AgentSpec(
    name="injury",
    handles="pain, injuries, what to train around them",
    tools=(
        "report_pain",
        "show_injuries",
        "show_pain_course",
        "check_exercise",
        "check_injury_risk",
        "resolve_pain",
        "set_rehab",
        "log_rehab",
        "remember",
    ),
    answers_with="check_exercise",
    knows=frozenset({"name", "age", "level", "equipment", "pain"}),
    remembers=frozenset({"injury", "equipment", "preference", "life_event", "other"}),
)
