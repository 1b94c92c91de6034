"""The answer to one question of a check-in: a digit, a word ("tired", "crevé", "7h") or a sentence."""

from __future__ import annotations

import re
from typing import Literal

from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.pain_scale import rating_told
from spotter.language.readiness import parse_readiness
from spotter.language.understanding import Call, Reading

Topic = Literal["sleep", "energy", "soreness", "stress", "pain", "weight", "done"]
RATED = ("sleep", "energy", "soreness", "stress")
TOPICS: tuple[Topic, ...] = ("sleep", "energy", "soreness")

_TAIL = r"(?: (?:today|now|really|i guess|i think|aujourd'?hui|la|je pense|je crois|thanks|merci))*[ .!]*"
_LEAD = (
    r"(?:(?:ok|well|hmm|euh|bof|i'?m|i am|i feel|feeling|it'?s|it was|my|a|an|about|around|like|maybe|pretty|quite|je suis|je me sens"
    r"|c'?est|"
    r"c'?etait|plutot|assez|environ|vers|un|une|energy|energie|sleep|slept|sommeil|soreness|stress|dormi|j'ai)[ ,]+)*"
)
_FIGURE = re.compile(rf"{_LEAD}(?P<n>\d{{1,2}})(?:[.,]5)?(?: ?(?:/|out of|sur) ?(?P<of>5|10))?{_TAIL}")
_HOURS = re.compile(
    rf"{_LEAD}(?P<h>\d{{1,2}})(?:[.,](?P<tenth>\d)|:(?P<m>\d{{2}}))? ?(?:h|hrs?|hours?|heures?)(?P<more> ?\d{{2}})?(?: (?:of )?sleep"
    rf"| de sommeil)?{_TAIL}"
)
# How good it is, from 1 to 5; of soreness and stress how much of it there is.
_GOOD = (
    (
        5,
        r"great|amazing|awesome|excellent|perfect|fantastic|super|top|genial|au top|parfait\w*|excellente?|tres bien|very good"
        r"|very well|full|a fond",
    ),
    (4, r"good|well|fine|nice|solid|bien|bonne?|pas mal|not bad|ca va(?: bien)?|en forme|rested|fresh|repose\w*"),
    (3, r"ok|okay|so so|so-so|average|meh|medium|normal\w*|moyen\w*|bof|correct\w*|alright|all right|comme ci comme ca|moitie"),
    (
        2,
        r"bad|badly|low|poor|poorly|tired|not (?:great|good|well)|mal|pas (?:terrible|top|bien|super|fameux)|fatigue\w*|mauvais\w*"
        r"|faible|sleepy|rough|weak",
    ),
    (
        1,
        r"terrible|awful|horrible|exhausted|dead|none|zero|empty|wrecked|tres mal|nul\w*|creve\w*|epuise\w*|ko|hs|mort\w*|a plat"
        r"|catastroph\w*|very bad",
    ),
)
_MUCH = (
    (
        1,
        r"none|no|not at all|not really|nothing|zero|fine|good|great|nope|aucun\w*|non|pas du tout|rien|ca va|relaxed|calm|zen"
        r"|detendue?|nickel|tranquille",
    ),
    (2, r"a (?:bit|little)|slight\w*|light\w*|mild\w*|un peu|leger\w*|low|peu"),
    (3, r"some|ok|okay|medium|average|moderate\w*|so so|moyen\w*|normal\w*|meh|correct\w*"),
    (
        4,
        r"sore|stiff|stressed|quite(?: a (?:bit|lot))?|a lot|very|high|much|bad|beaucoup|pas mal|tres|stressee?|courbature\w*|fort\w*"
        r"|raide",
    ),
    (
        5,
        r"extreme\w*|extremely(?: \w+)?|terrible|awful|dead|wrecked|very (?:sore|stressed|much|high)|enorme\w*|a fond|horrible"
        r"|enormement|hyper|max",
    ),
)
_SCALES = {"sleep": _GOOD, "energy": _GOOD, "soreness": _MUCH, "stress": _MUCH}
_YES = re.compile(rf"{_LEAD}(?:yes|yep|yeah|yup|done|did|sure|oui|ouais|fait\w*|fini\w*|termine\w*|all of it|tout){_TAIL}")
_NO = re.compile(rf"{_LEAD}(?:no|nope|nah|not today|not yet|skip(?:ped)?|missed|non|pas aujourd'?hui|pas encore|rate\w*|saute\w*){_TAIL}")
_NEXT = re.compile(rf"{_LEAD}(?:skip|pass|next|no idea|don'?t know|dunno|not sure|passe|suivante?|sais pas|je sais pas|aucune idee){_TAIL}")


def check_in_answer(text: str, topic: Topic, reading: Reading) -> list[Call] | None:
    """What the answer to a question about `topic` writes down; nothing where it is passed over, None where it answers something else."""
    flat = level(words_to_digits(text, reading.locale)).replace("’", "'").strip()
    if topic in RATED:
        return _rated(flat, text, topic, reading)
    if _NEXT.fullmatch(flat) and topic != "done":
        return []
    if topic == "pain":
        return _pain(text)
    if topic == "done":
        return [_call("log_as_planned", text)] if _YES.fullmatch(flat) else [_call("skip_workout", text)] if _NO.fullmatch(flat) else None
    return None


def _rated(flat: str, text: str, topic: Topic, reading: Reading) -> list[Call] | None:
    if _NEXT.fullmatch(flat):
        return []
    if topic == "sleep" and (hours := _hours(flat)) is not None:
        return [_call("log_metric", text, metric="sleep", value=hours, unit="h")]
    rating = _rating(flat, topic)
    if rating is not None:
        return [_call("log_readiness", text, **{topic: rating})]
    told = parse_readiness(text, reading)
    return list(told.calls) if told is not None and told.calls and topic in told.calls[0].args else None


def _rating(flat: str, topic: Topic) -> int | None:
    figure = _FIGURE.fullmatch(flat)
    if figure is not None:
        value = int(figure["n"])
        value = round(value / 2) if figure["of"] == "10" else value
        return value if 1 <= value <= 5 else None
    return next((value for value, words in _SCALES[topic] if re.fullmatch(rf"{_LEAD}(?:{words}){_TAIL}", flat)), None)


def _hours(flat: str) -> float | None:
    """Hours slept: "7h", "6h30", and a bare figure beyond the scale."""
    told = _HOURS.fullmatch(flat)
    if told is not None:
        minutes = int(told["m"] or (told["more"] or "0").strip() or 0)
        hours = int(told["h"]) + (int(told["tenth"]) / 10 if told["tenth"] else minutes / 60)
        return round(hours, 2) if hours <= 16 else None
    figure = _FIGURE.fullmatch(flat)
    is_beyond = figure is not None and figure["of"] is None and 6 <= int(figure["n"]) <= 12
    return float(figure["n"]) if figure is not None and is_beyond else None


def _pain(text: str) -> list[Call] | None:
    rating = rating_told(text)
    if rating is None:
        return None
    return [_call("report_pain", text, severity=rating)] if rating else []


def _call(tool: str, text: str, **args: object) -> Call:
    return Call(tool, None, text.strip(), 1.0, dict(args))
