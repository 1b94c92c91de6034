"""The check of the exercises: keys, vocabulary, texts in both languages, aliases that point to one exercise first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_words import plain_words
from spotter.catalogue.exercises import exercises

LOCALES = ("en", "fr")


def problems() -> list[str]:
    """What is wrong with the exercises, one line each; empty when all is well."""
    rows = list(exercises().values())
    return [*(problem for row in rows for problem in exercise_problems(row)), *alias_problems(rows)]


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """The words that muscle, pattern, equipment, joint, goal, level and measure may take."""
    text = (files("spotter.catalogue") / "data" / "exercise_vocabulary.json").read_text(encoding="utf-8")
    return {kind: frozenset(words) for kind, words in json.loads(text).items()}


def exercise_problems(row: Exercise) -> Iterator[str]:
    """What is wrong with one exercise on its own."""
    used = {
        "muscle": row.muscles,
        "pattern": (row.pattern,),
        "equipment": row.equipment,
        "joint": row.joints,
        "goal": row.goals,
        "level": (row.level,),
        "measure": (row.measure,),
    }
    for kind, words in used.items():
        yield from (f"{row.key}: {word!r} is no {kind}" for word in words if word not in vocabulary()[kind])
    if not row.equipment or not row.goals or 1.0 not in row.muscles.values():
        yield f"{row.key}: equipment, a goal and a primary muscle are needed"
    yield from (f"{row.key}: share {share} of {muscle}" for muscle, share in row.muscles.items() if not 0 < share <= 1)
    if not 0 <= row.bodyweight_share <= 1 or row.load_step_kg < 0:
        yield f"{row.key}: body-weight share {row.bodyweight_share} or load step {row.load_step_kg} is out of range"
    yield from text_problems(row)


def text_problems(row: Exercise) -> Iterator[str]:
    """Names and instructions that are missing in a language, or instructions that are not at least two sentences."""
    for locale in LOCALES:
        for name, texts in (("name", row.name), ("how", row.how), ("mistake", row.mistake)):
            if not texts.get(locale, "").strip():
                yield f"{row.key}: no {name} in {locale}"
        if row.how.get(locale, "").count(".") < 2:
            yield f"{row.key}: how to do it in {locale} is shorter than two sentences"
        if locale not in row.aliases:
            yield f"{row.key}: no list of aliases in {locale}"


def alias_problems(rows: Iterable[Exercise]) -> Iterator[str]:
    """Names that two exercises of the same rank share, so that nobody knows which is meant."""
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        for alias in [*row.name.values(), *(a for names in row.aliases.values() for a in names)]:
            owners[" ".join(plain_words(alias))][row.key] = row.rank
    for alias, ranks in owners.items():
        if not alias:
            yield f"{', '.join(ranks)}: an alias without a word"
        if len(set(ranks.values())) < len(ranks):
            yield f"{alias!r} means {', '.join(sorted(ranks))} with the same rank"
