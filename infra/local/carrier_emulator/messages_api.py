"""How does the carrier's Messages API answer? Create, fetch, list, change, delete, and its documented errors."""

import asyncio
import base64
import hmac
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infra.local.carrier_emulator.deliveries import Deliveries
from infra.local.carrier_emulator.network import Message, Network, new_sid

_E164 = re.compile(r"^\+[1-9]\d{6,14}$")
_SLOW_SECONDS = 1.0
_LATE_SECONDS = 30.0
_LONGEST_BODY = 1600
_VERSION = "2010-04-01"
_GSM_SEGMENT, _GSM_SINGLE = 153, 160


def error(status: int, code: int, message: str, **headers: str) -> JSONResponse:
    """An error body in the carrier's form."""
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return JSONResponse(body, status_code=status, headers=headers)


class MessagesApi:
    """The resource `/2010-04-01/Accounts/{sid}/Messages`."""

    def __init__(
        self,
        network: Network,
        deliveries: Deliveries,
        *,
        account: str,
        token: str,
        senders: Sequence[str],
        hang_seconds: float,
    ) -> None:
        self.network, self.deliveries = network, deliveries
        self.account, self.senders, self.hang_seconds = account, senders, hang_seconds
        self._authorization = "Basic " + base64.b64encode(f"{account}:{token}".encode()).decode()

    def routes(self) -> list[Route]:
        """The paths that it answers."""
        base = f"/{_VERSION}/Accounts/{{account}}/Messages"
        return [
            Route(f"{base}.json", self.create, methods=["POST"]),
            Route(f"{base}.json", self.search, methods=["GET"]),
            Route(f"{base}/{{sid}}.json", self.fetch, methods=["GET"]),
            Route(f"{base}/{{sid}}.json", self.change, methods=["POST"]),
            Route(f"{base}/{{sid}}.json", self.delete, methods=["DELETE"]),
        ]

    def _refused(self, request: Request) -> JSONResponse | None:
        given = request.headers.get("authorization", "")
        if hmac.compare_digest(given, self._authorization) and request.path_params["account"] == self.account:
            return None
        return error(401, 20003, "Authenticate")

    def _found(self, request: Request) -> Message | JSONResponse:
        message = self.network.messages.get(request.path_params["sid"])
        if message is None or message.deleted:
            path = request.url.path
            return error(404, 20404, f"The requested resource {path} was not found")
        return message

    async def create(self, request: Request) -> Response:
        """Take a text, unless it is wrong or a fault was asked for."""
        refused = self._refused(request)
        if refused is not None:
            return refused
        form = await _form(request)
        wrong = self._wrong(form)
        if wrong is not None:
            return wrong
        fault = self.network.next_fault(form["To"])
        failed = await self._fail_before(fault)
        if failed is not None:
            return failed
        message = self._accept(form)
        answer = JSONResponse(self.resource(message), status_code=201)
        self.deliveries.deliver(message, fault)
        self.network.keep()
        if fault == "reset_after_accept":
            return _Dropped()
        if fault == "timeout_after_accept":
            await asyncio.sleep(self.hang_seconds)
        return answer

    def _wrong(self, form: dict[str, str]) -> JSONResponse | None:
        to, body = form.get("To", ""), form.get("Body", "")
        if not to:
            return error(400, 21604, "A 'To' phone number is required.")
        if not _E164.match(to):
            return error(400, 21211, f"Invalid 'To' Phone Number: {to[:3]}XXXX")
        if not form.get("From") and not form.get("MessagingServiceSid"):
            return error(400, 21603, "A 'From' phone number is required.")
        if form.get("From") and form["From"] not in self.senders:
            return error(400, 21606, "The 'From' phone number provided is not a valid message-capable phone number.")
        if not body:
            return error(400, 21602, "Message body is required.")
        if len(body) > _LONGEST_BODY:
            return error(400, 21617, "The concatenated message body exceeds the 1600 character limit")
        return self._wrong_for_carrier(to, self._sender(form), form.get("ValidityPeriod"))

    def _sender(self, form: dict[str, str]) -> str:
        return form.get("From") or self.senders[0]

    def _wrong_for_carrier(self, to: str, sender: str, validity: str | None) -> JSONResponse | None:
        if validity is not None and not (validity.isdecimal() and 1 <= int(validity) <= 36_000):
            return error(400, 21727, "The ValidityPeriod must be between 1 and 36000 seconds.")
        if (to, sender) in self.network.opted_out:
            return error(400, 21610, "Attempt to send to unsubscribed recipient")
        return None

    async def _fail_before(self, fault: str | None) -> Response | None:
        match fault:
            case "429":
                return error(429, 20429, "Too Many Requests", **{"Retry-After": "1"})
            case "500":
                return error(500, 20500, "Internal Server Error")
            case "21610":
                return error(400, 21610, "Attempt to send to unsubscribed recipient")
            case "503":
                return error(503, 20503, "Service Unavailable")
            case "slow":
                # Shorter than any caller waits: in the end it answers.
                await asyncio.sleep(min(self.hang_seconds / 4, _SLOW_SECONDS))
            case "late_acceptance":
                # Longer than any caller waits, and the text goes out after all.
                self.network.accepting_late += 1
                await asyncio.sleep(_LATE_SECONDS)
                self.network.accepting_late -= 1
            case "timeout_before":
                await asyncio.sleep(self.hang_seconds)
                return _Dropped()
            case "reset":
                return _Dropped()
        return None

    def _accept(self, form: dict[str, str]) -> Message:
        return self.network.add(
            Message(
                sid=new_sid(),
                account=self.account,
                to=form["To"],
                sender=self._sender(form),
                body=form["Body"],
                direction="outbound-api",
                status="accepted" if form.get("MessagingServiceSid") else "queued",
                at=self.network.clock.now().isoformat(),
                callback=form.get("StatusCallback"),
                messaging_service_sid=form.get("MessagingServiceSid"),
            )
        )

    async def fetch(self, request: Request) -> Response:
        """One text."""
        refused = self._refused(request)
        found = refused or self._found(request)
        return found if isinstance(found, Response) else JSONResponse(self.resource(found))

    async def change(self, request: Request) -> Response:
        """Redact a body, or cancel."""
        refused = self._refused(request)
        found = refused or self._found(request)
        if isinstance(found, Response):
            return found
        form = await _form(request)
        if form.get("Body") == "":
            found.body = ""
            self.network.write("body", sid=found.sid)
            self.network.keep()
        if form.get("Status") == "canceled":
            if found.status not in ("accepted", "scheduled", "queued"):
                return error(400, 30409, "Message cannot be canceled: it has been sent.")
            self.network.set_status(found, "canceled")
            self.network.keep()
        return JSONResponse(self.resource(found))

    async def delete(self, request: Request) -> Response:
        """Forget a text."""
        refused = self._refused(request)
        found = refused or self._found(request)
        if isinstance(found, Response):
            return found
        found.deleted = True
        self.network.write("deleted", sid=found.sid)
        self.network.keep()
        return Response(status_code=204)

    async def search(self, request: Request) -> Response:
        """Texts by To, From and DateSent, the newest first, in pages."""
        refused = self._refused(request)
        if refused is not None:
            return refused
        query = request.query_params
        size, page = int(query.get("PageSize", "50")), int(query.get("Page", "0"))
        if not 1 <= size <= 1000:  # the carrier's limit
            return error(400, 20001, "Page size must be between 1 and 1000")
        to = query.get("To")
        known = (
            self.network.messages.values() if to is None or to in self.senders else self.network.of_phone.get(to, [])
        )
        chosen = [m for m in reversed(known) if not m.deleted and _matches(m, query)]
        part = chosen[page * size : (page + 1) * size]
        more = (page + 1) * size < len(chosen)
        return JSONResponse(self._page(request, part, page, size, more=more))

    def _page(self, request: Request, part: list[Message], page: int, size: int, *, more: bool) -> dict[str, Any]:
        def uri(number: int) -> str:
            rest = [(k, v) for k, v in request.query_params.multi_items() if k not in ("Page", "PageSize")]
            query = urlencode([*rest, ("PageSize", size), ("Page", number)])
            return f"{request.url.path}?{query}"

        return {
            "messages": [self.resource(message) for message in part],
            "page": page,
            "page_size": size,
            "start": page * size,
            "end": max(page * size, page * size + len(part) - 1),
            "uri": uri(page),
            "first_page_uri": uri(0),
            "next_page_uri": uri(page + 1) if more else None,
            "previous_page_uri": uri(page - 1) if page else None,
        }

    def resource(self, message: Message) -> dict[str, Any]:
        """A text as the API shows it, field by field."""
        at = format_datetime(datetime.fromisoformat(message.at))
        uri = f"/{_VERSION}/Accounts/{message.account}/Messages/{message.sid}"
        length = len(message.body)
        segments = 1 if length <= _GSM_SINGLE else -(-length // _GSM_SEGMENT)
        return {
            "account_sid": message.account,
            "api_version": _VERSION,
            "body": message.body,
            "date_created": at,
            "date_sent": at if message.status not in ("accepted", "queued") else None,
            "date_updated": at,
            "direction": message.direction,
            "error_code": message.error_code,
            "error_message": None,
            "from": message.sender,
            "messaging_service_sid": message.messaging_service_sid,
            "num_media": "0",
            "num_segments": str(segments),
            "price": None,
            "price_unit": "USD",
            "sid": message.sid,
            "status": message.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": message.to,
            "uri": f"{uri}.json",
        }


def _matches(message: Message, query: Any) -> bool:
    if query.get("To") not in (None, message.to) or query.get("From") not in (None, message.sender):
        return False
    at = datetime.fromisoformat(message.at)
    for name in ("DateSent>", "DateSent<", "DateSent"):
        if name in query:
            moment, whole_day = _moment(query[name])
            if name == "DateSent" and not moment <= at < moment + timedelta(days=1):
                return False
            if name == "DateSent>" and at < moment:
                return False
            if name == "DateSent<" and at > moment + (timedelta(days=1) if whole_day else timedelta(0)):
                return False
    return True


def _moment(written: str) -> tuple[datetime, bool]:
    whole_day = len(written) == len("2026-01-01")
    text = f"{written}T00:00:00+00:00" if whole_day else written.replace("Z", "+00:00")
    return datetime.fromisoformat(text), whole_day


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


class _Dropped(Response):
    """No answer at all: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        transport = scope.get("extensions", {}).get("emulator.transport")
        if transport is not None:
            transport.abort()
