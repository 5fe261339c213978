"""Is nobody led inside the operator's own network, by whatever address, name or name server a clinic has?"""

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer, ThreadingTCPServer
from typing import Any

import httpcore2
import pytest

from schemas.addresses import OddAddress
from services.carrier.hooks import WebhookPoster
from services.carrier.open_address import NOBODY, OpenAddress
from services.carrier.staff import Notice, Webhook
from tests.certificates import Authority, served

OUTSIDE, OUTSIDE_TOO = "93.184.216.34", "2606:2800:220:1::1"
NOTICE = Notice("3f0c", "now", datetime(2026, 3, 2, 15, tzinfo=UTC))
NAME = "ehr.harbor.example"


@dataclass
class NameServer:
    """Answers one list of addresses after the other, the last for ever; whom it was asked for is written down."""

    answers: list[list[str]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@dataclass
class Network(httpcore2.NetworkBackend):
    """Every address answers 200 but those that are away; which were called is written down."""

    away: tuple[str, ...] = ()
    called: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        self.called.append(host)
        if host in self.away:
            raise httpcore2.ConnectError("away")
        return Answering(self.names)


class Answering(httpcore2.MockStream):
    """Says 200; the name for which a certificate must be is written down."""

    def __init__(self, names: list[str | None]) -> None:
        super().__init__([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])
        self._names = names

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self._names.append(server_hostname)
        return self


def both_tell(way: OpenAddress, address: str) -> tuple[bool, int]:
    """What becomes of an address with each kind of webhook."""
    return Webhook("secret", way).tell(address, NOTICE), WebhookPoster(way).post(address, b"{}", ["secret"], 1)


INSIDE = (
    "127.0.0.1", "10.0.0.8", "172.20.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.251",
    "::1", "::", "::7f00:1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1%eth0",
    "fd00::1", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("inside", INSIDE)
def test_a_name_that_leads_inside_is_not_called(inside: str) -> None:
    network = Network()
    for answer in ([inside], [OUTSIDE, inside], [inside, OUTSIDE_TOO]):
        way = OpenAddress(look_up=NameServer([answer]), network=network)
        assert both_tell(way, f"https://{NAME}/amble") == (False, NOBODY)
    assert network.called == []


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x", "https://10.0.0.8/x", "https://169.254.169.254/x",
        "https://2130706433/x", "https://017700000001/x", "https://0x7f000001/x", "https://127.1/x",
        "https://[::ffff:127.0.0.1]/x", "https://[64:ff9b::127.0.0.1]/x", "https://0.0.0.0/x", "http://93.184.216.34/",
    ],
)  # fmt: skip
def test_an_address_of_before_that_leads_inside_is_not_called(address: str) -> None:
    network = Network()
    assert both_tell(OpenAddress(network=network), address) == (False, NOBODY)
    assert network.called == []


def test_the_name_is_looked_up_once_and_what_was_checked_is_called() -> None:
    names, network = NameServer([[OUTSIDE], ["127.0.0.1"]]), Network()
    way = OpenAddress(look_up=names, network=network)
    assert WebhookPoster(way).post(f"https://{NAME}/amble", b"{}", ["secret"], 1) == 200
    assert names.asked == [NAME], "asked again, it would have led inside"
    assert network.called == [OUTSIDE]
    assert network.names == [NAME], "the certificate must still be the name's"
    assert both_tell(way, f"https://{NAME}/amble") == (False, NOBODY)


def test_of_several_addresses_one_that_answers_is_found() -> None:
    network = Network(away=(OUTSIDE_TOO,))
    way = OpenAddress(look_up=NameServer([[OUTSIDE_TOO, OUTSIDE]]), network=network)
    assert both_tell(way, f"https://{NAME}/amble") == (True, 200)
    assert network.called == [OUTSIDE_TOO, OUTSIDE] * 2


def test_a_name_that_nobody_knows_is_nobody() -> None:
    def knows_nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    assert both_tell(OpenAddress(look_up=knows_nobody), f"https://{NAME}/") == (False, NOBODY)


@pytest.mark.parametrize("odd", ["https://" + "a" * 70 + ".example/", "https://ä..x/", "https://[x", "no address"])
def test_what_is_no_address_is_said_to_be_none(odd: str) -> None:
    with pytest.raises(OddAddress):
        Webhook("secret").tell(odd, NOTICE)
    with pytest.raises(OddAddress):
        WebhookPoster().post(odd, b"{}", ["secret"], 1)


class System(BaseHTTPRequestHandler):
    """A system that leads elsewhere."""

    def do_POST(self) -> None:
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.server.asked.append((self.headers["Host"], self.path))  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def listening(server: TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("certificate", "answer"),
    [
        (lambda authority: authority.issue(NAME), 307),
        (lambda authority: authority.issue("other.harbor.example"), NOBODY),
        (lambda authority: authority.issue("127.0.0.1"), NOBODY),
        (lambda authority: authority.issue(NAME, self_signed=True), NOBODY),
        (lambda authority: authority.issue(NAME, expired=True), NOBODY),
    ],
    ids=["right", "of another name", "of the address", "self-signed", "expired"],
)
def test_the_certificate_must_be_the_names_and_no_redirect_is_followed(
    certificate: Callable[[Authority], Path], answer: int, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), System)
    asked: list[tuple[str, str]] = []
    server.asked = asked  # type: ignore[attr-defined]
    server.socket = served(certificate(authority)).wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    way = OpenAddress(allow_local=True, look_up=NameServer([["127.0.0.1"]]), trusted=authority.trusted)
    with listening(server) as port:
        assert WebhookPoster(way).post(f"https://{NAME}:{port}/amble?a=b", b"{}", ["secret"], 1) == answer
        assert asked == ([(f"{NAME}:{port}", "/amble?a=b")] if answer else [])


class Dribbling(StreamRequestHandler):
    """A system whose answer goes on for as long as anybody listens."""

    def handle(self) -> None:
        self.rfile.readline()
        end = time.monotonic() + 20
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while time.monotonic() < end:
                self.wfile.write(b"X: y\r\n")
                self.connection.settimeout(0.05)
                try:
                    self.connection.recv(1)
                except TimeoutError:
                    continue
        except OSError:
            return


class Endless(StreamRequestHandler):
    """A system that answers, and sends a body without end."""

    def handle(self) -> None:
        self.rfile.readline()
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:
                self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except OSError:
            return


def test_an_answer_without_end_holds_nobody_up() -> None:
    way = OpenAddress(allow_local=True, seconds=1.0)
    for handler, answer in ((Dribbling, NOBODY), (Endless, 200)):
        server = ThreadingTCPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        with listening(server) as port:
            began = time.monotonic()
            assert WebhookPoster(way).post(f"http://127.0.0.1:{port}/", b"{}", ["secret"], 1) == answer
            assert time.monotonic() - began < 5
