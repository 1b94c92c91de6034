"""A page with one button: what a link in a message opens, since a link alone must not change anything."""

from __future__ import annotations

from html import escape
from secrets import token_urlsafe

from starlette.responses import HTMLResponse

POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
STYLE = (
    ":root{color-scheme:light dark}h1{overflow-wrap:anywhere}button{font:inherit;padding:.6em 1.2em}"
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}"
)


def page(title: str, text: str, *, locale: str, button: str | None = None, status: int = 200, script: str = "") -> HTMLResponse:
    """The page; its button posts to the address that it was opened by. A `script` of ours runs, and nothing else does."""
    form = f'<form method="post"><button type="submit">{escape(button)}</button></form>' if button else ""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
    body = f"<main><h1>{escape(title)}</h1><p>{escape(text)}</p>{form}</main>"
    nonce = token_urlsafe(16)
    run = f'<script nonce="{nonce}">{script}</script>' if script else ""
    html = f'<!doctype html><html lang="{locale}"><head>{head}<style>{STYLE}</style></head><body>{body}{run}</body></html>'
    policy = f"{HEADERS[POLICY]}; script-src 'nonce-{nonce}'" if script else HEADERS[POLICY]
    return HTMLResponse(html, status, headers=HEADERS | {POLICY: policy})
