"""A model may write what the person told or asked for in this message, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.permits import NEVER, permitted
from spotter.language.understanding import Locale
from tests.language import (
    permit_cases,
    permit_message_cases,
    permit_refused_cases,
    permit_reminder_cases,
    permit_training_cases,
)
from tests.language.permit_cases import BENCH, Case, lifts

_BOTH = (permit_training_cases, permit_message_cases, permit_reminder_cases)
ALLOWED = permit_cases.ALLOWED + tuple(case for table in _BOTH for case in table.ALLOWED)
REFUSED = permit_refused_cases.REFUSED + tuple(case for table in _BOTH for case in table.REFUSED)
TODAY = date(2026, 3, 2)


def name_of(case: Case) -> str:
    """The message of a case and the write that a model wants."""
    return f"{case[1][:48]} -> {case[2]} {json.dumps(case[3])[:32]}"


@pytest.mark.parametrize(("locale", "text", "tool", "args"), ALLOWED, ids=map(name_of, ALLOWED))
def test_what_the_person_told_or_asked_may_be_written(locale: Locale, text: str, tool: str, args: dict[str, Any]) -> None:
    assert permitted(tool, args, text, locale, TODAY) is None


@pytest.mark.parametrize(("locale", "text", "tool", "args"), REFUSED, ids=map(name_of, REFUSED))
def test_what_the_message_does_not_say_is_refused_with_a_reason(locale: Locale, text: str, tool: str, args: dict[str, Any]) -> None:
    assert permitted(tool, args, text, locale, TODAY)


@pytest.mark.parametrize("tool", sorted(NEVER))
def test_some_writes_are_never_a_models(tool: str) -> None:
    assert permitted(tool, {}, f"please {tool.replace('_', ' ')} now, I really ask for it", "en", TODAY)


@given(st.sampled_from(ALLOWED), st.sampled_from(["yes please, do that", "ok", "thanks, great", "oui vas-y", "d'accord, merci", "", "👍"]))
def test_a_short_yes_permits_nothing(case: Case, text: str) -> None:
    assert permitted(case[2], case[3], text, case[0], TODAY)


@given(st.integers(2, 20), st.integers(20, 200), st.integers(2, 20), st.integers(20, 200))
def test_only_the_stated_figures_may_be_logged(reps: int, load: int, other_reps: int, other_load: int) -> None:
    args = lifts(BENCH, {"reps": other_reps, "load_kg": other_load})
    said = permitted("log_workout", args, f"benched {load} kg for {reps} reps", "en", TODAY)
    assert (said is None) == ((reps, load) == (other_reps, other_load))


@given(st.text(max_size=60), st.sampled_from(sorted({case[2] for case in ALLOWED})))
def test_any_text_gets_an_answer(text: str, tool: str) -> None:
    case = next(case for case in ALLOWED if case[2] == tool)
    assert permitted(tool, case[3], text, "en", TODAY) != ""


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(ALLOWED), st.data())
def test_arguments_of_any_form_get_an_answer(case: Case, data: st.DataObject) -> None:
    args = {name: data.draw(_JSON) if data.draw(st.booleans()) else value for name, value in case[3].items()}
    assert permitted(case[2], args, case[1], case[0], TODAY) != ""
