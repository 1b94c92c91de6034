"""Which model is asked where, for a role or an agent, and which ones stand in for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from spotter.llm_settings import LLMSettings, Place, Role, RoleOptions

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# They refuse `max_tokens`; others know nothing else or refuse `max_completion_tokens`.
OPENAI_HOSTS = ("api.openai.com", ".azure.com")
# Room for the answer, in tokens; what a reasoning model thinks in silence counts too.
MAX_TOKENS: dict[Role, int] = {"router": 1000, "specialist": 2000, "composer": 1500, "judge": 1500}
# These think at medium effort unless told otherwise, which takes longer than a person waits for a first word.
SLOW_THINKER = re.compile(r"(gpt-5(-mini|-nano)?|o[134](-mini)?)(-20\d\d.*)?")


@dataclass(frozen=True, slots=True)
class Target:
    """A model at an address, as it is asked. Two roles that ask alike share one."""

    model: str
    base_url: str
    api_key: str = field(repr=False)
    max_tokens: int
    temperature: float | None = None
    effort: str | None = None

    @property
    def is_near(self) -> bool:
        """Whether it runs on this machine."""
        return urlsplit(self.base_url).hostname in LOOPBACK

    @property
    def is_openai(self) -> bool:
        """Whether the provider is the one whose protocol it is."""
        return (urlsplit(self.base_url).hostname or "").endswith(OPENAI_HOSTS)

    @property
    def provider(self) -> tuple[str, str]:
        """What fails together."""
        return self.base_url, self.model


def target_of(settings: LLMSettings, role: Role, agent: str | None = None) -> Target | None:
    """The model of an agent, else of its role, else of the specialist; None when no model is set."""
    model = settings.agents.get(agent or "", "") or getattr(settings, role) or settings.specialist
    return _target(settings, role, role, model) if settings.is_on else None


def stand_in(settings: LLMSettings, place: Place, role: Role) -> Target | None:
    """The fallback or the cheap model in a role; None when it is not set."""
    model = getattr(settings, place)
    return _target(settings, place, role, model) if model and settings.is_on else None


def _target(settings: LLMSettings, place: Place, role: Role, model: str) -> Target:
    own = settings.options.get(place, RoleOptions())
    common = settings.options.get(role, RoleOptions())
    effort = own.reasoning_effort or common.reasoning_effort
    return Target(
        model=model,
        base_url=settings.address_of(place),
        api_key=settings.key_of(place),
        max_tokens=own.max_tokens or common.max_tokens or MAX_TOKENS[role],
        temperature=common.temperature if own.temperature is None else own.temperature,
        effort=effort or ("low" if SLOW_THINKER.fullmatch(model.rpartition("/")[2]) else None),
    )
