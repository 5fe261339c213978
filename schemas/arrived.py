"""What a carrier delivers, whatever its own forms call it: values on their way to be stored."""

from schemas.value import value


@value
class ArrivedText:
    """One inbound text. texted: the number that was texted and, after a space, the group of senders it belongs to.

    opt_out is how the carrier itself understood the text, None if it did nothing with it.
    """

    provider: str
    sid: str
    sender: str
    texted: str
    body: str
    opt_out: str | None


@value
class ArrivedReceipt:
    """The carrier's report on a text of ours: its status and error code, in the carrier's own words."""

    sid: str
    status: str
    error_code: int | None
