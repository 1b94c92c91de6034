"""Lifts that are told but were not done now: long past, possible, prescribed, somebody else's, a habit, a record."""

from __future__ import annotations

import re

_LIFTS = r"(?:squats?|bench(?:es)?|deadlifts?|press(?:es)?|lifts?|runs?|rows?|curls?|pulls?|does|do|hits?|cleans?|snatch(?:es)?)"
_LONG_PAST = (
    r"last (?:year|month|season|summer|winter|spring|fall|autumn|decade)|(?:years?|months?|decades?) ago|years back|"
    r"back in (?:the day|\d{4}|college|high school|school|uni|my)|when i was|at my (?:best|peak|strongest|heaviest|fittest)|"
    r"[àa] mon (?:meilleur|apog[ée]e)|in my (?:teens|twenties|thirties|prime|youth)|in my day|"
    r"l'an(?:n[ée]e)? (?:derni[èe]re?|pass[ée]e?)|(?:le mois|l'[ée]t[ée]|l'hiver) (?:dernier|pass[ée])|"
    r"il y a (?:\S+ )?(?:ans|mois)|quand j'[ée]tais|[àa] l'[ée]poque|dans ma jeunesse"
)
_POSSIBLE = (
    rf"i (?:can|could) (?:(?:easily|probably|only|just|usually|maybe|now|already|even) )?{_LIFTS}|"
    r"je (?:peux|pouvais|pourrais|sais) (?:faire|soulever|tirer|pousser|tenir|squatter|courir)|"
    r"je (?:faisais|soulevais|tirais|poussais|squattais|courais)|j'arrive [àa] (?:faire|soulever)"
)
_PRESCRIBED = (
    r"(?:coach|trainer|pt|program(?:me)?|plan|app|spreadsheet|book|physio|doctor|doc|video|article|post|website|guide|"
    r"template|chart|card|sheet|whiteboard|routine|vid[ée]o|site|fiche|mod[èe]le) "
    r"(?:just )?(?:said|says|shows?|showed|told me|gave me|gives me|set me|assigned|wants?|wanted|has \d|montre|indique|"
    r"calls? for|called for|prescribe[sd]?|suggest(?:s|ed)|recommend(?:s|ed)|asks?(?: for)?|asked(?: for| me)?|"
    r"has me (?:on|at|down)|lists?)|"
    r"(?:coach|entra[îi]neur|programme|plan|kin[ée]|prof|appli) "
    r"(?:a dit|dit|veut|voulait|pr[ée]voit|demande|pr[ée]conise|propose|conseille|"
    r"m'a (?:dit|demand[ée]|donn[ée]|conseill[ée]))"
)
_OTHERS = (
    rf"(?:world|olympic|national|state|gym|club) records?|records? (?:du monde|olympique|de france|national|de la salle)|"
    rf"(?:he|she|they|everybody|everyone|somebody|someone|people) (?:can |could |just )?(?:{_LIFTS}|did|benched|squatted|deadlifted|"
    r"pressed|lifted|ran|hit)|"
    r"(?:il|elle|ils|elles) (?:a fait|ont fait|soul[èe]ve(?:nt)?|squatte(?:nt)?|pousse(?:nt)?|tire(?:nt)?|peut faire|peuvent faire)"
)
_PEOPLE = (
    r"guys?|dudes?|bros?|blokes?|girls?|lad(?:y|ies|s)?|wom[ae]n|m[ae]n|kids?|friends?|budd(?:y|ies)|mates?|pals?|partners?|neighbou?rs?|"
    r"colleagues?|co-?workers?|boss|team ?mates?|room ?mates?|flat ?mates?|brothers?|sisters?|wife|husband|girlfriend|boyfriend|gf|bf|"
    r"dad|mom|mum|father|mother|son|daughter|cousin|uncle|aunt|nephew|niece|grand(?:ma|pa|father|mother)|clients?|athletes?|lifters?|"
    r"powerlifters?|runners?|youtubers?|influencers?|coach|trainer|"
    r"mecs?|gars|types?|nanas?|filles?|femmes?|hommes?|potes?|amie?s?|copains?|copines?|coll[èe]gues?|voisine?s?|fr[èe]res?|"
    r"s(?:oe|œ)urs?|"
    r"p[èe]re|m[èe]re|mari|fils|cousine?s?|oncle|tante|coloc"
)
_WITH = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "with",
        "against",
        "beside",
        "behind",
        "than",
        "for",
        "from",
        "to",
        "of",
        "like",
        "and",
        "by",
        "avec",
        "contre",
        "pour",
        "de",
        "que",
        "chez",
        "comme",
        "et",
    ]
)
_SUBJECTS = (
    r"(?:my|our|an?|his|her) \d{1,2}[ -]?(?:yo|y/o|years?[ -]olds?)|"
    rf"{_WITH}(?:my|our|his|her|a|an|some|this|that|one|the|un|une|mon|ma|mes|ce|cette|le|la) (?:[a-zé]+ ){{0,2}}?(?:{_PEOPLE})"
    r"(?! (?:(?:and|&|et) (?:i|me|moi|myself)\b|(?:had|made|got|let|helped|spotted|watched|filmed) (?:me|us)\b|m'a\b|nous a\b|day\b))"
)
_SEEN = (
    r"(?:saw|seen|watched|watching|heard|read about|vu|regard[ée]|entendu) (?:that )?(?:a|an|some\w*|this|that|the|one|"
    r"people|un|une|des|le|la|quelqu'un)"
)
_UNREAL = (
    r"imagin(?:e|ing|er|ons)|pretend(?:ing)?|picture (?:me|this)|hypothetical\w*|if only|(?:i )?wish(?:ing)?|suppos(?:e|ing|"
    r"ons)|let'?s say|"
    r"j'aurais (?:d[ûu]|pu|voulu|aim[ée])|"
    r"(?:je |on |il |fallait |)(?:devais|devait|fallait|faudrait|faut|dois|devrais)\b(?: (?:que )?je)?|would have|could have|"
    r"should'?ve|could'?ve"
)
_KEPT_OUT = re.compile(
    r"\b(?:do not|don'?t|no need to|never mind|pas besoin d[e']) ?(?:you )?(?:log|count|record|save|write|noter|enregistrer|compter)\b|"
    r"\bne? ?(?:le |la |les |l'|me )?(?:note|enregistre|compte)s? (?:pas|rien)\b",
    re.IGNORECASE,
)
_HABIT = r"(?:a|per|each|par) (?:day|week|jour|semaine)(?! off)|keeps? me (?:fit|going|healthy|in shape)"
_BEST = (
    r"(?:my|his|her|their) (?:\w+ ){0,3}?(?:max(?:es)?|1 ?rms?|one[- ]rep max(?:es)?)(?: (?:on|for|"
    r"in) (?:the )?\w+(?: \w+)?)? (?:is|are|was|were|used to be)|"
    r"(?:mon|mes|son) (?:max(?:is|imum)?|1 ?rm)(?: \S+){0,4}? (?:est|sont|[ée]tait|[ée]taient)"
)
_TOLD = re.compile(rf"\b(?:{_LONG_PAST}|{_POSSIBLE}|{_PRESCRIBED}|{_OTHERS}|{_HABIT}|{_BEST})\b", re.IGNORECASE)
_UNDONE = re.compile(rf"\b(?:{_SUBJECTS}|{_SEEN}|{_UNREAL})\b", re.IGNORECASE)
_ANOTHER = re.compile(rf"\b(?:{_OTHERS}|{_SUBJECTS})\b", re.IGNORECASE)
_NOW = re.compile(
    r"\bi (?!can\b|could\b|wish\b|know\b|think\b|saw\b|want\b|guess\b)[a-z']+|\bj'ai\b(?! vu\b)|"
    r"\b(?:today|tonight|now|this (?:morning|afternoon|evening)|yesterday|aujourd'hui|maintenant|ce (?:matin|soir)|hier)\b",
    re.IGNORECASE,
)
# Given names alone tell "Mike squats 200" from "Bulgarian squats 200".
_NAMES = (
    r"(?:Mike|John|Dave|Bob|Tom|Jim|Joe|Sam|Ben|Dan|Chris|Matt|Mark|Paul|Steve|James|David|Robert|Michael|William|Peter|Alex|Nick|Kevin|"
    r"Brian|Eric|Ryan|Josh|Jake|Luke|Adam|Andrew|Tim|Greg|Jeff|Scott|Sarah|Emma|Anna|Kate|Laura|Lisa|Julie|Marie|Sophie|Claire"
    r"|Camille|L[ée]a|"
    r"Chlo[ée]|Manon|Pierre|Jean|Jacques|Michel|Nicolas|Thomas|Julien|Antoine|Maxime|Lucas|Hugo|Louis|Th[ée]o|Karim|Mehdi|Mohamed"
    r"|Ahmed|Ali)"
)
_NAMED = re.compile(
    rf"^\W*(?:(?:and|but|et|mais|so|yesterday|today)\W+)*{_NAMES} "
    r"(?:(?:can|could|just|a|peut) )?(?:[a-zé]+s|[a-zé]+ed|do|did|ran|fait|faire|soulève)\b"
)
_POINTED_AT = re.compile(
    r"^\W*(?:the|that|this)(?: [^\W\d]+){1,3} (?:ones?|1)\W*$", re.IGNORECASE
)  # "the stretch one": one of several things


def is_hearsay(clause: str) -> bool:
    """Whether the clause tells of lifts that nobody did now."""
    return bool(_TOLD.search(clause) or _NAMED.search(clause))


def is_undone(clause: str) -> bool:
    """Whether the clause tells of lifts that the person did not do: somebody else's, seen, wished for or due."""
    return bool(_UNDONE.search(clause) or _POINTED_AT.search(clause)) or is_hearsay(clause)


def is_of_another(clause: str) -> bool:
    """Whether the clause tells of somebody else's lifts."""
    return bool(_ANOTHER.search(clause) or _NAMED.search(clause))


def is_kept_out(text: str) -> bool:
    """Whether the person does not want it written down."""
    return bool(_KEPT_OUT.search(text))


def is_about_now(clause: str) -> bool:
    """Whether the clause comes back from hearsay to the day that is logged."""
    return bool(_NOW.search(clause)) and not is_undone(clause)
