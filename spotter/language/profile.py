"""What people say of themselves: "Hi I'm Ana, 34, 180 cm, I train 3 days a week with dumbbells", "remember that ..."."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from spotter.clock import zone_names
from spotter.coaching.limits import is_plausible
from spotter.coaching.units import CM_PER_INCH
from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level
from spotter.language.circumstances import is_of_one_day
from spotter.language.equipment import EQUIPMENT_WORDS, find_equipment
from spotter.language.equipment_changes import CHANGE_WORDS, FURNITURE, THING, equipment_told
from spotter.language.introductions import bare_facts, impossible_rhythm
from spotter.language.metrics import parse_metric
from spotter.language.names import name_told
from spotter.language.numbers import words_to_digits
from spotter.language.recurrences import Recurrence, find_recurrence
from spotter.language.remainder import only_fillers, word_set
from spotter.language.slots import goal_of, level_of
from spotter.language.splitter import split_sentences
from spotter.language.understanding import Call, Parse, Question, Reading, Units

_AGE = re.compile(
    r"\b(?:i'm|i am|im|aged?|j'ai|age)\s*(?::|is|of)?\s*(?P<n>\d{1,3})(?:\s?-?(?:years?[- ]old|yrs?(?: old)?|"
    r"y/?o|yo|ans|years))?\b(?!\s?(?:kgs?|lbs?|cm|kilos?|pounds?|%|days?|jours|times|x|/|st\b|min|ft|'))|"
    r"\b(?P<m>\d{1,3})\s?-?(?:years?[- ]old|yrs? old|y/?o|yo|ans)\b|(?:^|[,\s(])(?P<k>\d{2})(?P<mf>[mf])\b|"
    r"(?:^|[,\s(])(?P<fm>[mf])\s?/?(?P<a>[1-9]\d)\b(?!\s?(?:kg|lbs?|cm|min|x))"
)
_AGE_LISTED = re.compile(r",\s*(?P<n>[1-9]\d)\s*(?=,)")
_WEIGHT = re.compile(r"\b(?:\d ?x ?)?\d{2,3}(?:[.,]\d)?\s?(?:kgs?|kilos?|lbs?|pounds?)\b")
_HEIGHT_CM = re.compile(r"\b(?:height|taille|i'm|i am|mesure|tall)?\s*:?\s*(?P<n>1\d\d|2[0-4]\d)\s?cm\b(?: tall)?")
_HEIGHT_M = re.compile(r"\b(?P<m>[12])\s?(?:m|[.,])\s?(?P<c>\d{2})\s?m?\b(?! ?kg)(?: tall)?")
_HEIGHT_FT = re.compile(r"\b(?P<ft>[4-7])\s?(?:'|ft|feet|foot)\s?(?P<in>\d{1,2})?\s?(?:\"|''|in(?:ch(?:es)?)?)?(?: tall)?")
_SEX = (
    (re.compile(r"\b(?:male|man|guy|homme|un homme|mec|garcon)\b"), "male"),
    (re.compile(r"\b(?:female|woman|girl|femme|une femme|fille)\b"), "female"),
)
_DAYS = re.compile(
    r"\b(?P<n>[1-7])\s?-?(?:days?|times?|x|sessions?|workouts?|jours?|fois|seances?)\s?(?:a|per|/|par|each|"
    r"every|la)?\s?(?:week|wk|semaine)\b"
)
_IS_ABOUT_TRAINING = re.compile(
    r"\b(?:train(?:ing)?|work ?out|gym|free|available|availability|sessions?|can do|dispos?|disponible|libre|"
    r"m'entrain\w*|entrainements?|seances?|sport|muscu|salle)\b"
)
_OF_EQUIPMENT = re.compile(rf" ?(?:of )?(?:(?:adjustable|cast iron|hex) )?(?:{EQUIPMENT_WORDS})\b")
_EQUIPMENT_OF = re.compile(rf"\b(?:{EQUIPMENT_WORDS}) ?(?:\(|of |de |up to |jusqu'a |2 ?x ?|a )*$")
_ASKS = re.compile(r"\W*(?:how|what|which|why|can i|should i|could i|do i|combien|quel\w*|comment|pourquoi|est-ce)\b")
_NOT_THEN = re.compile(r"(?:\bnot|n't|\b(?:dont|cant|wont)|\bnever|\bexcept|\bsauf|\bpas|\bjamais|\bno)\b[^,.;]*$")
_MINUTES = re.compile(
    r"\b(?P<n>\d{2,3})\s?-?(?:min(?:ute)?s?|mn)(?: (?:per|a|each|par) (?:session|workout|day|seance|jour)| "
    r"sessions?| workouts?| seances?| each)?\b|\b(?P<h>1|2|an|une) ?(?:h|hours?|heures?)(?: (?:per|a|each|par) "
    r"(?:session|workout|day|seance|jour))"
)
_AIM = (
    r"(?P<what>(?:get |become |build |gain |grow |increase |improve |be |some |a bit |more |lose |burn |drop |shed |put on |prendre |"
    r"gagner |perdre |devenir |developper |ameliorer |un peu |plus |me |m'|de la |du |des |de |en |my |ma |mon |general |get )*"
    r"(?:stronger|strength|strong|muscles?(?: mass)?|muscular|bigger|mass|size|jacked|hypertrophy|endurance|"
    r"stamina|cardio|fitter|fit|in (?:better )?shape|healthier|health|mobility|flexib\w+|weight|body ?fat|fat|"
    r"(?:my )?belly|ventre|bide|lean(?:er)?|toned?|"
    r"weight loss|fat loss|forte?|force|muscles?|masse|poids|gras|souplesse|souple|mobilite|remettre en forme|en forme|"
    r"muscler|maigrir))\b"
)
_MORE_AIMS = re.compile(rf"\s*(?:(?:,|&|\+|and|et|puis|plus)\s*)+(?:(?:also|maybe|aussi|to|de|then)\s+)*{_AIM}")
_GOAL = re.compile(
    r"\b(?:(?:(?:change|switch|set|update|passe|mets) )?(?:my |mon |main |the |l')?(?:new |nouvel )?(?:goal|objectif|aim|but)\s?"
    r"(?:is|est|c'est|:)?\s?(?:(?:now|maintenant|desormais) )?(?:to |de |d'|la |le |pour |en |a )?|(?:i "
    r")?(?:want|wanna|would like|looking|trying|hoping|here|need)(?:'d like)? ?(?:to)? |i'd (?:like|love) to |je "
    r"(?:veux|voudrais|cherche a|souhaite) |j'aimerais |pour )" + _AIM
)
_LEVEL = re.compile(
    r"\b(?:(?:a |an |total |complete |absolute |un |une |plutot |niveau )*(?:beginner|novice|newbie|debutante?|"
    r"intermediate|intermediaire|advanced|avancee?|confirmee?)(?: lifter| level| trainee)?|new to (?:the gym|"
    r"lifting|training)|(?:i'm |im |i am )?just start(?:ing|ed)(?: out)?|je (?:debute|commence)(?: juste)?)\b"
)
_STYLE = (
    (re.compile(r"\bat home\b|\ba la maison\b|\bchez moi\b|\bhome (?:gym|workouts?)\b"), "home"),
    (re.compile(r"\b(?:at|in|to) (?:the|a) gym\b|\b(?:en|a la) salle\b"), "gym"),
    (re.compile(r"\boutdoors?\b|\boutside\b|\ben exterieur\b"), "outdoor"),
)
_ACTIVITY = (
    (re.compile(r"\b(?:desk job|office job|sedentary|sit all day|sedentaire|travail de bureau)\b"), "sedentary"),
    (re.compile(r"\b(?:on my feet all day|physical job|travail physique|manual job)\b"), "active"),
)
_UNITS = (
    (
        re.compile(
            r"\b(?:use|switch to|in|utilise|passe en|i use|set units to|units? ?:?)\s?(?:metric|kilos?|kg|kilograms|"
            r"metrique)\b(?: units?)?"
        ),
        "metric",
    ),
    (
        re.compile(
            r"\b(?:use|switch to|in|utilise|passe en|i use|set units to|units? ?:?)\s?(?:imperial|pounds|lbs?|livres|"
            r"imperiale?)\b(?: units?)?"
        ),
        "imperial",
    ),
)
_LOCALE = (
    (
        re.compile(
            (
                r"\b(?:speak|talk|answer|reply|switch to|in|parle(?:[- ]moi)?(?: en)?|reponds(?:[- ]moi)?(?: en)?)\s?(?:to "
                r"me in |in )?(?:english|anglais)\b"
            )
        ),
        "en",
    ),
    (
        re.compile(
            r"\b(?:speak|talk|answer|reply|switch to|in|parle(?:[- ]moi)?(?: en)?|reponds(?:[- ]moi)?(?: en)?)\s?(?:to "
            r"me in |in )?(?:french|francais)\b"
        ),
        "fr",
    ),
)
_HINT = re.compile(
    r"\d|\b(?:i|i'\w+|im|my|me|name|name's|je|j'\w+|m'\w+|moi|mon|ma|mes|nom|prenom|here|hi|hello|hey|salut|bonjour|coucou|male|man"
    r"|guy|homme|mec|garcon|"
    r"female|woman|girl|femme|fille|days?|jours?|goal|objectif|aim|but|want|wanna|would|looking|trying|hoping|need|pour|"
    r"home|maison|gym|salle|outdoors?|outside|exterieur|units?|use|switch|in|en|utilise|passe|speak|talk|answer|reply|parle|reponds|"
    r"train|training|work ?out|free|available|availability|sessions?|can|dispos?|disponible|libre|entrainements?|seances?|sport|muscu|"
    r"sedentary|sedentaire|desk|office|sit|feet|physical|manual|travail|beginner|novice|newbie|debut\w*|intermedia\w*|advanced|avancee?|"
    r"confirmee?|new|just|commence|une? ?h|hours?|heures?|got|have|own|only|plus|with|dispose|bought|sold|broke|ordered|achete|vendu)\b"
)
_ZONE = re.compile(
    r"(?:\b(?:my )?(?:time ?zone|fuseau(?: horaire)?)(?: (?:is|to|est|a|now|"
    r"maintenant))* )?\b(?P<zone>[a-z]+/[a-z_]+(?:/[a-z_]+)?)\b"
    r"|\b(?:my |mon )?(?:time ?zone|fuseau(?: horaire)?)(?: (?:is|to|est|a|now|maintenant|c'est|celui de|the one of|in|of|de))*[ :]+"
    r"(?P<city>[a-z]+(?:[ -][a-z]+){0,2}?)(?= (?:now|please|maintenant|stp|time)\b|[ .!,]*$)"
)
_GLUE = word_set("profile")
_MEASURES = word_set("measures")
_MEMORY = re.compile(
    r"^(?:please |stp |ok |and |et |also )*(?P<verb>remember|note|keep in mind|don'?t forget|bear in mind|"
    r"rappelle[- ]toi|retiens|note|souviens[- ]toi|garde en tete|n'oublie pas)(?: that| que| qu'|:|"
    r",)\s*(?P<text>.{3,300})$"
)
_MEMORY_BARE = re.compile(
    r"^(?:please |stp |ok |and |et |also )*(?:remember|keep in mind|bear in mind|rappelle[- ]toi|retiens|souviens[- ]toi),?\s+"
    r"(?P<text>(?:i|i'm|im|i've|my|je|j'|j|mon|ma|mes)\b[^?]{3,300})$"
)
_MEMORY_BEHIND = re.compile(
    r"^(?P<text>(?:i|i'm|im|i've|my|je|j'|mon|ma|mes)\b[^?]{3,300}?)[,;:.!-]?\s+(?:and |et |so |please |stp )*"
    r"(?:remember (?:that|this|it)|keep (?:that|this|it) in mind|bear (?:that|this|it) in mind|don'?t forget (?:that|this|it)|"
    r"(?:retiens|note|rappelle)[- ]?(?:le|la|ca|toi de ca)|souviens[- ]t'en|garde[- ](?:le|la|ca) en tete|"
    r"(?:ne )?l'oublie pas|n'oublie pas(?: ca)?)"
    r"(?: please| stp)?$"
)
_LOGGED = re.compile(r"\d ?(?:x|kgs?\b|lbs?\b|km\b|/ ?10)|\b(?:did|ate|had|ran|slept|weigh|fait|mange|couru|dormi|pese)\b")
_FORGET_ALL = re.compile(
    r"^(?:please |stp |ok )*(?:forget|oublie) (?P<text>(?:everything|all)(?: (?:that )?(?:you(?:'ve| have)? (?:know|learned|"
    r"learnt|remember|noted)|i(?:'ve| have)? told you)\b[^?]{0,40}| about me)?|"
    r"tout(?: ce que tu (?:sais|as (?:retenu|note|appris))\b[^?]{0,40})?)\s*[.!]*$"
)
_FORGET = re.compile(
    r"^(?:please |stp |ok )*(?:forget|oublie)(?: that| que| about| what (?:i said|you know) about| ce que tu "
    r"sais (?:sur|de)| ce que j'ai dit (?:sur|de|des|du)| ce que je t'ai (?:dit|raconte) (?:sur|de|des|du)| the fact that| my| mon|"
    r" ma| qu'|"
    r"(?= (?:i|i'm|im|i've|j'ai|je)\b))\s*(?P<text>(?!.{0,40}\b(?:goals?|objectifs?|reminders?|rappels?|alarms?|workouts?|"
    r"seances?)$).{3,200})$"
)


_FORGET_PAIN = re.compile(
    r"^(?:please |stp |ok )*(?:forget|oublie) (?:about )?(?:my|the|ma|mon|la|le) "
    r"(?P<text>(?:[a-z]+ ){1,3}(?:pain|injury|niggle|ache)"
    r"|(?:douleurs?|blessure|gene) (?:a |au |aux |de |du |d'|a l')[a-z' ]{3,30})\s*[.!]*$"
)


_TELLS_UNITS = re.compile(
    r"\b(?:i (?:(?:only|always|usually|normally|now) )?(?:use|lift|train|work|count|think|log|weigh) (?:everything )?(?:only )?(?:in )?|"
    r"(?:all|everything|(?:the |my )?(?:weights?|numbers|loads?)|it'?s|that'?s|th[eo]se are|they'?re) (?:is |are )?(?:all )?in |"
    r"switch (?:me )?to |set (?:my )?units to |units? ?(?:are|is|:)? ?|j'utilise |je (?:compte|pense|note|m'entraine) en |"
    r"(?:tout|c'est|(?:les |mes )?(?:poids|charges?)) (?:est |sont )?(?:tous |toutes )?en |passe en )(?:the |les |des )?"
    r"(?:(?P<imperial>imperiale?|pounds|lbs?|livres)|(?P<metric>metric|kilos?|kgs?|kilograms|metrique))\b"
)


def units_told(text: str) -> Units | None:
    """The units that the message says its figures are in ("I use pounds"); None where it says nothing, or both, or asks."""
    told = {
        match.lastgroup
        for sentence in split_sentences(text)
        if "?" not in (said := text[sentence.start : sentence.end])
        for match in _TELLS_UNITS.finditer(level(said))
    }
    if len(told) != 1:
        return None
    return "imperial" if told == {"imperial"} else "metric"


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in zone_names()}


@cache
def _cities() -> dict[str, str]:
    """The zones by the city that they are called after."""
    return {name.rpartition("/")[2].lower().replace("_", " ").replace("-", " "): name for name in sorted(zone_names(), reverse=True)}


def parse_memory(text: str, _reading: Reading) -> Parse | None:
    """ "Remember that ..." and "forget that ...", with the text to keep in the person's own words."""
    flat = level(text)
    pain = _FORGET_PAIN.match(flat)
    region = find_region(pain["text"]) if pain else None
    if region is not None:  # pain is the injury log's, no memory
        return Parse((Call("resolve_pain", "injury", text.strip(), 0.9, {"region": region[0]}),))
    behind = _MEMORY_BEHIND.match(flat.strip(" .!"))
    if behind and not _LOGGED.search(behind["text"]) and find_region(behind["text"]) is None:
        start = len(flat) - len(flat.lstrip(" .!"))
        return Parse((Call("remember", None, text.strip(), 0.95, {"text": text[start : start + behind.end("text")].strip(" .,;!")}),))
    for pattern, tool in ((_FORGET_ALL, "forget"), (_MEMORY, "remember"), (_MEMORY_BARE, "remember"), (_FORGET, "forget")):
        if match := pattern.match(flat):
            said = text[match.start("text") : match.end("text")].strip(" .!")
            return Parse((Call(tool, None, text.strip(), 0.95, {"text": said}),))
    return None


# "I only have dumbbells up to 20 kg" tells how heavy they go, not all there is.
_HEAVIEST = re.compile(
    r"\b(?:dumbbells?|kettlebells?|plates|halteres|disques)\b.{0,12}\b"
    r"(?:up to|no more than|max(?:imum)?|jusqu'?a|maxi|pas plus de) \d+(?:[.,]\d+)? ?(?:kgs?|kilos?|lbs?|pounds?)\W*$"
)

_OWN = re.compile(r"^(?!.*\b(?:gym|salle)\b).*\b(?:my|i have|i've|i got|i own|mes|j'ai)\b")
_HAS_THINGS = re.compile(
    rf"(?=.*\b(?:{THING})\b)"
    r"(?:(?:i|we)(?:'ve| have)?(?: also)?(?: got)?|j'ai(?: aussi)?|on a) "
    rf"(?:(?:and|or|with|et|an?|the|some|my|two|une?|des|le|la|les|mes|ma|mon|deux|\d|{THING})(?:\b|(?=,)),? ?)+"
)


def parse_profile(text: str, reading: Reading) -> Parse | None:
    """One call with everything the clause says of the person, None unless that is all; how heavy weights go is remembered as said."""
    flat = level(text)
    if question := impossible_rhythm(level(words_to_digits(text, reading.locale)), reading.locale):
        return Parse(question=Question(text.strip(), question, "update_profile"))
    if len(text) < 240 and "?" not in text and _HEAVIEST.search(flat):
        kept = _kept(text)
        own = find_equipment(flat) if _OWN.search(flat) else []
        return Parse((kept, Call("update_profile", "planner", text.strip(), 0.9, {"more_equipment": own})) if own else (kept,))
    if len(text) < 80 and _HAS_THINGS.fullmatch(flat.strip(" .!")):
        return Parse((_kept(text),))
    return _told(text, reading)


def _kept(text: str) -> Call:
    """What is there to train with, remembered in the person's words."""
    return Call("remember", None, text.strip(), 0.9, {"text": text.strip(), "kind": "equipment"})


def _told(text: str, reading: Reading) -> Parse | None:
    """One call with everything the clause says of the person; None unless that is all it says."""
    flat = level(words_to_digits(text, reading.locale))
    if not _HINT.search(flat) or "?" in flat or len(flat) > 240 or _ASKS.match(flat):
        return None
    for lump in [found for found in _WEIGHT.finditer(flat) if _weighs_equipment(flat, found)]:
        flat = _blank(flat, lump)
    weight = _WEIGHT.search(flat)
    rest, args = _texts(text, flat if weight is None else _blank(flat, weight))
    rest, numbers = _numbers(rest)
    args |= numbers
    for name, table in (("sex", _SEX), ("workout_style", _STYLE), ("daily_activity", _ACTIVITY), ("units", _UNITS), ("locale", _LOCALE)):
        for pattern, value in table:
            if match := pattern.search(rest):
                args[name] = value
                rest = _blank(rest, match)
                break
    rest, listed = bare_facts(rest, args)
    args |= listed
    equipment = equipment_told(rest, is_alone=not args)
    if equipment is None:
        return None
    if equipment:
        args |= equipment
        rest = re.sub(rf"\b(?:{EQUIPMENT_WORDS})\b", " ", rest)
    changes = args.keys() & {"more_equipment", "less_equipment"}
    weak = set(args) <= {"equipment", "more_equipment", "less_equipment", "workout_style", "sex", "minutes"}
    fills = only_fillers(rest, _GLUE | CHANGE_WORDS | _MEASURES | FURNITURE if equipment else _GLUE)
    if fills and weight is None and is_of_one_day(flat, args):
        return Parse((Call("today_workout", "planner", text.strip(), 0.9, _for_today(args)),))
    if (
        not args
        or not fills
        or (
            weak
            and not re.search(
                r"\b(?:i|je|j'|my|mes|mon|ma|have|got|own|only|just|plus que|train|with|dispose|bought|sold|broke|ordered|"
                r"achete|vendu)\b|^\W*(?:home gym|at home|equipment|a la maison|chez moi|materiel|matos)\b[^:]{0,12}:",
                flat,
            )
        )
        or (weak and weight and not re.search(r"\b(?:i'?m|i am|weigh\w*|je (?:pese|suis|fais))\b", flat))
        or re.search(
            r"\b(?:today|did|ran|aujourd'hui|ai fait)\b" if changes else r"\b(?:today|yesterday|did|ran|hier|aujourd'hui|ai fait)\b", flat
        )
    ):
        return None
    weighed = parse_metric(f"weight {weight[0]}", reading) if weight else None
    return Parse((Call("update_profile", "planner", text.strip(), 0.9, args), *(weighed.calls if weighed else ())))


def _for_today(args: dict[str, Any]) -> dict[str, Any]:
    there = args.get("equipment") or args.get("more_equipment")
    return {name: value for name, value in (("minutes", args.get("minutes")), ("equipment", there)) if value}


def _weighs_equipment(flat: str, weight: re.Match[str]) -> bool:
    """Whether the weight is that of dumbbells and their like: "10 kg dumbbells", "haltères de 20 kg"."""
    return bool(_OF_EQUIPMENT.match(flat, weight.end()) or _EQUIPMENT_OF.search(flat, 0, weight.start()))


def _blank(rest: str, match: re.Match[str]) -> str:
    return rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]


def _texts(text: str, flat: str) -> tuple[str, dict[str, Any]]:
    args: dict[str, Any] = {}
    rest = flat
    if named := name_told(text, rest):
        args["name"] = named[0]
        rest = _blank(rest, named[1])
    if match := _GOAL.search(rest):
        words = match["what"]
        losing = re.search(r"lose|burn|drop|shed|perdre|lean|tone|maigrir", words) or re.search(r"^(?:weight loss|fat loss)", words)
        args["goal"] = "weight_loss" if losing else "general" if re.search(r"fit|shape|health|forme", words) else goal_of(words)
        rest = _blank(rest, match)
        while more := _MORE_AIMS.match(rest, match.end()):  # the first aim named is the goal
            rest, match = _blank(rest, more), more
    if (zone := _ZONE.search(rest)) and (key := _zones().get(zone["zone"] or "") or _cities().get((zone["city"] or "").replace("-", " "))):
        args["time_zone"] = key
        rest = _blank(rest, zone)
    if match := _LEVEL.search(rest):
        args["level"] = "beginner" if re.search("new to|start|commence", match[0]) else level_of(match[0])
        rest = _blank(rest, match)
    return rest, args


def _numbers(rest: str) -> tuple[str, dict[str, Any]]:
    args: dict[str, Any] = {}
    if match := _DAYS.search(rest):
        args["days_per_week"] = int(match["n"])
        rest = _blank(rest, match)
    elif named := _training_days(rest):
        args["weekdays"] = named.weekdays
        args["days_per_week"] = len(args["weekdays"])
        rest = rest[: named.start] + " " * (named.end - named.start) + rest[named.end :]
    if match := _MINUTES.search(rest):
        args["minutes"] = int(match["n"]) if match["n"] else (int(match["h"]) if match["h"].isdigit() else 1) * 60
        rest = _blank(rest, match)
    for pattern in (_HEIGHT_CM, _HEIGHT_FT, _HEIGHT_M):
        if match := pattern.search(rest):
            args["height_cm"] = _centimetres(match)
            rest = _blank(rest, match)
            break
    match = _AGE.search(rest) or _AGE_LISTED.search(rest)
    found = match.groupdict() if match else {}
    age = found.get("n") or found.get("m") or found.get("k") or found.get("a")
    sex = found.get("mf") or found.get("fm")
    if match and age and is_plausible("age_years", float(age)):
        args["age"] = int(age)
        if sex:
            args["sex"] = "male" if sex == "m" else "female"
        rest = _blank(rest, match)
    return rest, args


def _training_days(rest: str) -> Recurrence | None:
    """The weekdays on which somebody can train ("free tue thu sat"); None where days are named for another reason."""
    named = find_recurrence(rest)
    if named is None or not named.weekdays or not _IS_ABOUT_TRAINING.search(rest):
        return None
    return None if _NOT_THEN.search(rest[: named.start]) else named


def _centimetres(match: re.Match[str]) -> float:
    parts = match.groupdict()
    if parts.get("ft"):
        return round((int(parts["ft"]) * 12 + int(parts["in"] or 0)) * float(CM_PER_INCH), 1)
    return float(parts["n"]) if parts.get("n") else float(int(parts["m"]) * 100 + int(parts["c"]))
