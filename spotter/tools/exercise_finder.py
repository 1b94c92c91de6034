"""Finding exercises: one by its name, with how to do it, or those for a muscle and the equipment at hand."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_search import resolve_exercise, search_exercises
from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import Sore, check_exercise
from spotter.coaching.planning.loads import HISTORY
from spotter.coaching.planning.pregnancy import PregnancyAdvice, pregnancy_advice, suits_pregnancy
from spotter.coaching.planning.request import LEVELS, has_equipment
from spotter.errors import ToolError
from spotter.language.likes import Wish, wish_of
from spotter.language.muscle_names import equipment_in, muscle_name, muscles_in
from spotter.language.wording.exercises import equipment_in_words
from spotter.memory.catalogue import exercises_like
from spotter.messages import Block, TableBlock
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.people import profile_of
from spotter.store.queries.recommendations import taste
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import sore_regions, swap_of, usable_exercises
from spotter.tools.plan_program import likeness, shares_main_muscle
from spotter.tools.plan_wishes import PREGNANCY
from spotter.tools.spec import Args, Result, tool
from spotter.tools.today import LastTimeFact

MOST_FOUND = 6
MOST_LIKE_IT = 3
NEAR = 12  # so many are like an exercise: a favourite further off is no replacement
LEAST_SCORE = 0.45
NOT_FOR_A_MUSCLE = ("mobility", "cardio", "conditioning", "olympic", "jump")  # train much at once, or nothing hard


class FindExerciseArgs(Args):
    query: str = Field(min_length=1, max_length=200)
    instead: bool = Field(default=False, description="Whether others are wanted in place of the exercise that the query names.")


class ExerciseFact(BaseModel):
    """An exercise of the catalogue as it is shown."""

    model_config = ConfigDict(frozen=True)

    key: str
    name: dict[str, str]
    muscles: list[str]
    equipment: list[str]
    level: str
    how: dict[str, str]
    mistake: dict[str, str]


class ExercisesFound(Result):
    """One exercise in detail (`exact`), with what is like it and when it was done last; else a list, the most usual first.

    With `instead`, what is like it can be done with the person's equipment. `pregnancy` says what holds for whoever told of one.
    """

    query: str
    exact: bool
    instead: bool = False
    found: list[ExerciseFact]
    like_it: list[ExerciseFact] = Field(default_factory=list)
    last: LastTimeFact | None = None
    pregnancy: PregnancyAdvice | None = None


def _cards(result: ExercisesFound, ctx: CoachContext) -> list[Block]:
    if result.exact or not result.found:
        return []
    style = ctx.style
    columns = [style.phrase(f"exercises.column_{name}") for name in ("exercise", "muscles", "equipment")]
    rows = [
        [
            one.name[ctx.locale],
            ", ".join(muscle_name(muscle, ctx.locale) for muscle in one.muscles),
            equipment_in_words(one.equipment, style),
        ]
        for one in result.found
    ]
    return [TableBlock(title=style.phrase("exercises.title"), columns=columns, rows=rows)]


@tool(agent="planner", kind="read", cards=_cards, training=True)
async def find_exercise(args: FindExerciseArgs, ctx: CoachContext, uow: UnitOfWork) -> ExercisesFound:
    """Find exercises by name, description, muscle or equipment; a clear name gives how to do it and the usual mistake.

    "Something like a leg press without a machine" gives those that move alike.
    """
    if wish := wish_of(args.query):
        return await _wished(args.query, wish, ctx, uow)
    muscles = frozenset[str]() if args.instead else muscles_in(args.query)
    named = None if muscles else resolve_exercise(args.query)
    likes = await taste(uow, "exercise")
    profile = await profile_of(uow)
    there = frozenset(profile.equipment or ["gym"])
    sore = sore_regions(await open_injuries(uow))
    if named is None:
        found = _bearable(_of_muscles(muscles, equipment_in(args.query), there, profile.level), sore) if muscles else _alike(args.query)
        found = likes.ordered([row for row in found if PREGNANCY not in ctx.conditions or suits_pregnancy(row)])
        if not found:
            raise ToolError(ctx.style.phrase("exercises.none", query=args.query))
        return ExercisesFound(query=args.query, exact=False, found=[_fact(row) for row in found[:MOST_FOUND]])
    own = named.exercise
    rows = await sets_between(uow, ctx.today - HISTORY, ctx.today, exercise_keys=[own.key])
    newest = [row for row in rows if row.workout_id == rows[-1].workout_id and row.reps]
    loads = [row.load_kg for row in newest if row.load_kg is not None]
    last = (
        LastTimeFact(on=newest[0].performed_on, reps=[row.reps or 0 for row in newest], load_kg=max(loads, default=None))
        if newest
        else None
    )
    near = [
        row
        for row in exercises().values()
        if row.key != own.key and shares_main_muscle(own, row) and (not args.instead or _may_replace(row, own, there, profile.level))
    ]
    near = _bearable(sorted(near, key=lambda row: likeness(own, row)), sore if args.instead else [])
    if not near and sore and args.instead:
        swap = swap_of(own, sore, usable_exercises(profile))
        near = [exercises()[key] for key in swap.instead or swap.elsewhere]
    is_pregnant = PREGNANCY in ctx.conditions
    near = [row for row in near if not is_pregnant or suits_pregnancy(row)]
    like_it = likes.ordered(near, most=NEAR)[:MOST_LIKE_IT]
    shown = {"found": [_fact(own)], "like_it": [_fact(row) for row in like_it]}
    advised = pregnancy_advice(own) if is_pregnant else None
    return ExercisesFound(query=args.query, exact=True, instead=args.instead, last=last, pregnancy=advised, **shown)


def _may_replace(row: Exercise, own: Exercise, there: frozenset[str], level: str | None) -> bool:
    """Whether it can be done with what is there, is no harder than the person or the exercise itself, and is no stretch for a lift."""
    highest = max(LEVELS.index(own.level), 0 if level is None else [str(one) for one in LEVELS].index(level))
    is_of_kind = (row.pattern == "mobility") == (own.pattern == "mobility")
    return is_of_kind and LEVELS.index(row.level) <= highest and has_equipment(row.equipment, there)


async def _wished(query: str, wish: Wish, ctx: CoachContext, uow: UnitOfWork) -> ExercisesFound:
    """What moves like the exercise named, what the person has the equipment for first."""
    there = frozenset((await profile_of(uow)).equipment or ["gym"])
    alike = exercises_like(wish.exercise, NEAR, without=wish.without, using=wish.using)
    if not alike:
        raise ToolError(ctx.style.phrase("exercises.none", query=query))
    alike = _bearable(sorted(alike, key=lambda row: not has_equipment(row.equipment, there)), sore_regions(await open_injuries(uow)))
    found = (await taste(uow, "exercise")).ordered([row for row in alike if PREGNANCY not in ctx.conditions or suits_pregnancy(row)])
    return ExercisesFound(query=query, exact=False, found=[_fact(row) for row in found[:MOST_FOUND]])


def _bearable(rows: Sequence[Exercise], sore: Sequence[Sore]) -> list[Exercise]:
    """Those that may be done with what hurts now, the ones that leave it alone first."""
    verdicts = {row.key: check_exercise(row, sore).verdict for row in rows}
    return sorted((row for row in rows if verdicts[row.key] != "avoid"), key=lambda row: verdicts[row.key] != "fine")


def _of_muscles(muscles: frozenset[str], named: frozenset[str], there: frozenset[str], level: str | None) -> list[Exercise]:
    """Exercises that train these muscles most, one of each movement first, those above the person's level left out.

    With equipment `named` they use it, where there are any; else they need no more than what is `there`.
    """
    highest = len(LEVELS) - 1 if level is None else [str(one) for one in LEVELS].index(level)
    training = [
        row
        for row in exercises().values()
        if LEVELS.index(row.level) <= highest
        and (row.pattern in muscles or (row.pattern not in NOT_FOR_A_MUSCLE and any(row.muscles.get(one, 0.0) >= 1.0 for one in muscles)))
    ]
    using = [row for row in training if named & set(row.equipment)]
    fitting = sorted(using or [row for row in training if has_equipment(row.equipment, there)], key=lambda row: (row.rank, row.key))
    firsts = {row.pattern: row for row in reversed(fitting)}
    return sorted(fitting, key=lambda row: (firsts[row.pattern].key != row.key, row.rank, row.key))


def _alike(query: str) -> list[Exercise]:
    return [match.exercise for match in search_exercises(query, limit=MOST_FOUND) if match.score >= LEAST_SCORE]


def _fact(row: Exercise) -> ExerciseFact:
    return ExerciseFact(
        key=row.key,
        name=row.name,
        muscles=[muscle for muscle, share in row.muscles.items() if share >= 1.0],
        equipment=list(row.equipment),
        level=row.level,
        how=row.how,
        mistake=row.mistake,
    )


TOOLS = (find_exercise,)
