"""One program to look at, by week and day: of the house, or one that the person keeps."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.program import Program
from spotter.catalogue.programs import find_programs
from spotter.catalogue.programs import program_of as catalogue_program
from spotter.errors import ToolError
from spotter.language.program_names import named_program
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.people import profile_of
from spotter.store.queries.programs import stored_program
from spotter.store.queries.saved_programs import saved_programs
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.plan_days import PlannedDay, day_table, planned_day
from spotter.tools.plans import refuse_for_minors
from spotter.tools.saved_titles import meant
from spotter.tools.spec import Args, Result, tool


class ShowProgramArgs(Args):
    program: str = Field(min_length=1, max_length=80, description="Its key, its name, or the title the person keeps it under.")


class ShownBlock(BaseModel):
    """Some weeks of the same days."""

    model_config = ConfigDict(frozen=True)

    name: dict[str, str]
    weeks: int
    is_easy: bool
    days: list[PlannedDay]


class ProgramShown(Result):
    """A program with its blocks in order; `rounds` is how often they are run through. `minutes` is its longest workout."""

    key: str
    name: dict[str, str]
    description: dict[str, str]
    goal: str
    level: str
    days_per_week: int
    weeks: int
    rounds: int
    minutes: int
    equipment: list[str]
    is_own: bool
    blocks: list[ShownBlock]


def _cards(result: ProgramShown, ctx: CoachContext) -> list[Block]:
    style, title = ctx.style, result.name[ctx.locale]
    tables: list[Block] = [day_table(day, style) for day in result.blocks[0].days]
    start = "programs.suggest_switch" if result.is_own else "plans.suggest_start"
    return [*tables, SuggestionsBlock(texts=[style.phrase(start, title=title)])]


@tool(agent="planner", kind="read", cards=_cards, training=True)
async def show_program(args: ShowProgramArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgramShown:
    """Show one program with its weeks and days: what it is for, and what each workout asks for."""
    row = meant(args.program, await saved_programs(uow))
    if row is not None:
        return _shown((await stored_program(uow, row.version_id)).program, {"en": row.title, "fr": row.title}, is_own=True)
    program = catalogue_program(args.program) or named_program(args.program)
    if program is None:
        near = ctx.style.listed([one.name[ctx.locale] for one in find_programs()[:3]])
        raise ToolError(ctx.style.phrase("plans.unknown_program", title=args.program, near=near))
    refuse_for_minors(program, await profile_of(uow), ctx)
    return _shown(program, program.name, is_own=False)


def _shown(program: Program, name: dict[str, str], *, is_own: bool) -> ProgramShown:
    blocks = [
        ShownBlock(name=one.name, weeks=one.weeks, is_easy=one.is_easy, days=[planned_day(day) for day in one.days])
        for one in program.blocks
    ]
    return ProgramShown(
        key=program.key,
        name=name,
        description=program.description,
        goal=program.goal,
        level=program.level,
        days_per_week=program.days_per_week,
        weeks=program.weeks,
        rounds=program.rounds,
        minutes=max(day.minutes for block in blocks for day in block.days),
        equipment=list(program.equipment),
        is_own=is_own,
        blocks=blocks,
    )


TOOLS = (show_program,)
