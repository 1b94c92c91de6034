"""Clean text: the same words in, the same characters out, whatever keyboard, font or trick they came through."""

from __future__ import annotations

import re
import unicodedata

# Letters of other scripts that look like Latin ones; folded only inside words that already hold a Latin letter.
_LOOK_ALIKES = str.maketrans(
    "АВЕЗКМНОРСТУХІЈЅаеорсухіјѕԁһӏԛԝвкмнтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχγ",
    "ABE3KMHOPCTYXIJSaeopcyxijsdhlqwbkmhtABEZHIKMNOPTYXabeikvoptuxy",
)
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ´`ʹ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("×✕✖⨯╳⋅", "x"),
        **dict.fromkeys("•·◦▪‣●", "- "),
        "⁄": "/",
        "∕": "/",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
    }
)
_MIXED_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_TIMES = re.compile(r"(?<=\d)\s?[\u0445\u0425\u03c7\u03a7](?=\s?[\d.])")  # Cyrillic or Greek "x" between numbers
_FRACTIONS = re.compile(r"(?<=\d)\s?(?=[¼½¾⅓⅔⅛⅜⅝⅞])")
# An invisible space parts figures ("3x5" and "80kg"); within a word it is a trick and is removed with the other invisible signs.
_INVISIBLE_SPACE = re.compile(r"(?<![^\W\d_])\u200b|\u200b(?![^\W\d_])")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    """The text in NFKC with ASCII digits, plain quotes and dashes, single blanks and its own new lines, of empty ones one at a time.

    Zero-width, bidirectional, control characters and lone surrogates are removed; "×" becomes "x"; look-alike letters are
    folded inside words that mix scripts ("Веnch"). Idempotent.
    """
    if text.isascii() and text.isprintable():
        return _BLANKS.sub(" ", text).strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_PUNCTUATION)
    text = _INVISIBLE_SPACE.sub(" ", text)
    text = _FRACTIONS.sub(" ", text)
    text = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
    text = _TIMES.sub("x", text)
    if not text.isascii():
        text = "".join(_plain(char) for char in text)
        # Removing a character can bring two others together that compose or that form a mixed word.
        text = _MIXED_WORD.sub(_one_script, unicodedata.normalize("NFKC", text))
    else:
        text = "".join(char for char in text if char in "\n\t" or char.isprintable())
    return _GAPS.sub("\n\n", _LINES.sub("\n", _BLANKS.sub(" ", text))).strip()


def _plain(char: str) -> str:
    if char in "\n\t" or char.isascii():
        return char if char in "\n\t" or char.isprintable() else ""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in ("Cc", "Cf", "Cs", "Co", "Cn") or "\ufe00" <= char <= "\ufe0f":
        return ""
    return " " if category in ("Zs", "Zl", "Zp") else char


def _one_script(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii() or not (_FOREIGN.search(word) and _LATIN.search(word)):
        return word
    return word.translate(_LOOK_ALIKES)
