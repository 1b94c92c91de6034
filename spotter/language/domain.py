"""Whether a statement is about the person's training, food or body, though no grammar took it and the classifier is unsure."""

from __future__ import annotations

import re

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.language.advice import asks
from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level
from spotter.language.topics import find_topic
from spotter.language.understanding import AgentName

_PAIN = re.compile(r"\b(?:pains?|painful|hurts?|aches?|sore|injur\w*|douleurs?|mal|blesse\w*|courbatures?)\b")
_ODD = re.compile(
    r"\b(?:weird|odd|funny|strange|unstable|numb|tingl\w+|wobbly|click\w*|popp\w+|bizarre|drole|instable|engourdie?s?|craqu\w+)\b"
)
_FOOD = re.compile(
    r"\b(?:ate|eaten|eating|drank|meals?|breakfast|lunch|dinner|snacks?|calories|kcal|proteins?|carbs|diet|"
    r"mange[ersz]*|bu|repas|petit[- ]dej\w*|dejeuner?|diner?|gouter|collation|glucides|proteines|regime)\b"
)
_EATS = re.compile(r"\b(?:eat|food|drink|boire|nourriture)\b")
_TRAINING = re.compile(
    r"\b(?:workouts?|training|trained|gym|reps?|sets|1 ?rm|my (?:\w+ )?max|pr|pb|cardio|lift(?:s|ed|ing)|exercises?|coach|program(?:me)?|"
    r"\d ?x ?\d+|entrainements?|seances?|muscu\w*|series|repetitions?|mon max\w*|exercices?|courir|couru|souleve\w*)\b"
)
_FIELD = re.compile(
    r"\b(?:muscles?|abs|gains|strong\w*|strength|lean|bulk\w*|fat|weight|pulse|heart rate|dumbbells?|barbells?|kettlebells?|"
    r"running|runner|jog\w*|swim\w*|walking|sports?|fitness|stretch\w*|warm[- ]?up|sleep|asleep|recover\w*|breathe|"
    r"beer|wine|alcohol|coffee|water|protein|vitamins?|supplements?|sweets|bread|"
    r"abdos|muscles?|force|maigrir|graisse|poids|pouls|frequence cardiaque|halteres?|barre|course a pied|nager|marcher|"
    r"etirements?|echauffement|sommeil|dormir|dors|recuperer|recuperation|respirer|biere|vin|alcool|cafe|eau|proteines?|vitamines?|"
    r"complements?|sucreries|pain|aliments?)\b"
)
_TOLD = re.compile(
    r"\d|\b(?:i|i'm|i've|my|me|we|he|she|same|no|not|nothing|ate|eaten|did|done|today|yesterday|last|felt|"
    r"je|j'\w+|mon|ma|mes|nous|on|il|elle|pareil|meme|pas|rien|aucune?|mange|fait|hier|aujourd'hui|dernier\w*)\b"
)
_NOT_TOLD = re.compile(
    r"^\W*(?:please |can you |stp )?(?:write|tell|translate|make|draw|sing|play|explain|give|compose|code|book|order|buy|call|recommend|"
    r"cancel|renew|set|turn|add|remove|search|find|show|open|schedule|send|check|"
    r"ecris|raconte|traduis|dessine|chante|explique|donne|reserve|commande|achete|appelle|mets|cherche|trouve|montre|envoie)\b|"
    r"\b(?:dogs?|cats?|puppy|parrot|homework|poem|movie|film|recipes?|chiens?|chats?|poeme|devoirs|recettes?)\b"
)


def topic_of(clause: str) -> AgentName | None:
    """The agent for the only subject that the clause names: food, training or pain."""
    flat = level(clause)
    named: list[AgentName] = []
    if _EATS.search(flat) or _FOOD.search(flat):
        named.append("nutrition")
    if _PAIN.search(flat):
        named.append("injury")
    if _TRAINING.search(flat):
        named.append("planner")
    return named[0] if len(named) == 1 else None


def is_of_field(clause: str) -> bool:
    """Whether the clause speaks of training, food, the body or rest, and is no order for something else ("a poem about sleep")."""
    flat = level(clause)
    if _NOT_TOLD.search(flat):
        return False
    return any(pattern.search(flat) for pattern in (_EATS, _FOOD, _PAIN, _TRAINING, _FIELD)) or find_topic(clause) is not None


def domain_of(clause: str) -> AgentName | None:
    """The agent for a statement that names training, food or pain; None for questions, orders and everything else."""
    flat = level(clause)
    if asks(clause) or _NOT_TOLD.search(flat) or not _TOLD.search(flat):
        return None
    if (_PAIN.search(flat) or _ODD.search(flat)) and find_region(flat):
        return "injury"
    if _FOOD.search(flat):
        return "nutrition"
    mention = find_exercise_mention(re.findall(r"[a-z0-9'-]+", flat))
    return "progress" if _TRAINING.search(flat) or (mention is not None and mention.exact) else None
