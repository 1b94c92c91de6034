"""What a tool's schema must be for a model to use it well, and never to be told who asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from spotter.evals.verdict import Score
from spotter.llm.hearing import estimated_tokens
from spotter.tools.schema import function_of
from spotter.tools.spec import ToolSpec

NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|remember|motivate|forget|undo|why|help")  # verb_noun; the verbs that stand alone
PERSON = re.compile(r"(?:^|_)(?:user|person|athlete|account|owner|member|tenant)(?:_?id)?$")
SHORTEST, LONGEST = 20, 400  # characters of a description
MOST_CHOICES = 40


def lint(spec: ToolSpec, most_tokens: int) -> tuple[Score, ...]:
    """A score for each thing that is looked at."""
    function = function_of(spec)["function"]
    about = function["description"]
    schema = function["parameters"]
    names = sorted(set(_names(schema)) | set(_names(spec.args.model_json_schema())))
    persons = [name for name in names if PERSON.search(name)]
    wild = [name for name, node in _nodes(schema) if not _says_what_it_takes(node)]
    choices = [name for name, node in _nodes(schema) if "enum" in node and not _is_a_choice(node["enum"])]
    tokens = estimated_tokens(json.dumps(function))
    return (
        Score("name", bool(NAME.fullmatch(spec.name)), "a verb and a noun, in lower case", spec.name),
        Score("description", SHORTEST <= len(about) <= LONGEST, f"{SHORTEST} to {LONGEST} characters", f"{len(about)}: {about[:80]}"),
        Score("person", not persons, "no argument says who asks", ", ".join(persons)),
        Score("types", not wild, "every argument has a type, choices or branches", ", ".join(wild)),
        Score("choices", not choices, f"2 to {MOST_CHOICES} different words to choose from", ", ".join(choices)),
        Score("tokens", tokens <= most_tokens, f"at most {most_tokens}", str(tokens)),
    )


def _nodes(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every argument with its schema, also those inside lists and objects."""
    for name, node in schema.get("properties", {}).items():
        yield name, node
        yield from _nodes(node)
    for inner in (schema.get("items"), *schema.get("anyOf", ())):
        if isinstance(inner, dict):
            yield from _nodes(inner)


def _names(schema: Any) -> Iterator[str]:
    """The names of all arguments of a schema, those of its definitions too."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from _names(inner)


def _says_what_it_takes(node: dict[str, Any]) -> bool:
    return bool({"type", "enum", "anyOf", "const"} & set(node))


def _is_a_choice(choices: list[Any]) -> bool:
    return 2 <= len(choices) <= MOST_CHOICES and len(set(map(str, choices))) == len(choices)
