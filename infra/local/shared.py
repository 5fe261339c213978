"""Lets programs in separate terminals share one set of embedded servers: a state file beside a lock, in one folder.

The first program starts the servers and keeps their data in the folder; the others join. Each records its process id;
the program that started the servers waits at its end until nobody else uses them, and then stops them.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.servers import EmbeddedServers

_POLL_SECONDS = 0.5


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class _State:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self._file, self._lock = folder / "servers.json", folder / "lock"

    @contextmanager
    def held(self) -> Iterator[dict[str, object]]:
        """The state under the lock; changes to it are written back."""
        with self._lock.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            state = json.loads(self._file.read_text()) if self._file.exists() else {}
            if "owner" in state and not _alive(int(state["owner"])):
                state = {}
            state["users"] = [pid for pid in state.get("users", []) if _alive(pid)]
            yield state
            self._file.touch(mode=0o600)
            self._file.write_text(json.dumps(state))


@contextmanager
def shared_servers(folder: Path) -> Iterator[dict[str, str]]:
    """The settings that name PostgreSQL, Valkey and the keys, for all programs of this folder."""
    state, own = _State(folder), os.getpid()
    servers: EmbeddedServers | None = None
    try:
        with state.held() as now:
            if "owner" not in now:
                servers = EmbeddedServers(folder / "servers")
                servers.__enter__()
                settings = {
                    "DATABASE_URL": servers.database_url,
                    "DATABASE_OWNER_URL": servers.owner_url,
                    "REDIS_URL": servers.redis_url,
                }
                now.update(owner=own, settings=settings | servers.keys.as_settings())
            now["users"] = [*now["users"], own]  # type: ignore[misc]
            shared = dict(now["settings"])  # type: ignore[call-overload]
        yield shared
    finally:
        _leave(state, own, servers)


def _leave(state: _State, own: int, servers: EmbeddedServers | None) -> None:
    while True:
        with state.held() as now:
            now["users"] = [pid for pid in now["users"] if pid != own]  # type: ignore[attr-defined]
            if servers is None:
                return
            if not now["users"]:
                servers.__exit__(None, None, None)
                now.clear()
                now["users"] = []
                return
        time.sleep(_POLL_SECONDS)
