"""Signed tokens that name a person."""

from __future__ import annotations

from datetime import datetime

import jwt

from spotter.errors import NotAuthenticated

ALGORITHM = "HS256"
AUDIENCE = "spotter"


def issue(secret: str, user_id: str, *, expires_at: datetime | None, now: datetime) -> str:
    """A bearer token for a person; without `expires_at` it holds as long as the secret."""
    claims: dict[str, object] = {"sub": user_id, "aud": AUDIENCE, "iat": int(now.timestamp())}
    if expires_at is not None:
        claims["exp"] = int(expires_at.timestamp())
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def person_of(secret: str, token: str) -> str:
    """The person that a token names, or `NotAuthenticated`."""
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], audience=AUDIENCE, options={"require": ["sub", "aud"]})
    except jwt.ExpiredSignatureError as error:
        raise NotAuthenticated("This session has expired. Start a new one.") from error
    except jwt.PyJWTError as error:
        raise NotAuthenticated("This token is not valid. Get one with POST /api/v1/users.") from error
    return str(claims["sub"])
