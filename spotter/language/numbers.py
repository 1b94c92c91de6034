"""Numbers as people write them: words to digits, decimal commas and points by locale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from spotter.language.understanding import Locale

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
}
_TENS = {
    "en": {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "fr": {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "nonante": 90},
}
_SCALES = {"en": {"hundred": 100, "thousand": 1000}, "fr": {"cent": 100, "cents": 100, "mille": 1000}}
_DOZENS = {
    "en": {"dozen": 12},
    "fr": {"douzaine": 12, "dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "cinquantaine": 50},
}
_VALUES: dict[str, dict[str, int]] = {
    locale: {word: value for value, word in enumerate(_UNITS[locale].split())} | _TENS[locale] | _SCALES[locale] for locale in ("en", "fr")
}
_VALUES["fr"] |= {"zéro": 0}
_RUN = {
    locale: re.compile(rf"(?<![\w'])(?:{words})(?:(?:[ -]+(?:{joint})?)(?:{words}))*(?![\w'])", re.IGNORECASE)
    for locale, joint, words in (
        ("en", "and ", "|".join(sorted(_VALUES["en"], key=len, reverse=True))),
        ("fr", "et[ -]", "|".join(sorted(_VALUES["fr"], key=len, reverse=True))),
    )
}
_NOT_A_HALF = r"(?![ -]?(?:marathon|squat|rep|kneel|way|time|body|moon|and|iron|court|pigeon)|\w)"
_PHRASES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (re.compile(r"\b(?:half a dozen|a half[ -]dozen)\b", re.I), "6"),
        (re.compile(r"\b(?:a )?couple(?: of)?(?= (?:more |warm|light|heavy|hard|easy|\w+s\b))", re.I), "2"),
        (re.compile(r"\ban? (hour|mile|minute|cup|litre|liter|kilo|pound|scoop|mil)s? and a half\b", re.I), r"1.5 \1"),
        (re.compile(r"\b(?:an? )?hour and (?:a )?quarter\b", re.I), "1.25 hour"),
        (re.compile(r"\b(?:three[ -]quarters|3[ /]?quarters) of an? ", re.I), "0.75 "),
        (re.compile(r"\ba quarter of an? ", re.I), "0.25 "),
        (re.compile(r"\b(?:a )?half (?:of )?an? ", re.I), "0.5 "),
        (re.compile(rf"(?<!first )(?<!second )(?<!last )(?<!other )(?<!better )(?<!-)\b(?:a )?half{_NOT_A_HALF}(?: of)?", re.I), "0.5"),
    ),
    "fr": (
        (re.compile(r"\b(?:une )?demi[ -]douzaine(?: de\b| d')? ?", re.I), "6 "),
        (re.compile(r"\bune? (heure|minute|tasse|litre|kilo|kilom[eè]tre|verre)s? et demie?\b", re.I), r"1.5 \1"),
        (re.compile(r"\btrois[ -]quarts d'", re.I), "0.75 "),
        (re.compile(r"\bun quart d'", re.I), "0.25 "),
        (re.compile(r"\b(?:une? )?demie?[ -](?=\w)(?!squat|marathon|finale|fond|tour)", re.I), "0.5 "),
        (re.compile(r"\b(?:la )?moiti[ée] d(?:e |'un |'une |u )(?:l')?", re.I), "0.5 "),
    ),
}
_A_HUNDRED = re.compile(r"\ba (?=(?:hundred|thousand)\b)", re.I)
_AND_A_HALF = {"en": re.compile(r"\b(\d+)( \w+)? and a half\b", re.I), "fr": re.compile(r"\b(\d+)( \w+)? et demie?\b", re.I)}
_DOZEN = {
    locale: re.compile(rf"(?:\b(\d+|an?|une?) )?\b({'|'.join(words)})s?\b(?: of\b| de\b| d')? ?", re.I) for locale, words in _DOZENS.items()
}
_ARTICLE = {"en": re.compile(r"\ban?(?= \w)", re.I), "fr": re.compile(r"\bune?(?= \w)", re.I)}
_PRONOUN_BEFORE = re.compile(r"\b(?:this|that|which|the|no|last|next|any|each|every|some|new|another|first|my|your)\s$", re.I)
_ADJECTIVE_BEFORE = re.compile(r"\b(?:quick|good|nice|easy|hard|big|long|short|light|heavy|great|bad|tough|rough|solid|decent)\s$", re.I)
_COUNTED_AFTER = re.compile(r"\s(?:mile|hour|minute|min|set|rep|km|kilo|plate|round|lap|single|egg|slice|cup|scoop)s?\b", re.I)
_PRONOUN_AFTER = re.compile(r"\s(?:of|day|more time|on|is|was|for|that|who|i|thing)\b", re.I)
_GATE = {
    locale: re.compile(
        "|".join([*_VALUES[locale], *_DOZENS[locale], "half|couple|quarter" if locale == "en" else "demi|moiti|quart"]), re.I
    )
    for locale in ("en", "fr")
}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A number that means two things: with a decimal separator or with a separator of thousands."""

    decimal: Decimal
    thousands: Decimal


@lru_cache(maxsize=32)  # every grammar reads the same clause
def words_to_digits(text: str, locale: Locale, *, articles: bool = False) -> str:
    """The text with number words as digits: "twenty-five" 25, "two twenty-five" 225, "half an hour" 0.5 hour, "une douzaine" 12.

    "a", "an", "un" and "une" become 1 only with `articles`; "one" stays a word where it is a pronoun ("that one", "one of").
    """
    if _GATE[locale].search(text):
        text = _RUN[locale].sub(lambda match: _run_to_digits(match, locale), _A_HUNDRED.sub("", text))
        text = _AND_A_HALF[locale].sub(r"\1.5\2", text)
        for pattern, digits in _PHRASES[locale]:
            text = pattern.sub(digits, text)
        text = _DOZEN[locale].sub(lambda match: _dozens(match, locale), text)
        text = text.rstrip() if text.endswith(" ") else text
    return _ARTICLE[locale].sub("1", text) if articles else text


def number_words(text: str, locale: Locale) -> list[tuple[int, int, str]]:
    """Where number words stand, start and end, and their digits; "one" and "un" alone are left out: they count nothing."""
    if not _GATE[locale].search(text):
        return []
    runs = [(*match.span(), _run_to_digits(match, locale)) for match in _RUN[locale].finditer(text)]
    return [run for run in runs if text[run[0] : run[1]].lower() not in ("one", "un")]


def _dozens(match: re.Match[str], locale: Locale) -> str:
    count = int(match[1]) if match[1] and match[1].isdigit() else 1
    return f"{count * _DOZENS[locale][match[2].lower()]} "


def _run_to_digits(match: re.Match[str], locale: Locale) -> str:
    words = re.split(r"[ -]+", match[0].lower())
    if words in (["one"], ["un"]) and _is_pronoun(match, locale):
        return match[0]
    found = _read_numbers(words, _VALUES[locale], french=locale == "fr")
    return " ".join(map(str, found))


def _is_pronoun(match: re.Match[str], locale: Locale) -> bool:
    if locale == "fr":
        return True
    text = match.string
    if _ADJECTIVE_BEFORE.search(text[: match.start()]) and not _COUNTED_AFTER.match(text, match.end()):
        return True
    return bool(_PRONOUN_BEFORE.search(text[: match.start()]) or _PRONOUN_AFTER.match(text, match.end()))


def _read_numbers(words: list[str], values: dict[str, int], *, french: bool) -> list[int | str]:
    """The numbers of a run of number words; a word that does not fit the number so far begins the next one."""
    out: list[int | str] = []
    total, part, last = 0, None, 10**6  # `last` is the size of the last word: a smaller one may follow
    for position, word in enumerate(words):
        value = values.get(word)
        if value is None:  # "and": keeps the number open only after hundreds
            if not french and last < 100:
                out += [total + (part or 0), word]
                total, part, last = 0, None, 10**6
            continue
        if value in (100, 1000) and word in ("hundred", "thousand", "cent", "cents", "mille") and (part is not None or total == 0):
            scaled = (part if part is not None else 1) * value
            total, part, last = (total + scaled, None, value) if value == 1000 else (total, scaled, 100)
        elif part is not None and french and part % 100 == 4 and value == 20:
            part, last = part + 76, 20
        elif part is None or _fits_after(part, value, last, french=french):
            part, last = (part or 0) + value, _size(value)
        elif not french and 1 <= part <= 9 and 10 <= value <= 99 and last == 1:
            part, last = part * 100 + value, _size(value)  # gym English: "two twenty-five" is 225
        else:
            out.append(total + part)
            total, part, last = 0, value, _size(value)
        if position == len(words) - 1:
            out.append(total + (part or 0))
    return out


def _size(value: int) -> int:
    return 10 if value >= 20 else 1


def _fits_after(part: int, value: int, last: int, *, french: bool) -> bool:
    if last == 100:
        return value < 100
    if french and part % 100 in (60, 80):
        return value < 20
    return (last == 10 and value < 10) or (french and part % 100 in (10, 70, 90) and value in (7, 8, 9))


_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_GROUPED = re.compile(r"([+-]?\d{1,3})((?:([ '.,\u00a0])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?")
_FRACTION = re.compile(r"(?:(\d+) )?(\d)/([2-9])")


def parse_decimal(token: str, locale: Locale) -> Decimal | Ambiguous | None:
    """The number written as `token`, or both its readings where people mean either, or None when it is not a number.

    "1,5" and "1.5" are 1.5 everywhere. Three digits after one separator: "1,500" is 1500 in English; in French it can be
    both, unless they are zeros ("10.000" is ten thousand). Exponents, NaN and infinities are not numbers here.
    """
    token = token.strip()
    if fraction := _FRACTION.fullmatch(token):
        return Decimal(fraction[1] or 0) + Decimal(fraction[2]) / Decimal(fraction[3])
    if (grouped := _GROUPED.fullmatch(token)) and grouped[3] != grouped[4]:
        whole = Decimal(grouped[1] + re.sub(r"\D", "", grouped[2]) + ("." + grouped[5] if grouped[5] else ""))
        return whole if grouped[4] or grouped[2].count(grouped[3]) > 1 else _one_separator(grouped, whole, locale)
    return Decimal(token.replace(",", ".")) if _PLAIN.fullmatch(token) else None


def _one_separator(grouped: re.Match[str], whole: Decimal, locale: Locale) -> Decimal | Ambiguous:
    separator, digits = grouped[3], grouped[2][1:]
    if separator not in ".,":
        return whole
    fraction = Decimal(f"{grouped[1]}.{digits}")
    if grouped[1].lstrip("+-").startswith("0"):
        return fraction
    if locale == "en":
        return whole if separator == "," else fraction
    return whole if digits == "000" else Ambiguous(decimal=fraction, thousands=whole)
