"""Opens the store that the settings name. Commands that only look something up load no more of the house than this."""

from __future__ import annotations

from spotter.clock import Clock
from spotter.settings import Settings, prepare_data_dir
from spotter.store.engine import Database
from spotter.store.uow import Store


def build_store(settings: Settings, clock: Clock) -> Store:
    """The database behind a person-scoped store."""
    if settings.is_sqlite:
        prepare_data_dir(settings)
    return Store(Database(settings.resolved_database_url), clock)
