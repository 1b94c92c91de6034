"""The bell of the chat page in a real browser: what the coach writes first comes into the open talk, is counted, explained and read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from spotter.clock import FixedClock
from tests.conftest import NOW
from tests.page.conftest import DESKTOP, PHONE, listening_house, until

LATER = timedelta(minutes=21)
FIRST = "Reminder: stretch."


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def address(tmp_path: Path, clock: FixedClock) -> Iterator[str]:
    """A Spotter whose clock the test moves on, and which looks often for what is due."""
    with listening_house(tmp_path, clock, tick_every_s=0.1) as found:
        yield found


async def _open(browser: Any, address: str, **more: Any) -> Any:
    """The page on a phone, whose own clock can be moved on, too."""
    given = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Paris"}
    page = await (await browser.new_context(**given | more)).new_page()
    await page.clock.install()
    await page.goto(address)
    await page.wait_for_selector(".welcome button, .line.coach")
    return page


async def _say(page: Any, text: str) -> None:
    lines = await page.locator(".line.coach:not(.waiting)").count()
    await page.fill("#message", text)
    await page.press("#message", "Enter")
    await until(page, f"document.querySelectorAll('.line.coach:not(.waiting)').length > {lines}")


async def _until_told(page: Any, text: str) -> None:
    """Let the page's time go on until a line of the coach says it."""
    for _ in range(40):
        await page.clock.run_for(16_000)
        if await page.locator(".line.coach", has_text=text).count():
            return
    raise AssertionError(f"never told: {text}")


async def test_a_reminder_comes_into_the_open_talk_and_is_counted_until_it_is_read(
    address: str, browser: Any, clock: FixedClock, tmp_path: Path
) -> None:
    page = await _open(browser, address)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    assert await page.get_attribute("#bell", "aria-label") == "From your coach"
    assert not await page.is_visible("#unread")
    await _say(page, "remind me in 20 minutes to stretch")
    clock.advance(LATER)
    await _until_told(page, FIRST)
    assert await page.get_attribute("#bell", "aria-label") == "From your coach: 1 unread"
    assert (await page.inner_text("#unread"), await page.title()) == ("1", "(1) Spotter")
    assert await page.inner_text("#told[role=status]") == "From your coach: 1 unread"
    await page.clock.run_for(60_000)
    assert await page.locator(".line.coach", has_text=FIRST).count() == 1
    await page.focus("#bell")
    await page.keyboard.press("Enter")
    assert await page.inner_text("#notices .unread p") == FIRST
    await page.focus("#notices summary")
    await page.keyboard.press("Enter")
    assert "You asked me to remind you: today, Monday 2 Mar, at 19:50." in await page.inner_text("#notices details")
    assert await page.evaluate("document.querySelector('#inbox').scrollWidth <= document.querySelector('#inbox').clientWidth")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await page.screenshot(path=tmp_path / "phone-inbox.png")
    await page.focus("#notices .read")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#notices li:not(.unread)")
    assert await page.evaluate("document.activeElement.id") == "close-inbox"
    assert not await page.is_visible("#unread")
    await page.keyboard.press("Escape")
    assert not await page.is_visible("#inbox")
    assert await page.evaluate("document.activeElement.id") == "bell"
    await page.reload()
    await page.wait_for_selector(".line.coach")
    assert await page.locator(".line.coach", has_text=FIRST).count() == 1
    assert await page.get_attribute("#bell", "aria-label") == "From your coach"
    assert complaints == []


async def test_all_are_read_at_once_in_french_and_in_the_dark(address: str, browser: Any, clock: FixedClock, tmp_path: Path) -> None:
    page = await _open(browser, address, locale="fr-FR", color_scheme="dark")
    for wanted in ("rappelle-moi dans 10 minutes de boire", "rappelle-moi dans 20 minutes de m'étirer"):
        await _say(page, wanted)
    clock.advance(LATER)
    await _until_told(page, "Rappel : boire")
    await _until_told(page, "Rappel : m'étirer")
    await page.click("#bell")
    assert await page.get_attribute("#bell", "aria-label") == "De ton coach : 2 non lus"
    assert await page.locator("#notices .unread").count() == 2
    await page.click("#notices summary >> nth=0")
    assert "Tu m'as demandé ce rappel" in await page.inner_text("#notices details >> nth=0")
    await page.screenshot(path=tmp_path / "phone-inbox-dark.png")
    assert await page.evaluate("document.querySelector('#inbox').scrollWidth <= document.querySelector('#inbox').clientWidth")
    await page.click("#read-all")
    await page.wait_for_selector("#read-all", state="hidden")
    assert await page.locator("#notices .unread").count() == 0


async def test_a_page_that_nobody_sees_asks_for_nothing_until_it_is_seen_again(address: str, browser: Any, clock: FixedClock) -> None:
    page = await _open(browser, address, viewport=DESKTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/inbox" in request.url else None)
    await _say(page, "remind me in 20 minutes to stretch")
    await page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    asked.clear()
    clock.advance(LATER)
    await page.clock.run_for(600_000)
    assert asked == []
    await page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    await _until_told(page, FIRST)
    assert asked


async def test_more_than_a_page_of_it_is_shown_on_demand(address: str, browser: Any, clock: FixedClock) -> None:
    page = await _open(browser, address, viewport=DESKTOP)
    me = "{ method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${localStorage['spotter.token']}` }"
    await page.evaluate(
        "Promise.all([...Array(23).keys()].map((n) => fetch('/api/v1/users/me/reminders', "
        + me
        + ", body: JSON.stringify({ text: `walk ${n}`, at: `2026-03-02T20:${10 + n}:00` }) })))"
    )
    clock.advance(timedelta(hours=2))
    mine = "{ headers: { Authorization: `Bearer ${localStorage['spotter.token']}` } }"
    await until(page, f"fetch('/api/v1/users/me/inbox', {mine}).then((told) => told.json()).then((inbox) => inbox.result.unread === 23)")
    await page.reload()
    await until(page, "document.querySelector('#unread').textContent === '23'")
    await page.click("#bell")
    assert await page.locator("#notices li").count() == 20
    await page.click("#older")
    await page.wait_for_selector("#older", state="hidden")
    assert await page.locator("#notices li").count() == 23
