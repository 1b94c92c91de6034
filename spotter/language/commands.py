"""Questions and commands that are recognised by their wording, from `data/commands/*.json`.

A phrase is a regular expression over simple text with two additions: `<name>` is an expression of `words.json`, and
`{exercise}` or `{date}` is a slot that has to resolve, otherwise the phrase does not fit.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import count
from typing import Any, cast

from rapidfuzz import process
from rapidfuzz.distance import OSA

from spotter.language.simple_text import SimpleText, simplify
from spotter.language.slots import read_slots
from spotter.language.understanding import AgentName, Call, ChatKind, Reading

_LONGEST = 140
_FILES = ("underway", "house", "chat", "plan", "nutrition", "progress", "suggestions")
_SURE, _RESPELT = 0.97, 0.85
_OWN_WORDS = frozenset({"sleepy"})  # no slip of the keyboard, though near to a word of the phrases
_NEVER_RESPELT = frozenset({"delete_account", "set_nutrition_target"})
_SLOTS = {"{exercise}": r"(?P<exercise>[a-z0-9][a-z0-9 ]{1,38}?)", "{date}": r"(?P<date>[a-z0-9][a-z0-9/ ]{1,24}?)"}


@dataclass(frozen=True, slots=True)
class _Command:
    """One tool or small-talk kind with its phrases; `gate` matches whatever one of them matches.

    With `during` it is meant only while a workout goes on.
    """

    tool: str
    agent: AgentName | None
    chat: ChatKind | None
    args: dict[str, Any]
    gate: re.Pattern[str]
    phrases: tuple[re.Pattern[str], ...]
    during: bool


def parse_command(text: str, reading: Reading) -> Call | ChatKind | None:
    """The tool call or the kind of small talk that the whole of `text` is, None if it is neither."""
    if len(text) > _LONGEST:
        return None
    simple = simplify(text)
    found = _match(simple, simple.words, reading, _SURE)
    if found is None and len(text) < 60:
        polite = simplify(text, courtesy=True)  # "hello coach" is nothing but courtesy
        found = _match(polite, polite.words, reading, _SURE) if polite.words != simple.words else None
    if found is not None or len(simple.words) > 80:
        return found
    respelt = " ".join(_respell(word) for word in simple.words.split(" "))
    return None if respelt == simple.words else _match(simple, respelt, reading, _RESPELT)


def _match(simple: SimpleText, words: str, reading: Reading, confidence: float) -> Call | ChatKind | None:
    if not _any_command().fullmatch(words):
        return None
    for command in _commands():
        if confidence == _RESPELT and command.tool in _NEVER_RESPELT:
            continue
        if not words or (command.during and reading.underway is None) or not command.gate.fullmatch(words):
            continue
        if command.chat:
            return command.chat
        for phrase in command.phrases:
            match = phrase.fullmatch(words)
            slots = None if match is None else read_slots(command.tool, _named(match), reading)
            if slots is not None:
                return Call(command.tool, command.agent, simple.original.strip(), confidence, slots | command.args)
    return None


def _named(match: re.Match[str]) -> dict[str, str]:
    return {name.split("__")[0]: value for name, value in match.groupdict().items() if value}


@lru_cache(maxsize=256)  # the stretches of a sentence share their words
def _respell(word: str) -> str:
    if len(word) < 4 or not word.isalpha() or word in _OWN_WORDS or word in _vocabulary():
        return word
    allowed = 1 if len(word) < 7 else 2
    best = process.extractOne(word, _as_long(len(word), allowed), scorer=OSA.distance, score_cutoff=allowed)
    return best[0] if best and best[0][0] == word[0] else word


@cache
def _as_long(length: int, give: int) -> tuple[str, ...]:
    """The words of the commands that are so long, give or take a few letters."""
    return tuple(word for word in _vocabulary_list() if abs(len(word) - length) <= give)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return frozenset(_vocabulary_list())


@lru_cache(maxsize=1)
def _vocabulary_list() -> tuple[str, ...]:
    sources = " ".join(phrase.pattern for command in _commands() for phrase in command.phrases)
    return tuple(sorted(set(re.findall(r"[a-z]{4,}", re.sub(r"\?P<\w+>|\\\w", " ", sources)))))


@lru_cache(maxsize=1)
def _commands() -> tuple[_Command, ...]:
    folder = files("spotter.language").joinpath("data", "commands")
    words = json.loads(folder.joinpath("words.json").read_text("utf-8"))
    rows = [row for name in _FILES for row in json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))]
    return tuple(_command(row, words) for row in rows)


@lru_cache(maxsize=1)
def _any_command() -> re.Pattern[str]:
    """What is a command at all: nearly no clause is, and one look says so."""
    gates = "|".join(f"(?:{command.gate.pattern})" for command in _commands())
    return re.compile(re.sub(r"\(\?P<\w+>", "(?:", gates))


def _command(row: dict[str, Any], words: dict[str, str]) -> _Command:
    numbers = count()
    sources = [_source(phrase, words, numbers) for phrase in row["phrases"]]
    return _Command(
        row.get("tool", ""),
        cast(AgentName | None, row.get("agent")),
        cast(ChatKind | None, row.get("chat")),
        row.get("args", {}),
        re.compile("|".join(f"(?:{source})" for source in sources)),
        tuple(re.compile(source) for source in sources),
        row.get("during", False),
    )


def _source(phrase: str, words: dict[str, str], numbers: count[int]) -> str:
    for name, expression in words.items():
        phrase = phrase.replace(f"<{name}>", expression)
    for slot, expression in _SLOTS.items():
        phrase = phrase.replace(slot, expression)
    return re.sub(r"\(\?P<([a-z_0-9]+)>", lambda match: f"(?P<{match[1]}__{next(numbers)}>", phrase)
