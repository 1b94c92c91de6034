"""Pain in a clause: "my knee hurts on squats", "left shoulder 4/10 when benching", "mal au genou droit en squat"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.language.body_parts import REGION_WORDS, RegionSpan, region_spans, side_of
from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.pain_scale import is_rated, severity_of, without_ratings
from spotter.language.provocations import movements_in
from spotter.language.readiness import is_sore_joint
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_HURTS = re.compile(
    r"\b(?:hurts?|hurting|pains?|painful|aches?|aching|achy|injured|tweaked|strained|pulled|sprained|twisted|"
    r"pinch(?:es|ing|ed)?|stings?|throbs?|throbbing|"
    r"acting up|bothering|bothers|killing me|(?:wakes?|woke|keeps?|kept) me (?:up|awake)|(?:me |m')(?:reveille|tient eveillee?)|"
    r"niggl\w+|tendon?[io]tis|inflamed|swollen|sharp|stabbing|tender|flar(?:ed|ing) up|"
    r"mal|douleurs?|douloureu(?:x|se)s?|blesse(?:e|r)?|tire|lance|gene|foule|claque|elongation|coince|bloque)\b"
)
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
_WORSE = r"(?!.*\bqu(?:'|e )(?:la |le |l'|au |ce )?(?:hier|avant|jamais|d'habitude|semaine|derniere|autre|debut|matin|mois|fois))"
_PAST_OR_OTHER = re.compile(
    r"\b(?:no (?:more )?(?:pain|aches?)|(?:doesn|don|didn)'?t hurt|not hurt(?:ing)?|without (?:any )?pain|"
    r"pain[- ]free|used to|years? ago|last year|"
    r"my (?:wife|husband|friend|mom|mum|dad|brother|sister|son|daughter|buddy|girlfriend|boyfriend)|pas mal|"
    rf"plus mal\b{_WORSE}|sans douleur|aucune douleur|more of|good pain|no pain)\b"
)
_GONE = re.compile(
    r"\b(?:no longer hurts?|doesn'?t hurt any ?more|stopped hurting|(?:is|are|feels?|'s) (?:much |all |totally "
    r"|completely |fully )?(?:better|fine|healed|recovered|good|ok|okay|gone|pain[- ]free)|"
    r"(?:pain|injury) (?:is |has |s )?(?:gone|over|healed|disappeared|vanished|went away)|(?:has|have) (?:all )?(?:gone|cleared up|"
    r"settled|disappeared|eased off)|healed(?: up)?|all better|"
    rf"(?:va|vont) (?:beaucoup )?mieux|(?:{REGION_WORDS})(?: (?:droite?|gauche))? "
    r"(?:(?:va|vont)(?: (?:tres|vraiment|super|a nouveau|de nouveau))?"
    r" bien|(?:est|sont)(?: (?:tres|de nouveau|a nouveau))? (?:bien|ok|nickel|impeccable))|"
    r"(?:est|sont) (?:guerie?s?|repare|partie?s?|passee?s?|finie?s?)|(?:a|ont|s'est|"
    r"est) (?:(?:completement|totalement|enfin) )?"
    r"(?:disparue?s?|arretee?s?|envolee?s?)"
    rf"|(?:(?:n'ai|ai|(?:ne )?fait) plus mal|(?<=^)plus (?:du tout )?mal(?= (?:du tout )?(?:au|aux|a l[a']|en|dans)\b))\b{_WORSE}"
    r"|gueri|(?:no more|no longer|plus(?= d| aucun))(?: \w+){0,3}? (?:pains?|aches?|douleurs?))\b"
)
_IT_HURTS = re.compile(
    r"^(?:(?:and|but|so|well|actually|ok|now|et|mais|bon|en fait) )*(?:it |that |the pain |ca |cela )?(?:is |was |me )?"
    r"(?:just |still |mostly |really |also |seulement |surtout )?(?:only |just )?"
    r"(?:hurts?|hurting|aches?|painful|pinches|fait (?:\w+ )?mal|me lance|tire)\b"
    r"|^(?:the )?pain (?:only |just |mostly )?(?:comes|is|when|starts)\b|^(?:j'ai |ai )?(?:seulement )?mal (?:seulement |surtout |que )"
)
_IS_HURT = re.compile(  # no place is told: it is asked for
    r"^(?:(?:hey|hi|coach|well|ok|so|and|but|sorry|salut|et|mais|bon) )*(?:i'?m|i am|i got|i'?ve (?:got|been)|i(?: have|'ve)? hurt myself|"
    r"i injured myself|je suis|je me suis|j'ai une? blessure)"
    r"(?: (?:a bit|badly|now|currently|just|un peu|toujours|still|encore|actuellement))*"
    r"(?: (?:injured|hurt|blessee?))?(?: (?:again|now|today|a bit|yesterday|encore|aujourd'hui|hier))*\W*$"
)
_HURT = re.compile(r"\b(?:injured|hurt|bless\w+)\b")
_IDIOM = re.compile(r"\b(?:pain|thorn) in (?:the|my) (?:neck|back|backside|butt|ass|arse|side)\b")
_IS_AT = re.compile(  # "right shoulder is a 6 today"
    rf"\b(?:{REGION_WORDS})\b(?: (?:is|was|are|were|feels?|est|sont))? (?:(?:still|now|only|about|around|like|encore|a|at|an) )*(?:10|\d)"
    r"(?= ?(?:$|[,;.!]|today|now|this morning|ce matin|and|et|aujourd'hui))"
)
_BAD_PLACE = re.compile(  # "i've got a bad shoulder", "my bad knee", "une epaule fragile"; not a bad back day
    rf"\b(?:bad|dodgy|gammy|wonky|trick|bum|busted|iffy|mauvaise?s?) (?:left |right |lower |upper )?(?:{REGION_WORDS})\b"
    r"(?=$| ?[,.;!/]| (?:and|so|but|from|since|too|et|donc|mais|depuis)\b)"
    rf"|\b(?:{REGION_WORDS})\b (?:fragile|en vrac|en compote|is (?:bad|messed up|shot|busted|dodgy|iffy))\b"
)
_BESIDE = re.compile(r"(?:\s*(?:,|;|&|\+|/|\b(?:and|plus|also|et|puis|mais|but)\b)\s*)+")
# A second place is one where it has a side, an owner, a figure or a hurt of its own: not in "hurts on chest and back day".
_OF_ITS_OWN = re.compile(
    rf"^(?:\s*(?:now|also|then|a bit|maybe|les?|la|l'|a))*\s*(?:(?:left|right|both|my|mes|mon|ma|the 2|les 2) (?:\w+ )?(?:{REGION_WORDS})\b"
    rf"|(?:a la |a l'|aux? )(?:{REGION_WORDS})\b|(?:{REGION_WORDS})\b(?=.*(?:{_HURTS.pattern}|/ ?10|\b(?:left|right|gauche|droite?)\b)))"
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
    r"\b(?:make|give|build|create|write|design|want|need|fais|donne|cree|propose|veux|voudrais)\b.*\b(?:plan|program(?:me)?|routine|split)\b|"
    r"(?:\b(?:and|then|but|et|puis|mais)|,) (?:also |just )?(?:i |j'ai )?(?:also |just )?(?:had|drank|bu|pris) "
    r"(?!(?:an? |some |une? |des )?(?:\w+ ){0,2}(?:pains?|aches?|surgery|injur\w+|twinge|operation|douleurs?|accident|scan|mri)\b)"
)
_HOW_FAR = re.compile(  # "when running 5k" tells when it hurts
    r"\b(?:when|while|during|on|quand|pendant|en)\b(?: (?:i|my|a|the|je|ma|la|une?|mon|le))* [a-z]+ \d+(?:[.,]\d+)? ?(?:k|km|miles?|mi|m)\b"
)
_LIMIT_WORDS = 24
_ONLY_MOVEMENTS = frozenset({"stair_climbing"})  # everyday life, not what was trained


def parse_pain(text: str, reading: Reading) -> Parse | None:
    """A report of pain, or of its end; None where the clause asks for advice, speaks of the past or of somebody else."""
    flat = level(words_to_digits(text, reading.locale))
    if len(flat.split()) > _LIMIT_WORDS:
        return None
    regions = region_spans(flat)
    if not regions or _ASKS.search(flat) or _MORE.search(_HOW_FAR.sub(" ", without_ratings(flat))) or _IDIOM.search(flat):
        return None if regions else _place_unsaid(text, flat, reading)
    gone = _GONE.search(flat)
    if gone and not re.search(r"\b(?:but|mais|still|encore)\b", flat):
        return _resolved(text, flat, regions[0])
    if _PAST_OR_OTHER.search(flat) or _NONE.search(flat) or not _is_pain(flat):
        return None
    if re.search(r"\b(?:mal)\b", flat) and re.search(r"\bpas (?:trop )?mal\b|\bmal dormi\b", flat):
        return None
    parts = _places(flat, regions)
    shared = severity_of(flat) if sum(severity_of(part) is not None for part in parts) == 1 and severity_of(parts[-1]) is not None else None
    told = [_arguments(text, part, reading, shared) for part in parts]
    for one in told if len(parts) > 1 else ():
        one["side"] = None if one["side"] == "both" else one["side"]  # "neck and back are both stiff": both of the places
    return Parse(tuple(Call("report_pain", "injury", text.strip(), 0.92, args) for args in told))


def _place_unsaid(text: str, flat: str, reading: Reading) -> Parse | None:
    """ "Only hurts below parallel", "it hurts when I press overhead": of a place that was told before; the tool knows which."""
    if _IS_HURT.search(flat) and _HURT.search(flat):
        return Parse((Call("report_pain", "injury", text.strip(), 0.85, {"severity": None, "note": text.strip()}),))
    hurts = _IT_HURTS.search(flat)
    movements = movements_in(flat)
    if (
        not hurts
        or not movements
        or _ASKS.search(flat)
        or _PAST_OR_OTHER.search(flat)
        or _NONE.search(flat)
        or _MORE.search(without_ratings(flat))
    ):
        return None
    args: dict[str, Any] = {"severity": severity_of(flat) if is_rated(flat) else None, "movements": movements, "note": text.strip()}
    exercise = exercise_in(flat, reading)
    return Parse((Call("report_pain", "injury", text.strip(), 0.85, args | ({"exercise": exercise} if exercise else {})),))


def _is_pain(flat: str) -> bool:
    return bool(_HURTS.search(flat) or _BAD_PLACE.search(flat) or is_rated(flat) or _IS_AT.search(flat)) or is_sore_joint(flat)


def _resolved(text: str, flat: str, region: RegionSpan) -> Parse:
    side = side_of(flat, region.start, region.end)
    return Parse((Call("resolve_pain", "injury", text.strip(), 0.9, {"region": region.name} | ({"side": side} if side else {})),))


def _is_elsewhere(flat: str, before: RegionSpan, after: RegionSpan) -> bool:
    return before.name != after.name or side_of(flat, before.start, before.end) != side_of(flat, after.start, after.end)


def _places(flat: str, regions: list[RegionSpan]) -> list[str]:
    """The text cut into one part for each place that hurts: "right knee 3/10 | left ankle 5/10". Places that nothing joins are one."""
    cuts = [0]
    for before, after in pairwise(regions):
        joint = next(reversed(list(_BESIDE.finditer(flat, before.end, after.start))), None)
        if joint is not None and _OF_ITS_OWN.search(flat[joint.end() :]) and _is_elsewhere(flat, before, after):
            cuts.append(joint.end())
    return [flat[start:end] for start, end in pairwise([*cuts, len(flat)])]


def _arguments(text: str, flat: str, reading: Reading, shared: int | None) -> dict[str, Any]:
    """What one place is told: `flat` is its part of the text, `shared` how strong all of them are where it was said once."""
    name, start, end = region_spans(flat)[0]
    severity = severity_of(flat) if shared is None else shared
    rest = flat[:start] + " " * (end - start) + flat[end:]
    exercise = exercise_in(rest, reading)
    when = next((when for when, pattern in _WHEN if pattern.search(rest)), None)
    if when == "during" and exercise is None and not re.search(r"\b(?:when|while|during|pendant|quand|lors)\b", rest):
        when = None
    args: dict[str, Any] = {"region": name, "side": side_of(flat, start, end), "severity": severity, "when": when, "note": text.strip()}
    if movements := movements_in(rest):
        args["movements"] = movements
    if exercise and exercise["key"] in _ONLY_MOVEMENTS and movements:
        exercise = None
    return args | ({"exercise": exercise} if exercise else {})


def exercise_in(flat: str, reading: Reading) -> dict[str, str] | None:
    """The exercise that the text names, as `{key, name}`."""
    words = re.findall(r"[a-z0-9'-]+", flat)
    mention = find_exercise_mention(words)
    if mention is None:
        return None
    name = {"key": mention.exercise.key, "name": mention.exercise.name[reading.locale]}
    return name if mention.exact else named_exercise(" ".join(words[mention.start : mention.end]), reading.locale)
