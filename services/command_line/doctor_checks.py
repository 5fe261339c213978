"""The checks of `amble doctor`. Each part is checked on its own, so that one failure hides no other."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import redis
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from schemas.tables.spools import SpoolReport
from services import wiring
from services.carrier.mail_server import MailTrouble
from services.command_line.carrier_checks import SENDER, OurSender, check_carrier
from services.command_line.doctor_findings import Finding, fail, warn, well
from services.command_line.doctor_proxies import proxies_seen
from services.command_line.doctor_roles import rights_of_login
from services.command_line.public_address import FromOutside
from services.operations.texting_needs import TextingNeeds, disks_that_hold_something, texting_needs
from services.storage.migrations import is_current
from services.storage.spool import Spool, SpoolError, SpoolState

_MOST_CLOCK_DRIFT = timedelta(seconds=5)
# This long after the database is back, everything on the disks has been stored.
_COMES_OVER_WITHIN = timedelta(minutes=5)
Answer = TypeVar("Answer")


def examine() -> Iterator[Finding]:
    """Check everything that a running program depends on, from its settings to its mail server."""
    alone: tuple[Callable[[], Finding], ...] = (_settings, _database, _rights, _migrations, _clock, _broker)
    for look in alone:
        yield look()
    yield from _spools()
    yield from _carrier()
    yield _address()
    yield _proxies()
    yield _mail()


def _settings() -> Finding:
    wrong = wiring.why_not()
    return Finding("settings", not wrong, " ".join(wrong) or f"mode {wiring.configuration().mode.value}")


def _ask_database(part: str, ask: Callable[[sa.Connection], Finding]) -> Finding:
    if not wiring.configuration().database_url:
        return Finding(part, False, "DATABASE_URL is not set: name a PostgreSQL server, or install amble[local].")
    try:
        with wiring.database().engine.connect() as connection:
            return ask(connection)
    except wiring.ConfigurationIsWrong as error:
        return fail(part, f"not checked: {error}")
    except SQLAlchemyError as error:
        return Finding(
            part,
            False,
            f"PostgreSQL does not answer ({type(error).__name__}): is it running, and is DATABASE_URL right?",
        )


def _database() -> Finding:
    def ask(connection: sa.Connection) -> Finding:
        version = str(connection.execute(sa.text("SHOW server_version")).scalar_one()).split(" ")[0]
        return Finding("database", True, f"PostgreSQL {version}")

    return _ask_database("database", ask)


def _rights() -> Finding:
    return _ask_database("rights", lambda connection: Finding("rights", *rights_of_login(connection)))


def _migrations() -> Finding:
    def ask(_: sa.Connection) -> Finding:
        current = is_current(wiring.database().engine)
        return Finding("migrations", current, "up to date" if current else "missing: run `amble migrate`")

    return _ask_database("migrations", ask)


def _clock() -> Finding:
    def ask(connection: sa.Connection) -> Finding:
        theirs: datetime = connection.execute(sa.text("SELECT now()")).scalar_one()
        drift = abs(theirs - datetime.now(UTC))  # noqa: TID251  (the drift of this machine's own clock is the question)
        sentence = f"{drift.total_seconds():.1f} s from the database's clock, which decides"
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
            "broker", False, f"Redis does not answer ({type(error).__name__}): is it running, and is REDIS_URL right?"
        )
    if policy not in ("noeviction", b"noeviction"):
        return Finding("broker", False, "Redis may drop messages: set maxmemory-policy to noeviction.")
    return Finding("broker", True, "answers, and drops nothing")


def _answer(question: Callable[[Session], Answer]) -> Answer | None:
    """None if the database does not answer; its own line says so."""
    if not wiring.configuration().database_url:
        return None
    try:
        with wiring.database().unit_of_work() as session:
            return question(session)
    except (SQLAlchemyError, wiring.ConfigurationIsWrong):
        return None


def _spools() -> Iterator[Finding]:
    """What waits on the APIs' disks, as each reported it last, and on this machine's own disk, if it has one."""
    here = _local_spool()
    if here is not None and not isinstance(here, Spool):
        yield here
    told = _answer(disks_that_hold_something)
    lying = list(_lying(here.name, here.look())) if isinstance(here, Spool) else []
    for disk in told or []:
        if not isinstance(here, Spool) or disk.id != here.name:
            lying += _lying(disk.id, disk)
    if lying:
        yield from lying
    elif told is None:
        yield warn(
            "spool", "nothing on this machine's disk; only the database could tell what waits on other APIs' disks"
        )
    else:
        yield well("spool", "nothing waits on any API's disk")


def _local_spool() -> Spool | Finding | None:
    """This machine's own disk, if it has one; a finding if it cannot be used."""
    place = Path(wiring.configuration().spool_directory).absolute()
    try:
        return Spool(place) if place.is_dir() else None
    except SpoolError as error:
        return fail("spool", str(error))


def _lying(disk: str, stands: SpoolReport | SpoolState) -> Iterator[Finding]:
    if stands.refused:
        yield fail(
            "spool",
            f"{stands.refused} webhooks on disk {disk} were put aside and cannot be stored: a person must read them. "
            "The runbook says how, under AmbleSpoolRefused.",
        )
    if not stands.waiting or stands.waiting_since is None:
        return
    since = stands.waiting_since
    at = since if isinstance(since, datetime) else datetime.fromtimestamp(since, UTC)
    waits = datetime.now(UTC) - at  # noqa: TID251  (an outage is measured by this machine's own clock)
    found = f"{stands.waiting} webhooks have waited on disk {disk} since {at:%Y-%m-%d %H:%M} UTC"
    if waits < _COMES_OVER_WITHIN:
        yield warn("spool", f"{found}: they will be stored by themselves")
    else:
        yield fail("spool", f"{found}: does an API run on that disk? The runbook says more, under AmbleSpoolWaits.")


def _carrier() -> Iterator[Finding]:
    settings = wiring.configuration()
    needs = _answer(texting_needs)
    if not settings.auth_tokens or not settings.twilio_account_sid:
        yield fail(
            "account", "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set: copy them from your Twilio console."
        )
    else:
        name = "the emulator" if settings.carrier_api_base_url else "Twilio"
        yield from check_carrier(wiring.inspection(), name, _our_senders(settings, needs), settings.public_base_url)
    if not settings.senders and not settings.twilio_messaging_service_sid:
        yield fail(SENDER, "none is set: set TWILIO_FROM_NUMBER or TWILIO_MESSAGING_SERVICE_SID.")
    if not settings.staff_from_number:
        yield _no_staff_sender(needs)


def _our_senders(settings: wiring.Configuration, needs: TextingNeeds | None) -> Iterator[OurSender]:
    for number in settings.senders:
        yield OurSender(number, "for all clinics", "name another one in TWILIO_FROM_NUMBER")
    if settings.twilio_messaging_service_sid and not settings.senders:
        service = settings.twilio_messaging_service_sid
        yield OurSender(service, "for all clinics", "name another one in TWILIO_MESSAGING_SERVICE_SID")
    for sender in needs.own_senders if needs else ():
        yield OurSender(sender, "a clinic's own", "give the clinic another one (PUT /v1/clinics/ID/sender)")
    if settings.staff_from_number:
        yield OurSender(settings.staff_from_number, "for texts to staff", "name another one in STAFF_FROM_NUMBER")


def _no_staff_sender(needs: TextingNeeds | None) -> Finding:
    if needs is not None and needs.phones_of:
        return fail(
            SENDER,
            f"STAFF_FROM_NUMBER is not set, but the phones of {needs.phones_of} clinics should be texted when nobody "
            "acknowledges an urgent alert: nobody is woken. Set a number that no patient is texted from.",
        )
    return well(SENDER, "STAFF_FROM_NUMBER is not set: no clinic can have its own phones texted")


def _address() -> Finding:
    settings = wiring.configuration()
    outside = FromOutside(allow_local=settings.mode is wiring.Mode.REHEARSAL)
    return outside.look(settings.public_base_url, settings.twilio_auth_token.get_secret_value())


def _mail() -> Finding:
    if not wiring.configuration().smtp_url.get_secret_value():
        return Finding("mail", True, "SMTP_URL is not set: the care team must check the worklist without being told")
    try:
        wiring.mail().check()
    except MailTrouble as error:
        return Finding("mail", False, str(error))
    return Finding("mail", True, "the server accepts mail from us, so the care team is told of what cannot wait")


def _proxies() -> Finding:
    return Finding("proxies", *proxies_seen())
