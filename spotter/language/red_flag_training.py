"""Train the second opinion on red flags on the sentences of `data/red_flags/training`: `python -m spotter.language.red_flag_training`.

Needs scikit-learn (extra `train`); the weights are written to `data/red_flags/classifier.npz` as float16. A row is
{"text", "label"}: the label is a level and a signal ("T0 chest_pain"), or "none calm". `[a|b]` in a text is either, and each such
text is learned in several forms. Everyday sentences of the other classifier are learned as calm where the rules hear nothing.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spotter.language.red_flag_classifier import KIND_SIZE, NO_ALARM, SIZE, features
from spotter.language.red_flag_lexicon import find_concepts
from spotter.language.red_flag_words import read_words
from spotter.language.red_flags import findings_of, screen_by_rules, told_findings
from spotter.language.training import sentences as everyday_sentences

_DATA = Path(__file__).parent / "data" / "red_flags"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FORMS = 8  # of one text
_EVERYDAY_WEIGHT = 0.3  # of a sentence from the other classifier: many of those are one pattern
_C_ALARM, _C_KIND = 15.0, 20.0
_FOLDS = 4


class Example(NamedTuple):
    """A sentence, its label, the row it is a form of, and its weight: a row of many forms counts as the root of their number."""

    text: str
    label: str
    row: int
    weight: float


def main() -> None:
    """Fit the weights and write them; prints recall and false alarms of cross-validation by rows at some thresholds."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    known = list(examples())
    matrix = matrix_of([example.text for example in known])
    alarm = np.array([is_alarm(example.label) for example in known])
    weights = np.array([example.weight for example in known])
    folds = np.array([example.row % _FOLDS for example in known])
    shares = np.zeros(len(known))
    for fold in range(_FOLDS):
        train = folds != fold
        model = LogisticRegression(C=_C_ALARM, max_iter=300, tol=1e-3).fit(matrix[train], alarm[train], weights[train])
        shares[~train] = model.predict_proba(matrix[~train])[:, 1]
    for threshold in (0.5, 0.7, 0.8, 0.9):
        heard, false = (np.average(shares[rows] > threshold, weights=weights[rows]) for rows in (alarm, ~alarm))
        print(f"above {threshold}: {heard:.3f} of alarms, {false:.3f} of calm sentences")  # noqa: T201
    whole = LogisticRegression(C=_C_ALARM, max_iter=600).fit(matrix, alarm, weights)
    kinds = LogisticRegression(C=_C_KIND, max_iter=200, tol=1e-3)
    labels = np.array([example.label for example in known])
    kinds.fit(folded(matrix[alarm]), labels[alarm], weights[alarm])
    np.savez_compressed(
        _DATA / "classifier.npz",
        alarm=whole.coef_[0].astype(np.float16),
        alarm_bias=whole.intercept_[0].astype(np.float16),
        kinds=kinds.coef_.astype(np.float16),
        kind_bias=kinds.intercept_.astype(np.float16),
        labels=kinds.classes_,
    )
    print(f"{len(known)} sentences, {len(kinds.classes_)} kinds of alarm")  # noqa: T201


def is_alarm(label: str) -> bool:
    """Whether a sentence of this label must be heard: what stops training, and signs of disordered eating."""
    return label.startswith(("T0", "T1", "T2"))


def rows() -> Iterator[dict[str, str]]:
    """The labelled rows as written: {"text", "label"}."""
    for path in sorted((_DATA / "training").glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line)


def examples() -> Iterator[Example]:
    """Every sentence to learn from; the same ones in the same order at each call."""
    number = -1
    for number, row in enumerate(rows()):
        forms = forms_of(row["text"], random.Random(row["text"]))  # of its own, so that a new row changes no other one's forms
        yield from (Example(form, row["label"], number, len(forms) ** -0.5) for form in forms)
    for row in everyday_sentences():
        if screen_by_rules(row["text"]).level in ("none", "T3", "T2"):
            number += 1
            yield Example(row["text"], NO_ALARM, number, _EVERYDAY_WEIGHT)


def forms_of(text: str, chance: random.Random, most: int = _FORMS) -> tuple[str, ...]:
    """Up to `most` different sentences that `text` stands for, drawn by `chance`."""
    drawn = (_CHOICE.sub(lambda match: chance.choice(match[1].split("|")), text) for _ in range(3 * most if "[" in text else 1))
    tidy = (re.sub(r"\s+([,.?])", r"\1", " ".join(form.split())) for form in drawn)
    return tuple(dict.fromkeys(tidy))[:most]


def matrix_of(texts: Sequence[str]) -> Any:
    """The features of each text, read as one piece, as a sparse matrix."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    vectors = [_vector(text) for text in texts]
    places = np.cumsum([0, *(len(columns) for columns, _ in vectors)])
    columns, values = (np.concatenate([vector[part] for vector in vectors]) for part in (0, 1))
    return csr_matrix((values, columns, places), shape=(len(vectors), SIZE))


def folded(matrix: Any) -> Any:
    """The same matrix with its columns folded to `KIND_SIZE`."""
    from scipy.sparse import csr_matrix

    return csr_matrix((matrix.data, matrix.indices % KIND_SIZE, matrix.indptr), shape=(matrix.shape[0], KIND_SIZE))


def _vector(text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    words = read_words(text)
    concepts = find_concepts(words)
    return features(words, concepts, told_findings(findings_of(words, concepts)), 0, len(words.text))


if __name__ == "__main__":
    main()
