"""A history that comes with a question instead of standing in the log: who somebody is, what they did and what hurts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import ConfigDict, Field

from spotter.errors import ToolError
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.goals import SetGoalArgs
from spotter.tools.holds import NoteHealthArgs
from spotter.tools.injuries import ReportPainArgs
from spotter.tools.lifts import catalogued
from spotter.tools.meals import LogMealArgs
from spotter.tools.metrics import LogMetricArgs
from spotter.tools.plan_wishes import ProposePlanArgs
from spotter.tools.planned_match import Match
from spotter.tools.profile import UpdateProfileArgs
from spotter.tools.readiness import LogReadinessArgs
from spotter.tools.registry import tools
from spotter.tools.spec import Args
from spotter.tools.workouts import LogWorkoutArgs, check_workout, write_workout

Condition = Literal["pregnancy", "breastfeeding", "eating_disorder", "heart_disease", "kidney_disease", "metabolic_disease"]
MOST = {"workouts": 400, "metrics": 400, "meals": 200, "readiness": 60, "injuries": 20, "goals": 20}


class History(Args):
    """What an answer rests on in place of the log: each part as the tool takes it that would write it down. `plan` are the wishes of the
    plan that runs, which is made of them anew.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "profile": {"age": 34, "level": "intermediate", "equipment": ["barbell", "rack", "bench"]},
                    "workouts": [
                        {
                            "date": "2026-02-27",
                            "entries": [{"exercise": {"key": "back_squat", "name": "squat"}, "sets": [{"reps": 5, "load_kg": 100}]}],
                        }
                    ],
                    "metrics": [{"metric": "weight", "value": 82, "unit": "kg"}],
                    "injuries": [{"region": "knee", "side": "left", "severity": 4}],
                }
            ]
        }
    )

    profile: UpdateProfileArgs | None = None
    conditions: list[Condition] = Field(default_factory=list, max_length=6)
    workouts: list[LogWorkoutArgs] = Field(default_factory=list, max_length=MOST["workouts"])
    metrics: list[LogMetricArgs] = Field(default_factory=list, max_length=MOST["metrics"])
    meals: list[LogMealArgs] = Field(default_factory=list, max_length=MOST["meals"])
    readiness: list[LogReadinessArgs] = Field(default_factory=list, max_length=MOST["readiness"])
    injuries: list[ReportPainArgs] = Field(default_factory=list, max_length=MOST["injuries"])
    goals: list[SetGoalArgs] = Field(default_factory=list, max_length=MOST["goals"])
    plan: ProposePlanArgs | None = None


class _Telling(NamedTuple):
    """A call of a tool, and where in the history its arguments stand."""

    tool: str
    args: Args
    place: str


async def tell_person(history: History, ctx: CoachContext) -> None:
    """Write down who somebody is, before anything is asked of their age."""
    told = [_Telling("note_health", NoteHealthArgs(told=list(history.conditions)), "conditions")] * bool(history.conditions)
    told += [_Telling("update_profile", history.profile, "profile")] if history.profile is not None else []
    await _write(told, ctx)


async def tell_log(history: History, ctx: CoachContext) -> None:
    """Write down what was done, measured, eaten and felt, oldest first; `ToolError` names what cannot be."""
    await _write(_log(history), ctx)


def _log(history: History) -> Iterator[_Telling]:
    """Workouts in the order of their days, as if each had been logged when it was done; goals last, which are measured by the rest."""
    for place in sorted(range(len(history.workouts)), key=lambda at: history.workouts[at].date):
        yield _Telling("log_workout", history.workouts[place], f"workouts.{place}")
    parts = {"metrics": "log_metric", "meals": "log_meal", "readiness": "log_readiness", "injuries": "report_pain", "goals": "set_goal"}
    for name, tool in parts.items():
        for place, args in enumerate(getattr(history, name)):
            yield _Telling(tool, args, f"{name}.{place}")


async def _write(told: list[_Telling] | Iterator[_Telling], ctx: CoachContext) -> None:
    async with ctx.store.write(ctx.user_id) as uow:
        for one in told:
            try:
                await _tell(one, ctx, uow)
            except ToolError as error:
                raise ToolError(f"history.{one.place}: {error.text}") from error


async def _tell(one: _Telling, ctx: CoachContext, uow: UnitOfWork) -> None:
    """As the tool would, without the receipt of a workout: looking for its records in all the others takes a square of their number."""
    if isinstance(one.args, LogWorkoutArgs):
        entries = [entry.model_copy(update={"exercise": catalogued(entry.exercise)}) for entry in one.args.entries]
        check_workout(one.args.date, entries, ctx)
        if unknown := [entry.exercise.name for entry in entries if entry.exercise.key is None]:
            raise ToolError(ctx.style.phrase("programs.unknown_exercise", names=ctx.style.listed(unknown)))
        await write_workout(one.args.model_copy(update={"entries": entries}), Match(), uow)
        return
    await tools()[one.tool].run(one.args, ctx, uow)
