"""A planned workout is skipped, with the reason where one is told: "skip today, I'm sick", "can't train thursday", "je saute demain"."""

from __future__ import annotations

import re

from spotter.language.advice import asks
from spotter.language.calendar_words import WEEKDAYS, level
from spotter.language.pain import parse_pain
from spotter.language.plan_adjustments import named_day
from spotter.language.understanding import Call, Parse, Reading
from spotter.language.whose import is_told_of_another

_NOW = r"(?:today|tonight|this (?:morning|afternoon|evening)|for today|aujourd'?hui|ce (?:matin|soir|midi)|cet apres-midi)"
_LATER = (
    r"(?:(?:(?:on|this|next|le|ce) )?(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")"
    r"|(?:the )?day after tomorrow|tomorrow|tmrw|tmr|apres[- ]demain|demain)(?:'s)?"
)
_WORKOUT = r"(?:work ?out|session|training|gym|lifting|seance|entrainement|sport|salle|muscu)"
_OWN = r"(?:(?:my|the|to|at|this|today'?s|tonight'?s|ma|mon|la|le|l'|de|d'|a|au)\s*)*"
_MY = r"mon (?!and\b|or\b|because\b|since\b|i\b)[a-z]"  # the French "my" and no Monday
_SKIP = re.compile(
    r"(?:\b(?:skip(?:ping)?|cancel(?:ling)?|pass(?:ing)? on|sit(?:ting)? out|"
    r"(?:can'?t|cannot|won'?t|not going to|not able to|unable to) (?:train|work out|make it|do|go|get)|"
    r"not (?=training|working out|lifting)|saute(?:r)?|zappe(?:r)?|"
    r"passe(?:r)?(?= (?:la|ma|mon|l'|le) ?(?:seance|entrainement))|"
    r"annule(?:r)?|(?P<none>pas d(?:e|')|no|not going)|"
    r"(?:peux|vais|pourrai|irai) pas(?: pouvoir)?(?: (?:m'entrainer|faire|aller|venir|y aller))?)\s*"
    rf"{_OWN}(?P<what>{_WORKOUT})?\s*{_OWN}(?P<when>(?P<now>{_NOW}|du jour|de ce soir)|(?P<later>{_LATER}))?"
    rf"(?:\s*(?:,|and|et|or|ou)\s*(?!{_MY})(?P<later2>{_LATER}))?)(?=\W|$)"
)
_REASONS = (
    (
        "sick",
        re.compile(
            r"\b(?:sick|ill|unwell|flu|fever|cold|covid|under the weather|stomach bug|"
            r"malade|patraque|grippe|fievre|rhume|creve|gastro|angine)\b"
        ),
    ),
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
    r"\W*(?:(?:i'?m|i am|i(?= can|\W*$)|i'?ll|i will|i have to|i need to|i'?d like to|let'?s|please|sorry|"
    r"stp|je|j'|on|ne|n'|dois|va|vais|il faut)\W*)*"
)


def parse_skip(text: str, reading: Reading) -> Parse | None:
    """A call that skips today's workout, with what is told of a pain beside it; None for anything else."""
    flat = level(text)
    match = _SKIP.search(flat)
    if match is None or not (match["what"] or match["when"]) or asks(text) or re.search(r"\d(?!\s*/)", re.sub(r"\d+/10", "", flat)):
        return None
    if match["none"] and not (match["what"] or match["now"]):
        return None  # "no friday" says too little
    before, after = flat[: match.start()], flat[match.end() :]
    reason = _reason(before, after)
    is_bare = not after.strip(" .!,") and _POLITE.fullmatch(before)
    if reason is None and not is_bare and not _BECAUSE.search(after):
        return None
    days = [named_day(match[name], reading.now.date()) for name in ("later", "later2") if match[name]]
    calls = tuple(
        Call("skip_workout", "planner", text.strip(), 0.93, {"reason": reason or "other"} | ({"date": day.isoformat()} if day else {}))
        for day in days or [None]
    )
    hurt = parse_pain(text[match.end() :].strip(" ,.;") or text[: match.start()], reading) if reason == "pain" else None
    return Parse((*calls, *hurt.calls), question=hurt.question) if hurt else Parse(calls)


def _reason(before: str, after: str) -> str | None:
    """Why the day is skipped, as it is told on either side; who is ill or hurt counts: "my kids are sick" keeps somebody busy."""
    for name, pattern in _REASONS:
        for side in (before, after):
            found = pattern.search(side)
            if found:
                is_own = name not in ("sick", "pain") or not is_told_of_another("", side[: found.end()].lstrip(" ,.;"))
                return name if is_own else "busy"
    return None
