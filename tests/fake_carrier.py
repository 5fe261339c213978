"""A carrier in memory, for tests: it accepts every text, unless a test says how the next calls end."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from services.carrier.port import Accepted, CarrierIsAway, Outcome, OutgoingText, SentRecord, Unknown


@dataclass
class FakeCarrier:
    """A carrier in memory: accepts everything, unless the next outcomes are told otherwise.

    shown_as turns what was accepted into what the list shows of it; None shows nothing.
    """

    clock: Callable[[], datetime]
    sent: list[OutgoingText] = field(default_factory=list)
    accepted: list[tuple[OutgoingText, str, datetime]] = field(default_factory=list)
    outcomes: list[Outcome | str] = field(default_factory=list)
    is_away: bool = False
    shown_as: Callable[[SentRecord], SentRecord | None] = lambda record: record

    def send(self, text: OutgoingText) -> Outcome:
        """Accept, or do as told; "lost" accepts and then loses the answer."""
        self.sent.append(text)
        told = self.outcomes.pop(0) if self.outcomes else "accept"
        if not isinstance(told, str):
            return told
        sid = f"SM{len(self.accepted):032x}"
        self.accepted.append((text, sid, self.clock()))
        return Unknown("lost") if told == "lost" else Accepted(sid, "queued")

    def find(self, to: str, since: datetime, lines: Collection[str] = ()) -> list[SentRecord]:
        """What was accepted, the newest first."""
        if self.is_away:
            raise CarrierIsAway("away")
        listed = [
            self.shown_as(SentRecord(sid, text.body, "delivered", at, line=text.sender))
            for text, sid, at in reversed(self.accepted)
            if text.to == to and at >= since and text.sender in ("", *lines)
        ]
        return [record for record in listed if record is not None]
