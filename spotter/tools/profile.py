"""Who somebody is: what they said about themselves for training, and how they want to be spoken to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from spotter.clock import zone_names
from spotter.coaching.ages import ADULT_AGE, OF_MINORS, YOUNGEST_AGE, age_on, known_age
from spotter.coaching.energy import Activity
from spotter.coaching.limits import LIMITS
from spotter.coaching.prescription import Goal
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.language.equipment_names import equipment_key
from spotter.language.wording import Style
from spotter.language.wording.profile import equipment_in_words, label, value_in_words
from spotter.messages import Block, TableBlock
from spotter.store.queries.due_reminders import follow_wall
from spotter.store.queries.holds import active_holds, is_training_stopped
from spotter.store.queries.people import person_of
from spotter.store.queries.plans import active_plan
from spotter.store.tables import Profile, User
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.intake import no_deficit_reason
from spotter.tools.spec import Args, Offer, Result, tool

OF_THE_USER = ("units", "locale", "time_zone")


class UpdateProfileArgs(Args):
    name: str | None = Field(default=None, min_length=1, max_length=80)
    birth_date: date | None = None
    age: int | None = Field(default=None, ge=LIMITS["age_years"].low, le=LIMITS["age_years"].high)
    sex: Literal["male", "female"] | None = None
    height_cm: Decimal | None = Field(default=None, ge=LIMITS["height_cm"].low, le=LIMITS["height_cm"].high)
    level: Level | None = None
    goal: Goal | None = None
    days_per_week: int | None = Field(default=None, ge=LIMITS["days_per_week"].low, le=LIMITS["days_per_week"].high)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7, description="0 is Monday.")
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    equipment: list[str] | None = Field(
        default=None, max_length=40, description="All there is, such as dumbbell, band, gym; replaces what was known."
    )
    more_equipment: list[str] | None = Field(default=None, max_length=40, description="What comes to what is known.")
    less_equipment: list[str] | None = Field(default=None, max_length=40, description="What is gone.")
    workout_style: str | None = Field(default=None, min_length=1, max_length=80)
    daily_activity: Activity | None = None
    units: Literal["metric", "imperial"] | None = None
    locale: Literal["en", "fr"] | None = None
    time_zone: str | None = Field(default=None, max_length=64)


class ProfileShown(Result):
    """What is known; null where it was never said. `age` is in years, `equipment` in the catalogue's words, Monday is weekday 0."""

    name: str | None = None
    birth_date: date | None = None
    age: int | None = None
    sex: str | None = None
    height_cm: Decimal | None = None
    level: str | None = None
    goal: str | None = None
    days_per_week: int | None = None
    weekdays: list[int] | None = None
    minutes: int | None = None
    equipment: list[str] | None = None
    workout_style: str | None = None
    daily_activity: str | None = None
    units: str = "metric"
    locale: str = "en"
    time_zone: str = "UTC"


class ProfileUpdated(Result):
    """The profile after the change; `changed` names what was said now, in the order of the profile: nothing of somebody below 13.

    `plan_weekdays` are those of the running plan; null while training is stopped.
    """

    changed: list[str]
    profile: ProfileShown
    is_goal_refused: bool = False
    plan_weekdays: list[int] | None = None


def _plan_with_these_days(result: ProfileUpdated) -> Offer | None:
    """The plan with the days that were told just now, where the running one has others."""
    days, weekdays = result.profile.days_per_week, result.profile.weekdays
    if result.plan_weekdays is None or not {"days_per_week", "weekdays"} & set(result.changed) or days is None:
        return None
    if days != len(result.plan_weekdays):
        return Offer("propose_plan", {"days_per_week": days} | ({"weekdays": weekdays} if weekdays else {}), asks_itself=True)
    if weekdays and weekdays != sorted(result.plan_weekdays):
        return Offer("change_plan", {"change": "weekdays", "weekdays": weekdays}, asks_itself=True)
    return None


async def _ask_about_age(args: UpdateProfileArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    """Whoever told that they are a minor is asked before another age takes their protection away."""
    told = args.age if args.birth_date is None else age_on(args.birth_date, ctx.today)
    if told is None or told < ADULT_AGE:
        return None
    _, profile = await person_of(uow)
    known = known_age(profile.birth_date, profile.conditions, ctx.today)
    if known is None or known >= ADULT_AGE:
        return None
    return {"age": told, "limit": YOUNGEST_AGE if known < YOUNGEST_AGE else ADULT_AGE}


@tool(agent="planner", kind="write", confirm=_ask_about_age, offers=_plan_with_these_days)
async def update_profile(args: UpdateProfileArgs, ctx: CoachContext, uow: UnitOfWork) -> ProfileUpdated:
    """Write down what the person says about themselves: name, age, height, level, goal, days a week, minutes, equipment, units."""
    said = args.model_dump(exclude_none=True)
    style = ctx.style
    if not said:
        raise ToolError(style.phrase("profile.nothing_said"))
    user, profile = await person_of(uow)
    _count_equipment(said, profile.equipment or [], style)
    changed = list(said)
    _check(said, style, ctx.today)
    _keep_days_together(said, profile)
    born = said.get("birth_date", profile.birth_date)
    age = known_age(born, profile.conditions, ctx.today)
    if age is not None and age < YOUNGEST_AGE:
        return await _keep_age_only(said, user, profile, ctx, uow)
    if age is not None and age >= ADULT_AGE:
        await _grown_up(profile, uow)
    of_user = {name: said.pop(name) for name in OF_THE_USER if name in said}
    if "locale" in of_user:
        of_user["locale_chosen_at"] = uow.now
    if of_user:
        await uow.change(user, **of_user)
    if "time_zone" in of_user:
        await follow_wall(uow.session, uow.user_id, uow.now)
    wished = said.pop("goal", None) if said.get("goal") == "weight_loss" else None
    if said:
        await uow.change(profile, **said, updated_at=uow.now)
    is_refused = wished is not None and await no_deficit_reason(uow, profile, ctx.today) is not None
    if is_refused and changed == ["goal"]:
        raise ToolError(style.phrase("profile.no_weight_loss"))
    if wished is not None and not is_refused:
        await uow.change(profile, goal=wished, updated_at=uow.now)
    told = [name for name in changed if name != "goal" or not is_refused]
    running = None if await is_training_stopped(uow) else await active_plan(uow)
    weekdays = None if running is None else list(running[0].weekdays or ())
    return ProfileUpdated(changed=told, profile=shown(user, profile, ctx.today), is_goal_refused=is_refused, plan_weekdays=weekdays or None)


async def _grown_up(profile: Profile, uow: UnitOfWork) -> None:
    """What protected a minor ends with their yes to another age."""
    kept = [str(one) for one in profile.conditions or () if one not in OF_MINORS]
    if len(kept) < len(profile.conditions or ()):
        await uow.change(profile, conditions=kept, updated_at=uow.now)
    for row in await active_holds(uow):
        if row.level == "T2" and set(row.signals) <= OF_MINORS:
            await uow.change(row, cleared_at=uow.now, cleared_by="answers")


async def _keep_age_only(said: dict[str, Any], user: User, profile: Profile, ctx: CoachContext, uow: UnitOfWork) -> ProfileUpdated:
    """Of somebody below 13 nothing but the age is kept, so that every later turn knows it. No undo makes anybody older."""
    profile.birth_date = said.get("birth_date", profile.birth_date)
    profile.updated_at = uow.now
    await uow.session.flush()
    return ProfileUpdated(changed=[], profile=shown(user, profile, ctx.today))


def _keep_days_together(said: dict[str, Any], profile: Profile) -> None:
    """Named training days are as many as the days a week; another number alone makes the names stale."""
    if "weekdays" in said:
        said["weekdays"] = sorted(set(said["weekdays"]))
        said["days_per_week"] = len(said["weekdays"])
    elif "days_per_week" in said and profile.weekdays and said["days_per_week"] != len(profile.weekdays):
        said["weekdays"] = None


def _check(said: dict[str, Any], style: Style, today: date) -> None:
    """Turn an age into a birth date and words into equipment; refuse what is not known or not possible."""
    if "age" in said:
        said.setdefault("birth_date", years_before(today, said.pop("age")))
    if "birth_date" in said:
        age = age_on(said["birth_date"], today)
        if not LIMITS["age_years"].holds(age):
            raise ToolError(style.phrase("profile.birth_date_unlikely"))
    if "time_zone" in said and said["time_zone"] not in zone_names():
        raise ToolError(style.phrase("profile.unknown_zone", zone=said["time_zone"]))


def _count_equipment(said: dict[str, Any], known: list[str], style: Style) -> None:
    """Turn what comes and what goes into all that there is then; `ToolError` where nothing of what goes was known."""
    more, less = (known_equipment(said.pop(name, []), style) for name in ("more_equipment", "less_equipment"))
    there = known_equipment(said["equipment"], style) if "equipment" in said else known
    if less and not set(less) & set(there):
        raise ToolError(style.phrase("profile.never_had", what=equipment_in_words(less, style)))
    if more or less or "equipment" in said:
        kept = {*there, *more} - set(less)
        said["equipment"] = sorted(kept - {"bodyweight"} if more else kept) or ["bodyweight"]


def known_equipment(words: list[str], style: Style) -> list[str]:
    """The catalogue's words for a person's equipment; `ToolError` names what nobody knows."""
    keys = {word: equipment_key(word) for word in words}
    unknown = [word for word, key in keys.items() if key is None]
    if unknown:
        raise ToolError(style.phrase("profile.unknown_equipment", what=style.listed(unknown)))
    return sorted({key for key in keys.values() if key is not None})


def years_before(today: date, years: int) -> date:
    """The same day, `years` ago; 28 February where there is no 29th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year - years, day=day)


def shown(user: User, profile: Profile, today: date) -> ProfileShown:
    """The profile as a result."""
    return ProfileShown(
        name=profile.name,
        birth_date=profile.birth_date,
        age=age_on(profile.birth_date, today) if profile.birth_date else None,
        sex=profile.sex,
        height_cm=profile.height_cm,
        level=profile.level,
        goal=profile.goal,
        days_per_week=profile.days_per_week,
        weekdays=profile.weekdays,
        minutes=profile.minutes,
        equipment=profile.equipment,
        workout_style=profile.workout_style,
        daily_activity=profile.daily_activity,
        units=user.units,
        locale=user.locale,
        time_zone=user.time_zone,
    )


def _cards(result: ProfileShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    facts = result.model_dump(exclude={"birth_date"})
    rows = [[label(name, style), value_in_words(name, facts[name], style)] for name in facts if facts[name] is not None]
    columns = [style.phrase("profile.what"), style.phrase("profile.value")]
    return [TableBlock(title=style.phrase("profile.title"), columns=columns, rows=rows)]


class ShowProfileArgs(Args):
    pass


@tool(agent="planner", kind="read", cards=_cards)
async def show_profile(args: ShowProfileArgs, ctx: CoachContext, uow: UnitOfWork) -> ProfileShown:
    """Show what is known about the person for training: goal, level, days, minutes, equipment, height, units."""
    user, profile = await person_of(uow)
    return shown(user, profile, ctx.today)


TOOLS = (update_profile, show_profile)
