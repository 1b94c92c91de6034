"""Links that end our e-mails to an address: signed, so that nobody ends somebody else's."""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import urlencode

import jwt

from spotter.errors import NotFound

PATH = "/channels/email/unsubscribe"
ALGORITHM = "HS256"
AUDIENCE = "spotter-unsubscribe"


class Unsubscription(NamedTuple):
    """Which address wants no more, and the language of its mail."""

    address: str
    locale: Literal["en", "fr"]


def unsubscribe_url(page: str, secret: str, wanted: Unsubscription) -> str:
    """The link of an address to our `page`. It holds as long as the key of the house."""
    token = jwt.encode({"sub": wanted.address, "lang": wanted.locale, "aud": AUDIENCE}, secret, algorithm=ALGORITHM)
    return f"{page}?{urlencode({'token': token})}"


def read_token(secret: str, token: str) -> Unsubscription:
    """Whose link it is, or `NotFound`."""
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], audience=AUDIENCE, options={"require": ["sub", "aud"]})
    except jwt.PyJWTError as error:
        raise NotFound("This link is not valid.") from error
    return Unsubscription(str(claims["sub"]), "fr" if claims.get("lang") == "fr" else "en")
