"""The layer `prompt`: every prompt as a model gets it, held against what is committed in `evals/prompts`.

`rendered/` shows each with example inputs, so that an edit is read in a diff; `lock.json` names every text there ever was under its
version; `contract.yaml` has the examples and the budgets in tokens. `spotter eval prompts --write` renews the first two.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, RootModel

from spotter.agents import AGENTS, AgentSpec
from spotter.evals.case import Case, Turn
from spotter.evals.expectation import Strict
from spotter.evals.state import version_of
from spotter.evals.texts import every_prompt, file_of
from spotter.evals.tool_lint import lint
from spotter.evals.verdict import Result, Score, judged
from spotter.evals.yaml_lines import checked, shown
from spotter.llm.hearing import estimated_tokens
from spotter.llm.prompts import Prompt
from spotter.tools.registry import tools
from spotter.tools.schema import function_of

FOLDER = Path(__file__).parent / "prompts"
CONTRACT = "contract"  # the suite that a report names
HOUSE = "house"  # what every agent is told before its own prompt
SHOWN_LINES = 12  # of a difference


class Terms(Strict):
    """`contract.yaml`."""

    examples: dict[str, dict[str, str]]
    tokens: dict[str, int]
    request: dict[str, int]
    task: str
    tools: int
    unseen: dict[str, str]


class Locked(RootModel[tuple[Annotated[str, Field(pattern=r"^[a-z_]+@\d+:[0-9a-f]{6}$")], ...]]):
    """`lock.json`: ids of texts, like `planner@1:ddea26`."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What is committed of the prompts, and the prompts themselves."""

    terms: Terms
    locked: tuple[str, ...]
    folder: Path
    prompts: Mapping[str, Prompt]

    def rendered(self, name: str) -> str:
        """A prompt as a model gets it, with the example's inputs; an agent's with the house's and with its tools."""
        agent = _agents().get(name)
        if agent is None:
            return f"{self._filled(name)}\n"
        house, own = self.prompts[HOUSE], self.prompts[name]
        changing = f"{house.changing_filled(**self.terms.examples[HOUSE])}\n\n{self.terms.task}"
        told = "\n\n".join(["[system]", f"{house.fixed}\n\n{own.fixed}", "[person]", changing])
        return f"{told}\n\n[tools]\n\n{chr(10).join(_tool_line(tool) for tool in agent.tools)}\n"

    def path(self, name: str) -> Path:
        return self.folder / "rendered" / f"{name}.txt"

    def scores(self, name: str) -> Iterator[Score]:
        """Whether a prompt is locked under its version, looks as committed, and keeps to its budget."""
        prompt = self.prompts[name]
        newest = self.newest(prompt.name)
        stuck = self.why_stuck(name)
        hint = stuck or "spotter eval prompts --write"
        yield Score("version", newest == prompt.id, f"{newest or prompt.id}, the newest in lock.json", f"{prompt.id}: {hint}")
        yield self._looks(name)
        yield _at_most("tokens", self.terms.tokens.get(name, 0), estimated_tokens(self._filled(name)))
        if name in _agents():
            functions = [function_of(tools()[tool]) for tool in _agents()[name].tools]
            sent = estimated_tokens(self.rendered(name).partition("\n[tools]\n")[0] + json.dumps(functions))
            yield _at_most("request tokens", self.terms.request.get(name, 0), sent)

    def newest(self, prompt: str) -> str:
        """The id of a prompt's text under its highest version; nothing where none is locked."""
        return max((one for one in self.locked if one.startswith(f"{prompt}@")), key=version_of, default="")

    def why_stuck(self, name: str) -> str:
        """Why the text of a prompt cannot be locked as it is; nothing where it can."""
        prompt = self.prompts[name]
        newest = self.newest(prompt.name)
        if not newest or newest == prompt.id or prompt.version > version_of(newest):
            return ""
        went = "went back" if prompt.version < version_of(newest) else "is of another text"
        return f"its version {went}; raise it above {version_of(newest)} in {file_of(name)}"

    def _filled(self, name: str) -> str:
        return self.prompts[name].filled(**self.terms.examples.get(name, {}))

    def _looks(self, name: str) -> Score:
        committed = self.path(name).read_text(encoding="utf-8") if self.path(name).exists() else ""
        now = self.rendered(name)
        lines = list(difflib.unified_diff(committed.splitlines(), now.splitlines(), "committed", "now", lineterm="", n=0))
        told = "\n".join([*lines[:SHOWN_LINES], "spotter eval prompts --write renews it"])
        return Score("snapshot", committed == now, f"as in {self.path(name).name}", told if lines else "")


def open_contract(folder: Path = FOLDER, of: Mapping[str, Prompt] | None = None) -> Contract:
    """The contract as committed, for the prompts of the house or for others."""
    locked = checked(folder / "lock.json", Locked, "lock (JSON is YAML, too)").root
    return Contract(checked(folder / "contract.yaml", Terms, "contract"), locked, folder, of or every_prompt())


def contract_results(contract: Contract | None = None) -> list[Result]:
    """A verdict for each prompt and for each tool that a model is offered."""
    held = contract or open_contract()
    about = "version, snapshot, budget"
    found = [_result(name, f"{name}.md: {about}", file_of(name), tuple(held.scores(name))) for name in sorted(held.prompts)]
    offered = sorted({tool for agent in AGENTS for tool in agent.tools})
    return found + [
        _result(name, "the tool as a model sees it", _tool_file(name), lint(tools()[name], held.terms.tools)) for name in offered
    ]


def _tool_file(name: str) -> str:
    """The file of a tool and the line of its function."""
    code = tools()[name].run.__code__
    return f"{shown(Path(code.co_filename))}:{code.co_firstlineno}"


def renew(contract: Contract) -> list[str]:
    """Write the snapshots and lock new versions; returns which prompts have no version of their own, and why, and then writes nothing."""
    if stuck := [f"{name}: {why}" for name in sorted(contract.prompts) if (why := contract.why_stuck(name))]:
        return stuck
    ids = sorted({*contract.locked, *(one.id for one in contract.prompts.values())})
    (contract.folder / "lock.json").write_text(json.dumps(ids, indent=2) + "\n", encoding="utf-8")
    for name in contract.prompts:
        contract.path(name).write_text(contract.rendered(name), encoding="utf-8")
    return []


def _agents() -> dict[str, AgentSpec]:
    return {agent.name: agent for agent in AGENTS}


def _tool_line(name: str) -> str:
    """A tool in a line: `show_progress(exercise, period!): ...`; `!` marks what a model has to pass."""
    function = function_of(tools()[name])["function"]
    needed = function["parameters"].get("required", [])
    arguments = ", ".join(f"{one}!" if one in needed else one for one in function["parameters"].get("properties", {}))
    return f"{name}({arguments}): {function['description']}"


def _at_most(part: str, most: int, found: int) -> Score:
    return Score(part, found <= most, f"at most {most} in contract.yaml", str(found))


def _result(name: str, about: str, source: str, scores: tuple[Score, ...]) -> Result:
    case: dict[str, Any] = {
        "id": name,
        "suite": CONTRACT,
        "about": about,
        "source": source,
        "layers": ("prompt",),
        "turns": (Turn(say=""),),
    }
    return Result(Case(**case), "prompt", 0, judged(scores), scores)
