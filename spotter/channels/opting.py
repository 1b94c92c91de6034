"""STOP, START and HELP: obeyed before anything else, in the transaction of the message that says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from spotter.channels.consent import withdraw
from spotter.language.at_the_door import says_more_than_stop
from spotter.language.opt_out import OptWord, opt_word
from spotter.language.red_flags import screen
from spotter.language.tongue import language_of
from spotter.language.understanding import Locale
from spotter.language.wording import Style
from spotter.language.wording.safety import safety_reply
from spotter.messages import Arrived, Outgoing, OutKind
from spotter.store.queries import consents, outbox
from spotter.store.queries.arrivals import AtTheDoor
from spotter.store.queries.identities import Sender
from spotter.store.queries.openings import waits_for_something
from spotter.store.uow import UnitOfWork

COMMANDS: dict[str, OptWord] = {"/stop": "stop", "/start": "start", "/help": "help", "/aide": "help"}
PHRASES = {"stop": "stopped", "start": "started", "help": "help"}
SERVICE_WITHIN = timedelta(hours=1)  # later "you are stopped" may not be true any more
AGAIN = frozenset({"yes", "oui", "unstop"})  # with which a provider lifts its own block


async def obey(uow: UnitOfWork, arrived: Arrived, sender: Sender, door: AtTheDoor) -> bool:
    """Do what an opt-out word says; False where the message says something else. The same message again does nothing more."""
    if door.was_answered:
        return True
    word, is_out = await _word(uow, arrived, door), door.is_out
    if word is None:
        return False
    if word == "stop" and not is_out:
        await withdraw(uow, arrived.channel, arrived.address, "word")
    elif word == "start":
        await consents.choose(uow, arrived.channel, "all", True, "word")
        await consents.lift_suppression(uow.session, arrived.channel, arrived.address)
    lead = _words_of_danger(arrived, sender, uow.now.date()) if word == "stop" else ""
    if word == "stop" and not is_out and not lead and says_more_than_stop(arrived.text, uow.now):
        lead = _style(arrived, sender, uow).phrase("channels.stopped_rest")
    await answer(uow, arrived, sender, PHRASES[word], lead=lead, is_silent=word == "stop" and is_out)
    return True


def _words_of_danger(arrived: Arrived, sender: Sender, today: date) -> str:
    """What has to be said even to somebody who wants no more messages; "" where nothing has to."""
    safety = screen(arrived.text)
    if safety.level not in ("T0", "T1"):
        return ""
    return safety_reply(safety, locale=sender.locale, country=sender.country, short=arrived.channel == "sms", today=today)


async def _word(uow: UnitOfWork, arrived: Arrived, door: AtTheDoor) -> OptWord | None:
    is_out = door.is_out
    if arrived.kind == "command":
        word = COMMANDS.get(arrived.text.split()[0].lower().partition("@")[0]) if arrived.text.strip() else None
        return None if word == "start" and not is_out else word
    if arrived.kind not in ("text", "media", "edit", "tap"):
        return None
    on_phone = arrived.channel == "sms"
    word = opt_word(arrived.text, on_phone=on_phone, is_answer=not on_phone)
    if word is None and not on_phone and opt_word(arrived.text, on_phone=False) == "stop":
        word = None if door.is_asked_to_join or await waits_for_something(uow) else "stop"
    if is_out and arrived.text.strip().strip(".!").lower() in AGAIN:
        word = "start"
    return None if word == "start" and not is_out else word


async def answer(  # noqa: PLR0913  words and how they go
    uow: UnitOfWork,
    arrived: Arrived,
    sender: Sender,
    phrase: str,
    *,
    kind: OutKind = "service",
    lead: str = "",
    is_silent: bool = False,
    options: Sequence[str] = (),
) -> None:
    """Put `lead` and the words `channels.<phrase>` out to where a message came from; the same message again does nothing more.

    Where it is silent (the provider has answered, or all was said) only the row is kept that tells the second time from the first.
    """
    style = _style(arrived, sender, uow)
    text, words = style.phrase(f"channels.{phrase}"), [style.phrase(f"options.{option}") for option in options]
    await outbox.put(
        uow.session,
        user_id=uow.user_id,
        channel=arrived.channel,
        address=arrived.address,
        kind=kind,
        outgoing=Outgoing(text=f"{lead}\n{text}".strip(), options=words, locale=style.locale),
        now=uow.now,
        dedupe_key=dedupe_key(arrived),
        expires_at=uow.now + SERVICE_WITHIN if kind == "service" else None,
        is_withheld=is_silent or (arrived.is_answered and not lead),
    )


def _style(arrived: Arrived, sender: Sender, uow: UnitOfWork) -> Style:
    return Style(language_of(arrived.text) or cast(Locale, sender.locale), "metric", uow.now.date())


def dedupe_key(arrived: Arrived) -> str:
    """The name of what answers a message without a turn."""
    return f"{arrived.channel}:{arrived.dedupe_key}"[:120]
