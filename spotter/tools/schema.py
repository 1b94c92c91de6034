"""A tool as a model sees it: the OpenAI form of a function, in few tokens, with nothing in it that the house works out itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from spotter.tools.spec import ToolSpec

# What no model passes: the house works it out from the rest ("burger without cheese" is the food's name).
OURS = frozenset({"grams", "without"})
# Limits that cost tokens and that a model seldom breaks; the argument model still checks them.
_UNSAID = frozenset({"title", "default", "additionalProperties", "maxLength", "minLength", "maxItems", "minItems", "pattern", "$defs"})
_SCALE = 10  # a range up to here is a scale that has to be told (0 to 10, Monday to Sunday), one beyond it a limit

Schema = dict[str, Any]


@cache
def function_of(spec: ToolSpec) -> Schema:
    """The function form of a tool: name, first paragraph of its description, JSON schema of its arguments.

    A thing of the catalogue (exercise, food, program) is a plain string, its name: the catalogue finds the key. Read it, do not change
    it: every caller gets the same dictionary.
    """
    full = spec.args.model_json_schema()
    slim = _slim(full, full.get("$defs", {}))
    about = " ".join(spec.description.split("\n\n")[0].split())
    return {"type": "function", "function": {"name": spec.name, "description": about, "parameters": slim}}


def is_named_thing(node: Schema) -> bool:
    """Whether a schema is that of something the catalogue knows by a key and people by a name."""
    return set(node.get("properties", {})) == {"key", "name"}


def _slim(node: Schema, defs: dict[str, Schema]) -> Schema:
    if "$ref" in node:
        return _slim(defs[node["$ref"].rpartition("/")[2]] | {key: value for key, value in node.items() if key != "$ref"}, defs)
    if "anyOf" in node:
        return _either(node, defs)
    if is_named_thing(node):
        return {"type": "string"}
    unsaid = _UNSAID if node.get("maximum", 0) <= _SCALE else _UNSAID | {"maximum", "minimum"}
    kept = {key: _whole(value) for key, value in node.items() if key not in unsaid}
    if "properties" in kept:
        kept["properties"] = {name: _slim(one, defs) for name, one in kept["properties"].items() if name not in OURS}
    if "items" in kept:
        kept["items"] = _slim(kept["items"], defs)
    return kept


def _either(node: Schema, defs: dict[str, Schema]) -> Schema:
    """The branches without null, and without the text form of a number; one branch that is left stands for itself."""
    branches = [one for one in node["anyOf"] if one.get("type") != "null"]
    if any(one.get("type") == "number" for one in branches):
        branches = [one for one in branches if one.get("type") != "string"]
    rest = {"description": node["description"]} if "description" in node else {}
    slim = [_slim(one, defs) for one in branches]
    return (slim[0] if len(slim) == 1 else {"anyOf": slim}) | rest


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
