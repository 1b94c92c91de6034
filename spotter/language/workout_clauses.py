"""Which parts of a text can be workout notes: no questions, plans, goals, commands, meals, metrics, other people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spotter.language.equipment import EQUIPMENT_WORDS
from spotter.language.workout_hearsay import is_about_now, is_undone

_SENTENCE = re.compile(r"[^\n.!?;]*(?:[.!?;](?!\s|$)[^\n.!?;]*)*[.!?;]*\n?")
_CHUNK = re.compile(
    r"(?:, | \+ |\band\b|\bthen\b|\bbut\b|\bplus\b(?! tard)|\bet\b|\bpuis\b|\bmais\b|\bensuite\b|\balso\b|\|)", re.IGNORECASE
)
_ASKS = re.compile(
    r"^\W*(?:(?:and|but|so|also|then|et|mais|puis|hey|ok|okay|coach|please)\b\W*)*"
    r"(?:what|how|should|can|could|would|which|when|where|why|is|are|do|does|am i|was|did i|who|que|quoi|qu'|combien|comment"
    r"|dois-je|puis-je|peux-tu|"
    r"est-ce|quel\w*|pourquoi|quand|faut-il)(?:'s|\b)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^\W*(?:please )?(?:can|could|would|will) you (?:please )?(?:log|add|record|note|save|put)\b"
    r"|^\W*(?:peux|pourrais)-tu (?:noter|ajouter|enregistrer)\b",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"^\W*(?:(?:and|please|ok|so|then|now|can you|et|stp)\b\W*)*(?:show|tell|delete|remove|erase|change|correct|edit|fix|undo"
    r"|make|give|find|swap|replace|remind|estimate|"
    r"calculate|compute|suggest|plan|schedule|build|create|compare|explain|forget|remember|supprime|efface|corrige|modifie"
    r"|montre|affiche|donne|annule|"
    r"rappelle|calcule|estime|change|propose|crée|explique|compare|no,|non,|actually|sorry)(?:\b|(?<=,))",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:tomorrow|tmrw|i'?ll|we'?ll|will|gonna|(?:i|we) (?:might|may)\b(?! have)|might (?:do|try|hit|go)\b|maybe i\b|"
    r"thinking (?:of|about)|considering|about to|on my way to|later (?:today|tonight|on)|"
    r"(?<!hours )(?<!hour )(?<!minutes )(?<!mins )(?<!min )later\W*$|plus tard|tout à l'heure|ce soir je|"
    r"je (?:pourrais|ferais)|je (?:pense|songe) (?:à )?faire|j'hésite|peut-être (?:que )?(?:je|faire)|"
    r"going to (?!the\b|my\b|gym)|wants? to|wanna|plan(?:ning|s)? (?:to|on|is|for)"
    r"|my plan|planned|usually|d'habitude|tous les|"
    r"every (?:day|week|morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?|my (?:program|routine|split)|mon programme|"
    r"goal|aim(?:ing)? (?:for|to)|would like|"
    r"i'd like|hop(?:e|ing) to|next (?:week|time|session|month|workout|set)|should|remind|need to|have to|supposed to|"
    r"stuck (?:at|on)|stalled (?:at|on)|let'?s"
    r"|dream|target|didn'?t|did not|couldn'?t|"
    r"could not|can'?t|cannot|skipped|instead of|haven'?t|never|if i|used to|demain|je vais|j'irai|je ferai|veux|voudrais"
    r"|aimerais|objectif|"
    r"(?:was|were|c'était|était) \d[\w.,]*(?: \w+)? (?:not|instead of|rather than|pas|et pas|et non) \d[\w.,]*|"
    r"prévu|prochaine?|rappelle|compte faire|n'ai pas|pas fait|si je)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:i (?:did|ran|got|hit|managed|just)|did|done|managed|j'ai (?!pas)|today i|fait)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:slept|sleep|weigh(?:ed|s|ing|-in)?|bodyweight is|(?<!out )(?<!added )weight (?:is|was|this|today)|ate|eat|eating"
    r"|had(?! (?:me|us)\b| (?:\w+ ){0,3}(?:left|more|in (?:me|the tank))\b| (?:an?|my|such a) (?:[a-z]+ ){0,2}(?:session|"
    r"workout|run|ride|day|time|swim|training|lift|"
    r"pump)\b)|(?<!at )(?<!over )(?<!before )(?<!after )(?<!during )(?:breakfast|lunch|dinner)"
    r"|snack|drank|drink|water|steps|waist|hips|hurts?|"
    r"hurting|pain|sore\w*|ache\w*|injur\w*|tweaked|remind\w*|kcal|calories|protein|carbs|grams?|mood|tired|stress\w*"
    r"|body ?fat|blood pressure|resting|"
    r"dormi|sommeil|pèse|poids (?:est|du matin)|mangé|manger|déjeuner|dîner|bu|eau|pas aujourd'hui|mal (?:au|à)|douleur"
    r"|blessé|tour de taille|fatigué\w*|œufs?|eggs?|scoops?|"
    r"years old|ans)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(  # an introduction: sex and age, the days that are free, what somebody owns
    r"\b\d{2}f\b|\(\d{2}m\)|\b(?:free|available|dispo(?:nible)?) (?:on |le |les )?"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|"
    rf"\b(?:got|have|own|bought|ai|dispose)\s(?:d'|de )?(?:a|an|some|my|new|two|un|une|des|aussi)\s(?:\w+\s)?"
    rf"(?:{EQUIPMENT_WORDS})\b(?! \d)",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"\b(?:felt|feels?|feeling|easy|hard|tough|heavy|light|pr|pb|finally|belt|paused?|pump|good|great|slow|smooth|solid"
    r"|grind\w*|crushed|awesome|"
    r"nice|yay|woo\w*|phew|that was|workout|session|gym|done|today|facile|dur|lourd|bien|nickel|enfin|super|record|séance"
    r"|technique|form|pace|allure|splits?|rest\w*|warm\w*|cool(?:ed)?[ -]?down)\b",
    re.IGNORECASE,
)
_ODD = re.compile(  # of a body part, this is for somebody to look at
    r"\b(?:weird|odd|funny|strange|unstable|numb|tingl\w+|wobbl\w+|clicked|clicking|popped|popping|not right|gave (?:out|way)|"
    r"bizarre|dr[oô]le|instable|engourdie?s?|craqu\w+|l[aâ]ch\w+)\b",
    re.IGNORECASE,
)

Use = Literal["notes", "other"]


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` and whether it can hold workout notes."""

    start: int
    end: int
    use: Use


def split_clauses(text: str) -> list[Clause]:
    """The text cut into clauses, in order and without gaps between what they cover."""
    clauses: list[Clause] = []
    for sentence in _SENTENCE.finditer(text):
        if not sentence[0].strip():
            continue
        asks = "?" in sentence[0] and not _REQUEST.search(sentence[0])
        undone = told = False
        for start, end in _chunks(sentence):
            chunk = text[start:end]
            if asks and _ASKS.search(chunk):
                undone = True
            elif _DONE.search(chunk) and not _UNDONE.search(chunk):
                undone = told = False
            told = is_undone(chunk) or (told and not is_about_now(chunk))
            if _UNDONE.search(chunk) or (_ASKS.search(chunk) and not _REQUEST.search(chunk)) or _COMMANDS.search(chunk):
                undone = True
            clauses.append(
                Clause(start, end, "other" if undone or told or _FOREIGN.search(chunk) or _OF_ONESELF.search(chunk) else "notes")
            )
        if asks and clauses and clauses[-1].use == "notes":
            clauses[-1] = Clause(clauses[-1].start, clauses[-1].end, "other")
    return clauses


def _chunks(sentence: re.Match[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = sentence.start()
    for cut in _CHUNK.finditer(sentence[0]):
        at = sentence.start() + cut.start()
        if at > start:
            spans.append((start, at))
        start = at
    spans.append((start, sentence.end()))
    return spans


def is_comment(clause: str) -> bool:
    """Whether words without figures only remark on the workout ("felt easy", "new PR")."""
    return (len(clause.split()) <= 2 or bool(_COMMENT.search(clause))) and not _FOREIGN.search(clause) and not _ODD.search(clause)
