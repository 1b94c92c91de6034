"""The best of a lift, tested at some time: "my bench max is 225", "mon max au squat c'est 120". A fact to keep, no log of today."""

from __future__ import annotations

import re

from spotter.language.calendar_words import level
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_MAX = r"(?:1 ?rm|one[- ]rep max|max(?:imum|i)?|pr|pb|personal best|record)"
_IS = r"\s*(?:is|was|=|:|c'est|est de|est a|est|etait de|etait|at)(?: (?:currently|now|about|around|environ|a|de))*\s*"
_LOAD = r"(?P<n>\d{2,3}(?:[.,]\d{1,2})?)\s?(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)?"
_TOLD = tuple(
    re.compile(rf"(?:(?:btw|fyi|ok|so|hi|hey|and|et|salut) )*{pattern}{_IS}{_LOAD}")
    for pattern in (
        rf"(?:my|mon|ma) (?P<exercise>[a-z' -]{{3,30}}?) {_MAX}",
        rf"(?P<exercise>[a-z' -]{{3,30}}?) {_MAX}",
        rf"(?:my|mon) {_MAX} (?:on|at|in|for|au|a la|aux|de|en|du) (?:the |la |le |l')?(?P<exercise>[a-z' -]{{3,30}}?)",
    )
)


def parse_max(text: str, reading: Reading) -> Parse | None:
    """The call that keeps a tested maximum in the person's words and with its unit; None for anything else."""
    flat = level(text).strip(" .!")
    for pattern in _TOLD:
        match = pattern.fullmatch(flat)
        exercise = named_exercise(match["exercise"].strip(), reading.locale) if match else None
        if match is None or exercise is None:
            continue
        said = " ".join(text.split()).strip(" .!")
        kept = said if match["unit"] else f"{said} {'lb' if reading.units == 'imperial' else 'kg'}"
        return Parse((Call("remember", None, said, 0.9, {"text": kept}),))
    return None
