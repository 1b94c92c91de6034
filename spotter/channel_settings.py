"""Settings of the channels outside the app, and of how long each waits for more to be said."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class BurstSettings(BaseModel):
    """`SPOTTER_BURST__...`: how long a channel waits for another short message before a turn starts, in seconds; 0 means not at all."""

    model_config = ConfigDict(extra="forbid")

    app_s: float = Field(default=0.8, ge=0, le=30)
    telegram_s: float = Field(default=1.2, ge=0, le=30)
    sms_s: float = Field(default=3.0, ge=0, le=30)


class CodeSettings(BaseModel):
    """`SPOTTER_CODES__...`: one-time codes that prove an address. `a_day` is how many the house sends in 24 hours.

    `countries` is where a phone number may be of, such as FR,BE,US; every country where it is empty.
    """

    model_config = ConfigDict(extra="forbid")

    a_day: int = Field(default=200, ge=0)
    countries: str = Field(default="", pattern=r"^([A-Z]{2}(, ?[A-Z]{2})*)?$")

    def takes(self, country: str | None) -> bool:
        """Whether a code may go to a number of this country; None where it is not known."""
        return not self.countries or (country is not None and country in self.countries)


class TelegramSettings(BaseModel):
    """`SPOTTER_TELEGRAM__...`. With a token alone we ask for updates (long polling); with `SPOTTER_PUBLIC_URL` they are sent to us."""

    model_config = ConfigDict(extra="forbid")

    token: SecretStr = SecretStr("")
    secret: SecretStr = SecretStr("")
    base_url: str = Field(default="https://api.telegram.org", pattern=r"^https?://[^\s/]+(:\d+)?/?$")

    @property
    def is_on(self) -> bool:
        return bool(self.token.get_secret_value())


class TwilioSettings(BaseModel):
    """`SPOTTER_TWILIO__...`. `from` is our number in E.164, or a messaging service (MG...).

    `per_second` is how many messages are handed over in a second. Twilio paces what a number may send (a long code one a second, a
    toll-free number three, a short code a hundred) and keeps the rest in a queue of its own.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    account_sid: str = ""
    auth_token: SecretStr = SecretStr("")
    from_: str = Field(default="", alias="from")
    base_url: str = Field(default="https://api.twilio.com", pattern=r"^https?://[^\s/]+(:\d+)?/?$")
    per_second: float = Field(default=10, ge=2, le=1000)  # a batch of the sender has to be through before its lease is over

    @property
    def is_on(self) -> bool:
        return bool(self.account_sid and self.auth_token.get_secret_value() and self.from_)


class SmtpSettings(BaseModel):
    """`SPOTTER_SMTP__...`: the server that takes our e-mail. `security` is how the connection is encrypted."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    host: str = ""
    port: int = Field(default=587, ge=1, le=65535)
    username: str = ""
    password: SecretStr = SecretStr("")
    from_: str = Field(default="", alias="from")
    security: Literal["starttls", "tls", "none"] = "starttls"

    @property
    def is_on(self) -> bool:
        return bool(self.host and self.from_)
