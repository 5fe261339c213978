"""Rate limits, counted in Redis: requests by key or session, wrong sign-ins by network and by address.

A device on which a user has signed in before is counted by itself, so others' guesses never lock its owner out.
While Redis is away nothing is limited: patients' care must not stop for a counter.
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
# Asking often enough would reveal who is a patient elsewhere. This allows ten rows of a list, checked and then sent.
PHONES_REFUSED = RateLimitItemPerHour(20)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit: its size, the rest, and the seconds until it begins again."""

    limit: int
    remaining: int
    seconds: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers that every answer carries."""
        told = {"limit": self.limit, "remaining": self.remaining, "reset": self.seconds}
        return [(f"ratelimit-{name}".encode(), str(value).encode()) for name, value in told.items()]


class Limits:
    """The API's counters, shared by all its processes."""

    def __init__(self, redis_url: str, requests_per_minute: int) -> None:
        storage = RedisStorage(redis_url, socket_timeout=0.5, socket_connect_timeout=0.5)
        self._counted = FixedWindowRateLimiter(storage)
        self._requests = RateLimitItemPerMinute(requests_per_minute)

    def count_request(self, who: str, now: float) -> tuple[bool, Allowance | None]:
        """Count a request; whether it is within the limit. Without Redis there is no allowance. now: epoch seconds."""
        try:
            within = self._counted.hit(self._requests, "request", who)
            left = self._counted.get_window_stats(self._requests, "request", who)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True, None
        seconds = max(1, round(left.reset_time - now))
        return within, Allowance(self._requests.amount, max(0, left.remaining), seconds)

    def may_be_refused(self, who: str) -> bool:
        """Whether this user may try to enrol a phone: not after too many that could not be enrolled."""
        try:
            return self._counted.test(PHONES_REFUSED, "refused", who)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def count_refused(self, who: str, phones: int) -> bool:
        """Count phones that could not be enrolled; whether they are within the limit."""
        try:
            return self._counted.hit(PHONES_REFUSED, "refused", who, cost=phones)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def count_wrong_key(self, network: str) -> bool:
        """Count a wrong key from this network; whether that is within the limit. Right keys are not counted."""
        try:
            return self._counted.hit(_WRONG_KEYS_FROM_ONE_NETWORK, "keys", network)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def count_invitation(self, user_id: str) -> bool:
        """Count an invitation mailed to this person; whether that is within the limit."""
        try:
            return self._counted.hit(_INVITATIONS_FOR_ONE_PERSON, "invitation", user_id)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def begin_try(self, network: str, email: str, device: str | None) -> bool:
        """Count a sign-in as wrong until it succeeds; whether it may be tried.

        device: a known device of this address's owner; None if it is unknown. A refused try does not count against
        further limits: a blocked network does not block the address for others.
        """
        try:
            return all(self._counted.hit(item, *parts) for item, parts in _tries(network, email, device))
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)
            return True

    def was_right(self, network: str, email: str, device: str | None) -> None:
        """Take the try back: it was right."""
        try:
            for item, parts in _tries(network, email, device):
                self._counted.hit(item, *parts, cost=-1)
        except RedisError as error:
            wiring.log("limits.away", error=type(error).__name__)


def _tries(network: str, email: str, device: str | None) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    # Redis never holds an address.
    address = hashlib.sha256(email.casefold().encode()).hexdigest()[:32]
    if device is not None:
        return [(_WRONG_ON_ONE_DEVICE, ("device", device, address))]
    return [
        (_WRONG_FROM_ONE_NETWORK_FOR_ONE_ADDRESS, ("both", network, address)),
        (_WRONG_FROM_ONE_NETWORK, ("network", network)),
        (_WRONG_FOR_ONE_ADDRESS, ("address", address)),
    ]
