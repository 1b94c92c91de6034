"""What a write about plans, planned workouts and rehab rests on: None where the words bear it out, else what they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from spotter.catalogue.programs import programs
from spotter.language.body_parts import find_regions
from spotter.language.calendar_words import level
from spotter.language.equipment import find_equipment
from spotter.language.numbers import words_to_digits
from spotter.language.permit_figures import PLAN_FIGURES, SET_UNITS, TONGUES, Args, Said, Verdict, days_named, figures
from spotter.language.permit_names import names_exercise, share_of_words
from spotter.language.permit_words import ADJUSTED, CHANGES, GIVER, PARTLY, PLAN, REHAB, WORKOUT_DONE
from spotter.language.rehab import how_often
from spotter.language.told import said_for

_MORE_OR_LESS = r"\b(?:more|extra|another|add\w*|less|fewer|drop|cut|remove|plus|moins|autre|r?ajout\w*|enlev\w*|retir\w*|vir\w*)\b"
_MENTION = 0.5  # share of words that must be the person's
_SPELL = (
    r"\b(?:weeks?|week-?ends?|days|until|till?|trip|travel\w*|holidays?|vacations?|away|semaines?|jours|jusqu\w*|vacances|voyage"
    r"|deplacement)\b"
)
_AS_PLANNED = re.compile(r"\b(?:as planned|comme pr[ée]vue?s?)\b", re.IGNORECASE)
_NOTHING = r"\b(?:hotel|nothing|no (?:gym|equipment|weights)|rien|aucun|pas de (?:salle|materiel))\b"
_END = r"\b(?:(?:\d+|a|une?|[a-z]+) (?:days?|weeks?|months?|jours?|semaines?|mois)|(?:until|till?|by|jusqu\w*|fin) )"


def plan(args: Args, said: Said) -> Verdict:
    """Days and minutes as stated; the rest may come from the profile."""
    if said.has(r"\b(?:meal|diet|repas|alimentaire)\b"):
        return "the person asks about food, not for a training plan"
    return figures(args, PLAN_FIGURES, said)


def plan_change(args: Args, said: Said) -> Verdict:
    """The kind of change asked for, exercises and days named, sets and minutes as stated; the tool looks up which rows are meant."""
    if not said.has(CHANGES[args["change"]]):
        return f"the person did not ask for the change {args['change']}"
    if not set(args.get("weekdays") or ()) <= days_named(said):
        return "the person did not name these days"
    if args.get("day") and share_of_words(str(args["day"]), said.text) <= _MENTION:
        return f"the person did not name the day {args['day']}"
    if args.get("muscle") and share_of_words(str(args["muscle"]), said.text) <= _MENTION:
        return f"the person did not name {args['muscle']}"
    if args.get("more_sets") and not said.has(_MORE_OR_LESS):
        return "the person did not ask for more or fewer sets"
    return _unnamed((args.get("exercise"), args.get("instead")), said) or figures(
        args, {"sets": "count", "of_sets": "count", "minutes": "min"}, said
    )


def adjustment(args: Args, said: Said) -> Verdict:
    """What is otherwise and on which days, each as told: minutes stated, things and exercises named, "lighter" in words of its own."""
    unsaid = next((flag for flag in ADJUSTED if args.get(flag) and not said.has(ADJUSTED[flag])), None)
    if unsaid is not None:
        return f"the person did not ask for {unsaid}"
    things = [str(thing) for name in ("equipment", "missing") for thing in args.get(name) or ()]
    strange = next((thing for thing in things if not _names_thing(thing, said)), None)
    if strange is not None:
        return f"the person did not name {strange}"
    return _unnamed((args.get("exercise"), args.get("instead")), said) or figures(args, {"minutes": "min"}, said) or _days(args, said)


def moved_workout(args: Args, said: Said) -> Verdict:
    """Both days named, by weekday, date, or as today and tomorrow; today's workout may be moved without saying so."""
    to = date.fromisoformat(str(args["to"]))
    if not args.get("planned_on"):
        is_called = share_of_words(str(args.get("day") or ""), said.text) > _MENTION
        return None if said.names_day(to) and is_called else "the person did not name which workout to which day"
    planned = date.fromisoformat(str(args["planned_on"]))
    is_named = said.names_day(to) and (planned == said.today or said.names_day(planned))
    return None if is_named else "the person did not name from which day to which"


def program(args: Args, said: Said) -> Verdict:
    """The program named by its name in either language, or as the person calls it."""
    ref = args.get("program") or {}
    known = next((each for each in programs() if each.key == ref.get("key")), None)
    names = (
        [str(ref.get("name") or "")] if known is None else [known.key.replace("_", " "), *known.name.values(), str(ref.get("name") or "")]
    )
    return None if any(share_of_words(name, said.text) > _MENTION for name in names if name) else "the person did not name this program"


def plan_paused(args: Args, said: Said) -> Verdict:
    """The plan or the training itself, not the rest between sets; an end only where one is told."""
    if not said.has(PLAN):
        return "the person does not speak of the plan"
    is_told = not args.get("until") or said.has(_SPELL) or said.names_day(date.fromisoformat(str(args["until"])))
    return None if is_told else "the person did not say until when"


def plan_resumed(args: Args, said: Said) -> Verdict:
    """The plan; the one before only where it is named as that."""
    if args.get("which") == "previous" and not said.has(r"\b(?:previous|old|before|last|earlier|former|precedente?|ancien\w*|avant)\b"):
        return "the person did not ask for the plan before"
    return plan_paused(args, said)


def as_planned(_args: Args, said: Said) -> Verdict:
    """All of today's workout told as done, nothing left out and no figures of its own."""
    if not _is_told_done(WORKOUT_DONE, said):
        return "the person did not say that the whole workout was done"
    if said.has(PARTLY):
        return "not all of it was done today as planned: log what was done"
    return "the person told figures: log those" if said.count else None


def rehab_set(args: Args, said: Said) -> Verdict:
    """Exercises named, doses and how often as stated; a physio's only where one is named."""
    if args.get("told_by") == "physio" and not said.has(GIVER):
        return "the person did not say that a professional gave it"
    if args.get("region") and args["region"] not in find_regions(said.flat):
        return f"the person did not name the {args['region']}"
    often = {how_often(level(words_to_digits(said.text, tongue)))[1] for tongue in TONGUES}
    if args.get("per_week") is not None and args["per_week"] not in often:
        return f"the person did not say {args['per_week']} times a week; leave per_week out"
    if args.get("until") and not (said.has(_END) or said.names_day(date.fromisoformat(str(args["until"])))):
        return "the person did not say until when; leave until out"
    doses = args["exercises"]
    wrong = _unnamed((dose["exercise"] for dose in doses), said)
    return wrong or next((found for dose in doses if (found := figures(dose, SET_UNITS | {"sets": "count"}, said))), None)


def rehab_done(args: Args, said: Said) -> Verdict:
    """The exercises named; all that is due only where the rehab as a whole is told as done."""
    if not _is_told_done(r"\b(?:did|done|finished|completed|through|ticked|fait\w*|fini\w*|termine\w*)\b", said):
        return "the person did not say that it was done"
    if args.get("exercises"):
        return _unnamed(args["exercises"], said)
    return None if said.has(REHAB) and not said.has(PARTLY) else "the person did not say that all of the rehab was done"


def _is_told_done(words: str, said: Said) -> bool:
    done = said_for(_AS_PLANNED.sub("as shown", said.text), "done")  # "prévu" by itself is ahead
    return re.search(words, level(done)) is not None


def _unnamed(refs: Iterable[dict[str, Any] | None], said: Said) -> Verdict:
    """The first exercise that was not named."""
    unnamed = next((ref for ref in refs if ref and not names_exercise(ref, said.text)), None)
    return f"the person did not name {unnamed.get('name')!r}" if unnamed else None


def _names_thing(thing: str, said: Said) -> bool:
    named = set(find_equipment(level(thing.replace("_", " ")))) & set(find_equipment(said.flat))
    is_nothing = thing == "bodyweight" and said.has(_NOTHING)
    return bool(named) or is_nothing or share_of_words(thing.replace("_", " "), said.text) >= 1


def _days(args: Args, said: Said) -> Verdict:
    """Another day than today only where it is named; several only where a stretch of time or the last of them is."""
    first = date.fromisoformat(str(args["first"])) if args.get("first") else said.today
    last = max(first, date.fromisoformat(str(args["last"]))) if args.get("last") else first
    is_spell = said.has(_SPELL)
    if first != said.today and not (is_spell or said.names_day(first)):
        return "the person did not name this day"
    return None if last == first or is_spell or said.names_day(last) else "the person did not name these days"
