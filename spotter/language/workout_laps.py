"""Lengths of a pool as distances: "40 lengths of 25 m" are 1,000 m; "swam 20 laps" needs the pool."""

from __future__ import annotations

import re

_COUNT = r"(?P<n>\d{1,3}) ?(?:x ?)?(?:laps?|lengths?|longueurs?|bassins?)\b"
_POOL = r"(?:(?P<m>\d{2}) ?(?:m\b|met(?:er|re)s?\b|m[eè]tres?\b)|(?P<m0>25|50)(?![\d:.,]| ?(?:kg|min|s\b|h\b|x)))"
_MEASURED = re.compile(
    rf"\b{_COUNT}(?: (?:of|de|in|dans|en|at|à)(?: (?:an?|the|un|une|le|la|piscine|bassin|pool|my|ma|mon|de|of))*|,| ?x)? ?\(?{_POOL}\)?"
    r"(?: (?:pool|bassin|piscine|each|chacune?))?|"
    r"\b(?P<n2>\d{1,3}) ?(?:laps?|lengths?|longueurs?) \(?(?P<m2>25|50) ?m\)?",
    re.IGNORECASE,
)
_UNMEASURED = re.compile(
    rf"\b(?:swam|swim|swum|swimming|did|nag[ée]e?r?|natation|piscine|fait)\b[^.;\n]{{0,20}}?\b{_COUNT}"
    rf"|\b{_COUNT.replace('<n>', '<n2>')}[^.;\n]{{0,20}}?\b(?:pool|swimming|piscine|natation|crawl|brasse|freestyle|breaststroke)\b",
    re.IGNORECASE,
)
_SWIMS = re.compile(r"\b(?:sw[aiu]m\w*|nag\w+|natation|piscine|pool|crawl|brasse|freestyle|breaststroke)\b", re.IGNORECASE)
_HINT = re.compile(r"\b(?:laps?|lengths?|longueurs?|bassins?)\b", re.IGNORECASE)
_PIECE = re.compile(r"(?:(?!,(?!\d)|[;.\n]|\b(?:and|then|et|puis|ensuite)\b).)+", re.IGNORECASE)
_SPAN = re.compile(r"\d ?(?:k?m|met(?:er|re)s?|miles?|yards?|min\w*|h|hours?)\b", re.IGNORECASE)


def measure_laps(text: str) -> str:
    """The text with counted lengths of a told pool as metres, as long as before: places stay those of the text."""

    def metres(match: re.Match[str]) -> str:
        count, pool = match["n"] or match["n2"], match["m"] or match["m0"] or match["m2"]
        return f"{int(count) * int(pool)} m".ljust(len(match[0]))

    return _MEASURED.sub(metres, text) if _HINT.search(text) else text


def unmeasured_laps(text: str) -> re.Match[str] | None:
    """The words that tell of swum lengths (`n` or `n2` of them) without the pool, the distance or the time; None where none do."""
    if not _HINT.search(text):
        return None
    for piece in _PIECE.finditer(text):
        if _SWIMS.search(piece[0]) and not _SPAN.search(piece[0]) and (match := _UNMEASURED.search(text, piece.start(), piece.end())):
            return match
    return None
