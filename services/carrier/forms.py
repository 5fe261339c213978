"""The fields, headers and paths of the carrier's webhooks: the one place that names them."""

from collections.abc import Mapping

from schemas.arrived import ArrivedReceipt, ArrivedText

PROVIDER = "twilio"
TEXT_DOOR, RECEIPT_DOOR = "/webhooks/twilio/sms", "/webhooks/twilio/status"
SIGNATURE = "X-Twilio-Signature"
# A form without these cannot be stored.
OF_A_TEXT = ("MessageSid", "From", "Body")
OF_A_RECEIPT = ("MessageSid", "MessageStatus")
# "Thank you", and no automatic reply from the carrier.
THANKS, THANKS_TYPE = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>', "text/xml"
# Together they fit their column, with a space between them.
_LONGEST_NUMBER, _LONGEST_SID = 29, 34
_LONGEST_OPT_OUT = 16
# The limit of PostgreSQL's integer.
_LONGEST_CODE = 9


def text_of(fields: Mapping[str, str]) -> ArrivedText:
    """The text in an inbound form."""
    fields = _without_nul(fields)
    opt_out = fields.get("OptOutType")
    parts = (fields.get("To", "")[:_LONGEST_NUMBER], fields.get("MessagingServiceSid", "")[:_LONGEST_SID])
    return ArrivedText(
        provider=PROVIDER,
        sid=fields["MessageSid"][:64],
        sender=fields["From"][:64],
        texted=" ".join(part for part in parts if part),
        body=fields.get("Body", "")[:4000],
        opt_out=None if opt_out is None else opt_out[:_LONGEST_OPT_OUT],
    )


def receipt_of(fields: Mapping[str, str]) -> ArrivedReceipt:
    """The receipt in a status form."""
    fields = _without_nul(fields)
    code = fields.get("ErrorCode", "")
    return ArrivedReceipt(
        sid=fields["MessageSid"][:64],
        status=fields["MessageStatus"][:20],
        error_code=int(code) if code.isdecimal() and len(code) <= _LONGEST_CODE else None,
    )


def is_of_another_account(fields: Mapping[str, str], account: str) -> bool:
    """Whether a form names an account that is not ours."""
    return fields.get("AccountSid", account) != account


def _without_nul(fields: Mapping[str, str]) -> Mapping[str, str]:
    """PostgreSQL stores no NUL in text columns; the raw form still has it, as %00."""
    if not any("\x00" in value for value in fields.values()):
        return fields
    return {name: value.replace("\x00", "") for name, value in fields.items()}
