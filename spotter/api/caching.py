"""Answers that are the same for everybody and may be kept: with an ETag, and 304 where a client has it already."""

from __future__ import annotations

from hashlib import sha256

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

KEPT_FOR_S = 3600


def kept(request: Request, answer: BaseModel) -> Response:
    """The answer as JSON, kept for an hour by whoever is on the way; its ETag follows what it says (RFC 9110, 8.8.3)."""
    body = answer.model_dump_json().encode()
    tag = f'W/"{sha256(body).hexdigest()[:20]}"'  # weak: it may be compressed on its way
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={KEPT_FOR_S}", "Vary": "Accept-Language"}
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
