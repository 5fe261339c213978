"""Sends webhooks to clinics' own systems: a signed POST to an address on the open internet.

X-Amble-Signature is `t=SECONDS,v1=HEX[,v1=HEX]`: HMAC-SHA256 of `SECONDS.BODY` under each secret in force.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.carrier.open_address import OpenAddress


@dataclass(frozen=True, slots=True)
class WebhookPoster:
    """Posts to subscribed systems. way: how to connect to them; see OpenAddress."""

    way: OpenAddress = field(default_factory=OpenAddress)

    def post(self, url: str, body: bytes, secrets: Sequence[str], seconds: int) -> int:
        """The response's status code; 0 if nobody answered or the address is internal. Raises OddAddress."""
        headers = {"Content-Type": "application/json", "X-Amble-Signature": signature(body, secrets, seconds)}
        return self.way.post(url, body, headers)


def signature(body: bytes, secrets: Sequence[str], seconds: int) -> str:
    """The value of X-Amble-Signature; seconds is the time of signing since the epoch."""
    signed = f"{seconds}.".encode() + body
    return ",".join([f"t={seconds}", *(f"v1={_mac(secret, signed)}" for secret in secrets)])


def _mac(secret: str, signed: bytes) -> str:
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
