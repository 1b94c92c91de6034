"""How strong a pain is, from 0 to 10, as people say it: "4/10", "3 outta 10", "a 6", "down to 2", "comme un 4"."""

from __future__ import annotations

import re

from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits

TOP = 10
_LONGEST_ANSWER = 60
_ANSWER = re.compile(r"(?<![\d.,])(?P<n>10|\d)(?![\d.,]\d|\d)")
_AROUND = re.compile(  # what may stand around the figure of an answer
    r"\b(?:an?|i'?d|i would|say|think|about|around|maybe|like|just|only|still|now|today|this|morning|it'?s|it is|its|is|at|level|pain|"
    r"better|worse|down|up|to|so|well|hmm+|ok|good|fine|not bad|pretty|thanks|i|un|une|je|dirais|environ|genre|plutot|encore|c'est|est|ce|"
    r"matin|a peu pres|peut[- ]etre|ca va|mieux|bof|merci|douleur|the|my|oui|yes|yeah|no|non)\b|[^a-z0-9]"
)
_NOTHING = re.compile(
    r"(?:(?:it'?s|it is|its|feels?|all|totally|perfectly|tout|c'est|ca va|tres|no|yes|oui|non|ok) ?,? ?)*"
    r"(?:zero|0|none|nothing|no pain(?: at all)?|pain[- ]free|fine|good|great|perfect|all good|all clear|doesn'?t hurt|rien|"
    r"aucune(?: douleur)?|pas de douleur|pas mal du tout|nickel|parfait|tres bien|bien|sans douleur|impeccable)"
    r"(?: (?:today|this morning|ce matin|du tout|at all|thanks|merci))*"
)
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


def rating_told(text: str) -> int | None:
    """The figure of a message that answers "how is it, from 0 to 10?" and says nothing else: "3", "a 2", "no pain", "nickel"."""
    flat = level(words_to_digits(words_to_digits(text, "en"), "fr")).replace("’", "'").strip(" .!,")
    if "?" in text or len(flat) > _LONGEST_ANSWER:
        return None
    figures = list(_RATED.finditer(flat)) or list(_ANSWER.finditer(flat))
    if len(figures) == 1:
        rest = _AROUND.sub(" ", flat[: figures[0].start()] + " " + flat[figures[0].end() :])
        return None if re.search(r"[a-z0-9]", rest) else int(figures[0]["n"])
    return 0 if not figures and _NOTHING.fullmatch(flat) else None


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
