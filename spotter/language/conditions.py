"""Lasting facts of health that people tell: what stays true after a training stop is lifted.

The screening (`red_flags`) decides that something was said of the person themselves; this reads which fact it was, and what is over.
"""

from __future__ import annotations

import re

from spotter.language.red_flag_lexicon import Hit, find_concepts
from spotter.language.red_flag_words import Words, read_words
from spotter.language.red_flags import is_somebody_elses
from spotter.language.understanding import Safety

_OF_SIGNAL = {
    "pregnancy": "pregnancy",
    "pregnancy_warning": "pregnancy",
    "eating_disorder": "eating_disorder",
    "minor": "minor",
    "high_blood_sugar": "metabolic_disease",
    "low_blood_sugar": "metabolic_disease",
}
_READ = 2000  # characters
_CHILD_AGE = re.compile(
    r"\b(?:i m|im|i am|am|age|aged|j ai|turned|turning)(?: (?:only|just|is|de))? (?:[5-9]|1[0-2])\b"
    r"(?! (?:kg|kilos?|st|stone|weeks?|x|cm)\b)|\b(?:[5-9]|1[0-2]) (?:years? old|yo|y o|ans)\b"
)
_KINDS = (
    ("kidney_disease", re.compile(r"\b(?:kidneys?|ckd|dialysis|renal|renale|rein|reins|dialyse)\b")),
    ("metabolic_disease", re.compile(r"\b(?:diabet\w*|t1d|t2d|thyroid\w*)\b")),
)
_KIDNEYS = re.compile(
    r"\b(?:i have|i ve got|ive got|i suffer from|diagnosed with|i m on|im on|i am on|j ai|je souffre d|je suis (?:en|sous|atteinte? d))\b"
    r"(?: \w+){0,5} (?:kidney (?:disease|failure|problems?|trouble|insufficiency)|ckd|dialysis|insuffisance renale|"
    r"maladie renale|problemes? (?:de|aux|renaux|renal)(?: reins?)?|dialyse)\b"
)
_NURSING = re.compile(
    r"\b(?:i m|im|i am)(?: still| currently| exclusively)? (?:breast ?feeding|nursing (?:my|a|the))|\bi (?:still )?breast ?feed\b|"
    r"\bj allaite\b|\bje (?:suis en train d )?allaite(?:r)?\b"
)
_HAVE_NOT = r"\b(?:dont|don t|do not) have"
_OVER = (
    (
        "pregnancy",
        re.compile(
            r"\b(?:no longer|not|n t|nt) (?:\w+ )?pregnant\b|\bgave birth\b|\bhad (?:my|the|our) baby\b|"
            r"\bne suis (?:plus|pas) enceinte\b|\bj ai accouche\b"
        ),
    ),
    (
        "breastfeeding",
        re.compile(
            r"\b(?:no longer|not|stopped|stop|quit|done|finished)(?: \w+){0,2} (?:breast ?feeding|nursing)\b|"
            r"\bn allaite (?:plus|pas)\b|\barrete d allaiter\b"
        ),
    ),
    (
        "kidney_disease",
        re.compile(
            rf"{_HAVE_NOT} (?:any )?(?:kidney|ckd)\b|"
            r"\bn ai pas d(?:e|u)? ?(?:maladie|insuffisance|probleme\w*) (?:renale|aux reins|renal)\b"
        ),
    ),
    (
        "heart_disease",
        re.compile(
            rf"{_HAVE_NOT} (?:a |any )?heart (?:condition|disease|problem)\w*\b|"
            r"\bn ai pas de (?:maladie|probleme\w*) (?:cardiaque|au coeur|de coeur)\b"
        ),
    ),
    ("metabolic_disease", re.compile(rf"{_HAVE_NOT} diabetes\b|\b(?:not|n t) (?:a )?diabetic\b|\bne suis pas diabetique\b")),
)


def conditions_told(text: str, safety: Safety) -> tuple[str, ...]:
    """The facts that `text` tells of the person, in the words of the profile. `safety` is what was found of the person's own."""
    words = read_words(text[:_READ])
    over = conditions_over(text)
    found: set[str] = set()
    if safety.level in ("T0", "T1", "T2"):
        found |= {_OF_SIGNAL[signal] for signal in safety.signals if signal in _OF_SIGNAL}
        if "known_condition" in safety.signals:
            found |= {name for name, kind in _KINDS if _is_said(kind, words)}
            found |= {"heart_disease"} if _is_heart_own(words) else set()
    if "minor" in found and _is_said(_CHILD_AGE, words):
        found.add("child")
    if _is_said(_KIDNEYS, words):
        found.add("kidney_disease")
    if _is_said(_NURSING, words):
        found.add("breastfeeding")
    return tuple(sorted(found - set(over)))


def conditions_over(text: str) -> tuple[str, ...]:
    """The facts that `text` takes back or ends. An eating disorder is never taken back by a sentence."""
    words = read_words(text[:_READ])
    return tuple(name for name, pattern in _OVER if _is_said(pattern, words))


def _is_said(pattern: re.Pattern[str], words: Words) -> bool:
    """Whether the words of `pattern` stand in the text and tell of the person: not "my sister gave birth"."""
    flat = " ".join(words.text)
    for match in pattern.finditer(flat):
        start = flat.count(" ", 0, match.start())
        if not is_somebody_elses(words, Hit(start, start + match[0].count(" ") + 1)):
            return True
    return False


def _is_heart_own(words: Words) -> bool:
    return any(not is_somebody_elses(words, hit) for hit in find_concepts(words).places.get("heart_condition", ()))
