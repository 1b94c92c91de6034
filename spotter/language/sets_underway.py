"""Sets told while a workout goes on, without their exercise: "80 x 5 done, RPE 9", "did 5 at 80, was hard", "fait 5 à 80, dur"."""

from __future__ import annotations

import re
from typing import Any, cast

from spotter.language.advice import asks
from spotter.language.calendar_words import level
from spotter.language.commands import parse_command
from spotter.language.slots import felt_of
from spotter.language.understanding import Call, Locale, Parse, Question, Reading, Underway
from spotter.language.workout_exercises import NamedExercise, find_exercises
from spotter.language.workout_questions import ask_range
from spotter.language.workouts import parse_workout

_LONGEST = 80
_STAND_IN = "back squat"  # read like any lift where nothing is due
_LEAD = re.compile(
    r"^\W*(?:(?:ok|and|then|now|so|just|et|bon|voila|alors)\b\W*)*(?:(?:the|my|la|ma)\s+)?"
    r"(?:(?:(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|final|next|work(?:ing)?)\s+set|set\s*#?\s*\d|"
    r"(?:premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme|derniere)\s+serie|serie\s+\d)(?:\s+(?:was|is|done|etait|faite))?\W*)?"
    r"(?:(?:i|j'?ai|je)\s+)?(?:(?:have|just)\s+)*(?:(?:did|got|made|hit|managed|done|fait|eu|reussi)\s+)?(?:(?:only|just|seulement|que)\s+)?"
)
_TAIL = re.compile(r"[\s,;.!]+(?:done|did it|finished|fini|faite?s?|next|suivante?|ok)?[\s.!]*$")
_HOW = re.compile(
    r"[\s,;.(-]+(?:but |and |mais |et )?(?:(?:it |that |this |c'?\s?)?(?:was|felt|were|etait) )?"
    r"((?:very |really |so |super |pretty |quite |too |way too |a bit |tres |trop |vraiment |assez |un peu )?"
    r"(?:easy|light|smooth|hard|tough|heavy|brutal|grindy|a grinder|a grind|facile|leger|dure?|lourde?|difficile))[\s.!)]*$"
)
_BELOW_0 = re.compile(  # "- 5" at the beginning may be the dash of a list: nobody knows
    r"(?:(?:^|(?<=[\s(@x*]))-|^-\s+|(?<!au )\b(?:minus|moins)\s+)(?P<n>\d+)(?:[.,]\d+)?\s?(?P<unit>[a-z]*)"
)
_QUANTITIES = {  # what a figure counts, by the word behind it
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "lb", "lbs", "pound", "pounds"), "load_kg"),
    **dict.fromkeys(("s", "sec", "secs", "seconds", "secondes", "min", "mins", "minutes"), "duration_s"),
    **dict.fromkeys(("rep", "reps", "repetitions"), "reps"),
}
_LOAD = re.compile(
    r"(?:^|[\s,;]+)(?:(?:at|with|a|avec)\s+|@\s?)?(?P<load>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<unit>kgs?|kilos?|lbs?|pounds?)[\s.!]*$"
)
_MOST_BARE_REPS, _FEW_REPS = 30, 12  # a larger figure by itself may be a load
_WEIGHT_OR_REPS: dict[Locale, str] = {
    "en": 'Is {n} the weight or the repetitions? Say for example "{n} x 5" or "{n} reps".',
    "fr": "{n}, c'est la charge ou les répétitions ? Dis par exemple « {n} x 5 » ou « {n} répétitions ».",
}
_HOW_LONG: dict[Locale, str] = {
    "en": '{name} is measured in time. How long was it? Say for example "40 s", or name the exercise that you did.',
    "fr": "{name} se mesure en temps. C'était combien de temps ? Dis par exemple « 40 s », ou nomme l'exercice que tu as fait.",
}
_TEXTS: dict[Locale, str] = {"en": "How many repetitions were that?", "fr": "Ça faisait combien de répétitions ?"}


def parse_set_underway(text: str, reading: Reading) -> Parse | None:
    """A call that logs the figures with the exercise that is due; None while nothing goes on, and for whatever names an exercise."""
    if reading.underway is None or len(text) > _LONGEST or not any(char.isdigit() for char in text) or asks(text):
        return None
    if find_exercises(text, reading.locale):
        return None
    flat = level(text)
    how = _HOW.search(flat)
    body = text[: how.start()] if how else text
    tail = _TAIL.search(level(body))
    is_done = tail is not None and bool(tail[0].strip(" ,;.!"))
    body = body[: tail.start()] if tail else body
    load = _LOAD.search(level(body))
    if (
        load
        and not _BELOW_0.search(level(body).strip())
        and (found := _load_only(text, body[: load.start()], load, reading, is_done=is_done))
    ):
        return found
    return _figures(text, body, felt_of(how[1]) if how else None, reading)


def _figures(text: str, body: str, felt: str | None, reading: Reading) -> Parse | None:
    """The sets that the figures of `body` tell of what is due, or what has to be asked about them."""
    due, underway = _due(reading), cast(Underway, reading.underway)
    lead = _LEAD.match(level(body))
    below_0 = _BELOW_0.search(level(body).strip())
    rest = body if below_0 or lead is None else body[lead.end() :]
    figure, sets = rest.strip(" ,;:.!"), _sets(rest, reading)
    if below_0 and not (due.assist != "none" and any((one.get("load_kg") or 0) < 0 for one in sets)):
        asked = _ask_again(below_0, due, underway, reading.locale)
    elif due.sort.measure == "time" and any(one.get("reps") is not None for one in sets):
        asked = _HOW_LONG[reading.locale].format(name=due.label)
    elif figure.isdecimal() and int(figure) > _most_reps(underway):
        return Parse(question=Question(figure, _WEIGHT_OR_REPS[reading.locale].format(n=figure), "log_sets"))
    elif sets:
        return Parse((Call("log_sets", "progress", text.strip(), 0.93, {"sets": sets} | ({"felt": felt} if felt else {})),))
    else:
        return None
    return Parse(question=Question(text.strip(), asked, "log_sets"))


def _due(reading: Reading) -> NamedExercise:
    """The exercise whose set is due; one that is read like any lift where none is."""
    return find_exercises((reading.underway and reading.underway.exercise) or _STAND_IN, reading.locale)[0]


def _ask_again(below_0: re.Match[str], due: NamedExercise, underway: Underway, locale: Locale) -> str:
    """The question for a figure below 0, with the range of what it counts."""
    bare = "load_kg" if int(below_0["n"]) > _most_reps(underway) else "duration_s" if due.sort.measure == "time" else "reps"
    return ask_range(due.label or due.name, _QUANTITIES.get(below_0["unit"], bare), locale, can_help=due.assist != "none")


def _most_reps(underway: Underway) -> int:
    """The largest figure that by itself can only be repetitions: twice what is due."""
    return _MOST_BARE_REPS if underway.reps is None else min(_MOST_BARE_REPS, max(_FEW_REPS, 2 * underway.reps))


def _load_only(text: str, head: str, load: re.Match[str], reading: Reading, *, is_done: bool) -> Parse | None:
    """A load without repetitions: as many as were due where it is told as done ("set done, 60 kg"), else they are asked for."""
    command = parse_command(head, reading) if head.strip() else None
    as_due = command.args if isinstance(command, Call) and command.tool == "log_sets" else {} if is_done and not head.strip() else None
    if as_due is None and head.strip():
        return None
    unit = "lb" if load["unit"].startswith(("lb", "pound")) else "kg"
    if as_due is None:
        return Parse(question=Question(f"{load['load']} {unit} x", _TEXTS[reading.locale], "log_sets"))
    sets = _sets(f"{load['load']} {unit} x 1", reading)
    args = {name: value for name, value in as_due.items() if name != "is_asked"}
    return Parse((Call("log_sets", "progress", text.strip(), 0.9, args | {"load_kg": sets[0]["load_kg"]}),)) if sets else None


def _sets(said: str, reading: Reading) -> list[dict[str, Any]]:
    """The sets that the words tell of the exercise that is due; none where something else is said."""
    name = reading.underway.exercise if reading.underway and reading.underway.exercise else _STAND_IN
    return sets_of_lift(said, name, reading)


def sets_of_lift(said: str, name: str, reading: Reading) -> list[dict[str, Any]]:
    """The sets that the words tell of the exercise `name`, done today; none where something else is said."""
    words = said.strip(" ,;:.!")
    if re.fullmatch(r"\d{1,3}", words):
        words = f"{words} reps"
    words = re.sub(r"(?<=\d) a (?=\d)", " à " if reading.locale == "fr" else " at ", words)
    parse = parse_workout(f"{name} {words}", reading)
    if parse is None or parse.question or parse.leftover or len(parse.calls) != 1:
        return []
    entries = parse.calls[0].args["entries"]
    if len(entries) != 1 or parse.calls[0].args["date"] != reading.now.date().isoformat():
        return []
    return [{key: value for key, value in one.items() if value is not None} for one in entries[0]["sets"]]
