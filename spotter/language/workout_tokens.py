"""The signs of workout notes: numbers with their unit, "x", "@", sets, reps, RPE, warm-ups, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spotter.language.numbers import Ambiguous, parse_decimal
from spotter.language.quantities import find_quantities
from spotter.language.understanding import Locale


@dataclass(frozen=True, slots=True)
class Token:
    """A sign at `text[start:end]`.

    `code` is one letter: n bare number, l load with a unit or a sign, q "k" (kg or km), t seconds, d metres, b body weight,
    x times, @ at, S sets, R reps, p singles to triples, r RPE, i RIR, e per side, w warm-up, D drop set, f to failure,
    F for, I in, T to, L last set, o of, a start, z end, m maximum, h heart rate, X word; or the punctuation mark itself.
    """

    code: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    unit: str | None = None
    other: Decimal | None = None  # the second reading of a load such as "1,500 kg"


_JUNK = Decimal(10) ** 12  # stands for numbers such as 1e308: far out of every range
_NOISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:\b(?:at|of|à) |@ ?)?~?\d+(?:[.,]\d+)? ?%(?: of (?:my )?(?:\w+ )?(?:max|1rm))?(?: or\b)?",
        r"\b(?:week|wk|day|session|phase|cycle|block|level|lvl|jour|semaine|séance|niveau) ?#?\d+\b ?:?",
        r"\bsets? ?#?\d+ ?[:)](?! ?\d+ ?x)",
        r"\b(?:on |in )?(?:the |la |my )?\d+(?:st|nd|rd|th|e|è?me) (?:sets?|série)\b",
        r"\b\d+(?:st|nd|rd|th|ème|ers?|ères?)\b",
        r"\b(?:on |in )?(?:the |my |la )?(?:first|second|third|fourth|fifth|premi[eè]re|deuxi[eè]me|troisi[eè]me|quatri[eè]me) "
        r"(?:sets?|s[ée]ries?)\b",
        r"\b\d{2} ?(?:spm|s/m|strokes?(?: per min\w*)?)\b|(?:\b(?:avg|average|at) |@ ?)?\b\d:\d\d(?:\.\d)? ?/ ?500 ?m?\b",
        r"(?:\bw/|\b(?:with|avec)) ?\d+ ?m? (?:jog|walk|recover|float|trot|r[ée]cup|marche)\w*",
        r"\b\d+ ?(?:m|ft)? ?(?:d\+|de d[ée]nivel[ée]|(?:of )?(?:elevation|climbing|ascent|vert)\b)(?: gain)?",
        r"\b(?:with )?\d+(?:[:.]\d+)? ?(?:s|secs?|seconds?|mins?|minutes?) ?(?:of |de )?(?:rest|off|repos|breaks?|pauses?|r[ée]cup\w*)\b",
        r"\b(?:rest(?:ed|ing)?|waiting|waited|repos|récup\w*)\b[^,.;\n()]*",
        r"\d+ ?(?:s|secs?|seconds?|mins?|minutes?)? ?(?:of |de )?(?:rest|repos|breaks?|pauses?|récup\w*)\b",
        r"\boff \d+ ?(?:s|secs?|seconds?|mins?)\b(?: (?:jog|walk|rest))?",
        r"\b(?:at |@ ?|around |by |à )?\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b\.?|o'?clock)",
        r"(?:(?:\bat |@ ?)\d+(?:[.,]\d+)?|\b\d+(?:[.,]\d+)? ?(?:kgs?|lbs?)) ?(?:kgs?|lbs?)? ?(?:bw|bodyweight|"
        r"body weight)\b(?! ?[x@+\d])",
        r"\b5/3/1\b(?=.*\d ?x ?\d)",
        r"\b(?:with|avec) \d+ (?!sets?|reps?|kgs?|lbs?|kilos?|pounds|kettle|dumb|plates?|x\b|s[ée]ries)[a-z]{3,}s\b",
        r"\b(?:à|at|vers|dès|around|@) ?(?:[01]?\d|2[0-4]) ?h(?: ?[0-5]\d)?(?![\w:])",
        r"\b\d{1,2}[:']\d\d ?(?:min )?pace\b|\b(?:pace|allure)(?: of| de|:)? ?\d{1,2}[:']\d\d\b",
        r"\(?\b\d{1,2}:\d\d ?(?:min ?)?(?:/|per ) ?(?:km|mi|mile|k)\b\)?",
        r"\(?\b\d+(?:[.,]\d+)? ?(?:km/h|kmh|kph|mph)\b\)?",
        r"\b\d+ ?(?:k?cals?|calories|kj)\b",
        r"\([^()]*\b(?:max|1rm|e1rm|est|estimated|pb|previous|prev|goal|target|last (?:week|time))\b[^()]*\)",
        r"\b(?:work(?:ed|ing)?|ramp(?:ed)?|built?|build|monté) (?:my way )?(?:up )?(?:to|jusqu'à|à)\b(?: an?\b)?",
        r"\b\d+ (?:laps?|lengths?|longueurs?|steps|pas|flights?|floors?|étages?|people|times (?:a|per) week|fois par semaine)\b",
        r"(?<!warm )(?<!warm-)\bup (?:by )?\d+(?:[.,]\d+)? ?(?:lbs?|kgs?|kilos?|pounds)?\b(?: from [^,.;\n\d]*?(?:\bto\b|"
        r"(?=[,.;\n]|$)))?",
        r"\b(?:for (?:the )?(?:last |past )?|since |over |in |depuis |pendant |[àa] )?\d+ ?(?:days?|weeks?|wks|months?|"
        r"years?|yrs?|jours?|semaines?|mois|ans|ann[ée]es?)\b",
        r"\btempo \d[\d-]*",
        r"\b(?:since|depuis)(?: \w+)? (?:19|20)\d\d\b",
        r"\(~[^()]*\)",
    )
)
_NUMBERED = (  # "1. squat 2. bench", "set 1 60 kg set 2 70 kg": blanked where they count up from one
    re.compile(r"(?<![\w.,(/:x@-])#?(?P<n>\d{1,2})[.)](?=\s*[^\W\d])"),
    re.compile(
        r"\b(?:sets?|s[ée]ries?|rounds?|tours?) ?(?:#|n°)?(?P<n>\d{1,2})\b(?! ?(?:x|sets?|reps?|"
        r"r[ée]p))\s*[:)=-]?",
        re.IGNORECASE,
    ),
)
_NOISE_HINT = re.compile(
    r"[%~]|\d ?h|spm|stroke|jog|walk|recover|float|trot|d\+|d[ée]niv|elev|climb|ascent|vert|days?|month|years?|yrs?|mois|ans|"
    r"ann|since|depuis|\d ?[a-z]{0,4}\b.?(?:m\b|bw|body|st|nd|rd|th)|week|wk|day|"
    r"sess|phase|cycle|block|l(?:e)?v|jour|semaine|séance"
    r"|niveau|sets?|série|rest"
    r"|wait|repos|récup|break|pause|off|clock|[ap]\.?m|/|per|km|mph|kph|cal|kj|max|1rm|est|pb|prev|goal|target|last|work|ramp"
    r"|buil|mont|tempo|ers?|ème|laps?|lengths?|longueurs|steps|pas|fl|étage|people|5/3/1|up|with|avec",
    re.IGNORECASE,
)
_SPELLED = {
    "S": r"sets?|séries?|series|rounds?|tours",
    "R": r"reps?|répétitions?|repetitions?|répets?",
    "x": r"xx?(?=\s?[\d(.+\x00]|\s?bw)|\*+(?=\s?[\d.\x00])|(?:by|times|fois)(?=\s[\d\x00])|(?<=\d )x",
    "R2": r"times|fois",
    "b": r"bw|bodyweight|body weight|without (?:any )?(?:added )?weights?|no (?:added )?weights?|unweighted|pdc|poids du"
    " corps|sans poids|sans lest",
    "p1": r"singles?(?![ -](?:leg|arm|side|kettlebell|dumbbell|kb|db)s?\b)|simples?",
    "p2": r"doubles?(?![ -]?(?:unders?|kettlebell|kb|db|leg|arm)s?\b)",
    "p3": r"triples?|triplés?",
    "e": r"(?:each|per|every) (?:side|leg|arm|hand|db|dumbbell|way)|each|a side|/ ?(?:side|leg|arm)|par"
    " (?:jambe|côté|bras|haltère|main)|chaque côté",
    "w": r"warm[ -]?ups?|warming up|warmed up|échauffements?|échauff\w*",
    "D": r"drop[ -]?sets?|dropped to|dégressi\w+|drop",
    "f": r"(?:to |till |until )?failure|amrap|(?:à |jusqu'à )?l'échec|échec|max reps",
    "F": r"for|pour|pendant",
    "I": r"in|en",
    "T": r"to|->|=>|jusqu'à",
    "o": r"of|de",
    "L": r"(?:(?:on|in|for|sur|with|and|et) )?(?:(?:the|my|la|ma) )?(?:last|final|derni[eè]re) (?:sets?|s[ée]rie)",
    "N": r"then|puis|ensuite|work(?:ing)?(?= sets?\b)",
    "a": r"start(?:ed|ing)?|début\w*",
    "z": r"end(?:ed|ing)?|finish(?:ed|ing)?|fini\w*",
    "m": r"max|1rm|pr|pb|record",
}
_PERCEIVED = re.compile(
    r"@? ?\brpe ?[<>~:=]?\s?(\d+(?:[.,]5)?)(?:-\d+)?"
    r"|(?<![\d.,])(?P<i1>\d) ?(?:rir\b(?! ?:? ?\d)|in the tank|(?:reps? )?in reserve|reps? left)"
    r"|\brir ?:? ?(?P<i2>\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<sign>(?:(?<=\s)|(?<=^)|(?<=[x@(,]))[+-])?"
    r"(?P<n>\d+(?:\.\d+)?e\+?\d+|\d{1,2},\d{3}(?![\d,])|\d+(?:\.\d+)?(?:(?<!\d,\d)(?<!\d, \d),(?:25|5|75)(?![\d,]))?|\.\d+)",
    re.IGNORECASE,
)
_BEHIND_A_WORD = re.compile(r"[^\W\d_] $")  # "bench -3x5" is no list with a dash before each line
_ENDLESS = re.compile(
    r"(?<![^\W\d_])(?:infinity|infinite|infini|inf|nan)(?![^\W\d_]) ?(?P<unit>kgs?|lbs?|kilos?|pounds?|reps?|sets?)?|∞", re.IGNORECASE
)
_PLATES = re.compile(
    r"(?P<n>\d) ?plates?(?P<side> (?:each|per|a|on each) side| par c[ôo]t[ée])?|(?P<bar>(?:empty|the|just the) bar\b|barre à vide)",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?) ?(?P<unit>kg|lb|kilo|pound)s? ?(?:(?:on |to )?(?:a|per|each|either) side|/ ?side|(?:par|"
    r"de chaque|chaque) c[ôo]t[ée])\b",
    re.IGNORECASE,
)
_HEART = re.compile(
    r"(?:(?:avg|average|mean) )?(?:hr|heart rate|fc)(?: (?:of|avg|average|was))? ?:? ?(?P<n>\d{2,3})|(?P<n2>\d{2,3}) ?bpm", re.IGNORECASE
)
_LETTER = r"[a-zà-ÿ]"
_ALTERNATIVES = [
    rf"(?P<x>{_SPELLED['x']})",
    rf"(?P<at>@|w/|(?<!{_LETTER})w(?= ?[\d\x00])|(?<!{_LETTER})(?:at|à|with|avec|using)(?!{_LETTER}))",
    *(rf"(?P<{code}>(?:(?<!{_LETTER})|(?<=\dx))(?:{words})(?!{_LETTER}))" for code, words in _SPELLED.items() if code != "x"),
    r"(?P<X>[^\W\d_](?:[\w'&]|-(?=[^\W\d_]))*|&)",
    r"(?P<mark>\.(?=\s|$)|[,/+:;()|!?\n-])",
]
_WORDS = re.compile("|".join(_ALTERNATIVES), re.IGNORECASE)


def tokenise(text: str, locale: Locale, names: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The signs of `text`, which is normalised and has its number words as digits; noise such as percentages is left out.

    `names` are the spans of exercises: no word of theirs begins a noise, "chin-up 8" is not "up 8".
    """

    def blank(match: re.Match[str]) -> str:
        named = any(start < match.start() < end for start, end in names)
        return match[0] if named else " " * len(match[0])

    text = _without_numbering(text)
    for pattern in _NOISE if _NOISE_HINT.search(text) else ():
        text = pattern.sub(blank, text)
    found: list[Token] = []
    for kind, pattern in (("endless", _ENDLESS), ("perceived", _PERCEIVED), ("plates", _PLATES), ("sides", _SIDES), ("heart", _HEART)):
        found += [_special(kind, match) for match in pattern.finditer(text)]
    for token in found:
        text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    for quantity in find_quantities(text, locale):
        code = {"load": "l", "length": "d", "duration": "t"}.get(quantity.kind)
        if code == "l" and quantity.unit == "k":
            code = "q"
        if code:
            found.append(
                Token(
                    code,
                    quantity.start,
                    quantity.end,
                    quantity.value if code in "td" else quantity.amount,
                    quantity.unit,
                    quantity.other if code == "l" else None,
                )
            )
        text = text[: quantity.start] + "\x00" * (quantity.end - quantity.start) + text[quantity.end :]
    found += _bare(text, locale)
    return sorted((_signed(token, text) for token in found), key=lambda token: token.start)


def _without_numbering(text: str) -> str:
    """The text with blanks for numbers that only count its lines or sets: 1, 2, 3 in this order."""
    for pattern in _NUMBERED:
        marks = list(pattern.finditer(text))
        if len(marks) > 1 and [int(mark["n"]) for mark in marks] == list(range(1, len(marks) + 1)):
            for mark in marks:
                text = text[: mark.start()] + " " * (mark.end() - mark.start()) + text[mark.end() :]
    return text


def _special(kind: str, match: re.Match[str]) -> Token:
    if kind == "endless":
        counts = (match["unit"] or "").lower().startswith(("r", "s"))
        return Token("n", match.start(), match.end(), _JUNK) if counts else Token("l", match.start(), match.end(), _JUNK, "kg")
    if kind == "perceived":
        rir = match["i1"] or match["i2"]
        return Token("i" if rir else "r", match.start(), match.end(), Decimal((rir or match[1]).replace(",", ".")))
    if kind == "plates":
        return Token("l", match.start(), match.end(), Decimal(match["n"] or 0), "plates a side" if match["side"] else "plates")
    if kind == "sides":
        unit = "lb" if match["unit"][0].lower() in "lp" else "kg"
        return Token("l", match.start(), match.end(), Decimal(match["n"].replace(",", ".")), f"{unit} a side")
    return Token("h", match.start(), match.end(), Decimal(match["n"] or match["n2"]))


def _signed(token: Token, text: str) -> Token:
    """A load with the sign that stands right before it ("+20 kg", "-15kg")."""
    before = text[token.start - 1 : token.start]
    if token.code != "l" or before not in ("+", "-") or (token.start > 1 and text[token.start - 2] not in " (x@,\n"):
        return token
    return Token("l", token.start, token.end, -token.value if before == "-" else token.value, token.unit, token.other)


def _bare(text: str, locale: Locale) -> list[Token]:
    found: list[Token] = []
    position = 0
    while position < len(text):
        number = _NUMBER.match(text, position) if text[position] in "+-.0123456789" else None
        if number:
            found.append(_number(number, text, locale))
            position = number.end()
            continue
        word = _WORDS.match(text, position)
        if word:
            found.append(_word(word))
            position = word.end()
        else:
            position += 1
    return found


def _number(match: re.Match[str], text: str, locale: Locale) -> Token:
    raw = match["n"]
    if "e" in raw.lower():
        return Token("n", match.start(), match.end(), _JUNK)
    parsed = parse_decimal(raw, locale)
    value = parsed.thousands if isinstance(parsed, Ambiguous) else parsed or Decimal(0)
    followed_by_times = bool(re.match(r" ?x", text[match.end() :], re.IGNORECASE))
    if match["sign"] == "+" and not (followed_by_times and value <= 10):
        return Token("l", match.start(), match.end(), value, "bare")
    if match["sign"] == "-" and (not followed_by_times or _BEHIND_A_WORD.search(text, 0, match.start())):
        return Token("n", match.start(), match.end(), -value)
    return Token("n", match.end() - len(raw), match.end(), value)


def _word(match: re.Match[str]) -> Token:
    code = match.lastgroup or "X"
    if code == "mark":
        return Token(match[0], match.start(), match.end())
    if code in ("p1", "p2", "p3"):
        unit = "s" if match[0].lower().endswith("s") else None
        return Token("p", match.start(), match.end(), Decimal(code[1]), unit)
    return Token({"at": "@", "R2": "R"}.get(code, code), match.start(), match.end())
