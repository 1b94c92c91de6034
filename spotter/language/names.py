"""The name that somebody says of themselves: "my name is Ana", "hi, I'm Ana"; what they only feel or are ("I'm injured") is none."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from spotter.catalogue.exercise_words import word_data
from spotter.language.calendar_words import level
from spotter.language.remainder import word_set

_CALLED = re.compile(
    r"\b(?:my name is|name's|call me|i am called|name is|je m'appelle|appelle[- ]moi|mon nom est|mon prenom "
    r"est|moi c'est)\s+(?P<name>[^\W\d_][\w'-]{1,30})"
)
_I_AM = re.compile(
    r"(?:^|\b(?:hi|hello|hey|salut|bonjour|coucou)\b[ ,!]*)(?:i'm|i am|im|je suis|moi "
    r"c'est)\s+(?P<name>[^\W\d_][\w'-]{1,20})(?=\s*(?:[,.!(]|$| and| et|\d))"
    r"|\b(?:hi|hello|hey|salut|bonjour|coucou)\b[ ,!]*(?:moi|ici|this is)\s+(?P<named>[^\W\d_][\w'-]{1,20})(?=[\s,(]*\d)"
    r"|(?:^|[!,]\s*)(?P<here>[^\W\d_][\w'-]{1,20}) here(?=[\s,(]*\d)"
)
_NOT_NAMES, _STATES = word_set("not_names"), word_set("states")
_NAMES = word_set("names_like_states")
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|é|ée|és|ées)|\w{4,}ing")
_LONG_ENOUGH = 5  # letters of a word that may be a slip of one for a state


def name_told(text: str, flat: str) -> tuple[str, re.Match[str]] | None:
    """The name as it was written and where it stands in `flat` (lower case, no accents); None where no name is told."""
    for pattern in (_CALLED, _I_AM):
        match = pattern.search(flat)
        said = next((word for word in match.groups() if word), "") if match else ""
        if match and said not in _NOT_NAMES:
            place = level(text).find(said)
            name = text[place : place + len(said)]
            if pattern is _I_AM and _is_state(name, said):
                return None
            return name[:1].upper() + name[1:], match
    return None


def _is_state(name: str, said: str) -> bool:
    """Whether what follows "I am" tells how somebody is: a word for it or a slip of one, a participle, an ordinary word."""
    if said in _NAMES:
        return False
    if said in _STATES or _PARTICIPLE.fullmatch(name.lower()):
        return True
    if name[:1].isupper():
        return False
    near = (OSA.distance(said, state) <= 1 + (len(said) > 7) for state in _STATES if len(state) >= _LONG_ENOUGH)
    return said in word_data().ordinary or (len(said) >= _LONG_ENOUGH and any(near))
