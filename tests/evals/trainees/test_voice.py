"""A model may word what a trainee says, and change nothing of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.errors import ModelAway
from spotter.evals.trainees.diary import Draft
from spotter.evals.trainees.persona import persona
from spotter.evals.trainees.voice import ModelVoice, keeps_facts
from spotter.llm.scripted import Rule, ScriptedModels

DRAFT = Draft(0, 60, "report", "squat 3x5 82.5kg rpe 8", terms=("squat",))


async def worded(rule: Rule, draft: Draft = DRAFT) -> str:
    return await ModelVoice(ScriptedModels(rule), persona("anna"), "somebody")(draft)


async def test_a_models_words_are_said_where_they_keep_the_facts() -> None:
    assert (
        await worded(Rule(say="Phew! Got my squat in, 3x5 at 82.5kg, felt like RPE 8"))
        == "Phew! Got my squat in, 3x5 at 82.5kg, felt like RPE 8"
    )


@pytest.mark.parametrize(
    "said",
    [
        "squat 3x5 85kg rpe 8",
        "squat 3x5 82.5 lb rpe 8",
        "squat 3x5 82.5kg",
        "squat 3x5 82.5kg rpe 8 and 2 more",
        "front press 3x5 82.5kg rpe 8",
        "",
        "squat 3x5 82.5kg rpe 8 " + "and what a day it was, really " * 9,
    ],
)
async def test_the_template_stands_where_a_figure_a_unit_or_a_name_is_not_as_it_was(said: str) -> None:
    assert await worded(Rule(say=said)) == DRAFT.text


async def test_the_template_stands_where_nobody_answers() -> None:
    assert await worded(Rule(fail=ModelAway("gone"))) == DRAFT.text


async def test_an_answer_to_a_question_is_never_reworded() -> None:
    assert await worded(Rule(say="Yes, please do!"), Draft(0, 62, "answer", "yes")) == "yes"


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8), st.integers(1, 400))
def test_any_other_number_is_noticed(numbers: list[int], other: int) -> None:
    text = "rows " + " ".join(map(str, numbers))
    assert keeps_facts(text, "did " + text, ["rows"])
    assert not keeps_facts(text, f"{text} {other}", ["rows"])
    assert not keeps_facts(text, text.rsplit(" ", 1)[0], ["rows"])
