"""Judges the database after a case: what was added and removed, what must be there or not, and that nobody else's rows moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spotter.evals.checks import CHECKS
from spotter.evals.expectation import Database
from spotter.evals.matching import fits, pair_off
from spotter.evals.nouns import BY_THE_WAY, NOUNS, Noun
from spotter.evals.projection import added_and_removed, fits_whole
from spotter.evals.record import Record
from spotter.evals.rows import Row
from spotter.evals.verdict import Score


def score_database(expect: Database, record: Record) -> Iterator[Score]:
    """One part for each noun that is named, one for the rest, one for each check."""
    named: dict[Noun, None] = dict.fromkeys((*expect.added, *expect.removed, *expect.equals, *expect.contains, *expect.lacks))
    for noun in named:
        problems = list(_problems(expect, record, noun))
        yield Score(f"database.{noun}", not problems, _wanted(expect, noun), "; ".join(problems))
    if expect.rest_is_unchanged:
        moved = [_moved(noun, record) for noun in NOUNS if noun not in named and noun not in BY_THE_WAY]
        yield Score("database.rest", not any(moved), "nothing else changes", "; ".join(filter(None, moved)))
    for check in expect.checks:
        problem = CHECKS[check.name](record, **check.args)
        yield Score(f"check.{check.name}", not problem, "" if not check.args else str(check.args), problem)


def score_others(record: Record) -> Score:
    """The rows of everybody else are as they were."""
    moved = [name for name, state in record.others_before.items() if record.others_after[name] != state]
    return Score("others", not moved, "the rows of other people stay as they are", f"changed: {', '.join(moved)}" if moved else "")


def _problems(expect: Database, record: Record, noun: Noun) -> Iterator[str]:
    added, removed = added_and_removed(record.before, record.after, noun)
    after = record.after[noun]
    if noun in expect.added or noun in expect.removed:
        yield from _whole(noun, expect.added.get(noun, ()), added, "added")
        yield from _whole(noun, expect.removed.get(noun, ()), removed, "removed")
    if noun in expect.equals:
        yield from _whole(noun, expect.equals[noun], after, "there")
    if noun in expect.contains:
        pairs = pair_off(expect.contains[noun], after)
        missing = [str(one) for number, one in enumerate(expect.contains[noun]) if number not in pairs]
        if missing:
            yield f"not there: {', '.join(missing)}; there: {_told(after)}"
    for one in expect.lacks.get(noun, ()):
        there = [row for row in after if fits(one, row)]
        if there:
            yield f"there against the rule {one}: {_told(there)}"


def _whole(noun: Noun, wanted: Sequence[Any], rows: Sequence[Row], what: str) -> Iterator[str]:
    """These rows, each of them whole, and no others."""
    pairs = pair_off(wanted, rows, fits_whole(noun))
    missing = [str(one) for number, one in enumerate(wanted) if number not in pairs]
    surplus = [row for number, row in enumerate(rows) if number not in pairs.values()]
    if missing:
        yield f"not {what}: {', '.join(missing)}"
    if surplus:
        yield f"{what}, but not expected: {_told(surplus)}"


def _moved(noun: Noun, record: Record) -> str:
    added, removed = added_and_removed(record.before, record.after, noun)
    told = [f"{what} {_told(rows)}" for what, rows in (("added", added), ("removed", removed)) if rows]
    return f"{noun}: {', '.join(told)}" if told else ""


def _wanted(expect: Database, noun: Noun) -> str:
    kinds = ("added", "removed", "equals", "contains", "lacks")
    return "; ".join(f"{kind}: {list(rows[noun])}" for kind in kinds if noun in (rows := getattr(expect, kind)))


def _told(rows: Sequence[Row]) -> str:
    return ", ".join(str(row) for row in rows) or "nothing"
