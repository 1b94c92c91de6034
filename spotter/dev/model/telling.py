"""One or two sentences made of what a tool answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from spotter.dev.model.phrases import KEPT_IN_MIND, NOT_DONE, NOTHING_FOUND, Language
from spotter.dev.model.reading import Request, fact_for, refused_why
from spotter.dev.model.words import sentences, unique

MOST_SENTENCES = 2
MOST_LINES = 3


def tell(results: list[str], request: Request) -> str:
    """Answer with what the tools found; a fact about the person that fits is named."""
    told = unique(told_of(result, request.language) for result in results)
    fact = None if all(refused_why(result) for result in results) else fact_for(request)
    if fact and fact not in " ".join(told):
        told.append(KEPT_IN_MIND[request.language].format(fact=fact))
    return " ".join(one for one in told if one)


def told_of(result: str, language: Language) -> str:
    """The beginning of a result in sentences; a list keeps its first lines."""
    why = refused_why(result)
    if why is not None:
        return NOT_DONE[language].format(why=why)
    words, data = _parted(result)
    lines = sentences(words) or list(_leaves(data))
    if not lines:
        return NOTHING_FOUND[language]
    head, rest = lines[0], lines[1:]
    if head.endswith(":"):
        return _ended(f"{head} {'; '.join(line.removeprefix('- ').rstrip('.') for line in rest[:MOST_LINES])}")
    return " ".join(_ended(line.removeprefix("- ")) for line in lines[:MOST_SENTENCES])


def _parted(result: str) -> tuple[str, Any]:
    """The words of a result and the JSON that may follow them or stand alone."""
    for match in re.finditer(r"^[\[{]", result, re.MULTILINE):
        try:
            return result[: match.start()].strip(), json.loads(result[match.start() :])
        except ValueError:
            return result[: match.start()].strip(), None
    return result.strip(), None


def _leaves(data: Any, name: str = "") -> Iterator[str]:
    """The values of a JSON result as short phrases: `kcal per 100 g: 155`."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, str(key).replace("_", " "))
    elif isinstance(data, list):
        for value in data[:MOST_LINES]:
            yield from _leaves(value, name)
    elif data not in (None, "", True, False):
        yield f"{name}: {data}" if name else str(data)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…", ":")) else f"{sentence}."
