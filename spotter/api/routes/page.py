"""The chat page and the page of the API: files of our own, no framework."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parents[1] / "page"
# Nothing on the page comes from elsewhere, and nothing in it runs but its own script.
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

router = APIRouter(include_in_schema=False)
files = StaticFiles(directory=FOLDER)


@router.get("/")
async def page() -> FileResponse:
    """The page itself."""
    return _own("index.html")


@router.get("/docs")
async def docs() -> FileResponse:
    """The API as a page to read."""
    return _own("docs.html")


def _own(name: str) -> FileResponse:
    return FileResponse(FOLDER / name, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})
