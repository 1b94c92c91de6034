"""Does a text ask, plan or tell a story rather than report something done? Then nothing of it is written down."""

from __future__ import annotations

import re

from spotter.language.calendar_words import level

_ASKS = re.compile(
    r"\?|^\W*(?:how|what|which|why|when|where|who|whats|should|could|can(?!'t)|does|do|did (?:i|you|we|s?he|they|(?:it|my|"
    r"th(?:at|is))\b(?!.*\d))|"
    r"is|are|am|will|would|any|"
    r"anyone|has anyone|help|need help|looking for|thoughts|best|advice|tips|"
    r"comment|pourquoi|quel(?:le)?s?|quand|que|qu'est|est[- ]ce|combien|faut-il|dois-je|puis-je|peux-tu|ou)\b"
    r"|\b(?:any (?:advice|tips|ideas|suggestions|help|thoughts|recommendations?)|advice|what should|should i|"
    r"how (?:do|can|should|to|much|many|often)|how concerned|do you guys|"
    r"wondering|recommend|suggestions?|tell me (?:how|what|if|why)|is it (?:ok|okay|normal|bad|possible)|can "
    r"(?:i|anyone|someone|you)|help me|what (?:do|am|is|can|would|are)|"
    r"des conseils|un conseil|dois-je|est-ce que|faut-il|que faire|comment faire|pouvez-vous|peux-tu|je me demande)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:i'?ll|i will|will be|gonna|going to|plan(?:ning)? (?:to|on)|want to|would like|i'd like|wanna|hope "
    r"to|hoping to|trying to|need to get|aim(?:ing)? (?:to|for)|if i|should be|would be|"
    r"my goal|about to|supposed to|thinking (?:of|about)|used to|usually|typically|normally|always|every "
    r"(?:day|week|morning|other)|per week|a week|tomorrow|next week|"
    r"je vais|on va|j'aimerais|je voudrais|je veux|je compte|je prevois|demain|mon objectif|si je|d'habitude|"
    r"chaque (?:jour|semaine)|par semaine|la semaine prochaine|je pense)\b"
)
_TOLD = re.compile(
    r"\b(?:did|done|ran|run|jogged|swam|rode|rowed|walked|benched|squatted|deadlifted|pressed|lifted|hit|"
    r"finished|completed|ate|eaten|had|drank|just|today|yesterday|this morning|last night|j'ai|hier|ce matin|"
    r"couru|nage|marche|mange|bu|pris|souleve|fait)\b"
    r"|\d ?x ?\d|\d ?(?:kgs?|lbs?)\b|@ ?\d|\d reps?\b"
)
_WHAT_NOW = re.compile(
    r"\W*(?:(?:and|so|et|alors|du coup) )?(?:que (?:dois-je |puis-je )?faire|quoi faire|(?:je|on) fais?t? quoi|"
    r"qu'est[- ]ce que je (?:fais|dois faire|peux faire)|now what|what now|what to do|"
    r"what (?:should|can|do|shall) i do)\W*"
)
_REMEMBERED = re.compile(r"\b(?:usually|typically|normally)\b")


def asks(text: str) -> bool:
    """Whether the text is a question or a call for advice."""
    return bool(_ASKS.search(level(text)))


def asks_what_now(text: str) -> bool:
    """Whether the text asks no more than what to do about what was told before it: "what now?"."""
    return bool(_WHAT_NOW.fullmatch(level(text)))


def is_report(text: str) -> bool:
    """Whether the text may tell what was done or eaten: no question, no plan, no habit."""
    flat = level(text)
    if re.search(r"\d\s*(?:x|sets|reps|series)\s*\d?", flat) and not re.search(r"\?\s*$", flat):
        return not re.search(
            (
                r"\b(?:should|would|will|i'?ll|gonna|going to|want to|plan|routine|per week|tomorrow|je vais|demain|veux|"
                r"how|why|any advice|dois)\b"
            ),
            flat,
        )
    return not _ASKS.search(flat) and not _NOT_DONE.search(_REMEMBERED.sub(" ", flat) if re.search(r"\d", flat) else flat)


def is_told(text: str) -> bool:
    """Whether the text says in so many words that something was done: needed beside a question, where figures may be talk."""
    return bool(_TOLD.search(level(text)))
