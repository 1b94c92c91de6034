"""How the double reads text: folded words, sentences, clauses, subjects of training, and whether it is French."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Subjects that people text a coach about: how they say it, and what tools and agents call it.
SUBJECTS: dict[str, tuple[re.Pattern[str], frozenset[str]]] = {
    "food": (
        re.compile(
            r"\b(?:eat\w*|ate|food\w*|meals?|snacks?|breakfast|lunch|dinner|calori\w+|kcal|protein\w*|carbs?|macros?|nutrition|diet\w*|hungry|"
            r"cook\w*|recipes?|vegan|vegetarian\w*|lactose|dairy|allerg\w+|mange\w*|repas|dejeuner|diner|faim|gouter|recettes?|regime|"
            r"proteines?|glucides|vegetarien\w*)\b"
        ),
        frozenset({"food", "foods", "meal", "meals", "nutrition", "energy", "macros", "eaten", "kcal"}),
    ),
    "pain": (
        re.compile(
            r"\b(?:hurt\w*|pains?|painful|ach\w+|sore|soreness|injur\w+|sprain\w*|strain\w*|tweak\w*|mal|douleurs?|douloureu\w+|bless\w+|"
            r"courbatures?|shoulders?|knees?|elbows?|wrists?|hips?|ankles?|neck|epaules?|genoux?|coudes?|poignets?|hanches?|chevilles?|nuque)\b"
        ),
        frozenset({"pain", "pains", "injury", "injuries", "hurts", "around"}),
    ),
    "plan": (
        re.compile(
            r"\b(?:plans?|programs?|programmes?|routines?|splits?|workouts?|exercises?|exercices?|seances?|today|tomorrow|next|demain|"
            r"aujourd'?hui|train\w*|entrain\w*|equipment|gym|dumbbells?|halteres?|barbell|barre|machines?|how do i|comment (?:faire|on))\b"
        ),
        frozenset({"plan", "plans", "program", "programs", "workout", "workouts", "exercise", "exercises", "today"}),
    ),
    "progress": (
        re.compile(
            r"\b(?:progress\w*|stronger|records?|prs?|best|trend\w*|histor\w+|week|month|weight|log|1rm|max|plateau\w*|stall\w*|stagn\w+|"
            r"streak|summary|going|doing|getting|lately|better|va|semaine|mois|poids|bilan|progres\w*|historique|evolu\w+)\b"
        ),
        frozenset({"progress", "record", "records", "history", "summary", "week", "trend", "trends", "trained", "goes", "streak"}),
    ),
    "drive": (
        re.compile(
            r"\b(?:motiv\w+|unmotivated|lazy|tired|exhausted|stress\w*|bad|rough|hard|awful|down|sad|quit\w*|give up|discourag\w+|feel\w*|"
            r"habits?|goals?|remind\w*|busy|keep going|rotten|courage|"
            r"continuer|abandonn\w+|envie|creve\w*|moral|overwhelmed|flemme|"
            r"fatigue\w*|epuise\w*|nul\w*|dur\w*|mauvaise?|decourag\w+|demotiv\w+|objectifs?|rappel\w*)\b"
        ),
        frozenset({"drive", "motivation", "motivate", "encourage", "habits", "goals", "goal", "reminders", "reminder"}),
    ),
}
# Turns of speech that ask for one kind of thing, and the words that tools use for it.
CUES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), frozenset(words))
    for pattern, words in (
        (r"(?:calories|kcal|protein\w*|carbs|sugar|fibre|fiber|glucides) (?:in|of|are in|dans|de|d'un)", ("find", "food", "portions")),
        (r"did i eat|have i eaten|i ate|ai mange|j'ai mange|macros", ("eaten", "nutrition")),
        (
            r"(?:should|can|could|to|do) i? ?(?:eat|cook|have for)|(?:quoi|que|truc|idee) (?:a )?manger|hungry|faim|ideas? for|recettes?",
            ("suggest", "meals"),
        ),
        (r"exercises?|exercices?|alternatives?|instead|how do i do|technique", ("find", "exercises", "muscle")),
        (r"splits?|programs?|programmes?|routines?", ("programs", "ready")),
        (r"today|tonight|next|tomorrow|aujourd'?hui|demain|prochaine?", ("today", "next")),
        (r"this week|cette semaine|next week", ("week", "days")),
        (r"last week|weekly|summary|bilan|semaine derniere", ("summary", "sum", "week")),
        (r"records?|prs?|best|meilleur\w*", ("records", "personal")),
        (r"1rm|max", ("maximum", "estimate")),
        (
            r"stronger|progress\w*|stall\w*|plateau\w*|stagn\w*|going|doing|compare\w*|trend\w*|evolu\w*|getting|lately|any better",
            ("progress", "trends", "goes"),
        ),
        (r"(?:can|should) i (?:still )?(?:do|train|worry)|instead|avoid|je peux faire|a la place|eviter", ("instead", "right")),
        (r"streak|consistent|regul\w+", ("streak",)),
        (r"weigh\w*|waist|body fat|poids|tour de taille", ("body", "measurement")),
        (r"goals?|objectifs?", ("goals",)),
        (r"remind\w*|rappel\w*", ("reminders",)),
        (r"know about me|sais de moi|remember(?:ed)? about", ("known", "remembered")),
    )
)
THANKS = re.compile(r"\b(?:thanks?|thank you|thx|cheers|merci)\b")
# What people say for the values that tools know.
VALUES: dict[str, str] = {
    r"epaules?|shoulders?": "shoulder",
    r"genoux?|knees?": "knee",
    r"(?:bas du )?dos|lombaires?|back|lower back": "lower_back",
    r"coudes?|elbows?": "elbow",
    r"poignets?|wrists?": "wrist",
    r"hanches?|hips?": "hip",
    r"nuque|cou|neck": "neck",
    r"chevilles?|ankles?": "ankle",
    r"hier|yesterday": "yesterday",
    r"semaine|week": "week",
    r"mois|month": "month",
    r"last week|semaine derniere": "last",
    r"aujourd'?hui|today|tonight|ce soir": "today",
    r"tired|exhausted|fatigue\w*|epuise\w*|creve\w*": "tired",
    r"bad|rough|rotten|awful|courage|low|down|unmotivated|sad|nul\w*|demotiv\w+|flemme|dur|mauvaise?": "low",
    r"busy|overwhelmed|deborde\w*|no time|pas le temps": "busy",
    r"proud|fiere?": "proud",
    r"proteines?|protein": "protein",
    r"calories?|kcal": "kcal",
    r"before|avant": "before_workout",
    r"after|apres": "after_workout",
}
EXERCISE = re.compile(
    r"\b(?:(?:front|back|goblet|split|bulgarian|overhead|bench|leg|shoulder|romanian|sumo|barbell|dumbbell|incline|hip|lat|face|calf) )*"
    r"(?:squats?|bench(?: press)?|press|deadlifts?|rows?|pull[- ]?ups?|chin[- ]?ups?|push[- ]?ups?|curls?|lunges?|planks?|dips?|thrusts?|"
    r"pulldowns?|raises?|souleve de terre|developpe (?:couche|militaire|incline)|tractions?|pompes|fentes|gainage|rowing)\b"
)
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a an the and or of to in on for with at by from is are was were be been am do does did have has had can could should would
        will i me my you your it its this that these those what which how when where why who there here so just some any please tell
        show give want need like about get le la les un une des du de et ou au aux en dans sur pour avec par est sont etait je tu il
        on nous vous me te se mon ma mes ton ta tes ce cette ces que qui quoi quel quelle comment quand pourquoi combien peux dois
        veux ai as a fait faire plus pas ne y
        """,
    )
)
_FRENCH = re.compile(
    r"\b(?:je|j'|tu|est-ce|c'est|qu'|le|la|les|des|une|mes|mon|ma|pour|avec|quoi|comment|combien|ai|suis|dois|peux|salut|bonjour|merci)(?:\b|(?<='))"
)
_ENGLISH = re.compile(r"\b(?:i|i'm|my|the|what|how|should|do|is|are|was|and|for|with|can|me|you|hi|hello|thanks)\b")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)|\n+")
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|\s+(?:and then|and also|and|then|et puis|puis|ensuite|et)\s+|\s*\|\s*|\n+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents, apostrophes straight."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(char for char in flat if not unicodedata.combining(char))


def content_words(text: str) -> list[str]:
    """The folded words that carry meaning, in order."""
    return [word for word in re.findall(r"[a-z][a-z'-]+", fold(text)) if word not in _STOP and len(word) > 2 and not word.startswith("i'")]


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [one.strip() for one in _SENTENCE.split(text) if one and one.strip()]


def clauses(text: str) -> list[str]:
    """What a message asks or tells, piece by piece; short pieces stay with the one before."""
    found: list[str] = []
    for piece in _CLAUSE.split(text):
        if not piece or not piece.strip():
            continue
        if found and not content_words(piece):
            found[-1] = f"{found[-1]} {piece.strip()}"
        else:
            found.append(piece.strip())
    return found or [text]


def subjects(text: str) -> list[str]:
    """The subjects that a text touches, in the order of their first word."""
    flat = fold(text)
    found = [(match.start(), name) for name, (pattern, _terms) in SUBJECTS.items() if (match := pattern.search(flat))]
    return [name for _start, name in sorted(found)]


def likenesses(text: str, described: Sequence[str]) -> list[float]:
    """How well each description fits a text. A word that few of the descriptions share says more than one that all have.

    The text's own words count two, words of a turn of speech three, those of a subject one; longer words agree by their first five letters.
    """
    flat = fold(text)
    wanted = dict.fromkeys((term for name in subjects(text) for term in SUBJECTS[name][1]), 1.0)
    wanted |= dict.fromkeys(content_words(text), 2.0)
    wanted |= dict.fromkeys((term for pattern, words in CUES if pattern.search(flat) for term in words), 3.0)
    if EXERCISE.search(flat):
        wanted["exercise"] = 2.0
    weights: dict[str, float] = {}
    for word, weight in wanted.items():
        weights[_stem(word)] = max(weight, weights.get(_stem(word), 0))
    each = [stems(one) for one in described]
    shared = Counter(stem for one in each for stem in one)
    return [sum(weights.get(stem, 0) / shared[stem] for stem in one) for one in each]


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning."""
    return frozenset(_stem(word) for word in content_words(text))


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:5] if len(word) > 5 else word.removesuffix("s")


@lru_cache(maxsize=256)
def named_values(text: str) -> frozenset[str]:
    """The values of tools' choices that a text names."""
    flat = fold(text)
    return frozenset({value for pattern, value in VALUES.items() if re.search(rf"\b(?:{pattern})\b", flat)} | set(content_words(text)))


def is_french(text: str) -> bool:
    """Whether a text has more French than English small words."""
    flat = fold(text)
    return len(_FRENCH.findall(flat)) > len(_ENGLISH.findall(flat))


def unique(items: Iterable[str]) -> list[str]:
    """Each item once, in order."""
    return list(dict.fromkeys(items))
