"""Body measurements of the person that a unit of work belongs to."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select

from spotter.coaching.ages import is_minor
from spotter.coaching.safety import NO_BODY_NUMBERS_CONDITIONS
from spotter.store.queries.holds import active_holds, rules_of
from spotter.store.tables import BodyMetric, Profile
from spotter.store.uow import UnitOfWork


async def metrics_between(uow: UnitOfWork, metric: str, first: date | None = None, last: date | None = None) -> list[BodyMetric]:
    """The measurements of one kind from `first` to `last`, oldest first."""
    wanted = select(BodyMetric).where(BodyMetric.user_id == uow.user_id, BodyMetric.metric == metric)
    if first is not None:
        wanted = wanted.where(BodyMetric.measured_on >= first)
    if last is not None:
        wanted = wanted.where(BodyMetric.measured_on <= last)
    return list(await uow.session.scalars(wanted.order_by(BodyMetric.measured_at, BodyMetric.id)))


async def latest_metric(uow: UnitOfWork, metric: str, until: datetime | None = None) -> BodyMetric | None:
    """The newest measurement of one kind, at `until` or before it when a moment is given."""
    wanted = _newest() if until is None else _newest().where(BodyMetric.measured_at <= until)
    return await uow.session.scalar(wanted, {"user_id": uow.user_id, "metric": metric})


@cache
def _newest() -> Select[BodyMetric]:
    mine = select(BodyMetric).where(BodyMetric.user_id == bindparam("user_id"), BodyMetric.metric == bindparam("metric"))
    return mine.order_by(BodyMetric.measured_at.desc(), BodyMetric.id.desc()).limit(1)


async def last_written_metric(uow: UnitOfWork, on: date | None = None) -> BodyMetric | None:
    """The measurement that was written down last, of a day when one is given."""
    wanted = select(BodyMetric).where(BodyMetric.user_id == uow.user_id)
    if on is not None:
        wanted = wanted.where(BodyMetric.measured_on == on)
    return await uow.session.scalar(wanted.order_by(BodyMetric.created_at.desc(), BodyMetric.id.desc()).limit(1))


async def count_of_day(uow: UnitOfWork, metric: str, day: date) -> int:
    """How often something was measured on a day."""
    wanted = select(func.count()).where(BodyMetric.user_id == uow.user_id, BodyMetric.metric == metric, BodyMetric.measured_on == day)
    return int(await uow.session.scalar(wanted) or 0)


async def are_body_numbers_hidden(uow: UnitOfWork, today: date) -> bool:
    """Whether weight, body and streak numbers stay unsaid: a safety hold or a lasting condition asks for it, or the person is a minor."""
    wanted = select(Profile.birth_date, Profile.conditions).where(Profile.user_id == uow.user_id)
    born, conditions = (await uow.session.execute(wanted)).one()
    told = {str(condition) for condition in conditions or ()}
    if is_minor(born, told, today) or told & NO_BODY_NUMBERS_CONDITIONS:
        return True
    return any(rules_of(hold).drops_body_numbers for hold in await active_holds(uow))
