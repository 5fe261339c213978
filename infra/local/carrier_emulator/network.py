"""What does the network remember? Accepted texts, phones, opt-outs, and a ledger on disk that survives a crash."""

import json
import os
import secrets
import time
from collections import defaultdict, deque
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

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
TO_PATIENT, FROM_PATIENT = "to_patient", "from_patient"
FAULTS = frozenset(
    (
        "429", "500", "503", "slow", "late_acceptance",
        "timeout_before", "timeout_after_accept", "reset", "reset_after_accept", "21610",
        "30003",
        "callbacks_twice", "callbacks_reversed", "callbacks_late", "callbacks_never",
    )
)  # fmt: skip


class Clock:
    """The carrier's own clock, which a rehearsal may turn."""

    def __init__(self) -> None:
        self._turned_by = timedelta(0)

    def now(self) -> datetime:
        """This moment at the carrier, UTC."""
        return datetime.fromtimestamp(time.time(), tz=UTC) + self._turned_by

    def turn(self, to: datetime) -> None:
        """Let it be another moment from here on."""
        self._turned_by = to - datetime.fromtimestamp(time.time(), tz=UTC)


@dataclass
class Message:
    """One text as the carrier knows it. at and sent_at are ISO 8601 in UTC."""

    sid: str
    account: str
    to: str
    sender: str
    body: str
    direction: str
    status: str
    at: str
    callback: str | None = None
    messaging_service_sid: str | None = None
    error_code: int | None = None
    deleted: bool = False


@dataclass
class Fault:
    """How the next calls fail."""

    name: str
    count: int
    to: str | None = None


@dataclass
class Network:
    """Everything that the carrier remembers. What it accepted, it has written down before it says so."""

    ledger_path: Path
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
        self.of_phone[message.sender if message.direction == "inbound" else message.to].append(message)

    def write(self, kind: str, **entry: Any) -> None:
        """Put one line into the ledger, where it outlives this process."""
        self._file.write(json.dumps({"entry": kind, **entry}) + "\n")
        self._file.flush()

    def keep(self) -> None:
        """Put all that was written on the disk, before anybody is told."""
        os.fsync(self._file.fileno())

    def ledger(self) -> list[dict[str, Any]]:
        """Every line of the ledger."""
        return [json.loads(line) for line in self.ledger_path.read_text().splitlines()]

    def add(self, message: Message) -> Message:
        """Take a text in."""
        self.write("message", **asdict(message))
        self._index(message)
        return message

    def set_status(self, message: Message, status: str, error_code: int | None = None) -> None:
        """A text has come further."""
        message.status, message.error_code = status, error_code
        self.write("status", sid=message.sid, status=status, error_code=error_code)

    def opt_out(self, phone: str, sender: str) -> None:
        """A phone wants no more from a sender."""
        self.opted_out.add((phone, sender))
        self.write("opted_out", phone=phone, sender=sender)

    def opt_in(self, phone: str, sender: str) -> None:
        """A phone takes that back."""
        self.opted_out.discard((phone, sender))
        self.write("opted_in", phone=phone, sender=sender)

    def thread(self, phone: str) -> list[dict[str, Any]]:
        """What stands on a phone, oldest first."""
        return [
            {
                "at": message.at,
                "direction": FROM_PATIENT if message.direction == "inbound" else TO_PATIENT,
                "sender": message.to if message.direction == "inbound" else message.sender,
                "body": message.body,
                "status": message.status,
                "sid": message.sid,
            }
            for message in self.of_phone.get(phone, ())
        ]

    def texted_last(self, phone: str) -> str | None:
        """Which of the program's numbers texted a phone last."""
        texts = (message for message in reversed(self.of_phone.get(phone, ())) if message.direction == "outbound-api")
        return next((message.sender for message in texts), None)

    def next_fault(self, to: str) -> str | None:
        """The fault that the next call to this number meets; it is used up by it."""
        for fault in self.faults:
            if fault.to in (None, to) and fault.count > 0:
                fault.count -= 1
                return fault.name
        return None


def new_sid() -> str:
    """A sid in the carrier's form."""
    return "SM" + secrets.token_hex(16)
