"""What a coach did in a case, short enough to keep and to compare: who answered and by which path, which level of safety it saw, what it
waits for, what was called and said, which rows moved."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from statistics import fmean
from typing import Any

from pydantic import BaseModel, ConfigDict

from spotter.evals.nouns import NOUNS
from spotter.evals.projection import added_and_removed
from spotter.evals.verdict import Verdict

ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
KEPT = 12  # turns and rows of a case that are kept in words; a simulated person talks for weeks
CHARS = 400
COMPARED = ("route", "path", "safety", "asks", "calls", "database", "replies")
JUDGED = (Verdict.PASS, Verdict.FAIL)


class Behaviour(BaseModel):
    """One case in one layer, all trials. Words and rows are of the first trial, figures the mean of all; route, path, safety and what is
    waited for at its end are one for each turn.

    `did` stands for words and rows where they are not kept: a digest of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    layer: str
    must_pass: bool = True
    verdicts: tuple[Verdict, ...]
    missed: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    database: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    model_calls: float = 0
    input_tokens: float = 0
    output_tokens: float = 0
    cost_usd: float = 0
    chars: int = 0
    ms: float | None = None
    did: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.case, self.layer

    @property
    def digest(self) -> str:
        """Of all that was done and said."""
        return self.did or _digest(*(one for part in COMPARED for one in (part, *getattr(self, part))))

    def without_words(self) -> Behaviour:
        """The same with a digest instead of what was done and said."""
        return self.model_copy(update=dict.fromkeys(COMPARED, ()) | {"did": self.digest})

    @property
    def is_judged(self) -> bool:
        return bool(self.verdicts) and all(verdict in JUDGED for verdict in self.verdicts)

    @property
    def passes(self) -> bool:
        """Whether every trial passed."""
        return bool(self.verdicts) and all(verdict is Verdict.PASS for verdict in self.verdicts)

    @property
    def reward(self) -> float:
        passed = [verdict is Verdict.PASS for verdict in self.verdicts]
        return sum(passed) / len(passed) if passed else 0.0


def behaviours_of(run: Mapping[str, Any]) -> list[Behaviour]:
    """Those of a run as JSON (`Outcome.as_json`), by case and layer."""
    trials: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for one in run["cases"]:
        trials[one["name"], one["layer"]].append(one)
    return [_behaviour(*key, results) for key, results in sorted(trials.items())]


def moved_rows(record: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Which of the person's rows a run added (`+`) and removed (`-`): sign, noun, row."""
    before, after = ({noun: state.get(noun, []) for noun in NOUNS} for state in (record["before"], record["after"]))
    for noun in NOUNS:
        added, removed = added_and_removed(before, after, noun)
        yield from (("-", noun, row) for row in removed)
        yield from (("+", noun, row) for row in added)


def _behaviour(case: str, layer: str, results: Sequence[Mapping[str, Any]]) -> Behaviour:
    turns = [turn for one in results if one["record"] for turn in one["record"]["turns"]]
    models = [call for turn in turns for call in turn["model_calls"]]
    first = results[0]["record"] or {"turns": [], "before": {}, "after": {}}

    def each(name: str) -> float:
        return round(float(sum(call[name] for call in models)) / len(results), 6)

    return Behaviour(
        case=case,
        layer=layer,
        must_pass=results[0]["must_pass"],
        verdicts=tuple(Verdict(one["verdict"]) for one in results),
        missed=tuple(dict.fromkeys(score["part"] for one in results for score in one["scores"] if not score["passed"])),
        route=tuple("+".join(turn["agents"]) for turn in first["turns"]),
        path=tuple(turn["path"] for turn in first["turns"]),
        safety=tuple(turn["safety"] for turn in first["turns"]),
        asks=tuple(turn["asked"] or "nothing" for turn in first["turns"]),
        calls=_kept(f"{call['tool']} {_json(call['args'])}" for turn in first["turns"] for call in turn["calls"]),
        database=_kept(f"{sign} {noun} {_json(row)}" for sign, noun, row in moved_rows(first)),
        replies=_kept(turn["reply"] for turn in first["turns"]),
        model_calls=round(len(models) / len(results), 2),
        input_tokens=each("input_tokens"),
        output_tokens=each("output_tokens"),
        cost_usd=each("cost_usd"),
        chars=max((len(turn["reply"]) for turn in first["turns"]), default=0),
        ms=round(fmean(turn["ms"] for turn in turns), 1) if turns else None,
    )


def _kept(texts: Iterator[str]) -> tuple[str, ...]:
    """The first of them, cut; the rest as a count and a digest of all, so that a change there is a change here."""
    every = [ID.sub("<id>", text) for text in texts]
    shown = [text if len(text) <= CHARS else f"{text[:CHARS]}… #{_digest(text)}" for text in every[:KEPT]]
    return (*shown, *([f"and {len(every) - KEPT} more #{_digest(*every)}"] if len(every) > KEPT else []))


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:8]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
