"""Which language models may be asked, where, how long and for how much. Without a specialist no model is asked at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

Role = Literal["router", "specialist", "composer", "judge"]
Place = Literal["router", "specialist", "composer", "judge", "fallback", "cheap"]

LONGEST_NAME = 120
OPENAI_URL = "https://api.openai.com/v1"
# Prefixes of other libraries. "llama3.1:8b" is a model's own name, "anthropic:claude" is another protocol.
OTHER_PROTOCOLS = {"anthropic", "azure_openai", "bedrock", "bedrock_converse", "google_genai", "google_vertexai", "cohere", "huggingface"}


class RoleOptions(BaseModel):
    """What differs for one role, for the fallback or for the cheap model. What is left out is the common setting."""

    model_config = ConfigDict(extra="forbid")

    temperature: float | None = Field(default=None, ge=0, le=2)
    max_tokens: int | None = Field(default=None, ge=16, le=100_000)
    reasoning_effort: Literal["", "none", "minimal", "low", "medium", "high", "xhigh"] = ""
    base_url: str = ""
    api_key: SecretStr = SecretStr("")

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        return checked_url(url)


class LLMSettings(BaseModel):
    """`SPOTTER_LLM__...`. Times are seconds; `turn_s` holds for a whole ask with all its attempts where no deadline is given."""

    model_config = ConfigDict(extra="forbid")

    api_key: SecretStr = SecretStr("")
    base_url: str = ""
    router: str = ""
    specialist: str = ""
    composer: str = ""
    judge: str = ""
    fallback: str = ""
    cheap: str = ""
    options: dict[Place, RoleOptions] = {}
    agents: dict[str, str] = {}
    connect_s: float = Field(default=3.0, gt=0)
    first_token_s: float = Field(default=10.0, gt=0)
    between_tokens_s: float = Field(default=15.0, gt=0)
    turn_s: float = Field(default=30.0, gt=0)
    retries: int = Field(default=2, ge=0, le=5)
    breaker_failures: int = Field(default=5, ge=1)
    breaker_rest_s: float = Field(default=30.0, gt=0)
    daily_usd_per_person: Decimal = Field(default=Decimal("0.50"), ge=0)
    daily_runs_per_person: int = Field(default=200, ge=0)
    prices: dict[str, tuple[Decimal, Decimal]] = {}

    @property
    def is_on(self) -> bool:
        return bool(self.specialist)

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        return checked_url(url)

    @field_validator("router", "specialist", "composer", "judge", "fallback", "cheap")
    @classmethod
    def _is_model(cls, name: str) -> str:
        return checked_model(name)

    @field_validator("agents")
    @classmethod
    def _are_models(cls, agents: dict[str, str]) -> dict[str, str]:
        return {agent: checked_model(name) for agent, name in agents.items()}

    @field_validator("prices")
    @classmethod
    def _are_prices(cls, prices: dict[str, tuple[Decimal, Decimal]]) -> dict[str, tuple[Decimal, Decimal]]:
        if any(not price.is_finite() or price < 0 for pair in prices.values() for price in pair):
            raise ValueError("prices are dollars per million tokens, zero or more")
        return prices

    @model_validator(mode="after")
    def _has_keys(self) -> LLMSettings:
        """OpenAI itself wants a key; an address of one's own may do without."""
        if not self.is_on and any((self.router, self.composer, self.judge, self.fallback, self.cheap, self.agents)):
            raise ValueError("models are set, but no specialist, which is the one that talks: set SPOTTER_LLM__SPECIALIST")
        for place in self.places_in_use:
            if self.address_of(place) == OPENAI_URL and not self.key_of(place):
                raise ValueError("a model is set but no key: set OPENAI_API_KEY, or SPOTTER_LLM__BASE_URL for a server that needs none")
        return self

    @property
    def places_in_use(self) -> tuple[Place, ...]:
        """Every role, and the stand-ins that are set; none without a specialist."""
        if not self.is_on:
            return ()
        places: tuple[Place, ...] = ("router", "specialist", "composer", "judge", "fallback", "cheap")
        return tuple(place for place in places if place not in ("fallback", "cheap") or getattr(self, place))

    def address_of(self, place: Place) -> str:
        """Where the models of a place are asked."""
        return self.options.get(place, RoleOptions()).base_url or self.base_url or OPENAI_URL

    def key_of(self, place: Place) -> str:
        """The key for it. The common key goes to the common address only: nobody else's server gets to see it."""
        own = self.options.get(place, RoleOptions())
        is_elsewhere = own.base_url not in ("", self.base_url or OPENAI_URL)
        return own.api_key.get_secret_value() or ("" if is_elsewhere else self.api_key.get_secret_value())


def checked_url(url: str) -> str:
    """An http(s) address without its last slash, or nothing."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("not an address; write it like https://host/v1")
    return url.rstrip("/")


def checked_model(name: str) -> str:
    """A model's name without the prefix `openai:`."""
    if len(name) > LONGEST_NAME:
        raise ValueError(f"a model's name has at most {LONGEST_NAME} characters")
    provider, found, rest = name.strip().partition(":")
    if found and provider in OTHER_PROTOCOLS:
        raise ValueError(f"{provider}: is another protocol; Spotter talks to OpenAI and to any address that speaks like it")
    return rest.strip() if found and provider == "openai" else name.strip()
