"""A model's double for the baseline, served by `python -m bench.model_double PORT`: answers at once, by rule.

As the supervisor it hands a message to the progress agent; as that agent it calls the log tool once and then says a sentence.
"""

from __future__ import annotations

import sys

from spotter.dev.model.double import ModelDouble
from spotter.dev.model.rules import Rule, WantedCall, When
from spotter.dev.openai import build_app
from spotter.dev.serving import serve

BENCH = WantedCall(name="log_sets", args={"exercise": "bench press", "sets": 3, "reps": 5, "load_kg": 80})
RULES = (
    Rule(when=When(offers="log_sets"), calls=(BENCH,)),
    Rule(when=When(offers="transfer_to_progress"), calls=(WantedCall(name="transfer_to_progress"),)),
    Rule(text="Logged: bench press, 3 sets of 5 at 80 kg."),
)


def new_double() -> ModelDouble:
    """The double as it starts."""
    return ModelDouble("echo", RULES)


if __name__ == "__main__":
    serve(build_app(new_double()), int(sys.argv[1]))
