"""A real browser for the pages."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from spotter.bootstrap import build_app
from spotter.clock import Clock
from spotter.settings import Settings
from tests.conftest import REQUIRED

PHONE = {"width": 375, "height": 700}
DESKTOP = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _chromium() -> str:
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        if "chromium" in REQUIRED:
            pytest.fail("A Chromium browser is required here: install one as chromium.")
        pytest.skip("no Chromium browser: install one as chromium to try the page")
    return found


@pytest.fixture
async def browser() -> AsyncIterator[Any]:
    from playwright.async_api import async_playwright

    path = _chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        await started.close()


@contextmanager
def listening_house(folder: Path, clock: Clock | None = None, **more: Any) -> Iterator[str]:
    """A Spotter that really listens, in a data directory of its own; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = f"http://127.0.0.1:{port}"
    given = {
        "public_url": root,
        "data_dir": folder / "data",
        "database_url": "",
        "secret_key": "k" * 40,
        "port": port,
        "rate_limit_per_minute": 10_000,
    }
    settings = Settings(_env_file=None, **{**given, **more})
    server = uvicorn.Server(uvicorn.Config(build_app(settings, clock), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    for _ in range(600):
        if server.started:
            break
        time.sleep(0.05)
    yield root
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a Spotter listens."""
    with listening_house(tmp_path) as found:
        yield found


async def until(page: Any, holds: str) -> None:
    """Wait until an expression holds on a page."""
    for _ in range(200):
        if await page.evaluate(holds):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"not within ten seconds: {holds}")
