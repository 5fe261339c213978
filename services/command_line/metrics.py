"""`amble metrics` serves the metrics that Prometheus collects: one small process for the whole installation.

They are counted from the rows, so it does not matter which worker did the work or whether it still runs.
"""

import signal
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Annotated

import redis
import typer
from prometheus_client import CollectorRegistry, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from services import wiring
from services.command_line.servers import with_servers
from services.operations import metrics as numbers
from services.storage.database import now

metrics_commands = typer.Typer()
OF_THE_PROCESS: dict[str, tuple[str, tuple[str, ...]]] = {
    "amble_up": ("1 if a part is well: database, migrations (up to date), broker", ("part",)),
    "amble_queue_messages": ("Wake-ups waiting in the broker", ("queue",)),
    "amble_sender_segments_today": (
        "Segments that each sender has used since 00:00 UTC, in the order of the settings",
        ("sender",),
    ),
}
_BUCKETS = (1, 5, 10, 30, 60, 120, 300, 900, 1800, 3600)


class Metrics(Collector):
    """The metrics, collected at each scrape. Counters begin when this process starts."""

    def __init__(self) -> None:
        self._totals: dict[tuple[str, tuple[str, ...]], float] = {}
        self._after: int | None = None
        text = "Seconds from due to accepted by the carrier"
        self._lateness = Histogram(numbers.LATENESS, text, ["urgency"], buckets=_BUCKETS, registry=None)

    def collect(self) -> Iterable[Metric]:
        """Every metric. A part that does not answer shows in amble_up and leaves out only its own metrics."""
        gauges = {
            name: GaugeMetricFamily(name, text, labels=labels)
            for name, (text, labels) in {**numbers.METRICS, **OF_THE_PROCESS}.items()
            if not name.endswith("_total")
        }
        up = {"database": self._ask_database(gauges), "migrations": _migrated(), "broker": _ask_broker(gauges)}
        for part, well in up.items():
            gauges["amble_up"].add_metric([part], float(well))
        yield from gauges.values()
        for name, (text, labels) in numbers.METRICS.items():
            if name.endswith("_total"):
                counter = CounterMetricFamily(name, text, labels=labels)
                for (counted, values), total in self._totals.items():
                    if counted == name:
                        counter.add_metric(values, total)
                yield counter
        yield from self._lateness.collect()

    def _ask_database(self, gauges: dict[str, GaugeMetricFamily]) -> bool:
        try:
            with wiring.database().unit_of_work() as session:
                at = now(session)
                for sample in numbers.present_values(session, at):
                    gauges[sample.name].add_metric(sample.labels, sample.value)
                if self._after is None:
                    self._after = numbers.latest_event(session)
                happened = numbers.since(session, self._after, at)
        except SQLAlchemyError as error:
            wiring.log("database.away", error=type(error).__name__)
            return False
        self._after = happened.after
        for key, number in happened.counts.items():
            self._totals[key] = self._totals.get(key, 0) + number
        for urgency, seconds in happened.late:
            self._lateness.labels(urgency).observe(seconds)
        return True


def _migrated() -> bool:
    from services.storage.migrations import is_current

    try:
        return is_current(wiring.database().engine)
    except SQLAlchemyError:
        return False


def _ask_broker(gauges: dict[str, GaugeMetricFamily]) -> bool:
    from workers.app import QUEUES

    settings = wiring.configuration()
    senders = settings.senders or (settings.twilio_messaging_service_sid,)
    try:
        with redis.Redis.from_url(settings.redis_url.get_secret_value(), socket_timeout=5) as client:
            for queue in QUEUES:
                gauges["amble_queue_messages"].add_metric([queue], float(client.llen(queue)))
        for number, sender in enumerate(senders, start=1):
            gauges["amble_sender_segments_today"].add_metric([str(number)], wiring.budget().spoken(sender, time.time()))
    except redis.RedisError as error:
        wiring.log("broker.away", error=type(error).__name__)
        return False
    return True


@metrics_commands.command("metrics", rich_help_panel="Run it")
def metrics(
    port: Annotated[int, typer.Option(help="Port to listen on", min=1, max=65535)] = 9464,
    host: Annotated[str, typer.Option(help="Address to listen on: keep it inside your own network")] = "127.0.0.1",
) -> None:
    """Serve metrics for Prometheus. Run one for the whole installation."""
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_configuration()
        wiring.start_logging()
        registry = CollectorRegistry()
        registry.register(Metrics())
        server, thread = start_http_server(port, addr=host, registry=registry)
        stack.callback(server.shutdown)
        # Without this, nothing would end it as the first process of a container.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        wiring.log("metrics.ready", port=port)
        thread.join()
