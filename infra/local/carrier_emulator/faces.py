"""The carrier's behaviour: how long a text waits, what becomes of its words, what its codes mean."""

from dataclasses import dataclass, fields, replace
from typing import Any

AS_SENT, TRIAL, REDACTED, SMART_ENCODED = "as_sent", "trial", "redacted", "smart_encoded"
BODIES = (AS_SENT, TRIAL, REDACTED, SMART_ENCODED)
_TRIAL_PREFIX = "Sent from your Twilio trial account - "
_SMART = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u2026": "...", "\u00a0": " ", "\u2022": "-", "\u00ab": '"', "\u00bb": '"', "\u2212": "-",
    }
)  # fmt: skip
FAILED, UNDELIVERED = "failed", "undelivered"
# The final status and error_message of each code. A text that failed was never sent; an undelivered one was.
CODES: dict[int, tuple[str, str]] = {
    21610: (FAILED, "Attempt to send to unsubscribed recipient"),
    30001: (FAILED, "Queue overflow"),
    30002: (FAILED, "Account suspended"),
    30003: (UNDELIVERED, "Unreachable destination handset"),
    30004: (UNDELIVERED, "Message blocked"),
    30005: (UNDELIVERED, "Unknown destination handset"),
    30006: (UNDELIVERED, "Landline or unreachable carrier"),
    30007: (UNDELIVERED, "Message filtered"),
    30008: (UNDELIVERED, "Unknown error"),
    30034: (UNDELIVERED, "Message from an Unregistered Number"),
    30036: (FAILED, "Validity Period Expired"),
    30410: (UNDELIVERED, "Provider Timeout Error"),
    30500: (UNDELIVERED, "Internal Error"),
}


@dataclass(frozen=True)
class Face:
    """How the carrier behaves from here on. All times are seconds on its own clock, 0 or more.

    bodies: one of BODIES. queued: how long a text waits before it is sent. step: from one status to the next. final:
    from `sent` to the last status.
    """

    bodies: str = AS_SENT
    queued: float = 0.03
    step: float = 0.03
    final: float = 0.06

    def carried(self, body: str) -> str:
        """The words as they leave, which is also how the list shows them."""
        if self.bodies == TRIAL:
            return _TRIAL_PREFIX + body
        return body.translate(_SMART) if self.bodies == SMART_ENCODED else body

    def shown(self, body: str) -> str:
        """The words as the API shows them afterwards."""
        return "" if self.bodies == REDACTED else body


def face_from(wanted: dict[str, Any]) -> Face:
    """The behaviour that a test asks for; omitted fields keep their defaults. Raises ValueError with what would be
    right.
    """
    names = {field.name for field in fields(Face)}
    if not set(wanted) <= names:
        raise ValueError(f"a face has only {', '.join(sorted(names))}")
    face = replace(Face(), **wanted)
    if face.bodies not in BODIES:
        raise ValueError(f"bodies must be one of {', '.join(BODIES)}")
    if min(face.queued, face.step, face.final) < 0:
        raise ValueError("queued, step and final are seconds, 0 or more")
    return face
