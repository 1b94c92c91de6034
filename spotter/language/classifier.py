"""Which agent a clause is for, where no grammar took it: logistic regression with weights made by `make train`."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import cast

import numpy as np
from numpy.typing import NDArray

from spotter.language.advice import asks
from spotter.language.features import features
from spotter.language.splitter import split_sentences
from spotter.language.understanding import AgentName

AGENTS: tuple[AgentName, ...] = ("planner", "progress", "nutrition", "injury", "motivation")
LABELS = (*AGENTS, "out_of_scope")
CLEARLY_OUT = (
    0.4  # below, "out of scope" only means that the words are new: in 120 sentences of our own 3 of the 40 that are not ours fall below
)

_POST_WORDS = 30  # a longer text tells before it asks


def classify(text: str) -> tuple[AgentName | None, float]:
    """The agent for the text and its probability; None for what is clearly out of scope."""
    shares = _shares(text)
    out = float(shares[-1])
    if out >= CLEARLY_OUT and out == shares.max():
        return None, out
    return best_agent(text)


def best_agent(text: str) -> tuple[AgentName, float]:
    """The likeliest agent for a text that is known to be in scope, and its probability."""
    shares = _shares(text)[:-1]
    best = int(shares.argmax())
    return AGENTS[best], float(shares[best])


def _shares(text: str) -> NDArray[np.float32]:
    """The probability of each label; in a post, what is asked weighs as much as the whole."""
    asked = " ".join(sentence for sentence in _sentences(text) if asks(sentence)) if len(text.split()) > _POST_WORDS else ""
    return (_shares_of(text) + _shares_of(asked)) * np.float32(0.5) if asked else _shares_of(text)


def _sentences(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in split_sentences(text)]


def _shares_of(text: str) -> NDArray[np.float32]:
    """The probability of each label; all of it out of scope for a text without words."""
    columns = features(text)
    if not columns:
        return np.array([0, 0, 0, 0, 0, 1], dtype=np.float32)
    weights, bias = _model()
    scores = bias + weights[:, list(columns)] @ np.fromiter(columns.values(), dtype=np.float32)
    shares = np.exp(scores - scores.max())
    return cast(NDArray[np.float32], shares / shares.sum())


@lru_cache(maxsize=1)
def _model() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    data = files("spotter.language").joinpath("data", "classifier.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        return stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)
