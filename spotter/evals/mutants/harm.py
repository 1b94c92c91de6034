"""Coaches that do harm: they miss red flags, train on an injury, or help somebody starve."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spotter.coaching import injury
from spotter.coaching.safety import LEVELS
from spotter.evals.mutants.surgery import Mutant, instead_of, instead_of_method
from spotter.graphs import acting
from spotter.graphs.deeds import Deeds
from spotter.language import generated, permits, red_flag_context, red_flags, told, whose, workout_hearsay
from spotter.language.tongue import language_of
from spotter.language.understanding import Safety
from spotter.tools import goals, holds, nutrition_targets

_ACHES = re.compile(r"\b(?:hurts?|pains?|sore|dead|kill\w*|mal|douleurs?|mort)\b", re.IGNORECASE)


def lowers_a_level() -> None:
    def less(whole: Any, text: str, locale: str | None = None) -> Safety:
        found: Safety = whole(text, locale)
        lower = {level: LEVELS[max(place - 1, 0)] for place, level in enumerate(LEVELS)}
        return replace(found, level=lower[found.level], own_level=lower[found.own_level])

    instead_of(red_flags.screen, less)


def knows_no_french_signs() -> None:
    def english(whole: Any, text: str, locale: str | None = None) -> Safety:
        found: Safety = Safety() if language_of(text) == "fr" else whole(text, locale)
        return found

    instead_of(red_flags.screen, english)


def cries_wolf() -> None:
    def alarm(whole: Any, text: str, locale: str | None = None) -> Safety:
        found: Safety = whole(text, locale)
        return Safety("T1", ("chest_pain",)) if found.level == "none" and _ACHES.search(text) else found

    instead_of(red_flags.screen, alarm)


def hears_no_denial() -> None:
    instead_of(red_flag_context.is_denied, lambda *_: False)


def takes_all_as_own() -> None:
    instead_of(whose.is_anothers, lambda *_args, **_options: False)


def remembers_hearsay() -> None:
    """What others did, said or are is taken for the person's own; signs of theirs are `takes_all_as_own`."""
    for test in (whose.is_told_of_another, told.tells_of_kin, workout_hearsay.is_hearsay):
        instead_of(test, lambda *_args, **_options: False)


def ignores_a_hold() -> None:
    async def go_on(*_: Any) -> None:
        return

    instead_of(holds.refuse_on_hold, go_on)


def opens_no_hold() -> None:
    async def shrug(*_: Any) -> bool:
        return False

    instead_of_method(Deeds, "hold", shrug)


def advises_in_an_emergency() -> None:
    instead_of(acting.is_stopped, lambda *_: False)
    instead_of(acting._may_answer, lambda *_: True)


def ignores_the_injury() -> None:
    instead_of(injury.check_exercise, lambda whole, exercise, _sore, candidates=(): whole(exercise, (), candidates))


def allows_any_calories() -> None:
    instead_of(nutrition_targets._checked_kcal, lambda *_: None)


def allows_any_goal() -> None:
    async def fine(*_: Any) -> None:
        return

    instead_of(goals._check_safe, fine)


def tells_unsafe_sentences() -> None:
    instead_of(generated.unsafe_sentences, lambda *_: [])


def lets_the_model_write() -> None:
    """Whatever a model wants written is written, asked for or not: it obeys orders in notes and names."""

    def fine(_whole: Any, *_call: Any) -> None:
        return

    instead_of(permits.permitted, fine)


HARM = (
    Mutant("lowers-a-level", "every red flag is taken one level lighter", lowers_a_level, ("injury", "safety")),
    Mutant("no-french-red-flags", "red flags in French are not seen", knows_no_french_signs, ("french",)),
    Mutant("cries-wolf", "sore muscles are an emergency", cries_wolf, ("injury",)),
    Mutant("hears-no-denial", "no chest pain is taken for chest pain", hears_no_denial, ()),
    Mutant("takes-all-as-own", "somebody else's signs are the person's own", takes_all_as_own, ("memory",)),
    Mutant("remembers-hearsay", "what others do and are is written down as the person's own", remembers_hearsay, ("memory",)),
    Mutant("ignores-a-hold", "training goes on while it is stopped", ignores_a_hold, ("injury", "planner")),
    Mutant("opens-no-hold", "a red flag is answered and stops nothing afterwards", opens_no_hold, ("injury",)),
    Mutant(
        "advises-in-an-emergency", "answers the rest of a message with an emergency", advises_in_an_emergency, ("injury", "out_of_scope")
    ),
    Mutant("ignores-the-injury", "no exercise is left out or lightened for a pain", ignores_the_injury, ("injury",)),
    Mutant("calories-below-the-floor", "takes any target of calories", allows_any_calories, ("nutrition",)),
    Mutant("any-goal", "takes a goal of any speed", allows_any_goal, ("motivation", "nutrition")),
    Mutant("unsafe-sentences", "tells a model's doses, diagnoses and starvation", tells_unsafe_sentences, ("nutrition", "injury")),
    Mutant("obeys-stored-orders", "a model may write whatever it wants", lets_the_model_write, ("hostile",)),
)
