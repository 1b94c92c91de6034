"""What a tool's result suggests, as recommendations, and which recommendations a later log takes up. Pure: facts in, facts out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.catalogue.meal_ideas import meal_ideas
from spotter.catalogue.programs import program_of
from spotter.language.wording import Style, say
from spotter.language.wording.nutrition import food_name
from spotter.language.wording.workouts import exercise_name
from spotter.store.queries.recommendations import Suggestion
from spotter.store.tables import Recommendation

Facts = Mapping[str, Any]
OWN_PROGRAM = "own"
STUDY = re.compile(r"[A-Z].* (?:19|20)\d\d")
FOLLOWED = frozenset({"log_workout", "log_meal", "choose_program", "find_exercise"})  # what may follow a suggestion, or turn it down
PLAN_WISHES = 5  # goal, level, days, minutes and equipment: what a plan rests on


def suggestions_of(tool: str, result: Facts, style: Style) -> list[Suggestion]:
    """What a result suggests, the first idea first; nothing for most tools."""
    return _SUGGEST[tool](result, style) if tool in _SUGGEST else []


def confidence(known: int, wanted: int) -> Decimal:
    """How sure a suggestion is: of the facts it would rest on, how many were known, and one for the rules themselves."""
    return round(Decimal(1 + known) / Decimal(1 + wanted), 2)


def _reason(code: str, **params: Any) -> dict[str, Any]:
    return {"code": code, "params": params}


def _meals(facts: Facts, style: Style) -> list[Suggestion]:
    target, eaten = facts["target"], facts["eaten"]
    reasons = [_reason(facts["situation"])] if facts["situation"] != "general" else []
    if target and target["kcal"]:
        reasons.append(_reason("kcal_left", kcal=round(target["kcal"] - eaten["kcal"])))
    if facts["protein_g"] and facts["situation"] != "before_workout":
        reasons.append(_reason("protein_of_meal", n=facts["protein_g"], source=facts["protein_source"]))
    sure = confidence(sum(bool(one) for one in (target, facts["protein_g"], eaten and eaten["kcal"])), 3)
    return [
        Suggestion("meal", idea["key"], _meal(idea, style), sure, "nutrition", [*(_liked(idea)), *(reasons or [_reason("time_of_day")])])
        for idea in facts["ideas"]
    ]


def _meal(idea: Facts, style: Style) -> str:
    foods = style.listed([food_name(one["food"], style) for one in idea["foods"]])
    return f"{idea['name'][style.locale]} ({foods})"


def _liked(idea: Facts) -> list[dict[str, Any]]:
    return [_reason("liked")] if idea.get("is_liked") else []


def _todays_workout(facts: Facts, style: Style) -> list[Suggestion]:
    if facts["plan_id"] is None:
        return []
    done = facts["exercises"]
    keys = [one["exercise"]["key"] for one in done]
    swaps = [_reason("instead_of", what=one["instead_of"]["key"], exercise=one["exercise"]["key"]) for one in done if one["instead_of"]]
    changes = [_reason(f"change_{code}") for code in facts["changes"]]
    names = style.listed([exercise_name(one["exercise"], style) for one in done])
    known = sum(one["last"] is not None for one in done)
    reasons = [_reason("next_day"), *changes, *swaps, _reason("exercises", days=[keys])]
    words = f"{facts['day_name'][style.locale]}: {names}"
    return [Suggestion("workout", f"{facts['plan_id']}:{facts['on']}", words, confidence(known, len(done)), "planner", reasons)]


def _own_plan(facts: Facts, style: Style) -> list[Suggestion]:
    days = [[one["exercise"]["key"] for one in day["exercises"]] for day in facts["days"]]
    plan = [_reason(f"plan_{reason['code']}", **reason["params"]) for reason in facts["reasons"]]
    sure = confidence(PLAN_WISHES - len(facts["assumed"]), PLAN_WISHES)
    return [Suggestion("program", OWN_PROGRAM, facts["name"][style.locale], sure, "planner", [*plan, _reason("exercises", days=days)])]


def _programs(facts: Facts, style: Style) -> list[Suggestion]:
    def reason(one: Facts) -> dict[str, Any]:
        return _reason(
            "program_near" if facts["widened"] else "program_suits", goal=one["goal"], level=one["level"], n=one["days_per_week"]
        )

    sure = confidence(not facts["widened"], 1)
    return [Suggestion("program", one["key"], one["name"][style.locale], sure, "planner", [reason(one)]) for one in facts["programs"]]


def _exercises(facts: Facts, style: Style) -> list[Suggestion]:
    exact = facts["exact"]
    found = facts["like_it"] if exact else facts["found"]
    reason = _reason("like", exercise=facts["found"][0]["key"]) if exact else _reason("asked_for", query=facts["query"])
    sure = confidence(facts["last"] is not None, 1)
    return [Suggestion("exercise", one["key"], one["name"][style.locale], sure, "planner", [reason]) for one in found]


def _swaps(facts: Facts, style: Style) -> list[Suggestion]:
    swaps = [*facts["swaps"], *([facts["verdict"]] if facts.get("verdict") else [])]
    found: dict[str, Suggestion] = {}
    for swap in swaps:
        for key in (*swap["instead"], *swap["elsewhere"]):
            reason = _reason("hurts", regions=swap["regions"], exercise=swap["key"])
            name = exercises()[key].name[style.locale]
            found.setdefault(key, Suggestion("exercise", key, name, confidence(1, 1), "injury", [reason]))
    return list(found.values())


def _step(facts: Facts, style: Style) -> list[Suggestion]:
    if facts["rests"] or (facts["mood"] is None and facts["tier"] == "low" and facts["barrier"] is not None):
        return []
    name = f"{'step' if facts['total_days'] else 'first'}_{facts['mood'] or 'none'}"
    if not style.knows(f"motivation.{name}"):
        return []  # nothing is suggested before the person wants it
    reasons = [_reason("days", n=facts["days"])] if facts["total_days"] else [_reason("no_log")]
    words = style.phrase(f"motivation.{name}")
    return [Suggestion("habit", name, words, confidence(bool(facts["total_days"]), 1), "motivation", reasons)]


def _way(facts: Facts, style: Style) -> list[Suggestion]:
    if facts["way"] is None:
        return []
    reasons = [_reason("in_the_way", barrier=facts["barrier"])]
    words = style.phrase(f"barriers.idea_{facts['way']}")
    return [Suggestion("habit", f"way_{facts['way']}", words, confidence(1, 1), "motivation", reasons)]


def _advice(facts: Facts, style: Style) -> list[Suggestion]:
    studies = [one.strip() for one in facts["source"].split(";") if STUDY.search(one)]
    reasons = [_reason("source", source=", ".join(studies))] if studies else [_reason("common")]
    sure = confidence(facts["own"] is not None, 1)
    return [Suggestion("habit", facts["topic"], say("give_advice", facts, style), sure, None, reasons)]


_SUGGEST: dict[str, Callable[[Facts, Style], list[Suggestion]]] = {
    "suggest_meal": _meals,
    "today_workout": _todays_workout,
    "propose_plan": _own_plan,
    "show_programs": _programs,
    "find_exercise": _exercises,
    "check_exercise": _swaps,
    "report_pain": _swaps,
    "motivate": _step,
    "suggest_way": _way,
    "give_advice": _advice,
}


def taken_up(open_ones: Iterable[Recommendation], calls: Sequence[tuple[str, Facts]]) -> list[str]:
    """The ids of recommendations that these (tool, result) calls follow: an exercise, a workout, a meal or a program."""
    trained = {entry["exercise"]["key"] for tool, result in calls if tool == "log_workout" for entry in result["entries"]}
    eaten = {item["food"]["key"] for tool, result in calls if tool == "log_meal" for item in result["items"] if item.get("food")}
    begun = {result["name"]["en"] for tool, result in calls if tool == "choose_program"}
    return [one.id for one in open_ones if _is_taken(one, trained, eaten, begun)]


def turned_down(open_ones: Iterable[Recommendation], calls: Sequence[tuple[str, Facts]]) -> list[str]:
    """The ids of suggested exercises in whose place another is wanted now."""
    swapped = {result["found"][0]["key"] for tool, result in calls if tool == "find_exercise" and result["instead"] and result["exact"]}
    return [one.id for one in open_ones if one.kind == "exercise" and one.subject in swapped]


def _is_taken(one: Recommendation, trained: set[str | None], eaten: set[str], begun: set[str]) -> bool:
    match one.kind:
        case "exercise":
            return one.subject in trained
        case "meal":
            return one.subject in {idea.key for idea in meal_ideas() if next(iter(idea.foods)) in eaten}
        case "habit":
            return bool(trained) and one.agent == "motivation"
    days = [day for reason in one.reasons if reason["code"] == "exercises" for day in reason["params"]["days"]]
    return _is_begun(one, begun) or any(2 * len(trained.intersection(day)) >= len(day) > 0 for day in days)


def _is_begun(one: Recommendation, begun: set[str]) -> bool:
    program = program_of(one.subject) if one.kind == "program" else None
    return program is not None and program.name["en"] in begun
