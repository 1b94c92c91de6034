"""How much a whole run has: what less was judged by proves nothing of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from spotter.evals.baseline import Baseline, Kind
from spotter.evals.contract import contract_results
from spotter.evals.loading import load_cases
from spotter.evals.runner import jobs_of
from spotter.evals.sentences import count_sentences

LIVE_TRIALS = 4  # of a case with a model that does not say the same twice: as many as pass^4 needs


class Extent(NamedTuple):
    """So many trials of each case in its layers, so many sentences of the grammar and of safety."""

    trials: Mapping[tuple[str, str], int]
    grammar: int
    safety: int

    def lacking(self, run: Baseline) -> list[str]:
        """What a run has not of it, in words: cases that were not run as often, and sentences."""
        made = {one.key: len(one.verdicts) for one in run.cases}
        cases = [f"{case} ({layer})" for (case, layer), times in sorted(self.trials.items()) if made.get((case, layer), 0) < times]
        sides = (("of the grammar", self.grammar, run.heard[0]), ("of safety", self.safety, run.heard[1]))
        return [f"{wanted - found} sentences {name}" for name, wanted, found in sides if found < wanted] + cases


def whole_run(kind: Kind) -> Extent:
    """Of the suites as they are here; of the live layer its cases four times, and no sentences, for which no model is asked."""
    if kind == "live":
        return Extent({(job.case.name, job.layer): LIVE_TRIALS for job in jobs_of(load_cases(), ["live"])}, 0, 0)
    grammar, safety = count_sentences()
    trials: Counter[tuple[str, str]] = Counter((job.case.name, job.layer) for job in jobs_of(load_cases()))
    trials.update((result.case.name, result.layer) for result in contract_results())
    return Extent(trials, grammar, safety)
