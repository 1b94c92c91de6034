"""A name that there is not: the one that was likely meant, or those that there are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 20  # names that are listed where none is alike


def suggestion(name: str, known: Iterable[str]) -> str:
    """`did you mean sets?`, or where nothing is alike `there are goals, meals ...`."""
    names = sorted(set(known))
    if meant := get_close_matches(name.casefold(), names, n=1):
        return f"did you mean {meant[0]}?"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"there are {', '.join(names[:SHOWN])}{more}"
