"""Where one breath turns from telling to asking: "had two eggs for breakfast | what would be a good dinner", and back.

Only the places are found here, from the first to the last; whether the words before or behind are a log is for the grammars to say.
"""

from __future__ import annotations

import re
from itertools import islice

from spotter.language.advice import is_told
from spotter.language.calendar_words import level
from spotter.language.splitter import Piece

_OPENS = re.compile(
    r"(?<![\w'-])(?:"
    r"(?<!is )(?<!than )(?<!did )what(?:'?s|'?re|'?d)?|(?<!know )hows?|how'?s|why|"
    r"which (?:one|is|of)|when (?:should|can|do|is)|who (?:can|is)|"
    r"(?:should|can|could|shall|may|might|do|did|am|would|will|must|have) (?:i|we|you|u)|"
    r"(?:is|was|are|were|does|did|will|would|can|could|has) (?:it|that|this|these|those|there|my|the)|"
    r"any (?:ideas?|advice|tips|suggestions?|thoughts|recommendations?|good|better)|anything (?:else|better|i|you|to)|"
    r"thoughts|tell me|wondering|(?:(?<=[.,!;-] )enough|(?:good|not) enough|too much) (?:or|to|for)|(?:ok|okay|fine) or|"
    r"c'est (?:grave|mauvais|trop|bien|bon|mal) pour|"
    r"(?:a |de )?combien|comment|pourquoi|quel(?:le)?s?|qu'est|qu'en|est[- ]ce|dois[- ]je|puis[- ]je|peux[- ]tu|faut[- ]il|suis[- ]je|"
    r"(?:que|quoi) (?:manger|faire|prendre|boire|dois|puis|peux|devrais|me|tu|penses)|"
    r"tu (?:me )?(?:conseilles?|proposes?|recommandes?|penses)|"
    r"(?:je|on) (?:me |m'|le |la |les )?\w+ (?:\w+ )?(?:quoi|combien|comment)|je (?:devrais|dois|peux)|des (?:idees|conseils)|une idee|"
    r"(?:je|j'en) (?:m'|me )?\w+ (?:quand meme|ou)(?= *\?)"
    r")(?![\w'])"
)
_OPENS_BEFORE_A_MARK = re.compile(  # said of what was told, and a question by its mark alone
    r"(?<![\w'-])(?:c'est|c'etait|ca|cela|tu|il (?:me |m'en )?(?:faut|reste)|je|j'en)"
    r"(?![\w])(?=[^?.!\n]*\?)|,\s+(?=[^,.;\d?\n]{3,60}\?)"
)
_TELLS = re.compile(
    r"(?:[.?!\n]\s*|,\s*)(?=(?:i(?:'ve| have)?|we|j'ai|j ai|je viens de)? ?(?:just |only |already |juste |seulement |deja )*"
    r"(?:had|ate|eaten|drank|did|ran|benched|squatted|deadlifted|slept|weigh(?:ed)?|swam|cycled|rode|walked|rowed|mange|bu|pris|fait|"
    r"couru|dormi|nage|pese|avale)\b)"
)
_JOINED = re.compile(r"(?:[\s,;:.-]|\b(?:and|so|but|then|now|also|et|donc|mais|alors|puis|du coup|maintenant|ensuite|coach|just)\b)*$")
_SUPPOSED = re.compile(r"\b(?:if|when|whenever|say|suppose|imagine|si|quand|lorsque|before i|avant que)\b")
_HABIT = re.compile(
    r"\b(?:i (?:do|run|lift|bench|squat|deadlift|eat|drink|train|can|take|have)|i'm (?:doing|running|lifting|benching|eating|taking)|"
    r"je (?:fais|cours|souleve|mange|bois|prends|peux|tire|pousse)|"
    r"my (?:\w+ )?(?:bench|squat|deadlift|press|row|max|best|pr|pb|5k|10k|pace|program|routine) (?:is|are)|"
    r"(?:is|are) (?:at|stuck)|"
    r"mon [a-z ]{2,20} est|est (?:a|bloque))\b"
)
_COMPARES = re.compile(
    r"\b(?:or|ou|better|best|instead|healthy|healthier|good (?:for|before|after|idea)|worth it|"
    r"(?:can|should) i (?:eat|have|do|take|drink) (?:it|this|that|them)|mieux|plutot|meilleure?s?)\b"
)
_BACK = re.compile(
    r"\W*(?:(?:is|was|does|did|will|how (?:is|does|did)) (?:it|that|this)\b(?! (?:ok|okay|fine|safe) to)|"
    r"c'(?:est|etait)|est[- ]ce que c'(?:est|etait)|"
    r"(?:est[- ]ce que )?(?:ca|cela)\b|enough|what do (?:you|u) think)"
)
# "4x8 à 70 au développé c'est bien pour un débutant ?": one question, where nothing parts it and nobody says that it was done.
_IN_ONE_BREATH = re.compile(r"(?:is (?:it|that)|c'est) (?:\w+ ){0,2}(?:for|pour) (?:an? |un |une |les |some|any|most|every)")
_DID = re.compile(
    r"\b(?:i|i've|we|did|done|ran|just|today|yesterday|this morning|j'ai|je|on|hier|aujourd'hui|ce (?:matin|soir|midi)|fait|fini)\b"
)
_MOST = 3
_SHORTEST = 5
_LONGEST_JOINT = 60


def may_be_told(told: str, asked: str) -> bool:
    """Whether figures or foods beside a question were done or eaten: no habit, and no bare list that the question weighs up."""
    flat = level(told)
    return not _HABIT.search(flat) and (is_told(told) or not _COMPARES.search(level(asked)))


def refers_back(asked: str) -> bool:
    """Whether a question is about what was just told: "is that enough?", "c'est bien ?"."""
    return _BACK.match(level(asked)) is not None


def told_before_asked(text: str) -> list[tuple[Piece, Piece]]:
    """Each way to read the text as something told and a question behind it, the earliest question first."""
    flat = level(text)
    opening = _OPENS.search(flat)
    starts = {opening.start()} if opening else set()
    if "?" in flat:
        starts |= {match.end() if match[0][0] == "," else match.start() for match in _OPENS_BEFORE_A_MARK.finditer(flat)}
    pieces: list[tuple[Piece, Piece]] = []
    for start in sorted(starts):
        told = Piece(0, _before_joint(flat, start))
        if opening is not None and start > opening.start():
            break  # what stands before it asks already
        if _IN_ONE_BREATH.match(flat, start) and flat[told.end : start].isspace() and not _DID.search(flat, 0, told.end):
            continue
        if told.end >= _SHORTEST and not _SUPPOSED.search(flat, 0, told.end):
            pieces.append((told, Piece(start, len(text))))
    return pieces[:_MOST]


def _before_joint(flat: str, start: int) -> int:
    """Where the words end that stand before `start` and the joint between them ("..., so what ...")."""
    joint = _JOINED.search(flat, max(0, start - _LONGEST_JOINT), start)
    return joint.start() if joint else start


def told_after_asked(text: str) -> list[tuple[Piece, Piece]]:
    """Each way to read the text as a question and something told behind it: the question first, then what was told."""
    flat = level(text)
    asked = _OPENS.match(flat)
    if asked is None:
        return []
    cuts = islice(_TELLS.finditer(flat, asked.end()), _MOST)
    return [(Piece(0, cut.start() + (cut[0][0] == "?")), Piece(cut.end(), len(text))) for cut in cuts]
