"""What a generated sentence must not show to anybody: addresses to open or to call, and the inside of the house.

No tool that a model may call returns an address, so one that a model writes was made up or was planted in a note. Help lines are told
in the fixed words of the house only.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from spotter.language.calendar_words import level

Leak = Literal["address", "inside"]

SAME_WORDS = 7  # in a row as in the prompt: nobody says that by chance

_ADDRESS = re.compile(
    r"!?\[[^\]]*\]\s?\([^)]*\)|!?\[[^\]]*\]\[[^\]]*\]|\b(?:https?|ftp|javascript|data|file|mailto|tel)\s?:(?://|\S)|\bwww\.\w"
    r"|<\s?/?\s?(?:a|img|script|iframe|svg|form|style|object|embed|link|video|audio)\b"
    r"|\b[\w.+-]+@[\w-]+\.\w{2,}|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|example|info|biz|xyz)\b/?"
    r"|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/\w"  # any name with a path is an address
    r"|(?<![\w+])\+\d[\d\s().-]{4,}\d|(?<!\d)(?:1[ .-])?[89]\d\d[ .-]\d{3}[ .-]\d{4}(?!\d)|(?<![\d.,])\d{9,}(?!\d)"
    r"|(?<!\d)0\d(?:[ .-]\d\d){4}(?!\d)",
    re.IGNORECASE,
)
_RULE_LABEL = re.compile(r"\[[A-Z]\d{1,2}\]")
_INSIDE = re.compile(
    r"\bsystem (?:prompt|message|instruction)|\bprompts?\b.{0,40}\b(?:says?|is|reads?|follows?)\b|\bmy (?:own )?(?:system "
    r"|hidden |secret )?prompt\b"
    r"|\b(?:ignor|disregard|bypass|overrid)\w* (?:all |any )*(?:my|the|your|previous|its) (?:\w+ )?(?:rules|instructions|guidelines)\b"
    r"|\b(?:consignes?|instructions?|messages?|regles?) systeme\b|\bmy (?:rules|instructions|guidelines) (?:are|say|read)\b"
    r"|\bhere are my (?:\w+ )?(?:rules|instructions)\b"
    r"|\bno tool\b|\btools? (?:of that name|calls?|results?|named|returned)\b|\b(?:call|use|run) (?:a|the|that|this) tool\b"
    r"|\bi am one of the specialists\b|\b(?:planner|progress|nutrition|injury|motivation) (?:agent|specialist|prompt)\b|\brouter agent\b"
    r"|\bj'ignore (?:toutes )?(?:mes|les|tes) (?:regles|consignes|instructions)|\bmes (?:regles|consignes|instructions) (?:sont|disent)\b"
    r"|\b(?:mon |le )prompt\b|\b(?:voici|j'affiche) mes (?:regles|consignes|instructions)\b"
)
_LINE_OF_CARE = re.compile(r"\b(?:doctor|physiotherapist|professional)\b")  # such a rule may be said to people as it stands
_WORD = re.compile(r"[^\W_]+")


def leaks(sentence: str, tools: Collection[str], prompt: str) -> Leak | None:
    """What of the sentence nobody should see; None where it may be told. `prompt` is the fixed text that the model was given."""
    if _ADDRESS.search(sentence):
        return "address"
    flat = level(sentence)
    if _RULE_LABEL.search(sentence) or _INSIDE.search(flat.replace("’", "'")):
        return "inside"
    if "_" in flat and any(name in flat for name in tools if "_" in name):
        return "inside"
    return "inside" if _runs(flat) & _runs_of_prompt(prompt) else None


@lru_cache(maxsize=32)
def _runs_of_prompt(prompt: str) -> frozenset[tuple[str, ...]]:
    lines = (level(line) for line in prompt.splitlines())
    return frozenset(run for line in lines if not _LINE_OF_CARE.search(line) for run in _runs(line))


def _runs(flat: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(flat)
    return frozenset(tuple(words[place : place + SAME_WORDS]) for place in range(len(words) - SAME_WORDS + 1))
