"""How often may somebody knock? Requests by key or session, wrong sign-ins by network and by address, counted in Redis.

A device on which somebody has signed in before is counted by itself: however much others guess, its owner comes in.
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
_WRONG_FOR_ONE_ADDRESS = RateLimitItemPerHour(200)
_WRONG_ON_ONE_DEVICE = RateLimitItemPerMinute(10, 15)
_INVITATIONS_FOR_ONE_PERSON = RateLimitItemPerHour(10)
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

    def count_wrong_key(self, network: str) -> bool:
        """A key of this network was wrong; whether that is within the limit. Right ones are not counted."""
        try:
            return self._counted.hit(_WRONG_KEYS_FROM_ONE_NETWORK, "keys", network)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def count_invitation(self, user_id: str) -> bool:
        """One more invitation is mailed to this person; whether that is within the limit."""
        try:
            return self._counted.hit(_INVITATIONS_FOR_ONE_PERSON, "invitation", user_id)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def begin_try(self, network: str, email: str, device: str | None) -> bool:
        """A sign-in is about to be tried, and counts as wrong until it was right; whether it may be tried.

        device: of an owner of this address, who is known by it; None: it is not known. One that may not be tried counts
        no further than the limit that refuses it: a network that is shut does not shut an address for others.
        """
        try:
            return all(self._counted.hit(item, *parts) for item, parts in _tries(network, email, device))
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def was_right(self, network: str, email: str, device: str | None) -> None:
        """That try was not wrong after all."""
        try:
            for item, parts in _tries(network, email, device):
                self._counted.hit(item, *parts, cost=-1)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)


def _tries(network: str, email: str, device: str | None) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    # Redis holds no address.
    address = hashlib.sha256(email.casefold().encode()).hexdigest()[:32]
    if device is not None:
        return [(_WRONG_ON_ONE_DEVICE, ("device", device, address))]
    return [
        (_WRONG_FROM_ONE_NETWORK_FOR_ONE_ADDRESS, ("both", network, address)),
        (_WRONG_FROM_ONE_NETWORK, ("network", network)),
        (_WRONG_FOR_ONE_ADDRESS, ("address", address)),
    ]
