"""The body: measurements, and how somebody feels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from spotter.coaching.limits import LIMITS, METRICS
from spotter.store.tables.base import Base, Exact, Id, Moment, Personal, Word, one_of, within


def _value_is_plausible() -> CheckConstraint:
    cases = " ".join(
        f"WHEN '{name}' THEN value >= {LIMITS[metric.limit].low} AND value <= {LIMITS[metric.limit].high}"
        for name, metric in METRICS.items()
    )
    return CheckConstraint(f"CASE metric {cases} END", name="value_plausible")


class BodyMetric(Personal, Base):
    """One measurement in SI (kg, cm, percent, bpm, mmHg, h, steps, ml); `value_2` is the diastolic pressure."""

    __tablename__ = "body_metric"
    __table_args__ = (
        one_of("metric", *METRICS),
        _value_is_plausible(),
        within("value_2", "diastolic_mmhg"),
        Index("ix_body_metric_user_id_metric_at", "user_id", "metric", "measured_at"),
    )

    id: Mapped[Id]
    metric: Mapped[Word]
    value: Mapped[Decimal] = mapped_column(Exact(9, 3))
    value_2: Mapped[Decimal | None] = mapped_column(Exact(9, 3))
    unit: Mapped[Word]
    measured_at: Mapped[Moment]
    measured_on: Mapped[date]
    source: Mapped[Word] = mapped_column(default="chat")
    created_at: Mapped[Moment]


class ReadinessCheck(Personal, Base):
    """How somebody feels, 1 to 5 each; null where it was not said."""

    __tablename__ = "readiness_check"
    __table_args__ = tuple(within(name, "readiness") for name in ("energy", "soreness", "sleep", "stress"))

    id: Mapped[Id]
    checked_at: Mapped[Moment]
    checked_on: Mapped[date]
    energy: Mapped[int | None]
    soreness: Mapped[int | None]
    sleep: Mapped[int | None]
    stress: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
