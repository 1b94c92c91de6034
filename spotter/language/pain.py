"""Pain in a clause: "my knee hurts on squats", "left shoulder 4/10 when benching", "mal au genou droit en squat"."""

from __future__ import annotations

import re
from typing import Any

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.language.body_parts import REGION_WORDS, find_region, side_of
from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.readiness import is_sore_joint
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_HURTS = re.compile(
    r"\b(?:hurts?|hurting|pains?|painful|aches?|aching|achy|injured|tweaked|strained|pulled|sprained|twisted|"
    r"pinch(?:es|ing|ed)?|stings?|throbs?|throbbing|"
    r"acting up|bothering|bothers|killing me|niggl\w+|tendon?[io]tis|inflamed|swollen|sharp|stabbing|tender|flar(?:ed|ing) up|"
    r"mal|douleurs?|douloureu(?:x|se)s?|blesse(?:e|r)?|tire|lance|gene|foule|claque|elongation|coince|bloque)\b"
)
_RATED = re.compile(r"\b(?P<severity>10|\d)(?:\s?(?:/|out of|of|over|on|sur)\s?10)\b")
_STRONG = ((re.compile(r"\b(?:a (?:bit|little)|slight(?:ly)?|mild(?:ly)?|minor|un peu|legere?(?:ment)?|petite?)\b"), 2),)
_WHEN = (
    ("night", re.compile(r"\b(?:at night|in bed|la nuit|when i sleep|au lit)\b")),
    ("rest", re.compile(r"\b(?:at rest|when (?:i am |i'm )?(?:resting|sitting)|au repos|sitting)\b")),
    ("after", re.compile(r"\b(?:after|afterwards|apres)\b")),
    ("during", re.compile(r"\b(?:when|while|during|on|in|with|doing|every time i|en|pendant|quand|au|aux|a la|lors)\b")),
)
_ASKS = re.compile(
    r"\?|\b(?:should|could|what|why|how|anyone|advice|help|tips|suggestions?|is it|can i|do i|does|ok to|safe|"
    r"normal|avoid|prevent|instead|alternatives?|"
    r"dois|puis|peux|pourquoi|comment|que faire|conseils?|eviter|remplacer)\b"
)
_PAST_OR_OTHER = re.compile(
    r"\b(?:no (?:more )?(?:pain|aches?)|(?:doesn|don|didn)'?t hurt|not hurt(?:ing)?|without (?:any )?pain|"
    r"pain[- ]free|used to|years? ago|last year|"
    r"my (?:wife|husband|friend|mom|mum|dad|brother|sister|son|daughter|buddy|girlfriend|boyfriend)|pas mal|"
    r"plus mal|sans douleur|aucune douleur|more of|good pain|no pain)\b"
)
_GONE = re.compile(
    r"\b(?:no longer hurts?|doesn'?t hurt any ?more|stopped hurting|(?:is|are|feels?|'s) (?:much |all |totally "
    r"|completely |fully )?(?:better|fine|healed|recovered|good|ok|okay|gone|pain[- ]free)|"
    r"(?:pain|injury) (?:is |has |s )?(?:gone|over|healed|disappeared|went away)|healed(?: up)?|all better|"
    r"(?:va|vont) (?:beaucoup )?mieux|(?:est|sont) (?:guerie?s?|repare)|n'ai plus mal|ai plus mal|(?:ne )?fait "
    r"plus mal|gueri|(?:no more|no longer|plus(?= d| aucun))(?: \w+){0,3}? (?:pains?|aches?|douleurs?))\b"
)
_NONE = re.compile(  # "no chest pain today", "pas de douleur a la poitrine"
    r"\b(?:no|zero|without(?: any)?|free of|never (?:had|have|felt)(?: any)?|"
    r"(?:don't|do not|didn't|haven't|not) (?:have|had|having|feel|felt)(?: any)?|aucune?|pas de|sans|ni)\s+(?:[a-z']+ ){0,2}?"
    r"(?:pains?|aches?|soreness|hurt|discomfort|douleurs?|gene|mal)\b"
)
# Something else is told beside the pain: the clause has to be cut first.
_MORE = re.compile(
    r"\d ?(?:x|k\b|km|kg|lb|reps|sets|min|:)|\b(?:then|puis|ensuite|ate|mange|breakfast|lunch|dinner|slept|"
    r"weigh\w*|remind|rappelle)\b|"
    r"(?:\b(?:and|then|but|et|puis|mais)|,) (?:also |just )?(?:i |j'ai )?(?:also |just )?(?:had|drank|bu|pris) "
    r"(?!(?:an? |some |une? |des )?(?:\w+ ){0,2}(?:pains?|aches?|surgery|injur\w+|twinge|operation|douleurs?|accident|scan|mri)\b)"
)
_LIMIT_WORDS = 24


def parse_pain(text: str, reading: Reading) -> Parse | None:
    """A report of pain, or of its end; None where the clause asks for advice, speaks of the past or of somebody else."""
    flat = level(words_to_digits(text, reading.locale))
    if len(flat.split()) > _LIMIT_WORDS:
        return None
    region = find_region(flat)
    if region is None or _ASKS.search(flat) or _MORE.search(_RATED.sub(" ", flat)):
        return None
    gone = _GONE.search(flat)
    if gone and not re.search(r"\b(?:but|mais|still|encore)\b", flat):
        side = side_of(flat, region[1], region[2])
        return Parse((Call("resolve_pain", "injury", text.strip(), 0.9, {"region": region[0]} | ({"side": side} if side else {})),))
    if _PAST_OR_OTHER.search(flat) or _NONE.search(flat) or not (_HURTS.search(flat) or _RATED.search(flat) or is_sore_joint(flat)):
        return None
    if re.search(r"\b(?:mal)\b", flat) and re.search(r"\bpas (?:trop )?mal\b|\bmal dormi\b", flat):
        return None
    return Parse((Call("report_pain", "injury", text.strip(), 0.92, _arguments(text, flat, region, reading)),))


def parse_exercise_check(text: str, reading: Reading) -> Parse | None:
    """ "Can I squat with a sore knee?", "is deadlift ok for my back?": a look at what an exercise does to a region."""
    flat = level(text)
    if len(flat.split()) > 16 or not _CHECK.search(flat):
        return None
    region = find_region(flat)
    exercise = _exercise(flat, reading)
    if region is None or exercise is None:
        return None
    return Parse((Call("check_exercise", "injury", text.strip(), 0.85, {"exercise": exercise, "region": region[0]}),))


_CHECK = re.compile(
    rf"^(?:and |so |but )?(?:can i|should i|is it (?:ok|okay|safe|bad|fine) to|may i|am i ok to|(?:are|is|do|"
    rf"does)|puis[- ]je|je peux|est[- ]ce que je peux|dois[- ]je)\b"
    rf".{{2,60}}\b(?:with|for|on|if|hurt|avec|pour|si|malgre)\b.{{0,30}}\b(?:{REGION_WORDS})\b"
)


def _arguments(text: str, flat: str, region: tuple[str, int, int], reading: Reading) -> dict[str, Any]:
    name, start, end = region
    rated = _RATED.search(flat)
    severity = int(rated["severity"]) if rated else next((value for pattern, value in _STRONG if pattern.search(flat)), None)
    rest = flat[:start] + " " * (end - start) + flat[end:]
    exercise = _exercise(rest, reading)
    when = next((when for when, pattern in _WHEN if pattern.search(rest)), None)
    if when == "during" and exercise is None and not re.search(r"\b(?:when|while|during|pendant|quand|lors)\b", rest):
        when = None
    args: dict[str, Any] = {"region": name, "side": side_of(flat, start, end), "severity": severity, "when": when, "note": text.strip()}
    return args | ({"exercise": exercise} if exercise else {})


def _exercise(flat: str, reading: Reading) -> dict[str, str] | None:
    words = re.findall(r"[a-z0-9'-]+", flat)
    mention = find_exercise_mention(words)
    if mention is None:
        return None
    name = {"key": mention.exercise.key, "name": mention.exercise.name[reading.locale]}
    return name if mention.exact else named_exercise(" ".join(words[mention.start : mention.end]), reading.locale)
