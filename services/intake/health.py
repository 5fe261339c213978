"""Is this process ready? Database and broker must answer; waiting webhooks on its disk only degrade it."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import redis
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from services import wiring
from services.intake.carrier.spool_drain import Bringing
from services.intake.request.gate import Gate
from services.storage.migrations import is_current
from services.storage.spool import Spool

AWAY = "away"
_LOOK_HOLDS_SECONDS = 1.0


class Readiness:
    """The last check, valid for a second: however many requests come, the servers are asked once."""

    def __init__(self, look: Callable[[], dict[str, Any]], clock: Callable[[], float] = time.monotonic) -> None:
        self._look, self._clock = look, clock
        self._one_at_a_time = threading.Lock()
        self._seen: dict[str, Any] | None = None
        self._until = 0.0

    def answer(self) -> dict[str, Any]:
        """The state, checked at most a second ago."""
        with self._one_at_a_time:
            if self._seen is None or self._clock() >= self._until:
                self._seen = self._look()
                self._until = self._clock() + _LOOK_HOLDS_SECONDS
            return self._seen


def readiness(gate: Gate, spool: Spool, bringing: Bringing) -> dict[str, Any]:
    """The state in one word, each part, and the spool, which can only degrade the state."""
    parts, waits = _parts(gate), _spool_stands(spool, bringing)
    degraded = waits["waiting"] or waits["refused"]
    state = AWAY if not all(parts.values()) else "degraded" if degraded else "ready"
    return {"state": state, **parts, "spool": waits}


def _parts(gate: Gate) -> dict[str, bool]:
    """Whether the database answers and is up to date, and whether the broker answers."""
    ready = {"database": False, "migrations": False, "broker": False}
    try:
        # While the gate is closed, the database is being checked already.
        if gate.is_open:
            with wiring.database().engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
            ready["database"] = True
            ready["migrations"] = is_current(wiring.database().engine)
    except SQLAlchemyError:
        wiring.log("database.away")
    try:
        url = wiring.configuration().redis_url.get_secret_value()
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            ready["broker"] = bool(client.ping())
    except redis.RedisError:
        wiring.log("broker.away")
    return ready


def _spool_stands(spool: Spool, bringing: Bringing) -> dict[str, Any]:
    """What waits on disk and since when, what was put aside, and how often storing it failed."""
    standing = spool.look()
    return {
        "waiting": standing.waiting,
        "waiting_since": _moment(standing.waiting_since),
        "refused": standing.refused,
        "refused_since": _moment(standing.refused_since),
        "faults": bringing.faults,
    }


def _moment(since: float | None) -> str | None:
    return None if since is None else datetime.fromtimestamp(since, UTC).isoformat(timespec="seconds")
