"""Turns that fail on purpose are logged plainly: the default of the log library draws every local variable, which takes seconds."""

from __future__ import annotations

import pytest
import structlog


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
        logger_factory=structlog.ReturnLoggerFactory(),
    )
