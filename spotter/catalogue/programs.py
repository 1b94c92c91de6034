"""The programs of the house, read from `data/programs/*.json`, and which of them suit somebody."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Block, CycleDay, Program, Slot
from spotter.coaching.planning.request import DraftDay, DraftSlot, DraftWeek, has_equipment
from spotter.coaching.planning.templates import WEEKDAYS
from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.progression import ProgressionRule
from spotter.coaching.volume import Level

_DATA = Path(__file__).parent / "data" / "programs"
_LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")


@cache
def programs() -> tuple[Program, ...]:
    """All programs, by key."""
    return tuple(read_program(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(_DATA.glob("*.json")))


def program_of(key: str) -> Program | None:
    """The program with this key."""
    return next((program for program in programs() if program.key == key), None)


def featured_programs() -> list[Program]:
    """Of every goal the program that the most people can begin with."""
    return [found[0] for goal in get_args(Goal) if (found := find_programs(goal, "beginner") or find_programs(goal))]


def find_programs(
    goal: Goal | None = None, level: Level | None = None, days_per_week: int | None = None, *, equipment: Collection[str] = ()
) -> list[Program]:
    """The programs that suit, the best first: of the goal, not above the level, nearest in days; `equipment` is all there is, if given."""

    def distance(program: Program) -> tuple[int, int, str]:
        days = 0 if days_per_week is None else abs(program.days_per_week - days_per_week)
        gap = 0 if level is None else _LEVELS.index(level) - _LEVELS.index(program.level)
        return (days, gap, program.key)

    def suits(program: Program) -> bool:
        at_most = level is None or _LEVELS.index(program.level) <= _LEVELS.index(level)
        there = frozenset(equipment)
        is_at_hand = not there or all(has_equipment(exercises()[slot.exercise].equipment, there) for slot in program.slots())
        return at_most and is_at_hand and (goal is None or program.goal == goal)

    return sorted(filter(suits, programs()), key=distance)


def weeks_of(program: Program, weekdays: Sequence[int] = ()) -> tuple[DraftWeek, ...]:
    """The program week by week as a plan would have it, so that it can be checked like one."""
    on = weekdays or WEEKDAYS.get(program.days_per_week, tuple(range(program.days_per_week)))
    weeks = []
    for number in range(1, program.weeks + 1):
        block = program.block_of_week(number)
        days = [block.days[place % len(block.days)] for place in range(program.days_per_week)]
        weeks.append(DraftWeek(number, block.is_easy, tuple(_draft_day(day, weekday) for day, weekday in zip(days, on, strict=False))))
    return tuple(weeks)


def _draft_day(day: CycleDay, weekday: int) -> DraftDay:
    slots = [
        DraftSlot(slot.exercise, slot.role, exercises()[slot.exercise].pattern, slot.prescription, slot.progression) for slot in day.slots
    ]
    return DraftDay(day.name["en"], weekday, tuple(slots), 0.0)


def read_program(data: Mapping[str, Any]) -> Program:
    """A program from its JSON; raises KeyError, TypeError or ValueError where the JSON is none."""
    blocks = tuple(Block(block["name"], block["weeks"], tuple(_day(day) for day in block["days"])) for block in data["blocks"])
    return Program(**{**data, "equipment": tuple(data["equipment"]), "blocks": blocks})


def _day(data: Mapping[str, Any]) -> CycleDay:
    return CycleDay(data["name"], tuple(_slot(slot) for slot in data["slots"]))


def _slot(data: Mapping[str, Any]) -> Slot:
    dose, rule = dict(data["prescription"]), dict(data["progression"])
    for name in ("percent", "load_kg"):
        if dose.get(name) is not None:
            dose[name] = Decimal(str(dose[name]))
    if "step_kg" in rule:
        rule["step_kg"] = Decimal(str(rule["step_kg"]))
    return Slot(
        data["role"],
        data["exercise"],
        tuple(data.get("alternatives", ())),
        Prescription(**dose),
        ProgressionRule(**rule),
        data.get("superset"),
    )
