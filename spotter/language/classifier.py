"""Which agent a clause is for, where no grammar took it: logistic regression with weights made by `make train`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import cast

import numpy as np
from numpy.typing import NDArray

from spotter.language.features import features
from spotter.language.understanding import AgentName

LABELS = ("planner", "progress", "nutrition", "injury", "motivation", "out_of_scope")


def classify(text: str) -> tuple[AgentName | None, float]:
    """The agent for the text and its probability; None for what is out of scope."""
    columns = features(text)
    weights, bias = _model()
    if not columns:
        return None, 1.0
    scores = bias + weights[:, list(columns)] @ np.fromiter(columns.values(), dtype=np.float32)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    return (None if LABELS[best] == "out_of_scope" else cast(AgentName, LABELS[best])), float(shares[best])


@lru_cache(maxsize=1)
def _model() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    data = files("spotter.language").joinpath("data", "classifier.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        return stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)
