"""What does a carrier's error code ask of us, and which delivery status outranks which? Two tables."""

from enum import StrEnum


class Remedy(StrEnum):
    """What to do about a code."""

    NUMBER_BAD = "number_bad"
    OPTED_OUT = "opted_out"
    OPERATOR = "operator"
    RETRY = "retry"
    UNKNOWN_CODE = "unknown_code"


_CODES: dict[Remedy, tuple[int, ...]] = {
    Remedy.NUMBER_BAD: (21211, 21614, 21408, 21612, 30005, 30006),
    Remedy.OPTED_OUT: (21610,),
    Remedy.OPERATOR: (21617, 30007, 30034, 30004, 21703, 21606, 20003),
    Remedy.RETRY: (20429, 30001, 30003, 30008, 30017, 30022, 30023, 30027),
}
REMEDIES = {code: remedy for remedy, codes in _CODES.items() for code in codes}

STATUS_RANK = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "delivered": 4,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "read": 4,
}
_FINAL = 4


def remedy_of(code: int | None) -> Remedy:
    """What a code asks of us; a code that is not in the table is never retried."""
    return REMEDIES.get(code, Remedy.UNKNOWN_CODE) if code is not None else Remedy.UNKNOWN_CODE


def advance_status(current: str | None, new: str) -> str | None:
    """The status after a receipt: callbacks come in any order, and a status never moves down or out of a final one."""
    if new not in STATUS_RANK:
        return current
    if current is None or STATUS_RANK[new] > STATUS_RANK[current]:
        return new
    return current
