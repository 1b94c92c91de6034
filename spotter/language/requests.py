"""Requests for a plan or a program with their conditions: "make me a 3 day plan for strength with dumbbells"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from spotter.coaching.units import KG_PER_LB
from spotter.language.calendar_words import level
from spotter.language.equipment import find_equipment
from spotter.language.introductions import DAYS_QUESTION
from spotter.language.numbers import words_to_digits
from spotter.language.pain import parse_pain
from spotter.language.plan_contents import Listed, exercises_listed, has_no_equipment, wanted_exercises, wants_only_cardio
from spotter.language.program_names import named_program
from spotter.language.recurrences import find_recurrence
from spotter.language.remainder import word_set
from spotter.language.respelling import respelt
from spotter.language.simple_text import simplify
from spotter.language.slots import first_of, goal_of, level_of, named_exercise
from spotter.language.understanding import Call, Parse, Question, Reading

_BESIDE = re.compile(r"[,;.!\n]+\s|\b(?:and|but|with|et|mais|avec)\b", re.IGNORECASE)
_MAKE = re.compile(
    r"^(?:i (?:want|need|would like|d like|am looking for|could do with)|je (?:veux|voudrais|cherche)|j aimerais|il me faut|"
    r"j ai besoin (?:de|d)|pourriez vous|pouvez vous|"
    r"put me on|mets moi sur|me (?:faire|creer|preparer|construire|donner|proposer)|"
    r"make|build|create|generate|design|give|write|propose|suggest|prepare|draw up|get|set|plan|"
    r"faire|creer|fais|cree|genere|prepare|donne|construis|concocte|propose|redo|new|another|nouveau|un nouveau)\b(?: me| "
    r"moi| up)?(?: a| an| my| the| another| un| une| mon| le)?\b.{0,60}?"
    r"\b(?:plan|program|programme|routine|split|training plan|schedule|planning)\b(?P<after>.*)$"
)
# Noun first: "plan for weight loss, 3x a week, 45 min". A goal, days or minutes have to stand behind it.
_NAMED_FIRST = re.compile(
    r"^(?:an? |un |une )?(?:new |nouveau )?(?:training |workout |gym )?(?:plan|program|programme|routine)\b(?: me)? (?:for|pour|de|"
    r"with|avec|,)"
    r"(?! (?:today|tonight|tomorrow|(?:this|next|the|my|cette|la) |aujourd|demain|ce |lundi|mardi|\w+day\b))(?P<after>.*$)"
)
# "3 day plan with bench press and deadlift", "plan 3 jours avec squat", "programme 3 jours squat et soulevé de terre"
_DAYS_FIRST = re.compile(
    r"^(?:an? |un |une )?(?:new |nouveau )?(?:[1-7] ?(?:days?|j(?:ours?)?|x|times|fois)\b(?: ?(?:a|per|par|each) ?(?:week|wk|semaine)\b)? "
    r"(?:[a-z]+ ){0,3}?(?:plan|program|programme|routine|split)|"
    r"(?:[a-z]+ )?(?:plan|program|programme|prog|routine|split)(?: (?:sur|de|en|of))? [1-7] ?(?:days?|j(?:ours?)?|x|fois)\b"
    r"(?: ?(?:a|per|par) ?(?:week|wk|semaine)\b)?)(?P<after>(?: .*)?)$"
)
_OTHER_DAYS = re.compile(
    r"^(?:change|switch|move|turn|go|set|passe|change|mets) (?:my |the |mon |le )?(?:training )?(?:plan|program|programme|routine) "
    r"(?:to|into|down to|up to|from \d(?: days?)? to|a|sur|en) (?:an? )?[1-7] ?(?:days?|jours?|x|times|fois)\b(?P<after>(?: .*)?)$"
)
_WANTS = (
    r"(?:i (?:want|d like|would like|need|prefer|have|decided) to (?:train|work out|lift|go)|"
    r"i (?:can|could) (?:now )?(?:only )?(?:train|work out|do)|i ll (?:train|do)|"
    r"(?:can|could) (?:we|i) (?:do|train|make it|go (?:to|down to|up to))|let s (?:do|train|make it)|(?:we |i )?(?:do|make it|train)|"
    r"je (?:veux|voudrais|peux|dois|prefere|prefererais|vais) m entrainer|j aimerais m entrainer|"
    r"(?:on peut|je peux|peux tu|on) (?:faire|fait|passer a|passe a|mettre)|fais|mets|passe a|faisons)"
)
_EACH_WEEK = r" ?(?:days?|times|x|jours?|j|fois|workouts?|seances?)(?: ?(?:a|per|par|each|every|the|la)? ?(?:week|wk|semaine))?"
_RHYTHM = re.compile(
    rf"^{_WANTS} (?:only |que |seulement )?([1-7]){_EACH_WEEK}"
    rf"(?: (?:now|from now on|instead(?: of [1-7](?: ?days?)?)?|rather than [1-7](?: ?days?)?|maintenant|desormais|a partir de maintenant|"
    rf"dorenavant|plutot|au lieu (?:de|d) [1-7](?: jours?| fois)?))+$"
    rf"|^(?:now|from now on|maintenant|desormais) {_WANTS} (?:only |que |seulement )?([1-7]){_EACH_WEEK}$"
)
_TOLD = re.compile(
    r"\b(?:went|was|is|did|done|finished|completed|following|followed|missed|skipped|like|love|hate|fini|fait|suis|suivi|etait|aime|"
    r"today|yesterday|tomorrow|this week|next week|aujourd hui|hier|demain|semaine prochaine)\b|\d ?x ?\d|\d ?(?:kg|kilos?|lbs?)\b"
)
_TOO_MANY_DAYS = re.compile(
    r"\b(?:[89]|[1-9]\d) ?-? ?(?:days?|jours?|j|times?|x|fois|sessions?|seances?|workouts?) ?(?:a|per|/|par|each|every|la) ?(?:week|"
    r"wk|semaine)\b"
)
# "I want to train 8 days a week", "un plan 9 jours par semaine", "plan 8 days": more days than there are, however it is asked for.
_DAYS_BEYOND = re.compile(
    r"\b(?:plan|program|programme|routine|split|train|training|work out|lift|exercise|gym|entrainer|entraine|entrainement|sport)\b.*"
    r"\b(?:[89]|[1-9]\d) ?-? ?(?:days?|jours?|j) ?(?:a|per|/|par|each|every|la) ?(?:week|wk|semaine)\b"
    r"|\b(?:[89]|[1-9]\d) ?-? ?(?:days?|jours?|j) ?(?:a|per|/|par|each|every|la) ?(?:week|wk|semaine)\b.*"
    r"\b(?:plan|program|programme|routine|split|training|workouts?|entrainement|sport)\b"
    r"|^(?:an? |un )?(?:plan|program|programme|routine) (?:of |de |sur )?(?:[89]|[1-9]\d) ?(?:days?|jours?|j)$"
)
_PLAN_TRAINING = re.compile(
    r"^(?:plan|planifie) (?:me (?:a|an|my|another)(?: \w+)? (?=week\b(?! (?:in|of|off|at)\b))|"
    r"(?:my|mes|mon|moi une) )(?:training|workouts?|week|entrainements?|seances?|semaine)\b(?P<after>.*)$"
)
_NOT_TRAINING = re.compile(r"\b(?:meals?|diet|nutrition|food|eating|repas|alimentaire|calorie|keto)\b")
_ANOTHER = re.compile(r"\b(?:remind|rappelle|comment|how|what|why|show|undo|log|then|puis|pourquoi|montre|also|aussi|qu est)\b")
_DAYS = re.compile(
    r"\b(?P<n>[1-7]) ?-? ?(?:days?|jours?|j|x|times?|fois|sessions?|seances?|workouts?)(?: ?(?:a|per|/|par|each|"
    r"every|the|la)? ?(?:week|wk|semaine))?\b"
)
_MINUTES = re.compile(r"\b(?P<n>\d{1,3}) ?-? ?(?:min(?:ute)?s?|mn)\b")
_GOAL = re.compile(
    r"\b(?:strength|stronger|powerlifting|force|hypertrophy|muscle|mass|size|bulk\w*|masse|endurance|running|"
    r"cardio|mobility|flexib\w+|souplesse|mobilite|weight loss|fat loss|lose (?:weight|fat)|cutting|perte de "
    r"poids|perdre du poids|maigrir|seche|general|fitness|forme)\b"
)
_LEVEL = re.compile(r"\b(?:beginner|novice|newbie|debutante?|intermediate|intermediaire|advanced|avancee?|confirmee?)s?\b")
_AVOID = re.compile(
    r"\b(?:without|no|avoid|avoiding|except|sans|pas de|eviter)\s+(?P<what>[a-z ]{3,30}?)(?=$| and | with | for | et | avec | pour )"
)
_CHOOSE = re.compile(
    r"^(?:start|begin|switch (?:me |my plan |my program |my routine |plans? |programs? )?to|change (?:my "
    r"(?:plan|program) )?to|choose|pick|select|use|follow|run|i want to (?:do|run|start|follow|try)|let s "
    r"(?:do|run|start)|put me on|go with|try|i ll take|i choose|"
    r"commence|demarre|lance|passe (?:a|au|sur)|choisis|je (?:choisis|prends|veux (?:faire|suivre|commencer))|"
    r"mets moi sur)\s+(?:the |a |le |la |l |un )?(?P<name>[a-z0-9/ -]{2,40}?)(?: (?:program|programme|plan|"
    r"routine))?$"
)
_SET = r"(?P<load{0}>\d{{1,3}}(?:[.,]\d)?) ?(?P<unit{0}>kgs?|lbs?|kilos?|pounds?)? ?(?:x|for|fois|pour) ?(?P<reps{0}>\d{{1,2}})(?: reps?)?"
_ONE_RM = re.compile(
    (
        r"^(?:what is |what s |whats |estimate |calculate |compute |calcule |estime |quel est )?(?:my |the |mon |"
        r"le )?(?:estimated |theoretical )?(?:e?1 ?rm|one rep max|max|rm)"
        r"(?: (?:of|for|from|with|if i (?:do|did|lift)|de|pour|a|at|in|on|the))*(?: (?P<exercise>[a-z "
        r"]{3,30}?))?(?: (?:of|at|with|from|de|a))? "
    )
    + _SET.format("")
    + r"$|^"
    + _SET.format("2")
    + r"(?: (?P<exercise2>[a-z ]{3,30}?))? (?:e?1 ?rm|one rep max)$"
)
_WORDS = word_set("of_plan_requests")  # to know one by with slips of the keyboard
PROGRAM_NAMES = re.compile(
    r"\b(?:5x5|5 x 5|stronglifts|strong lifts|starting strength|5/3/1|531|5 3 1|ppl|push pull legs?|pousser "
    r"tirer jambes|upper lower|haut bas|full ?body|corps entier|gzclp?|couch to 5k|c25k|texas method|madcow|"
    r"phul|phat|nsuns|greyskull)\b"
)
_MARKED = re.compile(r"\b(?:program|programme|plan|routine)$")


def parse_plan_request(text: str, reading: Reading) -> Parse | None:
    """A call that proposes a plan or chooses a program; None for anything else."""
    words = simplify(words_to_digits(text, reading.locale)).words
    asked = text.rstrip().endswith("?") and not re.match(r"\W*(?:can|could|would|will|tu|peux|pourrais|on peut|je peux)\b", level(text))
    if asked or len(words) > 160:
        return None
    if _DAYS_BEYOND.search(words) and not _TOLD.search(words) and not _NOT_TRAINING.search(words):
        return Parse(question=Question(text.strip(), DAYS_QUESTION[reading.locale], "propose_plan"))
    found = _estimate(words, text, reading) or _choose(words, text) or _rhythm(words, text) or _propose(words, text, reading)
    mended = words if found else respelt(words, _WORDS)
    return found if mended == words else _propose(mended, text, reading)


def _rhythm(words: str, text: str) -> Parse | None:
    """Another number of days from now on: it is told of the person, and a plan that has other days is asked about."""
    match = _RHYTHM.match(words)
    number = next((int(found) for found in match.groups() if found), None) if match else None
    return None if number is None else Parse((Call("update_profile", "planner", text.strip(), 0.9, {"days_per_week": number}),))


def _estimate(words: str, text: str, reading: Reading) -> Parse | None:
    match = _ONE_RM.match(words)
    if match is None:
        return None
    load = float((match["load"] or match["load2"]).replace(",", "."))
    unit = match["unit"] or match["unit2"] or ("lb" if reading.units == "imperial" else "kg")
    args: dict[str, Any] = {
        "load_kg": round(load * float(KG_PER_LB), 2) if unit[0] in "lp" else load,
        "reps": int(match["reps"] or match["reps2"]),
    }
    subject = (match["exercise"] or match["exercise2"] or "").strip()
    if subject:
        exercise = named_exercise(subject, reading.locale)
        if exercise is None:
            return None
        args["exercise"] = exercise
    return Parse((Call("estimate_1rm", "progress", text.strip(), 0.93, args),))


def _propose(words: str, text: str, reading: Reading) -> Parse | None:
    match = _MAKE.match(words) or _PLAN_TRAINING.match(words) or _NAMED_FIRST.match(words) or _days_first(words)
    if match is None or _NOT_TRAINING.search(words) or _ANOTHER.search(words, 4):
        return None
    if _TOO_MANY_DAYS.search(words):
        return Parse(question=Question(text.strip(), DAYS_QUESTION[reading.locale], "propose_plan"))
    flat = level(words_to_digits(text, reading.locale))
    bare = exercises_listed(match["after"], reading.locale) if match.re is _DAYS_FIRST else []
    args = _wishes(words, wanted_exercises(words, flat, reading.locale) or bare)
    if match.re is _NAMED_FIRST and not args:
        return None
    hurts = [call for clause in _BESIDE.split(text) if (pain := parse_pain(clause, reading)) for call in pain.calls]
    return Parse((*hurts, Call("propose_plan", "planner", text.strip(), 0.9, args)))  # the plan is made around what hurts


def _days_first(words: str) -> re.Match[str] | None:
    """A request that is nothing but a plan with its days; what tells how one went is none."""
    return None if _TOLD.search(words) else _DAYS_FIRST.match(words) or _OTHER_DAYS.match(words)


def _wishes(words: str, wanted: Sequence[Listed]) -> dict[str, Any]:
    """What the request says of the plan, as arguments."""
    args: dict[str, Any] = {}
    for name, pattern in (("days_per_week", _DAYS), ("minutes", _MINUTES)):
        if found := pattern.search(words):
            args[name] = int(found["n"])
    named = find_recurrence(words)
    if named is not None and named.weekdays and args.get("days_per_week", len(named.weekdays)) == len(named.weekdays):
        args["weekdays"] = named.weekdays
    if goal := _GOAL.search(words):
        args["goal"] = goal_of(goal[0])
    if rank := _LEVEL.search(words):
        args["level"] = level_of(rank[0])
    if wanted:
        args["include"] = [one.name for one in wanted]
    if wants_only_cardio(words):
        args["only_cardio"] = True
    for one in wanted:
        words = words.replace(simplify(one.said).words, " ")  # "bench" in a list of lifts is no bench
    return args | _means(words)


def _means(words: str) -> dict[str, Any]:
    """What there is to train with, and what is to be left out."""
    args: dict[str, Any] = {}
    if equipment := ["bodyweight"] if has_no_equipment(words) else find_equipment(words):
        args["equipment"] = equipment
    avoid = _AVOID.search(words)
    if avoid and not first_of((("equipment|materiel|gym|salle", "none"),), avoid["what"]):
        args["avoid"] = [avoid["what"].strip()]
    return args


def _choose(words: str, text: str) -> Parse | None:
    match = _CHOOSE.match(words)
    is_named = match is not None and (PROGRAM_NAMES.search(words) or _MARKED.search(words) or named_program(match["name"]))
    if match is None or not is_named or re.search(r"\d+ ?(?:kg|lb|km)", words):
        return None
    name = match["name"].strip()
    if _DAYS.search(words) and not PROGRAM_NAMES.search(words):
        return None  # "put me on a 3 day plan" names no program
    if name in ("new", "my", "another", "plan", "program", "my next"):
        return None
    return Parse((Call("choose_program", "planner", text.strip(), 0.88, {"program": {"key": None, "name": name}}),))
