"""Reaches a system that a clinic named, and never one inside the operator's own network.

The name is looked up once, all its addresses must be public, and the connection goes to one of these very addresses;
the certificate must match the name. No redirect is followed, no proxy is used, no response body is read, and all of it
together has a few seconds.
"""

import os
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import certifi
import httpcore2
import httpx2

from schemas.addresses import leads_outside, web_place

# A name to its IP addresses. Raises OSError.
LookUp = Callable[[str, int], Sequence[str]]
NOBODY = 0
_MOST_ADDRESSES = 4


def look_up(host: str, port: int) -> list[str]:
    """Ask the machine's name servers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def trusted_by_everybody() -> ssl.SSLContext:
    """The authorities that browsers and carriers know, whatever else this machine trusts or lacks."""
    return ssl.create_default_context(cafile=certifi.where())


@cache
def _usual_authorities() -> ssl.SSLContext:
    if "SSL_CERT_FILE" in os.environ or "SSL_CERT_DIR" in os.environ:
        return httpx2.create_ssl_context()
    return trusted_by_everybody()


@dataclass(frozen=True, slots=True)
class OpenAddress:
    """A way to public addresses. allow_local: a rehearsal's systems may listen on this machine, without TLS too.

    trusted: the certificate authorities; None: those of SSL_CERT_FILE or SSL_CERT_DIR, else those that everybody
    trusts.
    """

    allow_local: bool = False
    look_up: LookUp = look_up
    network: httpcore2.NetworkBackend = field(default_factory=httpcore2.SyncBackend)
    trusted: ssl.SSLContext | None = None
    seconds: float = 10.0

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The response's status; NOBODY if none came in time or the address is internal. Raises OddAddress."""
        place = web_place(address)
        if place.scheme != "https" and not self.allow_local:
            return NOBODY
        url = httpcore2.URL(
            scheme=place.scheme.encode(), host=place.host.encode(), port=place.port, target=place.target.encode()
        )
        sent = [
            ("Host", place.authority),
            *headers.items(),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        guarded = _Guarded(self, time.monotonic() + self.seconds)
        try:
            with (
                httpcore2.ConnectionPool(self.trusted or _usual_authorities(), network_backend=guarded) as pool,
                pool.stream("POST", url, headers=sent, content=body) as answer,
            ):
                return answer.status
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError):
            return NOBODY


class _Guarded(httpcore2.NetworkBackend):
    """Looks a name up once and connects to the address it has checked."""

    def __init__(self, to: OpenAddress, end: float) -> None:
        self._to, self._end = to, end

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """See httpcore2. Raises ConnectError if an address is internal."""
        failed: Exception = httpcore2.ConnectError("no address")
        for address in self._checked(host, port):
            try:
                left = _left(self._end, timeout)
                stream = self._to.network.connect_tcp(address, port, left, local_address, socket_options)
                return _Hurried(stream, self._end)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._to.look_up(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(type(error).__name__) from None
        if not self._to.allow_local and not all(leads_outside(address) for address in found):
            raise httpcore2.ConnectError("leads inside")
        return found[:_MOST_ADDRESSES]


class _Hurried(httpcore2.NetworkStream):
    """A connection that ends on time, however slow the other end is."""

    def __init__(self, stream: httpcore2.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See httpcore2."""
        return self._stream.read(max_bytes, _left(self._end, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See httpcore2."""
        self._stream.write(buffer, _left(self._end, timeout))

    def close(self) -> None:
        """See httpcore2."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """See httpcore2."""
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._end, timeout))
        return _Hurried(stream, self._end)

    def get_extra_info(self, info: str) -> Any:
        """See httpcore2."""
        return self._stream.get_extra_info(info)


def _left(end: float, at_most: float | None) -> float:
    """How many seconds are left. Raises httpcore2's timeout."""
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("out of time")
    return left if at_most is None else min(left, at_most)
