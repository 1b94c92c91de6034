"""Who is asking, where and when: built once per turn from the authenticated identity, never from arguments."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from spotter.catalogue.exercise import Exercise
from spotter.channel_settings import CodeSettings
from spotter.coaching.ages import YOUNGEST_AGE
from spotter.coaching.strength import load_step
from spotter.language.understanding import Locale, Units
from spotter.language.wording.style import Style
from spotter.messages import Channel
from spotter.store.queries.turns import Lease
from spotter.store.uow import Store


@dataclass(frozen=True, slots=True)
class Links:
    """Makes a link of a one-time code; None where there is no such way.

    `to_chat` opens the chat of our bot and shows the code there, `to_page` opens a page of ours for the person whose code it is.
    `channels` are those that are set up here: nothing can be linked elsewhere. `codes` says how many may be sent, and where to.
    """

    channels: Collection[Channel] = ("telegram", "sms", "email")
    codes: CodeSettings = field(default_factory=CodeSettings)
    to_chat: Callable[[str], str | None] = lambda _code: None
    to_page: Callable[[str, str], str | None] = lambda _user_id, _code: None


@dataclass(frozen=True, slots=True)
class CoachContext:
    """The frame of one turn. `now` is aware and in the person's own zone, `today` is their date; age and conditions as they told.

    `address` is where on its channel the message came from; None in the app.
    """

    lease: Lease
    conversation_id: str
    channel: Channel
    locale: Locale
    units: Units
    country: str | None
    zone: ZoneInfo
    now: datetime
    store: Store
    address: str | None = None
    age_years: int | None = None
    conditions: frozenset[str] = frozenset()
    links: Links = Links()

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
    def in_pounds(self) -> bool:
        """Whether plates and dumbbells are taken to be marked in pounds."""
        return self.units == "imperial"

    def step_of(self, exercise: Exercise) -> Decimal:
        """By how much the load of an exercise can change for this person, in kg; 0 for body weight."""
        return load_step(exercise.load_step_kg, in_pounds=self.in_pounds)

    @property
    def is_too_young(self) -> bool:
        """Whether nobody may be coached here: the person said that they are below 13."""
        return self.age_years is not None and self.age_years < YOUNGEST_AGE
