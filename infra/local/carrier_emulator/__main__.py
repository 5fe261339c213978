"""Starts the carrier emulator: see `python -m infra.local.carrier_emulator --help`."""

import argparse
import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from infra.local.carrier_emulator.account_api import AccountApi
from infra.local.carrier_emulator.deliveries import Deliveries
from infra.local.carrier_emulator.faces import face_from
from infra.local.carrier_emulator.messages_api import MessagesApi
from infra.local.carrier_emulator.network import FAULTS, Fault, Network
from infra.local.carrier_emulator.timeline import Timeline
from infra.local.carrier_emulator.webhooks import Webhooks


class _Control:
    """The emulator's own door, by which a rehearsal or a test controls the network; a real carrier has none."""

    def __init__(self, network: Network, timeline: Timeline, deliveries: Deliveries) -> None:
        self.network, self.timeline, self.deliveries = network, timeline, deliveries

    def routes(self) -> list[Route]:
        return [
            Route("/emulator/health", self.health),
            Route("/emulator/pending", self.pending),
            Route("/emulator/ledger", self.ledger),
            Route("/emulator/clock", self.clock, methods=["POST"]),
            Route("/emulator/face", self.face, methods=["POST"]),
            Route("/emulator/faults", self.faults, methods=["POST"]),
            Route("/emulator/flush", self.flush, methods=["POST"]),
            Route("/emulator/phones/{phone}/texts", self.read, methods=["GET"]),
            Route("/emulator/phones/{phone}/texts", self.text, methods=["POST"]),
            Route("/emulator/texts", self.texts, methods=["POST"]),
        ]

    async def health(self, _: Request) -> Response:
        return JSONResponse({"status": "up", "now": self.network.clock.now().isoformat()})

    async def pending(self, _: Request) -> Response:
        under_way = {"callbacks": self.deliveries.callbacks, "inbound": self.deliveries.inbound}
        return JSONResponse(under_way | {"accepting_late": self.network.accepting_late, "moving": self.timeline.moving})

    async def ledger(self, _: Request) -> Response:
        return JSONResponse(self.network.ledger())

    async def clock(self, request: Request) -> Response:
        self.network.clock.turn(datetime.fromisoformat((await request.json())["now"]))
        self.timeline.wake()
        self.deliveries.flush_late()
        return JSONResponse({"now": self.network.clock.now().isoformat()})

    async def face(self, request: Request) -> Response:
        try:
            self.network.face = face_from(await request.json())
        except ValueError as error:
            return JSONResponse({"detail": str(error)}, status_code=422)
        return JSONResponse(asdict(self.network.face), status_code=201)

    async def faults(self, request: Request) -> Response:
        wanted = await request.json()
        names = frozenset(str(wanted.get("fault")).split("+"))
        if not names <= FAULTS:
            detail = f"fault must be one of {sorted(FAULTS)}, or several with a plus between them"
            return JSONResponse({"detail": detail}, status_code=422)
        fault = Fault(names, int(wanted.get("count", 1)), wanted.get("to"))
        if fault.count == 0:
            self.network.faults.clear()
        else:
            self.network.faults.append(fault)
        return JSONResponse({"fault": wanted["fault"], "count": fault.count}, status_code=201)

    async def flush(self, _: Request) -> Response:
        self.deliveries.flush_late(everything=True)
        return JSONResponse({})

    async def read(self, request: Request) -> Response:
        return JSONResponse(self.network.thread(request.path_params["phone"]))

    async def text(self, request: Request) -> Response:
        wanted = await request.json()
        to = wanted.get("to")
        if to is not None and to not in self.network.numbers:
            return JSONResponse({"detail": f"to must be one of {sorted(self.network.numbers)}"}, status_code=422)
        media = [str(kind) for kind in wanted.get("media", [])]
        sid, status = await self.deliveries.text_us(request.path_params["phone"], str(wanted["body"]), to, media)
        return JSONResponse({"sid": sid, "webhook_status": status}, status_code=201)

    async def texts(self, request: Request) -> Response:
        """Many phones text at once; the texts of one phone come one after another."""
        wanted = (await request.json())["texts"]
        unknown = [text["to"] for text in wanted if text.get("to") not in (None, *self.network.numbers)]
        if unknown:
            return JSONResponse({"detail": f"to must be one of {sorted(self.network.numbers)}"}, status_code=422)
        of_phone: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for text in wanted:
            of_phone[text["phone"]].append(text)

        async def bring(texts: list[dict[str, Any]]) -> None:
            for text in texts:
                await self.deliveries.text_us(text["phone"], str(text["body"]), text.get("to"))

        await asyncio.gather(*map(bring, of_phone.values()))
        return JSONResponse({"texts": len(wanted)}, status_code=201)


class _DroppableConnection(H11Protocol):
    """Lets a fault close a connection without any response, as a broken network does."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        inner = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})["emulator.transport"] = transport
            await inner(scope, receive, send)

        self.app = app


def make_app(options: argparse.Namespace) -> Starlette:
    """The emulator as an ASGI app."""
    services = dict(options.service)
    network = Network(Path(options.ledger), options.from_number, services)
    deliveries = Deliveries(
        network,
        account=options.account_sid,
        webhooks=Webhooks(options.auth_token),
        inbound_url=f"{options.webhook_base.rstrip('/')}/webhooks/twilio/sms#{options.webhook_overrides}",
        advanced_opt_out=options.advanced_opt_out,
    )
    timeline = Timeline(network, deliveries.tell)
    api = MessagesApi(
        network,
        timeline,
        account=options.account_sid,
        token=options.auth_token,
        hang_seconds=options.hang_seconds,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        timeline.resume()
        running = asyncio.get_running_loop().create_task(timeline.run())
        yield
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await deliveries.close()

    account = AccountApi(
        account=options.account_sid,
        token=options.auth_token,
        senders=options.from_number,
        webhook_base=options.webhook_base,
    )
    routes = [*api.routes(), *account.routes(), *_Control(network, timeline, deliveries).routes()]
    return Starlette(routes=routes, lifespan=lifespan)


def _service(written: str) -> tuple[str, tuple[str, ...]]:
    """A Messaging Service as written in an option: `MG...=+15005550021,+15005550022`."""
    sid, _, pool = written.partition("=")
    if not sid.startswith("MG") or not pool:
        raise argparse.ArgumentTypeError("write it as SID=NUMBER,NUMBER")
    return sid, tuple(pool.split(","))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="carrier_emulator", description="A carrier on this machine, for rehearsals.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--account-sid", required=True)
    parser.add_argument("--auth-token", required=True)
    parser.add_argument(
        "--from-number", required=True, action="append", help="a number of the program, E.164; may be given again"
    )
    parser.add_argument(
        "--service",
        type=_service,
        action="append",
        default=[],
        help="a Messaging Service and its pool, SID=NUMBER,NUMBER",
    )
    parser.add_argument("--webhook-base", required=True, help="where the program listens")
    parser.add_argument(
        "--webhook-overrides",
        default="",
        help="what stands behind # in the number's webhook at the carrier: rc=5&rp=all",
    )
    parser.add_argument("--ledger", required=True, help="the file that remembers everything")
    parser.add_argument("--hang-seconds", type=float, default=12.0, help="how long a timeout hangs")
    parser.add_argument("--advanced-opt-out", action="store_true", help="send OptOutType with keywords")
    return parser.parse_args()


def main() -> None:
    """Serve until stopped."""
    options = _options()
    uvicorn.run(
        make_app(options),
        host=options.host,
        port=options.port,
        log_level="warning",
        access_log=False,
        http=_DroppableConnection,
        lifespan="on",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
