"""What was eaten, and what it is measured against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.store.tables.base import Base, Exact, Id, Moment, Personal, Word, one_of, within


class CustomFood(Personal, Base):
    """A food of a person's own, figures per 100 g."""

    __tablename__ = "custom_food"
    __table_args__ = (within("kcal", "kcal_per_meal"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120))
    kcal: Mapped[Decimal] = mapped_column(Exact(7, 1))
    protein_g: Mapped[Decimal] = mapped_column(Exact(6, 2))
    carbs_g: Mapped[Decimal] = mapped_column(Exact(6, 2))
    fat_g: Mapped[Decimal] = mapped_column(Exact(6, 2))
    fiber_g: Mapped[Decimal] = mapped_column(Exact(6, 2))
    portions: Mapped[dict[str, Any]]
    created_at: Mapped[Moment]


class Meal(Personal, Base):
    """Something eaten at a moment; `eaten_on` is the person's own date of it."""

    __tablename__ = "meal"
    __table_args__ = (
        one_of("kind", "breakfast", "lunch", "dinner", "snack"),
        Index("ix_meal_user_id_eaten_on", "user_id", "eaten_on"),
    )

    id: Mapped[Id]
    eaten_at: Mapped[Moment]
    eaten_on: Mapped[date]
    kind: Mapped[Word | None]
    source: Mapped[Word] = mapped_column(default="chat")
    created_at: Mapped[Moment]


class MealItem(Personal, Base):
    """One food of a meal, with the figures that held when it was logged."""

    __tablename__ = "meal_item"
    parent_column = "meal_id"
    __table_args__ = (
        within("grams", "food_g"),
        within("kcal", "kcal_per_meal"),
        within("protein_g", "macro_g"),
        within("carbs_g", "macro_g"),
        within("fat_g", "macro_g"),
        within("fiber_g", "macro_g"),
    )

    id: Mapped[Id]
    meal_id: Mapped[str] = mapped_column(String(36), ForeignKey("meal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    food_key: Mapped[str | None] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    quantity: Mapped[Decimal] = mapped_column(Exact(9, 3))
    unit: Mapped[str | None] = mapped_column(String(24))
    grams: Mapped[Decimal | None] = mapped_column(Exact(8, 1))
    kcal: Mapped[Decimal | None] = mapped_column(Exact(8, 1))
    protein_g: Mapped[Decimal | None] = mapped_column(Exact(7, 2))
    carbs_g: Mapped[Decimal | None] = mapped_column(Exact(7, 2))
    fat_g: Mapped[Decimal | None] = mapped_column(Exact(7, 2))
    fiber_g: Mapped[Decimal | None] = mapped_column(Exact(7, 2))


class NutritionTarget(Personal, Base):
    """Daily targets from `valid_from` on. `formula` names what they were computed with."""

    __tablename__ = "nutrition_target"
    __table_args__ = (within("kcal", "kcal_per_day"),)

    id: Mapped[Id]
    valid_from: Mapped[date]
    goal: Mapped[Word | None]
    kcal: Mapped[int | None]
    protein_g: Mapped[int | None]
    carbs_g: Mapped[int | None]
    fat_g: Mapped[int | None]
    formula: Mapped[dict[str, Any] | None]
    created_at: Mapped[Moment]
