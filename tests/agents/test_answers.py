"""What somebody gets without a model: a short answer to common questions, their own rows, and an honest word where neither fits."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.agents import answer_call
from spotter.language.topics import find_topic
from spotter.language.understanding import AgentName, Residue
from spotter.language.wording import Style
from spotter.language.wording.advice import advice, give_advice
from tests.conftest import NOW, Person


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("How long should I wait between my sets?", "rest_between_sets"),
        ("combien de temps de repos entre les séries ?", "rest_between_sets"),
        ("am I eating enough protein for muscle?", "protein_per_day"),
        ("il me faut combien de protéines par jour", "protein_per_day"),
        ("my quads are still sore from tuesday, should I train?", "soreness"),
        ("j'ai encore des courbatures, je fais ma séance ?", "soreness"),
        ("how many days a week should a beginner lift?", "muscle_frequency"),
        ("does cardio before weights kill my gains", "cardio_and_lifting"),
        ("I can't do a single pull-up, where do I begin?", "first_pull_up"),
        ("comment réussir ma première traction ?", "first_pull_up"),
        ("what's a deload?", "deload"),
        ("est-ce que je dois m'échauffer ?", "warm_up"),
        ("my deadlift has stalled, help", "plateau"),
        ("is snacking late at night bad?", "eating_at_night"),
        ("manger avant de dormir, ça fait grossir ?", "eating_at_night"),
        ("will two beers after training ruin my gains?", "alcohol"),
        ("I skipped leg day, what now?", "missed_workout"),
        ("j'ai loupé deux séances, que faire ?", "missed_workout"),
        ("can I go to the gym with a bad cold and fever?", "training_when_sick"),
        ("everyone at the gym scares me, I feel so self-conscious", "gym_anxiety"),
        ("comment garder la motivation ?", "motivation_slump"),
        ("how do I lose the fat on my belly", "belly_fat"),
        ("est-ce que la créatine est utile ?", "creatine"),
        ("how quickly can I safely lose weight?", "fat_loss_rate"),
        ("I'm 61, am I too old to lift?", "training_when_older"),
        ("how long does it take to see results?", "results_timeline"),
        ("I slept badly, does it hurt my progress? how much sleep do I need", "sleep"),
    ],
)
def test_common_questions_find_their_topic(question: str, topic: str) -> None:
    assert find_topic(question) == topic


@pytest.mark.parametrize(
    "text",
    [
        "who invented the dumbbell?",
        "quelle est la capitale du Pérou ?",
        "how was your day",
        "my left knee hurts on stairs",
        "show me last week",
        "should I buy a blue or a red bottle?",
        "",
    ],
)
def test_no_topic_is_chosen_where_none_is_asked(text: str) -> None:
    assert find_topic(text) is None


def test_in_a_long_message_the_question_decides() -> None:
    story = (
        "I started six months ago and I really enjoy it. I sleep well, I take creatine and I never miss a session. "
        "My girlfriend trains with me and we eat lots of fish. One thing I could not find out: how long should we rest between sets?"
    )
    assert find_topic(story) == "rest_between_sets"
    assert (
        find_topic(
            "For three months my bench has been stuck at the same weight. I eat well and I train on four days. Nothing helps. Any tips?"
        )
        == "plateau"
    )


@pytest.mark.parametrize(
    ("clause", "agent", "tool", "args"),
    [
        ("is there something wrong with my shoulder if it clicks?", "injury", "check_exercise", {"region": "shoulder"}),
        ("are barbell rows a problem for me?", "injury", "check_exercise", {"exercise": {"key": "barbell_row", "name": "Barbell Row"}}),
        ("what else could I do in place of lunges, any alternatives", "planner", "find_exercise", {"query": "Lunge"}),
        ("why is my squat not improving", "progress", "give_advice", {"topic": "plateau"}),
        ("tell me about my deadlift please", "progress", "show_progress", None),
        ("which routine for strength with 4 days?", "planner", "show_programs", {"goal": "strength", "days_per_week": 4}),
        ("un programme pour débutant en 3 jours", "planner", "show_programs", {"level": "beginner", "days_per_week": 3}),
        ("is peanut butter good for me", "nutrition", "find_food", {"query": "peanut butter"}),
        ("some dinner ideas with protein", "nutrition", "suggest_meal", {"situation": "general", "focus": "protein"}),
        ("everything feels pointless and I am so frustrated", "motivation", "motivate", {"mood": "low"}),
        ("je suis épuisée en ce moment", "motivation", "motivate", {"mood": "tired"}),
    ],
)
def test_a_clause_gets_the_tool_that_fits_what_it_names(clause: str, agent: AgentName, tool: str, args: dict[str, Any] | None) -> None:
    found = answer_call(Residue(clause, agent, 0.8))
    assert (found.tool, found.fits) == (tool, True)
    assert args is None or found.args == args


@pytest.mark.parametrize(("agent", "tool"), [("planner", "today_workout"), ("progress", "show_progress"), ("nutrition", "suggest_meal")])
def test_what_names_nothing_gets_the_nearest_and_says_so(agent: AgentName, tool: str) -> None:
    found = answer_call(Residue("what do you reckon about the whole thing?", agent, 0.6))
    assert (found.tool, found.fits) == (tool, False)


@pytest.mark.parametrize("topic", sorted(advice()))
def test_every_advice_is_short_and_complete_in_both_languages(topic: str) -> None:
    for style in (Style("en", "metric", NOW.date()), Style("fr", "metric", NOW.date()), Style("en", "imperial", NOW.date())):
        words = give_advice({"topic": topic, "own": None}, style)
        assert 60 < len(words) < 520
        assert "{" not in words
        assert words.count("?") <= 1


async def test_a_free_question_is_answered_over_http(person: Person) -> None:
    reply = await person.say("how long should I rest between heavy sets?")
    assert reply["actions"][0]["tool"] == "give_advice"
    assert "Rest 3-5 minutes after heavy sets" in reply["reply"]
    assert "language model" not in reply["reply"]


async def test_advice_on_protein_tells_what_it_is_at_your_weight(person: Person) -> None:
    await person.say("I weigh 80 kg")
    reply = await person.say("am I eating enough protein per day for muscle growth?")
    assert "At your 80 kg that is 128 to 176 g a day." in reply["reply"]


async def test_a_french_question_gets_a_french_answer(new_person: Any) -> None:
    french: Person = await new_person(locale="fr")
    reply = await french.say("j'ai encore des courbatures aux jambes, est-ce que je peux m'entraîner quand même ?")
    assert "courbatures" in reply["reply"] or "douleur sourde" in reply["reply"]
