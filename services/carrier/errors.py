"""Two tables: what to do about each of a carrier's error codes, and which delivery status outranks which."""

from enum import StrEnum


class Remedy(StrEnum):
    """What to do about a code."""

    NUMBER_BAD = "number_bad"
    OPTED_OUT = "opted_out"
    OPERATOR = "operator"
    THIS_TEXT = "this_text"
    RETRY = "retry"
    EXPIRED = "expired"
    UNKNOWN_CODE = "unknown_code"


# As Twilio documents each code at https://www.twilio.com/docs/api/errors.
_CODES: dict[Remedy, tuple[int, ...]] = {
    # 21635: a landline, in a country where Twilio does not try them.
    Remedy.NUMBER_BAD: (21211, 21614, 21408, 21612, 21635, 30005, 30006),
    Remedy.OPTED_OUT: (21610,),
    # The account, a sender or its registration: the same for every patient.
    Remedy.OPERATOR: (
        20003, 21606, 21659, 21660, 21703, 21705, 30002, 30024, 30032, 30034, 30035, 30038, 63038,
    ),
    # Blocked, filtered or too long: this text, or texts to this phone.
    Remedy.THIS_TEXT: (21617, 30004, 30007),
    # 21611: the sender's queue is full. 30410: the phone's network did not answer. 30450: blocked for some minutes.
    Remedy.RETRY: (20429, 21611, 30001, 30003, 30008, 30017, 30022, 30023, 30027, 30410, 30450, 30500),
    # It waited in Twilio's queue for longer than its validity period and was never sent.
    Remedy.EXPIRED: (30036,),
}  # fmt: skip
REMEDIES = {code: remedy for remedy, codes in _CODES.items() for code in codes}

# A text that reached the phone has reached it, whatever was reported before.
STATUS_RANK = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "delivered": 5,
    "read": 5,
}
_FINAL = 4


def is_final(status: str) -> bool:
    """Whether no further receipt is expected; one that says "delivered" may come all the same."""
    return STATUS_RANK.get(status, 0) >= _FINAL


def remedy_of(code: int | None) -> Remedy:
    """What to do about a code; a code that is not in the table is never retried."""
    return REMEDIES.get(code, Remedy.UNKNOWN_CODE) if code is not None else Remedy.UNKNOWN_CODE


def advance_status(current: str | None, new: str) -> str | None:
    """The status after a receipt: callbacks come in any order, and a status never moves down.

    Of the final statuses only "delivered" may follow another.
    """
    if new not in STATUS_RANK:
        return current
    if current is None or STATUS_RANK[new] > STATUS_RANK[current]:
        return new
    return current
