"""Something told and something asked in one breath: the telling is logged and the question is answered, in either order."""

from __future__ import annotations

from datetime import datetime

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import AgentName, Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-02T18:30:00+01:00")


def meant(text: str, locale: Locale = "en") -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


def foods(found: Understanding) -> list[str]:
    return [item["food"]["key"] for call in found.calls if call.tool == "log_meal" for item in call.args["items"]]


@pytest.mark.parametrize(
    ("locale", "text", "tool", "agent"),
    [
        ("en", "had a bagel and two coffees for breakfast, what would be a smart lunch now?", "log_meal", "nutrition"),
        ("en", "had chicken n rice for lunch is that enough protein", "log_meal", "nutrition"),
        ("en", "what do you think of my lunch, i had a burger and fries", "log_meal", "nutrition"),
        ("en", "snack: handful of almonds, should i skip dinner", "log_meal", "nutrition"),
        ("en", "rice w beans and avocado, is this a balanced meal?", "log_meal", "nutrition"),
        ("en", "ran 10k in 52 min is that good for a beginner", "log_workout", "progress"),
        ("en", "squatted 5x5 at 90 kg how do i break my plateau", "log_workout", "progress"),
        ("en", "how long should i rest? just did 4x10 bench at 60kg", "log_workout", "planner"),
        ("en", "resting hr 52, is that good?", "log_metric", "progress"),
        ("en", "only slept 5h last night n my weight is 78,2kg what do u think", "log_metric", "progress"),
        ("en", "im exhausted what workout should i do", "log_readiness", "planner"),
        ("fr", "j'ai mangé une salade de poulet, je prends quoi au dîner ?", "log_meal", "nutrition"),
        ("fr", "g mangé 2 crêpes au sucre ce matin, c'est grave ?", "log_meal", "nutrition"),
        ("fr", "jai mangé du riz avec du poulet est ce que cest assez de protéines", "log_meal", "nutrition"),
        ("fr", "couru 10 km en 55 min, c'est bien ?", "log_workout", "progress"),
        ("fr", "comment je peux m'améliorer ? couru 5 km en 31 min ce matin", "log_workout", "progress"),
        ("en", "turkey sandwich and chips at noon. whats a good snack before spin class?", "log_meal", "nutrition"),
        ("fr", "82 kg au réveil, pourquoi ça stagne", "log_metric", "progress"),
        ("fr", "développé couché 4x8 70kg je passe à combien la prochaine fois", "log_workout", "progress"),
    ],
)
def test_a_question_beside_it_does_not_swallow_a_log(locale: Locale, text: str, tool: str, agent: AgentName) -> None:
    found = meant(text, locale)
    assert {call.tool for call in found.calls} == {tool}
    assert [left.agent for left in found.residue] == [agent]
    assert found.question is None


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("2 slices of toast for brekkie, how many cals left for today?", ["log_meal", "show_nutrition"]),
        ("cycled 20km in 45 minutes what should i eat after", ["log_workout", "suggest_meal"]),
        ("ohp 3x5 50kg then whats my next session", ["log_workout", "today_workout"]),
        ("had a protein bar before lifting, squat 5x5 100kg", ["log_meal", "log_workout"]),
        ("remind me to stretch at 9pm and log 750ml water", ["set_reminder", "log_metric"]),
        ("log 2 boiled eggs and remind me tomorrow at 8 to weigh myself", ["log_meal", "set_reminder"]),
        ("slept 9 hours feeling fresh, what should i train", ["log_metric", "log_readiness", "today_workout"]),
    ],
)
def test_two_requests_are_two_calls(text: str, tools: list[str]) -> None:
    found = meant(text)
    assert [call.tool for call in found.calls] == tools
    assert not found.residue


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "should i eat two eggs or toast for breakfast?"),
        ("en", "is 3x5 at 80kg enough for bench"),
        ("en", "what would happen if i had a pizza every day"),
        ("en", "if i had two eggs for breakfast what should lunch be"),
        ("en", "i eat two eggs and toast every morning, is that ok"),
        ("en", "my bench is stuck at 80kg 3x5, how do i push past it"),
        ("en", "was told to do 3x10 squats at 60kg, is this too much"),
        ("en", "my 5k, is it too slow?"),
        ("en", "oats or rice, which is better before a run?"),
        ("fr", "si je mange une pizza ce soir je fais quoi demain"),
        ("fr", "combien de calories dans un croissant et un café"),
    ],
)
def test_what_is_only_asked_about_is_not_logged(locale: Locale, text: str) -> None:
    assert not [call for call in meant(text, locale).calls if call.tool.startswith("log_")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "awful month, skipped every session and I feel like quitting"),
        ("en", "everything went wrong this month, i skipped all my sessions and honestly i want to give up"),
        ("en", "I had a bad week and no motivation, what now?"),
        ("fr", "semaine pourrie, rien fait, je me sens nul et j'ai envie d'abandonner"),
    ],
)
def test_a_thought_of_giving_up_stays_whole(locale: Locale, text: str) -> None:
    found = meant(text, locale)
    assert [(left.agent, left.clause) for left in found.residue] == [("motivation", text)]
    assert not found.calls


def test_feeling_useless_is_no_name() -> None:
    found = meant("encore une semaine sans sport, je suis nul, j'ai envie de tout lâcher", "fr")
    assert [left.agent for left in found.residue] == ["motivation"]
    assert not found.calls


def test_french_orders_to_log_food() -> None:
    assert [call.tool for call in meant("rappelle moi demain à 8h de me peser et ajoute 2 oeufs", "fr").calls] == [
        "set_reminder",
        "log_meal",
    ]


def test_a_log_beside_giving_up_is_kept() -> None:
    assert [call.tool for call in meant("ran 5k in 30 min, feel like giving up").calls] == ["log_workout", "motivate"]


@pytest.mark.parametrize(
    ("locale", "text", "eaten"),
    [
        ("en", "skiped lunch, snack: 2 rice cakes and a banana", ["rice_cake", "banana"]),
        ("en", "2 slices of toast with peanut butter", ["toast_white", "peanut_butter"]),
        ("en", "ate way too much pizza last night (4 slices)", ["pizza_cheese"]),
        ("en", "log 40g of oats and a banana please", ["oats_dry", "banana"]),
        ("fr", "petit dej : 3 crêpes et un jus d'orange", ["crepe", "orange_juice"]),
    ],
)
def test_everyday_ways_to_tell_of_food(locale: Locale, text: str, eaten: list[str]) -> None:
    assert foods(meant(text, locale)) == eaten


def test_kilograms_of_this_morning_are_the_weight() -> None:
    assert [(call.tool, call.args["value"]) for call in meant("82.3 kg this morning").calls] == [("log_metric", 82.3)]


def test_a_long_chain_of_questions_and_meals_is_read_in_the_end() -> None:
    assert meant("what? i had 2 eggs, " * 150 + "3x5 squats 80kg") is not None
