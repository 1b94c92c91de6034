"""Lasting facts of health that people tell: what stays true after a training stop is lifted.

The screening (`red_flags`) decides that something was said of the person themselves; this reads which fact it was, and what is over.
"""

from __future__ import annotations

import re

from spotter.language.red_flag_lexicon import find_concepts
from spotter.language.red_flag_words import read_words
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
_KIN = (
    r"wife|husband|partner|girlfriend|boyfriend|friend|mum|mom|mother|dad|father|sister|brother|son|daughter|client|"
    r"femme|mari|conjointe?|copine|copain|mere|pere|soeur|frere|fils|fille|amie?|cliente?"
)
_SOMEBODY_ELSE = re.compile(rf"\b(?:my|ma|mon) (?:{_KIN}) (?:is|s|has|had|was|est|a|etait)\b")
_OWN = re.compile(r"\b(?:i m|im|i am|i have|i ve|ive|je suis|j ai)\b")
_CHILD_AGE = re.compile(
    r"\b(?:i m|im|i am|am|age|aged|j ai|turned|turning)(?: (?:only|just|is|de))? (?:[5-9]|1[0-2])\b"
    r"(?! (?:kg|kilos?|st|stone|weeks?|x|cm)\b)|\b(?:[5-9]|1[0-2]) (?:years? old|yo|y o|ans)\b"
)
_KINDS = (
    ("kidney_disease", r"kidneys?|ckd|dialysis|renal|renale|rein|reins|dialyse"),
    ("metabolic_disease", r"diabet\w*|t1d|t2d|thyroid\w*"),
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
    """The facts that `text` tells of the person, in the words of the profile."""
    words = read_words(text[:_READ])
    flat = " ".join(words.text)
    if _SOMEBODY_ELSE.search(flat) and not _OWN.search(flat):
        return ()
    over = conditions_over(text)
    found: set[str] = set()
    if safety.level in ("T0", "T1", "T2"):
        found |= {_OF_SIGNAL[signal] for signal in safety.signals if signal in _OF_SIGNAL}
        if "known_condition" in safety.signals:
            found |= {name for name, kind in _KINDS if re.search(rf"\b(?:{kind})\b", flat)}
            found |= {"heart_disease"} if "heart_condition" in find_concepts(words).places else set()
    if "minor" in found and _CHILD_AGE.search(flat):
        found.add("child")
    if _KIDNEYS.search(flat):
        found.add("kidney_disease")
    if _NURSING.search(flat):
        found.add("breastfeeding")
    return tuple(sorted(found - set(over)))


def conditions_over(text: str) -> tuple[str, ...]:
    """The facts that `text` takes back or ends. An eating disorder is never taken back by a sentence."""
    flat = _flat(text)
    return tuple(name for name, words in _OVER if words.search(flat))


def _flat(text: str) -> str:
    return " ".join(read_words(text[:_READ]).text)
