"""How somebody feels today, as ratings from 1 to 5: "slept badly, energy 2/5, legs sore", "je suis crevé"."""

from __future__ import annotations

import re

from spotter.language.calendar_words import level
from spotter.language.dates import find_date
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers, word_set
from spotter.language.understanding import Call, Parse, Question, Reading

_RATED = re.compile(
    r"\b(?P<what>energy|energie|soreness|courbatures?|sleep(?: quality)?|slept|sommeil|dormi|stress|fatigue|tiredness|"
    r"motivation|mood|recovery|forme)(?: level| levels)?"
    r"\s*(?:is|at|was|:|=|a|de|est)?\s*(?:a |an |at |about )?(?P<value>10|\d(?:[.,]5)?)(?:\s?(?:/|out of|"
    r"sur)\s?(?P<out_of>5|10))?(?!\s?(?:h|hours?|heures?|hrs?|kg|min))\b"
)
_KINDS = {
    "energ": "energy",
    "forme": "energy",
    "sore": "soreness",
    "courb": "soreness",
    "sleep": "sleep",
    "slept": "sleep",
    "dormi": "sleep",
    "somme": "sleep",
    "stres": "stress",
    "fatig": "fatigue",
    "tired": "fatigue",
    "recov": "energy",
}
_VERY = (
    r"(?:(?:so|very|really|super|extremely|completely|totally|absolutely|too|pretty|quite|a bit|a little|kinda|"
    r"kind of|rather|slightly|fucking|tres|trop|vraiment|un peu|assez|completement|hyper|plutot) )*"
)
_MUSCLES = (
    r"(?:legs?|quads?|hamstrings?|hammies|glutes?|calves|calf|chest|back|lats|traps|arms?|biceps?|triceps?|"
    r"shoulders?|abs|core|body|muscles|everything|upper body|lower body|jambes?|cuisses?|quadri(?:ceps|s)|ischios?|"
    r"fessiers?|mollets?|pecs?|pectoraux|dorsaux|dos|bras|epaules?|abdos|corps)"
)
_I_AM = r"(?:i am|i'm|im|i feel|i'm feeling|i am feeling|feeling|feel|been feeling|je suis|j'suis|je me sens|me sens|chuis)"
_FEELINGS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, value, re.compile(pattern))
    for kind, value, pattern in (
        (
            "energy",
            1,
            (
                rf"\b(?:{_I_AM} )?{_VERY}(?:exhausted|wiped(?: out)?|knackered|wrecked|dead tired|drained|shattered|"
                rf"burn(?:ed|t) out|spent|creve[es]?|crevee|epuisee?|ko|hs|naze|claquee?|rincee?|cramee?|lessivee?|"
                rf"mort(?:e?s?) de fatigue|vide?e)\b"
            ),
        ),
        (
            "energy",
            2,
            (
                rf"\b(?:{_I_AM} )?{_VERY}(?:tired|sleepy|fatigued|low energy|low on energy|sluggish|worn out|beat|weak "
                rf"today|fatiguee?|flagada|a plat|sans energie|pas en forme|raplapla)\b"
            ),
        ),
        ("energy", 2, r"\b(?:no|low|little|not much|zero|pas d'|peu d'|manque d')\s?(?:energy|energie)\b"),
        (
            "energy",
            4,
            (
                rf"\b(?:{_I_AM} )?{_VERY}(?:well[- ]rested|rested|fresh|energetic|energized|full of energy|good today|great "
                rf"today|en forme|en pleine forme|reposee?|pleine? d'energie|en bonne forme|(?:pete|tiens) (?:la|le) (?:forme|feu)|"
                rf"la patate|la peche|la frite)\b"
            ),
        ),
        (
            "energy",
            4,
            rf"^\s*{_I_AM} {_VERY}(?:good|great|strong|amazing|awesome|fantastic|bien|top|super)\s*(?:today|aujourd'?hui)?[.! ]*$",
        ),
        (
            "sleep",
            1,
            (
                r"\b(?:barely slept|didn'?t sleep(?: at all)?|no sleep|couldn'?t sleep|sleepless night|nuit blanche|pas "
                r"dormi(?: de la nuit)?|presque pas dormi|up all night)\b"
            ),
        ),
        (
            "sleep",
            2,
            (
                rf"\b(?:slept|sleep was|sleep|had|dormi)(?: i)? {_VERY}(?:badly|bad|poorly|poor|terribly|terrible|awful|"
                rf"horrible|like (?:shit|crap)|not well|mal|tres mal|peu)\b(?: sleep| night)?|\b(?:bad|poor|terrible|rough|"
                rf"short) (?:sleep|night)(?: of sleep)?\b|\bmal dormi\b|\b(?:mauvaise|courte|sale) nuit\b|\b(?:didn'?t|did "
                rf"not) sleep (?:much|well|enough|good)\b|\bpas bien dormi\b|\bpeu dormi\b"
            ),
        ),
        (
            "sleep",
            4,
            (
                rf"\b(?:slept|dormi) {_VERY}(?:well|great|good|like a (?:baby|log|rock)|bien|comme un (?:bebe|loir))\b|"
                rf"\b(?:good|great) night'?s? (?:of )?sleep\b|\bbien dormi\b|\bbonne nuit de sommeil\b"
            ),
        ),
        (
            "soreness",
            4,
            (
                rf"\b(?:my |both |the |mes |mon |ma |les |des |aux? )?(?:{_MUSCLES} )?(?:and {_MUSCLES} )?(?:is |are |feel |"
                rf"feels |still |sont |est |i'm |i am )*{_VERY}(?:sore|stiff|achy|dead|trashed|fried|wrecked|courbaturee?s?|"
                rf"raides?|lourdes?)\b(?: {_MUSCLES}\b)?(?: today| all over| everywhere| from yesterday| partout)?"
            ),
        ),
        (
            "soreness",
            4,
            (
                rf"\b(?:doms|(?:j'ai |avec )?(?:des |plein de |de grosses |grosses )?courbatures)\b(?: (?:in|from|aux?|"
                rf"partout|dans)(?: my| the| les)? ?{_MUSCLES}?)?"
            ),
        ),
        (
            "stress",
            4,
            (
                rf"\b(?:{_I_AM} )?{_VERY}(?:stressed(?: out)?|anxious|under pressure|stressee?|angoissee?|sous "
                rf"pression)\b(?: (?:out|at work|with work|by work|au travail|au boulot))*"
            ),
        ),
        ("stress", 2, rf"\b(?:{_I_AM} )?{_VERY}(?:relaxed|calm|detendue?)\b"),
    )
)
# Sore muscles belong to training, sore joints and a stiff lower back to `report_pain`.
_SORE = re.compile(r"\b(?:sore|stiff|achy|raides?|courbaturee?s?)\b")
_JOINT = re.compile(
    r"\b(?:knees?|elbows?|wrists?|ankles?|hips?|neck|joints?|lower back|low back|achilles|genoux?|coudes?|poignets?|chevilles?|hanches?|"
    r"cou|nuque|bas du dos|lombaires?|articulations?)\b"
)
_SHOULDER = re.compile(r"\b(?:shoulder|epaule)\b(?! (?:day|press\w*|workout|session|muscles?))")  # one shoulder; both together are muscles
_SIDE = re.compile(r"\b(?:left|right|gauche|droite)\b")
_TENDER = re.compile(  # "sensible" of a French joint: in English the word says something else
    r"\b(?:genoux?|coudes?|poignets?|chevilles?|hanches?|epaules?|cou|nuque|dos|lombaires|talons?) (?:(?:est|sont|reste|un|peu|assez|tres|"
    r"plutot|trop|droite?|gauche|encore|toujours) )*sensibles?\b"
)
_FROM_TRAINING = re.compile(
    r"\b(?:from|after|since|because of|thanks to|de|apres|depuis|suite a)\s+(?:(?:my|the|all|those|these|doing|mes|les|le|la|ma|mon)\s+)*"
    r"(?:(?:leg|arm|chest|back|pull|push|shoulder|upper|lower|yesterday'?s?|last|monday|heavy|jambes|body)\s+)*"
    r"(?:days?|squats?|squatting|deadlifts?|benching|bench(?: press)?|lunges?|running|run|workouts?|training|sessions?|lifting|rows?|"
    r"curls?|pull ?-?ups?|push ?-?ups?|presses|seances?|entrainements?|fentes?|tractions?|pompes|course|jambes)\b(?: d'hier| yesterday)?"
)
_SLIGHT = re.compile(r"\b(?:a bit|a little|slightly|mildly|un peu|legerement)\b")
_NOT = re.compile(r"\b(?:not|n'?t|never|no longer|pas|jamais|isn'?t|aren'?t) (?:\w+ )?$")
_ASKS = re.compile(
    r"\?|\b(?:should|why|how|what|if|when|always|constantly|every time|of|but|because|pourquoi|comment|toujours|si|quand|or)\b"
)
_HINT = re.compile(
    r"energ|patate|peche|frite|feu|sore|courb|sleep|slept|sommeil|dormi|stress|fatig|tired|motivation|mood|recover|forme|exhaust|"
    r"wiped|knacker|wreck|drain"
    r"|shatter|"
    r"burn|spent|creve|epuis|\b(?:ko|hs)\b|naze|claque|rince|crame|lessiv|mort|vide|sluggish|worn|beat|weak|flagada|a plat|raplapla|"
    r"rest|fresh|good|great|strong|amazing|awesome|fantastic|bien|top|super|night|nuit|doms|stiff|achy|dead|trash|fried|raide|lourd|"
    r"anxious|pressure|angoiss|pression|relax|calm|detend"
)
_SCALE = {
    "en": "That is off the scale, so I have not noted it. How is it from 1 to 5?",
    "fr": "C'est hors de l'échelle, donc je ne l'ai pas noté. Combien, de 1 à 5 ?",
}
_EXTRA = word_set("readiness")


def parse_readiness(text: str, reading: Reading) -> Parse | None:
    """One call with all ratings of the clause; None unless ratings are all that it says."""
    flat = level(words_to_digits(text, reading.locale))
    if len(flat) > 120 or not _HINT.search(flat) or _ASKS.search(re.sub(r"\b(?:out|night|lack) of\b|\bfull of\b", "", flat)):
        return None
    if is_sore_joint(flat):
        return None
    if any(match["out_of"] and _value(match) > float(match["out_of"]) for match in _RATED.finditer(flat)):
        return Parse(question=Question(text.strip(), _SCALE[reading.locale], "log_readiness"))
    rest, ratings = _rated(flat)
    for kind, value, pattern in _FEELINGS:
        match = pattern.search(rest)
        if match is None or kind in ratings or _NOT.search(rest[: match.start()]):
            continue
        ratings[kind] = 2 if kind == "soreness" and _SLIGHT.search(rest[: match.end()][-40:]) else value
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    if "soreness" in ratings:
        rest = _FROM_TRAINING.sub(" ", rest)
    day = find_date(rest, reading)
    if (day is not None and day.date == reading.now.date()) or (day is not None and "night" in rest[day.start : day.end]):
        rest = rest[: day.start] + rest[day.end :]
    if not ratings or not only_fillers(rest, _EXTRA):
        return None
    return Parse((Call("log_readiness", "planner", text.strip(), 0.92, {**ratings, "at": reading.now.isoformat(timespec="seconds")}),))


def is_sore_joint(flat: str) -> bool:
    """Whether a joint or the lower back is told to be sore (lower case, no accents): that is pain, not a tired muscle."""
    if _TENDER.search(flat):
        return True
    joint = _JOINT.search(flat) or (_SHOULDER.search(flat) and (_SIDE.search(flat) or not _FROM_TRAINING.search(flat)))
    return bool(joint and _SORE.search(flat))


def _value(rated: re.Match[str]) -> float:
    return float(rated["value"].replace(",", "."))


def _rated(flat: str) -> tuple[str, dict[str, int]]:
    ratings: dict[str, int] = {}
    for match in _RATED.finditer(flat):
        kind = next((kind for stem, kind in _KINDS.items() if match["what"].startswith(stem)), None)
        value = _value(match)
        five = round(value / 2) if match["out_of"] == "10" or value > 5 else round(value)
        if kind is None or (kind == "sleep" and not match["out_of"] and value > 5):
            continue
        five = min(5, max(1, five))
        ratings["energy" if kind == "fatigue" else kind] = 6 - five if kind == "fatigue" else five
        flat = flat[: match.start()] + " " * (match.end() - match.start()) + flat[match.end() :]
    return flat, ratings
