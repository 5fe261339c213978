"""Posts webhooks: signed, with one token for all attempts, and retried only as the address itself asks."""

import asyncio
import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

import httpx2

_SAME_FOR_ALL_TRIES = "I-Twilio-Idempotency-Token"
_MOST_TRIES_AGAIN = 5
_LONGEST_SECONDS = 15.0
# The carrier does not document its wait between attempts; this is short, and doubles.
_FIRST_WAIT = 0.1
_EVERYTHING = frozenset(("4xx", "5xx", "ct", "rt"))
# A connection pool checks every waiting request whenever one ends, so requests wait here, outside it.
_AT_ONCE = 32


def signature(token: str, url: str, form: dict[str, str]) -> str:
    """X-Twilio-Signature as the carrier's documentation describes it."""
    text = url
    for name in sorted(form):
        text += name + form[name]
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


@dataclass(frozen=True)
class Overrides:
    """What the fragment of an address asks for: how many more attempts, after which faults, and how long to wait."""

    tries_again: int = 1
    after: frozenset[str] = frozenset(("ct",))
    connect_seconds: float = 5.0
    read_seconds: float = _LONGEST_SECONDS

    @classmethod
    def of(cls, fragment: str) -> "Overrides":
        """From `rc=5&rp=all` and the like. By default: one more attempt if no connection was made."""
        asked = dict(parse_qsl(fragment))
        after = frozenset(asked.get("rp", "ct").split(","))
        return cls(
            min(_MOST_TRIES_AGAIN, int(asked.get("rc", "1"))),
            _EVERYTHING if "all" in after else after,
            int(asked.get("ct", "5000")) / 1000,
            int(asked.get("rt", "15000")) / 1000,
        )


class Webhooks:
    """Posts forms to the program."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._client = httpx2.AsyncClient()
        self._leave = asyncio.Semaphore(_AT_ONCE)

    async def post(self, address: str, form: dict[str, str]) -> int:
        """Post one form; returns the last status, 0 for no response. The fragment is neither sent nor signed."""
        url, fragment = urldefrag(address)
        overrides = Overrides.of(fragment)
        headers = {"X-Twilio-Signature": signature(self._token, url, form), _SAME_FOR_ALL_TRIES: str(uuid.uuid4())}
        status, fault = 0, ""
        for tried in range(overrides.tries_again + 1):
            if tried:
                await asyncio.sleep(_FIRST_WAIT * 2 ** (tried - 1))
            status, fault = await self._try(url, form, headers, overrides)
            if fault not in overrides.after:
                break
        return status

    async def _try(
        self, url: str, form: dict[str, str], headers: dict[str, str], overrides: Overrides
    ) -> tuple[int, str]:
        """The status, and the fault in the terms of the retry policy; "" if all is well."""
        timeout = httpx2.Timeout(overrides.read_seconds, connect=overrides.connect_seconds)
        try:
            async with self._leave:
                answer = await self._client.post(url, data=form, headers=headers, timeout=timeout)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            return 0, "ct"
        except (httpx2.HTTPError, AttributeError):
            # AttributeError: the other end closed while its socket was asked for its name.
            return 0, "rt"
        hundreds = answer.status_code // 100
        return answer.status_code, f"{hundreds}xx" if hundreds in (4, 5) else ""

    async def close(self) -> None:
        """Stop posting."""
        await self._client.aclose()
