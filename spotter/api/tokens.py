"""Signed tokens that name a person."""

from __future__ import annotations

import jwt

from spotter.errors import NotAuthenticated

ALGORITHM = "HS256"
AUDIENCE = "spotter"


def issue(secret: str, user_id: str) -> str:
    """A bearer token for a person. How long it holds stands in the person's row, which every request reads."""
    return jwt.encode({"sub": user_id, "aud": AUDIENCE}, secret, algorithm=ALGORITHM)


def person_of(secret: str, token: str) -> str:
    """The person that a token names, or `NotAuthenticated`."""
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], audience=AUDIENCE, options={"require": ["sub", "aud"]})
    except jwt.PyJWTError as error:
        raise NotAuthenticated("This token is not valid. Get one with POST /api/v1/users.") from error
    return str(claims["sub"])
