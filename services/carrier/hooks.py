"""How is a clinic's own system told? By a signed POST to an address on the open internet, without following redirects.

X-Amble-Signature is `t=SECONDS,v1=HEX[,v1=HEX]`: HMAC-SHA256 of `SECONDS.BODY` under each secret in force.
"""

import hashlib
import hmac
import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class HookPoster:
    """allow_local: a rehearsal's systems may listen on this machine."""

    allow_local: bool = False

    def post(self, url: str, body: bytes, secrets: Sequence[str], seconds: int) -> int:
        """The answer's status code; 0 where nobody answered or the address is not on the open internet."""
        if not self._is_open(url):
            return 0
        headers = {"Content-Type": "application/json", "X-Amble-Signature": signature(body, secrets, seconds)}
        try:
            return httpx.post(url, content=body, headers=headers, timeout=_SECONDS, follow_redirects=False).status_code
        except (httpx.HTTPError, httpx.InvalidURL):
            return 0

    def _is_open(self, url: str) -> bool:
        """A clinic must not make this program knock inside the operator's own network."""
        parts = urlsplit(url)
        if self.allow_local:
            return bool(parts.hostname)
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return False
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        return parts.scheme == "https" and bool(addresses) and all(address.is_global for address in addresses)


def signature(body: bytes, secrets: Sequence[str], seconds: int) -> str:
    """What X-Amble-Signature holds; seconds is the time of signing since the epoch."""
    signed = f"{seconds}.".encode() + body
    return ",".join([f"t={seconds}", *(f"v1={_mac(secret, signed)}" for secret in secrets)])


def _mac(secret: str, signed: bytes) -> str:
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
