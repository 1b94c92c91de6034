"""Does a generated sentence claim a write that did not run? "I've logged your run" is told only in a turn that logged one.

The words decide: who acts is the coach, the deed is one of the house, and it is told as done or as good as done. What the person did, what
an earlier day holds, offers, questions and refusals are no claims. Both languages are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from spotter.language.calendar_words import level

_KEEP_EN = r"(?:logged|recorded|saved|stored|registered|tracked|remembered|written (?:it |that |this )?down|made a note)"
_TAKE_EN = r"(?:deleted|removed|erased|wiped|cleared|cancell?ed|dropped|undone|lifted|forgotten|exported|turned off)"
_TURN_EN = r"(?:scheduled|snoozed|postponed|rescheduled)"
_MAKE_EN = (
    r"(?:made|created|built|designed|generated|prepared|set(?: up)?|put|added|entered|updated|changed|corrected|adjusted"
    r"|fixed|moved|switched"
    r"|swapped|replaced|marked|bumped|nudged|shifted|swapped|renamed|activated|paused|raised|lowered|increased|reduced|sent|granted)"
)
_THING_EN = (
    r"(?:it|that|this|them|these|those|everything|all|(?:\w+ ){0,4}(?:log|diary|journal|plans?|programs?|routine|schedule"
    r"|week|workouts?|sessions?"
    r"|sets?|runs?|meals?|breakfast|lunch|dinner|snack|goals?|targets?|reminders?|weight|profile|entry|entries|calories|kcal"
    r"|protein|account"
    r"|admin|hold|notes?|pain|injury|metrics?|measurements?))"
)
_SOON_EN = (
    r"(?:remind you|log|record|save|store|write (?:it|that|this) down|make a note|note (?:it|that|this)|remember (?:it|that"
    r"|this|you)|schedule"
    r"|delete|remove|erase|cancel|ping you|nudge you|alert you|notify you|text you|wake you|set (?:up )?(?:a|the|your|that) \w*(?: \w+)?"
    r"|create (?:a|the|your)|add (?:it|that|this|your)|update (?:it|that|this|your)|change (?:it|that|this|your)|email|send)\b"
)
_ADVERBS_EN = r"(?:now |just |already |also |successfully |then |(?:gone|went) ahead and |all |carefully |safely )*"

_DEED_FR = (
    r"(?:note|enregistre|ajoute|sauvegarde|consigne|inscrit|stocke|saisi|supprime|efface|annule|retire|enleve|leve|oublie"
    r"|programme|planifie|cree"
    r"|modifie|mis a jour|mis|change|corrige|ajuste|fixe|regle|defini|prepare|genere|remplace|retenu|memorise|exporte|envoye"
    r"|reporte|decale"
    r"|deplace|desactive|actualise)"
)
_INFINITIVE_FR = (
    r"(?:(?:not|enregistr|ajout|sauvegard|consign|stock|supprim|effac|annul|retir|enlev|programm|planifi|cre|modifi|chang|corrig"
    r"|ajust|fix|regl"
    r"|prepar|gener|remplac|memoris|export|report|decal|deplac|desactiv|actualis)er|inscrire|definir|saisir|retenir|mettre a jour)"
)
_KEPT_FR = r"(?:note|enregistre|ajoute|sauvegarde|consigne|inscrit|stocke|supprime|efface|annule|memorise|retenu|exporte|mis a jour)"
_NOW_FR = (
    r"(?:note|enregistre|ajoute|sauvegarde|consigne|inscris|supprime|efface|annule|programme|planifie|retiens|memorise"
    r"|mets a jour|modifie)"
)
_SOON_FR = (
    r"(?:rappellerai|noterai|enregistrerai|ajouterai|sauvegarderai|supprimerai|effacerai|annulerai|programmerai|retiendrai"
    r"|enverrai|previendrai"
    r"|alerterai|souviendrai)"
)
_OBJECTS_FR = r"(?:te |t'|le |la |l'|les |vous |m'en |me )*"
_ADVERBS_FR = r"(?:bien |aussi |deja |juste |tout |donc |maintenant |desormais |egalement )*"

_DID = re.compile(
    "|".join(
        (
            rf"\bi(?:'ve| have|'d|'ll have)? {_ADVERBS_EN}(?:{_KEEP_EN}|{_TAKE_EN}|{_TURN_EN})\b",
            rf"\bi(?:'ve| have)? {_ADVERBS_EN}{_MAKE_EN} (?!sure)(?:you )?{_THING_EN}\b",
            r"\bi(?:'ve| have)? (?:now |just |already )*noted (?!that your|how|a few)",
            rf"\b(?:is|are|was|were|been|gets?|got|it's|that's|everything's|'s been|we've) {_ADVERBS_EN}"
            rf"(?:{_KEEP_EN}|{_TAKE_EN}|{_TURN_EN}|noted|added to (?:your|the))\b",
            r"\b(?:is|are|has been|have been|it's|that's) (?:now|all) (?:set|updated|changed|added|created|in place|ready"
            r"|in (?:your|the) log)\b",
            rf"\b(?:j'ai|j'avais|nous avons|on a|je (?:l'|les |t'|vous )ai"
            rf"|je viens de te l'avoir) {_ADVERBS_FR}{_DEED_FR}e?s?\b(?! que\b)",
            rf"\b(?:is|are|it's|that's) (?:now |already |all )*(?:on (?:record|file)|in the (?:log|diary|books))\b|\bconsider (?:it"
            rf"|that|this) (?:done|{_KEEP_EN}|{_TAKE_EN})",
            r"\b(?:est|sont|a ete|ont ete) (?:bien |desormais )*(?:prise?s? en compte|au journal|dans (?:le|ton) journal)\b",
            rf"\b(?:has|have) (?:now |just |also |already )*been {_ADVERBS_EN}{_MAKE_EN}\b",
            rf"\b(?:a|ont) {_ADVERBS_FR}ete {_ADVERBS_FR}{_DEED_FR}e?s?\b",
            r"\breminders?\b.{0,30}\b(?:is|are) (?:set|on|active|scheduled|in place)\b|\b(?:is|are) now (?:active|live|running|on"
            r"|off|gone)\b",
            rf"\b(?:est|sont|a ete|ont ete) {_ADVERBS_FR}{_KEPT_FR}e?s?\b|\b(?:est|sont) (?:maintenant|desormais) (?:actif|active"
            rf"|en place)s?\b",
            rf"\bje viens (?:juste |tout juste )?(?:de |d')(?:te |t'|le |la |l'|les )*{_INFINITIVE_FR}\b",
        )
    )
)
_OPENS = re.compile(
    rf"^\W*(?:(?:all|ok|okay|great|got it|perfect|sure)[,!]? )*(?:done|{_KEEP_EN}|{_TAKE_EN}|{_TURN_EN}|noted|added|updated)"
    r"(?=\s*(?:[.!:,;)–—]|$)| (?:your|the|it|that|for you)\b)"
    rf"|^\W*(?:all|you're all) set(?=\s*(?:[.!,;]|$))"
    rf"|^\W*(?:voila |parfait |ok |super |d'accord )*[,!]? ?c'est {_ADVERBS_FR}(?:fait|{_DEED_FR})e?s?(?=\s*(?:[.!:,;)–—]|$))"
)
# A headline: "Reminder set for 18:00.", "Weight updated", "Rappel programmé".
_HEADLINE = re.compile(
    rf"^\W*(?:your |the |new |ok |okay )*{_THING_EN} (?:{_KEEP_EN}|{_TAKE_EN}|{_TURN_EN}|{_MAKE_EN})(?=\s*(?:[.!:,;)–—]|$)| (?:for"
    rf"|to|from|at|in|on)\b)"
)
_HEADLINE_FR = re.compile(
    r"^\W*(?:(?:ton|ta|le|la|nouveau|nouvelle|ok) )*(?:rappel|séance|repas|objectif|poids|plan|programme|profil|pesée|course"
    r"|note) (?:bien )?"
    r"(?:noté|enregistré|ajouté|sauvegardé|supprimé|effacé|annulé|programmé|modifié|créé|mis à jour|changé|activé)e?s?\b"
)
_OPENS_FR = re.compile(  # with its accents: without them it may be "note:" or an order
    r"^\W*(?:bien )?(?:noté|enregistré|ajouté|sauvegardé|consigné|supprimé|effacé|annulé|programmé|planifié|modifié"
    r"|mémorisé)e?s?(?=\s*(?:[.!:,;)–—]|$))"
)
_DOES = re.compile(
    "|".join(
        (
            rf"\b(?:i'll|i will|i am going to|i'm going to|i shall) {_ADVERBS_EN}{_SOON_EN}",
            rf"\bi(?:'m| am) {_ADVERBS_EN}(?:logging|recording|saving|deleting|removing|cancell?ing|scheduling|setting up|noting)\b",
            r"\byou(?:'re| are) (?:now )?(?:an? )?admin",
            rf"\bje {_OBJECTS_FR}(?:{_NOW_FR}|{_SOON_FR})\b(?! que\b)",
            rf"\bje vais {_OBJECTS_FR}(?:noter|enregistrer|ajouter|sauvegarder|supprimer|effacer|annuler|programmer|retenir|rappeler"
            r"|envoyer|prevenir|mettre a jour)\b",
            r"\btu es (?:maintenant |desormais )*admin",
        )
    )
)
_NO_CLAIM = re.compile(
    r"\b(?:not|never|no (?:workouts?|meals?|sessions?|entries|sets?|goals?)|nothing|none|can(?:no|')?t|couldn't|haven't"
    r"|hasn't|isn't|aren't|wasn't"
    r"|didn't|don't|won't|unable|without|unless|ne|n'\w+|pas|jamais|rien|aucune?|impossible"
    r"|if|once|when(?:ever)?|after you|as soon as|until|before i|tell me|say the word|let me know|shall i|should i"
    r"|want me to|would you|could"
    r"|si|s'il|quand|des que|une fois|dis[- ]moi|dites[- ]moi|veux-tu|voulez-vous|tu veux|souhaites)\b"
)
_LOOKS_BACK = re.compile(
    r"\b(?:yesterday|earlier|last|ago|so far|this (?:week|month|year|morning)|past|since|previous\w*|history|on (?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|\d+ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|hier|dernieres?|derniers?|il y a|depuis|cette semaine|ce mois|cette annee|ce matin|jusqu'ici"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d+ (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec))"
)
_TAKES = re.compile(
    rf"\b(?:{_TAKE_EN}|delete|remove|erase|cancel|deleting|removing|cancell?ing)\b"
    r"|\b(?:supprim|effac|annul|retir|enlev|lev|oubli|export|desactiv)(?:e|es|ee|ees|er|erai)\b"
)

# The subjects of writes, and the tools that write each.
_TOPICS: tuple[tuple[str, str], ...] = (
    (
        "log_workout adjust_workouts move_workout",
        r"workouts?|training|runs?|rides?|swims?|bench|squats?|deadlifts?|presses|reps?|miles|seances?|entrainements?|course"
        r"|footing|series",
    ),
    (
        "propose_plan choose_program change_plan adjust_workouts move_workout",
        r"plans?|programs?|programmes?|routine|schedule|split|planning",
    ),
    ("log_meal", r"meals?|breakfast|lunch|dinner|snack|food|repas|dejeuner|diner|collation"),
    ("set_nutrition_target set_goal log_meal", r"calories|kcal|macros"),
    ("log_metric update_profile", r"weight|weigh-in|sleep|steps|waist|heart rate|blood pressure|poids|sommeil|tension"),
    ("report_pain resolve_pain note_health open_hold", r"pain|injury|injuries|douleurs?|blessures?"),
    (
        "set_reminder snooze_reminder skip_reminder move_reminder finish_reminder cancel_reminder",
        r"reminders?|remind|ping|nudge|alert|notify|rappels?|rappeler(?:ai)?|rappellerai|previendrai",
    ),
    ("set_goal drop_goal set_nutrition_target update_profile", r"goals?|objectifs?"),
    ("update_profile", r"profile?|profil"),
    ("", r"account|admin\w*|holds?|role|compte"),
)
_TOPIC = tuple((frozenset(tools.split()), re.compile(rf"\b(?:{words})\b")) for tools, words in _TOPICS)
_TAKING = frozenset({"delete_entry", "cancel_reminder", "drop_goal", "forget", "undo", "correct_entry", "resolve_pain", "clear_hold"})
_ANYTHING = frozenset({"undo", "delete_entry", "correct_entry", "remember", "forget", "correct_fact"})


def claims_unrun(sentence: str, wrote: Collection[str]) -> bool:
    """Whether the sentence says that something was (or is being) written which none of the tools `wrote` of this turn did."""
    flat = level(sentence).replace("’", "'")
    if sentence.rstrip().endswith("?") or not _is_claim(sentence, flat):
        return False
    if not wrote:
        return True
    if _TAKES.search(flat) and not _TAKING.intersection(wrote):
        return True
    named = [tools for tools, words in _TOPIC if words.search(flat)]
    return bool(named) and not _ANYTHING.intersection(wrote) and not any(tools.intersection(wrote) for tools in named)


def _is_claim(sentence: str, flat: str) -> bool:
    """Whether something is told as done now; what an earlier day holds is told from the log, only nothing is taken away there."""
    if _OPENS.search(flat) or _HEADLINE.search(flat) or any(opens.search(sentence.lower()) for opens in (_OPENS_FR, _HEADLINE_FR)):
        return True
    if _NO_CLAIM.search(flat):
        return False
    return bool(_DOES.search(flat) or (_DID.search(flat) and not (_LOOKS_BACK.search(flat) and not _TAKES.search(flat))))
