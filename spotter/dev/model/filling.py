"""Arguments for a JSON schema out of a text, as far as the text says them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from spotter.dev.model.words import EXERCISE, content_words, fold, named_values

Schema = Mapping[str, Any]
# Arguments that take the words of a person, and those that take only what they ask for.
WHOLE_TEXT = {"text", "task", "note", "message"}
QUERY = {"query", "q", "search", "food", "name"}
_ASKING = re.compile(
    r"calories|kcal|protein|proteines|carbs|macros|exercises?|exercices?|only|good|best|many|much|healthy|something|stuff|thing|kind|truc|chose"
)
_UNLIKE = re.compile(r"\b(?:without|instead|alternatives?|like|replace\w*|swap\w*|sans|remplac\w+|a la place|comme)\b")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def fill(schema: Schema, text: str, *, force: bool = False) -> dict[str, Any] | None:
    """The arguments of an object schema that a text gives, or None where a required one is missing.

    With `force` everything required gets a value, however little the text says.
    """
    wanted = set(schema.get("required", ()))
    args: dict[str, Any] = {}
    for name, given in schema.get("properties", {}).items():
        value = _value(name, _resolved(given, schema), text)
        if value is None and name in wanted:
            if not force:
                return None
            value = _anything(_resolved(given, schema), text)
        if value is not None:
            args[name] = value
    return args


def invent(schema: Schema, text: str) -> Any:
    """A value for any schema: what the text says where it says it, the first choice otherwise."""
    return _anything(_resolved(schema, schema), text, schema)


def _value(name: str, schema: Schema, text: str) -> Any:
    """What a text says for one argument; None where it says nothing."""
    if "enum" in schema:
        named = named_values(text)
        return next((choice for choice in schema["enum"] if fold(str(choice)) in named or _is_said(str(choice), text)), None)
    kind = schema.get("type")
    if kind == "string" and "format" not in schema:
        return _words(name, text)
    if kind in ("number", "integer"):
        return _number(name, kind, text)
    if {"key", "name"} == set(schema.get("properties", {})):
        said = _words(name, text)
        return {"key": None, "name": said} if said else None
    return None


def _words(name: str, text: str) -> str | None:
    if name in WHOLE_TEXT:
        return text
    if name == "exercise":
        match = EXERCISE.search(fold(text))
        return match[0] if match else None
    if name in QUERY:
        exercise = EXERCISE.search(fold(text))
        if exercise and not _UNLIKE.search(fold(text)):
            return exercise[0]
        return " ".join(word for word in content_words(text) if not _ASKING.fullmatch(word)) or text
    return None


def _number(name: str, kind: str, text: str) -> float | None:
    """A number that stands beside the argument's name ("set kcal to 1800", "1800 kcal"), units left out of the name."""
    stem = name.partition("_")[0]
    flat = fold(text)
    stem = "kcal|calories?" if stem == "kcal" else re.escape(stem)
    match = re.search(rf"(?:{stem})\D{{0,12}}({NUMBER.pattern})|({NUMBER.pattern})\s*(?:g |of )?\s*(?:{stem})", flat)
    if match is None:
        return None
    number = float((match[1] or match[2]).replace(",", "."))
    return int(number) if kind == "integer" or number.is_integer() else number


def _is_said(choice: str, text: str) -> bool:
    return fold(choice).replace("_", " ") in fold(text)


def _anything(schema: Schema, text: str, root: Schema | None = None) -> Any:
    root = root or schema
    if "enum" in schema:
        return _value("", schema, text) or schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {name: _anything(_resolved(one, root), text, root) for name, one in schema.get("properties", {}).items()}
        case "array":
            return [_anything(_resolved(schema.get("items", {}), root), text, root) for _ in range(schema.get("minItems", 0))]
        case "boolean" | "integer" | "number" as kind:
            return kind == "boolean" or schema.get("maximum", schema.get("minimum", 0))
    return text[: schema.get("maxLength", 200)]


def _resolved(schema: Schema, root: Schema) -> Schema:
    """A schema behind its reference, and the first real branch of a choice."""
    if "$ref" in schema:
        return _resolved(root.get("$defs", {})[schema["$ref"].rpartition("/")[2]], root)
    branches = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return _resolved(branches[0], root) if branches else schema
