"""The equipment that a text names, in the catalogue's words."""

from __future__ import annotations

import re

_EQUIPMENT: tuple[tuple[str, str], ...] = (
    ("dumbbell", r"dumbb?ells?|dumb bells?|dbs?|halteres?"),
    ("ez_bar", r"e-?z ?-?(?:curl )?bars?|curl bars?|barres? (?:ez|coudee)"),
    ("trap_bar", r"(?:trap|hex) ?-?bars?|barre hexagonale"),
    (
        "barbell",
        r"barbells?|bar and plates|olympic bar|barre(?: et (?:des )?(?:poids|disques))?(?! de traction| fixe| ez| coudee| hexa| a dips)",
    ),
    ("dip_bars", r"dip ?-?(?:bars?|station)|parallettes|barres? (?:a|de) dips|barres paralleles"),
    ("bench", r"(?:weight |adjustable )?(?<!to )bench(?! press)|banc"),
    ("kettlebell", r"kettlebells?|kbs?"),
    ("pull_up_bar", r"pull ?-?up bar|chin ?-?up bar|barre de tractions?|barre fixe"),
    ("band", r"(?:resistance )?bands?|elastiques?|bandes? elastiques?"),
    ("cable", r"cables?|cable machine|poulies?"),
    ("machine", r"(?<!cable )(?<!rowing )(?<!smith )machines?(?! a ramer)"),
    ("smith", r"smith machine"),
    (
        "cardio_machine",
        r"treadmill|rowing machine|rower|elliptical|(?:exercise|stationary|spin) bike|tapis de course|rameur|velo d'appartement",
    ),
    ("rack", r"(?:squat |power )?rack|cage a squat"),
    ("rings", r"(?:gym(?:nastic)? )?rings|anneaux|trx|suspension trainer"),
    ("foam_roller", r"foam ?-?rollers?|rouleau de massage"),
    ("ab_wheel", r"ab (?:wheel|roller)|roue abdominale"),
    ("mat", r"(?:yoga |exercise )?mats?|tapis(?: de (?:sol|yoga|gym))?(?! de course| roulant)"),
    ("rope", r"(?:jump|skipping) ?-?rope|corde a sauter"),
    ("sandbag", r"sandbags?"),
    ("plate", r"(?:weight |bumper )?plates|disques"),
    ("full_gym", r"full gym|commercial gym|(?:a |the |my )gym(?: membership)?|salle(?: de (?:sport|muscu\w*))?"),
    (
        "bodyweight",
        r"no equipment|"
        r"(?<=only )my (?:own )?body|(?<=just )my (?:own )?body|(?<=que )mon (?:propre )?corps|"
        r"body ?-?weight|without equipment|nothing at home|poids du corps|sans materiel|aucun materiel|pas de materiel",
    ),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _EQUIPMENT)
EQUIPMENT_WORDS = "|".join(words for _, words in _EQUIPMENT)


def find_equipment(flat: str) -> list[str]:
    """The kinds of equipment named in the text (lower case, no accents), in the order of the table."""
    return [name for name, pattern in _PATTERNS if pattern.search(flat)]
