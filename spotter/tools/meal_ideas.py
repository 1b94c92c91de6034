"""What to eat: ideas that fit what is left of the day, and the figures of a food."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from spotter.catalogue.food import Food
from spotter.catalogue.food_search import resolve_food, search_foods
from spotter.catalogue.foods import foods
from spotter.catalogue.meal_ideas import MealIdea, food_groups, meal_ideas
from spotter.coaching.nutrition import FIGURES
from spotter.errors import ToolError
from spotter.language.left_out import left_out
from spotter.language.meal_amounts import grams_of, read_amount
from spotter.language.normalise import normalise
from spotter.language.numbers import words_to_digits
from spotter.language.wording.meal_ideas import food_table, ideas_table
from spotter.memory.catalogue import foods_near
from spotter.messages import Block
from spotter.store.queries.facts import facts_known
from spotter.store.queries.metrics import are_body_numbers_hidden, latest_metric
from spotter.store.queries.nutrition import items_between
from spotter.store.queries.people import profile_of
from spotter.store.queries.recommendations import Taste, taste
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.holds import refuse_on_hold
from spotter.tools.intake import Figures, FoodRef, MealKind, Target, protection_of, target_of, total
from spotter.tools.spec import Args, Result, tool

Situation = Literal["before_workout", "after_workout", "general"]
# Schoenfeld and Aragon 2018 (10.1186/s12970-018-0215-1): 0.4 g/kg a meal over four meals reaches 1.6 g/kg a day.
PROTEIN_G_PER_KG_OF_MEAL = 0.4
PROTEIN_SOURCE = "Schoenfeld & Aragon 2018"
SHOWN = 3
NEAR_SCORE = 0.6
SMALLEST_MEAL_KCAL = 150.0
# The hour until which a kind of meal is usual, and how many meals are still to come.
MEALS_OF_DAY = ((4, "snack", 1), (11, "breakfast", 3), (15, "main", 2), (18, "snack", 2), (22, "main", 1), (24, "snack", 1))


class SuggestMealArgs(Args):
    situation: Situation = "general"
    focus: Literal["protein", "kcal"] | None = None
    meal: MealKind | None = None
    kcal: int | None = Field(default=None, ge=100, le=1500, description="About so much the meal should have.")


class FoodOfIdea(Result):
    food: FoodRef
    grams: float


class Idea(Result):
    """A meal with its foods; `figures` is null while numbers stay unsaid. `is_liked`: the person said so of it before."""

    key: str
    name: dict[str, str]
    foods: list[FoodOfIdea]
    figures: Figures | None
    is_liked: bool = False


class MealSuggested(Result):
    """`protein_g` is what suits one meal by body weight, with its source; `eaten` and `target` are today's."""

    situation: Situation
    ideas: list[Idea]
    eaten: Figures | None
    target: Target | None
    protein_g: int | None
    protein_source: str | None
    is_hidden: bool


def _idea_cards(result: MealSuggested, ctx: CoachContext) -> list[Block]:
    return [] if result.is_hidden else [ideas_table(result.model_dump(), ctx.style)]


@tool(agent="nutrition", kind="read", cards=_idea_cards)
async def suggest_meal(args: SuggestMealArgs, ctx: CoachContext, uow: UnitOfWork) -> MealSuggested:
    """Suggest meals of real foods before or after a workout or for now, which fit what is left of today's kcal and protein."""
    protection = await protection_of(uow, await profile_of(uow), ctx.today)
    if not protection.is_advice_allowed:
        raise ToolError(ctx.style.phrase("nutrition.advice_rests"))
    if args.situation != "general":
        await refuse_on_hold(ctx, uow)
    rows = [item for _meal, item in await items_between(uow, ctx.today, ctx.today)]
    eaten, target = total(rows), await target_of(uow, ctx.today)
    weight = await latest_metric(uow, "weight")
    protein = PROTEIN_G_PER_KG_OF_MEAL * float(weight.value) if weight else None
    wanted = _Wanted(args, ctx.now, eaten, target, protein)
    likes = await taste(uow, "meal")
    groups = left_out(fact.text for fact in await facts_known(uow))
    avoided = frozenset[str]().union(*(food_groups()[group] for group in groups))
    chosen = wanted.choose({row.food_key for row in rows}, likes, avoided)
    if not chosen:
        raise ToolError(ctx.style.phrase("nutrition.ideas_none"))
    hidden = protection.is_hidden
    return MealSuggested(
        situation=args.situation,
        ideas=[_idea(idea, hidden=hidden).model_copy(update={"is_liked": idea.key in likes.liked}) for idea in chosen],
        eaten=None if hidden else eaten,
        target=None if hidden else target,
        protein_g=None if hidden or protein is None else round(protein),
        protein_source=None if hidden or protein is None else PROTEIN_SOURCE,
        is_hidden=hidden,
    )


class _Wanted:
    """What the next meal should hold, and the ideas that come closest. The same day gives the same answer."""

    def __init__(self, args: SuggestMealArgs, now: datetime, eaten: Figures, target: Target | None, protein_g: float | None) -> None:
        self._args = args
        self._day = now.toordinal()
        usual, to_come = next((kind, meals) for until, kind, meals in MEALS_OF_DAY if now.hour < until)
        self._kind = {"breakfast": "breakfast", "lunch": "main", "dinner": "main", "snack": "snack"}[args.meal] if args.meal else usual
        self._kcal_left = target.kcal - eaten.kcal if target and target.kcal else None
        self._kcal = None if self._kcal_left is None else max(SMALLEST_MEAL_KCAL, self._kcal_left / to_come)
        left = max(0.0, target.protein_g - eaten.protein_g) if target and target.protein_g else None
        self._protein = protein_g if left is None else min(left, protein_g or left / to_come)

    def choose(self, eaten_keys: set[str | None], likes: Taste, avoided: frozenset[str]) -> list[MealIdea]:
        """Ideas without a food that is `avoided`, that is disliked or was eaten today."""
        allowed = [idea for idea in self._turned() if not avoided & idea.foods.keys() and idea.key not in likes.disliked]
        fresh = [idea for idea in allowed if next(iter(idea.foods)) not in eaten_keys]
        if wished := self._args.kcal:
            of_kind = [idea for idea in fresh if self._suits(idea)] if self._args.meal else fresh
            return sorted(of_kind, key=lambda idea: abs(idea.figure("kcal") - wished))[:SHOWN]
        affordable = [idea for idea in fresh if self._kcal_left is None or idea.figure("kcal") <= self._kcal_left]
        if not affordable:
            return likes.ordered(sorted((idea for idea in fresh if self._suits(idea)), key=lambda idea: idea.figure("kcal")))[:SHOWN]
        suiting = [idea for idea in affordable if self._suits(idea)]
        others = [idea for idea in affordable if not self._suits(idea)]
        near = [likes.ordered(sorted(some, key=self._distance)) for some in (suiting, others)]
        return [idea for some in near for idea in some][:SHOWN]

    def _turned(self) -> list[MealIdea]:
        ideas = list(meal_ideas())
        turn = self._day % len(ideas)
        return ideas[turn:] + ideas[:turn]

    def _suits(self, idea: MealIdea) -> bool:
        if self._args.situation != "general":
            return self._args.situation in idea.around
        is_small = self._kcal_left is not None and self._kcal_left < 2 * SMALLEST_MEAL_KCAL
        return idea.kind == ("snack" if is_small else self._kind)

    def _distance(self, idea: MealIdea) -> float:
        kcal, protein = idea.figure("kcal"), idea.figure("protein_g")
        if self._args.focus == "protein":
            return -protein / kcal
        if self._args.focus == "kcal":
            return kcal
        apart = 0.0 if self._kcal is None else abs(kcal - self._kcal) / self._kcal
        if self._protein is None or self._args.situation == "before_workout":
            return apart
        return apart + abs(protein - self._protein) / max(self._protein, 10.0)


def _idea(idea: MealIdea, *, hidden: bool) -> Idea:
    return Idea(
        key=idea.key,
        name=idea.name,
        foods=[FoodOfIdea(food=FoodRef(key=key, name=foods()[key].name["en"]), grams=grams) for key, grams in idea.foods.items()],
        figures=None if hidden else Figures(**{name: round(idea.figure(name), 1) for name in FIGURES}),
    )


class FindFoodArgs(Args):
    query: str = Field(min_length=1, max_length=120)


class Portion(Result):
    """An amount of a food with its figures; `name` is the portion's, or "g" for grams."""

    name: str
    quantity: float
    grams: float
    figures: Figures


class FoodFound(Result):
    """The best food with its figures per 100 g first, then the amount that was asked for and its portions; `others` are near."""

    query: str
    food: FoodRef | None
    portions: list[Portion]
    others: list[FoodRef]
    is_hidden: bool


def _food_cards(result: FoodFound, ctx: CoachContext) -> list[Block]:
    return [food_table(result.model_dump(), ctx.style)] if result.portions else []


@tool(agent="nutrition", kind="read", cards=_food_cards)
async def find_food(args: FindFoodArgs, ctx: CoachContext, uow: UnitOfWork) -> FoodFound:
    """Find a food: its kcal, protein, carbs, fat and fibre per 100 g, for the amount in the query and for its usual portions."""
    amount, name = read_amount(words_to_digits(normalise(args.query).casefold(), ctx.locale))
    words = name or args.query
    best = resolve_food(words)
    near = [match.food for match in search_foods(words, limit=SHOWN + 1) if match.score >= NEAR_SCORE]
    if best is None:
        others = (near or foods_near(words, SHOWN))[:SHOWN]
        return FoodFound(query=args.query, food=None, portions=[], others=[_ref(food) for food in others], is_hidden=False)
    food, hidden = best.food, await are_body_numbers_hidden(uow, ctx.today)
    portions = [_portion(food, "g", 100.0, 100.0)]
    if amount.given:
        portions.append(_portion(food, amount.unit or "piece", amount.count or amount.measured or 1.0, grams_of(amount, food)))
    portions += [_portion(food, unit, 1.0, grams) for unit, grams in _usual(food).items()]
    return FoodFound(
        query=args.query,
        food=_ref(food),
        portions=[] if hidden else portions,
        others=[_ref(other) for other in near if other.key != food.key][:SHOWN],
        is_hidden=hidden,
    )


def _usual(food: Food) -> dict[str, float]:
    """The food's default portion first, then the others; names that weigh the same as one before are left out."""
    ordered = {food.default_portion: food.portions[food.default_portion]} | food.portions
    by_weight = {grams: name for name, grams in reversed(ordered.items())}
    return {name: grams for name, grams in ordered.items() if by_weight[grams] == name}


def _portion(food: Food, name: str, quantity: float, grams: float) -> Portion:
    figures = Figures(**{figure: round(float(getattr(food, figure)) * grams / 100, 1) for figure in FIGURES})
    return Portion(name=name, quantity=quantity, grams=round(grams, 1), figures=figures)


def _ref(food: Food) -> FoodRef:
    return FoodRef(key=food.key, name=food.name["en"])


TOOLS = (suggest_meal, find_food)
