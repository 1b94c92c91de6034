"""What of a message somebody tells or asks for, and what they only ask about, wish, imagine, deny or tell of others."""

from __future__ import annotations

import re
from typing import Literal

from spotter.language.calendar_words import level
from spotter.language.normalise import normalise
from spotter.language.splitter import Piece, split_clauses, split_sentences
from spotter.language.workout_hearsay import is_hearsay

Use = Literal["done", "stated", "shared", "asked"]

_FILLER = (
    r"(?:(?:and|so|but|ok|okay|also|hey|hi|hello|oh|well|then|now|please|btw|coach|et|alors|mais|puis|donc|salut|bonjour"
    r"|stp|du coup)\b[ ,]*)*"
)
_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|have|has|will|would|could|can|should|shall|may|might)"
_SUBJECT = r"(?:i|you|we|it|that|this|there|he|she|they|my|the|an?|your|these|those|\d+\w*)"
_QUESTION = re.compile(
    rf"^{_FILLER}(?:what|what's|how|why|when (?:is|are|do|does|did|should|can|will)|where|which|who|any (?:idea|tips|chance|advice)"
    rf"|{_AUXILIARY}(?:n't)? {_SUBJECT}\b|(?:is|are|am|does|do|would|could|can|should|shall|will|may)\b|remind me (?:what|how"
    rf"|when|which)|tell me (?:what|how|if|about)|show|explain|i wonder|wondering|do i"
    r"|est[- ]ce|comment|pourquoi|combien|quel\w*|qu'est|qu'|que (?:dois|puis|faire|penses|manger)|ou (?:est|en)|c'est quoi"
    r"|ca (?:fait|donne)"
    r"|(?:puis|dois|devrais|peux|pourrais|veux|as|penses|connais)-(?:je|tu|t-on)|tu (?:peux|pourrais|crois|penses|connais|sais)"
    r"|faut-il|y a-t-il"
    r"|montre|explique|dis[- ]moi|je me demande)\b"
)
_PLEASE_DO = re.compile(
    r"\b(?:(?:can|could|would|will) (?:you|u|we)|(?:can|could|may) i (?:have|get)|please|i (?:want|need|wanna)|i'?d (?:like"
    r"|love)|i would (?:like|love)"
    r"|let's|lets|(?:peux|pourrais|veux)-tu|tu (?:peux|pourrais|veux)|est-ce que tu (?:peux|pourrais)|je (?:veux|voudrais"
    r"|souhaite)|j'aimerais|j'ai besoin"
    r"|il me faut|mets[- ]moi|fais[- ]moi|donne[- ]moi|stp|s'il te plait)\b"
)
_ORDER = re.compile(
    rf"^{_FILLER}(?:just |yes |oui |yeah |vas-y |go ahead and )?(?:make|build|create|generate|design|write|give me|set|put"
    rf"|change|switch|start|begin|follow|use|choose|pick|go with"
    r"|let'?s|remind me (?!what|how|when|which|why)|remind|ping|nudge|wake|alert|notify|message|text me|cancel|stop|drop|delete"
    r"|remove|turn off|disable|scrap|abandon|push|snooze"
    r"|postpone|delay|bump|raise|lower|increase|decrease|reduce|update|refresh|redo|plan (?:me|my)|prepare"
    r"|don'?t (?:let me )?forget|do not forget"
    r"|(?:an? |another |new |un |une |nouveau |nouvelle )*(?:reminders?|plan|program\w*|routine|rappels?)\b|re?fai(?:s|tes)"
    r"|mets|met|donne|cree|regle|fixe|definis|change|passe"
    r"|commence|demarre|lance|suis|choisis|prends|rappel\w*|previens|avertis|annule|supprime|arrete|repousse|reporte|decale"
    r"|retarde|augmente|baisse|monte|descends|prepare|construis"
    r"|genere|enleve|desactive|abandonne|n'oublie pas|on (?:part|passe|commence))\b"
)
_ASKS_ABOUT = re.compile(
    r"\b(?:what|why|how|which|does|explain\w*|tell me (?:about|what|how|if)|show|should (?:i|we)|worth|difference|opinion|think"
    r"|know (?:what|how|if|about)"
    r"|comment|pourquoi|combien|quel\w*|expliqu\w*|montre\w*|penses|(?:dois|devrais)-je|est-ce que je|savoir|vaut)\b"
)
_LOG_IT = re.compile(
    r"\b(?:log|record|track|add|enter|save|register|write (?:it |that |this )?down|put (?:it |that |this )?(?:down|in)"
    r"|note (?:it |that |this |down|my)"
    r"|enregistre[rz]?|note[rz]?|ajoute[rz]?|inscri(?:s|re|vez)|rentre[rz]?|sauvegarde[rz]?)\b"
)
_REPORT = re.compile(
    rf"^{_FILLER}(?:(?:i|we|je|on)(?:'ve| have)? (?:just |only |also |already |then |finally |actually )*(?!will|want|would|am"
    rf"|was|can|could|should|need|plan|hope"
    r"|might|may|must|think|wonder|do\b|usually|never)\w+|i'?m|im|j'ai|je (?:suis|me sens|pese|fais)|just|did|ran|had|ate|drank"
    r"|hit|got|went|finished|slept|weighed"
    r"|benched|squatted|today:?|this morning|ce matin|aujourd'hui|hier|yesterday|fait|mange|couru|bu|dormi|pris)\b"
)
_IMAGINED = re.compile(
    r"\b(?:(?:what |even |as )?if (?:i|we|you|my|it)|suppose|supposing|imagine|let's say|hypothetically|how about|would it|instead of"
    r"|(?:et )?si (?:je|j'|on|tu|mon|ma)|supposons|imaginons|au lieu de)\b"
)
_NOT_YET = re.compile(
    r"\b(?:i'?ll|i will|will|going to|gonna|want(?:ed)? to|wanna|would (?:like|love)|i'?d (?:like|love)|plan(?:ning|ned)? (?:to"
    r"|on)|hop(?:e|ing) to|aim(?:ing)?"
    r"|need to|ha(?:ve|d) to|must|should|try(?:ing)? to|about to|tomorrow|tonight i|next (?:time|week|month|year|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day)"
    r"|thinking (?:of|about)|considering|next up|up next|upcoming|crav\w+|tempted|wish\w*|dream\w*|fancy|goal|target|aim"
    r"|je vais|tu vas|j'irai|je ferai|je mangerai|on va|demain|prochaine?"
    r"|je (?:veux|voudrais|souhaite|compte|dois"
    r"|pense)|j'aimerais|j'espere|j'ai envie|il faut|faudrait|prevu|objectif|la prochaine fois)\b"
)
_DENIED = re.compile(
    r"\b(?:did ?n'?t|did not|have ?n'?t|have not|has ?n'?t|could ?n'?t|could not|was ?n'?t|never|skipped|missed|almost|nearly"
    r"|don'?t (?:log|record|track|add|note|save)"
    r"|do not (?:log|record|track|add|note|save)|ne (?:note|enregistre|ajoute)|n'(?:ai|a|enregistre|ajoute) (?:pas|jamais|rien)"
    r"|j'ai (?:pas|rien|jamais|failli|rate|saute)"
    r"|pas (?:fait|mange|bu|pu|couru|reussi|besoin)|jamais|presque)\b"
)
_REFUSED = re.compile(
    r"\b(?:do ?n'?t|do not|no need|never ?mind|not (?:yet|now|ready)|rather not|forget (?:it|about)|hold off|ne \w+ pas"
    r"|n'\w+ pas|pas besoin|pas (?:de|maintenant|encore)"
    r"|laisse tomber|jamais|no)\b"
)
_NOT_FORGET = re.compile(r"\b(?:do ?n'?t|do not)(?: let me)? forget\b|\bn'oublie pas\b|\b(?:i )?do ?n'?t (?:like|have|want|eat)\b")
_HABIT = re.compile(
    r"\b(?:people (?:say|think)|they say|i (?:heard|read)|apparently|the (?:app|article|internet|book) \w+|on dit|il parait"
    r"|parait que|usually|normally|typically|often|always|used to|d'habitude|souvent|toujours|en general|normalement"
    r"|avant je)\b"
)
_KIN = re.compile(
    r"\b(?:my|our|his|her|their|mon|ma|mes|notre|nos|son|sa|ses|a|an|un|une) (?:\w+ )?(?:wife|husband|partner|girlfriend"
    r"|boyfriend|mum|mom|mother|dad|father|parents?|son"
    r"|daughter|kids?|child|children|brother|sister|uncle|aunt|cousin|friend|buddy|mate|colleague|client|neighbou?r|femme|mari"
    r"|conjointe?|copine|copain|mere|pere|fils"
    r"|fille|enfants?|frere|soeur|cousine?|oncle|tante|amie?|pote|collegue|voisine?|cliente?)\b"
)
_WRITER = re.compile(r"\b(?:i|i'm|i've|me|we|je|j'\w*|moi|m'|nous|on)\b")
_HAVE_TIME = re.compile(
    rf"^{_FILLER}(?:i (?:only |just )?(?:have|can|got|train|work)|i'?ve (?:only )?got|i'?m|j'ai|je (?:peux|suis|n'ai que|ne peux))\b.*"
    r"\b(?:days?|times?|minutes?|mins?|hours?|jours?|fois|heures?|seances?)\b"
)
_QUOTED = re.compile(r"\b(?:says?|said|reads?|wrote|written|told me|dit|disait|ecrit|lu|titled|called|named)\b[ :,]*[\"']?\"[^\"]*\"")


def said_for(text: str, use: Use) -> str:
    """The clauses of a message that carry a write, one a line, normalised: "" where there are none.

    "done": what is told as done. "stated": what is told, also wishes and denials. "asked": what the coach is asked to do. Questions for
    information, what is imagined, quoted or done by others are in none of them. A clause without signs of its own goes with the one before.
    """
    clean = _QUOTED.sub(" ", normalise(text).replace("“", '"').replace("”", '"'))
    parts = [split_clauses(clean, sentence) for sentence in split_sentences(clean)]
    verdicts = [[_verdict(level(clean[piece.start : piece.end]), use) for piece in pieces] for pieces in parts]
    if use == "asked" and not any(True in each for each in verdicts):
        return ""
    kept = [piece for pieces, each in zip(parts, verdicts, strict=True) for piece in _kept(clean, pieces, each)]
    return "\n".join(clean[piece.start : piece.end] for piece in kept)


def _kept(text: str, pieces: list[Piece], verdicts: list[bool | None]) -> list[Piece]:
    """The clauses of a sentence that count, neighbours as one: "six and a half" stays whole."""
    asks = bool(pieces) and text[pieces[-1].end - 1] == "?"
    # A question mark without a word that asks turns the whole sentence into a question.
    keeps = not (asks and False not in verdicts)
    kept: list[Piece] = []
    for place, (piece, verdict) in enumerate(zip(pieces, verdicts, strict=True)):
        keeps = keeps if verdict is None else verdict
        if keeps and kept and kept[-1].end == pieces[place - 1].end:
            kept[-1] = Piece(kept[-1].start, piece.end)
        elif keeps:
            kept.append(piece)
    return kept


def _verdict(clause: str, use: Use) -> bool | None:
    """Whether the clause carries a write of this use; None where it says nothing of its own."""
    if _IMAGINED.search(clause) or (use == "done" and _DENIED.search(clause)):
        return False
    if use == "asked":
        return _asks_to_do(clause)
    if _LOG_IT.search(clause):
        return not _DENIED.search(clause)
    if _QUESTION.search(clause) or (use != "shared" and _is_anothers(clause)) or (use == "done" and _is_not_done(clause)):
        return False
    return True if _REPORT.search(clause) or (use != "done" and _NOT_YET.search(clause)) else None


def _is_not_done(clause: str) -> bool:
    return bool(_NOT_YET.search(clause) or _HABIT.search(clause)) or is_hearsay(clause)


def _is_anothers(clause: str) -> bool:
    """Whether somebody else's doing is told, without the writer in it."""
    return bool(_KIN.search(clause)) and not _WRITER.search(clause)


def _asks_to_do(clause: str) -> bool | None:
    if _REFUSED.search(_NOT_FORGET.sub(" ", clause)):
        return False
    if _ORDER.search(clause) or (_PLEASE_DO.search(clause) and not _ASKS_ABOUT.search(clause)):
        return True
    if _HAVE_TIME.search(clause):
        return None  # "I only have two days": a condition of what is asked for
    return False if _QUESTION.search(clause) or _REPORT.search(clause) else None
