"""How strong a pain is, from 0 to 10, as people say it: "4/10", "3 outta 10", "a 6", "down to 2", "comme un 4"."""

from __future__ import annotations

import re

TOP = 10
_RATED = re.compile(r"(?<![\d.,])(?P<n>10|\d)(?:[.,](?P<part>\d))?\s?(?:/|out of|outta|outa|of|over|on|sur)\s?10\b(?![.,]?\d)")
# A figure that counts something else is no pain ("a 5 k run", "about 3 weeks", "up 3 flights"): nothing but these may follow.
_ENDS = (
    r"(?= ?(?:$|[,;!?)]|\.(?!\d)|\b(?:today|now|atm|right now|this|last|yesterday|i|when|if|at|on|after|before|during|while|in|but|and|or|"
    r"maybe|max|most|probably|tops|so|tho|though|lol|aujourd'hui|maintenant|ce|hier|quand|si|au|aux|en|apres|avant|pendant|mais|et|ou|je|"
    r"peut-etre|environ)\b))"
)
_DEGREES = r"(?:at|down|up|back|only|just|already|more|nearly|almost|encore|toujours|presque|an?|un)"
_LEADS = (
    r"(?:an?|un|to|like|maybe|about|around|roughly|probably|say|is|'s|was|are|were|now|still|genre|environ|plutot|disons|dirais|vers|"
    r"comme|est|sont)"
)
_ALONE = r"(?:^|[,;:] ?|\b(?:today|now|yeah|yep|bof|ben|bah|euh|uh|um|hmm)\b ?)"
_BARE = re.compile(rf"(?:\b(?:{_DEGREES} )*{_LEADS} (?:{_DEGREES} )*|{_ALONE})(?:(?:10|\d) ?- ?)?(?P<n>10|\d){_ENDS}")
_WORDS = ((re.compile(r"\b(?:a (?:bit|little)|bit|slight(?:ly)?|mild(?:ly)?|minor|un peu|legere?(?:ment)?|petite?)\b"), 2),)


def is_rated(flat: str) -> bool:
    """Whether a figure out of ten stands in the text."""
    return _RATED.search(flat) is not None


def without_ratings(flat: str) -> str:
    """The text without its figures out of ten, which count nothing."""
    return _RATED.sub(" ", flat)


def severity_of(flat: str) -> int | None:
    """The strength that a report of pain names (lower case, no accents), the newest of several; half points go to the stronger.

    A range is its upper end. A figure alone counts where words of degree lead to it; words alone ("slightly") stand for 2.
    """
    rated = list(_RATED.finditer(flat))
    if rated:
        return min(TOP, int(rated[-1]["n"]) + bool(rated[-1]["part"] and int(rated[-1]["part"]) >= 5))
    bare = list(_BARE.finditer(flat))
    if bare:
        return int(bare[-1]["n"])
    return next((value for pattern, value in _WORDS if pattern.search(flat)), None)
