"""Times that belong to something: "I train at 18:00 on mon wed fri", "dinner is at 8pm", "check in with me every morning"."""

from __future__ import annotations

import re

from spotter.language.calendar_words import level
from spotter.language.dates import find_date
from spotter.language.moments import MomentSpan, find_moment
from spotter.language.remainder import only_fillers
from spotter.language.understanding import Call, Parse, Reading

_OFTEN = r"(?:(?:usually|always|normally|generally|mostly|now|typically|d'habitude|toujours|normalement|en general|souvent|maintenant)\s+)*"
_WORKOUT = re.compile(
    rf"\b(?:(?:i|we)(?:'ll| will)? {_OFTEN}(?:train|work out|workout|lift|exercise|hit the gym|go to the gym|do my workouts?)|"
    rf"(?:my |the )?(?:workouts?|training(?: sessions?)?|gym(?: time| sessions?)?|sessions?) (?:is|are|times? (?:is|are)) {_OFTEN}|"
    rf"(?:je|on) (?:m'|s')?{_OFTEN}(?:entraine|vais a la (?:salle|gym)|vais au sport|fais (?:du sport|de la muscu|ma seance"
    rf"|mes seances))|je m'entraine|"
    rf"(?:mes |ma |mon |mes )?(?:seances?|entrainements?) (?:est|sont|c'est) {_OFTEN})"
)
_MEALS = {
    "breakfast": "breakfast",
    "lunch": "lunch",
    "dinner": "dinner",
    "supper": "dinner",
    "petit-dejeuner": "breakfast",
    "petit dejeuner": "breakfast",
    "petit dej": "breakfast",
    "dejeuner": "lunch",
    "dejeune": "lunch",
    "diner": "dinner",
    "dine": "dinner",
    "souper": "dinner",
    "soupe": "dinner",
}
_MEAL = re.compile(
    rf"\b(?:(?:i|we) {_OFTEN}(?:have|eat|take|get)(?: my)? (?P<had>breakfast|lunch|dinner|supper)|"
    rf"(?:my |our )?(?P<is>breakfast|lunch|dinner|supper)(?: time)?(?: is|'s) {_OFTEN}|"
    rf"(?:je|on) {_OFTEN}(?:prends? (?:mon|le) )?(?P<dine>petit[- ]dej(?:euner)?|dejeune|dine|soupe)r?\b ?{_OFTEN}|"
    rf"(?:le |mon )?(?P<est>petit[- ]dej(?:euner)?|dejeuner|diner|souper) (?:est|c'est) {_OFTEN})"
)
_CHECK_IN = re.compile(
    r"\b(?:check(?:ing)?[- ]?(?:in|up)?(?: (?:in|up))?(?: (?:on|with))? (?:me|my)\b|(?:do|give me|start|set up|i want"
    r"|i'd like) a (?:daily |morning |"
    r"evening )?check[- ]?in|check[- ]?in\b|ask (?:me )?(?:about )?(?:how (?:i'm|i am|im|i|my)|my|if i|whether i)\b|"
    r"(?:demande[sz]?|interroge[sz]?)[- ]?moi (?:comment|si|mon|ma|mes|sur)\b|fai(?:s|re) (?:le|un) point|prends? de mes nouvelles|"
    r"fais(?:-| )moi un (?:bilan|point))"
)
_NOW = re.compile(
    r"(?:(?:can|could) (?:you|we) )?(?:(?:let'?s|please) )?(?:(?:do|start) )?(?:a |my |the )?(?:quick "
    r"|daily )?check[- ]?in(?: with me)?(?: now| please| pls)*[.! ]*|"
    r"(?:on )?(?:fait|fais|faire) (?:le|un) point(?: avec moi)?(?: maintenant| stp)*[.! ]*"
)
_MAY_ASK = re.compile(r"check|ask|demande|interroge|point|nouvelles|bilan")
_TOPICS = (
    ("sleep", r"sle?ep\w*|slept|sommeil|dorm\w*|nuit"),
    ("energy", r"energ\w*|tired\w*|fatigue\w*|forme"),
    ("soreness", r"sore\w*|courbatur\w*|doms"),
    ("stress", r"stress\w*"),
    ("pain", r"pains?|hurts?|douleurs?|mal"),
    ("weight", r"weigh\w*|poids|pese\w*"),
    ("done", r"trained|worked out|training|workout|entraine|seance"),
)
_CHATTER = re.compile(
    r"\b(?:in|with|on|up|me|my|and|how|i|i'm|am|feel\w*|doing|going|about|the|a|please|have|did|go|before|after|training|comment|je|me"
    r"|sens|"
    r"can|could|would|you|u|to|want|like|i'd|peux|tu|pourrais|veux|voudrais|que|vais|va|moi|avec|et|mes|ma|mon|le|la|les|sur|si|j'ai"
    r"|ai|bien|was|were|is|well|rate|level|levels|quality|avant|apres|seance|s)\b"
)
_PAST = re.compile(r"\b(?:yesterday|ago|last|hier|dernier|derniere|trained|was|were|had|did|ate|etait)\b")


def parse_assigned_time(text: str, reading: Reading) -> Parse | None:
    """A call that keeps the time of workouts, of a meal or of a check-in; None for anything else."""
    flat = level(text).strip()
    if flat.endswith("?"):
        return None
    for make in (_check_in, _workout, _meal):
        call = make(flat, text, reading)
        if call is not None:
            return Parse((call,))
    return None


def _call(what: str, kind: str, rule: str, text: str) -> Call:
    return Call("set_reminder", "motivation", text.strip(), 0.9, {"text": what, "rule": rule, "kind": kind})


def _without(flat: str, *spans: tuple[int, int]) -> str:
    return "".join(" " if any(start <= place < end for start, end in spans) else char for place, char in enumerate(flat))


def _check_in(flat: str, text: str, reading: Reading) -> Call | None:
    if _NOW.fullmatch(flat):
        return Call("check_in", "motivation", text.strip(), 0.9, {})
    moment = find_moment(flat, reading) if _MAY_ASK.search(flat) else None
    if moment is None or moment.rule is None:
        return None
    said = re.sub(r"\s+", " ", _without(flat, *moment.spans))
    match = _CHECK_IN.search(said)
    if match is None:
        return None
    topics = [topic for topic, words in _TOPICS if re.search(rf"\b(?:{words})\b", said)]
    topics = topics[:-1] if topics[-1:] == ["done"] and len(topics) > 1 and re.search(r"\b(?:before|avant)\b", said) else topics
    rest = _CHATTER.sub(" ", _without(said, match.span()))
    for _, words in _TOPICS:
        rest = re.sub(rf"\b(?:{words})\b", " ", rest)
    if not only_fillers(rest):
        return None
    return _call("check-in" + (": " + ", ".join(topics) if topics else ""), "check_in", moment.rule, text)


def _workout(flat: str, text: str, reading: Reading) -> Call | None:
    match = _WORKOUT.search(flat)
    moment = find_moment(flat, reading) if match and not _PAST.search(flat) else None
    if match is None or moment is None or moment.rule is None or not moment.timed:
        return None
    rest = _without(flat, match.span(), *moment.spans)
    what = "m'entraîner" if reading.locale == "fr" else "train"
    return _call(what, "workout", moment.rule, text) if only_fillers(rest) else None


def _meal(flat: str, text: str, reading: Reading) -> Call | None:
    match = _MEAL.search(flat)
    if match is None or _PAST.search(flat):
        return None
    name = next(group for group in match.groups() if group is not None).replace("-", " ")
    meal = _MEALS.get(name.replace("petit dej", "petit dej")) or "breakfast"
    tail = _without(flat, match.span())
    if find_date(tail, reading) is not None:
        return None
    moment = find_moment(tail, reading)
    if moment is None or not moment.timed:
        return None
    rule = moment.rule or _daily(moment, meal)
    spoken = {"breakfast": "petit-déjeuner", "lunch": "déjeuner", "dinner": "dîner"}[meal] if reading.locale == "fr" else meal
    return _call(spoken, "meal", rule, text) if only_fillers(_without(tail, *moment.spans)) else None


def _daily(moment: MomentSpan, meal: str) -> str:
    """Every day at the hour that such a meal is at: dinner at 8 is in the evening."""
    if moment.at is None:
        raise ValueError("a moment has a rule or is one")
    hour = moment.at.hour
    if (meal == "breakfast" and hour >= 15) or (meal != "breakfast" and hour < (5 if meal == "lunch" else 10)):
        hour = (hour + 12) % 24
    if meal == "lunch" and hour >= 21:
        hour -= 12
    return f"FREQ=DAILY;BYHOUR={hour};BYMINUTE={moment.at.minute}"
