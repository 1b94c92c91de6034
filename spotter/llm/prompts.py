"""Prompts: one `.md` file each, with its name, version and inputs. What never changes stands first, so that providers can keep it.

---
name: planner
version: 3
inputs: today, plan
---
Text that is the same every time. A dollar sign is written $$.
---changing---
Today is $today. The plan: $plan
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from string import Template

from spotter.errors import ConfigError

FENCE = "---\n"
CHANGING = "\n---changing---\n"
FIELDS = ("name", "version", "inputs")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text for a model. `fixed` holds no inputs, `changing` is a template of all of them; `source` is its file."""

    name: str
    version: int
    inputs: tuple[str, ...]
    fixed: str
    changing: str
    source: str = field(default="", compare=False)

    @property
    def digest(self) -> str:
        """Changes with the text, and with nothing else."""
        return hashlib.sha256(f"{self.fixed}{CHANGING}{self.changing}".encode()).hexdigest()[:6]

    @property
    def id(self) -> str:
        """What a turn keeps, to know by which text it was made: `planner@3:4937ab`."""
        return f"{self.name}@{self.version}:{self.digest}"

    def changing_filled(self, **values: object) -> str:
        """The changing part with its inputs. One that is missing or too many is a mistake of the caller."""
        if values.keys() != set(self.inputs):
            raise TypeError(f"prompt {self.name} takes {', '.join(self.inputs) or 'nothing'}, not {', '.join(values) or 'nothing'}")
        return Template(self.changing).substitute(values)

    def filled(self, **values: object) -> str:
        """Both parts as one text."""
        return f"{self.fixed}\n\n{self.changing_filled(**values)}".strip()


def load_prompts(folder: Traversable) -> Mapping[str, Prompt]:
    """Every prompt of a folder by its name, or a `ConfigError` that says which file is wrong and why."""
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".md")), key=lambda path: path.name)
    return {prompt.name: prompt for prompt in (read_prompt(path) for path in paths)}


def read_prompt(path: Traversable) -> Prompt:
    """One prompt from its file."""
    start, _, rest = path.read_text(encoding="utf-8").replace("\r\n", "\n").partition(FENCE)
    front, fence, body = rest.partition(FENCE)
    if start or not fence:
        raise _wrong(path, "it begins with name, version and inputs between two lines of ---")
    head = dict(_field(path, line) for line in front.splitlines() if line.strip())
    if tuple(head) != FIELDS or not head["version"].isdigit():
        raise _wrong(path, "between the lines of --- stand name, version (a whole number) and inputs, in this order")
    fixed, _, changing = f"\n{body}".partition(CHANGING)
    inputs = tuple(name.strip() for name in head["inputs"].split(",") if name.strip())
    prompt = Prompt(head["name"], int(head["version"]), inputs, fixed.strip(), changing.strip())
    _check(path, prompt)
    return Prompt(prompt.name, prompt.version, inputs, Template(prompt.fixed).substitute(), prompt.changing, str(path))


def _field(path: Traversable, line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise _wrong(path, f"{line!r} is not name: value")
    return name.strip(), value.strip()


def _check(path: Traversable, prompt: Prompt) -> None:
    """The name is the file's, and the inputs named are the ones used, in the changing part only."""
    fixed, changing = Template(prompt.fixed), Template(prompt.changing)
    if prompt.name != path.name.removesuffix(".md"):
        raise _wrong(path, f"it calls itself {prompt.name}")
    if not (prompt.fixed or prompt.changing):
        raise _wrong(path, "it holds no text")
    if not fixed.is_valid() or not changing.is_valid():
        raise _wrong(path, "a dollar sign stands alone; write $$")
    if fixed.get_identifiers():
        raise _wrong(path, f"${fixed.get_identifiers()[0]} belongs below the line ---changing---")
    different = set(changing.get_identifiers()) ^ set(prompt.inputs)
    if different:
        raise _wrong(path, f"named as inputs and used are not the same: {', '.join(sorted(different))}")


def _wrong(path: Traversable, why: str) -> ConfigError:
    return ConfigError(f"The prompt {path.name} cannot be used: {why}.")
