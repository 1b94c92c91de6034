"""What a run was made with: the texts of the prompts, the tools as a model sees them, and the suites. Evidence holds for one such state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from spotter.evals import loading

What = Literal["prompt", "tool"]


class Change(NamedTuple):
    """One thing that differs between two states; an empty side where there is none."""

    what: What
    name: str
    was: str
    now: str

    def __str__(self) -> str:
        if not self.was:
            return f"the {self.what} {self.name} is new"
        if not self.now:
            return f"the {self.what} {self.name} is gone"
        if self.what == "prompt":
            from spotter.evals.texts import file_of  # the texts of the evals know this module

            where = f"the prompt {self.name} ({file_of(self.name)})"
            return f"{where} is another text: {self.was} became {self.now}{self._warning()}"
        return f"the {self.what} {self.name} changed"

    @property
    def is_without_a_new_version(self) -> bool:
        """Whether a prompt is another text under a version that it had, or under one before."""
        return self.what == "prompt" and bool(self.was and self.now) and version_of(self.now) <= version_of(self.was)

    def _warning(self) -> str:
        if not self.is_without_a_new_version:
            return ""
        went = "under the same version" if version_of(self.now) == version_of(self.was) else "and its version went back"
        return f", {went}; raise `version` in its head"


class State(BaseModel):
    """Names with ids: `planner@3:4937ab` of a prompt, eight hexadecimal digits of what a model is told of a tool and of a suite's files."""

    model_config = ConfigDict(frozen=True)

    prompts: dict[str, str]
    tools: dict[str, str]
    suites: dict[str, str] = Field(default_factory=dict)

    def told_models(self, now: State) -> list[Change]:
        """What models are told differently since: prompts and tools. These need evidence."""
        return _changes("prompt", self.prompts, now.prompts) + _changes("tool", self.tools, now.tools)


def version_of(prompt: str) -> int:
    """The version in a prompt's id: 3 of `planner@3:4937ab`."""
    return int(prompt.partition("@")[2].partition(":")[0])


def state_here() -> State:
    """The state of this code. Tools that no agent has are told to no model: they need no evidence."""
    from spotter.agents import AGENTS
    from spotter.evals.texts import every_prompt
    from spotter.tools.registry import tools
    from spotter.tools.schema import function_of

    offered = sorted({name for agent in AGENTS for name in agent.tools if name in tools()})
    return State(
        prompts={name: prompt.id for name, prompt in sorted(every_prompt().items())},
        tools={name: _digest(json.dumps(function_of(tools()[name]), sort_keys=True)) for name in offered},
        suites={
            folder.name: _digest("".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))))
            for folder in sorted(loading.SUITES.iterdir())
            if folder.is_dir()
        },
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _changes(what: What, was: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    names = sorted(was.keys() | now.keys())
    return [Change(what, name, was.get(name, ""), now.get(name, "")) for name in names if was.get(name) != now.get(name)]
