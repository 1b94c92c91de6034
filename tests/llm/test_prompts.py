"""Prompts are read and checked when the coach starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from spotter.errors import ConfigError
from spotter.llm.prompts import Prompt, load_prompts

HEAD = "---\nname: planner\nversion: 3\ninputs: today, plan\n---\n"
WHOLE = f"{HEAD}You plan. It costs $$5.\n---changing---\nToday is $today.\n$plan\n"


def planner(folder: Path, text: str) -> Prompt:
    (folder / "planner.md").write_text(text, encoding="utf-8")
    return load_prompts(folder)["planner"]


def test_what_never_changes_stands_apart(tmp_path: Path) -> None:
    prompt = planner(tmp_path, WHOLE)
    assert (prompt.name, prompt.version, prompt.inputs) == ("planner", 3, ("today", "plan"))
    assert prompt.fixed == "You plan. It costs $5."
    assert prompt.changing_filled(today="Monday", plan="$x stays") == "Today is Monday.\n$x stays"
    assert prompt.filled(today="Monday", plan="3 days") == "You plan. It costs $5.\n\nToday is Monday.\n3 days"


def test_the_id_tells_the_text(tmp_path: Path) -> None:
    prompt = planner(tmp_path, WHOLE)
    name, _, digest = prompt.id.partition(":")
    assert name == "planner@3"
    assert len(digest) == 6
    assert planner(tmp_path, WHOLE.replace("\n", "\r\n")).id == prompt.id
    assert planner(tmp_path, WHOLE.replace("version: 3", "version: 4")).digest == digest
    assert planner(tmp_path, WHOLE.replace("You plan", "You dream")).digest != digest


def test_a_prompt_without_inputs_needs_no_second_part(tmp_path: Path) -> None:
    prompt = planner(tmp_path, "---\nname: planner\nversion: 1\ninputs:\n---\nYou plan.\n")
    assert prompt.filled() == "You plan."


@pytest.mark.parametrize("values", [{}, {"today": "Monday"}, {"today": "Monday", "plan": "x", "food": "y"}])
def test_a_prompt_takes_its_inputs_and_no_others(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="takes today, plan"):
        planner(tmp_path, WHOLE).changing_filled(**values)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("You plan.", "begins with name"),
        ("---\nname: planner\n", "begins with name"),
        ("---\nname planner\n---\nYou plan.", "is not name: value"),
        ("---\nname: planner\nversion: 1\n---\nYou plan.", "in this order"),
        ("---\nname: planner\nversion: new\ninputs:\n---\nYou plan.", "in this order"),
        ("---\nname: other\nversion: 1\ninputs:\n---\nYou plan.", "calls itself other"),
        ("---\nname: planner\nversion: 1\ninputs:\n---\n", "holds no text"),
        ("---\nname: planner\nversion: 1\ninputs:\n---\nIt costs $ 5.", "a dollar sign"),
        ("---\nname: planner\nversion: 1\ninputs: today\n---\nIt is $today.", "belongs below"),
        (HEAD + "Hi\n---changing---\n$today", "not the same: plan"),
        (HEAD + "Hi\n---changing---\n$today $plan $food", "not the same: food"),
    ],
)
def test_a_prompt_that_is_wrong_is_named(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ConfigError, match=r"planner\.md cannot be used") as said:
        planner(tmp_path, text)
    assert why in said.value.text
    assert "\n" not in said.value.text
