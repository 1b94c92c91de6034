"""The link that comes with a one-time code: opened it asks, posted it links, once."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, NamedTuple, cast

from fastapi import APIRouter, Header, Query
from starlette.responses import HTMLResponse

from spotter.api.confirming import page
from spotter.api.deps import House, HouseDep, storable
from spotter.api.routes.users import AcceptLanguage, spoken
from spotter.api.tokens import issue
from spotter.channels.linking import PATH, code_of, is_of
from spotter.language.understanding import Locale
from spotter.language.wording.style import Style
from spotter.store.queries.link_codes import LIFETIME, Followed, code_row, follow_link, state_of
from spotter.store.queries.people import user_of
from spotter.store.tables import LinkCode

router = APIRouter(tags=["channels"], include_in_schema=False)
Token = Annotated[str, Query(max_length=200)]
STATUS: dict[Followed, int] = {"used": 410, "expired": 410, "taken": 409, "wait": 429}
# The talk opens as the person of the link; who was signed in before is kept, for the page to ask whether that is them as well.
SIGN_IN = (
    "const k='spotter.token',n={token},o=localStorage.getItem(k);"
    "if(o&&o!==n)localStorage.setItem('spotter.before',o);localStorage.setItem(k,n);location.replace('/')"
)


class Asked(NamedTuple):
    """The code of a link that we made, and the words for whoever asked for it."""

    row: LinkCode
    style: Style


@router.get(PATH)
async def ask(token: Token, house: HouseDep, accept_language: AcceptLanguage = "") -> HTMLResponse:
    """A page that asks: mail scanners and previews open links by themselves, so nothing is changed."""
    asked = await _asked(house, token)
    if asked is None:
        return _gone(accept_language)
    async with house.store.read(asked.row.user_id) as uow:
        state = await state_of(uow, asked.row)
    return _question(asked) if state == "open" else _refusal(asked, state)


@router.post(PATH)
async def follow(
    token: Token,
    house: HouseDep,
    accept_language: AcceptLanguage = "",
    sec_fetch_site: Annotated[str, Header()] = "same-origin",
) -> HTMLResponse:
    """Link the address that the code was sent to, or open the talk of whoever asked for the link in this browser."""
    asked = await _asked(house, token)
    if asked is None:
        return _gone(accept_language)
    if sec_fetch_site not in ("same-origin", "none"):  # another site pressed the button: nobody is to be signed in unasked
        return _question(asked)
    async with house.store.write(asked.row.user_id) as uow:
        state = await follow_link(uow, asked.row.id)
    if state != "linked":
        return _refusal(asked, state)
    name = _name(asked, "opened", "proved")
    script = "" if asked.row.address else SIGN_IN.format(token=json.dumps(issue(house.secret, asked.row.user_id)))
    return _page(asked.style, name, asked.row.address, script=script)


async def _asked(house: House, token: str) -> Asked | None:
    """What a link is about; None where it is none of ours, or its code was replaced by another."""
    async with house.store.database.read() as session:
        row = await code_row(session, code_of(storable(token)))
        if row is None or not is_of(house.secret, row.user_id, token):
            return None
        locale = cast(Locale, (await user_of(session, row.user_id)).locale)
    return Asked(row, Style(locale, "metric", date.min))


def _gone(accept_language: str) -> HTMLResponse:
    return _page(Style(spoken(accept_language), "metric", date.min), "gone", None, status=404)


def _question(asked: Asked) -> HTMLResponse:
    name = _name(asked, "open", "prove")
    return _page(asked.style, name, asked.row.address, button=asked.style.phrase(f"link.{name}_button"))


def _refusal(asked: Asked, state: Followed) -> HTMLResponse:
    return _page(asked.style, state, asked.row.address, status=STATUS[state])


def _name(asked: Asked, of_talk: str, of_address: str) -> str:
    return of_talk if asked.row.address is None else of_address


def _page(style: Style, name: str, address: str | None, *, button: str | None = None, status: int = 200, script: str = "") -> HTMLResponse:
    facts = {"address": address, "minutes": int(LIFETIME.total_seconds() // 60)}
    title, text = style.phrase(f"link.{name}_title", **facts), style.phrase(f"link.{name}", **facts)
    return page(title, text, locale=style.locale, button=button, status=status, script=script)
