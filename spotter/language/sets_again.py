"""More sets of the exercise told last, without its name: "85 x 3", "same again", "one more set of 6", "encore 8"."""

from __future__ import annotations

import re
from typing import Any

from spotter.coaching.units import KG_PER_LB
from spotter.language.advice import asks
from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.sets_underway import sets_of_lift
from spotter.language.understanding import Call, Parse, Reading
from spotter.language.workout_exercises import find_exercises

_LONGEST = 60
_LEAD = (
    r"\W*(?:(?:ok|okay|and|then|now|after that|et|puis|ensuite|maintenant|bon)\b[\s,:]*)*"
    r"(?:(?:did|got|hit|made|fait|j'ai fait|i did|i got) )?"
)
_MORE = (
    r"(?:(?:the )?(?:next|second|third|fourth|fifth|last|final) set|set \d{1,2}|(?:an)?other set|(?:1|one|a) more(?: set)?|one extra set|"
    r"(?:la )?(?:prochaine|deuxieme|troisieme|quatrieme|derniere) serie|serie \d{1,2}|(?:encore )?(?:une?|1) (?:autre )?serie|encore)"
)
_AGAIN = re.compile(
    rf"{_LEAD}(?:(?:the )?same(?: (?:again|thing|set|weight))*(?: again)?|again|and again|ditto|another set|"
    r"(?:1|one) more(?: set)?(?: (?:of )?the same)?|"
    r"repeat(?:ed)? (?:that|it|the set)|pareil|idem|rebelote|(?:la )?meme(?: chose| serie)|encore (?:une?|1)(?: (?:autre )?serie)?|"
    r"(?:une?|1) autre serie|(?:une?|1) (?:serie )?de plus|(?P<n>[2-9]) (?:(?:more|other|extra) sets?|sets? more|"
    r"series? de plus|autres series|sets? (?:of )?the same)(?: (?:of )?the same)?|"
    r"encore (?P<n2>[2-9]) series?)"
    r"(?: please| stp| done| faite?)?[\s.!]*"
)
_COUNTED = re.compile(rf"{_LEAD}(?:{_MORE}[\s,:]*(?:of|de|with|at|a|avec|:)? ?)(?P<rest>\d.*)")
_SET_RIGHT = re.compile(rf"{_LEAD}{_MORE}[\s,:]*(?:was|were|etait|c'etait)\b")  # "second set was 4 reps": of what is there
_MORE_REPS = re.compile(rf"{_LEAD}(?P<rest>\d{{1,2}}) (?:more|de plus)[\s.!]*")
_NOTATION = re.compile(
    rf"{_LEAD}(?P<rest>\d[\d.,]* ?(?:kgs?|lbs?|kilos?|pounds?)?(?: ?[x*@] ?| (?:for|pour|at|a|reps?|repetitions?)\b ?).*)"
)
_LOAD_ALONE = re.compile(
    rf"{_LEAD}(?:(?:at|with|for|on|a|avec|de|it was|c'etait)\b ?|@ ?)?(?P<load>\d{{1,3}}(?:[.,]\d{{1,2}})?) ?"
    r"(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)[\s.!]*"
)
_LEAST_MORE_REPS = 5  # "2 more" may be sets as well


def may_tell_more_sets(text: str) -> bool:
    """Whether the words may be more sets of what was told last: short, and without an exercise or a question."""
    flat = level(text)
    if _SET_RIGHT.match(_digits(flat)):
        return False
    fits = _AGAIN.fullmatch(_digits(flat)) or _COUNTED.match(_digits(flat)) or _MORE_REPS.fullmatch(flat) or _NOTATION.match(flat)
    return len(text) <= _LONGEST and fits is not None and not asks(text)


def is_load_alone(text: str) -> bool:
    """Whether the words are a load and nothing else: "80kg", "at 80 kg"."""
    return _LOAD_ALONE.fullmatch(level(text)) is not None


def parse_more_sets(text: str, reading: Reading) -> Parse | None:
    """A call that adds sets to the exercise told last, or the load it was told without.

    None where none was told today, and for whatever else the words may be.
    """
    load = _LOAD_ALONE.fullmatch(level(text)) if reading.waits_for_load else None
    if load is not None:
        told = float(load["load"].replace(",", "."))
        args = {"target": "workout", "load_kg": round(told * float(KG_PER_LB), 2) if load["unit"][0] in "lp" else told}
        return Parse((Call("correct_entry", "progress", text.strip(), 0.9, args),))
    if reading.told_last is None or not may_tell_more_sets(text) or find_exercises(text, reading.locale):
        return None
    flat = _digits(level(text))
    if again := _AGAIN.fullmatch(flat):
        count = int(again["n"] or again["n2"] or 1)
        return _call(text, {"repeats": count} if count > 1 else {})
    if more := _MORE_REPS.fullmatch(flat):
        return (
            _call(text, {"sets": sets_of_lift(more["rest"], reading.told_last, reading)}) if int(more["rest"]) >= _LEAST_MORE_REPS else None
        )
    match = _COUNTED.match(flat) or _NOTATION.match(flat)
    sets = sets_of_lift(match["rest"], reading.told_last, reading) if match else []
    return _call(text, {"sets": sets}) if sets else None


def _call(text: str, args: dict[str, Any]) -> Parse:
    return Parse((Call("log_sets", "progress", text.strip(), 0.9, args),))


def _digits(flat: str) -> str:
    """The text with the numbers of sets as digits, in either language ("two more sets", "encore deux séries")."""
    return words_to_digits(re.sub(r"\bdeux\b", "2", re.sub(r"\btrois\b", "3", flat)), "en")
