"""The rate limit of each sender: one budget, shared by all workers through Redis, urgent texts first.

The count is exact: in no window of one second are more segments granted than allowed, by Redis's own clock. If Redis is
lost only the count is lost: each process then paces itself.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import redis

_SECOND = 1_000_000
# Grants the first texts (their segments from ARGV[4] on) as far as they fit and returns how many; if none fits, how
# many microseconds to wait. A waiting urgent text holds the others back, and is not limited by the day's allowance.
_TAKE = """
local at = redis.call('TIME')
local now = at[1] * 1000000 + at[2]
local rate, daily, urgent = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3] == '1'
local held = redis.call('PTTL', KEYS[2])
if held > 0 then return {0, held * 1000} end
if not urgent and redis.call('EXISTS', KEYS[3]) == 1 then return {0, 20000} end
local day = KEYS[4] .. math.floor(now / 86400000000)
local spoken = tonumber(redis.call('GET', day) or '0')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 1000000)
local used = redis.call('ZCARD', KEYS[1])
local granted, taken, wait = 0, 0, 0
for i = 4, #ARGV do
  local n = math.min(tonumber(ARGV[i]), rate)
  if daily > 0 and not urgent and spoken + taken + n > daily then
    wait = 86400000000 - now % 86400000000
    break
  end
  if used + taken + n > rate then
    if granted == 0 then
      if urgent then redis.call('SET', KEYS[3], '1', 'PX', 1500) end
      local oldest = redis.call('ZRANGE', KEYS[1], used + n - rate - 1, used + n - rate - 1, 'WITHSCORES')
      wait = tonumber(oldest[2]) + 1000001 - now
    end
    break
  end
  granted, taken = granted + 1, taken + n
end
if granted == 0 then return {0, wait} end
local serial = redis.call('INCRBY', KEYS[5], taken)
for i = 0, taken - 1 do redis.call('ZADD', KEYS[1], now, now .. ':' .. (serial - i)) end
redis.call('PEXPIRE', KEYS[1], 2000)
redis.call('INCRBY', day, taken)
redis.call('EXPIRE', day, 172800)
if urgent then redis.call('DEL', KEYS[3]) end
return {granted, 0}
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a sender may send: segments in any one second, and segments in a UTC day (0: no limit)."""

    per_second: int
    per_day: int = 0


@dataclass(frozen=True, slots=True)
class Leave:
    """How many of the texts may be sent now; if none, how many seconds to wait."""

    texts: int
    more_seconds: float = 0.0


class SenderBudget:
    """The budgets of all senders. sleep and clock are the process's own."""

    def __init__(
        self,
        redis_url: str,
        rate: Rate,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._redis: Any = redis.Redis.from_url(redis_url, socket_timeout=5, socket_connect_timeout=2)
        self._take = self._redis.register_script(_TAKE)
        self._rate, self._sleep, self._clock = rate, sleep, clock

    def wait(self, sender: str, segments: Sequence[int], *, urgent: bool, most_seconds: float) -> Leave:
        """Wait until the first texts may be sent, at most most_seconds; grants as many as there is room for."""
        end = self._clock() + most_seconds
        while True:
            leave = self._ask(sender, segments, urgent=urgent)
            if leave.texts or self._clock() + leave.more_seconds > end:
                return leave
            self._sleep(leave.more_seconds)

    def hold(self, sender: str, seconds: float) -> None:
        """Keep a sender silent for some seconds, because the carrier asked for it (Retry-After)."""
        try:
            self._redis.set(_keys(sender)[1], "1", px=max(1, int(seconds * 1000)))
        except redis.RedisError:
            self._sleep(min(seconds, 1.0))

    def spoken(self, sender: str, at: float) -> int:
        """How many segments a sender has sent on the UTC day of a time (seconds since 1970)."""
        return int(self._redis.get(f"{_keys(sender)[3]}{int(at // 86400)}") or 0)

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()

    def _ask(self, sender: str, segments: Sequence[int], *, urgent: bool) -> Leave:
        values = [self._rate.per_second, self._rate.per_day, int(urgent), *segments]
        try:
            granted, wait = self._take(keys=_keys(sender), args=values)
        except redis.RedisError:
            if not urgent:
                self._sleep(segments[0] / self._rate.per_second)
            return Leave(1)
        return Leave(int(granted), int(wait) / _SECOND)


def _keys(sender: str) -> list[str]:
    # One hash slot, so that the script also runs on a cluster.
    root = f"amble:budget:{{{sender}}}"
    return [f"{root}:second", f"{root}:held", f"{root}:urgent", f"{root}:day:", f"{root}:serial"]
