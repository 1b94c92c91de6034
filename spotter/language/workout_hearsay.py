"""Lifts that are told but were not done now: long past, possible, prescribed, somebody else's, a habit, a record."""

from __future__ import annotations

import re

_LIFTS = r"(?:squats?|bench(?:es)?|deadlifts?|press(?:es)?|lifts?|runs?|rows?|curls?|pulls?|does|do|hits?|cleans?|snatch(?:es)?)"
_LONG_PAST = (
    r"last (?:year|month|season|summer|winter|spring|fall|autumn|decade)|(?:years?|months?|decades?) ago|years back|"
    r"back in (?:the day|\d{4}|college|high school|school|uni|my)|when i was|in my (?:teens|twenties|thirties|prime|youth)|in my day|"
    r"l'an(?:n[ée]e)? (?:derni[èe]re?|pass[ée]e?)|(?:le mois|l'[ée]t[ée]|l'hiver) (?:dernier|pass[ée])|"
    r"il y a (?:\S+ )?(?:ans|mois)|quand j'[ée]tais|[àa] l'[ée]poque|dans ma jeunesse"
)
_POSSIBLE = (
    rf"i (?:can|could) (?:(?:easily|probably|only|just|usually|maybe|now|already|even) )?{_LIFTS}|"
    r"je (?:peux|pouvais|pourrais|sais) (?:faire|soulever|tirer|pousser|tenir|squatter|courir)|"
    r"je (?:faisais|soulevais|tirais|poussais|squattais|courais)|j'arrive [àa] (?:faire|soulever)"
)
_PRESCRIBED = (
    r"(?:coach|trainer|pt|program(?:me)?|plan|app|spreadsheet|book|physio|doctor|doc) "
    r"(?:just )?(?:said|says|told me|wants?|wanted|"
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
_HABIT = r"(?:a|per|each|par) (?:day|week|jour|semaine)(?! off)|keeps? me (?:fit|going|healthy|in shape)"
_BEST = (
    r"(?:my|his|her|their) (?:\w+ ){0,3}?(?:max(?:es)?|1 ?rms?|one[- ]rep max(?:es)?) (?:is|are|was|were|used to be)|"
    r"(?:mon|mes|son) (?:max(?:is|imum)?|1 ?rm)(?: \S+){0,4}? (?:est|sont|[ée]tait|[ée]taient)"
)
_TOLD = re.compile(rf"\b(?:{_LONG_PAST}|{_POSSIBLE}|{_PRESCRIBED}|{_OTHERS}|{_HABIT}|{_BEST})\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:today|tonight|now|this (?:morning|afternoon|evening)|yesterday|aujourd'hui|maintenant|ce (?:matin|soir)|hier)\b", re.IGNORECASE
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


def is_hearsay(clause: str) -> bool:
    """Whether the clause tells of lifts that nobody did now."""
    return bool(_TOLD.search(clause) or _NAMED.search(clause))


def is_about_now(clause: str) -> bool:
    """Whether the clause comes back from hearsay to the day that is logged."""
    return bool(_NOW.search(clause)) and not is_hearsay(clause)
