"""What somebody wants of the coach's own messages, clause by clause, in free words: less, more, none, as before, of which kinds.

A clause counts only where it speaks of messages (or goes on about those of the clause before: "drop those") and wants a change of them:
"stop, my knee hurts" and "no bench today" speak of none, "I got no message" tells, "don't stop texting me" wants none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spotter.coaching.nudging import KINDS
from spotter.language.nudge_wishes import kinds_named
from spotter.language.simple_text import simplify

# All expressions are over simple text: lower case, no accents, no punctuation ("don t", "m ecris").
_NOUN = (
    r"(?:messages?|msgs?|nudges?|notifications?|notifs?|pings?|prompts?|relances?|reminders?|rappels?|alertes?|alerts?|texts?|textos?|sms"
    r"|e ?mails?|mails?|tips|astuces)"
)
_VERB = (
    r"(?:(?:messag|text|nudg|ping|nagg?|bugg?|pester|bother|remind|notify|contact|disturb|writ)\w*(?: to)? me|writ(?:e|ing)(?: to)?"
    r"|reach(?:ing)? out|check(?:ing)? in|send(?:ing)?(?: me)? (?:stuff|things|anything|nothing|these|those|this|that|them|it)"
    r"|hear from you|(?:what|everything|anything) you (?:send|write|text)(?: me)?"
    r"|(?:m|me) (?:ecri\w*|relanc\w*|envo\w*|rappel\w*|contact\w*|embet\w*|derang\w*|notifi\w*|sollicit\w*)"
    r"|(?:ecri\w*|relanc\w*|rappel\w*|contact\w*|envo\w*|notifi\w*) moi|ecri\w*)"
)
_WEEKLY = r"(?:weekly (?:summary|summaries|reviews?|recaps?|reports?)|(?:bilans?|recaps?|resumes?) (?:hebdo\w*|de (?:la|ma) semaine))"
_MESSAGES = re.compile(rf"\b(?:{_NOUN}|{_VERB}|{_WEEKLY})\b")
# Asking and telling are about messages only with what they are about: "stop asking me about my weight", "don't tell me to rest" is not.
_SPEAKING = re.compile(
    r"\b(?:ask\w*|tell\w*|talk\w*|speak\w*|bugg?\w*|nagg?\w*|bother\w*|going on|go on)(?: to)?(?: me)? (?:about|of|whether|if|for)\b"
    r"|\b(?:me |m )?(?:parl\w+|demand\w+|embet\w+)(?: moi)? (?:de|d|du|des|sur|si|avec)\b"
)
_HUSH = re.compile(
    r"\b(?:leave me (?:alone|be|in peace)|(?:be|go|stay|keep) (?:quiet|silent)|radio silence|silence radio|do not disturb|tais toi"
    r"|(?:laisse\w*) moi (?:tranquille|en paix|souffler|respirer)|(?:fiche|fous|foutez|fichez) moi la paix)\b"
    r"|^(?:quiet|silence)(?= (?:until|till|for|today|tonight|this|please|jusqu|pendant|cette|ce|pour)|$)"
)
_OTHERS = re.compile(
    rf"\b{_NOUN} (?:from|of|by) (?!you|spotter|yours|this|these|those|that|the (?:coach|app)|mine)|\b{_NOUN} (?:de|d) (?:ma|mon|mes"
    rf"|la part de)"
    r" (?!(?:poids|serie|seance|repas|sommeil))|\b(?:text|message|write|email|call) (?:my|him|her|them|down|mum|mom|dad|people)\b"
    rf"|\b(?:phone|watch|garmin|strava|whatsapp|work|group|fitbit|instagram|boss|bank) s? ?{_NOUN}"
)
_TOLD = re.compile(
    r"\b(?:i|we)(?: ve| have| had| just| never| always| did n t| didn t| don t| do n t| haven t)* (?:got|had|receiv\w*|saw|seen"
    r"|sent|missed|read"
    r"|wrote|answered|replied|deleted|turned|muted|stopped|get no|get any|get your|see|seeing)\b|\bthere (?:is|are|was|were|s)\b"
    r"|\byou(?: (?:ve|have|had|just))* (?:never|didn t|haven t|stopped|don t|do not|sent|wrote|forgot)\b|\b(?:came|arrived|come through)\b"
    r"|\bnot (?:getting|receiving|seeing)\b|\bj(?:e n)? (?:ai|avais)(?: \w+){0,3} (?:eu|recu|vu|lu|coupe|desactive|arrete|envoye|ecrit)\b"
    r"|\bje (?:n |ne )?(?:recois|vois|retrouve)\b|\btu (?:ne |n )(?:m |me )?\w+ (?:pas|plus|jamais)\b|\bil (?:n )?y (?:a|avait)\b"
)
_LESS = (
    r"(?:less|fewer|rarer|(?:not|\w*n t|so|that|as|quite|too|this|way) (?:often|many|much|frequent\w*)|half as|cut (?:\w+ )?(?:down"
    r"|back)|reduce|slow"
    r" (?:\w+ )?down|(?:tone|dial) (?:\w+ )?(?:down|back)|(?:ease|lay|back) off|moins|trop|pas (?:si|aussi|autant)|redui\w*"
    r"|diminu\w*|espac\w+"
    r"|leve le pied|ralenti\w*|calme (?:toi|le jeu)|less often)"
)
_MORE = (
    r"(?:(?<!any )(?<!no )(?<!not )more(?! than)|extra|(?:not|\w*n t) (?:\w+ ){0,4}enough|plus souvent|davantage|(?:encore|bien"
    r"|beaucoup|un peu)"
    r" plus|pas assez)"
)
_USUAL = (
    r"(?:(?<!not )again|back|turn (?:\w+ ){0,3}on|switch (?:\w+ ){0,3}on|resum\w*|restart\w*|re ?enable|unmute|unpause"
    r"|start (?:\w+ing|sending)"
    r"|as (?:usual|before)|normal\w*|reactiv\w*|repren\w*|remet\w*|rallum\w*|recommenc\w*|comme (?:avant|d habitude)|(?:a|de) nouveau"
    r"|you (?:can|may) (?:write|text|message|nudge|ping)|tu peux (?:m ecrire|me (?:relancer|contacter)|reprendre))"
)
_NOT = r"(?:no|not|\w*n t|dont|never|nothing|without|ne|n|pas|plus(?! souvent)|jamais|rien|aucune?s?|sans|zero)"
_END = (
    r"(?:stop(?:ping)?|quit|turn (?:\w+ ){0,4}off|switch (?:\w+ ){0,4}off|disable|mute|cut (?:\w+ )?out|get rid|unsubscribe|drop"
    r"|kill|scrap|ditch"
    r"|cancel|remove|end|enough|(?:sick|tired|fed up)|arret\w+|stoppe\w*|desactiv\w+|coup(?:e|es|er|ez)|cess\w+|enlev\w+|supprim\w+"
    r"|retir\w+"
    r"|vire\w*|marre|assez|finis?)"
)
_HOLD = r"(?:paus\w+|snooze|hold(?: off)?|quiet|silen\w+|hush|break|suspend\w*|wait|skip|patiente\w*|attend\w*)"
_ENOUGH = r"(?:enough|assez)"
_TOO_LITTLE = r"(?:not|\w*n t|pas) (?:\w+ ){0,4}(?:enough|assez)"
_KEPT_UP = re.compile(
    rf"\b(?:{_NOT}|no need to|pas besoin d e?|not that|not saying)(?: \w+){{0,3}}? (?:to |d |de )?(?!{_ENOUGH}){_END}\b"
    rf"|\b(?:no|pas) less\b|\bkeep (?:\w+ )*?(?:com|send|text|messag|nudg|remind)ing\b"
)
_THIS = re.compile(
    r"\b(?:(?:of|like) (?:this|these|those|that|them)|(?:this|that|these|those)(?: last)? (?:kind|sort|type|one|message|nudge|text"
    r"|notification"
    r"|ping)s?|(?:ce|ces|cette|de ce) (?:genre|type|sorte|messages?|relances?|notif\w*|rappels?)|comme (?:ca|cela|celui|celle|ceux)\w*"
    r"|send(?:ing)?(?: me)? (?:this|that|these|those))\b"
)
_ALL = re.compile(r"\b(?:all|any|anything|every\w*|nothing|altogether|completely|tous|toutes|tout|rien|aucune?s?|completement)\b")
# What a message is about, where it is none of the kinds: "stop the messages about protein" is not all of them, "the morning texts" neither.
_ABOUT = re.compile(
    rf"\b(?:{_NOUN}|{_VERB}) (?:(?:so|too|that) \w+ )?(?:about|regarding|concerning|on my|for my|of my|with|where|when|to (?!me\b)"
    rf"|sur|concernant"
    r"|pour|a propos|avec|de |d (?!ici))"
    r"|\b(?:remind(?:ing)? me|rappel\w+(?: moi)?) (?!so\b|too\b|less\b|that\b|please\b|any|trop\b|moins\b)\w"
)
_NEUTRAL_EN = (
    "the your those these this that my any no all more fewer less some of many much such unasked unsolicited automatic proactive coach"
    " spotter own every extra other get getting send sending want need with and or push me to stop please for turn off on back mute"
    " receiving receive disable cancel quit drop enough pause hold resume reduce skip sick tired start bring so too in as have"
)
_NEUTRAL_FR = (
    "les tes des de ces mes vos tous toutes ta la le l d moins plus trop encore pas aucune aucun arrete coupe desactive sans souvent aux"
    " tout un une"
)
_NEUTRAL = frozenset(f"{_NEUTRAL_EN} {_NEUTRAL_FR}".split())
_QUALIFIED = re.compile(rf"\b(\w+) {_NOUN}\b(?! (?:me|moi)\b)")
# A wish with bounds in time, by channel or number is not for good.
_BOUNDED = re.compile(
    r"\b(?:before|after|until|til+|between|during|while|when|today|tonight|tomorrow|this (?:week|weekend|month|evening|morning"
    r"|afternoon|summer)"
    r"|next (?:week|month|weekend)|for (?:now|an?|the|\d+|two|three|four|five|six|ten|some|few)|at (?:night|work|lunch|\d+)|(?:on"
    r"|over) (?:week|sun|mon"
    r"|tues|wednes|thurs|fri|satur|telegram|the weekend)\w*|in the (?:morning|evening|afternoon|night)|than (?:once|twice|\d|one"
    r"|two|three)|once|later"
    r"|avant|apres|jusqu\w*|entre|pendant|quand|aujourd hui|demain|cette semaine|semaine prochaine|ce (?:soir|matin|mois|week ?end)"
    r"|(?:la|de) nuit"
    r"|le (?:soir|matin|week ?end|dimanche|samedi|lundi)|plus de (?:\d|deux|trois)|d une fois|via|(?:by|par) (?:sms|text|mail"
    r"|e ?mail|telegram))\b"
)
# An answer to a message, and nothing else: "a bit less of those please", "more often".
_ANSWER = re.compile(
    r"(?:much |(?:a |un )?(?:bit|little|peu) |bien )?(?:(?P<less>less|fewer|moins|not so|pas si)|(?P<more>more|plus))"
    r"(?: (?:often|souvent)| (?:of|like) (?:this|these|those|that)| (?:de messages )?(?:comme|de) (?:ca|cela))"
)
_REFERS = re.compile(r"\b(?:half as|it|that|them|those|these|this|ones?|ca|cela|les|la|le|l|en|celles?|ceux|celui)\b")
_EXCEPT = re.compile(r"\b(?:except|but not|apart from|other than|besides|sauf|hormis|a part|excepte)\b")
_CLAUSE = re.compile(
    r"[\n;.!?()]+|,|\b(?:and|but|et|mais|because|cause|since|car|parce que|puisque|so|also|aussi|then|puis)\b", re.IGNORECASE
)
_FRAGMENT, _REFERRING = 4, 8  # words at most
_RELATED = {"workout_due": {"workout_missed"}, "workout_missed": {"workout_due"}}


@dataclass(frozen=True, slots=True)
class Wish:
    """What one clause wants: the ways it can be meant, of which kinds, of those like the last message, of all of them."""

    changes: frozenset[str]  # "off", "less", "more", "usual"; "pause" where nothing shall come for some time
    kinds: frozenset[str]
    is_this: bool
    is_all: bool


def wishes_in(text: str) -> list[Wish]:
    """The wishes about the coach's messages that these words hold, in their order."""
    return list(_wishes(text))


def wants_them_kept(text: str) -> bool:
    """Whether a clause says not to stop: "don't stop reminding me"."""
    return any(_KEPT_UP.search(simplify(part).words) for part in _CLAUSE.split(text))


def speaks_of_messages(text: str) -> bool:
    """Whether the text speaks of messages from the coach at all."""
    words = simplify(text, courtesy=True).words
    return bool((_MESSAGES.search(words) or _HUSH.search(words)) and not _OTHERS.search(words))


def _wishes(text: str) -> Iterator[Wish]:
    answer = _ANSWER.fullmatch(simplify(text).words)
    if answer is not None:
        yield Wish(frozenset({"less" if answer["less"] else "more"}), frozenset(), is_this=True, is_all=False)
        return
    last: Wish | None = None
    was_about = False
    for part in _CLAUSE.split(text):
        words, _, excepted = _parted(simplify(part).words)
        if not words:
            continue
        kinds = kinds_named(words)
        is_about = _is_about(words, kinds)
        refers = was_about and bool(_REFERS.search(words)) and words.count(" ") < _REFERRING
        changes = _changes(words) if is_about or refers else frozenset[str]()
        if last is not None and not changes and kinds and words.count(" ") < _FRAGMENT and not re.search(rf"\b{_NOT}\b", words):
            last = Wish(last.changes, last.kinds | kinds, last.is_this, last.is_all)  # "... about food, sleep and weight"
            yield last
            continue
        was_about, before = is_about, last
        last = _wish(words, changes, kinds, excepted, before if refers and not is_about else None) if changes else None
        if last is not None:
            yield last
        elif is_about:
            last = Wish(frozenset(), kinds, bool(_THIS.search(words)), not kinds and not _is_narrow(words))


def _parted(words: str) -> tuple[str, str, frozenset[str]]:
    """The words before an exception, it, and the kinds that it names: "all messages except the weekly recap"."""
    found = _EXCEPT.search(words)
    if found is None:
        return words, "", frozenset()
    rest = words[found.end() :]
    return words[: found.start()], rest, kinds_named(rest)


def _wish(words: str, changes: frozenset[str], kinds: frozenset[str], excepted: frozenset[str], before: Wish | None) -> Wish:
    if before is not None and not kinds:  # "drop those": what the clause before was about
        return Wish(changes, before.kinds, before.is_this, before.is_all)
    if excepted and _ALL.search(words):
        return Wish(changes, frozenset(KINDS) - excepted, False, False)
    is_this = bool(_THIS.search(words))
    return Wish(changes, kinds, is_this, not (kinds or is_this or excepted or _is_narrow(words)))


def _is_about(words: str, kinds: frozenset[str]) -> bool:
    if _OTHERS.search(words):
        return False
    return bool(_MESSAGES.search(words) or _HUSH.search(words) or (kinds and _SPEAKING.search(words)))


def _is_narrow(words: str) -> bool:
    """Whether it is about something that is no kind, or a sort of message, and so not about all of them."""
    is_of_a_sort = any(found[1] not in _NEUTRAL for found in _QUALIFIED.finditer(words))
    return bool(_ABOUT.search(words) or _SPEAKING.search(words) or is_of_a_sort)


def _changes(words: str) -> frozenset[str]:
    """The ways in which the clause can be meant. Less is said with words of ending, too ("stop texting me so much")."""
    is_end, is_not = _has(_END, words), _has(_NOT, words)
    if _KEPT_UP.search(words):
        return frozenset()
    if _has(_LESS, words):
        return frozenset() if is_not and _has(r"(?:less|fewer|moins)", words) else frozenset({"less"})
    if _has(_MORE, words) and not is_end and (not is_not or _has(_TOO_LITTLE, words)):
        return frozenset({"more"})
    return frozenset() if _TOLD.search(words) else _ended(words, is_ended=is_end or is_not)


def _ended(words: str, *, is_ended: bool) -> frozenset[str]:
    """No messages for good or for a time, or messages again."""
    if is_ended:
        return frozenset({"pause"}) if _BOUNDED.search(words) else frozenset({"pause", "off"})
    if _HUSH.search(words) or _has(_HOLD, words):
        return frozenset({"pause"})
    return frozenset({"usual"}) if _has(_USUAL, words) else frozenset()


def _has(pattern: str, words: str) -> bool:
    return re.search(rf"\b{pattern}\b", words) is not None


def with_related(kinds: frozenset[str]) -> frozenset[str]:
    """The kinds and those that the same words may mean: "about my workouts" is what comes and what was missed."""
    return kinds | {other for kind in kinds for other in _RELATED.get(kind, ())}
