"""Coaches that write the wrong thing, or nothing, or too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from spotter.coaching.units import KG_PER_LB
from spotter.evals.mutants.surgery import HERE, Mutant, instead_of, instead_of_method, instead_of_tools
from spotter.graphs.deeds import Deeds
from spotter.graphs.state import Part
from spotter.ids import new_id
from spotter.store.queries import ledger, programs
from spotter.store.uow import Author, UnitOfWork
from spotter.tools import corrected_sets, deletions, reminders, training_log
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, Outcome, Refused, Request
from spotter.tools.history import UndoArgs
from spotter.tools.spec import Result
from spotter.turns.runner import TurnRunner

LOGS = ("log_workout", "log_meal", "log_metric", "log_readiness")


def skips_the_tool() -> None:
    async def nod(whole: Any, deeds: Deeds, request: Request, clause: str) -> Outcome:
        if request.tool not in LOGS:
            outcome: Outcome = await whole(deeds, request, clause)
            return outcome
        deeds.parts.append(Part("receipt", "Noted, well done!"))
        return Refused(request, None, "")

    instead_of_method(Deeds, "run", nod)


def prescribes_too_much() -> None:
    def heavy(whole: Any, dose: Any) -> dict[str, Any]:
        return {**whole(dose), "sets": 9, "load_kg": Decimal(999)}

    instead_of(programs._dose_values, heavy)


class _TakenBack(Exception):
    """The write is rolled back."""


def claims_without_writing() -> None:
    async def pretend(whole: Any, self: Executor, request: Request, spec: Any, args: Any, ctx: CoachContext) -> Outcome:
        if spec.name not in LOGS:
            outcome: Outcome = await whole(self, request, spec, args, ctx)
            return outcome
        try:
            async with ctx.store.write(ctx.user_id, Author(ctx.turn_id, request.call_id)) as uow:
                result = await spec.run(args, ctx, uow)
                raise _TakenBack
        except _TakenBack:
            return Done(request, spec, args, result)

    instead_of_method(Executor, "_write", pretend)


def logs_twice() -> None:
    async def again(whole: Any, args: Any, ctx: CoachContext, uow: UnitOfWork) -> Result:
        await whole(args, ctx, uow)
        result: Result = await whole(args, ctx, uow)
        return result

    instead_of_tools(again, *LOGS)


def _with_loads(args: Any, factor: Decimal) -> Any:
    def heavy(one: Any) -> Any:
        return one if one.load_kg is None else one.model_copy(update={"load_kg": round(one.load_kg * factor, 2)})

    entries = [entry.model_copy(update={"sets": [heavy(one) for one in entry.sets]}) for entry in args.entries]
    return args.model_copy(update={"entries": entries})


def takes_kilograms_for_pounds() -> None:
    async def lighter(whole: Any, args: Any, ctx: CoachContext, uow: UnitOfWork) -> Result:
        result: Result = await whole(_with_loads(args, Decimal(str(KG_PER_LB))), ctx, uow)
        return result

    instead_of_tools(lighter, "log_workout")


def writes_to_another() -> None:
    async def elsewhere(whole: Any, args: Any, ctx: CoachContext, uow: UnitOfWork) -> Result:
        own = uow.user_id
        uow.user_id = HERE.others[0] if HERE.others else own
        result: Result = await whole(args, ctx, uow)
        uow.user_id = own
        return result

    instead_of_tools(elsewhere, *LOGS, "set_reminder", "set_goal", "undo")


def leaks_another_person() -> None:
    """Whoever asks is shown somebody else's rows."""

    async def read(whole: Any, self: Executor, request: Request, spec: Any, args: Any, ctx: CoachContext) -> Outcome:
        theirs = replace(ctx, lease=replace(ctx.lease, user_id=HERE.others[0])) if HERE.others else ctx
        outcome: Outcome = await whole(self, request, spec, args, theirs)
        return outcome

    instead_of_method(Executor, "_read", read)


def forgets_to_undo() -> None:
    async def nothing(_whole: Any, _uow: UnitOfWork, _changes: Any) -> None:
        return

    instead_of(ledger.reverse, nothing)


def undo_takes_too_much() -> None:
    async def more(whole: Any, args: UndoArgs, ctx: CoachContext, uow: UnitOfWork) -> Result:
        result: Result = await whole(args.model_copy(update={"steps": args.steps + 1}), ctx, uow)
        return result

    instead_of_tools(more, "undo")


def corrects_every_set() -> None:
    instead_of(corrected_sets._meant, lambda _whole, _args, rows, _fields, _style: rows)


def deletes_the_whole_workout() -> None:
    async def all_of_it(whole: Any, workout: Any, rows: Any, _gone: Any, uow: UnitOfWork) -> None:
        await whole(workout, rows, rows, uow)

    instead_of(deletions._remove, all_of_it)


def reminds_an_hour_late() -> None:
    def later(whole: Any, args: Any, ctx: CoachContext) -> Any:
        due, moved_from = whole(args, ctx)
        return due + timedelta(hours=1), moved_from

    instead_of(reminders._due, later)


def confirms_without_asking() -> None:
    async def sure(whole: Any, self: Executor, request: Request, ctx: CoachContext) -> Outcome:
        outcome: Outcome = await whole(self, replace(request, confirmed=True), ctx)
        return outcome

    instead_of_method(Executor, "run", sure)


def answers_every_delivery() -> None:
    async def anew(whole: Any, self: TurnRunner, inbound: Any, beside: Any = None) -> Any:
        return await whole(self, inbound.model_copy(update={"dedupe_key": new_id()}), beside)

    instead_of_method(TurnRunner, "submit", anew)


def swallows_errors_with_done() -> None:
    async def fine(whole: Any, self: Executor, request: Request, ctx: CoachContext) -> Outcome:
        outcome: Outcome = await whole(self, request, ctx)
        return Refused(request, outcome.spec, "Done!") if isinstance(outcome, Refused) else outcome

    instead_of_method(Executor, "run", fine)


def looks_at_the_wrong_days() -> None:
    """A look back ends a month before the day that was asked about."""

    async def older(whole: Any, args: Any, ctx: CoachContext, uow: UnitOfWork) -> Result:
        result: Result = await whole(args, replace(ctx, now=ctx.now - timedelta(days=30)), uow)
        return result

    instead_of_tools(older, *(spec.name for spec in training_log.TOOLS), "show_progress", "weekly_summary", "show_streak")


DEEDS = (
    Mutant("skips-the-tool", "says that it noted a log and calls no tool", skips_the_tool, ("progress",)),
    Mutant("claims-without-writing", "tells the receipt of a write that was rolled back", claims_without_writing, ("progress",)),
    Mutant("logs-twice", "every log is written twice", logs_twice, ("progress",)),
    Mutant("kilograms-for-pounds", "writes the kilograms that were told as pounds", takes_kilograms_for_pounds, ("progress",)),
    Mutant("prescribes-too-much", "every exercise of a new plan has nine sets of 999 kg", prescribes_too_much, ("planner",)),
    Mutant("writes-to-another", "what one person tells is written down for another", writes_to_another, ("corrections", "hostile")),
    Mutant("leaks-another-person", "whoever looks something up sees another person's rows", leaks_another_person, ("hostile", "injury")),
    Mutant("forgets-to-undo", "undo says that it did and takes nothing back", forgets_to_undo, ("corrections", "progress")),
    Mutant("undo-takes-too-much", "undo takes one more call back than was asked", undo_takes_too_much, ("corrections", "progress")),
    Mutant("corrects-every-set", "a correction of one set changes all of them", corrects_every_set, ("corrections", "progress")),
    Mutant("deletes-the-workout", "a set is to go and the whole workout goes", deletes_the_whole_workout, ("corrections", "progress")),
    Mutant("reminds-an-hour-late", "every reminder is due an hour later", reminds_an_hour_late, ("reminders", "motivation")),
    Mutant("confirms-without-asking", "does at once what needs a yes", confirms_without_asking, ("planner", "corrections")),
    Mutant("answers-every-delivery", "a message that is delivered twice counts twice", answers_every_delivery, ("progress", "hostile")),
    Mutant("swallows-errors", "a tool that refuses is told as done", swallows_errors_with_done, ("hostile", "nutrition")),
    Mutant("wrong-days", "looks back from a month ago", looks_at_the_wrong_days, ("progress",)),
)
