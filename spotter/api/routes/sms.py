"""Where Twilio tells of text messages: those that arrive, and what becomes of those that were sent."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.responses import Response

from spotter.api.deps import House, HouseDep
from spotter.channels.receipts import note_receipt
from spotter.channels.sms.parse import parse_message, parse_status
from spotter.channels.sms.verify import MESSAGE_PATH, STATUS_PATH, is_signed
from spotter.errors import BadInput, NotAllowed, NotFound
from spotter.log import get_logger

log = get_logger("sms")
router = APIRouter(tags=["channels"])
MOST_FIELDS = 200  # an MMS of ten pictures has about fifty
NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'  # TwiML: the answer leaves through the outbox


@router.post(MESSAGE_PATH, summary="A text message arrived (Twilio)", include_in_schema=False)
async def message_arrived(request: Request, house: HouseDep) -> Response:
    """Take a message in. It is stored when this answers, so that Twilio need not send it again."""
    form = await _signed_form(request, house)
    arrived = await asyncio.to_thread(parse_message, form)  # the first number loads the tables of all countries
    if arrived is None:
        log.info("message.ignored", channel="sms", fields=len(form))
    else:
        await house.reception.receive(arrived)
    return Response(NO_REPLY, media_type="text/xml")


@router.post(STATUS_PATH, summary="What became of a text message (Twilio)", include_in_schema=False)
async def status_told(request: Request, house: HouseDep) -> Response:
    """Keep a delivery receipt. A message that is not known yet is not found, and Twilio tells again."""
    update = parse_status(await _signed_form(request, house))
    if update is not None:
        known = await note_receipt(house.store, "sms", update, house.clock.now(), list(house.adapters))
        house.delivery.wake()
        if not known:
            raise NotFound("There is no such message.")
    return Response(status_code=204)


async def _signed_form(request: Request, house: House) -> dict[str, str]:
    """The fields of a form that Twilio signed for our public address, whatever address the request names."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise BadInput("This form has too many fields.") from error
    url = f"{house.settings.public_url.rstrip('/')}{request.url.path}"
    url = f"{url}?{request.url.query}" if request.url.query else url
    signature = request.headers.get("X-Twilio-Signature", "")
    if not house.settings.public_url or not is_signed(house.settings.twilio, url, form, signature):
        log.warning("webhook.refused", channel="sms", signed=bool(signature))
        raise NotAllowed("This is not signed by Twilio for SPOTTER_PUBLIC_URL.")
    return form
