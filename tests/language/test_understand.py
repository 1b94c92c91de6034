"""Whole messages: what is called, what is left over for whom, and what is asked."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest

from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-04T18:30:00+01:00")  # a Wednesday


def read(text: str, locale: str = "en") -> Understanding:
    return understand(text, Reading(cast(Locale, locale), "metric", NOW))


def tools(text: str, locale: str = "en") -> list[str]:
    return [call.tool for call in read(text, locale).calls]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tired today, what's my workout and remind me tomorrow at 7", ["log_readiness", "today_workout", "set_reminder"]),
        ("bench 3x5 80kg and what should I eat after?", ["log_workout", "suggest_meal"]),
        ("bp 118/76, rhr 54, 9k steps", ["log_metric", "log_metric", "log_metric"]),
        ("thanks! what's my squat pr?", ["show_records"]),
        ("I slept badly and my left knee hurts", ["log_readiness", "report_pain"]),
    ],
)
def test_every_request_of_a_message_is_served(text: str, expected: list[str]) -> None:
    assert tools(text) == expected


@pytest.mark.parametrize(
    ("text", "locale", "tool"),
    [
        ("undo", "en", "undo"),
        ("annule ça", "fr", "undo"),
        ("why did you change my plan?", "en", "why"),
        ("pourquoi as-tu changé mon plan ?", "fr", "why"),
        ("help", "en", "help"),
        ("shwo my porgress", "en", "show_progress"),
        ("comment je progresse ?", "fr", "show_progress"),
        ("how's my squat going?", "en", "show_progress"),
        ("what did I do yesterday", "en", "show_history"),
        ("1rm of 100kg x 5", "en", "estimate_1rm"),
        ("streak", "en", "show_streak"),
        ("weekly summary", "en", "weekly_summary"),
        ("how much protein today", "en", "show_nutrition"),
        ("combien de protéines aujourd'hui", "fr", "show_nutrition"),
        ("set my target to 2200 kcal", "en", "set_nutrition_target"),
        ("how many calories in a banana", "en", "find_food"),
        ("make me a plan", "en", "propose_plan"),
        ("fais-moi un programme de 3 jours", "fr", "propose_plan"),
        ("start 5x5", "en", "choose_program"),
        ("which programs do you have", "en", "show_programs"),
        ("show my week", "en", "show_week_plan"),
        ("qu'est-ce que je fais aujourd'hui ?", "fr", "today_workout"),
        ("exercises for chest", "en", "find_exercise"),
        ("I want to bench 100 kg by june", "en", "set_goal"),
        ("my goals", "en", "show_goals"),
        ("drop my bench goal", "en", "drop_goal"),
        ("I have no motivation", "en", "motivate"),
        ("list my reminders", "en", "list_reminders"),
        ("what do you know about me", "en", "show_memory"),
        ("remember that I hate burpees", "en", "remember"),
        ("forget that I hate burpees", "en", "forget"),
        ("my injuries", "en", "show_injuries"),
        ("my knee is fine again", "en", "resolve_pain"),
        ("can I squat with a sore knee?", "en", "check_exercise"),
        ("my profile", "en", "show_profile"),
        ("show me my weight", "en", "show_metric"),
        ("delete my account", "en", "delete_account"),
    ],
)
def test_each_tool_is_reached_from_plain_words(text: str, locale: str, tool: str) -> None:
    assert tools(text, locale) == [tool]


@pytest.mark.parametrize(
    ("text", "chat"),
    [
        ("hello coach", "greeting"),
        ("merci !", "thanks"),
        ("yes please", "yes"),
        ("non merci", "no"),
        ("bye", "goodbye"),
        ("are you chatgpt?", "identity"),
        ("my cat keeps scratching her ear, which cream?", "out_of_scope"),
        ("\u200b ", "empty"),
    ],
)
def test_small_talk_needs_nobody(text: str, chat: str) -> None:
    meaning = read(text)
    assert meaning.chat == chat
    assert (meaning.calls, meaning.residue, meaning.agents) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Which split would suit somebody who can only train on four evenings and hates machines?", "planner"),
        ("My press has been glued to the same number for two months, why?", "progress"),
        ("Are lentils enough to cover my protein?", "nutrition"),
        ("My shoulder clicks whenever I reach up, should I worry?", "injury"),
        ("Any encouragement for somebody who walks into the gym for the first time?", "motivation"),
    ],
)
def test_what_no_grammar_takes_goes_to_the_right_agent(text: str, agent: str) -> None:
    meaning = read(text)
    assert meaning.calls == ()
    assert meaning.agents == (agent,)


def test_what_is_out_of_scope_needs_nobody() -> None:
    meaning = read("tell me a joke about penguins")
    assert (meaning.chat, meaning.agents, meaning.calls) == ("out_of_scope", (), ())


@pytest.mark.parametrize(
    "text", ["I will bench 100kg tomorrow", "Should I squat 3x5 100kg?", "I usually eat two eggs for breakfast, is that ok?"]
)
def test_plans_and_questions_are_never_written_down(text: str) -> None:
    assert not {"log_workout", "log_meal"} & set(tools(text))


def test_an_emergency_leaves_no_residue_to_advise_on() -> None:
    meaning = read("crushing chest pain and my left arm is numb, what should I do?")
    assert meaning.safety.level == "T0"
    assert meaning.residue == ()


def test_a_very_long_text_is_asked_to_be_shorter() -> None:
    meaning = read("squat " * 2000)
    assert meaning.calls == ()
    assert meaning.question is not None


def test_an_introduction_fills_the_profile() -> None:
    call = read("Salut, je m'appelle Léa, je veux prendre du muscle, 3 jours par semaine, haltères et banc", "fr").calls[0]
    assert call.args == {"name": "Léa", "goal": "hypertrophy", "days_per_week": 3, "equipment": ["dumbbell", "bench"]}


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("my ankle is fine now, ran 6k in 31 min", "en", ["resolve_pain", "log_workout"]),
        ("back feels better, deadlift 3x5 120", "en", ["resolve_pain", "log_workout"]),
        ("mon épaule va mieux, développé couché 3x5 60", "fr", ["resolve_pain", "log_workout"]),
        ("no more elbow pain", "en", ["resolve_pain"]),
        ("plus de douleur au coude", "fr", ["resolve_pain"]),
        ("no shoulder pain today", "en", []),
        ("I don't have any hip pain", "en", []),
        ("pas de douleur au dos", "fr", []),
        ("aucune douleur à la cheville", "fr", []),
    ],
)
def test_a_pain_that_is_over_or_was_not_there(text: str, locale: str, expected: list[str]) -> None:
    assert tools(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "agent"),
    [
        ("eaten nothing since this morning", "en", "nutrition"),
        ("mon copain a mangé deux pizzas", "fr", "nutrition"),
        ("aucune douleur à l'épaule", "fr", "injury"),
        ("coach told me 4x6 at 90", "en", "progress"),
    ],
)
def test_a_statement_about_training_or_food_is_never_out_of_scope(text: str, locale: str, agent: str) -> None:
    found = read(text, locale)
    assert (found.chat, [left.agent for left in found.residue]) == (None, [agent])


def test_what_is_told_beside_a_log_is_left_over_and_not_lost() -> None:
    found = read("squat 3x5 90, ate nothing all day")
    assert [left.clause for left in found.residue] == ["ate nothing all day"]


@pytest.mark.parametrize("text", ["cancel my phone contract", "the train was late today", "renew the gym membership"])
def test_what_is_about_something_else_stays_out_of_scope(text: str) -> None:
    assert read(text).chat == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("yesterday I ate a burger and benched 3x5 80kg", "en"),
        ("hier squat 5x5 100 et mangé un kebab", "fr"),
        ("yesterday bench 3x5 80 and two eggs", "en"),
    ],
)
def test_the_day_at_the_head_of_a_sentence_holds_for_all_of_it(text: str, locale: str) -> None:
    days = [call.args.get("date") or call.args["eaten_at"][:10] for call in read(text, locale).calls]
    assert days == ["2026-03-03", "2026-03-03"]


def test_another_day_in_the_sentence_keeps_its_own() -> None:
    days = [call.args.get("date") or call.args["eaten_at"][:10] for call in read("yesterday bench 3x5 80 and today I ate a kebab").calls]
    assert sorted(days) == ["2026-03-03", "2026-03-04"]


@pytest.mark.parametrize(
    "text",
    [
        "how is my bench press going, honestly?",
        "how is my bench press going, really?",
        "comment va mon développé couché, franchement ?",
    ],
)
def test_a_word_of_emphasis_behind_a_question_asks_nothing_more(text: str) -> None:
    found = read(text)
    assert [call.tool for call in found.calls] == ["show_progress"]
    assert found.residue == ()


@pytest.mark.parametrize(
    ("text", "locale", "wanted"),
    [
        ("my right shoulder hurts 3/10, i want to build muscle", "en", ["report_pain", "update_profile"]),
        ("mal à l'épaule droite 3/10, je veux prendre du muscle", "fr", ["report_pain", "update_profile"]),
        ("knee pain 4/10 for 3 days, i'm a beginner", "en", ["report_pain", "update_profile"]),
        ("my knee hurts, left one, when i squat", "en", ["report_pain"]),
    ],
)
def test_a_wish_beside_a_pain_is_not_lost(text: str, locale: str, wanted: list[str]) -> None:
    assert tools(text, locale) == wanted
