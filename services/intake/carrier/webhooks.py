"""The carrier's webhooks: inbound texts and delivery receipts are verified, stored as they arrive, then answered.

Nothing clinical happens here. A text that cannot be stored is never answered with success. Webhooks bypass the
framework's routing, which would cost a quarter of their speed.
"""

import time
from collections.abc import Sequence
from urllib.parse import parse_qs, parse_qsl
from uuid import UUID

from fastapi import Request, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from services import wiring
from services.carrier import forms
from services.carrier.signature import is_genuine
from services.intake.request.problems import problem
from services.storage.inbox import NotKept
from services.wiring.telemetry import traced

MOST_BYTES = 64 * 1024
_MOST_ATTEMPT_DIGITS = 4


async def _genuine_form(request: Request, needed: Sequence[str]) -> tuple[dict[str, str], str] | Response:
    """The form's fields and the form as it was signed, or a refusal."""
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        return problem(413, "too-large", "A webhook of the carrier is never this large.")
    body = await request.body()
    if len(body) > MOST_BYTES:
        return problem(413, "too-large", "A webhook of the carrier is never this large.")
    try:
        raw = body.decode("ascii")
        form = parse_qsl(raw, keep_blank_values=True, max_num_fields=200, errors="strict")
    except ValueError:
        return problem(400, "not-a-form", "The body must be a form in UTF-8, as the carrier sends it.")
    door = request.app.state
    path, query = request.scope["path"], request.scope["query_string"]
    url = f"{door.public_base_url}{path}?{query.decode('ascii')}" if query else door.public_base_url + path
    if not is_genuine(door.auth_tokens, url, form, request.headers.get(forms.SIGNATURE)):
        wiring.log("webhook.forged", path=path)
        return problem(403, "not-genuine", "The signature does not match: check PUBLIC_BASE_URL and TWILIO_AUTH_TOKEN.")
    fields = dict(form)
    if forms.is_of_another_account(fields, door.account):
        # Our token signed it, so it is kept: a mistake in the carrier's console must not lose a patient's words.
        wiring.log("webhook.of_another_account", path=path)
    absent = [name for name in needed if name not in fields]
    if absent:
        return problem(422, "fields-missing", f"The carrier's form lacks {', '.join(absent)}.")
    return fields, raw


def _not_kept(error: NotKept) -> Response:
    wiring.log("webhook.not_kept", why=str(error))
    return problem(503, "not-kept", "This could not be stored: send it again.", headers={"Retry-After": "5"})


async def inbound_text(request: Request) -> Response:
    """Store a text and acknowledge it; a worker will hear it."""
    form = await _genuine_form(request, forms.OF_A_TEXT)
    if isinstance(form, Response):
        return form
    fields, raw = form
    began, text = time.time(), forms.text_of(fields)
    try:
        await request.app.state.inbox.store_text(text, raw)
    except NotKept as error:
        return _not_kept(error)
    traced("reply.stored", text.sid, began)
    request.app.state.wake_ups.wake_up("amble.hear_due")
    return Response(forms.THANKS, media_type=forms.THANKS_TYPE)


async def delivery_receipt(request: Request) -> Response:
    """Store a delivery receipt; a worker will process it."""
    form = await _genuine_form(request, forms.OF_A_RECEIPT)
    if isinstance(form, Response):
        return form
    receipt = forms.receipt_of(form[0])
    query, began = parse_qs(request.scope["query_string"].decode("ascii")), time.time()
    text_id, attempt = query.get("message", [""])[0], query.get("attempt", [""])[0]
    number = int(attempt) if attempt.isdecimal() and len(attempt) <= _MOST_ATTEMPT_DIGITS else None
    try:
        await request.app.state.inbox.store_receipt(receipt, form[1], _uuid(text_id), number)
    except NotKept as error:
        return _not_kept(error)
    traced("receipt.stored", text_id or receipt.sid, began, status=receipt.status)
    request.app.state.wake_ups.wake_up("amble.read_receipts")
    return Response(status_code=204)


def _uuid(value: str) -> str | None:
    try:
        return str(UUID(value))
    except ValueError:
        return None


_ANSWERS = {forms.TEXT_DOOR: inbound_text, forms.RECEIPT_DOOR: delivery_receipt}
# Other methods are answered with a hint that webhooks must be posted.
ROUTES = [Route(path, answer, methods=["POST"]) for path, answer in _ANSWERS.items()]


class WebhookDoor:
    """Handles webhooks before the framework's routing; every other request goes on to the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _ANSWERS.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if answer is None:
            await self.app(scope, receive, send)
        else:
            response = await answer(Request(scope, receive))
            await response(scope, receive, send)
