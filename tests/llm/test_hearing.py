"""Whatever a provider streams becomes text and calls that the house can use, or a problem in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessageChunk

from spotter.llm.hearing import Heard, wanted_call

storable = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
leaves = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False) | storable
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(storable, inner, max_size=3), max_leaves=8)
objects = st.dictionaries(storable, values, max_size=4)


def piece(index: int | None, name: str | None, args: str | None, id_: str | None = None) -> AIMessageChunk:
    return AIMessageChunk(content="", tool_call_chunks=[{"name": name, "args": args, "id": id_, "index": index, "type": "tool_call_chunk"}])


def heard(*chunks: AIMessageChunk) -> Heard:
    made = Heard()
    for chunk in chunks:
        made.add(chunk)
    return made


@given(objects, st.booleans())
def test_arguments_come_back_as_they_were_written(args: dict[str, Any], ascii_only: bool) -> None:
    assert wanted_call("log_sets", json.dumps(args, ensure_ascii=ascii_only)).args == args


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")) | objects.map(lambda o: json.dumps(o)[:-1]))
def test_any_other_text_is_a_problem_and_no_exception(raw: str) -> None:
    call = wanted_call("log_sets", raw)
    assert (call.args is None) == (call.problem is not None)
    assert call.args is None or isinstance(call.args, dict)


@pytest.mark.parametrize(
    "raw",
    [
        "[1, 2]", "null", "7", '"text"', '{"a": 1', "{}}", "{'a': 1}", '{"a": NaN}', '{"a": Infinity}', '{"a": 1e999}', "[" * 100_000,
        '{"a": ' + "[" * 50_000, '{"a": ' + "9" * 5000 + "}", '{"a": "\\u0000"}', '{"a": "\\ud800"}', '{"\\ud800": 1}',
    ],
)  # fmt: skip
def test_what_no_tool_may_get_is_a_problem(raw: str) -> None:
    call = wanted_call("log_sets", raw)
    assert call.args is None
    assert call.problem
    assert len(call.problem) <= 200


def test_no_arguments_are_an_empty_object() -> None:
    assert wanted_call("get_week", "").args == {}


@given(st.lists(st.tuples(st.sampled_from(["get_week", "log_sets", "undo"]), objects), min_size=1, max_size=4), st.integers(1, 9))
def test_calls_in_pieces_are_whole_again(calls: list[tuple[str, dict[str, Any]]], size: int) -> None:
    chunks: list[AIMessageChunk] = []
    for index, (name, args) in enumerate(calls):
        raw = json.dumps(args)
        chunks.append(piece(index, name, "", f"call_{index}"))
        chunks += [piece(index, None, raw[start : start + size]) for start in range(0, len(raw), size)]
    assert [(call.name, call.args) for call in heard(*chunks).wanted()] == calls


@pytest.mark.parametrize("ids", [("same", "same"), ("", ""), ("a", "b"), (None, None)])
@pytest.mark.parametrize("index", [0, None])
def test_calls_that_share_an_index_stay_apart(index: int | None, ids: tuple[str | None, str | None]) -> None:
    chunks = [
        piece(index, "log_sets", '{"reps": 5', ids[0]),
        piece(index, None, "}"),
        piece(index, "log_meal", '{"food": "egg"', ids[1]),
        piece(index, None, "}"),
    ]
    assert [(call.name, call.args) for call in heard(*chunks).wanted()] == [("log_sets", {"reps": 5}), ("log_meal", {"food": "egg"})]


def test_a_name_that_is_repeated_with_every_piece_is_one_call() -> None:
    chunks = [piece(0, "log_sets", '{"reps":', "a"), piece(0, "log_sets", " 5}", "a")]
    assert [(call.name, call.args) for call in heard(*chunks).wanted()] == [("log_sets", {"reps": 5})]


@given(st.lists(st.text(st.characters())))
def test_text_can_always_be_stored(texts: list[str]) -> None:
    made = Heard()
    told = "".join(made.add(AIMessageChunk(content=text)) for text in texts)
    assert told == "".join(made.text)
    assert "\0" not in told
    told.encode()


@pytest.mark.parametrize("claims", [[10, 20], [20, 20], [20, 7]])
def test_usage_is_the_highest_that_was_told(claims: list[int]) -> None:
    chunks = [AIMessageChunk(content="a", usage_metadata={"input_tokens": 5, "output_tokens": n, "total_tokens": 5 + n}) for n in claims]
    assert heard(*chunks).output_tokens == 20


def test_usage_beyond_reason_is_not_believed() -> None:
    chunk = AIMessageChunk(content="a", usage_metadata={"input_tokens": 10**15, "output_tokens": -5, "total_tokens": 10**15})
    assert heard(chunk).input_tokens == 10_000_000
    assert heard(chunk).output_tokens == 0
