"""The versions of a plan: every change made one, and any of them can come back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.program import Program
from spotter.errors import ToolError
from spotter.store.queries.plans import active_plan, change_program, plan_changes, resting_plan
from spotter.store.queries.programs import add_own_program, stored_program
from spotter.store.tables import Plan
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.entries import found
from spotter.tools.own_programs import ProgramFitted, told_of
from spotter.tools.plan_differences import PlanDifference, differences
from spotter.tools.plan_evidence import EvidenceFact
from spotter.tools.plans import ReasonFact
from spotter.tools.program_fitting import Fitted, fitted_for_me
from spotter.tools.spec import Args, Result, tool

MOST_DIFFERENCES = 8


class ShowVersionsArgs(Args):
    entry: str | None = Field(default=None, max_length=36, description="The id of a plan; null for the running one.")


class VersionFact(BaseModel):
    """A version of a plan, counted from 1; `differences` are those to the version before it."""

    model_config = ConfigDict(frozen=True)

    version: int
    on: dt.date
    is_current: bool
    differences: list[PlanDifference]


class VersionsShown(Result):
    """The versions of a plan, oldest first."""

    plan_id: str
    name: dict[str, str]
    versions: list[VersionFact]


@dataclass(frozen=True, slots=True)
class _Version:
    id: str
    on: dt.date


async def _plan_meant(entry: str | None, ctx: CoachContext, uow: UnitOfWork) -> Plan:
    if entry is not None:
        plan: Plan = await found("plans", entry, ctx, uow)
        return plan
    running = await active_plan(uow)
    if running is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    return running[0]


async def _versions_of(plan: Plan, ctx: CoachContext, uow: UnitOfWork) -> list[_Version]:
    """The versions that the plan went through: each change holds the one before it among its evidence."""
    changes, version_id = await plan_changes(uow, plan.id), plan.version_id
    versions: list[_Version] = []
    for change in reversed(changes):
        before = next((str(row["id"]) for row in change.evidence if row["table"] == "program_version"), None)
        if before != version_id:
            versions.append(_Version(version_id, change.applied_at.astimezone(ctx.zone).date()))
        version_id = before or version_id
    return versions[::-1]


@tool(agent="planner", kind="read", training=True)
async def show_versions(args: ShowVersionsArgs, ctx: CoachContext, uow: UnitOfWork) -> VersionsShown:
    """Show the versions of a plan: when each came to be and what it changed."""
    plan = await _plan_meant(args.entry, ctx, uow)
    facts: list[VersionFact] = []
    before: Program | None = None
    versions = await _versions_of(plan, ctx, uow)
    for number, version in enumerate(versions, 1):
        program = (await stored_program(uow, version.id)).program
        changed: list[PlanDifference] = [] if before is None else differences(before, program)[:MOST_DIFFERENCES]
        facts.append(VersionFact(version=number, on=version.on, is_current=number == len(versions), differences=changed))
        before = program
    name = (await stored_program(uow, plan.version_id)).program.name
    return VersionsShown(plan_id=plan.id, name=name, versions=facts)


class RestoreVersionArgs(Args):
    version: int | None = Field(default=None, ge=1, le=10_000, description="Counted from 1; null for the one before the present one.")


class VersionRestored(Result):
    """The version that the plan is (or would be) again, and what that changes now."""

    plan_id: str
    name: dict[str, str]
    version: int
    differences: list[PlanDifference]
    fitted: ProgramFitted


async def _drafted(args: RestoreVersionArgs, ctx: CoachContext, uow: UnitOfWork) -> tuple[Plan, str, Fitted, VersionRestored]:
    plan = await _plan_meant(None, ctx, uow)
    versions = await _versions_of(plan, ctx, uow)
    number = args.version if args.version is not None else len(versions) - 1
    if number == 0 and args.version is None:
        rests = await resting_plan(uow, "paused", "replaced", "completed")
        raise ToolError(ctx.style.phrase("programs.no_version_before" if rests is None else "programs.another_plan_before"))
    if not 1 <= number <= len(versions):
        raise ToolError(ctx.style.phrase("programs.no_such_version", n=len(versions)))
    target, now = (await stored_program(uow, versions[number - 1].id)), (await stored_program(uow, plan.version_id)).program
    fitted = await fitted_for_me(target.program, ctx, uow, weekdays=plan.weekdays or (), is_own=True)
    found_ones = differences(now, fitted.program)
    if not found_ones:
        raise ToolError(ctx.style.phrase("plans.nothing_changes"))
    facts = VersionRestored(plan_id=plan.id, name=target.program.name, version=number, differences=found_ones, fitted=told_of(fitted))
    return plan, target.version_id if fitted.program.blocks == target.program.blocks else "", fitted, facts


async def version_before(ctx: CoachContext, uow: UnitOfWork) -> VersionRestored:
    """What the version before the present one would change; `ToolError` where there is none."""
    *_, facts = await _drafted(RestoreVersionArgs(), ctx, uow)
    return facts


async def _ask(args: RestoreVersionArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    *_, facts = await _drafted(args, ctx, uow)
    return facts.model_dump()


@tool(agent="planner", kind="write", confirm=_ask)
async def restore_version(args: RestoreVersionArgs, ctx: CoachContext, uow: UnitOfWork) -> VersionRestored:
    """Bring an earlier version of the running plan back, as far as it is still for the person; they see the difference first."""
    plan, version_id, fitted, facts = await _drafted(args, ctx, uow)
    reasons = [ReasonFact(code="asked").model_dump()]
    before = EvidenceFact(table="program_version", id=plan.version_id, params={}).model_dump(mode="json")
    version_id = version_id or await add_own_program(uow, fitted.program, reasons)
    await change_program(uow, plan, version_id, {"reasons": reasons, "evidence": [before], "proposed_by": "person"})
    return facts


TOOLS = (show_versions, restore_version)
