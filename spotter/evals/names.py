"""The names that a pattern may use: columns of a noun, arguments of a tool. A check on a name that there is not could never fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from spotter.evals.nouns import NAMES, Noun
from spotter.tools.registry import tools

FREE: Mapping[str, Any] = MappingProxyType({})  # any names at all: nobody has written them down


def check_columns(noun: Noun, patterns: Sequence[Any]) -> None:
    """`ValueError` where a row is no mapping, or names a column that the noun does not have."""
    for pattern in patterns:
        if not isinstance(pattern, Mapping):
            raise ValueError(f"{noun}: {pattern!r} is no row; write its columns, like {{{sorted(NAMES[noun])[0]}: ...}}")
        _refuse(pattern, dict.fromkeys(NAMES[noun], object), f"{noun} have no column")


def check_arguments(tool: str, pattern: Any) -> None:
    """`ValueError` where a pattern names an argument that the tool does not take, at whatever depth."""
    if not isinstance(pattern, Mapping):
        raise ValueError(f"{pattern!r} are no arguments; write their names, like {{name: ...}}")
    spec = tools()[tool]
    _refuse(pattern, _names_of(spec.args), f"{tool} has no argument", nothing=not spec.args.model_fields)


def _refuse(pattern: Any, known: Mapping[str, Any], words: str, *, nothing: bool = False) -> None:
    if nothing and pattern:
        raise ValueError(f"{words} at all")
    for name, there in _unknown(pattern, known):
        meant = get_close_matches(name, there, n=1)
        raise ValueError(f"{words} {name!r}; " + (f"did you mean {meant[0]}?" if meant else f"there are {', '.join(sorted(there))}"))


def _unknown(pattern: Any, known: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Names that are not known, with those that are known there; an operator's patterns are of the same thing."""
    if isinstance(pattern, list | tuple):
        for inner in pattern:
            yield from _unknown(inner, known)
    if not isinstance(pattern, Mapping) or not known:
        return
    for name, inner in pattern.items():
        if str(name).startswith("$"):
            yield from _unknown(inner, known)
        elif name not in known:
            yield str(name), known
        else:
            yield from _unknown(inner, _names_of(known[name]))


def _names_of(annotation: Any) -> Mapping[str, Any]:
    """The fields that a value of this type may have, with their types: of a model, or of the models in a list or a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {name: field.annotation for name, field in annotation.model_fields.items()}
    return {name: kind for inner in get_args(annotation) for name, kind in _names_of(inner).items()} or FREE
