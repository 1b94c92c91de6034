"""Answers as JSON: what a model is told about the shape, and the object read out of its text."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ValidationError

# Not understood by every provider that holds a model to a schema; pydantic checks them afterwards all the same.
NOT_FOR_STRICT = {"default", "title", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "examples"}


def schema_format(schema: type[BaseModel]) -> dict[str, Any]:
    """The request's `response_format` that holds a model to a schema."""
    return {
        "type": "json_schema",
        "json_schema": {"name": schema.__name__, "strict": True, "schema": _strict(schema.model_json_schema())},
    }


def schema_in_words(schema: type[BaseModel]) -> str:
    """The same for a provider that knows JSON but no schemas."""
    return f"Answer with one JSON object and nothing else. It fits this JSON schema: {json.dumps(schema.model_json_schema())}"


def parsed_answer(schema: type[BaseModel], text: str) -> tuple[BaseModel | None, str | None]:
    """The JSON object in a text as the schema wants it, or why it is none. Words or a code fence around it are forgiven."""
    start, end = text.find("{"), text.rfind("}")
    raw = text[start : end + 1] if 0 <= start < end else text
    try:
        return schema.model_validate_json(raw), None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return None, f"{'.'.join(str(part) for part in first['loc']) or 'the answer'}: {first['msg']}"


def _strict(schema: Any) -> Any:
    """Every object closed and every property required, as strict schemas must be. Names of properties are left alone."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _strict(value) for key, value in schema.items() if key not in NOT_FOR_STRICT and key != "properties"}
    if "properties" in schema:
        kept["properties"] = {name: _strict(value) for name, value in schema["properties"].items()}
        kept |= {"additionalProperties": False, "required": list(schema["properties"])}
    return kept
