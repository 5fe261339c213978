"""The carrier's Messages API: create, fetch, list, change, delete, and its documented errors."""

import asyncio
import base64
import hmac
from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infra.local.carrier_emulator.network import Message, Network, new_sid
from infra.local.carrier_emulator.resource import VERSION, error, media_of, shown
from infra.local.carrier_emulator.search import page_of, texts_by
from infra.local.carrier_emulator.timeline import Fate, Timeline
from infra.local.carrier_emulator.wrong import refusal_of

_SLOW_SECONDS = 1.0
_LATE_SECONDS = 30.0
_LARGEST_PAGE = 1000


class MessagesApi:
    """The resource `/2010-04-01/Accounts/{sid}/Messages`."""

    def __init__(self, network: Network, timeline: Timeline, *, account: str, token: str, hang_seconds: float) -> None:
        self.network, self.timeline = network, timeline
        self.account, self.hang_seconds = account, hang_seconds
        self._authorization = "Basic " + base64.b64encode(f"{account}:{token}".encode()).decode()

    def routes(self) -> list[Route]:
        """The paths that it serves."""
        base = f"/{VERSION}/Accounts/{{account}}/Messages"
        return [
            Route(f"{base}.json", self.create, methods=["POST"]),
            Route(f"{base}.json", self.search, methods=["GET"]),
            Route(f"{base}/{{sid}}.json", self.fetch, methods=["GET"]),
            Route(f"{base}/{{sid}}.json", self.change, methods=["POST"]),
            Route(f"{base}/{{sid}}.json", self.delete, methods=["DELETE"]),
            Route(f"{base}/{{sid}}/Media.json", self.media, methods=["GET"]),
        ]

    def _refused(self, request: Request) -> JSONResponse | None:
        given = request.headers.get("authorization", "")
        if hmac.compare_digest(given, self._authorization) and request.path_params["account"] == self.account:
            return None
        return error(401, 20003, "Authenticate")

    def _found(self, request: Request) -> Message | JSONResponse:
        refused = self._refused(request)
        if refused is not None:
            return refused
        message = self.network.messages.get(request.path_params["sid"])
        if message is None or message.deleted:
            return error(404, 20404, f"The requested resource {request.url.path} was not found")
        return message

    async def create(self, request: Request) -> Response:
        """Accept a text, unless it is invalid or a fault was requested."""
        refused = self._refused(request)
        if refused is not None:
            return refused
        fields = parse_qsl((await request.body()).decode(), keep_blank_values=True)
        form, media = dict(fields), [value for name, value in fields if name == "MediaUrl"]
        wrong = refusal_of(self.network, form, media)
        if wrong is not None:
            return wrong
        faults = self.network.next_fault(form["To"])
        failed = await self._fail_before(faults, form)
        if failed is not None:
            return failed
        message = self._accept(form, media)
        answer = JSONResponse(shown(message, self.network.face), status_code=201)
        self.network.keep()
        self.timeline.begin(message, Fate.of(faults))
        if "reset_after_accept" in faults:
            return _Dropped()
        if "timeout_after_accept" in faults:
            await asyncio.sleep(self.hang_seconds)
        return answer

    async def _fail_before(self, faults: frozenset[str], form: Mapping[str, str]) -> Response | None:
        for fault in faults:
            match fault:
                case "429":
                    return _too_many()
                case "500":
                    return error(500, 20500, "Internal Server Error")
                case "21610" if not form.get("MessagingServiceSid"):
                    return error(400, 21610, "Attempt to send to unsubscribed recipient")
                case "503":
                    return error(503, 20503, "Service Unavailable")
                case "slow":
                    # Shorter than any caller's time limit: the response comes in the end.
                    await asyncio.sleep(min(self.hang_seconds / 4, _SLOW_SECONDS))
                case "late_acceptance":
                    # Longer than any caller's time limit, and the text goes out after all.
                    self.network.accepting_late += 1
                    await asyncio.sleep(_LATE_SECONDS)
                    self.network.accepting_late -= 1
                case "timeout_before":
                    await asyncio.sleep(self.hang_seconds)
                    return _Dropped()
                case "reset":
                    return _Dropped()
        return None

    def _accept(self, form: Mapping[str, str], media: Sequence[str]) -> Message:
        now, service, validity = self.network.clock.now(), form.get("MessagingServiceSid"), form.get("ValidityPeriod")
        scheduled = service is not None and form.get("ScheduleType") == "fixed"
        sid = new_sid("MM" if media else "SM")
        return self.network.add(
            Message(
                sid=sid,
                account=self.account,
                to=form["To"],
                sender=form.get("From"),
                body=self.network.face.carried(form.get("Body", "")),
                direction="outbound-api",
                status="scheduled" if scheduled else "accepted" if service else "queued",
                at=now.isoformat(),
                callback=form.get("StatusCallback"),
                messaging_service_sid=service,
                send_at=form["SendAt"].replace("Z", "+00:00") if scheduled else None,
                valid_until=(now + timedelta(seconds=int(validity))).isoformat() if validity else None,
                media=self.network.pictures(self.account, sid, len(media)),
            )
        )

    async def fetch(self, request: Request) -> Response:
        """One text."""
        found = self._found(request)
        return found if isinstance(found, Response) else JSONResponse(shown(found, self.network.face))

    async def media(self, request: Request) -> Response:
        """The pictures of one text."""
        found = self._found(request)
        return found if isinstance(found, Response) else JSONResponse(media_of(found))

    async def change(self, request: Request) -> Response:
        """Redact a body, or cancel."""
        found = self._found(request)
        if isinstance(found, Response):
            return found
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        if form.get("Body") == "":
            found.body = ""
            self.network.write("body", sid=found.sid)
            self.network.keep()
        if form.get("Status") == "canceled":
            if found.status not in ("accepted", "scheduled", "queued"):
                return error(400, 30409, "Message cannot be canceled: it has been sent.")
            self.network.set_status(found, "canceled")
            self.network.keep()
        return JSONResponse(shown(found, self.network.face))

    async def delete(self, request: Request) -> Response:
        """Forget a text."""
        found = self._found(request)
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
        if self.network.next_list_fails():
            return _too_many()
        size = int(request.query_params.get("PageSize", "50"))
        if not 1 <= size <= _LARGEST_PAGE:
            return error(400, 20001, "Page size must be between 1 and 1000")
        chosen = texts_by(self.network, request.query_params)
        return JSONResponse(page_of(request, self.network, chosen, size))


def _too_many() -> JSONResponse:
    return error(429, 20429, "Too Many Requests", **{"Retry-After": "1"})


class _Dropped(Response):
    """No response at all: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        transport = scope.get("extensions", {}).get("emulator.transport")
        if transport is not None:
            transport.abort()
