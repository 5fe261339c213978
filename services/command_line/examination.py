"""What is wrong here, and how is it mended? Each part is asked on its own, so that one failure hides no other."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import redis
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from services import wiring
from services.carrier.mail_server import MailTrouble
from services.command_line.examining_proxies import proxies_seen
from services.storage.migrations import is_current

_MOST_CLOCK_DRIFT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and a sentence: what was found, and if it is not well, what to do."""

    part: str
    well: bool
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return asdict(self)


def examine() -> list[Finding]:
    """Look at settings, database, migrations, clock, broker and sender."""
    looks: tuple[Callable[[], Finding], ...] = (
        _settings, _database, _migrations, _clock, _broker, _sender, _mail, _proxies,
    )  # fmt: skip
    return [look() for look in looks]


def _settings() -> Finding:
    wrong = wiring.problems(wiring.configuration())
    return Finding("settings", not wrong, " ".join(wrong) or f"mode {wiring.configuration().mode.value}")


def _ask_database(part: str, ask: Callable[[sa.Connection], Finding]) -> Finding:
    if not wiring.configuration().database_url:
        return Finding(part, False, "DATABASE_URL is not set: name a PostgreSQL server, or install amble[local].")
    try:
        with wiring.database().engine.connect() as connection:
            return ask(connection)
    except SQLAlchemyError as error:
        return Finding(
            part, False, f"PostgreSQL does not answer ({type(error).__name__}): is it up, is DATABASE_URL right?"
        )


def _database() -> Finding:
    def ask(connection: sa.Connection) -> Finding:
        version = str(connection.execute(sa.text("SHOW server_version")).scalar_one()).split(" ")[0]
        superuser = connection.execute(sa.text("SHOW is_superuser")).scalar_one() == "on"
        if superuser:
            return Finding("database", False, "DATABASE_URL names a superuser: make a plain role for the program.")
        return Finding("database", True, f"PostgreSQL {version}")

    return _ask_database("database", ask)


def _migrations() -> Finding:
    def ask(_: sa.Connection) -> Finding:
        current = is_current(wiring.database().engine)
        return Finding("migrations", current, "at the newest shape" if current else "missing: run `amble migrate`")

    return _ask_database("migrations", ask)


def _clock() -> Finding:
    def ask(connection: sa.Connection) -> Finding:
        theirs: datetime = connection.execute(sa.text("SELECT now()")).scalar_one()
        drift = abs(theirs - datetime.now(UTC))  # noqa: TID251  (the drift of this machine's own clock is the question)
        sentence = f"{drift.total_seconds():.1f} s from the database's; theirs decides"
        well = drift <= _MOST_CLOCK_DRIFT
        return Finding("clock", well, sentence if well else sentence + ": set this machine's clock (NTP)")

    return _ask_database("clock", ask)


def _broker() -> Finding:
    url = wiring.configuration().redis_url.get_secret_value()
    if not url:
        return Finding("broker", False, "REDIS_URL is not set: name a Redis server, or install amble[local].")
    try:
        with redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3) as client:
            policy = dict(client.config_get("maxmemory-policy")).get("maxmemory-policy")
    except (redis.RedisError, ValueError) as error:
        return Finding(
            "broker", False, f"Redis does not answer ({type(error).__name__}): is it up, is REDIS_URL right?"
        )
    if policy not in ("noeviction", b"noeviction"):
        return Finding("broker", False, "Redis may drop messages: set maxmemory-policy to noeviction.")
    return Finding("broker", True, "answers, and drops nothing")


def _sender() -> Finding:
    settings = wiring.configuration()
    sender = settings.twilio_from_number or settings.twilio_messaging_service_sid
    if not sender or not settings.auth_tokens:
        return Finding("sender", False, "no account or sender: set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and a number.")
    kind = "a number" if settings.twilio_from_number else "a Messaging Service"
    return Finding("sender", True, f"{kind} {'at the emulator' if settings.carrier_api_base_url else 'at Twilio'}")


def _mail() -> Finding:
    if not wiring.configuration().smtp_url.get_secret_value():
        return Finding("mail", True, "SMTP_URL is not set: the care team must look into the worklist by itself")
    try:
        wiring.mail().check()
    except MailTrouble as error:
        return Finding("mail", False, str(error))
    return Finding("mail", True, "the server would take mail from us: the care team is told of what cannot wait")


def _proxies() -> Finding:
    return Finding("proxies", *proxies_seen())
