"""The regions of the body that can hurt, in English and French, accent-free."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Side = Literal["left", "right", "both"]

_REGIONS: tuple[tuple[str, str], ...] = (
    (
        "lower_back",
        (
            r"lower backs?|low backs?|lumbar(?: spine)?|lombaires?|bas du dos|lumbago|si joint|tailbone|coccyx|"
            r"sciatica|sciatique|back(?! of (?:my|the|your)\b)|dos(?! (?:de la|du) (?:main|pied)\b)|spine"
        ),
    ),
    ("upper_back", r"upper backs?|mid(?:dle)? backs?|traps?|trapezes?|haut du dos|shoulder blades?|omoplates?|rhomboids?|lats?"),
    (
        "shoulder",
        (
            r"shoulders?|sholders?|shoudlers?|shouders?|rotator cuffs?|"
            r"delts?|epaules?|coiffe(?: des rotateurs)?|ac joints?|clavicles?|collarbones?"
        ),
    ),
    ("elbow", r"elbows?|forearms?|coudes?|avant[- ]bras|tennis elbow|biceps?(?: tendon)?|triceps?(?: tendon)?"),
    ("wrist", r"wrists?|poignets?"),
    ("hand", r"hands?|fingers?|thumbs?|mains?|doigts?|pouces?"),
    ("neck", r"necks?|cou|nuque|cervicales?"),
    ("hip", r"hips?(?: flexors?)?|hanches?|glutes?|piriformis|fessiers?|psoas"),
    ("groin", r"groins?|adductors?|adducteurs?|aine"),
    ("hamstring", r"hamstrings?|hammys?|hammies|ischios?(?:[- ]jambiers?)?"),
    ("quad", r"quads?|quadriceps|thighs?|cuisses?"),
    ("knee", r"knees?|kness|kneecaps?|patellas?|patellar tendons?|meniscus|acl|mcl|genoux?|genous|rotules?|menisque"),
    ("shin", r"shins?(?: splints?)?|tibias?|periostite"),
    ("calf", r"calf|calves|mollets?"),
    ("ankle", r"ankles?|chevilles?|achill(?:es|e)(?: tendons?)?|tendons? d'achille"),
    ("foot", r"foot|feet|heels?|toes?|arch(?:es)?|plantar fasci(?:itis|a)|pieds?|talons?|orteils?"),
    ("chest", r"pecs?|pectorals?|pectoraux|chest|poitrine|ribs?|cotes?"),
)
_ANY = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in sorted(_REGIONS, key=lambda row: row[0] != "upper_back")))
# What follows a part of the body that names training: "back squat", "shoulder day", "hip thrusts".
_TRAINED = re.compile(
    r" ?-?(?:days?|press\w*|curls?|raises?|extensions?|workouts?|sessions?|squats?|rows?|thrusts?|flys?|flyes|pushdowns?|exercises?|"
    r"training)\b"
)
_LEFT = re.compile(r"\b(?:left|lft|gauche)s?\b")
_RIGHT = re.compile(r"\b(?:right|rght|rt|droite?)s?\b")
_BOTH = re.compile(r"\b(?:both|les (?:deux|2)|(?:my|mes) 2|left and right|right and left|gauche et droite?|droite? et gauche)\b")
REGION_WORDS = "|".join(words for _, words in _REGIONS)


def find_region(flat: str) -> tuple[str, int, int] | None:
    """The first region that the text (lower case, no accents) names, with where it stands."""
    match = _ANY.search(flat)
    return (match.lastgroup, match.start(), match.end()) if match and match.lastgroup else None


class RegionSpan(NamedTuple):
    """A region, and where the text names it."""

    name: str
    start: int
    end: int


def region_spans(flat: str) -> list[RegionSpan]:
    """Every region that the text (lower case, no accents) names, in its order, without those that name training ("back squat").

    Where there are no others, these count too.
    """
    found = [RegionSpan(match.lastgroup, match.start(), match.end()) for match in _ANY.finditer(flat) if match.lastgroup]
    return [span for span in found if not _TRAINED.match(flat, span.end)] or found


def find_regions(flat: str) -> set[str]:
    """All regions that the text (lower case, no accents) names."""
    return {match.lastgroup for match in _ANY.finditer(flat) if match.lastgroup}


# What people may answer when asked which side.
SIDE_NAMES = {
    "left": ("left", "left one", "gauche"),
    "right": ("right", "right one", "droit", "droite"),
    "both": ("both", "both sides", "les deux"),
}


def side_of(flat: str, start: int, end: int) -> Side | None:
    """The side of the body named right beside `flat[start:end]`."""
    near = flat[max(0, start - 14) : end + 14]
    if _BOTH.search(flat[max(0, start - 20) : end + 14]):
        return "both"
    if _LEFT.search(near):
        return "left"
    return "right" if _RIGHT.search(near) else None
