"""Whatever arguments a model writes, the step that holds them can be kept: a turn never ends because its model said something odd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from spotter.graphs.threads import wish
from spotter.llm.hearing import DEEPEST, wanted_call

leaves = st.none() | st.booleans() | st.integers() | st.integers(-(2**70), 2**70) | st.floats() | st.text()
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8)


def can_be_kept(raw: str) -> bool:
    call = wanted_call("log_sets", raw)
    serializer = JsonPlusSerializer()
    kept = serializer.loads_typed(serializer.dumps_typed(wish("", [("call", call)])))
    return bool(kept.tool_calls[0]["args"] == (call.args or {}))


@given(st.dictionaries(st.text(), values, max_size=4))
def test_any_arguments_can_be_kept(args: dict[str, Any]) -> None:
    assert can_be_kept(json.dumps(args))


@pytest.mark.parametrize("figure", [2**63, -(2**63) - 1, 2**64, 10**40])
def test_a_figure_that_no_column_holds_is_refused_in_words(figure: int) -> None:
    raw = json.dumps({"reps": figure})
    assert can_be_kept(raw)
    assert "no figure that can be kept" in str(wanted_call("log_sets", raw).problem)


@pytest.mark.parametrize("levels", [DEEPEST - 1, DEEPEST, 400, 2000])
def test_arguments_nested_too_deeply_are_refused_in_words(levels: int) -> None:
    raw = '{"sets": ' + "[" * levels + "]" * levels + "}"
    assert can_be_kept(raw)
    assert (wanted_call("log_sets", raw).problem is None) == (levels < DEEPEST)
