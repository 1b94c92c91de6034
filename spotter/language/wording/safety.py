"""The fixed replies to red flags, with the emergency number and the helplines of the person's country.

These texts are templates: no model writes or rewords them. A helpline is named only while its entry is valid.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.coaching.safety import CRISIS_SIGNALS
from spotter.language.red_flag_lexicon import load
from spotter.language.understanding import Safety

_NOT_GSM = str.maketrans(
    {"ê": "e", "ô": "o", "î": "i", "û": "u", "â": "a", "ë": "e", "ï": "i", "ç": "c", "œ": "oe", "À": "A", "Ê": "E", "’": "'"}
)
FACTS_OF_HEALTH = frozenset({"pregnancy", "known_condition", "medicine", "minor", "recovery_from_surgery", "doping"})
_GROUP = {
    "suicide": "crisis",
    "self_harm": "crisis",
    "abuse": "abuse",
    "weighing_often": "eating_disorder",
    "muscle_weakness": "dark_urine",
}


def safety_reply(safety: Safety, *, locale: str, country: str | None, short: bool = False, today: date) -> str:
    """The reply to `safety`; "" when nothing has to be said (none, most T3). `short` fits one SMS: 160 GSM-7 letters.

    `locale` may carry a region ("en-GB") that stands in for a missing `country`, an ISO 3166 code.
    """
    language, _, region = locale.replace("_", "-").partition("-")
    language = "fr" if language.lower() == "fr" else "en"
    land = (country or region).upper()
    land = "GB" if land == "UK" else land
    if safety.level == "none":
        return ""
    texts = _texts(language)
    template = _template(texts["short" if short else "full"][safety.level], safety)
    reply = template.format(**_fillings(texts, language, land, today))
    return reply.translate(_NOT_GSM) if short else reply


def emergency_number(country: str | None, locale: str) -> str:
    """The emergency number of `country`, in words that name both big ones when the country is unknown."""
    texts = _texts("fr" if locale.lower().startswith("fr") else "en")
    number: str | None = _directory()["emergency"].get((country or "").upper())
    return number.replace("|", texts["joined"]) if number else str(texts["local_emergency"])


def helpline(kind: str, country: str, *, language: str, today: date) -> str | None:
    """The `crisis`, `abuse` or `eating` line of `country` as "number (name, hours)"; None when none is valid on `today`."""
    for line in _valid_lines(kind, country, today):
        return f"{line['numbers'][0]} ({line['name'][language]}, {line['hours'].replace('24/7', '24h/24' if language == 'fr' else '24/7')})"
    return None


def _valid_lines(kind: str, country: str, today: date) -> list[dict[str, Any]]:
    return [
        line
        for line in _directory()["lines"]
        if line["kind"] == kind
        and line["country"] == country
        and date.fromisoformat(line["verified_on"]) <= today < date.fromisoformat(line["expires_on"])
    ]


def _fillings(texts: dict[str, Any], language: str, country: str, today: date) -> dict[str, str]:
    anywhere = _directory()["anywhere"]
    crisis, abuse, eating = (helpline(kind, country, language=language, today=today) for kind in ("crisis", "abuse", "eating"))
    emergency = emergency_number(country, language)
    lines = {kind: [line["numbers"][0] for line in _valid_lines(kind, country, today)] for kind in ("crisis", "abuse")}
    return {
        "emergency": emergency if emergency == texts["local_emergency"] or language == "en" else f"le {emergency}",
        "number": emergency if emergency != texts["local_emergency"] else "112" + texts["joined"] + "911",
        "crisis": crisis or anywhere["crisis"][language],
        "line": (lines["crisis"] or [anywhere["crisis_short"][language]])[0],
        "abuse": abuse or anywhere["abuse"][language],
        "abuse_line": (lines["abuse"] or [anywhere["abuse_short"][language]])[0],
        "eating": f", {'ou' if language == 'fr' else 'or'} {eating}" if eating else "",
    }


def _template(by_signal: dict[str, str], safety: Safety) -> str:
    if safety.others and safety.level != safety.own_level:
        return by_signal[_group_of_another(safety)]
    crisis = [signal for signal in safety.signals if signal in CRISIS_SIGNALS] if safety.level == "T0" else []
    # What holds for everybody below 18 goes before the safe pace that an adult is offered.
    young = ["minor"] if "minor" in safety.signals and safety.level == "T2" else []
    for signal in (*crisis, *young, *safety.signals[:1]):
        group = _GROUP.get(signal, signal)
        if group in by_signal:
            return by_signal[group]
    return by_signal["default"]


def _group_of_another(safety: Safety) -> str:
    """Which words somebody gets who writes about another person: an emergency next to them, a sign for a doctor, or a lasting fact."""
    if safety.level == "T0":
        return "another_crisis" if CRISIS_SIGNALS.intersection(safety.others) else "another"
    return "another_fact" if FACTS_OF_HEALTH.issuperset(safety.others) else "another"


@cache
def _texts(language: str) -> dict[str, Any]:
    texts: dict[str, Any] = json.loads(files("spotter.language.wording").joinpath(f"safety_{language}.json").read_text(encoding="utf-8"))
    return texts


@cache
def _directory() -> dict[str, Any]:
    directory: dict[str, Any] = load("helplines.json")
    return directory
