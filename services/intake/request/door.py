"""What every request gets: an id, safe headers, a limited body, and an answer whatever fails.

Plain ASGI, because a middleware class of the framework would cost each webhook a tenth of its speed.
"""

import asyncio
import re
import time
import uuid

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from services import wiring
from services.intake.request.problems import of_http_error, problem

REQUEST_ID = "x-request-id"
MOST_BYTES = 2 * 1024 * 1024
_BODY_WITHIN_SECONDS = 30
# As proxies make them, 32 hexadecimal digits. Nothing else is allowed, so that no log can hold a number or name.
_WELL_FORMED = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


class Door:
    """Our outermost layer: an error that nobody caught is logged once, with the request's id, and answered here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, begun, whole = _request_id(scope), False, False

        async def with_headers(message: Message) -> None:
            nonlocal begun, whole
            if message["type"] == "http.response.start":
                begun = True
                told = scope.get("state", {}).get("rate", ())
                own = (REQUEST_ID.encode(), request_id.encode())
                message["headers"] = [*message.get("headers", []), *_HEADERS, own, *told]
            else:
                whole = not message.get("more_body")
            await send(message)

        with bound_contextvars(request=request_id):
            try:
                await self.app(scope, _bounded(receive), with_headers)
            except ClientDisconnect:
                wiring.log("request.left")
            except HTTPException as error:
                # For errors raised before the framework's own handlers.
                if not begun:
                    await of_http_error(error)(scope, receive, with_headers)
            except Exception as error:
                wiring.fault("request.failed", error, route=_route(scope))
                if begun and not whole:
                    # Half an answer must not look complete.
                    raise _HalfAnswered from None
                if not begun:
                    await _unexpected(request_id)(scope, receive, with_headers)


class _HalfAnswered(Exception):
    """An answer broke off, so the server closes the connection."""


def _unexpected(request_id: str) -> ASGIApp:
    detail = f"This is our fault, not yours. It is logged as {request_id}. Try again later."
    return problem(500, "unexpected", detail, {"instance": f"urn:uuid:{uuid.UUID(request_id)}"})


def _request_id(scope: Scope) -> str:
    """The proxy's request id if it is valid, or else a new one."""
    for name, value in scope["headers"]:
        if name == REQUEST_ID.encode() and _WELL_FORMED.fullmatch(value.decode("latin-1").lower()):
            return str(uuid.UUID(value.decode("latin-1")))
    return str(uuid.uuid4())


def _route(scope: Scope) -> str:
    """The route as the code writes it; the address itself may contain what was sent."""
    return str(getattr(scope.get("route"), "path", ""))


def _bounded(receive: Receive) -> Receive:
    came, open_still, ends = 0, True, time.monotonic() + _BODY_WITHIN_SECONDS

    async def bounded() -> Message:
        nonlocal came, open_still
        if not open_still:
            return await receive()
        try:
            async with asyncio.timeout(ends - time.monotonic()):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, "The request did not arrive completely within half a minute.") from None
        came += len(message.get("body", b""))
        open_still = bool(message.get("more_body"))
        if came > MOST_BYTES:
            raise HTTPException(413, f"A request has at most {MOST_BYTES // 1024:,} KiB.")
        return message

    return bounded
