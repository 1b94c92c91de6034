"""What Twilio says to a message, and what that means for trying again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from spotter.channel_settings import TwilioSettings
from spotter.channels.base import SendError
from spotter.channels.sms.adapter import SmsAdapter, refusal
from spotter.dev.phones import Faults, Mode, Phones
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


@pytest.mark.parametrize(
    ("mode", "code", "retryable", "is_gone"),
    [
        ("rate_limit", "429", True, False),
        ("server_error", "20500", True, False),
        ("unavailable", "20503", True, False),
        ("forbidden", "20003", True, False),
        ("opted_out", "21610", False, True),
        ("no_such_number", "21211", False, True),
        ("cut", "unknown", True, False),
        ("garbage", "unknown", True, False),
    ],
)
async def test_a_refusal_says_whether_to_try_again(
    adapter: SmsAdapter, phones: Phones, mode: Mode, code: str, retryable: bool, is_gone: bool
) -> None:
    phones.faults = Faults(mode=mode, retry_after_s=42)
    error = await refused(adapter)
    assert (error.code, error.retryable, error.is_gone) == (code, retryable, is_gone)
    assert error.retry_after_s == (42 if mode == "rate_limit" else None)
    assert PHONE not in str(error)


async def test_an_answer_that_does_not_come_may_mean_that_it_was_sent(twilio: TwilioSettings, phones: Phones) -> None:
    adapter = SmsAdapter(twilio, None, read_s=0.05)
    phones.faults = Faults(mode="slow", delay_s=30)
    error = await refused(adapter)
    await adapter.close()
    assert (error.code, error.retryable) == ("unknown", True)


async def test_where_nobody_listens_nothing_was_sent(twilio: TwilioSettings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        adapter = SmsAdapter(twilio.model_copy(update={"base_url": f"http://127.0.0.1:{taken.getsockname()[1]}"}), None)
        error = await refused(adapter)
        await adapter.close()
    assert (error.code, error.retryable) == ("no_connection", True)


async def test_wrong_credentials_wait_for_whoever_runs_the_house(twilio: TwilioSettings) -> None:
    adapter = SmsAdapter(twilio.model_copy(update={"account_sid": "AC" + "1" * 32}), None)
    error = await refused(adapter)
    await adapter.close()
    assert (error.code, error.retryable, error.is_gone) == ("20003", True, False)


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (400, 21614, ("21614", False, True)),
        (400, 21611, ("429", True, False)),
        (400, 30001, ("429", True, False)),
        (400, 30006, ("30006", False, True)),
        (400, 30007, ("30007", False, False)),
        (400, 21408, ("21408", False, False)),
        (404, 20404, ("20404", False, False)),
        (502, None, ("502", True, False)),
    ],
)
def test_codes_mean_what_twilio_documents(status: int, code: int | None, told: tuple[str, bool, bool]) -> None:
    error = refusal(status, code)
    assert (error.code, error.retryable, error.is_gone) == told


async def test_messages_to_many_go_out_at_once_over_one_client(adapter: SmsAdapter, phones: Phones) -> None:
    sids = await asyncio.gather(*(adapter.send(f"+336123456{n:02}", TEXT) for n in range(20)))
    assert len(set(sids)) == len(phones.sent) == 20
