"""Where Telegram sends the messages of the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from spotter.api.deps import HouseDep
from spotter.channels.telegram.verify import is_genuine, webhook_secret
from spotter.errors import BadInput, NotAllowed, NotFound
from spotter.log import get_logger

if TYPE_CHECKING:
    from spotter.channels.telegram.adapter import TelegramAdapter

log = get_logger("api")
router = APIRouter(tags=["channels"])


@router.post("/channels/telegram", include_in_schema=False)
async def receive(
    request: Request, house: HouseDep, shown: Annotated[str | None, Header(alias="X-Telegram-Bot-Api-Secret-Token")] = None
) -> Response:
    """Take an update in. 200 means that it is stored, or that it says nothing to us; any failure has Telegram send it again."""
    adapter = house.adapters.get("telegram")
    if adapter is None:
        raise NotFound("Telegram is not set up here.")
    if not is_genuine(shown, webhook_secret(house.settings.telegram, house.secret)):
        log.warning("webhook.forged", channel="telegram")
        raise NotAllowed("This did not come from Telegram.")
    try:
        update = await request.json()
    except ValueError as error:
        raise BadInput("An update is JSON.") from error
    if not isinstance(update, dict):
        raise BadInput("An update is a JSON object.")
    from spotter.channels.telegram.intake import take_in

    await take_in(update, cast("TelegramAdapter", adapter), house.reception)
    return Response()
