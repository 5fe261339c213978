"""A running carrier emulator, the real carrier pointed at it, and a program that only listens to its webhooks."""

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx2

from infra.local.processes import LOOPBACK, Children, Program, free_port
from services.carrier.port import OutgoingText
from services.carrier.twilio import TwilioCarrier, TwilioSender, open_client

ACCOUNT, TOKEN, SENDER, PHONE = "AC" + "1" * 32, "token", "+15005550006", "+12025550143"
SERVICE, POOL = "MG" + "2" * 32, ("+15005550021", "+15005550022")
NOBODY = "http://127.0.0.1:9"


class Emulator:
    """A running emulator, and the real carrier pointed at it. more: options of its command."""

    def __init__(self, children: Children, folder: Path, webhook_base: str = NOBODY, more: Sequence[str] = ()) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        options = ["--port", str(self.port), "--account-sid", ACCOUNT, "--auth-token", TOKEN, "--from-number", SENDER,
                   "--webhook-base", webhook_base, "--ledger", str(folder / "ledger.jsonl"), "--hang-seconds", "3",
                   "--service", f"{SERVICE}={','.join(POOL)}", *more]  # fmt: skip
        self.program = Program("carrier", [sys.executable, "-m", "infra.local.carrier_emulator", *options])
        self.child = children.start(self.program)
        self.http = httpx2.Client(base_url=self.base, auth=(ACCOUNT, TOKEN), timeout=30, verify=LOOPBACK)
        self.child.wait_until(self.answers, seconds=20)
        client = open_client(ACCOUNT, TOKEN, api_base_url=self.base, timeout_seconds=1.0)
        self.carrier = TwilioCarrier(client, TwilioSender((SENDER,)), NOBODY)

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return self.http.get("/emulator/health").status_code == 200
        except httpx2.HTTPError:
            return False

    def send(self, to: str = PHONE, body: str = "hello") -> Any:
        """One text, through the real carrier."""
        return self.carrier.send(OutgoingText(to, body, "m", 1, 600))

    @staticmethod
    def path(sid: str, rest: str = "") -> str:
        """Of one text, or of all (\"\") without its ending."""
        return f"/2010-04-01/Accounts/{ACCOUNT}/Messages{'/' if sid else ''}{sid}{rest}"

    def ask(self, **fields: str) -> httpx2.Response:
        """One create call as it goes over the wire, from SENDER unless a field says otherwise (\"\": without one)."""
        wanted = {"To": PHONE, "From": SENDER} | fields
        return self.http.post(self.path("", ".json"), data={name: value for name, value in wanted.items() if value})

    def create(self, **fields: str) -> dict[str, Any]:
        """The resource that a create call makes."""
        answer = self.ask(**fields)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def fetch(self, sid: str) -> dict[str, Any]:
        """One text as the API shows it."""
        text: dict[str, Any] = self.http.get(self.path(sid, ".json")).json()
        return text

    def listed(self, **query: str) -> list[dict[str, Any]]:
        """The first page of a list."""
        texts: list[dict[str, Any]] = self.http.get(self.path("", ".json"), params=query).json()["messages"]
        return texts

    def fail(self, fault: str, count: int = 1) -> None:
        """The next calls meet this."""
        assert self.http.post("/emulator/faults", json={"fault": fault, "count": count}).status_code == 201

    def face(self, **wanted: Any) -> None:
        """How the carrier behaves from here on."""
        assert self.http.post("/emulator/face", json=wanted).status_code == 201

    def now(self) -> datetime:
        """The carrier's clock."""
        return datetime.fromisoformat(self.http.get("/emulator/health").json()["now"])

    def turn(self, by: timedelta) -> None:
        """Let time pass at the carrier."""
        self.http.post("/emulator/clock", json={"now": (self.now() + by).isoformat()})

    def calm(self) -> None:
        """Until nothing moves: what stays queued for long does not."""
        wait_until(lambda: not sum(self.http.get("/emulator/pending").json().values()))

    def thread(self, phone: str = PHONE) -> list[dict[str, Any]]:
        """What stands on a phone."""
        found: list[dict[str, Any]] = self.http.get(f"/emulator/phones/{phone}/texts").json()
        return found

    def text_us(self, body: str, **more: Any) -> dict[str, Any]:
        """A patient texts the program."""
        answer = self.http.post(f"/emulator/phones/{PHONE}/texts", json={"body": body, **more})
        assert answer.status_code == 201, answer.text
        brought: dict[str, Any] = answer.json()
        return brought


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Until it holds; AssertionError if it never does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "what is waited for never came"
        time.sleep(0.01)


@dataclass
class Listener:
    """A program that only listens. answers: the status of each next webhook, then 204."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)

    def statuses(self, sid: str) -> list[str]:
        """Of which statuses of a text it was told, in the order in which they came."""
        return [form["MessageStatus"] for form in self.forms if form["MessageSid"] == sid]


@contextmanager
def a_listener() -> Iterator[Listener]:
    """On a port of its own."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            listener.forms.append(dict(parse_qsl(body, keep_blank_values=True)))
            listener.tokens.append(self.headers["I-Twilio-Idempotency-Token"])
            listener.signatures.append(self.headers["X-Twilio-Signature"])
            self.send_response(listener.answers.pop(0) if listener.answers else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
