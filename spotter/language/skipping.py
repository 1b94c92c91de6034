"""Today's workout is skipped, with the reason where one is told: "skip today, I'm sick", "je saute la séance d'aujourd'hui"."""

from __future__ import annotations

import re

from spotter.language.advice import asks
from spotter.language.calendar_words import level
from spotter.language.pain import parse_pain
from spotter.language.understanding import Call, Parse, Reading
from spotter.language.whose import is_told_of_another

_NOW = r"(?:today|tonight|this (?:morning|afternoon|evening)|for today|aujourd'?hui|ce (?:matin|soir|midi)|cet apres-midi)"
_WORKOUT = r"(?:work ?out|session|training|gym|lifting|seance|entrainement|sport|salle|muscu)"
_OWN = r"(?:(?:my|the|to|at|this|today'?s|tonight'?s|ma|mon|la|le|l'|de|d'|a|au)\s*)*"
_SKIP = re.compile(
    r"(?:\b(?:skip(?:ping)?|cancel(?:ling)?|pass(?:ing)? on|sit(?:ting)? out|"
    r"(?:can'?t|cannot|won'?t|not going to|not able to|unable to) (?:train|work out|make it|do|go|get)|"
    r"(?:no|not going|not (?=training|working out|lifting))|saute(?:r)?|zappe(?:r)?|"
    r"passe(?:r)?(?= (?:la|ma|mon|l'|le) ?(?:seance|entrainement))|"
    r"annule(?:r)?|pas d(?:e|')|(?:peux|vais|pourrai|irai) pas(?: pouvoir)?(?: (?:m'entrainer|faire|aller|venir|y aller))?)\s*"
    rf"{_OWN}(?P<what>{_WORKOUT})?\s*{_OWN}(?P<when>{_NOW}|du jour|de ce soir)?)(?=\W|$)"
)
_REASONS = (
    ("sick", re.compile(r"\b(?:sick|ill|flu|fever|cold|malade|grippe|fievre|rhume|creve|gastro)\b")),
    ("pain", re.compile(r"\b(?:hurts?|pain\w*|aches?|injur\w+|mal (?:a|au|aux)|blesse\w*|douleurs?)\b")),
    ("travel", re.compile(r"\b(?:travel\w*|trip|flight|plane|train to|on holiday|vacation|away|voyage|deplacement|vacances|avion)\b")),
    ("too_hard", re.compile(r"\btoo (?:hard|heavy|tough)\b|\btrop (?:dur|lourd|difficile)e?\b")),
    (
        "busy",
        re.compile(
            r"\b(?:busy|no time|not enough time|work|meetings?|kids?|late|deadline|"
            r"boulot|taf|job|exams?|pas le temps|pas de temps|deborde\w*|travail|reunions?|enfants?)\b"
        ),
    ),
)
_BECAUSE = re.compile(r"\b(?:because|since|cause|as i|i'?m|i am|i have|i'?ve|car|parce que|vu que|je suis|j'ai)\b")
_POLITE = re.compile(
    r"\W*(?:(?:i'?m|i am|i'?ll|i will|i have to|i need to|i'?d like to|let'?s|please|stp|je|j'|on|ne|n'|dois|va|vais|il faut)\W*)*"
)


def parse_skip(text: str, reading: Reading) -> Parse | None:
    """A call that skips today's workout, with what is told of a pain beside it; None for anything else."""
    flat = level(text)
    match = _SKIP.search(flat)
    if match is None or not (match["what"] or match["when"]) or asks(text) or re.search(r"\d(?!\s*/)", re.sub(r"\d+/10", "", flat)):
        return None
    before, after = flat[: match.start()], flat[match.end() :]
    reason = _reason(before, after)
    is_bare = not after.strip(" .!,") and _POLITE.fullmatch(before)
    if reason is None and not is_bare and not _BECAUSE.search(after):
        return None
    call = Call("skip_workout", "planner", text.strip(), 0.93, {"reason": reason or "other"})
    hurt = parse_pain(text[match.end() :].strip(" ,.;") or text[: match.start()], reading) if reason == "pain" else None
    return Parse((call, *hurt.calls), question=hurt.question) if hurt else Parse((call,))


def _reason(before: str, after: str) -> str | None:
    """Why the day is skipped, as it is told on either side; who is ill or hurt counts: "my kids are sick" keeps somebody busy."""
    for name, pattern in _REASONS:
        for side in (before, after):
            found = pattern.search(side)
            if found:
                is_own = name not in ("sick", "pain") or not is_told_of_another("", side[: found.end()].lstrip(" ,.;"))
                return name if is_own else "busy"
    return None
