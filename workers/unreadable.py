"""Queue messages that no worker can read are dropped, logged and alerted."""

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
    """Alert the operators. The message itself is dropped: it was a wake-up, and what is due is in the rows."""
    wiring.log("message.parked", why=why)
    try:
        with wiring.database().unit_of_work() as session, in_hand(session, now(session)) as batch:
            raise_for_operator(batch, AlertKind.UNREADABLE_MESSAGE)
        # The parent of a pool must keep no connection: a child forked later would share it.
        wiring.database().close()
    except Exception as error:
        # The consumer must go on even if the alert fails.
        wiring.log("message.parking_failed", error=type(error).__name__)


class LenientConsumer(Consumer):
    """Celery's consumer, but it survives unreadable messages and a lost broker, and reports them."""

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        """Survive a lost broker: cleaning up a lost connection may fail by itself, and must not end the worker.

        kombu returns unread messages while it closes, which fails without a client (AttributeError). Nothing is lost:
        messages are wake-ups, and what is due is in the rows.
        """
        try:
            super().on_connection_error_after_connected(exc)
        except Exception as error:
            wiring.log("broker.tidying_failed", error=type(error).__name__)
            self.connection: Any = None

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """Drop a message that is not JSON, or not what its headers say."""
        super().on_decode_error(message, exc)
        park("not readable")

    def on_unknown_message(self, body: Any, message: Any) -> None:
        """Drop a readable message that is no task."""
        super().on_unknown_message(body, message)
        park("no task")

    def on_unknown_task(self, body: Any, message: Any, exc: Exception) -> None:
        """Drop a task that this version of the program does not have."""
        super().on_unknown_task(body, message, exc)
        park("unknown task")

    def on_invalid_task(self, body: Any, message: Any, exc: Exception) -> None:
        """Drop a known task with invalid headers."""
        super().on_invalid_task(body, message, exc)
        park("invalid task")


class _LenientChannel(Channel):
    """Reads the broker's lists, and survives an entry that is no message at all."""

    def _brpop_read(self, **options: Any) -> Any:
        try:
            return super()._brpop_read(**options)
        except (ValueError, KeyError, TypeError, AttributeError):
            park("no message")
            raise Empty from None

    def _connparams(self, *args: Any, **options: Any) -> Any:
        """The parameters of a new connection, needed when a message is acknowledged after its connection was lost.

        As a lost connection this does not end the worker; the message comes again, and its task may run twice.
        """
        if self.connection is None or self.connection.client is None:
            raise ConnectionError("The connection that this message came by is gone.")
        return super()._connparams(*args, **options)


class _LenientTransport(Transport):
    Channel = _LenientChannel


def install() -> None:
    """Use this transport for every `redis://` in this process."""
    TRANSPORT_ALIASES["redis"] = f"{__name__}:{_LenientTransport.__name__}"
