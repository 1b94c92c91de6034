"""The arguments of each write against what was said: None where all are borne out, else what is not, in words for a model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.coaching import limits
from spotter.language.barriers import find_barrier
from spotter.language.body_parts import find_regions
from spotter.language.calendar_words import MONTHS, level
from spotter.language.equipment import find_equipment
from spotter.language.memory_words import claims_rights, plain
from spotter.language.permit_figures import PLAN_FIGURES, SET_UNITS, Args, Said, Verdict, days_named, figures
from spotter.language.permit_names import names_exercise, names_food, share_of_words
from spotter.language.permit_words import METRICS, OTHER_SUBJECT, PROFILE, READINESS
from spotter.language.told import tells_of_kin

_GOAL_UNITS = {"kg": "kg", "kg_change": "kg", "m": "m", "kcal": "kcal", "days": "day", "weeks": "week"}
_MEAL_UNITS = {
    "g": "g",
    "gram": "g",
    "grams": "g",
    "gramme": "g",
    "grammes": "g",
    "kg": "kg",
    "ml": "ml",
    "cl": "cl",
    "l": "l",
    "oz": "oz",
    "lb": "lb",
}
_NOTE, _OWN_WORDS, _MENTION = 0.6, 0.8, 0.5  # shares of words that must be the person's
_NEGATION = re.compile(
    r"\b(?:not|no|never|cannot|\w+n't|dont|cant|pas|jamais|aucune?|sans|without|hate\w*|dislike\w*|deteste\w*|allerg\w*|plus)\b"
)
_NOT_THERE = re.compile(
    r"\b(?:not|nor|pas|ni) (?:in |at |on |a |au |aux |dans )?(?:my|the|mon|ma|mes|le|la|les|l')? ?(?:left |right |lower )?[a-z]+"
)
_CLAUSE_END = re.compile(r"[\n,;.]+|\b(?:and|but|et|mais)\b")
_NO_PAIN = re.compile(
    r"\b(?:no|not|n't|doesn't|don't|isn't|without|never|nothing|pas|plus|jamais|rien|aucune?) (?:\w+ ){0,2}(?:pain\w*|hurt\w*|sore"
    r"|mal|douleurs?)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:in|en|back in) (?:19|20)\d\d\b(?! ?kg)|\b(?:years?|decades?) ago\b|\blast year\b|\bas a (?:kid|child"
    r"|teen\w*)\b|\bil y a (?:\w+ )?ans\b|\bl'an(?:nee)? derni\w+"
    r"|\bquand j'etais\b|\bwhen i was\b|\bused to\b"
)
_NOT_WELL_YET = re.compile(
    r"\b(?:hop(?:e|es|ing)|wish\w*|soon|when will|can't wait|still|not (?:\w+ ){0,2}(?:healed|better|gone|right|recovered|fine|ok)"
    r"|(?:a bit|a little|slightly) better"
    r"|espere\w*|vivement|bientot|encore|toujours|pas (?:\w+ ){0,3}(?:gueri\w*|passee?|finie?|partie?|mieux|remise?)|un peu mieux)\b"
)
_WANTS_TO_HAVE = re.compile(
    r"\b(?:(?:would|'d) (?:like|love)|want|wish|hope|dream|aimerais|voudrais|reve)\b(?: \w+){0,3} (?:have|own|get|buy|avoir|acheter"
    r"|m'acheter|m'offrir)\b"
)
_TRAINS_THEN = (
    r"\b(?:i|i'm|i'll|i've|my|me|train\w*|free|available|works?|suits?|fits?|can|days|prefer|je|j'\w*|mes|mon|moi|m'\w*|dispo\w*"
    r"|libre|entraine\w*|seances?|convien\w*)\b"
)
_SIDES = {
    "left": r"\b(?:left|gauche)\b",
    "right": r"\b(?:right|droite?)\b",
    "both": r"\b(?:both|deux|knees|shoulders|genoux|epaules|hanches|chevilles|wrists|ankles)\b",
}
_WEIGHING = r"\b(?:weigh\w*|weight|scales?|pes\w+|poids|balance)\b"


def dropped_goal(args: Args, said: Said) -> Verdict:
    """The goal as the person calls it."""
    return _text(args, said, _MENTION)


def workout(args: Args, said: Said) -> Verdict:
    """Exercises named, every figure of every set stated; the number of sets, or each of them."""
    for entry in args.get("entries") or ():
        if not names_exercise(entry["exercise"], said.text):
            return f"the person did not name {entry['exercise'].get('name')!r}"
        sets = entry.get("sets") or ()
        wrong = _first(figures(one, SET_UNITS, said) for one in sets) or _note(entry, said)
        if wrong or not (len(sets) == 1 or said.states(len(sets)) or said.count >= len(sets)):
            return wrong or f"the person did not say that there were {len(sets)} sets"
    return _note(args, said)


def meal(args: Args, said: Said) -> Verdict:
    """Foods named, amounts stated (1 is what somebody means who states none). Figures are the house's, or kept because they were stated."""
    for item in args.get("items") or ():
        if not names_food(item["food"], said.text):
            return f"the person did not name {item['food'].get('name')!r}"
        amount = Decimal(str(item.get("quantity", 1)))
        if amount != 1 and not said.states(amount, _MEAL_UNITS.get(str(item.get("unit")), "count")):
            return f"the person did not state {amount:f} {item.get('unit') or ''}".rstrip() + "; leave the amount out"
    return None


def metric(args: Args, said: Said) -> Verdict:
    """The metric named or told by its unit, its value stated."""
    name, value = str(args.get("metric")), args.get("value")
    if not said.has(METRICS.get(name, r"$^")):
        return f"the message says nothing of {name}"
    if name == "weight" and not said.has(_WEIGHING) and find_exercise_mention(said.text.split()):
        return "this is the load of an exercise, not body weight"
    if name == "weight" and _is_change(value, said):
        return "this is by how much the weight changed"
    unit = {"steps": "count"}.get(name, limits.METRICS[name].unit)
    values = value if isinstance(value, (list, tuple)) else [value]
    tens = name == "blood_pressure"  # 120 over 80 is "12/8" in French
    return _first(
        None
        if each is not None and (said.states(each, unit) or (tens and said.states(each / 10)))
        else f"the person did not state {each} {unit}"
        for each in values
    )


def _is_change(value: Any, said: Said) -> bool:
    """Whether the weight is by how much it changed: "lost 3 kg"."""
    changed = r"\b(?:lost|gained|dropped|put on|shed|down by|up by|perdu|pris|repris|gagne) (?:\w+ )?"
    return said.has(rf"{changed}{value:g}(?!\d)") if isinstance(value, (int, float)) else False


def readiness(args: Args, said: Said) -> Verdict:
    """Each aspect spoken of, its rating stated or in the direction of the words."""
    for aspect, (about, little, much) in READINESS.items():
        rating = args.get(aspect)
        if rating is None:
            continue
        is_less, is_more = said.has(rf"\b(?:{little})\b"), said.has(rf"\b(?:{much})\b")
        is_named = said.has(rf"\b(?:{about})\b") or (aspect == "energy" and (is_less or is_more) and not said.has(OTHER_SUBJECT))
        fits = (rating <= 3 and is_less) or (rating >= 3 and is_more) or said.states(rating)
        if not (is_named and fits):
            return f"the message does not say that {aspect} is {rating}"
    return None


def pain(args: Args, said: Said) -> Verdict:
    """The region named as hurting, severity and side as stated."""
    if _LONG_AGO.search(said.flat) or _NO_PAIN.search(said.flat):
        return "the person says that it does not hurt now"
    severity, side = args.get("severity"), args.get("side")
    if severity is not None and not said.states(severity):
        return f"the person did not say {severity} of 10; leave severity out"
    if side is not None and not said.has(_SIDES[side]):
        return f"the person did not say {side}; leave side out"
    exercise = args.get("exercise")
    if exercise and not names_exercise(exercise, said.text):
        return f"the person did not name {exercise.get('name')!r}"
    if args.get("region") in find_regions(said.flat) and args["region"] not in find_regions(_NOT_THERE.sub(" ", said.flat)):
        return f"the person says that it is not the {args['region']}"
    return _region(args, said) or _note(args, said)


def pain_gone(args: Args, said: Said) -> Verdict:
    """The region named as well again, not as nearly so or hoped for."""
    if _NOT_WELL_YET.search(said.flat):
        return "the person does not say that it is over"
    return _region(args, said)


def profile(args: Args, said: Said) -> Verdict:
    """Each field by its own words."""
    wrong = figures(args, {"age": "count", "height_cm": "cm"} | PLAN_FIGURES, said)
    if wrong:
        return wrong
    days = {int(day) for day in args.get("weekdays") or ()}
    if days and not (days <= days_named(said) and said.has(_TRAINS_THEN)):
        return "the person did not say that they train on these days"
    for field, words in PROFILE.items():
        value = args.get(field)
        if value is not None and not said.has(words.get(str(value), r"$^")):
            return f"the person did not say {field} {value}"
    for field in ("name", "workout_style"):
        if args.get(field) is not None and share_of_words(str(args[field]), said.text) < _MENTION:
            return f"the person did not say {field} {args[field]}"
    return _equipment(args, said) or _birth_date(args, said) or _time_zone(args, said)


def memory(args: Args, said: Said) -> Verdict:
    """In the person's own words, denials kept, no rights and no orders."""
    text = str(args.get("text") or "")
    if claims_rights(plain(text)):
        return "a memory gives no rights and no orders"
    if share_of_words(text, said.text) < _OWN_WORDS:
        return "these are not the person's own words of this message"
    near = max(_CLAUSE_END.split(said.text), key=lambda clause: share_of_words(text, clause))
    if tells_of_kin(level(near).strip()) and not tells_of_kin(level(text)):
        return "the person tells this of somebody else"
    if bool(_NEGATION.search(level(text))) != bool(_NEGATION.search(level(near))):
        return "this turns around what the person said"
    return None


def barrier(args: Args, said: Said) -> Verdict:
    """What is in the way as the person said it, in their own words where they are given."""
    told = find_barrier(said.text)
    if told is None or (told.barrier, told.weekday) != (args.get("barrier"), args.get("weekday")):
        return "the person did not say that this is in their way"
    return memory(args, said) if args.get("text") else None


def correction(args: Args, said: Said) -> Verdict:
    """What is corrected as stated."""
    exercise, food = args.get("exercise"), args.get("food")
    if exercise and not names_exercise(exercise, said.text):
        return f"the person did not name {exercise.get('name')!r}"
    if food and not names_food(food, said.text):
        return f"the person did not name {food.get('name')!r}"
    value = args.get("value")
    values = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
    missing = next((each for each in values if not any(said.states(each, unit) for unit in ("count", "kg", "cm", "h", "ml"))), None)
    if missing is not None:
        return f"the person did not state {missing}"
    unit = _MEAL_UNITS.get(str(args.get("unit")), "count")
    return figures(args, SET_UNITS | {"sets": "count", "quantity": unit}, said)


def goal(args: Args, said: Said) -> Verdict:
    """Target and time stated, the exercise named."""
    exercise, target = args.get("exercise"), args.get("target")
    if exercise and not names_exercise(exercise, said.text):
        return f"the person did not name {exercise.get('name')!r}"
    if target is not None and not said.states(target, _GOAL_UNITS.get(str(args.get("unit")), "count")):
        return f"the person did not state {target}"
    return figures(args, {"duration_s": "s"}, said) or _text(args, said, _MENTION)


def nutrition_target(args: Args, said: Said) -> Verdict:
    """kcal and protein as stated; a goal alone is worked out by the tool."""
    return figures(args, {"kcal": "kcal", "protein_g": "g"}, said)


def _first(verdicts: Iterable[Verdict]) -> Verdict:
    return next((verdict for verdict in verdicts if verdict), None)


def _text(args: Args, said: Said, share: float, name: str = "text") -> Verdict:
    value = args.get(name)
    return f"the {name} is not in the person's words" if value and share_of_words(str(value), said.text) < share else None


def _note(args: Args, said: Said) -> Verdict:
    return _text(args, said, _NOTE, "note")


def _region(args: Args, said: Said) -> Verdict:
    """A region that is left out is the only one that hurts: the tool asks where there are several."""
    named = find_regions(said.flat)
    is_meant = args["region"] in named if args.get("region") else not named
    return None if is_meant else f"the person did not name the {args.get('region')}"


def _equipment(args: Args, said: Said) -> Verdict:
    if args.get("equipment") and _WANTS_TO_HAVE.search(said.flat):
        return "the person wants equipment and does not say that they have it"
    found = set(find_equipment(said.flat))
    for thing in args.get("equipment") or ():
        if thing not in found and share_of_words(str(thing).replace("_", " "), said.text) < _MENTION:
            return f"the person did not say that they have {thing}"
    return None


def _birth_date(args: Args, said: Said) -> Verdict:
    born = str(args.get("birth_date") or "")
    if not born:
        return None
    year, month, day = (int(part) for part in born[:10].split("-"))
    has_month = said.states(month) or any(MONTHS.get(word) == month for word in re.findall(r"[a-z]+", said.flat))
    return None if said.has(rf"\b{year}\b") and has_month and said.has(rf"\b0?{day}(?!\d)") else "the person did not state this birth date"


def _time_zone(args: Args, said: Said) -> Verdict:
    zone = str(args.get("time_zone") or "")
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    if not zone or share_of_words(city, said.text) >= 1 or said.has(r"\b(?:[ecmp][sd]t|cet|gmt|utc|bst)\b"):
        return None
    return "the person did not name this place or time zone"
