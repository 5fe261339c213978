"""Whether enough wake-ups are queued already. A hundred say as much as a thousand, and nothing else limits them.

Messages never expire, because the clocks of the sending and the receiving machine may differ.
"""

from functools import cache

import redis

from services.wiring.configuration import configuration

MANY = 100
_SECONDS = 2.0


@cache
def _broker() -> redis.Redis:
    url = configuration().redis_url.get_secret_value()
    return redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)


def enough_wait(queue: str, enough: int = MANY) -> bool:
    """Whether so many wake-ups are queued that one more adds nothing; false if the broker is away."""
    try:
        return int(_broker().llen(queue)) >= enough
    except redis.RedisError:
        return False


def forget() -> None:
    """A forked process opens its own connection."""
    _broker.cache_clear()
