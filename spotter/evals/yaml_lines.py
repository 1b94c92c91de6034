"""YAML with line numbers: values, and where each of them stands, so that what is wrong can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from spotter.errors import BadInput
from spotter.evals.names import Misnamed
from spotter.evals.suggestions import suggestion

Kind = TypeVar("Kind", bound=BaseModel)
CHOICE = re.compile(r"'([^']*)'")  # in what a model says of a choice
ITEM = re.compile(r" *- ")  # how the items of a file's lists begin


class SuiteError(BadInput):
    """A suite that cannot be read: one line for each thing that is wrong, `file:line: field: what to do`."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class _Loader(yaml.CSafeLoader):
    """The core schema of YAML 1.2: `no`, `on`, 12:30, 0600 and dates are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  the library's own


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9]\d*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\d+\.\d*|\.\d+)(?:e[-+]?\d+)?$"), list("-+.0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])


@dataclass(frozen=True, slots=True)
class Document:
    """One file as values and as nodes."""

    path: Path
    data: Any
    node: yaml.Node | None

    @property
    def shown(self) -> str:
        """The path as a person would write it here."""
        return shown(self.path)

    def line(self, *loc: str | int) -> int:
        """The line of the value that `loc` leads to, or of the nearest thing around it that stands in the file."""
        node, line = self.node, 1 if self.node is None else self.node.start_mark.line + 1
        for part in loc:
            found = _inside(node, part)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line

    def problem(self, text: str, *loc: str | int) -> str:
        """`file:line: text`."""
        return f"{self.shown}:{self.line(*loc)}: {text}"


def shown(path: Path) -> str:
    """The path as a person would write it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def first_problem(error: Exception) -> str:
    """The first thing that a model or a reader of JSON refused, in a line."""
    if isinstance(error, ValidationError):
        one = error.errors()[0]
        where = ".".join(map(str, one["loc"]))
        return f"{where}: {one['msg']}" if where else str(one["msg"])
    return f"{error}".partition("\n")[0]


def read(path: Path) -> Document:
    """A file, or `SuiteError` where it is no YAML or says a name twice."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        loader = _Loader(text)
        node = loader.get_single_node()
        document = Document(path, None if node is None else loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        found = list(_broken_items(text)) or [error]
        raise SuiteError([f"{shown(path)}:{_line_of(one)}: this is no YAML: {one.problem}" for one in found]) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SuiteError([f"{shown(path)}: cannot be read: {error}"]) from error
    twice = [f"{shown(path)}:{line}: {name!r} stands here a second time; keep one" for line, name in _twice(node)]
    if twice:
        raise SuiteError(twice)
    return document


def checked(path: Path, kind: type[Kind], label: str, **more: Any) -> Kind:
    """A file as one model, with what its name says of it; `SuiteError` with file and line where it is none."""
    document = read(path)
    data = {} if document.data is None else document.data
    try:
        return kind.model_validate({**data, **more} if isinstance(data, dict) else data)
    except ValidationError as error:
        raise SuiteError(problems_of(document, error, (), label, list(kind.model_fields))) from error


def problems_of(document: Document, error: ValidationError, base: Sequence[str | int], label: str, fields: Sequence[str]) -> list[str]:
    """What a model refused, in lines: `label` names the thing at `base`, `fields` are names that may have been meant."""
    found = []
    for one in error.errors():
        loc = [part for part in one["loc"] if not (isinstance(part, str) and part.startswith("function-"))]
        cause = one.get("ctx", {}).get("error")
        told = cause.problems if isinstance(cause, Misnamed) else [((), _words(one, loc, fields))]
        for way, text in told:
            place = [*loc, *way]
            where = ".".join(map(str, place))
            found.append(document.problem(f"{label}: {where + ': ' if where else ''}{text}", *base, *place))
    return found


def _words(error: Any, loc: Sequence[str | int], fields: Sequence[str]) -> str:
    match error["type"]:
        case "extra_forbidden":
            meant = get_close_matches(str(loc[-1]), fields, n=1)
            return f"there is no such field{f'; did you mean {meant[0]}?' if meant else ' here; docs/evals.md lists them'}"
        case "literal_error":
            return f"there is no {error['input']!r}; {suggestion(str(error['input']), re.findall(CHOICE, error['ctx']['expected']))}"
        case "missing":
            return "is missing; add it"
        case "string_type" if isinstance(error["input"], bool | int | float):
            return f"{error['input']!r} is no text; put it in quotes"
    told = str(error["msg"]).removeprefix("Value error, ")
    return told if error["type"] == "value_error" else f"{told} (it is {error['input']!r:.60})"


def _broken_items(text: str) -> Iterator[yaml.MarkedYAMLError]:
    """The mistakes in the items of a file's lists, each item read by itself: one that is broken does not hide the next."""
    lines = text.splitlines()
    first = next((found for line in lines if (found := ITEM.match(line))), None)
    starts = [number for number, line in enumerate(lines) if first and line.startswith(first[0])]
    for start, end in pairwise([*starts, len(lines)]):
        item = [line for line in lines[start:end] if not line or line.startswith((" ", "-", "#"))]
        try:
            yaml.compose("\n" * start + "\n".join(item), Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            yield error


def _line_of(error: yaml.MarkedYAMLError) -> int:
    """Where it is wrong; of a bracket or a quote that nobody closes, where it opens."""
    is_open = any(word in (error.context or "") for word in ("flow", "quoted"))
    mark = (error.context_mark if is_open else None) or error.problem_mark
    return mark.line + 1 if mark else 1


def _inside(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The node to point at and the node to go on from."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _twice(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Names that a mapping says twice, which YAML readers pass over."""
    if isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _twice(inner)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen and key.value != "<<":
                yield key.start_mark.line + 1, key.value
            seen.add(str(key.value))
            yield from _twice(value)
