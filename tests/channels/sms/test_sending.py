"""What Twilio says to a message, and what that means for trying again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from spotter.channel_settings import TwilioSettings
from spotter.channels.base import SendError
from spotter.channels.sms.adapter import SmsAdapter
from spotter.dev.phones import Faults, Phones
from tests.channels.sms.conftest import PHONE

TEXT: dict[str, object] = {"text": "Logged: bench press 3x5 80 kg."}


@pytest.fixture
async def adapter(twilio: TwilioSettings) -> AsyncIterator[SmsAdapter]:
    made = SmsAdapter(twilio, None)
    yield made
    await made.close()


async def refused(adapter: SmsAdapter) -> SendError:
    with pytest.raises(SendError) as raised:
        await adapter.send(PHONE, TEXT)
    return raised.value


async def test_a_message_goes_out_under_a_name_of_twilios(adapter: SmsAdapter, phones: Phones) -> None:
    sid = await adapter.send(PHONE, TEXT)
    (sent,) = phones.sent
    assert (sent["sid"], sent["to"], sent["from"], sent["body"]) == (sid, PHONE, phones.number, TEXT["text"])
    assert phones.callbacks == {}


async def test_a_messaging_service_sends_from_any_of_its_numbers(twilio: TwilioSettings, phones: Phones) -> None:
    adapter = SmsAdapter(twilio.model_copy(update={"from_": "MG" + "0" * 32}), "https://coach.example.org/channels/sms/status")
    await adapter.send(PHONE, TEXT)
    await adapter.close()
    assert (phones.sent[0]["from"], phones.sent[0]["messaging_service_sid"]) == (None, "MG" + "0" * 32)
    assert list(phones.callbacks.values()) == ["https://coach.example.org/channels/sms/status"]


async def test_an_answer_that_does_not_come_may_mean_that_it_was_sent(twilio: TwilioSettings, phones: Phones) -> None:
    adapter = SmsAdapter(twilio, None, read_s=0.05)
    phones.faults = Faults(mode="slow", delay_s=30)
    error = await refused(adapter)
    await adapter.close()
    assert (error.code, error.retryable) == ("unknown", True)


async def test_wrong_credentials_wait_for_whoever_runs_the_house(twilio: TwilioSettings) -> None:
    adapter = SmsAdapter(twilio.model_copy(update={"account_sid": "AC" + "1" * 32}), None)
    error = await refused(adapter)
    await adapter.close()
    assert (error.code, error.retryable, error.is_gone) == ("20003", True, False)


async def test_messages_to_many_go_out_at_once_over_one_client(adapter: SmsAdapter, phones: Phones) -> None:
    sids = await asyncio.gather(*(adapter.send(f"+336123456{n:02}", TEXT) for n in range(20)))
    assert len(set(sids)) == len(phones.sent) == 20
