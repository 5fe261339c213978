"""What the network remembers: accepted texts, phones, opt-outs, and a ledger on disk that survives a crash."""

import json
import os
import secrets
import time
import zlib
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from infra.local.carrier_emulator.faces import CODES, Face

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})
STOPPED = (
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe."
)
STARTED = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to end."
)
HELPED = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
TO_PATIENT, FROM_PATIENT = "to_patient", "from_patient"
_API = "https://api.twilio.com/2010-04-01"
# Several may be requested at once, joined by a plus: the call is lost, and so are its callbacks.
LISTS_FAIL = "list_429"
FAULTS = frozenset(
    (
        "429", "500", "503", "slow", "late_acceptance",
        "timeout_before", "timeout_after_accept", "reset", "reset_after_accept",
        *map(str, CODES), "undelivered_then_delivered",
        "callbacks_twice", "callbacks_reversed", "callbacks_late", "callbacks_never", LISTS_FAIL,
    )
)  # fmt: skip


class Clock:
    """The carrier's own clock, which a rehearsal may set."""

    def __init__(self) -> None:
        self._turned_by = timedelta(0)

    def now(self) -> datetime:
        """The carrier's current time, UTC."""
        return datetime.fromtimestamp(time.time(), tz=UTC) + self._turned_by

    def turn(self, to: datetime) -> None:
        """Set the clock to another time."""
        self._turned_by = to - datetime.fromtimestamp(time.time(), tz=UTC)


@dataclass
class Message:
    """One text as the carrier stores it. All times are ISO 8601 in UTC.

    at: when it was created; sent_at: when it left, None until then; valid_until: after this it may no longer leave the
    queue. sender: None until a Messaging Service has chosen one. media: addresses of pictures and the like.
    """

    sid: str
    account: str
    to: str
    sender: str | None
    body: str
    direction: str
    status: str
    at: str
    callback: str | None = None
    messaging_service_sid: str | None = None
    error_code: int | None = None
    deleted: bool = False
    sent_at: str | None = None
    updated_at: str | None = None
    send_at: str | None = None
    valid_until: str | None = None
    media: list[str] = field(default_factory=list)


@dataclass
class Fault:
    """How the next calls fail."""

    names: frozenset[str]
    count: int
    to: str | None = None


@dataclass
class Network:
    """Everything that the carrier remembers. What it says it accepted, it has written down first."""

    ledger_path: Path
    senders: Sequence[str] = ()
    services: Mapping[str, Sequence[str]] = field(default_factory=dict)
    face: Face = field(default_factory=Face)
    clock: Clock = field(default_factory=Clock)
    messages: dict[str, Message] = field(default_factory=dict)
    of_phone: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    opted_out: set[tuple[str, str]] = field(default_factory=set)
    faults: deque[Fault] = field(default_factory=deque)
    accepting_late: int = 0

    def __post_init__(self) -> None:
        self.ledger_path.parent.mkdir(parents=True, exist_ok=True)
        if self.ledger_path.exists():
            for line in self.ledger_path.read_text().splitlines():
                self._remember(json.loads(line))
        self._file = self.ledger_path.open("a")

    def _remember(self, entry: dict[str, Any]) -> None:
        match entry.pop("entry"):
            case "message":
                self._index(Message(**entry))
            case "status":
                message = self.messages[entry["sid"]]
                message.status, message.error_code = entry["status"], entry["error_code"]
                message.updated_at, message.sent_at = entry.get("at"), entry.get("sent_at")
            case "sender":
                self.messages[entry["sid"]].sender = entry["sender"]
            case "opted_out":
                self.opted_out.add((entry["phone"], entry["sender"]))
            case "opted_in":
                self.opted_out.discard((entry["phone"], entry["sender"]))
            case "body":
                self.messages[entry["sid"]].body = ""
            case "deleted":
                self.messages[entry["sid"]].deleted = True

    def _index(self, message: Message) -> None:
        self.messages[message.sid] = message
        self.of_phone[phone_of(message)].append(message)

    def write(self, kind: str, **entry: Any) -> None:
        """Put one line into the ledger, which outlives this process."""
        self._file.write(json.dumps({"entry": kind, **entry}) + "\n")
        self._file.flush()

    def keep(self) -> None:
        """Sync what was written to disk, before anybody learns of it."""
        os.fsync(self._file.fileno())

    def ledger(self) -> list[dict[str, Any]]:
        """Every line of the ledger."""
        return [json.loads(line) for line in self.ledger_path.read_text().splitlines()]

    def add(self, message: Message) -> Message:
        """Accept a text."""
        self.write("message", **asdict(message))
        self._index(message)
        return message

    def set_status(
        self, message: Message, status: str, error_code: int | None = None, at: datetime | None = None
    ) -> None:
        """Set a text's next status."""
        moment = (at or self.clock.now()).isoformat()
        message.status, message.error_code, message.updated_at = status, error_code, moment
        if status == "sent":
            message.sent_at = moment
        told = {"status": status, "error_code": error_code, "at": moment, "sent_at": message.sent_at}
        self.write("status", sid=message.sid, **told)

    def choose_sender(self, message: Message) -> None:
        """Choose a Messaging Service's sender: the number that texted this phone before, else one of its pool."""
        if message.sender is not None:
            return
        pool = self.services[message.messaging_service_sid or ""]
        before = (text.sender for text in reversed(self.of_phone[message.to]) if text.sender in pool)
        message.sender = next(before, None) or pool[zlib.crc32(message.to.encode()) % len(pool)]
        self.write("sender", sid=message.sid, sender=message.sender)

    @staticmethod
    def pictures(account: str, sid: str, number: int) -> list[str]:
        """Addresses of a text's pictures."""
        return [f"{_API}/Accounts/{account}/Messages/{sid}/Media/{new_sid('ME')}" for _ in range(number)]

    def service_of(self, number: str | None) -> str | None:
        """The Messaging Service whose pool has this number."""
        return next((service for service, pool in self.services.items() if number in pool), None)

    def is_opted_out(self, phone: str, sender: str | None, service: str | None) -> bool:
        """Whether a phone has opted out of a number, or of the whole Messaging Service that it belongs to."""
        return (phone, service or self.service_of(sender) or sender or "") in self.opted_out

    @property
    def numbers(self) -> list[str]:
        """Every number of the program, those of its Messaging Services last."""
        return [*self.senders, *(number for pool in self.services.values() for number in pool)]

    def opt_out(self, phone: str, sender: str) -> None:
        """A phone opts out of a number or a Messaging Service."""
        self.opted_out.add((phone, sender))
        self.write("opted_out", phone=phone, sender=sender)

    def opt_in(self, phone: str, sender: str) -> None:
        """A phone opts in again."""
        self.opted_out.discard((phone, sender))
        self.write("opted_in", phone=phone, sender=sender)

    def thread(self, phone: str) -> list[dict[str, Any]]:
        """The texts on a phone, oldest first."""
        return [
            {
                "at": message.at,
                "direction": FROM_PATIENT if message.direction == "inbound" else TO_PATIENT,
                "sender": message.to if message.direction == "inbound" else message.sender,
                "body": message.body,
                "media": message.media,
                "status": message.status,
                "sid": message.sid,
            }
            for message in self.of_phone.get(phone, ())
        ]

    def texted_last(self, phone: str) -> str | None:
        """The program's number that texted a phone last."""
        texts = (message for message in reversed(self.of_phone.get(phone, ())) if message.direction == "outbound-api")
        return next((message.sender for message in texts if message.sender is not None), None)

    def next_fault(self, to: str) -> frozenset[str]:
        """The faults for the next call to this number; the call uses them up."""
        return self._used_up(lambda fault: LISTS_FAIL not in fault.names and fault.to in (None, to))

    def next_list_fails(self) -> bool:
        """Whether the next list is refused."""
        return bool(self._used_up(lambda fault: LISTS_FAIL in fault.names))

    def _used_up(self, meets: Callable[[Fault], bool]) -> frozenset[str]:
        for fault in self.faults:
            if fault.count > 0 and meets(fault):
                fault.count -= 1
                return fault.names
        return frozenset()


def phone_of(message: Message) -> str:
    """The patient's phone, whichever direction the text went."""
    return str(message.sender) if message.direction == "inbound" else message.to


def new_sid(kind: str = "SM") -> str:
    """A new sid in the carrier's form: SM for a text, MM for one with a picture."""
    return kind + secrets.token_hex(16)
