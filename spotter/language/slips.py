"""What somebody takes back in the same breath: "ate 3 cookies, well 2", "80 kg, non 82,5"."""

from __future__ import annotations

import re

from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Locale
from spotter.language.workout_exercises import find_exercises

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
    rf"(?:[\s,]+(?:{_SURE}|{_AFTER_A_STOP}|more like|closer to|nearer(?: to)?|plus proche de|it was)){{0,9}}[\s,]+"
)
_END = r"(?=\)|\s*(?:$|[,.;!](?!\d)|\n|\b(?:and|et|then|puis|with|avec|for|pour|plus|at|today|aujourd'hui)\b))\)?"
_NOT_COUNTED = r"(?<![\w/:.,x@])"
_WITH_WHAT = re.compile(
    rf"{_NOT_COUNTED}(?P<was>{_NUMBER})(?P<what>(?:\s?[^\W\d_][^\d,.;:!?\n()]{{0,40}}?)?){_CUE}"
    rf"(?P<now>{_NUMBER})(?:\s?(?P<again>[^\W\d_]+(?: [^\W\d_]+)?))?{_END}",
    re.IGNORECASE,
)
_BEFORE_WHAT = re.compile(rf"{_NOT_COUNTED}(?P<was>{_NUMBER}){_CUE}(?P<now>{_NUMBER})(?=\s[^\W\d_])", re.IGNORECASE)
# "bench 90 kg 5 reps no wait 85", "squat 3x8 at 100, sorry 3x6": the figure taken back stands further off.
_HALT = rf"(?:{_SURE}|oops|oups|attends?|hold on|hang on|strike that|my mistake|oh wait)"
_FAR_CUE = (
    rf"[\s,.…(-]*(?<!\w)(?:(?:{_AFTER_A_STOP}|nn|nah|oh|ah)[\s,]+)?{_HALT}"
    rf"(?:[\s,]+(?:{_HALT}|{_AFTER_A_STOP}|it(?: was|'s)|c'[ée]tait|i did|more like|closer to|nearer(?: to)?|"
    rf"plus proche de|that was)){{0,9}}[\s,:]+"
)
_RUN_BEGINS = r"(?<![\s,.…(-])"  # else a row of dots is read anew from each of them
_UNIT = r"kgs?|kilos?|lbs?|pounds?|reps?|r[ée]p[ée]titions?|sets?|s[ée]ries?|km|kms|miles?|mins?|minutes?|secs?|seconds?|secondes?"
_FIGURE = re.compile(rf"(?:(?<![\w.,:/])|(?<=\d[x×*]))(?P<n>\d+(?:[.,]\d+)?)(?![\d:/])(?: ?(?P<unit>{_UNIT})\b)?", re.IGNORECASE)
_TIMES = r"\d{1,2} ?[x×*] ?\d{1,3}"
_TAKES_SETS = re.compile(
    rf"(?<![\w.,])(?P<was>{_TIMES})(?![\w.,]|\s?[x×*])(?P<what>[^;\n]{{0,40}}?){_FAR_CUE}(?P<now>{_TIMES})(?= ?(?:$|"
    rf"[,.;!)\n]|and\b|et\b))",
    re.IGNORECASE,
)
_TAKES_FIGURE = re.compile(rf"{_RUN_BEGINS}{_FAR_CUE}(?P<now>\d+(?:[.,]\d+)?)(?: ?(?P<unit>{_UNIT})\b)?{_END}", re.IGNORECASE)
_TAKES_LAST = re.compile(  # "6 6 5 oh wait last one was 4": the last of a list
    rf"(?P<list>(?<![\w.:])\d{{1,2}}(?:(?:\s?[,/+-]\s?|\s)\d{{1,2}}){{1,30}})(?![\w.:/])(?P<what> ?(?:reps?|r[ée]ps?)?){_FAR_CUE}"
    rf"(?:the |my |la |ma )?(?:last|derni[eè]re) (?:(?:one|set|s[ée]rie) )?(?:(?:was|were|should be|[ée]tait|c'[ée]tait|de) )?"
    rf"(?:(?:only|just|a|seulement) )?(?P<now>\d{{1,2}})(?: ?(?:reps?|r[ée]ps?)\b)?{_END}",
    re.IGNORECASE,
)
# "bench 80x5 yesterday, no wait it was squat": the exercise is taken back, the figures stand.
_TAKES_NAME = re.compile(
    rf"{_RUN_BEGINS}{_FAR_CUE}(?:(?:the|my|le|la|les|du|de la|des|un|une) )?(?P<now>[^\W\d_][^\d,.;:!?\n]{{2,40}}?)\s*(?=$|[.;!\n])",
    re.IGNORECASE,
)
_TOLD_SETS = re.compile(r"\d ?[x×*@] ?\d|\d ?(?:kgs?|lbs?|reps?|km|min)\b", re.IGNORECASE)
_TAKEN_BACK_AGAIN = 4  # times: "4 days, no 2 days, actually 5"
_FAR = 60  # characters
_NEAR_FIGURE = 1.5  # times: what a bare figure may replace
_HINT = re.compile(rf"\b(?:{_SURE}|{_AFTER_A_STOP}|{_HALT})\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\bj'en\b|\bof (?:them|those)\b", re.IGNORECASE)
_FREE = 20.0  # so small a count may become any other such count
_FACTOR = 2.5  # a larger figure is taken back for one that is near to it


def take_back(text: str, locale: Locale) -> str:
    """The text with each number that is taken back replaced by the one said instead; idempotent."""
    if not _HINT.search(text) or _PRONOUN.search(text):
        return text
    for _ in range(_TAKEN_BACK_AGAIN):
        before, text = text, _once(text, locale)
        if text == before:
            break
    for taken in reversed(list(_TAKES_FIGURE.finditer(text))):
        text = _further_back(text, taken)
    taken_name = _TAKES_NAME.search(text)
    return _other_exercise(text, taken_name) if taken_name else text


def _other_exercise(text: str, taken: re.Match[str]) -> str:
    """The text with the exercise that was told last replaced by the one that is named instead of it."""
    named = find_exercises(taken["now"])
    before = find_exercises(text[: taken.start()])
    if not before or len(named) != 1 or named[0].end - named[0].start != len(taken["now"]) or named[0].key == before[-1].key:
        return text
    last = before[-1]
    if not _TOLD_SETS.search(text, last.start, taken.start()):
        return text
    return text[: last.start] + taken["now"] + text[last.end : taken.start()] + text[taken.end() :]


def _once(text: str, locale: Locale) -> str:
    text = _BEFORE_WHAT.sub(lambda match: match["now"] if _is_instead(match, locale) else match[0], text)
    text = _WITH_WHAT.sub(lambda match: f"{match['now']}{match['what']}" if _is_same(match, locale) else match[0], text)
    text = _TAKES_SETS.sub(lambda match: f"{match['now']}{match['what']}", text)
    return _TAKES_LAST.sub(lambda match: f"{re.sub(r'[0-9]+$', match['now'], match['list'])}{match['what']}", text)


def _further_back(text: str, taken: re.Match[str]) -> str:
    """The text with the figure replaced that `taken` takes back: the last one of its unit, or the one that a bare figure is nearest to."""
    begin = max(text.rfind(mark, 0, taken.start()) for mark in (";", "\n", ". "))
    before = list(_FIGURE.finditer(text, max(begin + 1, taken.start() - _FAR), taken.start()))
    now = float(taken["now"].replace(",", "."))
    ratios = {figure: max(value, now) / min(value, now) for figure in before if (value := float(figure["n"].replace(",", "."))) and now}
    if taken["unit"]:
        same = [figure for figure in before if figure["unit"] and figure["unit"][:2].lower() == taken["unit"][:2].lower()]
        meant = same[-1] if same and ratios.get(same[-1], 9) <= _FACTOR else None
    else:
        near = [figure for figure in reversed(before) if ratios.get(figure, 9) <= _NEAR_FIGURE]
        meant = min(near, key=lambda figure: ratios[figure], default=None)
    if meant is None:
        return text
    return text[: meant.start("n")] + taken["now"] + text[meant.end("n") : taken.start()] + text[taken.end() :]


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
