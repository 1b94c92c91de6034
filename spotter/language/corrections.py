"""Corrections of what was just logged, and deletions: "no, 82.5", "make it 4 sets", "that was yesterday", "remove my lunch"."""

from __future__ import annotations

import re
from typing import Any

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.coaching.units import KG_PER_LB, M_PER_MILE
from spotter.language.calendar_words import level
from spotter.language.dates import find_date
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers, word_set
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Question, Reading

_GROANS = (
    r"(?:(?:\*|\b(?:a+r*g+h+|u+g+h+|da+mn|dang|shit|crap|fuck|lol|haha|mince|zut|merde|so+r+y+|opps+|woops|whoops|oups+)\b)[\s,.!:]*)*"
)
_OPENING = re.compile(
    rf"^{_GROANS}(?:(?:oh|oops|wait|sorry|ah|hmm|er|no|nope|non|nan|pardon|oups|actually|en fait|correction|i mean|i "
    r"mea?nt|je voulais dire|make (?:it|that|them)|(?:make|set|put|mets)(?= (?:the|my|le|la|les|mon|ma) )|change (?:it|that|this)(?: to)?|"
    r"it (?:was|should be|should have been|is)|that (?:was|should be|should have been)|it's|that's|there were|"
    r"wrong (?:weight|number|reps?|one|load)|mauvais poids|mauvaise charge|erreur|i (?:actually|really|only) did|fix|correct|"
    r"update|modifie|i did|was|should be|(?:it|that) wasn't|fix (?:it|that)|"
    r"c'etait|c'est|ce n'etait pas|c'etait pas|plutot|mets|mets plutot|corrige|change|j'ai fait|rather|only|"
    r"just|to|en|a|pas|not|not .{1,20}?,|but|mais)\b[\s,:.-]*)*"
)
_CUE = re.compile(
    rf"^{_GROANS}(?:(?<=\*)(?=\d)|rpe\b(?= (?:was|is|etait))|"
    r"(?:oh|oops|wait|sorry|ah|hmm|no|nope|non|nan|pardon|oups|actually|en fait|correction|i mean|i mea?nt|je voulais dire|"
    r"make (?:it|that|them|the|my)|change (?:it|that|this)|it (?:was|should)|that (?:was|should)|it's|that's|there "
    r"were|fix|c'etait|corrige|plutot|mets plutot|should be|change|fix|correct|update|mets|modifie|wrong|mauvais|erreur)\b|"
    r"(?:the |la |le )?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|set \d|premiere|deuxieme|troisieme|derniere|serie \d)\b)"
)
_OVERHEAD = re.compile(
    r"^oh (?:press|squats?|carry|carries|walks?|lunges?|triceps?|extensions?)\b(?! (?:was|were|is|should)\b)"
)  # "oh" for overhead
_AT_LOAD = re.compile(r"^\s*(?:at|@|with|x|a|avec) ?(?P<v>\d{1,3}(?:[.,]\d{1,2})?)\s*[.!]*$")  # "3x6 at 80"
_INSTEAD = re.compile(
    r"\b(?:,? ?not|instead of|rather than|et non|et pas|pas|au lieu de)\s+"
    r"\d+(?:[.,:]\d+){0,2}\s?(?:(?:kgs?|lbs?|kilos?|reps?|sets?|s|secs?|min|km)\b)?"
)
_CONTRAST = re.compile(  # "my plank was 3x45s, not 18:30"
    r"^(?:(?:my|the|le|la|les|mon|ma|mes) )?[a-z][a-z' -]{2,34}? (?:was|were|etait|etaient|c'etait) \d.{0,30}?"
    r"(?:\bnot|\binstead of|\brather than|\bet non|\bpas|\bau lieu de)\s+\d"
)
_ORDINALS = {"first": 1, "1st": 1, "premiere": 1, "second": 2, "2nd": 2, "deuxieme": 2, "seconde": 2, "third": 3, "3rd": 3, "troisieme": 3}
_ORDINALS |= {"fourth": 4, "4th": 4, "quatrieme": 4, "fifth": 5, "5th": 5, "cinquieme": 5, "last": -1, "final": -1, "derniere": -1}
_SET_NUMBER = re.compile(
    rf"\b(?:(?:the |la |on (?:the )?|for (?:the )?|my )?(?P<ordinal>{'|'.join(_ORDINALS)}) (?:set|serie|one)|"
    rf"(?:set|serie) (?:number |no\.? )?(?P<number>\d{{1,2}}))\b(?: (?:was|had|should be|is|etait|a|with|de))?"
)
_SET_OF = re.compile(  # "the second squat set", "la deuxième série de squat"
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}) (?:(?P<before>[a-z][a-z' -]{{2,24}}?) set\b|(?:set|serie) (?:of|de|du|d') ?"
    r"(?P<after>[a-z][a-z' -]{2,24}?)(?= (?:was|were|had|should|is|etait|c'etait|avec|with)\b))"
)
_TIMED = re.compile(r"\b(?P<sets>\d{1,2}) ?x ?(?P<v>\d{1,3}) ?(?P<unit>s(?:ec(?:ond)?s?)?|min(?:ute)?s?)\b")
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sets", re.compile(r"\b(?P<v>\d{1,2}) ?(?:sets?|series?)\b")),
    ("reps", re.compile(r"\b(?P<v>\d{1,3}) ?(?:reps?|repetitions?|fois)\b|\b(?:reps?|repetitions?) (?:to |a |de )?(?P<w>\d{1,3})\b")),
    ("load_kg", re.compile(r"\b(?P<v>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?|livres?)\b")),
    ("rpe", re.compile(r"\brpe ?(?:was |is |etait |of |de )?(?P<v>\d{1,2}(?:[.,]5)?)\b")),
    ("duration_s", re.compile(r"\b(?P<v>\d{1,3}) ?(?P<unit>min(?:ute)?s?|h|hours?|heures?|sec(?:ond)?s?)\b")),
    ("distance_m", re.compile(r"\b(?P<v>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>km|k|miles?|mi|m)\b")),
)
_BARE = re.compile(r"^\s*(?P<v>\d{1,3}(?:[.,]\d{1,2})?)\s*[.!]*\s*$")
_NO_MORE = r"\s*(?:now|actually|btw|sorry|in fact|en fait|plutot|pardon)?\s*[.!]*\s*$"
_NAMED = re.compile(  # "the bench was 77.5", "77.5 on bench"
    r"^\s*(?P<before>[a-z][a-z' -]{2,34}?)[\s,:]+(?:(?:was|is|were|should be|should have been|should've been|at|to|with|c'etait|c'est|"
    r"etait|est|c'etait a|a|de|=)\s+)*(?P<v>\d{1,3}(?:[.,]\d{1,2})?)"
    + _NO_MORE
    + r"|^\s*(?P<w>\d{1,3}(?:[.,]\d{1,2})?) (?:for|on|pour|au|a la|en|sur)\s+(?P<after>[a-z][a-z' -]{2,34}?)"
    + _NO_MORE
)
_TIMES = re.compile(r"(?<=\s)(?:x|for|pour|fois) ?(?P<v>\d{1,2})(?: reps?)?\b(?! ?(?:sets?|series?|kgs?|lbs?))")
_ON_LAST = re.compile(
    r" (?:on|for|in|sur|pour|a) (?:the |la |my )?(?:(?P<last>last|final|derniere)|first|premiere)(?: (?:set|one|serie))?[ .!]*$"
)
_LEADING = re.compile(r"^(?:(?:for|on|of|in|pour|au|aux|a la|en|the|my|le|la|les|mon|ma|mes|du|de la|it was|was|were)\s+)+")
_TRAILING = re.compile(
    r"(?:[\s,:]+(?:to|was|were|is|should be|should have been|had|at|with|c'etait|c'est|etait|etaient|est|a|de|only|just|seulement))+$"
)
_DELETE = re.compile(
    r"^(?:(?:please|pls|can you|could you|ok|oh|no|oops|non|stp|tu peux|peux-tu|and|et)[ ,]+)*(?:delete|remove|"
    r"erase|undo|discard|drop|scrap|clear|get rid of|take out|supprime|efface|enleve|retire|annule)r? "
    r"(?P<rest>.+)$"
)
_TARGETS: tuple[tuple[str, str], ...] = (
    (r"\bsets?\b|\bseries?\b", "set"),
    (r"\bworkouts?\b|\bsessions?\b|\btraining\b|\bseances?\b|\bentrainements?\b|\brun\b|\bcourse\b|\bexercises?\b|\bride\b", "workout"),
    (r"\bmeals?\b|\blunch\b|\bbreakfast\b|\bdinner\b|\bsnacks?\b|\brepas\b|\bdejeuner\b|\bdiner\b|\bcollation\b|\bfood\b", "meal"),
    (r"\bweigh(?:t|[- ]?ins?|ing)\b|\bmetric\b|\bmeasurements?\b|\bpoids\b|\bpesee\b|\bmesure\b|\bsteps\b|\bsleep\b", "metric"),
    (r"\breadiness\b|\bcheck-?in\b|\benergy\b|\bforme\b", "readiness"),
    (r"\bpain\b|\binjury\b|\bdouleur\b|\bblessure\b", "pain"),
    (r"\bentry\b|\bentries\b|\blog\b|\bthat\b|\bit\b|\blast (?:one|thing)\b|\bthis\b|\bca\b|\bl'entree\b|\bdernier\b|\bderniere\b", ""),
)
_DELETE_EXTRA = word_set("delete")
_LB_KG, _MILE_M = float(KG_PER_LB), float(M_PER_MILE)


def parse_correction(text: str, reading: Reading) -> Parse | None:
    """A correction of the last entry, or a deletion; None unless that is all that the clause says."""
    flat = level(words_to_digits(text, reading.locale)).strip()
    if len(flat) > 90 or flat.endswith("?"):
        return None
    return _delete(text, flat, reading) or _correct(text, flat, reading)


def _correct(text: str, flat: str, reading: Reading) -> Parse | None:
    if _OVERHEAD.match(flat) or (not _CUE.match(flat) and not _CONTRAST.match(flat)):
        return None
    args: dict[str, Any] = {"target": None}
    rest, of_set = _without_owner(flat, reading)
    rest = _ON_LAST.sub(lambda match: " last set" if match["last"] else " first set", rest)
    numbered = _SET_NUMBER.search(rest)
    if numbered:
        rest = rest[: numbered.start()] + " " + rest[numbered.end() :]
        args |= {"target": "set", "set_number": _ORDINALS[numbered["ordinal"]] if numbered["ordinal"] else int(numbered["number"])}
    rest = _OPENING.sub("", _INSTEAD.sub(" ", rest).strip())
    rest, fields = _fields(rest, reading)
    bare = None if fields else _BARE.match(rest)
    if bare:
        value = _number(bare["v"])
        fields, rest = {"value" if not numbered else "reps" if value <= 30 else "load_kg": value}, ""
    day = find_date(rest, reading)
    if day is not None and day.problem:
        return Parse(question=Question(text, "Which day was it?" if reading.locale == "en" else "C'était quel jour ?", "correct_entry"))
    if day is not None:
        fields["date"] = day.date.isoformat()
        rest = rest[: day.start] + " " + rest[day.end :]
    named = _with_exercise(rest, fields | of_set, reading)
    if not named or (named.keys() == {"date", "exercise"} and not re.search(r"\b(?:was|were|c'etait|etait)\b", flat)):
        return None  # the second: "no squats today"
    args |= named
    told = args.keys() if "date" not in args else args.keys() - {"exercise"}
    if args["target"] is None and {"sets", "reps", "load_kg", "rpe", "exercise"} & told:
        args["target"] = "workout"
    return Parse((Call("correct_entry", "progress", text.strip(), 0.9, args),))


def _without_owner(flat: str, reading: Reading) -> tuple[str, dict[str, Any]]:
    """ "The second squat set" as "the second set" of an exercise; anything else as it is."""
    match = _SET_OF.search(flat)
    exercise = _exercise(match["before"] or match["after"], reading, is_loaded=True) if match else None
    if match is None or exercise is None:
        return flat, {}
    return f"{flat[: match.start()]}{match['ordinal']} set{flat[match.end() :]}", {"exercise": exercise}


def _with_exercise(rest: str, fields: dict[str, Any], reading: Reading) -> dict[str, Any] | None:
    """The figures with the exercise that the rest names; None where the rest says something else."""
    if fields and only_fillers(rest):
        return fields
    named = None if fields else _NAMED.match(rest)
    if named:
        rest, fields = named["before"] or named["after"], {"value": _number(named["v"] or named["w"])}
    exercise = _exercise(rest, reading, is_loaded="load_kg" in fields or named is not None) if fields else None
    return {"exercise": exercise} | fields if exercise else None


def _exercise(words: str, reading: Reading, *, is_loaded: bool) -> dict[str, str] | None:
    """The exercise among the words that frame a correction; "row" with a load is the barbell row."""
    name = _TRAILING.sub("", _LEADING.sub("", words.strip(" .!,:")))
    parts = re.findall(r"[a-z0-9'-]+", name)
    mention = find_exercise_mention(parts)
    if mention is None or mention.end - mention.start < len(parts):
        return None  # "no pain today, squat ..." names more than an exercise
    exercise = named_exercise(name, reading.locale)
    return named_exercise("barbell row", reading.locale) if exercise and exercise["key"] == "rowing" and is_loaded else exercise


def _fields(rest: str, reading: Reading) -> tuple[str, dict[str, Any]]:
    fields: dict[str, Any] = {}
    timed = _TIMED.search(rest)
    if timed:
        seconds = _si("duration_s", _number(timed["v"]), timed["unit"], reading)
        fields |= {"sets": int(timed["sets"]), "duration_s": seconds}
        rest = rest[: timed.start()] + " " + rest[timed.end() :]
    across = re.search(r"\b(?P<sets>\d{1,2}) ?x ?(?P<reps>\d{1,3})\b", rest)
    if across:
        fields |= {"sets": int(across["sets"]), "reps": int(across["reps"])}
        rest = rest[: across.start()] + " " + rest[across.end() :]
    if across and (load := _AT_LOAD.match(rest)):
        fields["load_kg"] = _si("load_kg", _number(load["v"]), "lb" if reading.units == "imperial" else "kg", reading)
        rest = ""
    for name, pattern in _FIELDS:
        match = pattern.search(rest)
        if match and name not in fields:
            groups = match.groupdict()
            fields[name] = _si(name, _number(groups["v"] or groups["w"]), groups.get("unit") or "", reading)
            rest = rest[: match.start()] + " " + rest[match.end() :]
    times = _TIMES.search(rest) if "load_kg" in fields and "reps" not in fields else None
    if times:
        fields["reps"] = _number(times["v"])
        rest = rest[: times.start()] + " " + rest[times.end() :]
    return rest, fields


def _si(name: str, value: float, unit: str, _reading: Reading) -> float:
    if name == "load_kg" and unit[:1] in ("l", "p"):
        return round(value * _LB_KG, 2)
    if name == "duration_s":
        return value * {"h": 3600, "m": 60, "s": 1}[unit[0]]
    if name == "distance_m":
        return value * (_MILE_M if unit.startswith("mi") else 1 if unit == "m" else 1000)
    return value


def _number(word: str) -> float:
    value = float(word.replace(",", "."))
    return int(value) if value.is_integer() else value


def _delete(text: str, flat: str, reading: Reading) -> Parse | None:
    match = _DELETE.match(flat)
    if match is None:
        return None
    rest = match["rest"].strip(" .!")
    hits = [(target, pattern) for pattern, target in _TARGETS if re.search(pattern, rest)]
    said = _LEADING.sub("", rest)
    exercise = None if hits else named_exercise(said, reading.locale)
    if exercise:
        exercise |= {"name": said}  # what is in the log may be called by less than its name
        return Parse((Call("delete_entry", "progress", text.strip(), 0.9, {"target": "workout", "which": "last", "exercise": exercise}),))
    if not hits or re.search(
        r"\b(?:account|everything|all|reminders?|alarms?|goals?|compte|tout|toutes|rappels?|objectifs?|plan|program)\b", rest
    ):
        return None
    target, pattern = hits[0]
    args: dict[str, Any] = {"target": target or None, "which": "last"}
    left = re.sub(pattern, " ", rest)
    day = find_date(left, reading)
    if day is not None and not day.problem:
        args |= {"which": "date", "date": day.date.isoformat()}
        left = left[: day.start] + " " + left[day.end :]
    if not only_fillers(left, _DELETE_EXTRA):
        words = " ".join(word for word in re.findall(r"[a-z-]+", left) if word not in _DELETE_EXTRA)
        exercise = named_exercise(words, reading.locale)
        if exercise is None:
            return None
        args |= {"exercise": exercise, "target": args["target"] or "workout"}
    return Parse((Call("delete_entry", "progress", text.strip(), 0.92, args),))
