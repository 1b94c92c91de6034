"""What arrives on a channel outside the app: whose it is, what has to be obeyed before anything else, and the turn that it becomes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from spotter.channels.joining import join
from spotter.channels.opting import answer, dedupe_key, obey
from spotter.clock import Clock, zone_names
from spotter.language.at_the_door import speaks_of_picture
from spotter.language.tongue import language_of
from spotter.messages import Arrived, Channel, InboundMessage
from spotter.store.queries import consents, identities
from spotter.store.queries.arrivals import at_the_door
from spotter.store.queries.edits import TakenBack, take_back_edited
from spotter.store.queries.fallbacks import close_address
from spotter.store.queries.identities import Sender
from spotter.store.queries.people import create_user
from spotter.store.queries.turns import Ticket
from spotter.store.uow import Store, UnitOfWork
from spotter.turns.runner import TurnRunner

BUSY_S, BUSY_LOOKS = 0.5, 12  # six seconds: a turn without a model is over by then, and no provider has given up waiting
# Where loads are in pounds, as long as nobody says otherwise.
POUNDS = frozenset({"US", "LR", "MM"})


class Reception:
    """The door of every channel: `receive` returns once the message is stored, so that its sender may be told that it arrived."""

    def __init__(self, store: Store, runner: TurnRunner, clock: Clock, channels: Sequence[Channel] = ()) -> None:
        """`channels` are those that this house can send by."""
        self._store = store
        self._runner = runner
        self._clock = clock
        self._channels = channels

    async def receive(self, arrived: Arrived) -> None:
        """Take a message in, in one transaction. The same `dedupe_key` again is the same message.

        A code that makes one person of two has to wait until nothing of who is merged runs any more.
        """
        for is_last in (*[False] * BUSY_LOOKS, True):
            if await self._take_in(arrived, is_last):
                return
            await asyncio.sleep(BUSY_S)

    async def _take_in(self, arrived: Arrived, is_last: bool) -> bool:
        ticket: Ticket | None = None
        async with self._store.database.write() as session:
            if arrived.kind == "left":
                await self._left(UnitOfWork(session, "", self._clock.now()), arrived)
                return True
            sender = await self._sender(UnitOfWork(session, "", self._clock.now()), arrived)
            uow = UnitOfWork(session, sender.user_id, self._clock.now())
            door = await at_the_door(uow, arrived.channel, arrived.address, dedupe_key(arrived))
            is_done = await obey(uow, arrived, sender, door)
            if not is_done and arrived.kind == "edit":
                outcome = await take_back_edited(uow, arrived.channel, arrived.provider_ref or "", _message(arrived, sender).text)
                if outcome == "busy" and not is_last:
                    return False
                is_done = await _told_of_edit(uow, arrived, sender, outcome)
            joined = None if is_done else await join(uow, arrived, sender, is_asked=door.is_asked_to_join)
            if joined is not None:
                linked, user_id = joined
                if linked == "busy" and not is_last:
                    return False
                options = ("yes", "no") if linked == "ask_joining" else ()
                await answer(UnitOfWork(session, user_id, uow.now), arrived, sender, linked, kind="reply", options=options)
                self._runner.follow_facts(user_id)
            elif not is_done and not await self._answered(uow, arrived, sender):
                ticket = await self._runner.accept(uow, _message(arrived, sender))
        if ticket is None:
            self._runner.wake_sender()
        else:
            self._runner.begin(sender.user_id, ticket)
        return True

    async def _sender(self, uow: UnitOfWork, arrived: Arrived) -> Sender:
        """Who writes from this address; somebody new where nobody is known. Their data stays: the address is theirs to come back by."""
        known = await identities.sender_at(uow.session, arrived.channel, arrived.address, uow.now)
        if known is not None and known.is_over:  # they left, and are deleted soon: who writes now begins anew
            await identities.drop_address(uow.session, arrived.channel, arrived.address)
            known = None
        if known is not None:
            await identities.note_arrival(uow.session, arrived.channel, arrived.address, uow.now)
            return known
        locale = _locale(arrived)
        person = await create_user(uow.session, kind="guest", now=uow.now, locale=locale)
        if not await identities.take_address(uow.session, person.id, arrived.channel, arrived.address, uow.now, uow.now):
            await uow.session.delete(person)  # their first message came twice at once
            return await self._sender(uow, arrived)
        person.country = arrived.country
        if arrived.time_zone in zone_names():
            person.time_zone = arrived.time_zone or "UTC"
        person.units = "imperial" if arrived.country in POUNDS else "metric"
        if await consents.is_suppressed(uow.session, arrived.channel, arrived.address):
            await consents.choose(UnitOfWork(uow.session, person.id, uow.now), arrived.channel, "all", False, "word")
        return Sender(person.id, locale, arrived.country, is_new=True)

    async def _left(self, uow: UnitOfWork, arrived: Arrived) -> None:
        """They blocked us: what waits for them there goes elsewhere or is taken back."""
        await close_address(uow.session, arrived.channel, arrived.address, uow.now, self._channels)
        known = await identities.identity_at(uow.session, arrived.channel, arrived.address)
        if known is not None:
            await consents.cancel_homeless_nudges(uow.session, known.user_id, uow.now)

    async def _answered(self, uow: UnitOfWork, arrived: Arrived, sender: Sender) -> bool:
        """Answer what needs no turn: a greeting at the door, and what the coach cannot use."""
        if arrived.kind == "command" and arrived.text.split()[:1] == ["/start"]:
            await answer(uow, arrived, sender, "welcome" if sender.is_new else "here", kind="reply")
            return True
        if arrived.kind == "location":
            await answer(uow, arrived, sender, "location", kind="reply")
            return True
        if arrived.kind != "media":
            return False
        is_told_apart = bool(arrived.text.strip()) and not speaks_of_picture(arrived.text, uow.now)
        await answer(uow, arrived, sender, "caption_only" if is_told_apart else f"media_{arrived.media or 'other'}", kind="reply")
        return not is_told_apart


async def _told_of_edit(uow: UnitOfWork, arrived: Arrived, sender: Sender, outcome: TakenBack) -> bool:
    """Say what became of the first version; True where the new one is not to be read as a message."""
    phrase = {"taken_back": "corrected", "blocked": "edit_blocked", "busy": "edit_busy"}.get(outcome)
    if phrase is not None:
        await answer(uow, arrived, sender, phrase, kind="reply")
    return outcome in ("same", "blocked", "busy")


def _message(arrived: Arrived, sender: Sender) -> InboundMessage:
    return InboundMessage(
        user_id=sender.user_id,
        channel=arrived.channel,
        dedupe_key=arrived.dedupe_key,
        text=arrived.text,
        address=arrived.address,
        provider_ref=arrived.provider_ref,
    )


def _locale(arrived: Arrived) -> str:
    """The language to begin in: the one that the channel names, else the message's own, else what is spoken there."""
    if arrived.locale:
        return "fr" if arrived.locale.startswith("fr") else "en"
    return language_of(arrived.text) or ("fr" if arrived.country == "FR" else "en")
