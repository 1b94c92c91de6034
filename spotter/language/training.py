"""Train the residue classifier on the sentences of `data/training`: `python -m spotter.language.training`.

Needs scikit-learn (extra `train`); the weights are written to `data/classifier.npz` as float16.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from spotter.language.classifier import LABELS
from spotter.language.features import SIZE, features

_DATA = Path(__file__).parent / "data"
_POSTS = 0.25  # share of sentences that are also learned inside a longer post
_FRENCH = re.compile(r"\b(?:je|j'|le|la|les|des|mon|ma|mes|une?|est|pour|quel\w*|comment|combien|faut|dois|peux|c'est)\b", re.IGNORECASE)
_SLIPS = 0.35  # share of sentences that are also learned with one slip of the keys


def main() -> None:
    """Fit the weights and write them; prints the accuracy of five-fold cross-validation."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
    from sklearn.model_selection import cross_val_score  # type: ignore[import-untyped]

    chance = random.Random(7)
    rows = [(row["text"], LABELS.index(row["label"])) for row in sentences()]
    rows += _posts(rows, chance)
    rows += [(_slip(text, chance), label) for text, label in rows if chance.random() < _SLIPS]
    vectors = [features(text) for text, _ in rows]
    labels = np.array([label for _, label in rows])
    indptr = np.cumsum([0, *(len(vector) for vector in vectors)])
    columns = np.fromiter((column for vector in vectors for column in vector), dtype=np.int32)
    values = np.fromiter((weight for vector in vectors for weight in vector.values()), dtype=np.float32)
    matrix = csr_matrix((values, columns, indptr), shape=(len(rows), SIZE))
    model = LogisticRegression(C=12.0, max_iter=400, class_weight="balanced")
    accuracy = cross_val_score(model, matrix, labels, cv=5).mean()
    model.fit(matrix, labels)
    np.savez_compressed(_DATA / "classifier.npz", weights=model.coef_.astype(np.float16), bias=model.intercept_.astype(np.float16))
    print(f"{len(rows)} sentences, {accuracy:.3f} right in cross-validation")  # noqa: T201


def sentences() -> Iterator[dict[str, str]]:
    """The labelled sentences: {"text", "label"}."""
    for path in sorted((_DATA / "training").glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)


def _posts(rows: list[tuple[str, int]], chance: random.Random) -> list[tuple[str, int]]:
    """Sentences as they stand in a post: behind what is told of oneself, which says nothing of the agent."""
    openings = json.loads((_DATA / "post_openings.json").read_text("utf-8"))
    field = [row for row in rows if LABELS[row[1]] != "out_of_scope"]
    posts = []
    for text, label in field:
        if chance.random() < _POSTS:
            told = chance.sample(openings["fr" if _FRENCH.search(text) else "en"], chance.choice((1, 1, 2, 3)))
            posts.append((" ".join([*told, text]), label))
    return posts


def _slip(text: str, chance: random.Random) -> str:
    place = chance.randrange(max(1, len(text) - 1))
    kind = chance.randrange(3)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]
    return text[:place] + text[place : place + 1] * 2 + text[place + 1 :]


if __name__ == "__main__":
    main()
