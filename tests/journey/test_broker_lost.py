"""What if tidying up a lost broker connection fails in a way of its own? The worker lives and connects again."""

from collections.abc import Iterator

import pytest
from celery import Celery
from celery.worker import WorkController

from workers.parking import ParkingConsumer


class LostConnection:
    """As kombu leaves one whose channel cannot give its messages back: closing it fails, and not as a lost network."""

    transport = None
    connection_errors = channel_errors = (ConnectionError,)

    def collect(self, socket_timeout: float | None = None) -> None:
        raise ConnectionError

    def close(self) -> None:
        raise AttributeError("'NoneType' object has no attribute 'hostname'")


@pytest.fixture
def consumer() -> Iterator[ParkingConsumer]:
    with Celery("amble", broker="memory://") as app:
        worker = WorkController(app=app, hostname="worker", pool_cls="solo")
        yield ParkingConsumer(print, app=app, hostname="worker", pool=worker.pool, controller=worker)


@pytest.mark.filterwarnings("ignore")
def test_a_worker_outlives_a_connection_that_cannot_be_tidied_up(consumer: ParkingConsumer) -> None:
    consumer.connection = LostConnection()
    consumer.on_connection_error_after_connected(ConnectionError("gone"))
    assert consumer.connection is None
