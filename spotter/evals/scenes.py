"""Where in a talk something went wrong: the turns that a reader has to see."""

from __future__ import annotations

import re

from spotter.evals.scorers import score_turns
from spotter.evals.verdict import Result, Score

SHORT = 6  # turns of a talk that is told whole
MOST = 3  # places of a long talk that are told
_TURN = re.compile(r"turn (\d+): ")


def missed_turns(result: Result) -> list[int]:
    """The turns, from 0, at which a part was missed; where the parts do not tell, as of rows or of words never said, the last one."""
    turns = result.record.turns if result.record else ()
    found = {number for score in result.missed for number in _turns_of(score, result)}
    return sorted(found) or [len(turns) - 1] * bool(turns)


def told_turns(result: Result) -> list[int]:
    """The turns to tell: all of a short talk, of a long one those at which something went wrong with their neighbours."""
    turns = result.record.turns if result.record else ()
    if len(turns) <= SHORT:
        return list(range(len(turns)))
    around = {number + step for number in missed_turns(result)[:MOST] for step in (-1, 0, 1)}
    return sorted(around & set(range(len(turns))))


def _turns_of(missed: Score, result: Result) -> set[int]:
    """Those that the part names, that its words quote, or that miss it each by itself while others do not."""
    turns = result.record.turns if result.record else ()
    if named := _TURN.match(missed.part):
        return {int(named[1]) - 1}
    if quoted := {number for number, turn in enumerate(turns) if repr(turn.said) in missed.got}:
        return quoted
    alone = {
        number
        for number, turn in enumerate(turns)
        if any(score.part == missed.part and not score.passed for score in score_turns(result.case.expect, [turn]))
    }
    return alone if len(alone) < len(turns) else set()
