"""Takes an update in, however it came: by webhook or by asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.channels.reception import Reception
from spotter.channels.telegram.adapter import TelegramAdapter
from spotter.channels.telegram.parse import read_update
from spotter.errors import SpotterError
from spotter.log import get_logger

log = get_logger("telegram")


async def take_in(update: Mapping[str, Any], adapter: TelegramAdapter, reception: Reception) -> None:
    """Return once what the update says is stored, or raise where trying again may help. What is not understood is logged by its kind."""
    read = read_update(update, adapter.bot_id)
    if read.arrived is None:
        log.info("update.ignored", kind=read.kind)
        return
    try:
        await reception.receive(read.arrived)
    except SpotterError as error:
        if error.retryable:
            raise
        log.warning("update.refused", kind=read.kind, code=error.code)
    if read.tapped is not None:
        adapter.settle_tap(read.tapped)
