"""The ways in which the carrier's list may show a text that it took."""

from collections.abc import Callable
from dataclasses import replace

from services.carrier.port import SentRecord

SMART: dict[str | int, str | int | None] = {"’": "'", "“": '"', "”": '"', "–": "-", "é": "e", "ñ": "n", "!": "."}
Shape = Callable[[SentRecord], SentRecord | None]
SHAPES: dict[str, Shape] = {
    "as it is": lambda record: record,
    "words of a trial account before it": lambda record: replace(
        record, body=f"Sent from your Twilio trial account - {record.body}"
    ),
    "redacted": lambda record: replace(record, body=""),
    "smart-encoded and trimmed": lambda record: replace(
        record, body=record.body.translate(str.maketrans(SMART)).strip()
    ),
    "still queued": lambda record: replace(record, status="queued"),
    "another body altogether": lambda record: replace(record, body="This message was altered."),
}


def nothing(record: SentRecord) -> None:
    """What the list shows of a text that it does not show."""
    del record
