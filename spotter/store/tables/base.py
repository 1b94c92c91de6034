"""The declarative base, column types and the ranges that every table shares."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, DateTime, Dialect, Float, ForeignKey, MetaData, Numeric, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from spotter.coaching.limits import LIMITS


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment. Written in UTC, read back in UTC, on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is in Python: undo reads it to bring a row back."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@lru_cache(maxsize=4096)
def _plain_decimal(value: Decimal | float, scale: int) -> Decimal:
    """Without needless zeros. Kept, since a log of ten years has the same loads ten thousand times."""
    exact = round(Decimal(str(value)), scale)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral() else exact.normalize()


class Exact(TypeDecorator[Decimal]):
    """A decimal that comes back as it went in. SQLite has no exact type, so there it is rounded to its scale when read."""

    impl = Numeric
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        """What a value is in Python: undo reads it to bring a row back."""
        return Decimal

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.precision, self.scale = precision, scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Float())
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def process_bind_param(self, value: Decimal | float | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return float(value) if dialect.name == "sqlite" else Decimal(str(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        if value is None:
            return None
        return _plain_decimal(value, self.scale)


JsonColumn = JSON().with_variant(JSONB(), "postgresql")

Id = Annotated[str, mapped_column(String(36), primary_key=True)]
Moment = Annotated[datetime, mapped_column(UtcDateTime())]
Key = Annotated[str, mapped_column(String(80))]
Word = Annotated[str, mapped_column(String(24))]

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    # The column that names the row this one hangs on: undo of the parent is refused while a newer change touches the child.
    parent_column: ClassVar[str | None] = None
    type_annotation_map = {dict[str, Any]: JsonColumn, list[Any]: JsonColumn, datetime: UtcDateTime()}  # noqa: RUF012


class Personal:
    """A row that belongs to a person and goes when the person goes."""

    user_id: Mapped[str] = mapped_column(String(36), ForeignKey("user.id", ondelete="CASCADE"), index=True)


def within(column: str, limit: str | None = None) -> CheckConstraint:
    """The CHECK that keeps `column` inside the plausible range named `limit` (default: the column's own name)."""
    bounds = LIMITS[limit or column]
    return CheckConstraint(f"{column} >= {bounds.low} AND {column} <= {bounds.high}", name=f"{column}_plausible")


def one_of(column: str, *values: str) -> CheckConstraint:
    """The CHECK that keeps `column` to a closed vocabulary."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
