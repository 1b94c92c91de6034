"""Who is asking, where and when: built once per turn from the authenticated identity, never from arguments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from spotter.coaching.ages import YOUNGEST_AGE
from spotter.language.understanding import Locale, Units
from spotter.language.wording.style import Style
from spotter.store.queries.turns import Lease
from spotter.store.uow import Store


@dataclass(frozen=True, slots=True)
class CoachContext:
    """The frame of one turn. `now` is aware and in the person's own zone, `today` is their date; age and conditions as they told."""

    lease: Lease
    conversation_id: str
    channel: Literal["app", "telegram", "sms"]
    locale: Locale
    units: Units
    country: str | None
    zone: ZoneInfo
    now: datetime
    store: Store
    age_years: int | None = None
    conditions: frozenset[str] = frozenset()

    @property
    def user_id(self) -> str:
        return self.lease.user_id

    @property
    def turn_id(self) -> str:
        return self.lease.turn_id

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def style(self) -> Style:
        """The words for this turn's person."""
        return Style(self.locale, self.units, self.today)

    @property
    def is_too_young(self) -> bool:
        """Whether nobody may be coached here: the person said that they are below 13."""
        return self.age_years is not None and self.age_years < YOUNGEST_AGE
