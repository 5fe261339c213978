"""How is the carrier emulator started? `python -m infra.local.carrier_emulator --help` says it."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
from infra.local.carrier_emulator.messages_api import MessagesApi
from infra.local.carrier_emulator.network import FAULTS, Fault, Network


class _Control:
    """The door that a rehearsal or a test steers the network by; a real carrier has none."""

    def __init__(self, network: Network, deliveries: Deliveries) -> None:
        self.network, self.deliveries = network, deliveries

    def routes(self) -> list[Route]:
        return [
            Route("/emulator/health", self.health),
            Route("/emulator/pending", self.pending),
            Route("/emulator/ledger", self.ledger),
            Route("/emulator/clock", self.clock, methods=["POST"]),
            Route("/emulator/faults", self.faults, methods=["POST"]),
            Route("/emulator/flush", self.flush, methods=["POST"]),
            Route("/emulator/phones/{phone}/texts", self.read, methods=["GET"]),
            Route("/emulator/phones/{phone}/texts", self.text, methods=["POST"]),
        ]

    async def health(self, _: Request) -> Response:
        return JSONResponse({"status": "up", "now": self.network.clock.now().isoformat()})

    async def pending(self, _: Request) -> Response:
        under_way = {"callbacks": self.deliveries.callbacks, "inbound": self.deliveries.inbound}
        return JSONResponse(under_way | {"accepting_late": self.network.accepting_late})

    async def ledger(self, _: Request) -> Response:
        return JSONResponse(self.network.ledger())

    async def clock(self, request: Request) -> Response:
        self.network.clock.turn(datetime.fromisoformat((await request.json())["now"]))
        self.deliveries.flush_late()
        return JSONResponse({"now": self.network.clock.now().isoformat()})

    async def faults(self, request: Request) -> Response:
        wanted = await request.json()
        if wanted.get("fault") not in FAULTS:
            return JSONResponse({"detail": f"fault must be one of {sorted(FAULTS)}"}, status_code=422)
        fault = Fault(wanted["fault"], int(wanted.get("count", 1)), wanted.get("to"))
        if fault.count == 0:
            self.network.faults.clear()
        else:
            self.network.faults.append(fault)
        return JSONResponse({"fault": fault.name, "count": fault.count}, status_code=201)

    async def flush(self, _: Request) -> Response:
        self.deliveries.flush_late(everything=True)
        return JSONResponse({})

    async def read(self, request: Request) -> Response:
        return JSONResponse(self.network.thread(request.path_params["phone"]))

    async def text(self, request: Request) -> Response:
        wanted = await request.json()
        to = wanted.get("to")
        if to is not None and to not in self.deliveries.senders:
            return JSONResponse({"detail": f"to must be one of {sorted(self.deliveries.senders)}"}, status_code=422)
        sid, status = await self.deliveries.text_us(request.path_params["phone"], str(wanted["body"]), to)
        return JSONResponse({"sid": sid, "webhook_status": status}, status_code=201)


class _DroppableConnection(H11Protocol):
    """Lets a fault close a connection without any answer, as a broken network does."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        inner = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})["emulator.transport"] = transport
            await inner(scope, receive, send)

        self.app = app


def make_app(options: argparse.Namespace) -> Starlette:
    """The emulator as an ASGI app."""
    network = Network(Path(options.ledger))
    deliveries = Deliveries(
        network,
        account=options.account_sid,
        token=options.auth_token,
        senders=options.from_number,
        webhook_base=options.webhook_base,
        advanced_opt_out=options.advanced_opt_out,
    )
    api = MessagesApi(
        network,
        deliveries,
        account=options.account_sid,
        token=options.auth_token,
        senders=options.from_number,
        hang_seconds=options.hang_seconds,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await deliveries.close()

    account = AccountApi(
        account=options.account_sid,
        token=options.auth_token,
        senders=options.from_number,
        webhook_base=options.webhook_base,
    )
    routes = [*api.routes(), *account.routes(), *_Control(network, deliveries).routes()]
    return Starlette(routes=routes, lifespan=lifespan)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="carrier_emulator", description="A carrier on this machine, for rehearsals.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--account-sid", required=True)
    parser.add_argument("--auth-token", required=True)
    parser.add_argument(
        "--from-number", required=True, action="append", help="a number of the program, E.164; may be given again"
    )
    parser.add_argument("--webhook-base", required=True, help="where the program listens")
    parser.add_argument("--ledger", required=True, help="the file that remembers everything")
    parser.add_argument("--hang-seconds", type=float, default=12.0, help="how long a timeout hangs")
    parser.add_argument("--advanced-opt-out", action="store_true", help="send OptOutType with keywords")
    return parser.parse_args()


def main() -> None:
    """Serve until told to stop."""
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
