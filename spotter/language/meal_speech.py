"""Everyday ways to tell of a meal, rewritten to one plain form: fractions, shared plates, places, drinks named by their colour."""

from __future__ import annotations

import re

from spotter.catalogue.food_words import plain
from spotter.language.normalise import normalise
from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Locale

_FRENCH = re.compile(r"\b(?:j'ai|mange|bu|pris|une?|des|du|de|avec|et|ce midi|tranches?|oeufs?|verre|midi|soir)\b")
_VULGAR = {"1⁄2": "1/2", "1⁄4": "1/4", "3⁄4": "3/4", "1⁄3": "1/3", "2⁄3": "2/3"}
_END = r"(?=\s*(?:$|[,.;+&!]| et | and | avec | with | au | at | a ))"
_OF = r"(?: of)?(?: (?:an?|the|my|one|1))?\b"
_PEOPLE = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5"}


def _with_whom(match: re.Match[str]) -> str:
    number = re.search(r"\b(?:([2-6])|(two|three|four|five))\b", match[0])
    return f", 1/{int(number[1] or _PEOPLE[number[2]]) + 1 if number else 2}"


_EN_TURNS = (
    (r"(?<=\w) n (?=\w)", " and "),
    (r"\b(\d) ?per ?cent(?= (?:fat |milk|greek|yogh?urt|cottage|lean))", r"\1%"),
    (r"\b(?:5|five) guys\b", ""),
    (r"\b(coke|coca[- ]cola|cola|pepsi|sprite|fanta|dr\.? pepper|mountain dew|7 ?up|soda)[ -](?:zero|0|max)(?: sugar)?\b", r"diet \1"),
    (r"\bcuppa(?: tea)?\b", "cup of tea"),
    (r",? (?:shared|split) with (?:my |a |an |the |some )?(?:\w+ )?(?P<who>\w+)(?=\s*(?:$|[.;,]))", _with_whom),
    (
        r"(?<=\w),? (?:i )?(?:shared|split|ate|had|finished|eaten)(?: about| only| just)? half"
        r"(?: of (?:it|them|that))?(?=\s*(?:$|[.;,]))",
        ", half",
    ),
    (r",? ?\bbone[- ]in\b|\bon the bone\b", ""),
    (r",? ?\bskin[- ]on\b", " with skin"),
    (
        r",? (?:shared |split |divided )?(?:between|among) (?:the )?([2-6]|two|three|four|five|six)"
        r"(?: of us| people| persons)?(?=\s*(?:$|[,.;]))",
        lambda found: f", 1/{_PEOPLE.get(found[1], found[1])}",
    ),
    (r"\bben (?:and|&) jerry'?s?(?: ice ?cream)?\b", "premium ice cream"),
    (r"\bw (?=[a-z])", "with "),
    (r"\bmac(?:aroni)? ?(?:and|n|&|'n'?) ?cheese\b", "macaroni cheese"),
    (r"\b(?:nothing (?:else )?but|way too much|too much|so much|(?:a )?(?:whole )?(?:lot|lots|ton|tons|load|loads) of) (?=[a-z])", ""),
    (r"\b(?:the rest|leftovers?|what was left) of (?:the |my )?", ""),
    (rf"\b(?:2|two) thirds{_OF}", "2/3"),
    (rf"\b(?:3|three)[ -]quarters{_OF}", "3/4"),
    (r"\b(?:a|1|one)[ -]third of(?: (?:an?|the|my|1))?\b", "1/3"),
    (r"\b(?:a|1|one) quarter of(?: (?:an?|the|my|1))?\b", "1/4"),
    (r"\bhalf (?:of )?(?:an?|the|my)\b(?! dozen)", "1/2"),
    (r"\b(?:sugar[- ]free|no[- ]sugar) (?:coke|cola|pepsi)\b|\b(?:coke|cola|pepsi),? (?:with )?no sugar\b", "diet coke"),
    (r"\b(?:half )?a dozen\b", lambda found: "6" if found[0].startswith("half") else "12"),
)
_FR_TURNS = (
    (r"\b(?:rien d'autre qu(?:e |')|(?:beaucoup )?trop de |trop d'|plein de |plein d'|enormement de )(?=[a-z])", ""),
    (r"\bdemi[- ]ecremee?s?\b", "2%"),
    (
        r",? (?:partagee? )?(?:a|entre) ([2-6]|deux|trois|quatre|cinq|six)(?: personnes)?(?=\s*(?:$|[,.;]))",
        lambda found: f", 1/{_PEOPLE.get(found[1], found[1])}",
    ),
    (r"\b(coca[- ]cola|coca|cola|pepsi|sprite|fanta|orangina|soda)[ -](?:zero|0|max)\b", r"\1 light"),
    (r"\bau four\b", "rotie"),
    (r"\b(?:le reste|les restes) d(?:e la |e |u |es )", ""),
    (r"\b(?:2|deux) tiers d(?:e la |e |u |'une? |'un )", "2/3 "),
    (r"\b(?:3|trois) quarts d(?:e la |e |u |'une? )", "3/4 "),
    (r"\b(?:un|1|le) tiers d(?:e la |e |u |'une? )", "1/3 "),
    (r"\b(?:un|1|le) quart d(?:e la |e |u |'une? )", "1/4 "),
    (r"\bla moitie d(?:e la |e |u |'une? )", "1/2 "),
    (rf"\b(?:un|1) demis?{_END}", "25 cl de biere"),
    (rf"\b(\d+|deux|trois|quatre) demis{_END}", r"\1 verres de 25 cl de biere"),
    (rf"\b(verres?|ballons?|bouteilles?|coupes?|pichets?) de (rouge|blanc|rose){_END}", r"\1 de vin \2"),
    (r"\b(?:ballons?|coupes?) de\b", "verre de"),
    (r"\b(coca|cola|pepsi)(?:[- ]cola)? sans sucres?\b", "coca light"),
    (r"\bthes?\b(?! \w+ of)", "tea"),
)
_EN_WINE = re.compile(rf"\b(glass|glasses|bottle|bottles) of (red|white|rose){_END}")
_PLACE = re.compile(
    r"\b(?:at|from) (?:the |my |a |an |our )?(?!\d)(?:mc ?donald'?s|mcdo|subway|kfc|wendy'?s|starbucks|chipotle|work|home|school|pub|"
    r"bar|office|restaurants?|cinema|movies|theater|gym|canteen|cafeteria|diner|cafe|bakery|party|airport|beach|game|hotel|"
    r"(?:friend|mom|mum|mother|grandma|parent)(?:'s|s)?(?: (?:house|place))?)\b|"
    r"\bau (?:resto|restaurant|bureau|travail|cine|cinema|bar|pub|mcdo|boulot|kebab d'en bas)\b|\ba la (?:cantine|maison|plage|salle)\b|"
    r"\b(?:a emporter|to go|takeaway|take-away|from (?:the|a) mall)\b|"
    r"\bchez (?:mcdo|quick|kfc|(?:mes|des|ma|mon|mamie|le|la) ?\w*)\b"
)
_AROUND = re.compile(
    r"\b(?:before|avant de?|au) (?:going to )?(?:bed|sleep|dormir|me coucher|coucher)\b|"
    r"\b(?:right |just |juste )?(?:before|after|post|pre|avant|apres)[- ](?:(?:my|the|a|le|la|ma|mon|l'|une?) ?)?"
    r"(?:morning |long |hard )?(?:workout|training|gym|run|lift|session|practice|seance|sport|salle|entrainement|muscu|footing|cours)\b"
    r"(?!(?: \w+)?\s*:)|"
    r"\b(?:right |just |juste )?(?:before|after|pre|post|avant|apres)[- ](?:(?:my|the|a|going to|le|la|ma|mon|les|mes) ?)?(?:[a-z]{2,}ing|"
    r"(?:leg|push|pull|chest|back|arm)s? day|legs|squats|bench|deadlifts?|yoga|cardio|football|soccer|basketball|tennis|swim|ride|race|"
    r"match|game|crossfit|pilates|class|work|school|bed|heading out|foot|yoga|course|match|boulot|ecole|natation|boxe|"
    r"(?:de |d')(?:me |m'|aller )?(?:[a-z]+er|courir|partir|dormir)(?: a la salle| au lit| au sport)?)\b(?!(?: \w+)?\s*:)"
)
_THEN = re.compile(  # "a banana after": before or after what is told beside it
    r"(?<=\w)\s+(?:(?:right|just|straight|shortly|juste|tout de suite) )?"
    r"(?:afterwards?|after(?: that)?|before(?:hand)?|apres(?: ca)?|avant(?: ca)?)"
    r"\s*(?=$|[,.;!])"
)
_SHARED = re.compile(
    r"\b(?:(?:i|we) )?(?:split|shared|j'ai partage|on a partage|partage) (?P<food>[^.;]+?) "
    r"(?:with|avec|between|among|a(?= \d))\s+(?P<who>[^,.;]+?)(?=,|\.|;|$| and (?:i|had|a|an|then)\b| et (?:j'ai|une?|puis)\b)"
)
_SIDES = re.compile(r"\b(?:and|et) (?=(?:an?|some|the|une?|des|les|\d)\b)")
_TWO_OR_MORE = re.compile(r"\b(\d)\b(?! ?(?:year|yo))")
_MENU = re.compile(r"\b(big mac|mcchicken|whopper|cheeseburger|burger|quarter pounder|nuggets|kebab) (?:menu|meal|combo)\b")
_MENU_FR = re.compile(r"\bmenu (?:mc ?do |macdo |maxi |best of )*(big mac|mcchicken|whopper|cheeseburger|burger|nuggets|kebab)\b")


def language_of(text: str, locale: Locale) -> Locale:
    """The language of the text: the person's own, unless an English reader's text is plainly French."""
    return "fr" if locale == "fr" or len(_FRENCH.findall(plain(text))) >= 2 else locale


def spelled(text: str, locale: Locale) -> str:
    """The text in plain lower case, numbers as digits, with everyday turns of phrase in the form the grammar reads."""
    flat = plain(normalise(text))
    french = locale == "fr"
    for sign, digits in _VULGAR.items():
        flat = flat.replace(sign, digits)
    for pattern, to in _FR_TURNS if french else _EN_TURNS:
        flat = re.sub(pattern, to, flat)
    flat = _EN_WINE.sub(r"\1 of \2 wine", flat)
    flat = words_to_digits(flat, "fr" if french else "en")
    return _SHARED.sub(_own_share, _PLACE.sub(" ", _THEN.sub("", _AROUND.sub(" ", _as_menu(flat))))).strip()


def _own_share(match: re.Match[str]) -> str:
    """ "split a pizza with my wife" as "had 1/2 a pizza"; with two friends as a third."""
    number = _TWO_OR_MORE.search(match["who"])
    among = match[0].rsplit(match["who"], 1)[0].split()[-1] in ("between", "among", "a")
    parts = 2 if number is None else max(2, int(number[1]) + (0 if among else 1))
    return f"had 1/{parts} {_SIDES.sub(f', 1/{parts} ', match['food'])}"


def _as_menu(flat: str) -> str:
    """A menu is the burger with fries and a cola, unless the sides are told."""
    flat = _MENU_FR.sub(r"\1 menu", flat)
    found = _MENU.search(flat)
    if not found:
        return flat
    sides = "" if re.search(r"\b(?:fries|frites|potatoes|coke|coca|cola)\b", flat) else ", medium fries, medium cola"
    return flat[: found.start()] + found[1] + sides + flat[found.end() :]
