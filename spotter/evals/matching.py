"""Patterns that values of a call or a row are compared with.

A plain value is compared as it is, numbers to one part in a million, texts without regard to case. A mapping fits where each of its names
fits; names it does not bear do not matter. A list fits a list of the same length, item by item. A mapping with one name that begins
with `$` is an operator:

    {$any: true}            anything but nothing          {$absent: true}       not there, or null
    {$near: [80, 0.5]}      within 0.5 of 80              {$between: [60, 90]}  both ends included
    {$regex: "^squat"}      a text that fits              {$one_of: [a, b]}     fits one of these
    {$len: 3}               a list or text so long        {$not: 80}            does not fit this
    {$has: [a, b]}          a list with these among it    {$exactly: {a: 1}}    a mapping with these names and no others
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator

from spotter.evals.suggestions import suggestion

NOTHING = object()  # the value of a name that is not there
PRECISION = 1e-6


def fits(pattern: Any, value: Any) -> bool:
    """Whether a value fits a pattern."""
    operator = _operator(pattern)
    if operator is not None:
        name, wanted = operator
        return _OPERATORS[name](wanted, value)
    if isinstance(pattern, Mapping):
        return isinstance(value, Mapping) and all(fits(inner, value.get(name, NOTHING)) for name, inner in pattern.items())
    if _is_list(pattern):
        return _is_list(value) and len(value) == len(pattern) and all(map(fits, pattern, value))
    return _is_same(pattern, value)


def _is_same(pattern: Any, value: Any) -> bool:
    if _is_number(pattern):
        return _is_number(value) and math.isclose(pattern, value, rel_tol=PRECISION, abs_tol=PRECISION)
    if isinstance(pattern, str):
        return isinstance(value, str) and value.casefold() == pattern.casefold()
    return (None if value is NOTHING else value) is pattern  # true, false, null


def pair_off(patterns: Sequence[Any], values: Sequence[Any], does_fit: Callable[[Any, Any], bool] = fits) -> dict[int, int]:
    """Which pattern takes which value: as many pairs as there can be, each value once (Kuhn 1955)."""
    taken: dict[int, int] = {}  # value -> pattern

    def place(pattern: int, seen: set[int]) -> bool:
        for index, value in enumerate(values):
            if index in seen or not does_fit(patterns[pattern], value):
                continue
            seen.add(index)
            if index not in taken or place(taken[index], seen):
                taken[index] = pattern
                return True
        return False

    for number in range(len(patterns)):
        place(number, set())
    return {pattern: value for value, pattern in taken.items()}


def _operator(pattern: Any) -> tuple[str, Any] | None:
    if not isinstance(pattern, Mapping) or not any(str(name).startswith("$") for name in pattern):
        return None
    ((name, wanted),) = pattern.items()
    return name, wanted


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _exactly(wanted: Any, value: Any) -> bool:
    return isinstance(value, Mapping) and {name for name in value if value[name] is not None} == set(wanted) and fits(wanted, value)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "$any": lambda _, value: value is not NOTHING and value is not None,
    "$absent": lambda _, value: value is NOTHING or value is None,
    "$near": lambda wanted, value: _is_number(value) and abs(value - wanted[0]) <= wanted[1] + PRECISION,
    "$between": lambda wanted, value: _is_number(value) and wanted[0] - PRECISION <= value <= wanted[1] + PRECISION,
    "$regex": lambda wanted, value: isinstance(value, str) and re.search(wanted, value, re.IGNORECASE) is not None,
    "$one_of": lambda wanted, value: any(fits(one, value) for one in wanted),
    "$len": lambda wanted, value: isinstance(value, Sequence) and len(value) == wanted,
    "$not": lambda wanted, value: not fits(wanted, value),
    "$has": lambda wanted, value: _is_list(value) and len(pair_off(wanted, value)) == len(wanted),
    "$exactly": _exactly,
}


def _checked(pattern: Any) -> Any:
    """The pattern, or `ValueError` where it holds an operator that there is not, or one with the wrong operand."""
    match pattern:
        case Mapping():
            if any(str(name).startswith("$") for name in pattern):
                _check_operator(pattern)
            for inner in pattern.values():
                _checked(inner)
        case list() | tuple():
            for inner in pattern:
                _checked(inner)
    return pattern


def _check_operator(pattern: Mapping[Any, Any]) -> None:
    name, wanted = next(iter(pattern.items()))
    if len(pattern) != 1:
        raise ValueError(f"an operator stands alone in its mapping, not among {', '.join(map(str, pattern))}")
    if name not in _OPERATORS:
        raise ValueError(f"there is no operator {name}; {suggestion(name, _OPERATORS)}")
    is_pair = _is_list(wanted) and len(wanted) == 2 and all(map(_is_number, wanted))
    if name in ("$near", "$between") and not is_pair:
        raise ValueError(f"{name} takes two numbers, like [80, 0.5]")
    if name in ("$one_of", "$has") and not _is_list(wanted):
        raise ValueError(f"{name} takes a list")
    if name == "$exactly" and not isinstance(wanted, Mapping):
        raise ValueError("$exactly takes a mapping")
    if name in ("$any", "$absent") and wanted is not True:
        raise ValueError(f"{name} takes true")
    if name == "$len" and not (isinstance(wanted, int) and not isinstance(wanted, bool)):
        raise ValueError("$len takes a whole number")
    if name == "$regex":
        compiled(wanted)


def compiled(text: Any) -> re.Pattern[str]:
    """The regular expression without regard to case, or `ValueError` that says what is wrong with it."""
    try:
        return re.compile(text, re.IGNORECASE)
    except (re.error, TypeError) as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from error


Pattern = Annotated[Any, AfterValidator(_checked)]
