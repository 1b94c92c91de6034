"""The foods of the catalogue, read once from `data/foods/*.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from spotter.catalogue.food import Food

FOLDER = Path(__file__).parent / "data" / "foods"


@lru_cache(maxsize=1)
def foods() -> Mapping[str, Food]:
    """Every food of the catalogue by key, figures per 100 g.

    Raises ValueError naming file and line where a row does not fit `Food` or a key comes twice.
    """
    found: dict[str, Food] = {}
    for where, line in _lines():
        one = _parsed(where, line)
        if one.key in found:
            raise ValueError(f"{where}: the key {one.key!r} comes twice")
        found[one.key] = one
    return MappingProxyType(found)


def food(key: str) -> Food:
    """The food with this key; KeyError where the catalogue has none."""
    return foods()[key]


def _lines() -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield f"{path.name}:{number}", line


def _parsed(where: str, line: str) -> Food:
    try:
        row = json.loads(line)
        aliases = {locale: tuple(words) for locale, words in row.pop("aliases").items()}
        return Food(aliases=aliases, **row)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"{where}: not a food: {wrong}") from wrong
