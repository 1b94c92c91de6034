"""Coaches that say it wrong, in the wrong language or at the wrong length, and those that read it wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

from spotter.evals.mutants.surgery import Mutant, instead_of, instead_of_method
from spotter.graphs import composing, reading
from spotter.graphs.deeds import Deeds
from spotter.language import classifier, dates, tongue, understand
from spotter.language.understanding import AgentName, Locale, Reading, Understanding
from spotter.language.wording.style import Number, Style
from spotter.tools import lifts
from spotter.tools.executor import Done, Executor, Outcome, Refused
from spotter.turns import scene

RAMBLING = "Remember that every single step on this long road counts, that rest is part of the work, and that you are doing great. " * 6


def speaks_english_only() -> None:
    instead_of(tongue.language_of, lambda *_: "en")


def is_too_long() -> None:
    instead_of(composing.joined, lambda whole, *given: f"{whole(*given)}\n\n{RAMBLING}")


def invents_a_number() -> None:
    instead_of_method(Deeds, "words_of", lambda whole, self, done: f"{whole(self, done)} That burned 412 kcal, 17% more than usual.")


def rounds_wrong() -> None:
    instead_of_method(Style, "number", lambda whole, self, value, _digits=1: whole(self, round(value), 0))


def loads_in_the_wrong_unit() -> None:
    """The other unit's figures, as if nobody had chosen theirs."""

    def other(whole: Any, self: Style, kg: Number) -> str:
        words: str = whole(replace(self, units="metric" if self.units == "imperial" else "imperial"), kg)
        return words

    instead_of_method(Style, "load", other)


def gives_no_receipts() -> None:
    def silent(whole: Any, self: Deeds, done: Done) -> str:
        words: str = "" if done.spec.kind == "write" else whole(self, done)
        return words

    instead_of_method(Deeds, "words_of", silent)


def never_asks_back() -> None:
    async def nothing(whole: Any, self: Executor, request: Any, ctx: Any) -> Outcome:
        outcome: Outcome = await whole(self, request, ctx)
        return replace(outcome, text="", awaited=None) if isinstance(outcome, Refused) and outcome.awaited else outcome

    instead_of_method(Executor, "run", nothing)
    _reread(lambda meaning: replace(meaning, question=None))


def _reread(change: Any) -> None:
    instead_of(understand.understand, lambda whole, text, how: change(whole(text, how)))


def drops_the_second_request() -> None:
    def first_only(meaning: Understanding) -> Understanding:
        calls = meaning.calls[:1]
        return replace(meaning, calls=calls, residue=() if calls else meaning.residue[:1])

    _reread(first_only)


def routes_wrong() -> None:
    agents: tuple[AgentName, ...] = get_args(AgentName)

    def next_one(whole: Any, text: str) -> tuple[AgentName | None, float]:
        agent, sure = whole(text)
        return (agents[(agents.index(agent) + 1) % len(agents)] if agent else None), sure

    instead_of(classifier.best_agent, next_one)
    instead_of(classifier.classify, next_one)


def takes_today_for_yesterday() -> None:
    def today(whole: Any, text: str, how: Reading) -> Any:
        span = whole(text, how)
        is_yesterday = span is not None and span.date == how.now.date() - timedelta(days=1)
        return replace(span, date=how.now.date()) if is_yesterday else span

    instead_of(dates.find_date, today)


def lives_in_another_zone() -> None:
    """The day and the hour are those of the other side of the world."""

    async def shifted(whole: Any, *args: Any, **options: Any) -> Any:
        found = await whole(*args, **options)
        scope = found.scope
        return replace(found, scope=replace(scope, ctx=replace(scope.ctx, now=scope.ctx.now + timedelta(hours=11))))

    instead_of(scene.set_scene, shifted)


def knows_no_pounds() -> None:
    instead_of(reading._reading, lambda whole, scope: replace(whole(scope), units="metric"))


def reads_french_as_english() -> None:
    def english(whole: Any, scope: Any) -> Reading:
        locale: Locale = "en"
        found: Reading = replace(whole(scope), locale=locale)
        return found

    instead_of(reading._reading, english)


def notices_no_record() -> None:
    instead_of(lifts.beaten_records, lambda *_: [])


def forgets_the_open_question() -> None:
    async def closed(whole: Any, *args: Any, **options: Any) -> Any:
        found = await whole(*args, **options)
        return replace(found, scope=replace(found.scope, open_question=None))

    instead_of(scene.set_scene, closed)


WORDS = (
    Mutant("english-only", "answers everybody in English", speaks_english_only, ("french",)),
    Mutant("too-long", "every answer goes on for two pages", is_too_long, ("sms",)),
    Mutant("invents-a-number", "adds a figure that no tool returned to a receipt", invents_a_number, ("progress", "nutrition")),
    Mutant("rounds-wrong", "every figure is rounded to a whole one", rounds_wrong, ("progress", "corrections")),
    Mutant("loads-in-the-wrong-unit", "tells loads in the unit that was not chosen", loads_in_the_wrong_unit, ("progress",)),
    Mutant("no-receipts", "writes and does not say what", gives_no_receipts, ("progress",)),
    Mutant("never-asks-back", "what is missing is never asked for", never_asks_back, ("routing", "reminders")),
    Mutant("drops-the-second-request", "does the first thing of a message only", drops_the_second_request, ("routing", "multi_intent")),
    Mutant("routes-wrong", "gives every free question to another agent", routes_wrong, ("routing",)),
    Mutant("today-for-yesterday", "what happened yesterday is written down for today", takes_today_for_yesterday, ("progress",)),
    Mutant("another-zone", "lives eleven hours ahead of the person", lives_in_another_zone, ("reminders", "progress")),
    Mutant("knows-no-pounds", "takes the pounds of an imperial person for kilograms", knows_no_pounds, ("progress",)),
    Mutant("reads-french-as-english", "numbers and moments in French are read as English", reads_french_as_english, ("french",)),
    Mutant("no-records", "notices no personal record", notices_no_record, ("progress",)),
    Mutant("forgets-its-question", "does not know any more what it asked", forgets_the_open_question, ("corrections", "injury")),
)
