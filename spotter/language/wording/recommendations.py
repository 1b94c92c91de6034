"""Words for what was suggested, why, what a person thought of it, and what an agent decided on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.injuries import part
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
USED = ("meal", "exercise", "program")  # kinds in which a verdict changes what is suggested next
MOST_NAMED = 3
# What a run notes of itself, by a piece of the note.
NOTED = (
    ("no model:", "local"),
    ("left out a sentence", "dropped_sentence"),
    (" not run: ", "refused"),
    ("instead", "stand_in"),
)
_QUOTED = 100
_SENTENCE = re.compile(r"[.!?] |, .*, ")


def judge_suggestion(facts: Facts, style: Style) -> str:
    """Noted. I won't suggest this again: Salmon with rice."""
    key = facts["verdict"] if facts["verdict"] == "declined" or facts["kind"] in USED else f"{facts['verdict']}_other"
    return style.phrase(f"recommendations.{key}", what=style.listed([_short(name) for name in facts["names"][:MOST_NAMED]]))


def _short(content: str) -> str:
    """The name without the foods or exercises that follow it."""
    name = re.split(r" \(|: ", content, maxsplit=1)[0].rstrip(".")
    return name if len(name) <= _QUOTED else name[:_QUOTED].rstrip() + "…"


def _quoted(name: str, style: Style) -> str:
    """The name; a whole sentence in quotation marks."""
    return style.phrase("recommendations.quoted", text=name) if _SENTENCE.search(name) else name


def suggested(recommendations: Sequence[Facts], style: Style) -> list[str]:
    """I suggested A and B: it suits the time after training; those with the same reasons in one sentence."""
    told = []
    for reasons, alike in groupby(recommendations, key=lambda one: _because(one["reasons"], style)):
        names = [_quoted(_short(one["content"]), style) for one in alike][:MOST_NAMED]
        if reasons:
            told.append(style.phrase("recommendations.suggested", what=style.listed(names), reasons=reasons))
    return told


def _because(reasons: Sequence[Facts], style: Style) -> str:
    known = [one for one in reasons if style.knows(f"recommendations.why_{one['code']}")]
    return "; ".join(_reason(one["code"], one["params"], style) for one in known)


def _reason(code: str, params: Facts, style: Style) -> str:
    if code == "kcal_left" and params["kcal"] <= 0:
        return style.phrase("recommendations.why_kcal_over")
    return style.phrase(f"recommendations.why_{code}", **{name: _value(name, value, style) for name, value in params.items()})


def _value(name: str, value: Any, style: Style) -> Any:
    match name:
        case "exercise" | "what":
            known = exercises().get(value)
            return known.name[style.locale] if known else value
        case "regions":
            return style.listed([part(region, None, style) for region in value])
        case "goal" | "level":
            return style.phrase(f"profile.{name}_{value}")
        case "barrier":
            return style.phrase(f"barriers.name_{value}")
    return value


def decided(runs: Sequence[Facts], style: Style) -> list[str]:
    """What agents did for an answer: who took it, which model worded it, and what went otherwise on the way; each once."""
    codes: list[str] = []
    for run in runs:
        codes += [code for sign, code in NOTED if any(sign in note for note in run["decisions"])]
        codes += ["local"] if run["status"] == "local" else []
    agents = style.listed(list(dict.fromkeys(style.phrase(f"recommendations.agent_{run['agent']}") for run in runs)))
    models = list(dict.fromkeys(run["model"] for run in runs if run["model"]))
    told = [style.phrase("recommendations.did_agents", agents=agents)] if runs else []
    told += [style.phrase("recommendations.did_model", model=style.listed(models))] if models else []
    return told + [style.phrase(f"recommendations.did_{code}") for code in dict.fromkeys(codes)]


SAY = {"judge_suggestion": judge_suggestion}
