"""The only way to close or reopen an alert: it checks the table of transitions and writes the event."""

from collections.abc import Callable, Iterable
from datetime import datetime

from schemas import transitions
from schemas.tables.alerts import Alert
from schemas.tables.events import Fact
from schemas.transitions import AlertState
from services.storage.case import Writer
from services.storage.transition import check


def close(writer: Writer, alerts: Alert | Iterable[Alert], event: Callable[[Alert], Fact]) -> None:
    """Close one alert or many at the time of their event; their ladders end. Raises TransitionRefused."""
    closed = [alerts] if isinstance(alerts, Alert) else list(alerts)
    for alert in closed:
        _check(alert, AlertState.CLOSED)
    for alert in closed:
        fact = event(alert)
        alert.closed_at, alert.next_rung_at = fact.at, None
        writer.save(alert, event=fact)


def reopen(writer: Writer, alert: Alert, event: Fact, next_rung_at: datetime | None) -> None:
    """Reopen an alert because what closed it was undone; its ladder goes on at next_rung_at (UTC). Raises
    TransitionRefused.
    """
    _check(alert, AlertState.OPEN)
    alert.closed_at, alert.updated_at, alert.next_rung_at = None, event.at, next_rung_at
    writer.save(alert, event=event)


def _check(alert: Alert, to: AlertState) -> None:
    stands = AlertState.OPEN if alert.closed_at is None else AlertState.CLOSED
    check(transitions.ALERT, "An alert", stands, to)
