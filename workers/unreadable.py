"""What becomes of a message that no worker can make sense of? It is let go, written down, and somebody is told."""

from typing import Any

from celery.worker.consumer.consumer import Consumer
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport.redis import Channel, Transport
from kombu.transport.virtual import Empty

from schemas.alert_kinds import AlertKind
from services import wiring
from services.journey.alerting.alerts import raise_for_operator
from services.storage.case import in_hand
from services.storage.database import now


def park(why: str) -> None:
    """Tell the operators. The message itself is dropped: it held a wake-up, and what is due stands in the rows."""
    wiring.log("message.parked", why=why)
    try:
        with wiring.database().unit_of_work() as session, in_hand(session, now(session)) as batch:
            raise_for_operator(batch, AlertKind.UNREADABLE_MESSAGE)
        # The parent of a pool keeps no connection: a child forked later would share it.
        wiring.database().close()
    except Exception as error:
        # The consumer must go on whatever happens to the alert.
        wiring.log("message.parking_failed", error=type(error).__name__)


class LenientConsumer(Consumer):
    """Celery's consumer, which drops what it cannot read and may die of a lost broker; this one says so and lives."""

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        """The broker is gone. Tidying up a lost connection may fail in ways of its own; it must not end the worker.

        kombu gives unread messages back while it closes, and a transport that lost its client cannot (AttributeError).
        Nothing is lost by that: messages are wake-ups, and whatever is due stands in the rows.
        """
        try:
            super().on_connection_error_after_connected(exc)
        except Exception as error:
            wiring.log("broker.tidying_failed", error=type(error).__name__)
            self.connection: Any = None

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """Not JSON, or not what its headers say."""
        super().on_decode_error(message, exc)
        park("not readable")

    def on_unknown_message(self, body: Any, message: Any) -> None:
        """Readable, but no task."""
        super().on_unknown_message(body, message)
        park("no task")

    def on_unknown_task(self, body: Any, message: Any, exc: Exception) -> None:
        """A task that this version of the program does not have."""
        super().on_unknown_task(body, message, exc)
        park("unknown task")

    def on_invalid_task(self, body: Any, message: Any, exc: Exception) -> None:
        """A known task with headers that cannot be."""
        super().on_invalid_task(body, message, exc)
        park("invalid task")


class _LenientChannel(Channel):
    """Reads the broker's lists; what is no message at all would otherwise end the worker."""

    def _brpop_read(self, **options: Any) -> Any:
        try:
            return super()._brpop_read(**options)
        except (ValueError, KeyError, TypeError, AttributeError):
            park("no message")
            raise Empty from None

    def _connparams(self, *args: Any, **options: Any) -> Any:
        """Where to connect to. A message that is acknowledged after its connection was lost has nowhere to go.

        Said as the loss that it is, the worker goes on; the message comes again, and what it asks may run twice.
        """
        if self.connection is None or self.connection.client is None:
            raise ConnectionError("The connection that this message came by is gone.")
        return super()._connparams(*args, **options)


class _LenientTransport(Transport):
    Channel = _LenientChannel


def install() -> None:
    """Let every `redis://` of this process be read so."""
    TRANSPORT_ALIASES["redis"] = f"{__name__}:{_LenientTransport.__name__}"
