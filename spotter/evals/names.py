"""The names that a pattern may use: columns of a noun, arguments of a tool. A check on a name that there is not could never fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from spotter.evals.nouns import NAMES
from spotter.evals.suggestions import suggestion
from spotter.tools.registry import tools

Path = tuple[str | int, ...]  # names and positions that lead to a value
FREE: Mapping[str, Any] = MappingProxyType({})  # any names at all: nobody has written them down


class Misnamed(ValueError):
    """Names that there are not: for each the way to it from the value that was checked, and what to write instead."""

    def __init__(self, problems: Sequence[tuple[Path, str]]) -> None:
        super().__init__("; ".join(text for _, text in problems))
        self.problems = tuple(problems)


def check_rows(rows: Mapping[str, Any]) -> None:
    """`Misnamed` where nouns, or columns of their rows, are none; `rows` are patterns by noun."""
    problems: list[tuple[Path, str]] = []
    columns: Mapping[str, Any] = NAMES  # type: ignore[assignment]  # any text may be asked for
    for noun, patterns in rows.items():
        if noun not in columns:
            problems.append(((noun,), f"there is no noun {noun!r}; {suggestion(str(noun), NAMES)}"))
            continue
        known = dict.fromkeys(columns[noun], object)
        for number, pattern in enumerate(patterns if isinstance(patterns, list | tuple) else ()):
            at = (noun, number)
            if isinstance(pattern, Mapping):
                problems += _wrong(pattern, known, f"{noun} have no column", at)
            else:
                problems.append((at, f"{noun}: {pattern!r} is no row; write its columns, like {{{sorted(known)[0]}: ...}}"))
    _raise(problems)


def check_arguments(tool: str, pattern: Any, at: Path = ()) -> None:
    """`Misnamed` where a pattern names arguments that the tool does not take, at whatever depth. `at` is the way to the pattern."""
    spec = tools()[tool]
    if not isinstance(pattern, Mapping):
        _raise([(at, f"{pattern!r} are no arguments; write their names, like {{name: ...}}")])
    elif pattern and not spec.args.model_fields:
        _raise([(at, f"{tool} has no argument at all")])
    else:
        _raise(list(_wrong(pattern, _names_of(spec.args), f"{tool} has no argument", at)))


def _raise(problems: Sequence[tuple[Path, str]]) -> None:
    if problems:
        raise Misnamed(problems)


def _wrong(pattern: Any, known: Mapping[str, Any], words: str, at: Path) -> Iterator[tuple[Path, str]]:
    """Names that are not known, in words; an operator's patterns are of the same thing."""
    if isinstance(pattern, list | tuple):
        for number, inner in enumerate(pattern):
            yield from _wrong(inner, known, words, (*at, number))
    if not isinstance(pattern, Mapping) or not known:
        return
    for name, inner in pattern.items():
        here = (*at, str(name))
        if str(name).startswith("$"):
            yield from _wrong(inner, known, words, here)
        elif name not in known:
            yield here, f"{words} {str(name)!r}; {suggestion(str(name), known)}"
        else:
            yield from _wrong(inner, _names_of(known[name]), words, here)


def _names_of(annotation: Any) -> Mapping[str, Any]:
    """The fields that a value of this type may have, with their types: of a model, or of the models in a list or a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {name: field.annotation for name, field in annotation.model_fields.items()}
    return {name: kind for inner in get_args(annotation) for name, kind in _names_of(inner).items()} or FREE
