"""Aims for a day's eating: "protein goal 140 g", "mets ma cible à 130 g de protéines", "work out a calorie target so I can lose weight".

An aim is a word for it, figures with their nutrients or a direction, and nothing else; what somebody ate or asks is none.
"""

from __future__ import annotations

import re
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import word_set
from spotter.language.understanding import Call, Parse, Reading

_AIM = re.compile(r"\b(?:goals?|targets?|objectifs?|cibles?|limits?|limite|budget|aim(?:ing)? for|viser?|macros?|maintenance)\b")
_ORDER = re.compile(
    r"\b(?:set|change|update|put|make|adjust|raise|lower|bump|work out|calculate|compute|figure out|give|fix|"
    r"mets|met|mettre|fixer?|change|regle|passe|calcule|donne|augmente|baisse|ajuste)\b"
)
_KCAL = re.compile(
    r"\b(?P<n>\d{3,5}) ?(?:k?cals?|k?calories)\b"
    r"|\b(?:k?cals?|k?calories?|calorique|maintenance)\b[a-z :=']{0,30}?\b(?P<m>\d{4,5})\b(?! ?(?:g|mg|kg|kj|steps|pas)\b)"
)
_PROTEIN = re.compile(
    r"\b(?P<n>\d{2,3}) ?(?:g|grams?|grammes?)(?: (?:of|de))? (?:prot\w*)\b"
    r"|\bprot(?:ein\w*)?\b[a-z :=']{0,30}?\b(?P<m>\d{2,3}) ?(?:g|grams?|grammes?)?(?![\w/]| ?(?:k?cal|%|kg))"
)
_EATING = re.compile(r"\b(?:calories?|kcals?|calorique|nutrition|macros?|maintenance|intake|apports?)\b")
_DIRECTIONS = (
    ("lose", re.compile(r"\b(?:los(?:e|ing)|drop(?:ping)?|burn(?:ing)?|cut(?:ting)?|perdre|maigrir|seche|perte|deficit)\b")),
    ("gain", re.compile(r"\b(?:gain(?:ing)?|bulk(?:ing)?|build(?:ing)?|put on|prendre|prise|surplus)\b")),
    ("maintain", re.compile(r"\b(?:maint(?:ain|aining|enance|ien|enir)|stay the same|garder)\b")),
)
_BESIDE = word_set("nutrition_aims")
_WORD = re.compile(r"[a-z0-9%]+")
_LONGEST = 110


def parse_nutrition_aim(text: str, reading: Reading) -> Parse | None:
    """A call that sets the day's kcal, protein or direction; None where the clause asks, tells or says more."""
    flat = level(words_to_digits(text, reading.locale))
    if len(flat) > _LONGEST or "?" in flat or not (_AIM.search(flat) or _ORDER.search(flat)):
        return None
    args: dict[str, Any] = {}
    rest = flat
    for name, pattern in (("protein_g", _PROTEIN), ("kcal", _KCAL)):
        if match := pattern.search(rest):
            args[name] = int(match["n"] or match["m"])
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    if not args:
        direction = next((name for name, pattern in _DIRECTIONS if pattern.search(flat)), None)
        if direction is None or not (_ORDER.search(flat) and _EATING.search(flat)):
            return None
        args["goal"] = direction
    elif not _AIM.search(flat) and not _EATING.search(rest):
        return None  # "give me 2000 kcal" is a wish for a meal, and a figure of what was eaten
    if not all(word in _BESIDE for word in _WORD.findall(rest)):
        return None
    return Parse((Call("set_nutrition_target", "nutrition", text.strip(), 0.9, args),))
