"""Until the database has been checked, only the carrier's webhooks are accepted; they are kept on disk.

A process that starts during an outage listens at once. Its database is checked as soon as it answers; if it has the
wrong version, the process ends with a message, as at any start.
"""

import threading
from collections.abc import Callable

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.types import ASGIApp, Receive, Scope, Send

from services import wiring
from services.intake.request.problems import problem

# Longer than the check of a healthy database takes, and shorter than a carrier waits for an answer.
WAIT_SECONDS = 3.0
_AGAIN_SECONDS = 1.0
_RETRY_AFTER = "5"
_ALWAYS_OPEN = ("/healthz", "/readyz")
_AWAY = (OperationalError, InterfaceError, PoolTimeout, OSError)


class Gate:
    """Closed until the database passes its check, which a thread repeats.

    check raises what is wrong. Once refuse has been called, error says why this process must end.
    """

    def __init__(
        self,
        check: Callable[[], None],
        refuse: Callable[[], None] = lambda: None,
        again_seconds: float = _AGAIN_SECONDS,
    ) -> None:
        self._check, self._refuse, self._again_seconds = check, refuse, again_seconds
        self._tried, self._closing = threading.Event(), threading.Event()
        self.is_open = False
        self.error: Exception | None = None

    def start(self) -> None:
        """Begin to check."""
        threading.Thread(target=self._run, name="gate", daemon=True).start()

    def wait(self, seconds: float = WAIT_SECONDS) -> bool:
        """Wait for the first check, at most this long; whether the gate is open. Raises what must end the process."""
        self._tried.wait(seconds)
        if self.error is not None:
            raise self.error
        return self.is_open

    def close(self) -> None:
        """Stop checking."""
        self._closing.set()

    def _run(self) -> None:
        away = False
        while not self._closing.is_set():
            try:
                self._check()
            except _AWAY as error:
                if not away:
                    wiring.log("database.away", error=type(error).__name__)
                away = True
                self._tried.set()
                self._closing.wait(self._again_seconds)
            except Exception as error:
                self.error = error
                self._tried.set()
                self._refuse()
                return
            else:
                self.is_open = True
                self._tried.set()
                if away:
                    wiring.log("database.found")
                return


class Gated:
    """Answers 503 while the gate is closed. Plain ASGI, because every request passes through it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gate: Gate | None = getattr(scope["app"].state, "gate", None) if scope["type"] == "http" else None
        if gate is None or gate.is_open or scope["path"] in _ALWAYS_OPEN:
            await self.app(scope, receive, send)
            return
        detail = (
            "The database has not answered since this process started; nothing was written. "
            "Texts from patients are kept meanwhile. Try again in a few seconds."
        )
        answer = problem(503, "database-away", detail, headers={"Retry-After": _RETRY_AFTER})
        await answer(scope, receive, send)
