"""French words written without their apostrophe, as people type on a phone: "cest quoi", "jai dormi", "aujourdhui"."""

from __future__ import annotations

import re

from spotter.language.calendar_words import level

_WHOLE: dict[str, str] = {
    "aujourdhui": "aujourd'hui",
    "ajd": "aujourd'hui",
    "auj": "aujourd'hui",
    "enft": "en fait",
    "koi": "quoi",
    "pk": "pourquoi",
    "pkoi": "pourquoi",
    "pourkoi": "pourquoi",
    "anule": "annule",
    "jsuis": "je suis",
    "chuis": "je suis",
    "jveux": "je veux",
    "jvx": "je veux",
    "jpeux": "je peux",
    "chui": "je suis",
    "jsui": "je suis",
    "jss": "je suis",
    "jdois": "je dois",
    "jfais": "je fais",
    "jvais": "je vais",
    "jsais": "je sais",
    "jme": "je me",
    "jte": "je te",
    "jpense": "je pense",
    "jcherche": "je cherche",
    "jvoudrais": "je voudrais",
    "jpese": "je pèse",
    "jmange": "je mange",
    "prog": "programme",
    "ptit": "petit",
    "pti": "petit",
    "tt": "tout",
    "bcp": "beaucoup",
    "qd": "quand",
    "dej": "déj",
    "tjs": "toujours",
    "svt": "souvent",
    "mtn": "maintenant",
    "mnt": "maintenant",
    "pq": "pourquoi",
    "qqch": "quelque chose",
    "rdv": "rendez-vous",
    "seanse": "séance",
    "dvp": "développé",
}
_PARTED = (
    re.compile(r"(?<![\w'])(?P<head>c)(?P<tail>est|etait)(?![\w'])"),
    re.compile(r"(?<![\w'])(?P<head>j)(?P<tail>ai|avais|aurai|aurais|aime|aimerais|arrive|etais|espere|utilise)(?![\w'])"),
    re.compile(r"(?<![\w'])(?P<head>qu)(?P<tail>est[- ]ce|elle|ils?|on)(?![\w'])"),
    re.compile(r"(?<![\w'])(?P<head>[mst])(?P<tail>(?:entrain|etir|echauff)(?:er?|ee?|es|ez))(?![\w'])"),
    re.compile(r"(?<![\w'])(?P<head>[dl])(?P<tail>(?:entrainements?|echauffements?|exercices?|habitude|halteres?|elastiques?))(?![\w'])"),
    re.compile(r"(?<![\w'])(?P<head>m)(?P<tail>(?:ecri(?:s|re|t|vez)|envo(?:yer?|ies?)|as ecrit))(?![\w'])"),
    re.compile(r"^(?P<head>t)(?P<tail>es)(?= (?:qui|quoi|un|une|la|humaine?)\b)"),
)
_SPELT = re.compile(  # letters for their sound: "g mangé", "c trop", not "80 g bien cuit" and "vitamin c"
    r"(?<![\w'])(?<!\d )(?<!vitamin )(?<!vitamine )"
    r"(?:(?P<have>g)(?= (?:(?:pas|trop|juste|bien|mal|rien|deja) )?(?:[a-z]+ee?|bu|pris|fait|couru|"
    r"dormi|eu|fini|perdu|mis|reussi)\b)|"
    r"(?P<is>c)(?= (?:trop|bien|bon|quoi|koi|assez|normal|nul|mal|pas|une?|la|grave|dur|suffisant|mieux)\b))"
)
_THERE_IS = re.compile(r"(?<![\w'])(?P<head>y)a(?= (?:quoi|des?|du|pas)\b)")
_FOR = re.compile(
    r"(?<![\w'])(?P<what>pr|ds)(?= (?:une?|le|la|les|l'|mes|mon|ma|ce|cette|moi|des|du|prendre|perdre|faire|demain|\d+ ?(?:h|min|j)\b))"
)
_WORD = re.compile(rf"(?<![\w'])(?:{'|'.join(_WHOLE)})(?![\w'])")


def elide(text: str) -> str:
    """The text with the apostrophes put back: "jai dormi, cest bien" gives "j'ai dormi, c'est bien". Idempotent."""
    for pattern in _PARTED:
        for match in reversed(list(pattern.finditer(level(text)))):
            place = match.end("head")
            text = f"{text[:place]}'{text[place:]}"
    for match in reversed(list(_THERE_IS.finditer(level(text)))):
        text = f"{text[: match.end('head')]} {text[match.end('head') :]}"
    for match in reversed(list(_SPELT.finditer(level(text)))):
        text = text[: match.start()] + ("j'ai" if match["have"] else "c'est") + text[match.end() :]
    for match in reversed(list(_FOR.finditer(level(text)))):
        text = text[: match.start()] + ("pour" if match["what"] == "pr" else "dans") + text[match.end() :]
    for match in reversed(list(_WORD.finditer(level(text)))):
        text = text[: match.start()] + _WHOLE[match[0]] + text[match.end() :]
    return text
