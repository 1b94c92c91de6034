"""What of a message somebody tells or asks for, and what they only ask about, wish, imagine, deny or tell of others."""

from __future__ import annotations

import re
from typing import Literal

from spotter.language.calendar_words import level
from spotter.language.normalise import normalise
from spotter.language.splitter import Piece, split_clauses, split_sentences
from spotter.language.workout_hearsay import is_hearsay

Use = Literal["done", "stated", "shared", "asked", "ended", "wished"]

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
_VERB_WITHOUT_SUBJECT = re.compile(  # "i am tall and can train 3 days": the subject stands in the clause before
    rf"^{_FILLER}(?:is|are|am|do|does|would|could|can|should|shall|will|may)\b(?!(?:n't)? {_SUBJECT}\b)"
)
_DID_IT = re.compile(  # "did my workout", with "I" left out; "did my workout count" asks
    rf"^{_FILLER}did (?:my|the|it|all|that|this|these|those|an?|\d+\w*)\b(?!.*\b(?:go|get|count|improve|change|save|log|work|help|happen"
    r"|look|match|beat|meet|hit|reach|come|make|show|do|register)\b)"
)
_LEADS_IN = re.compile(
    r"^(?:at|with|on|after|for|as|a|au|avec|pour|apres|en|sans|quand|when)\b"
)  # "à 40 ans, est-ce que ...": a part of the question
_PLEASE_DO = re.compile(
    r"\b(?:(?:can|could|would|will) (?:you|u|we)|(?:can|could|may) i (?:have|get)|please|i (?:want|need|wanna)|i'?d (?:like"
    r"|love)|i would (?:like|love)"
    r"|(?:can|could) (?:the|my|your|that|this|those|these) (?:\w+ ){0,3}(?:reminders?|messages?|notifications?|nudges?) (?:be|come"
    r"|go|stop|wait)"
    r"|let's|lets|(?:peux|pourrais|veux)-tu|tu (?:peux|pourrais|veux)|est-ce que tu (?:peux|pourrais)|je (?:veux|voudrais"
    r"|souhaite)|j'aimerais|j'ai besoin|tu (?:me|nous) [a-z]+(?:s|rais)|tu m'[a-z]+(?:s|rais)"
    r"|il me faut|mets[- ]moi|fais[- ]moi|donne[- ]moi|stp|s'il te plait)\b"
)
_ORDER = re.compile(
    rf"^{_FILLER}(?:just |yes |oui |yeah |vas-y |go ahead and )?(?:make|build|create|generate|design|write|give me|set|put"
    rf"|change|switch|start|begin|follow|use|choose|pick|go with"
    r"|let'?s|remind me (?!what|how|when|which|why)|remind|ping|nudge|wake|e?-?mail me|(?:send|shoot|drop) me|tell me to|ask me"
    r"|check (?:in|up|on)|alert|notify|message|text me|cancel|stop|drop|delete"
    r"|get rid of|clear|remove|turn off|disable|scrap|abandon|push|snooze"
    r"|postpone|delay|bump|raise|lower|increase|decrease|reduce|update|refresh|redo|plan (?:me|my)|prepare"
    r"|don'?t (?:let me )?forget|do not forget"
    r"|(?:an? |another |new |un |une |nouveau |nouvelle )*(?:reminders?|plan|program\w*|routine|rappels?)\b|re?fai(?:s|tes)"
    r"|mets|met|donne|cree|regle|fixe|definis|change|passe"
    r"|commence|demarre|lance|suis|choisis|prends|rappel\w*|envoie[- ]moi|demande[- ]moi|previens|avertis|annule|supprime|arrete"
    r"|repousse|reporte|decale"
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
    rf"^{_FILLER}(?:(?:i|we|je|on)(?:'ve| have)? (?:just |only |also |already |then |finally |actually )*(?!peu[tx]|veu[tx]|doi[st]"
    rf"|va\b|vais|pourra\w*|will|want|would|am"
    rf"|was|can|could|should|need|plan|hope"
    r"|might|may|must|think|wonder|do\b|usually|never)\w+|i'?m|im|j'ai|je (?:suis|me sens|pese|fais)|just|did|ran|had|ate|drank"
    r"|hit|got|went|finished|slept|weighed"
    r"|benched|squatted|today:?|this morning|ce matin|aujourd'hui|hier|yesterday|fait|mange|couru|bu|dormi|pris)\b"
)
_IMAGINED = re.compile(
    r"\b(?:i wish (?:i|we|it|my)|if only|si seulement|(?:what |even |as )?if (?:i|we|you|my|it)|suppose|supposing|imagine|let's say"
    r"|hypothetically|how about|would it|instead of"
    r"|(?:et )?si (?:je|j'|on|tu|mon|ma)|supposons|imaginons|au lieu de)\b"
)
# "My mum is ill, so please don't write": what comes before is why; "by mail instead of sms" imagines nothing.
_REASON = re.compile(
    r"^.*\b(?:so|donc|du coup) (?=(?:please|don'?t|do not|can you|could you|no|stop|ne|pas|tu peux)\b)|\b(?:instead of|au lieu de)\b"
)
# "je ferai", "je me ferais": future and conditional of any verb, which tell nothing as done.
_FRENCH_FUTURE = r"(?:je|j'|on|nous) ?(?:ne |n')?(?:me |m'|nous |le |la |les |l'|en |y )*[a-z]{2,}r(?:ai|ais|ons|ions|ait)"
_NOT_YET = re.compile(
    rf"\b(?:i'?ll|i will|will|{_FRENCH_FUTURE}|(?:could|would|might|may|i'd) (?!have\b|only|just|barely|hardly|still)"
    r"|(?:was|were|is|are) (?:supposed|meant|due) to|planning|(?:devais|voulais|pensais|comptais|allais) \w+|(?:want(?:s|ed)?"
    r"|suggest(?:s|ed)?|recommend(?:s|ed)?|advis(?:es|ed)|prescribed?|propos\w+|conseill\w+|recommand\w+|prescri\w+) (?!to\b)"
    r"|(?:says?|said|told me|tells me) (?:to|that i should|i should|qu'il faut)|dit (?:de|qu'il faut)|had me down"
    r"|^\w+ing (?:for|of|about|to) |(?:reve\w*|projet\w*) (?:de|d')"
    r"|going to|gonna|want(?:ed)? to|wanna|would (?:like|love)|i'?d (?:like|love)|plan(?:ning|ned)? (?:to"
    r"|on)|hop(?:e|ing) to|aim(?:ing)?"
    r"|need to|ha(?:ve|d) to|must|should|try(?:ing)? to|about to|tomorrow|tonight i|next (?:time|week|month|year|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day)"
    r"|thinking (?:of|about)|considering|next up|up next|upcoming|crav\w+|tempted|wish\w*|dream\w*|fancy|goal|target|aim"
    r"|je vais|tu vas|j'irai|je ferai|je mangerai|on va|demain|prochaine?"
    r"|je (?:veux|voudrais|souhaite|compte|dois"
    r"|pense)|j'aimerais|j'espere|j'ai envie|il faut|faudrait|prevu|objectif|la prochaine fois)\b"
)
_DENIED = re.compile(
    r"\b(?:impossible|incapable|unable|failed to|did ?n'?t|did not|have ?n'?t|have not|has ?n'?t|could ?n'?t|could not|was ?n'?t"
    r"|never|skipped|missed|almost|nearly"
    r"|don'?t (?:log|record|track|add|note|save)"
    r"|do not (?:log|record|track|add|note|save)|ne (?:note|enregistre|ajoute)|n'(?:ai|a|enregistre|ajoute) (?:pas|jamais|rien)"
    r"|j'ai (?:pas|rien|jamais|failli|rate|saute)"
    r"|thr(?:ew|own) (?:\w+ )?(?:away|out)|chucked|binned|bailed|^rate\b|n'est pas (?:montee?|passee?)"
    r"|pas (?:fait|mange|bu|pu|couru|reussi|besoin)|jamais|presque)\b"
)
_REFUSED = re.compile(
    r"\b(?:do ?n'?t|do not|no need|never ?mind|not (?:yet|now|ready)|rather not|forget (?:it|about)|hold off|ne \w+ pas"
    r"|n'\w+ pas|pas besoin|pas (?:de|maintenant|encore)"
    r"|laisse tomber|jamais|no)\b"
)
_NOT_FORGET = re.compile(r"\b(?:do ?n'?t|do not)(?: let me)? forget\b|\bn'oublie pas\b|\b(?:i )?do ?n'?t (?:like|have|want|eat)\b")
_HABIT = re.compile(
    r"\b(?:when i (?:was (?:\d|an?\b|in (?:school|college|uni\w*|the army)|young\w*|little|fit\w*|at my)|got (?:married|divorced|pregnant)"
    r"|graduated|turned \d|lived|started)|(?:years?|decades?) ago|back in (?:the|my|20|19)|in (?:college|high school|my (?:twenties"
    r"|thirties|20s|30s))"
    r"|quand j'(?:etais|avais|habitais)|a l'epoque|il y a (?:\w+ )?(?:ans|annees)|people (?:say|think)|they say|i (?:heard|read)"
    r"|apparently|the (?:app|article|internet|book) \w+|on dit|il parait"
    r"|parait que|usually|normally|typically|often|always|used to|d'habitude|souvent|toujours|en general|normalement"
    r"|avant je)\b"
)
_KIN = re.compile(
    r"(?<!\bwith )(?<!\band )(?<!\bavec )(?<!\bchez )\b(?:my|our|his|her|their|mon|ma|mes|notre|nos|son|sa"
    r"|ses|a|an|un|une) (?:\w+ )?(?:wife|husband|partner|girlfriend"
    r"|boyfriend|mum|mom|mother|dad|father|parents?|son"
    r"|daughter|kids?|child|children|brother|sister|uncle|aunt|cousin|friend|buddy|mate|colleague|client|neighbou?r|femme|mari"
    r"|conjointe?|copine|copain|mere|pere|fils"
    r"|fille|enfants?|frere|soeur|cousine?|oncle|tante|amie?|pote|collegue|voisine?|cliente?)\b(?!'s [a-z])"
)
# Somebody of another trade and what they are or do; "my doctor took my blood pressure" is told of oneself.
_OTHERS_ARE = re.compile(
    rf"^{_FILLER}(?:my|our|the|mon|ma|notre|le|la) (?:\w+ )?(?:coach|trainer|instructor|teacher|doctor|boss|flatmate|roommate"
    rf"|team ?mate|entraineur|prof|medecin|patron|coloc)"
    r" (?:is|has|was|can|does|did|weighs|trains|lifts|runs|eats|sleeps|est|fait|pese|court|mange|dort|peut|s'entraine)\b"
)
_OTHERS_DO = re.compile(rf"^{_FILLER}(?:{_KIN.pattern})(?!.*\b(?:and|while|when|as|et|pendant que|quand) (?:i|me|moi|je|j')\b)")
_ATTITUDE = re.compile(  # verbs of mind: what they govern was not done by being said
    r"\b(?:i|je|j'|on|we) ?(?:n'|ne )?(?:hesit\w+|wonder|doubt\w*|doute|prefer\w*|hate|love|like|aime|adore|deteste|resiste|refuse"
    r"|arrive pas|n'arrive|peux pas|parviens pas"
    r"|can'?t|cannot|struggle to)\b"
)
_SEEN = re.compile(
    r"\b(?:saw|watched|seen|watching|heard|ai vu|a vu|ai regarde|regardais) (?:an?|the|my|some|this|that|un|une|le"
    r"|la|mon|ma|des|quelqu'un)\b"
)
_ANYBODY = re.compile(
    rf"^{_FILLER}(?:(?:some|many|most|other|a lot of|lots of) (?:people|folks|guys|women|men|athletes|lifters|runners)|people"
    rf"|others|everyone"
    r"|everybody|someone|somebody|(?:les|certaines?|certains|beaucoup de) (?:gens|personnes)|tout le monde|quelqu'un|certains)\b"
)
_FEARED = re.compile(
    r"\b(?:(?:afraid|scared|worried|fear\w*|risk\w*) (?:of|to|that|about|i)|peur (?:de|d'|que)|(?:crains?|risque|risquer) (?:de|d'|que))"
)
_GAVE_IN = re.compile(r"\bcould ?n'?t (?:resist|help|say no)|\bn'?ai pas (?:pu |su )?(?:resiste\w*|dit non)")
_LONG_PAST = re.compile(r"\b(?:je|j'|on) ?[a-z]+ais\b|\ba \d+ ans\b|\bat (?:age )?\d+ i\b")
_OF_TODAY = re.compile(r"\b(?:today|this morning|just now|yesterday|tonight|aujourd'hui|ce matin|ce midi|ce soir|hier|tout a l'heure)\b")
_CAME_TO_NOTHING = re.compile(  # said of what was told just before: "... but I bailed", "... mais je l'ai donné"
    r"\b(?:bailed|chickened out|gave up|called it off|did ?n'?t|could ?n'?t|passed)\W*$|\b(?:threw|gave|sent|left|skipped|refused"
    r"|binned|returned|cancell?ed)"
    r" (?:it|them|that)\b|\b(?:l'|les )ai (?:donnee?s?|jetee?s?|laissee?s?|rendue?s?|refusee?s?|annulee?s?)\b|\bj'ai (?:renonce"
    r"|abandonne)\b"
)
_CONTRAST = re.compile(r"^(?:so|alors|du coup|donc|but|mais|instead|in the end|ended up|finally|finalement|au final)\b")
_TAKEN_BACK = re.compile(
    r"\b(?:ignore|disregard|scratch) (?:it|that|this|those)\b|\b(?:just |only )?(?:kidding|joking)\b|\b(?:it|that) does ?n'?t count\b"
    r"|\b(?:nonsense|rubbish|bogus|n'importe quoi)\b|\b(?:don'?t|do not) count (?:it|that)\b|\b(?:oublie|ignore) (?:ca|cela"
    r"|ce chiffre)\b|\bje (?:plaisante|rigole|blague)\b"
    r"|\bca ne compte pas\b"
)
_NO_MORE = re.compile(
    r"\b(?:do ?n'?t|do not|stop|quit) (?:bother\w*|remind\w*|ping\w*|nudg\w*|messag\w*|text\w*|notify\w*|alert\w*|disturb\w*|wak\w*)"
    r"|\bno more\b|\bno (?:longer |more )?need\b|\bplus besoin\b|\bne (?:me|m') ?[a-z' ]+ plus\b|\bplus de (?:rappels?|notif\w*)"
    r"|\barrete\w* de (?:me |m')"
    r"|\b(?:giv\w+|gave) up\b|\bno longer (?:want|care|aim\w*|need)|\b(?:do ?n'?t|do not) (?:want|need|care)\b.*\b(?:any ?more"
    r"|any longer)\b"
    r"|\b(?:j'abandonne|je renonce|je laisse tomber|j'ai (?:abandonne|renonce)|je ne (?:le |la |les |l'|m'y )?\w+ plus)\b"
)
_WRITER = re.compile(r"\b(?:i|i'm|i've|me|we|je|j'\w*|moi|m'|nous|on)\b")
_HAVE_TIME = re.compile(
    rf"^{_FILLER}(?:i (?:only |just )?(?:have|can|got|train|work)|i'?ve (?:only )?got|i'?m|j'ai|je (?:peux|suis|n'ai que|ne peux))\b.*"
    r"\b(?:days?|times?|minutes?|mins?|hours?|jours?|fois|heures?|seances?)\b"
)
_QUOTED = re.compile(r"\b(?:says?|said|reads?|wrote|written|told me|dit|disait|ecrit|lu|titled|called|named)\b[ :,]*[\"']?\"[^\"]*\"")


def said_for(text: str, use: Use) -> str:
    """The clauses of a message that carry a write, one a line, normalised: "" where there are none.

    "done": what is told as done. "stated": what is told, also wishes and denials. "asked": what the coach is asked to do, "ended": what it
    is asked to do no more, "wished": what it is asked or what is stated ("you text me too often"). Questions for information, what is
    imagined, quoted or done by others are in none of them. A clause without signs of its own goes with the one before, unless it stands
    against it ("meant to do 5, but did 4").
    """
    clean = _QUOTED.sub(" ", normalise(text).replace("“", '"').replace("”", '"'))
    parts = [split_clauses(clean, sentence) for sentence in split_sentences(clean)]
    verdicts = [_verdicts(clean, pieces, use) for pieces in parts]
    if use in ("asked", "ended") and not any(True in each for each in verdicts):
        return ""
    kept = [piece for pieces, each in zip(parts, verdicts, strict=True) for piece in _kept(clean, pieces, each)]
    back = max((match.start() for match in _TAKEN_BACK.finditer(level(clean))), default=0) if use == "done" else 0
    kept = [piece for piece in kept if piece.start >= back]
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


def _verdicts(text: str, pieces: list[Piece], use: Use) -> list[bool | None]:
    """What each clause of a sentence carries, in the light of its neighbours."""
    clauses = [level(text[piece.start : piece.end]) for piece in pieces]
    asks = bool(pieces) and text[pieces[-1].end - 1] == "?"
    found = [_verdict(clause, use, follows=place > 0 and not asks, asks=asks) for place, clause in enumerate(clauses)]
    for place in range(1, len(found)):
        joint = level(text[pieces[place - 1].end : pieces[place].start]).strip(" ,")
        stands_against = _CONTRAST.search(joint) or _CONTRAST.search(clauses[place])
        if use == "done" and found[place - 1] is False and found[place] is None and stands_against:
            found[place] = True
        if use == "done" and stands_against and _CAME_TO_NOTHING.search(clauses[place]):
            found[:place] = [False] * place
        if asks and found[place] is False and found[place - 1] is None and _LEADS_IN.search(clauses[place - 1]):
            found[place - 1] = False
    return found


def _verdict(clause: str, use: Use, *, follows: bool, asks: bool) -> bool | None:
    """Whether the clause carries a write of this use; None where it says nothing of its own.

    `asks`: of a sentence with a question mark; `follows`: after another, in none.
    """
    if use == "wished":
        clause = _REASON.sub("", clause)
    if _IMAGINED.search(clause) or (use == "done" and _DENIED.search(_GAVE_IN.sub(" ", clause))):
        return False
    if use in ("asked", "ended"):
        return True if use == "ended" and _NO_MORE.search(clause) else _asks_to_do(clause)
    if use == "wished" and _asks_to_do(clause):
        return True
    if _LOG_IT.search(clause):
        return not _DENIED.search(clause)
    is_report = (follows and _VERB_WITHOUT_SUBJECT.search(clause)) or (not asks and _DID_IT.search(clause))
    is_question = _QUESTION.search(clause) and not is_report
    if is_question or (use != "shared" and _is_no_fact_of_theirs(clause)) or (use == "done" and _is_not_done(clause)):
        return False
    return True if _REPORT.search(clause) or (use != "done" and _NOT_YET.search(clause)) else None


def _is_not_done(clause: str) -> bool:
    is_long_past = _LONG_PAST.search(clause) and not _OF_TODAY.search(clause)
    return bool(_NOT_YET.search(clause) or _HABIT.search(clause) or _ATTITUDE.search(clause) or is_long_past) or is_hearsay(clause)


def _is_no_fact_of_theirs(clause: str) -> bool:
    """Whether it is somebody else who does it, anybody, or a thing that is feared."""
    is_anothers = _OTHERS_DO.search(clause) or _OTHERS_ARE.search(clause) or (_KIN.search(clause) and not _WRITER.search(clause))
    return bool(is_anothers or _SEEN.search(clause) or _ANYBODY.search(clause) or _FEARED.search(clause))


def tells_of_kin(clause: str) -> bool:
    """Whether the clause, in plain lower case, begins with somebody of the person's family or friends."""
    return bool(_OTHERS_DO.search(clause))


def _asks_to_do(clause: str) -> bool | None:
    if _REFUSED.search(_NOT_FORGET.sub(" ", clause)):
        return False
    if _ORDER.search(clause) or (_PLEASE_DO.search(clause) and not _ASKS_ABOUT.search(clause)):
        return True
    if _HAVE_TIME.search(clause):
        return None  # "I only have two days": a condition of what is asked for
    return False if _QUESTION.search(clause) or _REPORT.search(clause) else None
