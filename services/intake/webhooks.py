"""What does the carrier bring? Inbound texts and delivery receipts: checked, stored as they came, then answered.

Nothing clinical happens here. A text that cannot be stored is never answered with success.
"""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

import psycopg
from fastapi import APIRouter, Depends, Request, Response
from psycopg_pool import PoolTimeout

from services import wiring
from services.carrier.signature import is_genuine
from services.intake.kick import Kicker
from services.intake.problems import problem
from services.storage.inbox import Inbox

MOST_BYTES = 64 * 1024
_EMPTY_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
_TEXT_FIELDS = ("MessageSid", "From", "Body")
_RECEIPT_FIELDS = ("MessageSid", "MessageStatus")
Form = Sequence[tuple[str, str]]

router = APIRouter(prefix="/webhooks/twilio", tags=["webhooks"], include_in_schema=False)


def _inbox(request: Request) -> Inbox:
    inbox: Inbox = request.app.state.inbox
    return inbox


def _kicker(request: Request) -> Kicker:
    kicker: Kicker = request.app.state.kicker
    return kicker


async def _genuine_form(request: Request) -> Form | Response:
    """The form as it was signed, or the refusal."""
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        return problem(413, "too-large", "A webhook of the carrier is never this large.")
    body = await request.body()
    if len(body) > MOST_BYTES:
        return problem(413, "too-large", "A webhook of the carrier is never this large.")
    try:
        form = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=200, errors="strict")
    except ValueError:
        return problem(400, "not-a-form", "The body must be a form in UTF-8, as the carrier sends it.")
    settings = wiring.configuration()
    query = request.url.query
    url = settings.public_base_url.rstrip("/") + request.url.path + (f"?{query}" if query else "")
    if not is_genuine(settings.auth_tokens, url, form, request.headers.get("x-twilio-signature")):
        wiring.log("webhook.forged", path=request.url.path)
        return problem(403, "not-genuine", "The signature does not match: check PUBLIC_BASE_URL and TWILIO_AUTH_TOKEN.")
    return form


def _missing(form: Form, names: Sequence[str]) -> Response | None:
    absent = [name for name in names if name not in dict(form)]
    if absent:
        return problem(422, "fields-missing", f"The carrier's form lacks {', '.join(absent)}.")
    return None


def _not_kept(error: Exception) -> Response:
    wiring.log("webhook.not_kept", error=type(error).__name__)
    return problem(503, "not-kept", "This could not be kept; bring it again.", headers={"Retry-After": "5"})


@router.post("/sms")
async def inbound_text(
    request: Request, inbox: Annotated[Inbox, Depends(_inbox)], kicker: Annotated[Kicker, Depends(_kicker)]
) -> Response:
    """Keep a text, then say thank you with empty TwiML; a worker hears it."""
    form = await _genuine_form(request)
    if isinstance(form, Response):
        return form
    refusal = _missing(form, _TEXT_FIELDS)
    if refusal is not None:
        return refusal
    try:
        await inbox.store_text("twilio", form)
    except (psycopg.Error, PoolTimeout) as error:
        return _not_kept(error)
    kicker.kick("amble.hear_due")
    return Response(_EMPTY_TWIML, media_type="text/xml")


@router.post("/status")
async def delivery_receipt(
    request: Request, inbox: Annotated[Inbox, Depends(_inbox)], kicker: Annotated[Kicker, Depends(_kicker)]
) -> Response:
    """Keep a delivery receipt; a worker lets it count."""
    form = await _genuine_form(request)
    if isinstance(form, Response):
        return form
    refusal = _missing(form, _RECEIPT_FIELDS)
    if refusal is not None:
        return refusal
    text_id, attempt = request.query_params.get("message"), request.query_params.get("attempt", "")
    try:
        await inbox.store_receipt(
            dict(form),
            _uuid(text_id),
            int(attempt) if attempt.isdecimal() and len(attempt) < 5 else None,  # noqa: PLR2004
        )
    except (psycopg.Error, PoolTimeout) as error:
        return _not_kept(error)
    kicker.kick("amble.read_receipts")
    return Response(status_code=204)


def _uuid(value: str | None) -> str | None:
    try:
        return str(UUID(value)) if value else None
    except ValueError:
        return None
