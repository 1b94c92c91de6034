"""Without a model: which read tool answers a left-over clause, with what the clause itself names as arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from spotter.agents.spec import AgentSpec
from spotter.catalogue.exercise_search import find_exercise_mention
from spotter.catalogue.food_search import resolve_food
from spotter.language.advice import asks
from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level
from spotter.language.slots import goal_of, level_of
from spotter.language.topics import find_topic
from spotter.language.understanding import Residue

_PROGRAM = re.compile(r"\b(?:programs?|programmes?|routines?|splits?|(?:training|workout) plans?|plan d'entrainement)\b")
_DAYS = re.compile(r"\b([1-7])\s?(?:-\s?)?(?:days?|x|times?|jours?|fois|seances?)\b")
_ABOUT_EXERCISE = re.compile(
    r"\b(?:alternatives?|instead|replace|substitute|variations?|exercises?|exercices?|remplacer|a la place|how do (?:i|you)|comment)\b"
)
_GETTING_ON = re.compile(r"\b(?:progress\w*|improv\w+|stronger|stagn\w+|stall\w*|plateau\w*|ameliore\w*|evolu\w+)\b")
_INSTEAD = re.compile(r"\b(?:instead|alternatives?|a la place|remplacer)\b")
_GOAL = re.compile(
    r"\b(?:strength|stronger|force|muscle|hypertrophy|mass|masse|bulk\w*|endurance|running|cardio|mobility|souplesse|mobilite|"
    r"weight loss|fat loss|lose weight|lose fat|perdre du poids|maigrir|fitness|forme)\b"
)
_LEVEL = re.compile(r"\b(?:beginner|novice|newbie|debutante?|intermediate|intermediaire|advanced|avancee?|confirmee?)s?\b")
_BEFORE, _AFTER = (
    re.compile(rf"\b(?:{word})\b.{{0,30}}\b(?:train\w*|work ?out|gym|run|lift\w*|seance|entrain\w*|sport|muscu\w*|courir)")
    for word in ("before|avant|pre", "after|apres|post")
)
_FOOD = (
    re.compile(
        r"\b(?:calories|kcal|protein|proteines?|carbs|fat|sugar|fiber|fibre|glucides|lipides|sucre)\b.{0,16}?\b(?:in|dans|has|have|of|de)\b"
        r" (?:an? |the |some |un |une |la |le |les |du |de la )?(?P<food>[a-z' -]{3,40})"
    ),
    re.compile(
        r"\b(?:is|are|est[- ]ce que|sont)\b (?:an? |the |le |la |les )?(?P<food>[a-z' -]{3,30}?) "
        r"(?:healthy|good|bad|ok|okay|fattening|unhealthy|est bon|sont bons?|fait grossir|sain)\b"
    ),
)
_MOODS = (
    (
        "tired",
        re.compile(r"\b(?:tired|exhausted|no energy|the energy|energie|drained|worn out|fatigue\w*|epuise\w*|creve\w*|burn(?:ed|t) out)\b"),
    ),
    ("busy", re.compile(r"\b(?:busy|no time|hectic|overwhelmed|pas le temps|deborde\w*|trop de boulot)\b")),
    ("proud", re.compile(r"\b(?:proud|happy with|stoked|pumped|fiere?|contente? de moi)\b")),
    (
        "low",
        re.compile(
            r"\b(?:motivat\w+|unmotivated|demotive\w*|discourag\w+|decourage\w*|sad|down|lazy|give up|quit|flemme|envie|lost|fail\w*|nul|"
            r"depress\w*|struggl\w+|hopeless|stuck|hate|guilty|ashamed|frustrat\w+|deprime\w*|honte|disappoint\w+)\b"
        ),
    ),
)
_PAIN = re.compile(
    r"\b(?:hurts?|hurting|pain\w*|ache\w*|aching|injur\w+|sprain\w*|strain\w*|tweak\w*|sharp|swollen|mal\b|douleur\w*|bless\w+)"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A call of a read tool. `fits` is False where the tool can only show what is nearest, not answer the question."""

    tool: str
    args: dict[str, Any] = field(default_factory=dict)
    fits: bool = True


def find_answer(residue: Residue, spec: AgentSpec) -> Answer:
    """The best read tool for a clause of the agent `spec`, else the tool that speaks for the agent."""
    flat = level(residue.clause)
    if residue.agent == "injury" or _PAIN.search(flat):
        hurt = _hurt(residue.clause, flat)
        if hurt is not None:
            return hurt
    topic = find_topic(residue.clause)
    if topic is not None:
        return Answer("give_advice", {"topic": topic})
    found = _BY_AGENT[residue.agent](residue.clause, flat)
    return found or Answer(spec.answers_with, fits=False)


def _hurt(clause: str, flat: str) -> Answer | None:
    """What hurts, or the exercise that is asked about; soreness, illness and lying down are general questions."""
    region, topic = find_region(flat), find_topic(clause)
    if topic in ("soreness", "training_when_sick", "lying_on_the_back") or (region is None and topic is not None):
        return Answer("give_advice", {"topic": topic})
    if region is not None and (_PAIN.search(flat) or topic is None):
        return Answer("check_exercise", {"region": region[0]})
    exercise = _exercise(clause)
    return Answer("check_exercise", {"exercise": exercise}) if exercise and topic is None else None


def _planner(clause: str, flat: str) -> Answer | None:
    exercise = _exercise(clause)
    if exercise and _GETTING_ON.search(flat):
        return _progress(clause, flat)
    if exercise is None and _INSTEAD.search(flat):
        return Answer("check_exercise")
    if exercise and (_ABOUT_EXERCISE.search(flat) or len(flat.split()) < 8):
        return Answer("find_exercise", {"query": exercise["name"]})
    if not _PROGRAM.search(flat):
        return None
    wishes: dict[str, Any] = {}
    if goal := _GOAL.search(flat):
        wishes["goal"] = goal_of(goal[0])
    if rank := _LEVEL.search(flat):
        wishes["level"] = level_of(rank[0])
    if days := _DAYS.search(flat):
        wishes["days_per_week"] = int(days[1])
    return Answer("show_programs", wishes)


def _progress(clause: str, _flat: str) -> Answer | None:
    exercise = _exercise(clause)
    return Answer("show_progress", {"exercise": exercise, "period": "quarter"}) if exercise else None


def _nutrition(_clause: str, flat: str) -> Answer | None:
    for pattern in _FOOD:
        match = pattern.search(flat)
        named = resolve_food(match["food"].strip()) if match else None
        if match and named:
            return Answer("find_food", {"query": match["food"].strip()})
    if not re.search(
        r"\b(?:eat\w*|food|meal|snack|breakfast|lunch|dinner|mange\w*|repas|collation|dejeuner|diner|recipes?|recettes?)\b", flat
    ):
        return None
    situation = "before_workout" if _BEFORE.search(flat) else "after_workout" if _AFTER.search(flat) else "general"
    focus = {"focus": "protein"} if re.search(r"\bprote\w+", flat) else {}
    return Answer("suggest_meal", {"situation": situation, **focus})


def _motivation(clause: str, flat: str) -> Answer | None:
    mood = next((mood for mood, pattern in _MOODS if pattern.search(flat)), None)
    return Answer("motivate", {"mood": mood} if mood else {}, fits=mood is not None or not asks(clause))


def _injury(_clause: str, _flat: str) -> Answer | None:
    return Answer("show_injuries", fits=False)


_BY_AGENT: dict[str, Callable[[str, str], Answer | None]] = {
    "planner": _planner,
    "progress": _progress,
    "nutrition": _nutrition,
    "injury": _injury,
    "motivation": _motivation,
}


def _exercise(clause: str) -> dict[str, str] | None:
    named = find_exercise_mention(clause.split()[:80])
    return {"key": named.exercise.key, "name": named.exercise.name["en"]} if named else None
