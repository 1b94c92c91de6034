"""Every error leaves the API as a problem document (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from spotter.errors import SpotterError
from spotter.log import get_logger

log = get_logger("api")
UNUSABLE = "Some fields cannot be used; see errors."
TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Asks first",
    413: "Too large",
    422: "Cannot be used",
    429: "Too many requests",
    503: "Not available",
}


def problem(error: SpotterError, path: str) -> Response:
    """The problem document of one of our own errors."""
    headers = {} if error.retry_after_s is None else {"Retry-After": str(max(1, round(error.retry_after_s)))}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return _document(error.status, error.code, error.text, path, headers=headers)


def _document(
    status: int, code: str, detail: str, path: str, *, headers: Mapping[str, str] | None = None, fields: list[dict[str, Any]] | None = None
) -> Response:
    body = problem_body(status, code, detail, path, fields=fields)
    return JSONResponse(body, status_code=status, headers=headers, media_type="application/problem+json")


def problem_body(status: int, code: str, detail: str, path: str, *, fields: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A problem document as JSON values; `fields` name what cannot be used."""
    body: dict[str, Any] = {
        "type": f"urn:spotter:problem:{code}",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "code": code,
        "instance": path,
    }
    return body if fields is None else body | {"errors": fields}


def named_fields(errors: Sequence[Any]) -> list[dict[str, Any]]:
    """What pydantic found wrong, by field."""
    return [{"field": ".".join(str(part) for part in one["loc"]), "message": _in_words(one)} for one in errors]


def _in_words(error: Mapping[str, Any]) -> str:
    return f"There is no field {error['loc'][-1]!r} here." if error["type"] == "extra_forbidden" else str(error["msg"])


def install_handlers(app: FastAPI) -> None:
    """Make every failure of `app` a problem document."""

    @app.exception_handler(SpotterError)
    async def ours(request: Request, error: SpotterError) -> Response:
        return problem(error, request.url.path)

    @app.exception_handler(RequestValidationError)
    async def fields(request: Request, error: RequestValidationError) -> Response:
        named = named_fields(error.errors())
        return _document(422, "bad_request", UNUSABLE, request.url.path, fields=named)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, SpotterError):  # raised while the body was read, for example one that is too large
            return problem(error.__cause__, request.url.path)
        status = 422 if error.status_code == 400 else error.status_code  # a body that is no JSON at all
        code = {404: "not_found", 405: "method_not_allowed", 422: "bad_request"}.get(status, "http_error")
        return _document(status, code, str(error.detail), request.url.path, headers=error.headers)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("request.failed", path=request.url.path, exc_info=error)
        return _document(500, "internal", "Something went wrong on our side.", request.url.path)
