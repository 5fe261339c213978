"""The operator's settings, and whether the program may start with them. The one place that reads the environment."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.storage.sealing import KeyRing

_SECRETS = Path("/run/secrets/amble")


class ConfigurationIsWrong(Exception):
    """The program refuses to start; the sentence says what to do."""


class Mode(StrEnum):
    """Production texts real phones in real time; rehearsal has an adjustable clock and an emulated carrier."""

    PRODUCTION = "production"
    REHEARSAL = "rehearsal"


class Configuration(BaseSettings):
    """Every setting of the program, from the environment or a `.env` file. A secret has no default."""

    # Where Docker and Kubernetes mount secrets: a file for each, named like the variable. An empty variable counts as
    # unset: the file or the default applies.
    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        populate_by_name=True,
        secrets_dir=_SECRETS if _SECRETS.is_dir() else None,
    )

    mode: Mode = Field(
        default=Mode.PRODUCTION,
        alias="AMBLE_MODE",
        description="`production` texts real phones; `rehearsal` opens the rehearsal's pages with their adjustable "
        "clock",
    )
    database_url: str = Field(
        default="",
        alias="DATABASE_URL",
        description="PostgreSQL 16 or newer, with the program's login, `postgresql://amble:password@host/name`; empty: "
        "the embedded server",
    )
    database_owner_url: str = Field(
        default="",
        alias="DATABASE_OWNER_URL",
        description="The same with the login that owns the tables, `postgresql://amble_owner:...`: for `amble "
        "migrate`, `backup` and `restore` only",
    )
    redis_url: SecretStr = Field(
        default=SecretStr(""),
        alias="REDIS_URL",
        description="Redis or Valkey with a password, `redis://:password@host:6379/0`; empty: the embedded server",
    )
    public_base_url: str = Field(
        default="",
        alias="PUBLIC_BASE_URL",
        description="The address at which the carrier reaches this program, `https://amble.example.org`",
    )
    twilio_account_sid: str = Field(default="", alias="TWILIO_ACCOUNT_SID", description="Twilio account, `AC...`")
    twilio_auth_token: SecretStr = Field(
        default=SecretStr(""),
        alias="TWILIO_AUTH_TOKEN",
        description="The account's token: signs webhooks and gives access to Twilio's API",
    )
    twilio_auth_token_previous: SecretStr = Field(
        default=SecretStr(""),
        alias="TWILIO_AUTH_TOKEN_PREVIOUS",
        description="The previous token, still accepted on webhooks while you rotate",
    )
    twilio_from_number: str = Field(
        default="",
        alias="TWILIO_FROM_NUMBER",
        description="The number that texts come from, E.164; several are separated by commas, and each patient keeps "
        "one of them",
    )
    twilio_messaging_service_sid: str = Field(
        default="", alias="TWILIO_MESSAGING_SERVICE_SID", description="Or a Messaging Service, `MG...`"
    )
    staff_from_number: str = Field(
        default="",
        alias="STAFF_FROM_NUMBER",
        description="A separate number for texts to clinics' staff phones, E.164; empty: none are sent",
    )
    carrier_api_base_url: str = Field(
        default="",
        alias="CARRIER_API_BASE_URL",
        description="Rehearsal only: where the carrier emulator listens; empty in production",
    )
    smtp_url: SecretStr = Field(
        default=SecretStr(""),
        alias="SMTP_URL",
        description="The mail server for mail to the care team, under TLS: `smtp://user:password@host:587`, "
        "`smtps://`; empty: no mail",
    )
    mail_from: str = Field(
        default="amble@localhost", alias="MAIL_FROM", description="The sender of mail to the care team"
    )
    webhook_secret: SecretStr = Field(
        default=SecretStr(""),
        alias="WEBHOOK_SECRET",
        description="Signs the webhooks to clinics' own systems; empty: none are sent",
    )
    otlp_endpoint: str = Field(
        default="",
        alias="OTEL_EXPORTER_OTLP_ENDPOINT",
        description="Where traces go (OTLP over HTTP, `http://collector:4318`); empty: nowhere",
    )
    sentry_dsn: SecretStr = Field(
        default=SecretStr(""),
        alias="SENTRY_DSN",
        description="Where errors in the program are reported, without messages or values; empty: nowhere",
    )
    tick_seconds: float = Field(
        default=5.0,
        ge=0.2,
        le=60,
        alias="AMBLE_TICK_SECONDS",
        description="How often beat checks what is due, in seconds",
    )
    worker_processes: int = Field(
        default=2, ge=1, le=64, alias="AMBLE_WORKER_PROCESSES", description="Processes of one `amble worker`"
    )

    worker_grace_seconds: float = Field(
        default=20.0,
        ge=0.1,
        le=90,
        alias="AMBLE_WORKER_GRACE_SECONDS",
        description="How long a stopping worker may take to finish, in seconds",
    )

    sender_segments_per_second: int = Field(
        default=10,
        ge=1,
        le=1000,
        alias="SENDER_SEGMENTS_PER_SECOND",
        description="How many segments each sender may send in a second, according to its registration",
    )
    sender_segments_per_day: int = Field(
        default=0,
        ge=0,
        alias="SENDER_SEGMENTS_PER_DAY",
        description="How many segments each sender may send in a UTC day; 0: no limit. Safety texts and answers are "
        "never held back by it",
    )
    field_keys: SecretStr = Field(
        default=SecretStr(""),
        alias="AMBLE_FIELD_KEYS",
        description="The keys that seal names, numbers, words and notes in the database, `NUMBER:KEY` separated by "
        "commas: the first seals, the others still open; `amble keys new` prints some",
    )
    phone_key: SecretStr = Field(
        default=SecretStr(""),
        alias="AMBLE_PHONE_KEY",
        description="The key of the index that finds a phone number in the database; it must never change",
    )
    oidc_issuer: str = Field(
        default="",
        alias="OIDC_ISSUER",
        description="The clinic's own sign-in (OpenID Connect), `https://login.example.org`; empty: none",
    )
    oidc_client_id: str = Field(default="", alias="OIDC_CLIENT_ID", description="This program's client id there")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), alias="OIDC_CLIENT_SECRET", description="This program's client secret there"
    )
    trusted_proxies: str = Field(
        default="127.0.0.1,::1",
        alias="AMBLE_TRUSTED_PROXIES",
        description="The proxies in front of this program, addresses or networks separated by commas: only their word "
        "about where a request comes from (`X-Forwarded-For`) counts",
    )
    requests_per_minute: int = Field(
        default=1200,
        ge=10,
        le=1_000_000,
        alias="API_REQUESTS_PER_MINUTE",
        description="How many requests one API key or one signed-in user may make in a minute",
    )
    api_description: bool = Field(
        default=True,
        alias="AMBLE_API_DESCRIPTION",
        description="Whether `/docs` and `/openapi.json` describe the API; `false`: both answer 404",
    )
    spool_directory: str = Field(
        default=".amble/spool",
        alias="AMBLE_SPOOL_DIRECTORY",
        description="Where replies wait on disk while the database is away; it must be a lasting disk of the API's "
        "machine",
    )
    database_connections: int = Field(
        default=10,
        ge=2,
        le=100,
        alias="DATABASE_CONNECTIONS",
        description="The most database connections of each process",
    )

    @property
    def senders(self) -> tuple[str, ...]:
        """The numbers that texts come from."""
        return tuple(number.strip() for number in self.twilio_from_number.split(",") if number.strip())

    @property
    def batch(self) -> int:
        """How many texts one message carries: what all senders send in twenty seconds, 25 to 1,000."""
        return max(25, min(1000, 20 * self.sender_segments_per_second * max(1, len(self.senders))))

    @property
    def most_claimed(self) -> int:
        """How many texts may wait under a claim for their sender: as many as leave well within the lease."""
        return max(2 * self.batch, 30 * self.sender_segments_per_second * max(1, len(self.senders)))

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The tokens that may sign a webhook: the current one, and the previous one while rotating."""
        both = (self.twilio_auth_token, self.twilio_auth_token_previous)
        return tuple(token.get_secret_value() for token in both if token.get_secret_value())


@cache
def configuration() -> Configuration:
    """The settings of this process. Raises ConfigurationIsWrong naming each setting that cannot be read."""
    try:
        return Configuration()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise ConfigurationIsWrong(f"Settings cannot be read: {wrong}.") from None


def key_ring(settings: Configuration) -> KeyRing:
    """The keys that seal and open private values. Raises KeysAreWrong."""
    return KeyRing.parse(settings.field_keys.get_secret_value(), settings.phone_key.get_secret_value())


def as_psycopg(url: str) -> str:
    """A PostgreSQL address with the driver named, however the operator wrote it."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
