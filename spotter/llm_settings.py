"""Which language models may be asked, where, how long and for how much. Without a specialist no model is asked at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

Role = Literal["router", "specialist", "composer", "judge"]
Place = Literal["router", "specialist", "composer", "judge", "fallback", "cheap"]

OPENAI_URL = "https://api.openai.com/v1"
# Prefixes of other libraries. "llama3.1:8b" is a model's own name, "anthropic:claude" is another protocol.
OTHER_PROTOCOLS = {"anthropic", "azure_openai", "bedrock", "bedrock_converse", "google_genai", "google_vertexai", "cohere", "huggingface"}


class RoleOptions(BaseModel):
    """What differs for one role, for the fallback or for the cheap model. What is left out is the common setting."""

    model_config = ConfigDict(extra="forbid")

    temperature: float | None = Field(default=None, ge=0, le=2)
    max_tokens: int | None = Field(default=None, ge=16, le=100_000)
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

    @model_validator(mode="after")
    def _has_key(self) -> LLMSettings:
        """OpenAI itself wants a key; an address of one's own may do without."""
        if self.is_on and not self.base_url and not self.api_key.get_secret_value():
            own = self.options.get("specialist", RoleOptions())
            if not own.base_url and not own.api_key.get_secret_value():
                raise ValueError(
                    "a model is set, but no key: set OPENAI_API_KEY, or SPOTTER_LLM__BASE_URL for a server of your own that needs none"
                )
        return self


def checked_url(url: str) -> str:
    """An http(s) address without its last slash, or nothing."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("not an address; write it like https://host/v1")
    return url.rstrip("/")


def checked_model(name: str) -> str:
    """A model's name without the prefix `openai:`."""
    provider, found, rest = name.strip().partition(":")
    if found and provider in OTHER_PROTOCOLS:
        raise ValueError(f"{provider}: is another protocol; Spotter talks to OpenAI and to any address that speaks like it")
    return rest.strip() if found and provider == "openai" else name.strip()
