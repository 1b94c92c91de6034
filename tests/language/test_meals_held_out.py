"""How well meals are read that were written before the grammar was improved: most foods found, most energy right.

Each line of `data/held_out_meals.jsonl` has what its writer expects: foods (a pattern for their key or name), grams, kcal and carbohydrate.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from spotter.language.meals import parse_meal
from spotter.language.understanding import Reading

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "held_out_meals.jsonl").read_text(encoding="utf-8").splitlines()]
NOW = datetime.fromisoformat("2026-03-02T21:30:00+01:00")


def logged(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = parse_meal(row["text"], Reading(locale=row["locale"], units="metric", now=NOW))
    return [item for call in found.calls for item in call.args.get("items", [])] if found else []


def test_nearly_every_food_is_found() -> None:
    found = total = 0
    for row in ROWS:
        names = " ".join(f"{item['food']['key']} {item['food']['name']}".lower() for item in logged(row))
        found += sum(bool(re.search(item["food"], names)) for item in row["items"])
        total += len(row["items"])
    assert found / total >= 0.94


def test_most_meals_have_about_the_energy_their_writer_expects() -> None:
    right = 0
    for row in ROWS:
        expected = sum(item["kcal"] for item in row["items"])
        items = logged(row)
        right += bool(items) and abs(sum(item["kcal"] or 0 for item in items) - expected) <= max(0.25 * expected, 15)
    assert right / len(ROWS) >= 0.84
