"""The figures of a run as JSON that its page shows: verdicts, tokens, money and times of a group of trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from spotter.evals.verdict import Verdict

Trial = Mapping[str, Any]  # one of `cases` in the JSON
KNOWN = "known"  # it fails, and need not pass
KINDS = (Verdict.PASS.value, Verdict.FAIL.value, KNOWN, Verdict.ERROR.value, Verdict.STALE.value, Verdict.SKIPPED.value)


def kind_of(one: Mapping[str, Any]) -> str:
    """How a trial or a sentence ended, with a known weakness told from a failure."""
    verdict = str(one["verdict"]) if "verdict" in one else _of_sentence(one)
    return KNOWN if verdict == Verdict.FAIL and not one["must_pass"] else verdict


def turns_of(trial: Trial) -> list[Mapping[str, Any]]:
    """The turns of a trial; none where it could not be run."""
    return list(trial["record"]["turns"]) if trial["record"] else []


def suite_of(trial: Trial) -> str:
    return str(trial["name"]).partition("/")[0]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some trials: how many ended how, what models took, and the milliseconds of a turn in the middle and at the slow end (p95)."""

    kinds: Counter[str]
    model_calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    turns: int
    ms: float | None
    slow_ms: float | None

    @property
    def judged(self) -> int:
        """How many the coach passed or failed: an error, a stale and a skipped trial are neither."""
        return sum(self.kinds[kind] for kind in (Verdict.PASS.value, Verdict.FAIL.value, KNOWN))


def figures_of(trials: Sequence[Trial]) -> Figures:
    """The figures of these trials together."""
    turns = [turn for trial in trials for turn in turns_of(trial)]
    calls = [call for turn in turns for call in turn["model_calls"]]
    times = sorted(float(turn["ms"]) for turn in turns)
    steps = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
    return Figures(
        kinds=Counter(kind_of(trial) for trial in trials),
        model_calls=len(calls),
        input_tokens=sum(call["input_tokens"] for call in calls),
        output_tokens=sum(call["output_tokens"] for call in calls),
        cost_usd=sum(call["cost_usd"] for call in calls),
        turns=len(turns),
        ms=steps[9] if steps else None,
        slow_ms=steps[18] if steps else None,
    )


def by_suite(trials: Sequence[Trial]) -> dict[tuple[str, str], list[Trial]]:
    """Trials by suite and layer, in the order of their names."""
    groups: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        groups.setdefault((suite_of(trial), trial["layer"]), []).append(trial)
    return dict(sorted(groups.items()))


def _of_sentence(one: Mapping[str, Any]) -> str:
    return Verdict.PASS.value if one["score"]["passed"] else Verdict.FAIL.value
