"""What does a carrier bring, by whichever names its own forms call it? Values, on their way to be stored."""

from schemas.value import value


@value
class ArrivedText:
    """One text as it came. texted: the number that was texted and, after a space, the group of senders it belongs to.

    opt_out is what the carrier itself made of the text, None where it made nothing of it.
    """

    provider: str
    sid: str
    sender: str
    texted: str
    body: str
    opt_out: str | None


@value
class ArrivedReceipt:
    """What the carrier tells of a text of ours: the status and the error code in its own words."""

    sid: str
    status: str
    error_code: int | None
