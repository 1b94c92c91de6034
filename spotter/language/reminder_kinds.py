"""What a reminder is about, where that is more than its words: then what stands in the log already makes it needless."""

from __future__ import annotations

import re
from typing import Literal

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.language.calendar_words import level

Kind = Literal["custom", "workout", "meal", "check_in", "weigh_in"]

_LOGGING = (
    r"(?:(?:log|note|track|record|write down|eat|have|noter?|enregistrer?|marquer?|manger|prendre) )?(?:(?:my|the|mon|ma|le|la|mes|l')\s?)*"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "check_in",
        re.compile(
            r"(?:my |the |a |mon |le |un )*(?:daily |morning |evening )*(?:check[- ]?ins?|point(?: du (?:matin|soir|jour))?|bilan du jour)"
        ),
    ),
    (
        "weigh_in",
        re.compile(
            r"(?:to )?(?:weigh (?:myself|in)|weigh[- ]?in|(?:step|get|hop) on the scales?|log my weight|(?:me |m')?peser|pesee|"
            r"(?:noter?|enregistrer?) mon poids|monter sur la balance)(?: (?:again|today|first))*"
        ),
    ),
    ("meal", re.compile(rf"{_LOGGING}(?:breakfast|lunch|dinner|supper|meals?|food|petit[- ]dej(?:euner)?|dejeuner|diner|souper|repas)")),
    (
        "workout",
        re.compile(
            r"(?:(?:to|do|go|start|hit|for|my|the|a|faire|aller|au|a la|a|ma|mon|la|le|me|m') ?)*"
            r"(?:train(?:ing)?|work ?out|working out|gym|lift(?:ing)?|exercise|(?:leg|push|pull|arm|chest|back|upper|lower)(?: body)? day|"
            r"entrainer|entrainement|seance(?: de (?:sport|muscu))?|muscu(?:lation)?|sport|salle)(?: (?:session|now))?"
        ),
    ),
)


def kind_of(text: str) -> Kind:
    """The kind of what somebody wants to be reminded of: only where its words say nothing else."""
    flat = level(text).strip(" .!?")
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(flat)), "custom")


# "lift weights" and "bodyweight squats" are no question of what somebody weighs
_BODY = re.compile(
    r"\b(?:weigh(?:ing|s|ed)?(?:[- ]?ins?)?|weight(?! (?:training|lifting|room|belt|vest|bench|plates?|session|machines?))|scales?"
    r"|calories?|cals?|kcal|macros?|bmi|body ?fat|waist(?:line)?|(?:me |m')?peser|pesee|(?<!des )(?<!les )(?<!aux )poids"
    r"|(?:la|ma) balance|imc|tour de taille|maigrir|mincir)\b"
)
_TRAINING = re.compile(
    r"\b(?:train(?:ing|s)?|work(?:ing)? ?outs?|gym|lift(?:ing|s)?|exercis(?:e|es|ing)|cardio|hiit|crossfit|jog(?:ging)?"
    r"|(?:leg|pull|push) day|(?:upper|lower) body|sport|weights|reps?|(?:m')?entrainer?|entrainements?|seances?|muscu(?:lation)?"
    r"|footing|salle de sport|renfo)\b"
)
_ERRANDS = re.compile(r"\b(?:dogs?|errands?|bus|boat|bath|bike shop|chiens?|courses|bain)\b")


def asks_of_body(text: str, kind: str) -> bool:
    """Whether a reminder is about somebody's weight, calories or measures. What a check-in asks is chosen when it asks."""
    return kind == "weigh_in" or (kind != "check_in" and _BODY.search(level(text)) is not None)


def asks_to_train(text: str, kind: str) -> bool:
    """Whether a reminder wants somebody to train: it says so, or names an exercise. What a check-in asks is chosen when it asks."""
    flat = level(text)
    if kind in ("workout", "check_in") or _TRAINING.search(flat):
        return kind != "check_in"
    mention = None if _ERRANDS.search(flat) else find_exercise_mention(re.findall(r"[a-z0-9'-]+", flat))
    return mention is not None and mention.exact
