"""Reminders spoken of without the word: "move it to 8" right after one was set or came, "cancel the stretch", "décale la course à 20h"."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz

from spotter.language.calendar_words import WEEKDAYS, alternatives, level
from spotter.language.numbers import words_to_digits
from spotter.language.reminder_edits import parse_reminder_edit
from spotter.language.reminder_kinds import kind_of
from spotter.language.reminders import parse_reminder
from spotter.language.understanding import Call, Parse, Reading, Reminders

_LEAD = r"(?:(?:ok(?:ay)?|no|actually|please|pls|can you|could you|and|also|then|en fait|non|stp|tu peux|peux-tu|et|puis|alors)[ ,]+)*"
_VERB = (
    r"(?P<verb>skip|cancel|delete|remove|stop|drop|turn off|move|shift|reschedule|change|push|"
    r"put|set|make|bring|switch|snooze|postpone|delay|"
    r"saute[rsz]?|zappe[rsz]?|passe[rsz]?|annule[rsz]?|supprime[rsz]?|enleve[rsz]?|arrete[rsz]?|decale[rsz]?|deplace[rsz]?|mets|mettre|"
    r"avance[rsz]?|recule[rsz]?|repousse[rsz]?|reporte[rsz]?|change[rsz]?)"
)
_MAY_BE = re.compile(rf"^{_LEAD}{_VERB}\b")
_PRONOUN = re.compile(
    rf"^{_LEAD}{_VERB}[ -](?P<what>(?:it|that one|this one|that|this|le|la|ca|cela|celui-ci|celui-la|celui|"
    r"the last one|the next one|the next time|"
    r"next one|next time|today'?s(?: one)?|tonight'?s(?: one)?|tomorrow'?s(?: one)?|le prochain|la prochaine fois|la prochaine))"
    r"(?P<rest>(?: (?:(?:to|until|till|at|for|on|by|back|from|an?|half|every|each|daily|"
    r"tous|toutes|chaque|today|tomorrow|tonight|this time|once|"
    r"please|pls|instead|later|earlier|\d).*|"
    r"(?:a|au|pour|de|du|d'|jusqu|aujourd|demain|ce soir|plutot|stp|svp|d'aujourd).*))?)$"
)
_NAMED = re.compile(
    rf"^{_LEAD}{_VERB} (?:the |my |le |la |les |l'|mon |ma |mes )?(?P<what>[a-z][\w' -]{{1,40}}?)"
    rf"(?P<rest>(?: (?:to|until|till|at|for|by|back|from|today|tomorrow|tonight|an hour|half an|a|au|aux|"
    rf"pour|de \d|d'une?|de|jusqu|aujourd'?hui|"
    rf"demain|plutot|please|pls|instead|stp|svp|(?:on |le )?(?:{alternatives(WEEKDAYS)})|\d[\w:.]*)\b.*)?)$"
)
_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = (
    rf"{_HOUR}(?: ?[:h] ?[0-5]\d(?: ?[ap]\.?m\b)?| ?(?:[ap]\.?m\b|h(?:eures?)?\b|o'?clock))"  # a bare figure may be a load or repetitions
)
_MEANT = re.compile(  # another time and nothing else: "no, 9pm", "oops i meant 8:30", "finalement plutôt à 22h"
    r"^(?:(?:no|nope|nah|non|wait|oops|sorry|pardon|actually|i meant?|rather|make (?:it|that)|attends|en fait|finalement|plutot|mieux"
    r"|je voulais dire)[ ,.!]+)+"
    rf"(?:(?:for|pour|vers) )?(?P<clock>{_CLOCK}|(?:at|a) (?:{_CLOCK}|{_HOUR}))(?: (?:instead|rather|plutot|please|pls|plz|stp|svp))*$"
)
_SET_TO = re.compile(r"^(?:make|put|set|bring|mets|mettre|passe[rsz]?)$")
_OF_LOGS = re.compile(r"^(?:delete|remove|supprime[rsz]?|enleve[rsz]?|drop|put|set)$")  # of the log, where no reminder was spoken of
_PLACEHOLDERS = frozenset({"one", "thing", "things", "truc", "celui", "celle"})
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "premier": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4}
_PLACED = re.compile(
    rf"^{_LEAD}{_VERB} (?:(?:the |le )?(?P<nth>{'|'.join(_PLACES)})(?: one| 1)?|"
    r"(?:number|numero|no\.?|n°|the|le) ?#?(?P<n>\d)(?:st|nd|rd|th|e|er)?(?: one)?)"
    r"(?P<rest>(?: (?:to|at|until|till|for|by|back|on|a|au|pour|de|d'|please|pls|stp)\b.*)?)$"
)
_SAYS_SO = re.compile(r"\b(?:remind|rappel|alarm|timer|notif)")
_LONGEST = 120
_ALIKE = 66.0


def may_mean_a_reminder(text: str) -> bool:
    """Whether a message may speak of a reminder without the word: then those that stand are worth a look."""
    flat = level(text).strip(" .!?")
    return bool(_MAY_BE.match(flat) or _MEANT.match(flat))


def parse_reminder_reference(text: str, reading: Reading) -> Parse | None:
    """A call about a reminder that is named by "it" or by what it is about; None for anything else."""
    known = reading.reminders
    flat = "" if known is None or len(text) > _LONGEST else level(words_to_digits(text, reading.locale)).strip(" .!?")
    if known is None or not flat or _SAYS_SO.search(flat):  # "my stretch reminder" has its own grammars
        return None
    if known.are_spoken_of and (match := _PRONOUN.match(flat)):
        return _edited(text, match, "", known, reading)
    is_free = known.last is not None and reading.underway is None
    if (is_free and (match := _MEANT.match(flat))) or (known.are_spoken_of and (match := _PLACED.match(flat))):
        return _moved_or_placed(match, text, known, reading)
    match = _NAMED.match(flat)
    names = _called(match["what"], known) if match else []
    if match is None or not names or (_OF_LOGS.match(match["verb"]) and not known.are_spoken_of):
        return None
    if reading.has_plan and not known.are_spoken_of and kind_of(match["what"]) == "workout":
        return None  # the workout of the plan is meant
    return _edited(text, match, names[0] if len(set(names)) == 1 else " ".join(_words(match["what"])), known, reading)


def _moved_or_placed(match: re.Match[str], text: str, known: Reminders, reading: Reading) -> Parse | None:
    """What another time ("no, 9pm") or a place in the list ("the second one") comes to."""
    about = match.groupdict()
    if clock := about.get("clock"):
        parse, which = parse_reminder_edit(f"move reminder to {re.sub(r'^(?:at|a) ', '', clock)}", reading), {"entry": known.last}
    else:
        place = about["n"] or _PLACES[match["nth"]]
        parse, which = parse_reminder_edit(f"{match['verb']} reminder {place}{match['rest']}", reading), {}
    return parse and Parse(tuple(_said(call, {**call.args, **which}, text) for call in parse.calls))


def _called(what: str, known: Reminders) -> list[str]:
    """The names of the reminders that may be meant: each word said is near to a word of the name ("course" for "aller courir")."""
    words = _words(what)
    return [name for name in known.names if words and all(_is_in(word, level(name)) for word in words)]


def _words(what: str) -> list[str]:
    return [word for word in re.findall(r"\w{3,}", what) if word not in _PLACEHOLDERS]


def _is_in(word: str, name: str) -> bool:
    return any(one[0] == word[0] and fuzz.ratio(one, word) >= _ALIKE for one in re.findall(r"\w{3,}", name))


def _edited(text: str, match: re.Match[str], name: str, known: Reminders, reading: Reading) -> Parse | None:
    """What the message comes to with the word for the thing in the place of what stands for it."""
    thing = "rappel" if reading.locale == "fr" else "reminder"
    rest = match["rest"]
    if _SET_TO.match(match["verb"]) and re.match(r" (?:\d|every|each|daily|tous|toutes|chaque)", rest):
        rest = f" {'a' if reading.locale == 'fr' else 'to'}{rest}"  # "make yoga 7pm"
    day = re.search(r"to(?:day|night|morrow)", match["what"]) if not name else None
    said = f"{match['verb']} {thing} {day[0] if day else name}{rest}" if not name else f"{match['verb']} {_with_thing(name, thing)}{rest}"
    said = re.sub(r"\s+", " ", said)
    parse = parse_reminder_edit(level(said), reading) or parse_reminder(level(said), reading)
    if parse is None or len(parse.calls) != 1 or parse.question or parse.calls[0].tool == "set_reminder":
        return None
    args = {**parse.calls[0].args}
    if name:
        args["text"] = name
    elif known.last is not None:
        args = {key: value for key, value in args.items() if key != "text"} | {"entry": known.last}
    else:
        args["text"] = " "  # one of several: asked
    return Parse((_said(parse.calls[0], args, text),))


def _with_thing(name: str, thing: str) -> str:
    return f"{thing} {name}" if thing == "rappel" else f"{name} {thing}"


def _said(call: Call, args: dict[str, object], text: str) -> Call:
    return replace(call, args=args, clause=text.strip())
