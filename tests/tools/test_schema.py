"""What a model is told of the tools: valid JSON schemas in few words, in which the house's own keys and sums do not stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from spotter.tools.registry import tools
from spotter.tools.schema import function_of
from spotter.tools.spec import ToolSpec

ALL = sorted(tools().values(), key=lambda spec: spec.name)


def parameters(name: str) -> dict[str, Any]:
    found: dict[str, Any] = function_of(tools()[name])["function"]["parameters"]
    return found


def fields(node: object) -> Iterator[str]:
    """The names of all arguments, at every depth."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for value in node.values():
            yield from fields(value)


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.name)
def test_a_tool_is_a_function_that_any_provider_takes(spec: ToolSpec) -> None:
    function = function_of(spec)["function"]
    assert function["name"] == spec.name
    assert function["parameters"]["type"] == "object"
    assert set(function["parameters"].get("required", ())) <= set(function["parameters"]["properties"])
    assert "$ref" not in json.dumps(function)


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.name)
def test_its_description_is_one_short_sentence_or_two(spec: ToolSpec) -> None:
    about = function_of(spec)["function"]["description"]
    assert 20 < len(about) <= 160
    assert about[0].isupper()
    assert about.endswith(".")


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.name)
def test_no_model_names_a_key_a_person_or_what_the_house_works_out(spec: ToolSpec) -> None:
    assert not {name for name in fields(parameters(spec.name)) if name in ("key", "grams") or name.endswith("_id")}


def test_an_exercise_a_food_and_a_program_are_names() -> None:
    items = parameters("log_meal")["properties"]["items"]["items"]["properties"]
    entries = parameters("log_workout")["properties"]["entries"]["items"]["properties"]
    assert items["food"] == {"type": "string"}
    assert entries["exercise"] == {"type": "string"}
    assert parameters("choose_program")["properties"] == {"program": {"type": "string"}}


def test_a_number_is_a_number_and_a_scale_says_its_range() -> None:
    one_set = parameters("log_workout")["properties"]["entries"]["items"]["properties"]["sets"]["items"]["properties"]
    assert one_set["load_kg"] == {"type": "number"}  # a limit costs tokens, and the argument model holds it
    assert (one_set["rpe"]["minimum"], one_set["rpe"]["maximum"]) == (1, 10)
    assert parameters("report_pain")["properties"]["severity"]["maximum"] == 10


def test_all_tools_together_take_less_than_half_of_their_full_schemas() -> None:
    short = sum(len(json.dumps(function_of(spec)["function"]["parameters"])) for spec in ALL)
    full = sum(len(json.dumps(spec.args.model_json_schema())) for spec in ALL)
    assert short < 0.5 * full
