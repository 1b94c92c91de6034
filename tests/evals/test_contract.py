"""The prompts and the tools' schemas as committed: an edit shows, keeps to its budget and raises its version."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import Field

from spotter.agents import AGENTS
from spotter.evals.contract import FOLDER, Contract, contract_results, open_contract, renew
from spotter.evals.state import state_here
from spotter.evals.texts import every_prompt, file_of
from spotter.evals.tool_lint import lint
from spotter.evals.verdict import Result, Verdict
from spotter.evals.yaml_lines import SuiteError
from spotter.tools.registry import tools
from spotter.tools.spec import Args

PAGE = (Path(__file__).parents[2] / "docs" / "tools.md").read_text(encoding="utf-8")


def edited(folder: Path, name: str = "injury", *, version: int | None = None, more: str = " Ask a doctor.") -> Contract:
    own = every_prompt()[name]
    changed = replace(own, fixed=own.fixed + more, version=version or own.version)
    return open_contract(folder, {**every_prompt(), name: changed})


def missed(contract: Contract) -> set[tuple[str, str]]:
    return {(result.case.id, score.part) for result in contract_results(contract) for score in result.missed}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "prompts"))


@pytest.mark.parametrize("result", contract_results(), ids=lambda result: result.case.id)
def test_every_prompt_and_tool_is_as_committed(result: Result) -> None:
    assert result.verdict is Verdict.PASS, result.missed


def test_no_version_stands_for_two_texts() -> None:
    versions = Counter(locked.partition(":")[0] for locked in open_contract().locked)
    assert [version for version, texts in versions.items() if texts > 1] == []


def test_every_agent_has_a_prompt() -> None:
    assert {agent.name for agent in AGENTS} <= set(every_prompt())


def test_every_file_of_a_prompt_is_under_contract_and_part_of_the_state() -> None:
    house = Path(__file__).parents[2] / "spotter"
    files = {path.stem for path in house.rglob("prompts/*.md")}
    assert files == {result.case.id for result in contract_results()} & files
    assert files == set(state_here().prompts)
    assert files == set(open_contract().terms.tokens)


@pytest.mark.parametrize("name", ["injury", "summary", "judge", "voice"])
def test_a_version_does_not_go_back_and_cannot_be_written_back(folder: Path, name: str) -> None:
    assert renew(edited(folder, name, version=99)) == []
    back = open_contract(folder)
    (result,) = [one for one in contract_results(back) if one.case.id == name]
    assert "its version went back; raise it above 99" in {score.part: score.got for score in result.missed}["version"]
    assert renew(back) == [f"{name}: its version went back; raise it above 99 in {file_of(name)}"]


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n[]\n", "{}", '["injury"]', "[5]", ""])
def test_a_lock_that_is_none_is_told_with_file_and_line(folder: Path, text: str) -> None:
    (folder / "lock.json").write_text(text, encoding="utf-8")
    with pytest.raises(SuiteError, match=r"lock\.json:\d+: "):
        open_contract(folder)


def test_an_edit_without_a_new_version_is_refused_and_cannot_be_written_away(folder: Path) -> None:
    contract = edited(folder)
    assert missed(contract) == {("injury", "version"), ("injury", "snapshot")}
    assert renew(contract) == ["injury: its version is of another text; raise it above 1 in spotter/agents/prompts/injury.md"]
    assert missed(contract) == {("injury", "version"), ("injury", "snapshot")}


def test_a_prompt_or_a_tool_that_is_not_as_committed_is_told_with_its_file(folder: Path) -> None:
    sources = {result.case.id: result.case.source for result in contract_results(edited(folder))}
    assert sources["injury"] == "spotter/agents/prompts/injury.md"
    assert sources["log_metric"].startswith("spotter/tools/metrics.py:")
    (version, _) = next(result.missed for result in contract_results(edited(folder)) if result.missed)
    assert version.got.endswith("raise it above 1 in spotter/agents/prompts/injury.md")


def test_an_edit_with_a_new_version_asks_for_its_snapshot_and_then_passes(folder: Path) -> None:
    contract = edited(folder, version=99)
    (result,) = [one for one in contract_results(contract) if one.missed]
    assert {score.part for score in result.missed} == {"version", "snapshot"}
    assert "+- [I3]" in result.missed[1].got.replace("\n", "")
    assert renew(contract) == []
    assert missed(edited(folder, version=99)) == set()
    assert {"injury@1:aedb72"} < set(json.loads((folder / "lock.json").read_text(encoding="utf-8")))


def test_an_edit_of_the_house_shows_in_every_agent(folder: Path) -> None:
    changed = {name for name, part in missed(edited(folder, "house")) if part == "snapshot"}
    assert changed == {"house", *(agent.name for agent in AGENTS)}


def test_a_prompt_that_grows_beyond_its_budget_fails(folder: Path) -> None:
    contract = edited(folder, version=99, more=" Be kind." * 200)
    renew(contract)
    assert missed(edited(folder, version=99, more=" Be kind." * 200)) == {("injury", "tokens"), ("injury", "request tokens")}


class Careless(Args):
    user_id: str
    mode: str = Field(json_schema_extra={"enum": ["one"]})


def test_a_tool_that_a_model_would_misuse_is_found() -> None:
    spec = replace(tools()["show_streak"], name="Streak", description="Shows.", args=Careless)
    assert {score.part for score in lint(spec, 20) if not score.passed} == {"name", "description", "person", "choices", "tokens"}


def test_the_page_of_tools_names_each_with_its_agent_and_its_kind() -> None:
    rows = {cells[1]: (cells[2], cells[3]) for line in PAGE.splitlines() if len(cells := [c.strip() for c in line.split("|")]) > 4}
    offered = {tool for agent in AGENTS for tool in agent.tools}
    kinds = {name: f"{tools()[name].kind}, asks" if tools()[name].confirm else tools()[name].kind for name in offered}
    assert {name: rows.get(name) for name in offered} == {name: (tools()[name].agent or "-", kinds[name]) for name in offered}
