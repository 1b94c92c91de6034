"""A prompt's version stands for one text: `prompts.lock.json` names every one there ever was.

After a change to a prompt raise its version and add the new id, which the failing test names.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from spotter.agents import AGENTS
from spotter.agents.prompting import prompts

LOCKED: list[str] = json.loads((Path(__file__).parent / "prompts.lock.json").read_text(encoding="utf-8"))


def test_every_text_is_locked_under_its_version() -> None:
    assert sorted({prompt.id for prompt in prompts().values()} - set(LOCKED)) == []


def test_no_version_stands_for_two_texts() -> None:
    versions = Counter(locked.partition(":")[0] for locked in LOCKED)
    assert [version for version, texts in versions.items() if texts > 1] == []


def test_every_agent_has_a_prompt() -> None:
    assert {agent.name for agent in AGENTS} <= set(prompts())
