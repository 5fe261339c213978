"""What if tidying up a lost broker connection fails in a way of its own? The worker lives and connects again."""

import logging
from collections.abc import Iterator

import pytest
from celery import Celery
from celery.worker import WorkController

from infra.local.servers import EmbeddedServers
from workers.unreadable import LenientConsumer, install


class LostConnection:
    """As kombu leaves one whose channel cannot give its messages back: closing it fails, and not as a lost network."""

    transport = None
    connection_errors = channel_errors = (ConnectionError,)

    def collect(self, socket_timeout: float | None = None) -> None:
        raise ConnectionError

    def close(self) -> None:
        raise AttributeError("'NoneType' object has no attribute 'hostname'")


@pytest.fixture
def consumer() -> Iterator[LenientConsumer]:
    with Celery("amble", broker="memory://") as app:
        worker = WorkController(app=app, hostname="worker", pool_cls="solo")
        yield LenientConsumer(print, app=app, hostname="worker", pool=worker.pool, controller=worker)


@pytest.mark.filterwarnings("ignore")
def test_a_worker_outlives_a_connection_that_cannot_be_tidied_up(consumer: LenientConsumer) -> None:
    consumer.connection = LostConnection()
    consumer.on_connection_error_after_connected(ConnectionError("gone"))
    assert consumer.connection is None


def test_an_acknowledgement_after_its_connection_was_lost_is_one_more_loss_and_no_crash(
    servers: EmbeddedServers, caplog: pytest.LogCaptureFixture
) -> None:
    install()
    broker = servers.redis_url.removesuffix("/0") + "/11"
    with Celery("amble", broker=broker) as app, app.connection_for_read() as connection:
        queue = connection.SimpleQueue("late")
        queue.put("wake up")
        message = queue.get(timeout=5)
        connection.collect()
        # As a loss in the middle of closing leaves it: whatever is asked now connects anew.
        message.channel._disconnect_pools()
        message.ack_log_error(logging.getLogger("celery"), connection.connection_errors)
    assert "Couldn't ack" in caplog.text
