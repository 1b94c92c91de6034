"""The page of an eval run in a real browser: filters, search, links and keys, on a phone and on a desk, without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from spotter.evals.baseline import baseline_of
from spotter.evals.case import Case
from spotter.evals.comparing import compare
from spotter.evals.outcome import Outcome
from spotter.evals.page.document import page_of
from spotter.evals.runner import Job, run_jobs
from spotter.evals.sentences import SentenceResult
from spotter.evals.verdict import Score
from tests.page.conftest import DESKTOP, PHONE

LONG = "e" * 400
HOSTILE = f"<img src=x onerror=document.title='taken'> {LONG}"
CASES = (
    {"id": "fine", "suite": "progress", "say": "bench 3x5 80kg", "expect": {"must_say": ["80"]}},
    {"id": "wrong", "suite": "progress", "say": "squat 3x5 100kg", "expect": {"database": "unchanged"}},
    {"id": "accents", "suite": "french", "person": {"locale": "fr"}, "say": "développé couché 3x5 80 kg", "expect": {"route": ["planner"]}},
    {"id": "markup", "suite": "hostile", "say": f"remember that {HOSTILE}", "expect": {"must_say": [HOSTILE]}, "must_pass": False},
)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with a pass, two failures, a weakness that is known and a missed alarm, against a baseline that differs in one case."""
    results = run_jobs([Job(Case.model_validate(written), "code", 0) for written in CASES], processes=1)
    missed = SentenceResult("safety", "my chest is tight", "x.yaml:1", Score("level", False, "T1", "none"), True, "T1", "none")
    run = Outcome(tuple(results), (), (missed,), 2.0).as_json()
    before = Outcome(tuple(results), (), (), 2.0).as_json()
    before["cases"][0]["record"]["turns"][0]["reply"] = "Noted before in other words: 80."
    path = tmp_path_factory.mktemp("page") / "evals.html"
    path.write_text(page_of(run, compare(baseline_of(before), baseline_of(run))), encoding="utf-8")
    return path


@pytest.fixture
async def opened(browser: Any, page_file: Path) -> AsyncIterator[Any]:
    """The page on a phone; at the end nothing was complained of or asked of a network."""
    context = await browser.new_context(viewport=PHONE)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith("file:") else complaints.append(request.url))
    await page.goto(page_file.as_uri())
    yield page
    assert complaints == []
    await context.close()


async def _shown(page: Any) -> list[str]:
    return list(await page.locator(".item:not([hidden]) :is(h3, q)").all_text_contents())


async def test_it_opens_on_what_did_not_pass_or_changed_and_filters_from_there(opened: Any) -> None:
    assert len(await _shown(opened)) == 5
    await opened.select_option("[name=kind]", "fail")
    assert await _shown(opened) == ["progress/wrong", "french/accents", "my chest is tight"]
    await opened.select_option("[name=suite]", "progress")
    assert await _shown(opened) == ["progress/wrong"]
    assert await opened.inner_text("#count") == "1 of 5 shown"
    await opened.reload()
    assert await _shown(opened) == ["progress/wrong"]
    await opened.select_option("[name=kind]", "")
    await opened.select_option("[name=change]", "changed")
    assert await _shown(opened) == ["progress/fine"]


async def test_the_search_looks_into_folded_talks_without_regard_to_accents(opened: Any) -> None:
    await opened.fill("[name=q]", "DEVELOPPE couche")
    assert await _shown(opened) == ["french/accents"]
    await opened.fill("[name=q]", "nobody said this")
    assert await _shown(opened) == []
    assert await opened.locator("#none").is_visible()


async def test_a_case_of_the_trend_opens_with_its_talk(opened: Any) -> None:
    await opened.select_option("[name=kind]", "skipped")
    await opened.click("summary:has-text('Changed')")
    await opened.click("#trend ~ .fold a")
    article = opened.locator("#case-progress-fine-code-1")
    assert await article.locator(".mine .bubble").inner_text() == "bench 3x5 80kg"
    assert "Noted before in other words" in await article.inner_text()
    assert await opened.evaluate("document.activeElement.tagName") == "SUMMARY"


async def test_it_is_used_with_keys_alone(opened: Any) -> None:
    await opened.keyboard.press("Tab")
    await opened.keyboard.press("Enter")
    assert await opened.evaluate("document.activeElement.id") == "conversations"
    await opened.focus(".item summary")
    await opened.keyboard.press("Enter")
    assert await opened.locator(".item details[open]").count() == 1
    await opened.focus("#toggle")
    await opened.keyboard.press("Enter")
    assert await opened.locator(".item > details[open]").count() == 4
    assert await opened.inner_text("#toggle") == "Close all"


async def test_a_reader_of_the_screen_hears_names_and_who_speaks(opened: Any) -> None:
    unnamed = "[...document.querySelectorAll('input, select, button')].filter((one) => !(one.labels?.length || one.textContent.trim()))"
    assert await opened.evaluate(f"{unnamed}.length") == 0
    assert await opened.evaluate("document.documentElement.lang") == "en"
    await opened.click("#toggle")
    first = opened.locator(".item .talk").first
    assert (await first.inner_text()).startswith("Turn 1, the person:")
    levels = await opened.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => +one.tagName[1])")
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_fits_a_phone_and_a_desk_and_can_be_read(browser: Any, page_file: Path, tmp_path: Path, scheme: str) -> None:
    for name, viewport in (("phone", PHONE), ("desk", DESKTOP)):
        context = await browser.new_context(viewport=viewport, color_scheme=scheme)
        page = await context.new_page()
        await page.goto(page_file.as_uri())
        await page.click("#toggle")
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        assert await page.title() == "Spotter evals: 3 that must pass did not"
        faint = await page.evaluate(FAINT)
        assert faint == []
        await page.screenshot(path=tmp_path / f"{name}-{scheme}.png", full_page=True)
        await context.close()


# Texts with less contrast than 4.5 : 1 against what is behind them (WCAG 2.2, 1.4.3).
FAINT = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (one) => { for (; one; one = one.parentElement) {
    const colour = parts(getComputedStyle(one).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour; } return [255, 255, 255]; };
  const faint = new Set();
  for (const one of document.querySelectorAll("main *, header *")) {
    const speaks = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!speaks || !one.offsetParent) continue;
    const [ink, behind] = [light(parts(getComputedStyle(one).color)), light(ground(one))];
    const contrast = (Math.max(ink, behind) + 0.05) / (Math.min(ink, behind) + 0.05);
    if (contrast < 4.5) faint.add(`${one.className} ${one.textContent.slice(0, 20)} ${contrast}`);
  }
  return [...faint];
})()"""
