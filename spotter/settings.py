"""Settings from `SPOTTER_...` environment variables and a `.env` file, checked before anything starts."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from spotter.channel_settings import BurstSettings, CodeSettings, SmtpSettings, TelegramSettings, TwilioSettings
from spotter.errors import ConfigError
from spotter.llm_settings import LLMSettings

LEASE_BEYOND_TURN_S = 10.0  # for what a turn does before and after it thinks
SIGN_OF_LIFE_S = 10.0  # a process that stalls for less is not taken for dead
LOOKS_PER_SIGN = 5  # each look for left-over turns renews one's own
ENV_LINE = re.compile(r"\s*(export\s+)?(?P<name>[A-Za-z_]\w*)\s*=")
# Variables of the tests and of later versions.
OTHER_VARIABLES = {"SPOTTER_TEST_POSTGRES_URL", "SPOTTER_SAMPLES_DIR", "SPOTTER_CASES_DIR", "SPOTTER_REQUIRE"}

# Parameters of a PostgreSQL URL that only libpq knows: the driver would send them to the server, which refuses them.
LIBPQ_ONLY = frozenset(
    {"channel_binding", "connect_timeout", "gssencmode", "hostaddr", "keepalives", "keepalives_idle", "tcp_user_timeout"}
)

# Settings of a group by the names that everybody else gives them.
USUAL_NAMES = {
    "llm": {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"},
    "telegram": {"token": "TELEGRAM_BOT_TOKEN"},
    "twilio": {"account_sid": "TWILIO_ACCOUNT_SID", "auth_token": "TWILIO_AUTH_TOKEN", "from": "TWILIO_PHONE_NUMBER"},
}

# What pydantic writes for a secret that is set.
HIDDEN = "**********"
NUDGE_EVERY_S = 30.0


class MemorySettings(BaseModel):
    """`SPOTTER_MEMORY__...`. Without the URL of a Chroma server vectors are kept in the data directory, by one process; or not at all."""

    model_config = ConfigDict(extra="forbid")

    index: bool = True
    chroma_url: str = Field(default="", pattern=r"^(https?://[^\s/]+/?)?$")


class Settings(BaseSettings):
    """What is in force. Field names are the variable names without `SPOTTER_`, in lower case."""

    model_config = SettingsConfigDict(
        env_prefix="SPOTTER_", env_nested_delimiter="__", env_file=".env", extra="ignore", populate_by_name=True
    )

    data_dir: Path = Path("data")
    database_url: str = Field(default="", validation_alias=AliasChoices("SPOTTER_DATABASE_URL", "DATABASE_URL", "database_url"))
    secret_key: SecretStr = SecretStr("")
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    cors_origins: tuple[str, ...] = ()
    rate_limit_per_minute: int = Field(default=100, ge=1)
    guest_hours: int = Field(default=24, ge=1)
    body_limit_bytes: int = Field(default=256 * 1024, ge=1024)
    turn_lease_s: float = Field(default=45.0, gt=0)
    turn_attempts: int = Field(default=5, ge=1)
    turn_wait_s: float = Field(default=25.0, gt=0)
    pickup_every_s: float = Field(default=2.0, gt=0)
    tick_every_s: float = Field(default=5.0, gt=0)
    nudge_every_s: float = Field(default=NUDGE_EVERY_S, gt=0)
    llm: LLMSettings = LLMSettings()
    memory: MemorySettings = MemorySettings()
    workers: bool = False
    redis_url: str = Field(default="", pattern=r"^(rediss?://\S+)?$")
    burst: BurstSettings = BurstSettings()
    codes: CodeSettings = CodeSettings()
    telegram: TelegramSettings = TelegramSettings()
    twilio: TwilioSettings = TwilioSettings()
    smtp: SmtpSettings = SmtpSettings()
    # The names that everybody else gives them; our own go before.
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY", exclude=True)
    openai_base_url: str = Field(default="", validation_alias="OPENAI_BASE_URL", exclude=True)
    telegram_bot_token: SecretStr = Field(default=SecretStr(""), validation_alias="TELEGRAM_BOT_TOKEN", exclude=True)
    twilio_account_sid: str = Field(default="", validation_alias="TWILIO_ACCOUNT_SID", exclude=True)
    twilio_auth_token: SecretStr = Field(default=SecretStr(""), validation_alias="TWILIO_AUTH_TOKEN", exclude=True)
    twilio_phone_number: str = Field(default="", validation_alias="TWILIO_PHONE_NUMBER", exclude=True)

    @model_validator(mode="after")
    def _lease_outlasts_the_turn(self) -> Settings:
        """A turn that still thinks must not be given to somebody else."""
        if self.llm.is_on and self.turn_lease_s < self.llm.turn_s + LEASE_BEYOND_TURN_S:
            raise ValueError(
                f"SPOTTER_TURN_LEASE_S ({self.turn_lease_s:g}) must be at least {LEASE_BEYOND_TURN_S:g} s above "
                f"SPOTTER_LLM__TURN_S ({self.llm.turn_s:g})"
            )
        return self

    @model_validator(mode="after")
    def _workers_share_a_database(self) -> Settings:
        if self.workers and self.is_sqlite:
            raise ValueError("SPOTTER_WORKERS needs PostgreSQL: set SPOTTER_DATABASE_URL=postgresql://...")
        return self

    @model_validator(mode="before")
    @classmethod
    def _takes_usual_names(cls, given: dict[str, Any]) -> dict[str, Any]:
        for group, names in USUAL_NAMES.items():
            told = given.get(group, {})
            if isinstance(told, dict):
                usual = {name: given[variable] for name, variable in names.items() if given.get(variable)}
                given[group] = usual | {name: value for name, value in told.items() if value}
        return given

    @property
    def sign_of_life_s(self) -> float:
        """How long a turn is held by a process that shows no sign of life."""
        return min(self.turn_lease_s, max(SIGN_OF_LIFE_S, LOOKS_PER_SIGN * self.pickup_every_s))

    @property
    def resolved_database_url(self) -> str:
        """The SQLAlchemy URL with its async driver; SQLite under the data directory when none is given."""
        return async_database_url(self.database_url, self.data_dir)

    @property
    def is_sqlite(self) -> bool:
        return self.resolved_database_url.startswith("sqlite")

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def serves_beyond_loopback(self) -> bool:
        return self.host not in ("127.0.0.1", "localhost", "::1")

    def visible(self) -> dict[str, object]:
        """Every setting in force, secrets hidden."""
        shown = dict(_flat(self.model_dump(mode="json")))
        shown["secret_key"] = "(set)" if self.secret_key.get_secret_value() else "(made in the data directory)"
        shown["database_url"] = _without_password(self.resolved_database_url)
        return shown


def async_database_url(url: str, data_dir: Path) -> str:
    """Normalise a database URL (`postgres://`, `postgresql://`, `sqlite:///`) to the driver that Spotter uses."""
    if not url:
        return f"sqlite+aiosqlite:///{(data_dir / 'spotter.db').absolute()}"
    scheme, found, rest = url.partition("://")
    if not found:
        raise ConfigError(f"SPOTTER_DATABASE_URL is not a URL: {url!r}. Use sqlite:///path or postgresql://user@host/name.")
    match scheme.split("+")[0]:
        case "postgres" | "postgresql":
            if find_spec("asyncpg") is None:
                raise ConfigError(
                    "SPOTTER_DATABASE_URL names PostgreSQL, whose driver is not installed. README.md, Settings, has the command."
                )
            for name in LIBPQ_ONLY.intersection(parse_qs(urlsplit(url).query)):
                raise ConfigError(f"SPOTTER_DATABASE_URL holds {name}, which the driver does not know. Leave it out.")
            return f"postgresql+asyncpg://{rest}"
        case "sqlite":
            return f"sqlite+aiosqlite://{rest}"
    raise ConfigError(f"SPOTTER_DATABASE_URL starts with {scheme}://, which Spotter does not know. Use sqlite:/// or postgresql://.")


def load_settings(**overrides: object) -> Settings:
    """Read the settings, or raise a `ConfigError` of one line that names the variable and what to do."""
    try:
        _check_env_file(Path(".env"))
        settings = Settings(**overrides)  # type: ignore[arg-type]
        _ = settings.resolved_database_url
    except ValidationError as error:
        first = error.errors()[0]
        name = "__".join(str(part) for part in first["loc"] if part != "[key]").upper()
        name = name if name.startswith(("SPOTTER_", "DATABASE_URL")) else f"SPOTTER_{name}"
        said = "there is no such setting" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{name}: {said}. Change it in the environment or in .env.") from error
    except SettingsError as error:
        raise ConfigError(
            f'{error}. Lists are written as JSON, for example ["https://example.org"], and tables: {{"gpt-5": [1.25, 10]}}.'
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f".env cannot be read ({error}). Mend or remove it; .env.example shows the form.") from error
    return settings


def secret_key(settings: Settings) -> str:
    """The key that signs tokens: the one given, else one made once in the data directory (readable by its owner only)."""
    given = settings.secret_key.get_secret_value()
    if given:
        return given
    path = prepare_data_dir(settings) / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def prepare_data_dir(settings: Settings) -> Path:
    """Make the data directory, or say in one line why it cannot be used."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ConfigError(
            f"The data directory {settings.data_dir} cannot be written ({error.strerror}). "
            "Choose another with SPOTTER_DATA_DIR or give yourself the right to write there."
        ) from error
    return settings.data_dir


def data_name(settings: Settings) -> str:
    """A short name for the data directory that tells nothing about it."""
    return hashlib.sha256(str(settings.data_dir.absolute()).encode()).hexdigest()[:12]


def unknown_variables() -> list[str]:
    """`SPOTTER_...` variables of the environment and of `.env` that are no setting: likely misspelt."""
    known = {f"SPOTTER_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    return sorted(
        name for name in {*os.environ, *_names_in(Path(".env"))} if name.startswith("SPOTTER_") and name.partition("__")[0] not in known
    )


def _names_in(path: Path) -> Iterator[str]:
    """The variables of a `.env`."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    yield from (found["name"] for line in lines if (found := ENV_LINE.match(line)))


def _check_env_file(path: Path) -> None:
    """Name the first line of a `.env` that is neither empty, a comment nor NAME=value."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#") and not ENV_LINE.match(line):
            raise ConfigError(f".env, line {number} is not NAME=value. Mend or remove it; .env.example shows the form.")


def _flat(values: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Settings within settings by their whole names, secrets hidden, addresses without passwords."""
    for name, value in values.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{name}__")
        elif isinstance(value, str) and name.endswith("_url"):
            yield f"{prefix}{name}", _without_password(value)
        else:
            yield f"{prefix}{name}".rstrip("_"), "(set)" if value == HIDDEN else value


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    if not at:
        return url
    scheme, _, credentials = head.partition("://")
    return f"{scheme}://{credentials.split(':')[0]}@{tail}"
