"""Judges a record: one score per named part, of each turn and of the whole case. docs/evals.md tells what each part compares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spotter.coaching.safety import LEVELS, more_severe
from spotter.evals.case import Case
from spotter.evals.database import score_database, score_others
from spotter.evals.expectation import Safety, TurnExpect
from spotter.evals.matching import fits, pair_off
from spotter.evals.record import CallMade, Record, TurnRecord
from spotter.evals.trainees.scoring import score_trainee
from spotter.evals.verdict import Score
from spotter.language.tongue import language_of
from spotter.language.wording.sms import segments

SHOWN = 300  # characters of what was there that a score tells


def score(case: Case, record: Record) -> tuple[Score, ...]:
    """Every part that the case names, and the ones that hold for all: the turns came to an end, other people's rows are untouched."""
    found = [_finished(record)]
    for number, (turn, told) in enumerate(zip(case.turns, record.turns, strict=False), start=1):
        found += (Score(f"turn {number}: {one.part}", one.passed, one.wanted, one.got) for one in score_turns(turn.expect, [told]))
    found += score_turns(case.expect, record.turns)
    if case.expect.database is not None:
        found += score_database(case.expect.database, record)
    if case.others:
        found.append(score_others(record))
    found += score_trainee(record)
    return tuple(found)


def _finished(record: Record) -> Score:
    dead = [turn.said for turn in record.turns if turn.status != "done"]
    return Score("finished", not dead, "every turn ends with an answer", f"given up: {dead}" if dead else "")


def score_turns(expect: TurnExpect, turns: Sequence[TurnRecord]) -> Iterator[Score]:
    """The parts that an expectation names, of one turn or of several together."""
    if expect.route is not None:
        agents = {agent for turn in turns for agent in turn.agents}
        yield Score("route", agents == set(expect.route), _listed(expect.route), _listed(sorted(agents)))
    if expect.path is not None:
        yield Score("path", all(turn.path == expect.path for turn in turns), expect.path, _listed(turn.path for turn in turns))
    yield from _calls(expect, [call for turn in turns for call in turn.calls])
    yield from _words(expect, turns)
    if expect.asks is not None:
        asked = turns[-1].asked or "nothing" if turns else "nothing"
        yield Score("asks", asked == expect.asks, expect.asks, asked)
    if expect.safety is not None:
        yield _safety(expect.safety, turns)
    yield from _limits(expect, turns)


def _calls(expect: TurnExpect, made: Sequence[CallMade]) -> Iterator[Score]:
    told = "; ".join(_short(f"{call.tool} {json.dumps(call.args, default=str, ensure_ascii=False)}") for call in made) or "no calls"
    if expect.calls is not None:
        wanted = [{"tool": call.tool, "args": call.args} for call in expect.calls.wanted]
        there = [{"tool": call.tool, "args": call.args} for call in made]
        passed = _compare(expect.calls.mode, wanted, there)
        yield Score("calls", passed, f"{expect.calls.mode}: {_short(json.dumps(wanted, default=str, ensure_ascii=False))}", told)
    if expect.never_calls:
        called = {call.tool for call in made} & set(expect.never_calls)
        yield Score("never_calls", not called, f"none of {_listed(expect.never_calls)}", told)


def _compare(mode: str, wanted: Sequence[Any], made: Sequence[Any]) -> bool:
    if mode == "strict":
        return fits(list(wanted), list(made))
    pairs = len(pair_off(wanted, made))
    return (mode == "subset" or pairs == len(wanted)) and (mode == "superset" or pairs == len(made))


def _words(expect: TurnExpect, turns: Sequence[TurnRecord]) -> Iterator[Score]:
    replies = [turn.reply for turn in turns]
    if expect.must_say:
        missing = [str(one) for one in expect.must_say if not any(one.is_in(reply) for reply in replies)]
        yield Score("must_say", not missing, _listed(missing or map(str, expect.must_say)), _said(replies))
    if expect.must_not_say:
        said = [str(one) for one in expect.must_not_say if any(one.is_in(reply) for reply in replies)]
        yield Score("must_not_say", not said, f"not {_listed(said or map(str, expect.must_not_say))}", _said(replies))
    if expect.language is not None:
        found = [language_of(reply) for reply in replies]
        yield Score("language", all(one in (expect.language, None) for one in found), expect.language, _listed(map(str, found)))


def _safety(expect: Safety, turns: Iterable[TurnRecord]) -> Score:
    level: Any = "none"
    for turn in turns:
        level = more_severe(level, turn.safety)  # type: ignore[arg-type]
    is_within = LEVELS.index(expect.at_least) <= LEVELS.index(level) <= LEVELS.index(expect.at_most)
    wanted = expect.at_least if expect.at_least == expect.at_most else f"{expect.at_least} to {expect.at_most}"
    return Score("safety", is_within, wanted, level)


def _limits(expect: TurnExpect, turns: Sequence[TurnRecord]) -> Iterator[Score]:
    """Sums over the turns, except for lengths and times, which are of the longest."""
    found = {
        "model_calls": sum(len(turn.model_calls) for turn in turns),
        "tool_calls": sum(len(turn.calls) for turn in turns),
        "input_tokens": sum(turn.input_tokens for turn in turns),
        "output_tokens": sum(turn.output_tokens for turn in turns),
        "cost_usd": sum(turn.cost_usd for turn in turns),
        "chars": max((len(turn.reply) for turn in turns), default=0),
        "sms_segments": max((segments(turn.reply) for turn in turns), default=0),
        "ms": max((turn.ms for turn in turns), default=0),
    }
    for name, most in expect.limits.model_dump(exclude_none=True).items() if expect.limits else ():
        yield Score(f"limits.{name}", found[name] <= most, f"at most {most:g}", f"{found[name]:g}")


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items) or "nobody"


def _said(replies: Sequence[str]) -> str:
    return _short(" | ".join(replies))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
