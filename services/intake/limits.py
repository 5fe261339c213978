"""How often may somebody knock? Requests by key or session, wrong sign-ins by network and by address, counted in Redis.

Locked out is the one who tries from one network, never the account itself: nobody can lock a therapist out by guessing.
While Redis is away everybody is let in: patients' care must not stop for a counter.
"""

import hashlib
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from services import wiring

_WRONG_FROM_ONE_NETWORK = RateLimitItemPerHour(60)
_WRONG_FROM_ONE_NETWORK_FOR_ONE_ADDRESS = RateLimitItemPerMinute(10, 15)
_WRONG_KEYS_FROM_ONE_NETWORK = RateLimitItemPerMinute(60)
_MOST_RIGHT_KEYS = 10_000
_WRONG_FOR_ONE_ADDRESS = RateLimitItemPerHour(200)
# Whoever asks often enough learns who is a patient elsewhere. Ten rows of a roster, looked at first and then sent.
PHONES_REFUSED = RateLimitItemPerHour(20)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit: how many in the window, how many more, and after how many seconds it begins anew."""

    limit: int
    remaining: int
    seconds: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """As every answer tells it."""
        told = {"limit": self.limit, "remaining": self.remaining, "reset": self.seconds}
        return [(f"ratelimit-{name}".encode(), str(value).encode()) for name, value in told.items()]


class Limits:
    """The counters of this door, shared with every other process of it."""

    def __init__(self, redis_url: str, requests_per_minute: int) -> None:
        storage = RedisStorage(redis_url, socket_timeout=0.5, socket_connect_timeout=0.5)
        self._counted = FixedWindowRateLimiter(storage)
        self._requests = RateLimitItemPerMinute(requests_per_minute)
        # So that whoever guesses behind the same proxy locks out nobody who has a key.
        self._right: set[str] = set()

    def count_request(self, who: str, now: float) -> tuple[bool, Allowance | None]:
        """Whether this request is within the limit; no allowance is told while nobody counts. now: epoch seconds."""
        try:
            within = self._counted.hit(self._requests, "request", who)
            left = self._counted.get_window_stats(self._requests, "request", who)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True, None
        seconds = max(1, round(left.reset_time - now))
        return within, Allowance(self._requests.amount, max(0, left.remaining), seconds)

    def may_be_refused(self, who: str) -> bool:
        """Whether this user may ask to enrol a phone: not after too many that could not be enrolled."""
        try:
            return self._counted.test(PHONES_REFUSED, "refused", who)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def count_refused(self, who: str, phones: int) -> bool:
        """So many phones could not be enrolled; whether that is within the limit."""
        try:
            return self._counted.hit(PHONES_REFUSED, "refused", who, cost=phones)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def may_show(self, network: str, key: str) -> bool:
        """Whether a key may be looked up: after too many wrong ones of a network, only one that was right lately."""
        if _digest(key) in self._right:
            return True
        try:
            return self._counted.test(_WRONG_KEYS_FROM_ONE_NETWORK, "keys", network)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def note_key(self, network: str, key: str, *, right: bool) -> None:
        """A key was looked up, and was right or wrong."""
        if right:
            if len(self._right) >= _MOST_RIGHT_KEYS:
                self._right.clear()
            self._right.add(_digest(key))
            return
        self._right.discard(_digest(key))
        try:
            self._counted.hit(_WRONG_KEYS_FROM_ONE_NETWORK, "keys", network)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)

    def may_try(self, network: str, email: str) -> bool:
        """Whether another sign-in may be tried from this network for this address."""
        try:
            return all(self._counted.test(item, *parts) for item, parts in _wrong(network, email))
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def count_wrong(self, network: str, email: str) -> None:
        """A sign-in was refused."""
        try:
            for item, parts in _wrong(network, email):
                self._counted.hit(item, *parts)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _wrong(network: str, email: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    # Redis holds no address.
    address = hashlib.sha256(email.casefold().encode()).hexdigest()[:32]
    return [
        (_WRONG_FROM_ONE_NETWORK, ("network", network)),
        (_WRONG_FROM_ONE_NETWORK_FOR_ONE_ADDRESS, ("both", network, address)),
        (_WRONG_FOR_ONE_ADDRESS, ("address", address)),
    ]
