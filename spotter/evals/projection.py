"""What a person's database holds, in words that a case can write: no ids, days and moments relative to the case's clock.

A row bears what is not null and not the usual. The columns of `CORE` say what the row is about: where rows are compared as wholes a case
names all of them that a row bears; the others (computed figures, moments, words as they were said) count only where a case names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from spotter.evals.matching import fits
from spotter.evals.moments import told_day, told_moment
from spotter.evals.nouns import COLUMNS, CORE, FOODS, NOUNS, PLAIN, PRESCRIPTIONS, SETS, Noun
from spotter.evals.rows import Row, Rows

Projection = dict[Noun, list[Row]]
# Values that go without saying: a row does not bear them.
USUAL = {("status", "complete"), ("kind", "work"), ("source", "chat")}
# Columns of a slot and its prescription; those of its rule are told apart from them, for both have a kind.
_PRESCRIBED = {name: column for name, column in PRESCRIPTIONS[0].items() if name not in ("progression", "step_kg", "scope", "on_fail")}


def project(rows: Rows, user_id: str, clock: datetime) -> Projection:
    """The person's rows by noun. `clock` is the moment that days are told from, in the person's zone."""
    found: Projection = {noun: [] for noun in NOUNS}
    for noun, (table, _) in PLAIN.items():
        owner = {"id": user_id} if table == "user" else {"user_id": user_id}
        found[noun] = [_told(row, COLUMNS[noun][0], clock) for row in rows.of(table, **owner)]
    found["sets"] = _sets(rows, user_id, clock)
    found["food_items"] = _food_items(rows, user_id, clock)
    found["plans"], found["programs"], found["prescriptions"] = _plans(rows, user_id, clock)
    return found


def added_and_removed(before: Projection, after: Projection, noun: Noun) -> tuple[list[Row], list[Row]]:
    """The rows of a noun that are new, and those that are gone. A row that changed is in both."""
    was, now = (Counter(map(_key, state[noun])) for state in (before, after))
    return _those(after[noun], now - was), _those(before[noun], was - now)


def fits_whole(noun: Noun) -> Callable[[Any, Any], bool]:
    """Whether a row is the one that a pattern describes, with nothing in its core that the pattern does not name."""

    def fit(pattern: Any, row: Any) -> bool:
        return CORE[noun] & row.keys() <= pattern.keys() and fits(pattern, row)

    return fit


def _key(row: Row) -> str:
    return repr(sorted(row.items(), key=lambda pair: pair[0]))


def _those(rows: Iterable[Row], counted: Counter[str]) -> list[Row]:
    left = counted.copy()
    chosen = []
    for row in rows:
        if left[_key(row)] > 0:
            left[_key(row)] -= 1
            chosen.append(row)
    return chosen


def _told(row: Row, columns: Mapping[str, str], clock: datetime) -> Row:
    values = {name: (column, row[column]) for name, column in columns.items()}
    return {
        name: _plain(value, clock)
        for name, (column, value) in values.items()
        if value is not None and value != [] and (column, value if isinstance(value, str) else None) not in USUAL
    }


def _plain(value: Any, clock: datetime) -> Any:
    if isinstance(value, datetime):
        return told_moment(value, clock)
    if isinstance(value, date):
        return told_day(value, clock) if abs((value - clock.date()).days) < 1000 else value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _sets(rows: Rows, user_id: str, clock: datetime) -> list[Row]:
    """Sets with their day and exercise; equal ones in a row are one, with `times`."""
    workouts = {row["id"]: row for row in rows.of("workout", user_id=user_id)}
    entries = {row["id"]: row for row in rows.of("workout_entry", user_id=user_id)}
    told: list[tuple[str, Row]] = []
    for one in rows.of("set_log", user_id=user_id):
        entry = entries[one["entry_id"]]
        exercise = entry["exercise_key"] or entry["name"]
        row = {"day": told_day(workouts[entry["workout_id"]]["performed_on"], clock)} | _told(one | {"exercise": exercise}, SETS[0], clock)
        if told and told[-1][0] == entry["id"] and {**told[-1][1], "times": 1} == {**row, "times": 1}:
            told[-1][1]["times"] += 1
        else:
            told.append((entry["id"], row | {"times": 1}))
    return [row for _, row in told]


def _food_items(rows: Rows, user_id: str, clock: datetime) -> list[Row]:
    meals = {row["id"]: _told(row, {"day": "eaten_on", "meal": "kind"}, clock) for row in rows.of("meal", user_id=user_id)}
    items = rows.of("meal_item", user_id=user_id)
    return [meals[row["meal_id"]] | _told(row | {"food_key": row["food_key"] or row["name"]}, FOODS[0], clock) for row in items]


def _plans(rows: Rows, user_id: str, clock: datetime) -> tuple[list[Row], list[Row], list[Row]]:
    """The plans that the person followed, the programs made for them, and what both prescribe."""
    own = {row["id"] for row in rows.of("program", user_id=user_id)}
    plans = rows.of("plan", user_id=user_id)
    told: list[Row] = []
    versions = {row["id"]: row for row in rows.of("program_version")} if own or plans else {}
    keys = {row["id"]: row["key"] for row in rows.of("program")} if plans else {}
    programs = {version: "own" for version, row in versions.items() if row["program_id"] in own}
    for plan in plans:
        version = versions[plan["version_id"]]
        programs.setdefault(version["id"], keys[version["program_id"]])
        about = {name: version[name] for name in ("goal", "level", "days_per_week", "weeks")}
        followed = _told(plan, {"status": "status", "weekdays": "weekdays", "started": "started_on"}, clock)
        told.append({"program": programs[version["id"]]} | about | followed)
    made = [version for version in versions.values() if version["program_id"] in own]
    prescribed = [{"program": name} | row for version, name in programs.items() for row in _prescriptions(rows, version, clock)]
    return told, [{name: one[name] for name in ("goal", "level", "days_per_week", "weeks")} for one in made], prescribed


def _prescriptions(rows: Rows, version_id: str, clock: datetime) -> Iterator[Row]:
    """What a version prescribes, block by block; `block` and `day` are positions, a rule of progression stands with all of its slot."""
    rule = {"progression": "kind", "step_kg": "step_kg", "scope": "scope", "on_fail": "on_fail"}
    for block in rows.of("program_block", version_id=version_id):
        about = {"block": block["position"], "weeks": block["weeks"]} | ({"deload": True} if block["is_deload"] else {})
        for day in rows.of("program_day", block_id=block["id"]):
            for slot in rows.of("program_slot", day_id=day["id"]):
                rules = [_told(one, rule, clock) for one in rows.of("progression_rule", slot_id=slot["id"])]
                placed = about | {"day": day["position"]} | (rules[0] if rules else {})
                for one in rows.of("program_prescription", slot_id=slot["id"]):
                    yield placed | _told(slot | one | {"exercise": slot["exercise_key"]}, _PRESCRIBED, clock)
