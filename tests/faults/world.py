"""A small clinic in the real processes, to do harm to: its patients, its clock, and the ways to wait and to look."""

import json
import time
import uuid
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import httpx2
import psycopg
import sqlalchemy as sa
from sqlmodel import Session

from infra.local.servers import EmbeddedServers
from infra.local.stack import SENDER, Stack
from services.carrier.signature import sign
from services.operations.due import Due, due_now
from services.storage.database import Database, now
from tests.faults.outside import a_mail_server
from tests.faults.processes import Processes
from tests.faults.proxy import Proxy
from tests.played import Played
from tests.waiting import STILL_SECONDS, Patience, until

ZONE = "America/New_York"
# A second clinic's own sender, and the one from which phones of the staff are texted.
OTHER_SENDER, STAFF_SENDER = "+15005550007", "+15005550009"
# The sender of a third clinic, and the numbers that it chooses from.
SERVICE, POOL = "MG" + "7" * 32, ("+15005550021", "+15005550022")
START = datetime(2026, 4, 6, 15, tzinfo=UTC)
# Where the stack itself needs long to start, a worker needs long for its steps as well.
_STUCK_SECONDS = 4.0


class NotTaken(Exception):
    """The program refused a text that the carrier brought."""


class World(Processes):
    """Servers, a stack with two workers behind a proxy to Redis, a carrier, and patients who have consented.

    source: where the program's code lies; a mutant lies elsewhere. statement: what is done to its database first.
    still_seconds: how long nothing may move before a wait is given up; how long anything takes that moves is its own.
    """

    def __init__(
        self,
        *,
        patients: int = 8,
        source: Path | None = None,
        statement: str = "",
        still_seconds: float = STILL_SECONDS,
    ) -> None:
        self._patients_wanted, self.source, self._statement = patients, source, statement
        self.still_seconds = still_seconds

    def __enter__(self) -> "World":
        self.servers = EmbeddedServers(durable=False)
        self.servers.__enter__()
        self.redis_proxy = Proxy(self.servers.redis_port)
        behind = self.servers.redis_url.replace(f":{self.servers.redis_port}/", f":{self.redis_proxy.port}/")
        self._outside = ExitStack()
        environment = {
            "AMBLE_TICK_SECONDS": "1",
            "SENDER_SEGMENTS_PER_SECOND": "1000",
            "SMTP_URL": self._outside.enter_context(a_mail_server()),
            "WEBHOOK_SECRET": "of these faults",
            "STAFF_FROM_NUMBER": STAFF_SENDER,
        }
        if self.source is not None:
            environment |= {"PYTHONPATH": str(self.source), "PYTHONSAFEPATH": "1"}
        self.stack = Stack(
            durable=False,
            database_url=self.servers.database_url,
            owner_url=self.servers.owner_url,
            redis_url=behind,
            workers=2,
            hang_seconds=2.5,
            senders=(OTHER_SENDER, STAFF_SENDER),
            services={SERVICE: POOL},
            keys=self.servers.keys,
            environment=environment,
        )
        started = time.monotonic()
        self.stack.__enter__()
        self._stuck_seconds = max(_STUCK_SECONDS, (time.monotonic() - started) / 2)
        self.workers = list(self.stack.worker_processes)
        self.engine = Database(self.servers.database_url, self.servers.keys).engine
        self.owner = Database(self.servers.owner_url, self.servers.keys).engine
        if self._statement:
            with self.owner.begin() as connection:
                connection.execute(sa.text(self._statement))
        self._door = httpx2.Client(timeout=15)
        self.carrier = httpx2.Client(base_url=self.stack.carrier_url, timeout=30)
        self.answered: set[str] = set()
        # What a harm itself saw that must not be.
        self.wrong: list[str] = []
        # Of a second clinic: its admin's key, its therapist's key and id.
        self.other: tuple[str, str, str] | None = None
        # The phones of a third clinic, which texts through a Messaging Service.
        self.by_service: tuple[str, ...] = ()
        self._day = START.date()
        self._enrol()
        return self

    def __exit__(self, *_: object) -> None:
        self.carrier.close()
        self._door.close()
        self.played.http.close()
        self.engine.dispose()
        self.owner.dispose()
        self.stack.__exit__(None, None, None)
        self.redis_proxy.close()
        self._outside.close()
        self.servers.__exit__(None, None, None)

    def _enrol(self) -> None:
        self.played = Played(self.stack, start=START.isoformat())
        self.phones: dict[str, str] = {}
        for number in range(self._patients_wanted):
            phone = f"+1202555{1000 + number}"
            self.phones[phone] = self.played.enrol(phone, ZONE)
        self.settle()
        for phone in self.phones:
            self.reply(phone, "READY")
        self.settle()

    # The clock

    def turn(self, to: datetime) -> None:
        """The carrier's clock and the database's show another moment; nothing is waited for."""
        self.carrier.post("/emulator/clock", json={"now": to.isoformat()})
        statement = sa.text(
            "INSERT INTO rehearsal_clock (id, turned_by) VALUES (1, CAST(:to AS timestamptz) - now()) "
            "ON CONFLICT (id) DO UPDATE SET turned_by = excluded.turned_by"
        )
        with self.engine.begin() as connection:
            connection.execute(statement, {"to": to})

    def now(self) -> datetime:
        """The time that all share."""
        with Session(self.engine) as session:
            return now(session)

    def next_day(self, hour: int, minute: int = 0) -> None:
        """To a local time of the next day, with all that was due on the way done."""
        self._day += timedelta(days=1)
        self.at(5, 0)
        self.settle()
        self.at(hour, minute)

    def into_the_night(self) -> None:
        """An hour after this plan day has ended; nothing is waited for."""
        self._day += timedelta(days=1)
        self.at(5, 0)

    def at(self, hour: int, minute: int, second: int = 0) -> None:
        """To a local time of this day, a moment before which nothing more is waited for."""
        self.turn(self.moment(hour, minute, second))

    def moment(self, hour: int, minute: int, second: int = 0) -> datetime:
        """A local time of this day, in UTC."""
        day: date = self._day
        local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZoneInfo(ZONE))
        return local.astimezone(UTC)

    def run_out(self, minutes: int = 30) -> None:
        """Let time pass in steps, so that leases end, retries come due and all settles."""
        self.settle()
        for _ in range(0, minutes, 5):
            self.turn(self.now() + timedelta(minutes=5))
            self.settle()

    # Waiting and looking

    def settle(self) -> None:
        """Until nothing is due and the carrier has nothing under way; a call that nobody makes any more is outlived.

        The clock is moved past a call's lease only when nothing is at the carrier and nothing has moved for a
        while: an hour's jump in the middle of a living call would be a harm of its own. Raises StoodStill.
        """
        calm, nudge, before = 0, time.monotonic() + self._stuck_seconds, None
        patience = Patience(self.still_seconds)
        while calm < 2:
            state = self._under_way()
            calm = calm + 1 if state is not None and state[0].nothing and not any(state[1:]) else 0
            patience.look(state)
            if state is None or state[1] or not state[0].leaving or state != before:
                nudge, before = time.monotonic() + self._stuck_seconds, state
            elif time.monotonic() > nudge:
                self.turn(self.now() + timedelta(seconds=125))
                nudge = time.monotonic() + self._stuck_seconds
            time.sleep(0.03)

    def _under_way(self) -> tuple[Due, int, int] | None:
        """What is due, how much the carrier has under way, and what waits on disk; None while one of them is away."""
        try:
            with Session(self.engine) as session:
                due = due_now(session, now(session))
            pending = sum(self.carrier.get("/emulator/pending").json().values())
        except (sa.exc.OperationalError, httpx2.TransportError):
            return None
        return due, pending, sum(1 for _ in (self.stack.directory / "spool").glob("*.json"))

    def wait_for(self, question: str, every: float = 0.005, **values: Any) -> None:
        """Until the database answers this question with something that is true."""
        self.until(lambda: bool(self.ask(question, **values)), every=every)

    def until(
        self, holds: Callable[[], bool], moves: Callable[[], Hashable] | None = None, *, every: float = 0.005
    ) -> None:
        """Until it holds, looked at every so many seconds; raises StoodStill where nothing moves for long."""
        until(holds, moves or self._under_way, seconds=self.still_seconds, every=every)

    def ask(self, question: str, **values: Any) -> Any:
        """One value."""
        with self.engine.connect() as connection:
            return connection.execute(sa.text(question), values).scalar()

    def rows(self, question: str, **values: Any) -> list[Any]:
        """Every row of an answer."""
        with self.engine.connect() as connection:
            return list(connection.execute(sa.text(question), values))

    def do(self, statement: str, **values: Any) -> None:
        """One statement."""
        with self.engine.begin() as connection:
            connection.execute(sa.text(statement), values)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Every enrolment is locked meanwhile: whoever wants to go on with one must wait."""
        with psycopg.connect(self.servers.database_url.replace("+psycopg", "")) as connection:
            connection.execute("SELECT id FROM enrolment FOR UPDATE")
            yield

    def ledger(self) -> list[dict[str, Any]]:
        """What the carrier wrote down."""
        path = self.stack.directory / "carrier-ledger.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()]

    def fail(self, fault: str, count: int = 1, to: str | None = None) -> None:
        """The carrier's next calls, or those to one number, meet this; several faults have a plus between them."""
        asked = self.carrier.post("/emulator/faults", json={"fault": fault, "count": count, "to": to})
        asked.raise_for_status()

    @contextmanager
    def carrier_with(self, **face: Any) -> Iterator[None]:
        """The carrier shows another face meanwhile, and no fault is left over."""
        self.carrier.post("/emulator/face", json=face).raise_for_status()
        try:
            yield
        finally:
            self.carrier.post("/emulator/face", json={}).raise_for_status()
            self.fail("429", 0)

    # The patients and the staff

    def reply(self, phone: str, body: str, sid: str = "", times: int = 1, *, to: str = SENDER) -> None:
        """A text comes in as the carrier brings it: again and again until it is taken, maybe more than once."""
        sid = sid or f"SM{uuid.uuid4().hex}"
        for _ in range(times):
            self._bring(phone, to, body, sid, again=True)

    def reply_once(self, phone: str, body: str) -> None:
        """A text that the carrier does not bring again where it is not taken."""
        self._bring(phone, SENDER, body, f"SM{uuid.uuid4().hex}", again=False)

    def text(self, phone: str, body: str, media: Sequence[str] = ()) -> None:
        """A text comes in as the carrier itself writes it, to the number that texted this phone last."""
        wanted = {"body": body, "media": list(media)}
        brought = self.carrier.post(f"/emulator/phones/{phone}/texts", json=wanted).json()
        if not 200 <= brought["webhook_status"] < 300:
            raise NotTaken(f"a webhook was answered {brought['webhook_status']}")
        self.answered.add(brought["sid"])

    def _bring(self, phone: str, to: str, body: str, sid: str, *, again: bool) -> None:
        form = {"MessageSid": sid, "From": phone, "To": to, "Body": body, "AccountSid": self.stack.account}
        url = f"{self.stack.base_url}/webhooks/twilio/sms"
        headers = {
            "X-Twilio-Signature": sign(self.stack.token, url, list(form.items())),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        end = time.monotonic() + self.still_seconds
        while True:
            try:
                status = self._door.post(url, content=urlencode(form), headers=headers).status_code
            except httpx2.HTTPError:
                status = 0
            if status < 300 and status:
                self.answered.add(sid)
                return
            if not again or time.monotonic() > end:
                return
            time.sleep(0.1)
