"""The exercises of the catalogue, read once from `data/exercises/*.jsonl`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from spotter.catalogue.exercise import Exercise, Media
from spotter.catalogue.joint_demand import demand_on


@cache
def exercises() -> Mapping[str, Exercise]:
    """All exercises by key, in the order of the files."""
    folder = files("spotter.catalogue") / "data" / "exercises"
    found: dict[str, Exercise] = {}
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = _from_row(json.loads(line))
            if row.key in found:
                raise ValueError(f"{file.name}: the exercise {row.key!r} is there twice")
            found[row.key] = row
    return MappingProxyType(found)


def exercise(key: str) -> Exercise:
    """The exercise with this key; KeyError if there is none."""
    return exercises()[key]


def _from_row(row: dict[str, Any]) -> Exercise:
    tuples = {name: tuple(row[name]) for name in ("equipment", "goals", "joints")}
    aliases = {locale: tuple(names) for locale, names in row["aliases"].items()}
    made = Exercise(**{**row, **tuples, "aliases": aliases, "media": tuple(Media(**media) for media in row["media"])})
    demands = {joint: demand_on(made, frozenset({joint})) for joint in made.joints}
    return replace(made, demanding=tuple(joint for joint, demand in demands.items() if demand is not None and demand.avoidable))
