"""The parts that this process runs with. The one place that chooses the real thing or the stand-in."""

import logging
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog

from schemas.tables.alerts import NoticeChannel
from services.carrier.budget import Rate, SenderBudget
from services.carrier.hooks import WebhookPoster
from services.carrier.invitation_mail import InvitationMail
from services.carrier.mail_server import MailServer
from services.carrier.open_address import OpenAddress
from services.carrier.port import Carrier
from services.carrier.staff import Mail, Sink, StaffChannel, Webhook
from services.carrier.standing import CarrierInspection
from services.storage import rights
from services.storage.database import Database, clock_was_turned
from services.storage.sealing import KeyRing, KeysAreWrong
from services.storage.spool import Spool, SpoolError
from services.wiring import broker, lines, released_rules, telemetry
from services.wiring.configuration import Configuration, ConfigurationIsWrong, Mode, as_psycopg, configuration, key_ring
from services.wiring.hearing import ear
from services.wiring.released_rules import engine_of, engines
from services.wiring.start_problems import problems

__all__ = ["Configuration", "ConfigurationIsWrong", "Mode", "configuration", "ear", "engine_of", "engines", "problems"]


def why_not() -> list[str]:
    """Every reason why the program may not start: invalid settings, or a damaged second ear or released rule."""
    wrong = problems(configuration())
    for look in (ear, released_rules.check):
        try:
            look()
        except ConfigurationIsWrong as error:
            wrong.append(str(error))
    return wrong


def check_configuration() -> Configuration:
    """The settings, if the program may start with them. Raises ConfigurationIsWrong with every reason why not."""
    wrong = why_not()
    if wrong:
        raise ConfigurationIsWrong("\n".join(wrong))
    return configuration()


@cache
def keys() -> KeyRing:
    """The keys that seal and open private values. Raises ConfigurationIsWrong."""
    try:
        return key_ring(configuration())
    except KeysAreWrong as error:
        raise ConfigurationIsWrong(str(error)) from None


@cache
def database() -> Database:
    """This process's database."""
    settings = configuration()
    return Database(as_psycopg(settings.database_url), keys(), pool_size=settings.database_connections)


def owner_url() -> str:
    """The address at which the owner of the tables logs in, to migrate, back up and restore. Raises
    ConfigurationIsWrong.

    In an installation with one login the program's login is the owner.
    """
    settings = configuration()
    url = as_psycopg(settings.database_owner_url or settings.database_url)
    if not url:
        raise ConfigurationIsWrong("DATABASE_URL and DATABASE_OWNER_URL are not set: name a PostgreSQL server.")
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            owns, unseen = rights.owns_everything(connection), rights.unseen(connection)
    finally:
        engine.dispose()
    if owns and not unseen:
        return url
    if owns:
        raise ConfigurationIsWrong(f"The owner of these tables does not see all their rows: {', '.join(unseen)}.")
    if settings.database_owner_url:
        raise ConfigurationIsWrong(
            "The login of DATABASE_OWNER_URL does not own the tables: name the one that does, `amble_owner` as a rule."
        )
    raise ConfigurationIsWrong(
        "DATABASE_OWNER_URL is not set, and the login of DATABASE_URL does not own the tables: `amble migrate`, "
        "`backup` and `restore` log in as their owner."
    )


def check_database() -> None:
    """Raises ConfigurationIsWrong if migrations or rights are missing, or if a production database has a rehearsal's
    clock.
    """
    from services.storage.migrations import is_current  # slow to import, and most commands never ask

    _check_rights()
    if not is_current(database().engine):
        raise ConfigurationIsWrong("The database is not at the newest shape: run `amble migrate`.")
    if configuration().mode is Mode.PRODUCTION:
        with database().unit_of_work() as session:
            if clock_was_turned(session):
                raise ConfigurationIsWrong(
                    "This database was used for a rehearsal: its clock is turned. Use a fresh database in production."
                )


def _check_rights() -> None:
    with database().engine.connect() as connection:
        too_few, too_many = rights.too_few(connection), rights.too_many(connection)
        not_given = rights.not_given(connection)
    if too_few:
        raise ConfigurationIsWrong(
            f"The login of DATABASE_URL has too few rights: as a superuser, run {' '.join(too_few)}"
        )
    if not_given:
        raise ConfigurationIsWrong("The login of DATABASE_URL was not given its rights yet: run `amble migrate`.")
    if too_many:
        sys.stderr.write(f"{rights.TOO_MUCH.format(', '.join(too_many))}\n")


@cache
def carrier() -> Carrier:
    """The phone network: Twilio, or in a rehearsal the emulator behind the same client."""
    from services.carrier.twilio import (  # slow to import, and most commands never ask
        TwilioCarrier,
        TwilioSender,
        open_client,
    )

    settings = configuration()
    client = open_client(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        api_base_url=settings.carrier_api_base_url or None,
    )
    sender = TwilioSender(
        from_numbers=settings.senders,
        messaging_service_sid=settings.twilio_messaging_service_sid or None,
    )
    return TwilioCarrier(client, sender, settings.public_base_url)


def inspection() -> CarrierInspection:
    """What answers an operator's questions about account and senders: chosen like `carrier`, never cached."""
    from services.carrier.twilio import TwilioSender, open_client
    from services.carrier.twilio_standing import TwilioInspection

    settings = configuration()
    client = open_client(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        api_base_url=settings.carrier_api_base_url or None,
    )
    return TwilioInspection(client, TwilioSender(settings.senders, settings.twilio_messaging_service_sid or None))


def spool() -> Spool:
    """Where webhooks wait while the database is away. Raises ConfigurationIsWrong if it cannot be written."""
    try:
        return Spool(Path(configuration().spool_directory).absolute())
    except SpoolError as error:
        raise ConfigurationIsWrong(str(error)) from None


@cache
def budget() -> SenderBudget:
    """The rate limit of each sender, shared with every other worker."""
    settings = configuration()
    rate = Rate(settings.sender_segments_per_second, settings.sender_segments_per_day)
    return SenderBudget(settings.redis_url.get_secret_value(), rate)


def staff_channel(channel: NoticeChannel) -> StaffChannel:
    """The channel that notifies the care team outside Amble; in a rehearsal without a mail server nothing is sent."""
    settings = configuration()
    if settings.mode is Mode.REHEARSAL and not settings.smtp_url.get_secret_value():
        return Sink()
    if channel is NoticeChannel.WEBHOOK:
        return Webhook(settings.webhook_secret.get_secret_value(), _way_out())
    return mail()


def mail() -> Mail:
    """Notifies the care team by mail."""
    settings = configuration()
    return Mail(settings.smtp_url.get_secret_value(), settings.mail_from, settings.public_base_url)


def invitation_mail() -> InvitationMail | None:
    """Sends invitations; None if no mail server is set: then an operator hands them out."""
    settings = configuration()
    url = settings.smtp_url.get_secret_value()
    page = f"{settings.public_base_url.rstrip('/')}/console/invitation"
    return InvitationMail(MailServer(url), settings.mail_from, page) if url else None


def webhook_poster() -> WebhookPoster:
    """Posts events to clinics' own systems."""
    return WebhookPoster(_way_out())


def _way_out() -> OpenAddress:
    return OpenAddress(allow_local=configuration().mode is Mode.REHEARSAL)


def forget() -> None:
    """Drop what a parent process opened; a forked worker opens its own."""
    database.cache_clear()
    keys.cache_clear()
    carrier.cache_clear()
    budget.cache_clear()
    telemetry.forget()
    broker.forget()


class _Line(structlog.PrintLogger):
    """Writes lines to standard error, and goes on without them when the disk under the log is full: texts must still
    leave and replies be heard.
    """

    def __init__(self, *_: object) -> None:
        super().__init__(sys.stderr)

    def msg(self, message: str) -> None:
        """Write the message if that is possible."""
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warning = error = critical = msg


def start_logging() -> None:
    """Log one JSON object a line to standard error (ids only, no number, name or body), and start telemetry."""
    telemetry.start()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=_Line,
    )
    lines.install()
    for noisy in ("httpx2", "twilio", "twilio.http_client"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def fault(name: str, error: BaseException, **ids: Any) -> None:
    """Log that something broke: the error's name only, because its message may hold health data."""
    log(name, error=type(error).__name__, where=lines.where(error), **ids)
    telemetry.fault(error)


def log(name: str, **ids: Any) -> None:
    """Log one fact: a dotted name in the past tense, and ids."""
    structlog.get_logger().info(name, **ids)
