"""The chat page in a real browser: type, read the receipt, take it back, change the language, come back later."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.page.conftest import DESKTOP, PHONE, until


async def _answers(page: Any) -> list[str]:
    return list(await page.locator(".line.coach:not(.waiting)").all_inner_texts())


async def _say(page: Any, text: str) -> str:
    """Type a message as a person does; returns the answer."""
    before = len(await _answers(page))
    await page.fill("#message", text)
    await page.press("#message", "Enter")
    return await _next_answer(page, before)


async def _next_answer(page: Any, before: int) -> str:
    for _ in range(200):
        answers = await _answers(page)
        if len(answers) > before:
            return str(answers[-1])
        await asyncio.sleep(0.05)
    raise AssertionError("no answer within ten seconds")


async def test_a_set_is_logged_taken_back_and_still_there_after_reload(address: str, browser: Any, tmp_path: Path) -> None:
    context = await browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Paris")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    await page.goto(address)
    await page.wait_for_selector(".welcome button")
    await page.screenshot(path=tmp_path / "phone-welcome.png")
    assert "3 × 5 at 80 kg" in await _say(page, "bench 3x5 80kg")
    before = len(await _answers(page))
    await page.click("#undo")
    assert "took back" in await _next_answer(page, before)
    await _say(page, "two eggs, 80 g of oats and a banana, then ran 5k in 27:30")
    await page.screenshot(path=tmp_path / "phone-light.png")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    said = await page.locator(".line").all_inner_texts()
    await page.reload()
    await page.wait_for_selector(".line.coach")
    assert await page.locator(".line").all_inner_texts() == said
    await page.click("#language")
    await page.wait_for_selector("html[lang=fr]")
    assert await page.inner_text("#undo") == "Annuler"
    for width in (375, 320):
        await page.set_viewport_size({"width": width, "height": 700})
        for name in ("#undo", "#why", "#new", "#bell", "#language"):
            box = await page.locator(name).bounding_box()
            assert box, name
            assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True), (name, width, box)
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await page.screenshot(path=tmp_path / "phone-french.png")
    assert "Noté" in await _say(page, "squat 3x5 100 kg")
    await _say(page, "<b>x</b><img src=x onerror=alert(1)>")
    assert await page.locator(".line b, .line img").count() == 0
    assert complaints == []
    await context.close()


async def test_an_answer_is_rated_with_one_tap_and_what_is_disliked_does_not_come_again(address: str, browser: Any) -> None:
    context = await browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Paris")
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(".welcome button")
    first = await _say(page, "what should I eat?")
    await page.click('.thumbs button[title="That did not help"]')
    await page.wait_for_selector('.thumbs button[title="That did not help"][aria-pressed="true"]')
    assert await page.locator('.thumbs [aria-pressed="true"]').count() == 1
    assert [(await thumb.bounding_box())["width"] > 12 for thumb in await page.locator(".thumbs svg").all()] == [True, True]
    again = await _say(page, "what should I eat?")
    ideas = [line.split(":")[0] for line in first.splitlines() if line.startswith("- ")]
    assert ideas
    assert not [idea for idea in ideas if idea in again]
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await context.close()


async def test_a_reload_shows_the_end_of_the_talk_with_its_cards_and_the_open_question(address: str, browser: Any) -> None:
    context = await browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Paris")
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(".welcome button")
    await _say(page, "make me a 3 day plan")
    await page.wait_for_selector(".card table")
    await _say(page, "what should I train today")
    await _say(page, "make me a 2 day plan")
    await page.wait_for_selector(".suggestions")
    shown = "[...document.querySelectorAll('#talk .card, #talk .suggestions')].map((one) => one.innerText)"
    before = await page.evaluate(shown)
    assert before[-1].split() == ["Yes", "No"]
    await page.reload()
    await page.wait_for_selector(".line.coach")
    assert await page.evaluate(shown) == before
    await until(page, "document.querySelector('#talk').lastElementChild.getBoundingClientRect().bottom <= window.innerHeight")
    assert await page.evaluate("document.querySelector('#talk').firstElementChild.getBoundingClientRect().bottom < 0")
    before_yes = len(await _answers(page))
    await page.click(".suggestions button")
    assert "2 days a week" in await _next_answer(page, before_yes)
    await context.close()


async def test_the_api_is_shown_without_a_network(address: str, browser: Any) -> None:
    page = await browser.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{address}/docs")
    await page.wait_for_selector("details")
    api = await page.evaluate("fetch('/openapi.json').then((answer) => answer.json())")
    assert await page.locator("details").count() == sum(len(methods) for methods in api["paths"].values())
    await page.click("summary:has-text('/api/v1/ai/chat')")
    assert '"message"' in await page.locator("details[open] pre").first.inner_text()
    assert all(url.startswith(address) for url in asked)
    assert complaints == []
    await page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_desk_and_the_dark(address: str, browser: Any, tmp_path: Path, scheme: str) -> None:
    context = await browser.new_context(viewport=DESKTOP, locale="fr-FR", color_scheme=scheme)
    page = await context.new_page()
    await page.goto(address)
    await page.wait_for_selector(".welcome button")
    assert await page.inner_text("#send") == "Envoyer"
    assert "3 × 5 à 80 kg" in await _say(page, "développé couché 3x5 80 kg")
    await _say(page, "douleur dans la poitrine et bras gauche engourdi")
    await page.screenshot(path=tmp_path / f"desktop-{scheme}.png")
    ink, ground = await page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    light = [sum(int(part) for part in colour[4:-1].split(",")[:3]) for colour in (ink, ground)]
    assert (light[0] > light[1]) == (scheme == "dark")
    await context.close()
