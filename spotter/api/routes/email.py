"""The link in our e-mails that ends them (RFC 8058): opened it asks, posted it acts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from spotter.api.confirming import page
from spotter.api.deps import HouseDep
from spotter.channels.consent import withdraw
from spotter.channels.email.unsubscribing import PATH, read_token
from spotter.language.wording.style import Style
from spotter.store.queries.consents import suppress
from spotter.store.queries.identities import identity_at
from spotter.store.uow import UnitOfWork

router = APIRouter(tags=["channels"])
Token = Annotated[str, Query(max_length=1000)]


@router.get(PATH, summary="Ask whether to end e-mails", include_in_schema=False)
async def ask(token: Token, house: HouseDep) -> HTMLResponse:
    """A page that asks; mail programs open links by themselves, so nothing is changed."""
    wanted = read_token(house.secret, token)
    style = Style(wanted.locale, "metric", date.min)
    text = style.phrase("email.ask", address=wanted.address)
    return page(style.phrase("email.ask_title"), text, locale=wanted.locale, button=style.phrase("email.ask_button"))


@router.post(PATH, summary="End e-mails to an address", include_in_schema=False)
async def unsubscribe(token: Token, house: HouseDep) -> HTMLResponse:
    """Nothing more is sent to the address, whoever it belongs to; what waits is taken back. Again it does nothing more."""
    wanted = read_token(house.secret, token)
    async with house.store.database.write() as session:
        known = await identity_at(session, "email", wanted.address)
        if known is None:
            await suppress(session, "email", wanted.address, house.clock.now())
        else:
            await withdraw(UnitOfWork(session, known.user_id, house.clock.now()), "email", wanted.address, "preference")
    style = Style(wanted.locale, "metric", date.min)
    return page(style.phrase("email.done_title"), style.phrase("email.done", address=wanted.address), locale=wanted.locale)
