"""A plan shared by a code: without its person, frozen as it is, taken by others as far as it is for them."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.program import Block as ProgramBlock
from spotter.catalogue.program import Program, Slot
from spotter.coaching.planning.loads import E1RM_WINDOW, best_lifts
from spotter.errors import NoSuchEntry, ToolError
from spotter.ids import new_id
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.plans import active_plan
from spotter.store.queries.programs import add_own_program, stored_program
from spotter.store.queries.saved_programs import saved_programs
from spotter.store.queries.shares import open_share, own_shares
from spotter.store.queries.workouts import sets_between
from spotter.store.tables import ProgramShare
from spotter.store.uow import UnitOfWork
from spotter.tools import plan_edits as edits
from spotter.tools.context import CoachContext
from spotter.tools.own_programs import ProgramFitted, shown_days, told_of
from spotter.tools.plan_days import PlannedDay
from spotter.tools.plan_program import in_both
from spotter.tools.plans import ReasonFact, start_program
from spotter.tools.program_fitting import Fitted, fitted_for_me
from spotter.tools.saved_titles import known
from spotter.tools.spec import Args, Result, tool

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
CODE_LENGTH, GROUP = 16, 4  # 31 letters, 16 places: 79 bits
OPEN_FOR = dt.timedelta(days=30)
MOST_SHARES = 20
SHARED = "shared"
PERCENT_STEP, LEAST_PERCENT, MOST_PERCENT = Decimal("0.05"), Decimal("0.3"), Decimal("0.95")


def plain_code(said: str) -> str:
    """A code as it is kept, however it was typed."""
    return re.sub(r"[^0-9A-Z]", "", said.upper())


def shown_code(code: str) -> str:
    """A code in groups, as people pass it on."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def without_person(program: Program, e1rm_kg: Mapping[str, Decimal] | None = None) -> Program:
    """The program with nothing of its person: no name of theirs, no loads. With `e1rm_kg` loads become shares of the 1RM."""

    def stripped(_: ProgramBlock, slots: list[Slot]) -> list[Slot]:
        return [_without_load(slot, (e1rm_kg or {}).get(slot.exercise)) for slot in slots]

    name = {locale: text.replace("%", str(program.days_per_week)) for locale, text in in_both("programs.own_name").items()}
    bare = replace(program, key=SHARED, version=1, name=name, description=in_both("programs.shared_description"), equipment=(), minutes=0)
    return edits.changed(bare, stripped)


def _without_load(slot: Slot, e1rm: Decimal | None) -> Slot:
    dose = slot.prescription
    if dose.reps_low is None or dose.load in ("bodyweight", "none", "e1rm_percent"):
        return replace(slot, alternatives=(), prescription=replace(dose, load_kg=None))
    percent = None
    if e1rm and dose.load_kg:
        percent = (dose.load_kg / e1rm / PERCENT_STEP).to_integral() * PERCENT_STEP
    if percent is None or not LEAST_PERCENT <= percent <= MOST_PERCENT:
        return replace(slot, alternatives=(), prescription=replace(dose, load="find", load_kg=None))
    return replace(slot, alternatives=(), prescription=replace(dose, load="e1rm_percent", load_kg=None, percent=percent))


class SharePlanArgs(Args):
    program: str | None = Field(
        default=None, min_length=1, max_length=80, description="A kept program by its title; null: the running plan."
    )
    with_loads: bool = Field(default=False, description="Loads as shares of the 1RM; never kilograms.")


class ShareFact(BaseModel):
    """A program that is shared: its code, until when, and where it can be seen."""

    model_config = ConfigDict(frozen=True)

    code: str
    path: str
    name: dict[str, str]
    days_per_week: int
    with_loads: bool
    until: dt.date


class PlanShared(Result):
    share: ShareFact
    is_new: bool


async def _fact(row: ProgramShare, ctx: CoachContext, uow: UnitOfWork) -> ShareFact:
    program = (await stored_program(uow, row.version_id)).program
    return ShareFact(
        code=shown_code(row.code),
        path=f"/api/v1/shared-plans/{shown_code(row.code)}",
        name=program.name,
        days_per_week=program.days_per_week,
        with_loads=row.with_loads,
        until=row.expires_at.astimezone(ctx.zone).date(),
    )


@tool(agent="planner", kind="write")
async def share_plan(args: SharePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanShared:
    """Give the running plan or a kept program a code by which others can see and take it; nothing personal stands in it."""
    source = await _source(args, ctx, uow)
    shares = await own_shares(uow)
    same = next((one for one in shares if one.source_version_id == source and one.with_loads == args.with_loads), None)
    if same is not None:
        return PlanShared(share=await _fact(same, ctx, uow), is_new=False)
    if len(shares) >= MOST_SHARES:
        raise ToolError(ctx.style.phrase("programs.too_many_shares", n=MOST_SHARES))
    lifts = best_lifts(await sets_between(uow, ctx.today - E1RM_WINDOW, ctx.today), ctx.today) if args.with_loads else {}
    program = without_person((await stored_program(uow, source)).program, {key: lift.kg for key, lift in lifts.items()})
    row = ProgramShare(
        id=new_id(),
        user_id=uow.user_id,
        code=_new_code(),
        version_id=await add_own_program(uow, program, ()),
        source_version_id=source,
        with_loads=args.with_loads,
        expires_at=uow.now + OPEN_FOR,
        revoked_at=None,
        created_at=uow.now,
    )
    await uow.add(row)
    return PlanShared(share=await _fact(row, ctx, uow), is_new=True)


async def _source(args: SharePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> str:
    """The version that is to be shared."""
    if args.program is not None:
        return known(args.program, await saved_programs(uow), ctx.style).version_id
    plan = await active_plan(uow)
    if plan is None:
        raise ToolError(ctx.style.phrase("plans.no_plan_to_change"))
    return plan[0].version_id


class ShowSharesArgs(Args):
    pass


class SharesShown(Result):
    shares: list[ShareFact]


@tool(agent="planner", kind="read")
async def show_shares(args: ShowSharesArgs, ctx: CoachContext, uow: UnitOfWork) -> SharesShown:
    """List what the person shares, with the codes and until when."""
    return SharesShown(shares=[await _fact(row, ctx, uow) for row in await own_shares(uow)])


class StopSharingArgs(Args):
    code: str | None = Field(default=None, max_length=40, description="Null: everything that is shared.")


class SharingStopped(Result):
    codes: list[str]


@tool(agent="planner", kind="write")
async def stop_sharing(args: StopSharingArgs, ctx: CoachContext, uow: UnitOfWork) -> SharingStopped:
    """Make a code of the person's, or all of them, open nothing any more."""
    rows = [one for one in await own_shares(uow) if args.code is None or one.code == plain_code(args.code)]
    if not rows:
        raise NoSuchEntry(ctx.style.phrase("programs.nothing_shared"))
    for row in rows:
        await uow.change(row, revoked_at=uow.now)
    return SharingStopped(codes=[shown_code(row.code) for row in rows])


class UseSharedPlanArgs(Args):
    code: str = Field(min_length=1, max_length=40)


class SharedPlanTaken(Result):
    """A shared program as it is for this person: what was swapped, and the plan that it replaces."""

    name: dict[str, str]
    days: list[PlannedDay]
    days_per_week: int
    weekdays: list[int]
    weeks: int
    fitted: ProgramFitted
    current: dict[str, str] | None
    plan_id: str | None = None


async def _offered(args: UseSharedPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> tuple[SharedPlanTaken, Fitted]:
    """The program of a code; unknown, revoked and expired ones are refused in the same words."""
    share = await open_share(uow, plain_code(args.code))
    if share is None:
        raise NoSuchEntry(ctx.style.phrase("programs.no_such_code"))
    fitted = await fitted_for_me((await stored_program(uow, share.version_id)).program, ctx, uow, is_own=False)
    current, program = await active_plan(uow), fitted.program
    facts = SharedPlanTaken(
        name=program.name,
        days=shown_days(program, fitted.weekdays),
        days_per_week=program.days_per_week,
        weekdays=list(fitted.weekdays),
        weeks=program.weeks,
        fitted=told_of(fitted),
        current=current[1] if current else None,
    )
    return facts, fitted


async def _ask(args: UseSharedPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    facts, _ = await _offered(args, ctx, uow)
    return facts.model_dump()


def _cards(result: SharedPlanTaken, ctx: CoachContext) -> list[Block]:
    return [SuggestionsBlock(texts=[ctx.style.phrase("plans.suggest_today"), ctx.style.phrase("plans.suggest_undo")])]


@tool(agent="planner", kind="write", confirm=_ask, cards=_cards)
async def use_shared_plan(args: UseSharedPlanArgs, ctx: CoachContext, uow: UnitOfWork) -> SharedPlanTaken:
    """Follow a plan that somebody shared, by its code, checked and fitted for the person; they see it first."""
    facts, fitted = await _offered(args, ctx, uow)
    program = replace(fitted.program, key="own")
    reasons = [ReasonFact(code="shared")]
    version_id = await add_own_program(uow, program, [one.model_dump() for one in reasons])
    started = await start_program(uow, ctx, program, version_id, weekdays=fitted.weekdays, reasons=reasons)
    return facts.model_copy(update={"plan_id": started.plan_id})


def _new_code() -> str:
    """A code that nobody guesses. A figure is among its letters, so that four words of a message are never taken for one."""
    code = ""
    while not any(letter.isdigit() for letter in code):
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return code


TOOLS = (share_plan, show_shares, stop_sharing, use_shared_plan)
