"""Every kind of broken coach, by name."""

from __future__ import annotations

from spotter.evals.mutants.deeds import DEEDS
from spotter.evals.mutants.harm import HARM
from spotter.evals.mutants.models import MODELS
from spotter.evals.mutants.surgery import Mutant
from spotter.evals.mutants.words import WORDS

MUTANTS: dict[str, Mutant] = {mutant.name: mutant for mutant in (*DEEDS, *HARM, *WORDS, *MODELS)}
