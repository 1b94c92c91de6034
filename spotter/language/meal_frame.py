"""Whether a text tells of a meal that was eaten, which meal and when, and the part of it that names the food."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from spotter.catalogue.food_words import plain
from spotter.language.calendar_words import PARTS_OF_DAY, alternatives
from spotter.language.dates import find_date
from spotter.language.understanding import Reading

Meal = Literal["breakfast", "lunch", "dinner", "snack"]
_USUAL_HOUR: dict[str, tuple[int, int]] = {"breakfast": (8, 0), "lunch": (12, 30), "dinner": (19, 30), "snack": (16, 0)}
MEALS: tuple[tuple[Meal, str], ...] = (
    (
        "breakfast",
        r"breakfast|brekkie|brekky|petit[- ]dej(?:euner)?|petit dej|ptit dej|morning meal|brunch|"
        r"(?:(?:ce )?matin|this morning)(?=\s*:)",
    ),
    ("lunch", r"lunch(?:time)?|midday meal|noon meal|dejeuner|repas de midi|ce midi|pour midi|a midi|luncheon|midi(?=\s*:)"),
    ("dinner", r"dinner(?:time)?|supper|evening meal|diner|souper|repas du soir|ce soir|tonight|soir(?=\s*:)"),
    (
        "snack",
        r"snack(?:s|ed|ing)?|afternoon break|mid-?morning|gouter|collation|quatre[- ]heures|dessert|elevenses|en-cas|pick-me-up|treat",
    ),
)
MEAL_NAMES = "|".join(words for _, words in MEALS)
_NO_FOOD = (
    r"(?:at|so|very|really|too|good|great|ok|okay|fine|nice|awesome|delicious|amazing|late|early|light|heavy|huge|big|small|bad|not|over|"
    r"skipped|served|eaten|made|the|in|on|ready|cancelled|bon|bonne|leger|copieux)\b"
)
_LABEL = re.compile(
    rf"^(?:[-*\s]*)(?:(?:\d{{1,2}}(?::\d\d)? ?(?:am|pm|h)?(?: ?- ?\d{{1,2}}(?::\d\d)? ?(?:am|pm|h)?)?)\s*[:-]\s+|"
    rf"(?:(?:morning|afternoon|evening|late|night|early|my|today'?s|mon|second) )?(?:{MEAL_NAMES}|(?:[\w-]+ )?meal ?\d*|repas ?\d*|(?:pre|"
    rf"post)[- ]?(?:workout|wo)(?: \w+)?|ate|eaten|food|mange)"
    rf"(?: (?:today|yesterday|tonight|this morning|last night|hier(?: soir)?|aujourd'hui|(?:on )?\w+day|\w+di|dimanche))?"
    rf"(?:\s*(?::|-|–|=)\s*| (?=\d|(?:an?|une?|des|du|de la|some|half)\b(?! (?:bit|little|lot|few|peu)\b))(?!\d+(?::\d\d)? ?(?:h|am|"
    rf"pm|x|min)\b)| (?:was|were|etait)\s+(?!{_NO_FOOD}))|"
    rf"(?:had|ate) (?:a )?[\w ]{{3,20}} for (?:{MEAL_NAMES})\s*:\s*(?=\d|an?\b))",
    re.I,
)
_EATEN = (
    r"had|ate|eaten|eat|drank|drunk|consumed|savou?red|enjoyed|relished|devoured|indulged in|treated myself to|grabbed|snacked on|"
    r"munched(?: on)?|"
    r"sipped(?: on)?|opted for|chose|went (?:for|with)|dug into|tucked into|opened|put together|feasted on|dined on|"
    r"finished(?: off)?|downed|"
    r"nibbled(?: on)?|having|eating|drinking|snacking on|enjoying|got|have|made myself|prepared|cooked|whipped up|picked up|ordered|"
    r"scarfed(?: down)?|"
    r"wolfed(?: down)?|gobbled(?: up)?|polished off|sampled|delighted in|selected|reached for|helped myself to|served myself|"
    r"settled (?:for|on)|"
    r"started (?:my|the) (?:day|morning)(?: off)?(?: right)? with|kicked off (?:my|the) (?:day|morning) with|began (?:my|"
    r"the) (?:day|morning) with|"
    r"ended (?:my|the) day with|fueled up (?:with|on)|refueled with|swallowed|chugged|gulped(?: down)?|crushed|smashed|tried|"
    r"bit into|chewed(?: on)?|sitting down to|sat down to|finishing off"
)
_SUBJECT_EN = re.compile(
    rf"\b(?:(?:i|we)(?:'ve|'m| have| am|'d)?|ive|im)(?: (?:just|already|also|only|then|really|thoroughly|happily|recently|had|been|"
    rf"got|decided to have|like))* (?:{_EATEN})\b(?: (?:like|myself|on|just))*",
    re.I,
)
_BARE_VERB = re.compile(
    rf"^(?:(?:just|so|ok|okay|then|and|also|hey|hi|well|log|add|track|record|note|please|today|tonight|yesterday|"
    rf"this morning)[ ,:]+)*(?:{_EATEN}|log(?:ged)?|add|track)\b(?: (?:my|that i had|a meal of))?",
    re.I,
)
_FR_VERB = (
    r"mange|bu|pris|avale|grignote|devore|deguste|savoure|dejeune|dine|gobe|englouti|fini|craque pour|commande|consomme|"
    r"goute|petit[- ]dejeune"
)
_SUBJECT_FR = re.compile(
    rf"\b(?:j'ai|j ai|jai|on a|nous avons|je viens de|je me suis)(?: (?:juste|aussi|deja|bien|encore|seulement))* (?:{_FR_VERB}|"
    rf"manger|boire|prendre|fait|eu)\b(?: (?:avec|d'))?|"
    r"\b(?:je mange|je bois|je prends|j'avale|je grignote)\b|^(?:mange|bu|pris)\b|"
    r"^(?:(?:et|aussi|stp|peux[- ]tu|tu peux|ok|coach)[ ,]+)*(?:ajoute|ajouter|note|noter|enregistre|marque|mets)(?:[- ]moi)? "
    r"(?=(?:\d|une?\b|des\b|du\b|de la\b|mon\b|ma\b|mes\b))",
    re.I,
)
_CONSISTED = re.compile(
    r"\b(?:consist(?:ed|s) of|featured|features|includ(?:ed|es)|was made up of|comprised|comprises|involved|is composed of|starred|"
    r"brought|(?:was|is|were) (?:just )?(?=(?:a|an|some|\d)\b)|contained|etait compose de|c'etait|sera|etait)",
    re.I,
)
_SERVED = re.compile(
    r"\b(?:made for|made up|served as|was|were|hit the spot|constituted|formed|completed|rounded out|filled|satisfied|became|"
    r"provided)\b.*$",
    re.I,
)
_SKIPPED_MEAL = re.compile(
    rf"^(?:i |j'ai )?(?:just )?(?:sk[iy]+p+(?:e?d|t)|skiped|missed|saute|zappe|pas de|pas pris de|no) "
    rf"(?:my |le |mon )?(?:{MEAL_NAMES})(?: (?:today|aujourd'hui|this morning))?"
    rf"(?:\s*(?:,|;|\.|but|mais|and|et|so))*\s*"
)
_REFERRED = re.compile(
    r"\bsame (?:\w+ ){0,3}(?:as|again)\b|\b(?:the|my) (?:same|usual)\b(?: (?:thing|meal|breakfast|lunch|dinner))?\s*(?:$|[.,!])|"
    r"\bla meme chose\b|\b(?:pareil|idem) (?:que|qu')|\b(?:comme|than|as|like) (?:hier|d'habitude|yesterday|usual)\b|"
    r"\b(?:ate|had|eaten|eat|having) (?:nothing|anything)\b(?! but)|\brien (?:mange|bu|pris|avale)\b|\bnothing (?:for|to eat)\b"
)
_NOT_EATEN = re.compile(
    r"\?|\b(?:k?cals?|calories?) (?:left|remaining|to go|to spare)\b|\b(?:me|il) reste\b|"
    r"\b(?:(?:diet|meal|eating|food|nutrition|kcal|calorie) plan|plan alimentaire|menu de la semaine)\b|"
    r"\bto my (?:diet|plan|meals|menu)\b|\bje (?:mange|bois) (?:vegetarien|vegan|halal|casher|sans|moins|plus|peu|bien|mal)\b|"
    r"^(?:i'?m |i was |was |just )?thinking\b|\b(?:supporte|digere|tolere)\b.*\b(?:mal|pas)\b|\b(?:supporte|digere|tolere) (?:mal|pas)\b|"
    r"^(?:(?:please|pls|stp|coach|and|so|ok|hey|hi|et) )?(?:what|how|should|can|could|would|is|are|does|do|did|why|which|when|where|"
    r"tell me|give me|show|find|suggest|any|best|recipe|write|make(?! of)|create|build|generate|design|draw up|plan|put me|set|start me|"
    r"prepare me|cook me|"
    r"ecris|fais|cree|genere|construis|concocte|mets moi|mets-moi|prepare[- ]moi|"
    r"combien|que|quoi|quel|quelle|quels|quelles|est[- ]ce|dois|puis|comment|pourquoi|qu'est|propose|donne)\b|"
    r"\b(?:i'?ll|i will|gonna|going to|plan(?:ning)? to|want to|wanna|would like|i'd like|thinking of|about to|might|should|could i|"
    r"never|tomorrow|don'?t eat|didn'?t eat|haven'?t eaten|"
    r"je vais|je veux|je voudrais|demain|j'aimerais|je n'ai pas|je mangerai)\b|"
    r"\b(?:every ?day|daily|per day|(?:calories|grams|protein) a day|each day|a day[.,!]?$|(?:times|x) (?:a|per) week|"
    r"every (?:morning|night|week)|always|i (?:usually|normally|often|typically|generally) |habituellement|"
    r"tous les (?:jours|matins|soirs)|chaque (?:jour|matin)|par jour|remind|rappelle|recipe|recette|target|goal|objectif|burn(?:ed|"
    r"s)?|log my weight)\b",
    re.I,
)
_HABIT = re.compile(r"^\s*i (?:eat|drink) .*\b(?:a|per|every|each) (?:day|week|morning)\b", re.I)
_TAIL = re.compile(
    rf"(?:,? (?:making (?:for|sure)|which made|to (?:end|start|finish|fuel|kick|satisfy|complete|begin|balance|make|keep|appreciate|"
    rf"round) |for a (?:satisfying|delicious|quick|light|well|hearty|nice|complete|balanced|perfect|tasty)|"
    rf"for (?:easy|extra|added|good)|perfect for|embracing|appreciating|ensuring|that (?:hit|made|was|were|really)|so far|as (?:a|"
    rf"my|an) (?:[\w-]+ )?(?:{MEAL_NAMES}|meal)|(?:during|at|around|pour|comme|for|in|au) (?:my |a |an |the |mon |le |un |"
    rf"this )?(?:[\w-]+ )?(?:{MEAL_NAMES}|(?:[\w-]+ )?meal)(?! with)).*?)(?=,|;|:|\.(?!\d)|$)",
    re.I,
)
_HEAD = re.compile(
    rf"^(?:(?:for|at|during|as|on|to|pour|au|a|this|in)\b )?(?:(?:my|the|a|an|mon|le|today'?s|tonight'?s|yesterday'?s|this|our|"
    rf"sweet|quick|[\w-]+(?=,? (?:{MEAL_NAMES})))\s)*(?:{MEAL_NAMES}|morning|afternoon|evening|meal|night|noon|day)(?: (?:time|meal|today|"
    rf"yesterday|tonight|break|this \w+|hour))*(?:,|:| (?=i\b|i'|j'|we\b))\s*",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:today|yesterday(?: (?:morning|afternoon|evening))?|tonight|last night|(?:earlier )?this (?:morning|afternoon|evening)|"
    r"right now|just now|earlier|at (?:noon|midday|midnight)|hier(?: (?:soir|matin|midi))?|aujourd'?hui|ce (?:matin|midi|soir)|"
    r"cet apres[- ]midi|"
    r"(?:at|around|about|vers|a) \d{1,2}(?::\d\d(?: ?[ap]m)?| ?[ap]m| ?h(?:\d\d)?))\b",
    re.I,
)
_HOW_EATEN = (
    r"(?:well|late|early|clean|out|healthy|healthily|badly|better|enough|alone|right|good|bad|crap|so much|way too much|too much|"
    r"a lot|lots|more|less|bien|mal|trop|tard|equilibre|sain|(?:like )?(?:a pig|crap|shit)|(?:my )?(?:breakfast|lunch|dinner))"
    r"(?: (?:today|yesterday|tonight|lately|recently|this week|again|at night|ce soir|aujourd'hui|hier|than|with|before|after)\b.*)?"
    r"\s*[.!]*\s*$"
)
_CLOCK = re.compile(r"\b(?:at|around|about|vers|a) (?P<hour>\d{1,2})(?:[:h](?P<minute>\d\d))?(?: ?(?P<half>am|pm)\b| ?h\b|(?<=[:h]\d\d)\b)")
_IN_BETWEEN = re.compile(rf"\b(?:for|pour|au|a) (?:my |the |mon |le )?(?:{MEAL_NAMES})(?= (?:with|and|avec|et)\b)")
_ATE = re.compile(r"\b(?:ate|eaten|eating|mange|grignote|devore|avale)\b")
_OWNS = re.compile(r"\b(?:have|got)\W*(?:like|just|only)?\W*$")
_PART = re.compile(rf"\b(?:{alternatives(PARTS_OF_DAY)})\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """A meal told: the words that name food, which meal, when. `told` is false for a bare list of foods, `ate` true for "I ate ..."."""

    food_text: str
    meal: Meal | None
    eaten_at: datetime
    told: bool
    ate: bool
    owned: bool = False  # "I have ..." and no meal is named: eaten, or only there
    no_day: bool = False  # the day that is told does not exist, lies ahead or is too long ago


def read_frame(text: str, reading: Reading) -> Frame | None:
    """The meal that the text tells of; None for questions, plans, habits and recipes."""
    flat = _SKIPPED_MEAL.sub("", plain(text).strip())
    label = _LABEL.match(flat)
    if _NOT_EATEN.search(flat) or _HABIT.match(flat) or _REFERRED.search(flat):
        return None
    meal = _named_meal(flat)
    told = bool(label)
    rest = flat[label.end() :] if label else _HEAD.sub("", flat, count=1)
    verb = _SUBJECT_EN.search(rest) or _SUBJECT_FR.search(rest) or _BARE_VERB.match(rest)
    owned = False
    if verb and (_is_about_food(rest, verb)):
        owned = meal is None and bool(_OWNS.search(verb[0]))
        rest, told = rest[verb.end() :], True
    elif not label and (found := _CONSISTED.search(rest)) and _named_meal(flat[: len(flat) - len(rest) + found.end()]):
        rest, told = rest[found.end() :], True
    elif not label and meal and (served := _SERVED.search(rest)) and _named_meal(served[0]):
        rest, told = rest[: served.start()], True
    told = told or (bool(meal) and rest != flat)
    rest = _TAIL.sub("", _WHEN.sub(" ", _IN_BETWEEN.sub("", rest)))
    span = find_date(flat, reading)
    no_day = told and span is not None and span.problem is not None
    return Frame(rest.strip(" ,:-.!"), meal, eaten_at(flat, meal, reading), told, told and bool(_ATE.search(flat)), owned, no_day)


def _is_about_food(rest: str, verb: re.Match[str]) -> bool:
    return verb.start() < 60 and not re.match(
        rf"\s*(?:{_HOW_EATEN})|\s*(?:been|to|gained|lost|run|ran|trained|slept|stuck|no |not |never)\b", rest[verb.end() :]
    )


def _named_meal(flat: str) -> Meal | None:
    found = [(match.start(), meal) for meal, words in MEALS if (match := re.search(rf"\b(?:{words})\b", flat))]
    return min(found)[1] if found else None


def eaten_at(flat: str, meal: Meal | None, reading: Reading) -> datetime:
    """When a meal was eaten by the words of a text: its day at its clock, else at the meal's usual hour; never later than now."""
    span = find_date(flat, reading)
    day = span.date if span and span.problem is None else reading.now.date()
    if (
        not _CLOCK.search(flat)
        and day == reading.now.date()
        and (_part_of_day(flat) is None if meal is None else reading.now.hour <= _USUAL_HOUR[meal][0])
    ):
        return reading.now
    if clock := _clock(flat):
        return min(reading.now.replace(year=day.year, month=day.month, day=day.day, hour=clock[0], minute=clock[1]), reading.now)
    hour, minute = _USUAL_HOUR[meal] if meal else (_part_of_day(flat) or 12, 0)
    at = reading.now.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=0, microsecond=0)
    return min(at, reading.now)


def _clock(flat: str) -> tuple[int, int] | None:
    """The hour and minute that the text names, if it names one of the day."""
    found = _CLOCK.search(flat)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _part_of_day(flat: str) -> int | None:
    found = _PART.search(flat)
    return PARTS_OF_DAY[found[0]] if found else None
