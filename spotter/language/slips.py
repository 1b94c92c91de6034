"""What somebody takes back in the same breath: "ate 3 cookies, well 2", "80 kg, non 82,5"."""

from __future__ import annotations

import re

from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Locale

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|half an?|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|une?"
)
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|(?<!\w)(?:{_SMALL})(?!\w))"
_SURE = (
    r"(?:well|actually|i mean|i meant|make (?:that|it)|or rather|rather|sorry|scratch that|wait|my bad|"
    r"en fait|enfin|plut[ôo]t|pardon|je veux dire|euh)"
)
_AFTER_A_STOP = r"(?:no|nope|non|nan|er|oops|oups|correction)"
_CUE = (
    rf"(?:\s*(?:,|\.\.+|…|-|\()?\s*{_SURE}|\s*(?:,|\.\.+|…|\s-\s|\()\s*{_AFTER_A_STOP})"
    rf"(?:[\s,]+(?:{_SURE}|{_AFTER_A_STOP}|more like|it was))*[\s,]+"
)
_END = r"(?=\)|\s*(?:$|[,.;!](?!\d)|\n|\b(?:and|et|then|puis|with|avec|for|pour|plus|at|today|aujourd'hui)\b))\)?"
_NOT_COUNTED = r"(?<![\w/:.,x@])"
_WITH_WHAT = re.compile(
    rf"{_NOT_COUNTED}(?P<was>{_NUMBER})(?P<what>(?:\s?[^\W\d_][^\d,.;:!?\n()]{{0,40}}?)?){_CUE}"
    rf"(?P<now>{_NUMBER})(?:\s?(?P<again>[^\W\d_]+(?: [^\W\d_]+)?))?{_END}",
    re.IGNORECASE,
)
_BEFORE_WHAT = re.compile(rf"{_NOT_COUNTED}(?P<was>{_NUMBER}){_CUE}(?P<now>{_NUMBER})(?=\s[^\W\d_])", re.IGNORECASE)
_HINT = re.compile(rf"\b(?:{_SURE}|{_AFTER_A_STOP})\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\bj'en\b|\bof (?:them|those)\b", re.IGNORECASE)
_FREE = 20.0  # so small a count may become any other such count
_FACTOR = 2.5  # a larger figure is taken back for one that is near to it


def take_back(text: str, locale: Locale) -> str:
    """The text with each number that is taken back replaced by the one said instead; idempotent."""
    if not _HINT.search(text) or _PRONOUN.search(text):
        return text
    text = _BEFORE_WHAT.sub(lambda match: match["now"] if _is_instead(match, locale) else match[0], text)
    return _WITH_WHAT.sub(lambda match: f"{match['now']}{match['what']}" if _is_same(match, locale) else match[0], text)


def _is_same(match: re.Match[str], locale: Locale) -> bool:
    """Whether both numbers count the same thing."""
    what, again = (match["what"] or "").strip().lower(), (match["again"] or "").strip().lower()
    return (not again or what.startswith(again) or again.rstrip("s") == what.rstrip("s")) and _is_instead(match, locale)


def _is_instead(match: re.Match[str], locale: Locale) -> bool:
    was, now = (_value(match[name], locale) for name in ("was", "now"))
    return max(was, now) <= _FREE or max(was, now) <= _FACTOR * min(was, now)


def _value(number: str, locale: Locale) -> float:
    digits = re.search(r"\d+(?:[.,]\d+)?", words_to_digits(number.lower(), locale, articles=True))
    return float(digits[0].replace(",", ".")) if digits else 1.0
