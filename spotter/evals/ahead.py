"""What every process of the evals has at its start: loaded once, in the process that they are forked from (`evals/crew.py`)."""

from __future__ import annotations

import spotter.evals.runner
import spotter.evals.solver
import spotter.graphs.pondering
import spotter.llm.attempt
import spotter.llm.providers  # noqa: F401
from spotter.language.understand import warm_up

warm_up()
