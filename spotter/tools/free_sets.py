"""What may be proposed where no plan says it: nothing that a plan for the same person could not ask for."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from spotter.catalogue.exercises import exercises
from spotter.coaching.ages import known_age
from spotter.coaching.planning.check import errors_of
from spotter.coaching.planning.check_people import effort_findings, exercise_findings
from spotter.coaching.planning.dose import ease_of
from spotter.coaching.planning.request import PlanRequest
from spotter.coaching.prescription import Prescription
from spotter.store.queries.holds import active_hold
from spotter.store.queries.people import profile_of
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.pain_state import regions_now
from spotter.tools.plan_wishes import PREGNANCY


class KeptOff(BaseModel):
    """An exercise of which nothing is proposed, and why (the code of a finding of the plan check)."""

    model_config = ConfigDict(frozen=True)

    exercise: ExerciseRef
    why: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How hard this person may be asked to go: the age, pain, pregnancy and holds that a plan is checked against."""

    request: PlanRequest

    @classmethod
    async def of(cls, ctx: CoachContext, uow: UnitOfWork) -> Limits:
        """What holds today."""
        profile, hold = await profile_of(uow), await active_hold(uow)
        return cls(
            PlanRequest(
                age=known_age(profile.birth_date, profile.conditions, ctx.today),
                sore=tuple(region.sore for region in await regions_now(ctx, uow)),
                hold="light" if hold is not None and hold.blocks_vigorous else "none",
                is_pregnant=PREGNANCY in (profile.conditions or ()),
            )
        )

    @property
    def reps(self) -> int:
        """The fewest repetitions of a set that is made gentler."""
        return ease_of(self.request).reps

    @property
    def rir(self) -> int | None:
        """The reps in reserve to keep; None where none have to be."""
        return ease_of(self.request).rir or None

    def kept_off(self, exercise: ExerciseRef) -> KeptOff | None:
        """Why an exercise is not proposed; None where it may be."""
        known = exercises().get(exercise.key or "")
        wrong = errors_of(exercise_findings(known, self.request)) if known else ()
        return KeptOff(exercise=exercise, why=wrong[0].code) if wrong else None

    def too_few(self, exercise: ExerciseRef, reps: int) -> str | None:
        """Why sets of so few repetitions are not proposed (a code); None where they may be."""
        wrong = errors_of(effort_findings(exercise.identity, Prescription(1, reps, reps, ease_of(self.request).rir), self.request))
        return wrong[0].code if wrong else None
