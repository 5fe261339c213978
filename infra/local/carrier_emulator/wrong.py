"""The carrier's documented refusals of a text, checked before it accepts one."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from starlette.responses import JSONResponse

from infra.local.carrier_emulator.network import Network
from infra.local.carrier_emulator.resource import error

_E164 = re.compile(r"^\+[1-9]\d{6,14}$")
_WEB_ADDRESS = re.compile(r"^https?://[^\s/]+")
_LONGEST_BODY = 1600
_LONGEST_VALIDITY = 36_000
_SOONEST, _LATEST = timedelta(minutes=15), timedelta(days=35)


def refusal_of(network: Network, form: Mapping[str, str], media: Sequence[str]) -> JSONResponse | None:
    """The refusal that the carrier returns at once, or None: it accepts the text."""
    return _addresses(network, form) or _contents(form, media) or _conditions(network, form)


def _addresses(network: Network, form: Mapping[str, str]) -> JSONResponse | None:
    to, sender, service = form.get("To", ""), form.get("From"), form.get("MessagingServiceSid")
    if not to:
        return error(400, 21604, "A 'To' phone number is required.")
    if not _E164.match(to):
        return error(400, 21211, f"Invalid 'To' Phone Number: {to[:3]}XXXX")
    if not sender and not service:
        return error(400, 21603, "A 'From' phone number is required.")
    if service and service not in network.services:
        return error(400, 21701, "The Messaging Service does not exist")
    if sender and sender not in network.numbers:
        return error(400, 21606, "The 'From' phone number provided is not a valid message-capable phone number.")
    return None


def _contents(form: Mapping[str, str], media: Sequence[str]) -> JSONResponse | None:
    body = form.get("Body", "")
    if not body and not media:
        return error(400, 21602, "Message body is required.")
    if len(body) > _LONGEST_BODY:
        return error(400, 21617, "The concatenated message body exceeds the 1600 character limit")
    if not all(_WEB_ADDRESS.match(address) for address in media):
        return error(400, 21620, "Invalid media URL(s)")
    return None


def _conditions(network: Network, form: Mapping[str, str]) -> JSONResponse | None:
    validity, service = form.get("ValidityPeriod"), form.get("MessagingServiceSid")
    if validity is not None and not (validity.isdecimal() and 1 <= int(validity) <= _LONGEST_VALIDITY):
        return error(400, 21727, "The ValidityPeriod must be between 1 and 36000 seconds.")
    if service and form.get("ScheduleType") == "fixed" and not _can_be_scheduled(network, form.get("SendAt", "")):
        return error(400, 35114, "SendAt must be between 15 minutes and 35 days from now, in UTC (ISO 8601).")
    # A Messaging Service accepts the text all the same, and fails it later.
    if not service and network.is_opted_out(form["To"], form.get("From"), None):
        return error(400, 21610, "Attempt to send to unsubscribed recipient")
    return None


def _can_be_scheduled(network: Network, send_at: str) -> bool:
    try:
        moment = datetime.fromisoformat(send_at.replace("Z", "+00:00"))
    except ValueError:
        return False
    return moment.tzinfo is not None and _SOONEST <= moment - network.clock.now() <= _LATEST
