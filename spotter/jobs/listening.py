"""Gets the messages of channels that do not come by themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from spotter.api.deps import House
from spotter.channels.telegram.verify import webhook_secret
from spotter.jobs.chores import Chore

if TYPE_CHECKING:
    from spotter.channels.telegram.adapter import TelegramAdapter


def listeners(house: House) -> list[Chore]:
    """What has to run for the channels that are on."""
    telegram = house.adapters.get("telegram")
    if telegram is None:
        return []
    from spotter.channels.telegram.listening import listen

    secret = webhook_secret(house.settings.telegram, house.secret)
    adapter = cast("TelegramAdapter", telegram)
    return [partial(listen, adapter, house.reception, house.store.database, house.settings.public_url, secret)]
