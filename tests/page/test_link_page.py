"""A link from the coach in a real browser: a page asks, its button opens the talk there, and what was written there before can join."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.page.conftest import PHONE, until

GUEST = """
(async () => {
  const headers = { "Content-Type": "application/json" };
  const guest = await (await fetch("/api/v1/users", { method: "POST", headers, body: "{}" })).json();
  headers.Authorization = `Bearer ${guest.access_token}`;
  await fetch("/api/v1/ai/chat", { method: "POST", headers, body: JSON.stringify({ message: "squat 3x5 100 kg" }) });
  localStorage.setItem("spotter.token", guest.access_token);
})()
"""


async def _new_page(browser: Any, **more: Any) -> Any:
    context = await browser.new_context(**{"viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/Paris"} | more)
    return await context.new_page()


async def _say(page: Any, text: str) -> str:
    """Type a message as a person does; returns the answer."""
    lines = await page.locator(".line.coach:not(.waiting)").count()
    await page.fill("#message", text)
    await page.press("#message", "Enter")
    await until(page, f"document.querySelectorAll('.line.coach:not(.waiting)').length > {lines}")
    return str(await page.locator(".line.coach > div").last.inner_text())


async def _link(page: Any, address: str) -> str:
    """The link that the coach gives to somebody who has logged a workout."""
    await page.goto(address)
    await page.wait_for_selector(".welcome button")
    await _say(page, "bench 3x5 80kg")
    await _say(page, "give me a link code")
    link = page.locator(".line.coach a")
    url = await link.get_attribute("href")
    assert (await link.get_attribute("rel"), await link.inner_text()) == ("noopener noreferrer", url)
    return str(url)


@pytest.mark.parametrize(
    ("locale", "scheme", "button"), [("en-GB", "light", "That was me, open it"), ("fr-FR", "dark", "C'était moi, ouvrir")]
)
async def test_a_link_opens_the_talk_after_a_press_of_its_button(
    address: str, browser: Any, tmp_path: Path, locale: str, scheme: str, button: str
) -> None:
    url = await _link(await _new_page(browser, locale=locale), address)
    page = await _new_page(browser, locale=locale, color_scheme=scheme)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(url)
    assert await page.evaluate("localStorage.length") == 0
    await page.screenshot(path=tmp_path / "link.png")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == button
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{address}/")
    await page.wait_for_selector(".line.mine")
    assert await page.locator(".line.mine").first.inner_text() == "bench 3x5 80kg"
    assert complaints == []


@pytest.mark.parametrize("answer", ["Yes", "No"])
async def test_what_was_written_there_before_joins_only_after_a_yes(address: str, browser: Any, answer: str) -> None:
    url = await _link(await _new_page(browser), address)
    page = await _new_page(browser)
    await page.goto(f"{address}/docs")
    await page.evaluate(GUEST)
    await page.goto(url)
    await page.click("button")
    await page.wait_for_url(f"{address}/")
    await page.click(f".suggestions button:text-is('{answer}')")
    await page.wait_for_selector("text=as somebody else", state="detached")
    assert await page.evaluate("localStorage.getItem('spotter.before')") is None
    await until(page, "document.querySelectorAll('.line.mine').length > 0")
    told = await _say(page, "what did i do today?")
    assert ("80" in told, "100" in told) == (True, answer == "Yes")
