"""Does an operator see what lies on an API's disk, and does the alert end when nothing lies there any more?"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind, Severity
from schemas.tables.alerts import Alert
from schemas.tables.spools import SpoolReport
from services.operations import disks, metrics, overdue
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _put(database: Database, disk: str, *, waiting: int = 0, refused: int = 0) -> None:
    since = START - timedelta(minutes=10)
    with database.unit_of_work() as session:
        session.add(
            SpoolReport(
                id=disk, waiting=waiting, waiting_since=since if waiting else None, refused=refused,
                refused_since=since if refused else None, told_at=START,
            )
        )  # fmt: skip


def _numbers(database: Database) -> dict[str, float]:
    with database.unit_of_work() as session:
        return {vital.name: vital.value for vital in metrics.present_values(session, START) if "spool" in vital.name}


def _open_alerts(database: Database) -> list[tuple[Severity, int]]:
    with database.unit_of_work() as session:
        asked = select(Alert).where(col(Alert.kind) == AlertKind.LEFT_ON_DISK, col(Alert.closed_at).is_(None))
        return [(alert.severity, alert.times) for alert in session.exec(asked)]


def test_what_waits_on_disks_is_behind_and_is_told_in_numbers(database: Database, clinic: ClinicInTests) -> None:
    assert set(_numbers(database).values()) == {0}
    _put(database, "one", waiting=3)
    _put(database, "other", waiting=2, refused=1)
    with database.unit_of_work() as session:
        everything = overdue.find_overdue(session, START)
        of_a_clinic = overdue.find_overdue(session, START, clinic_id=clinic.id)
    assert {(item.what, item.id) for item in everything} == {
        ("reply_on_disk", "one"), ("reply_on_disk", "other"), ("left_on_disk", "other"),
    }  # fmt: skip
    assert {item.since for item in everything} == {START - timedelta(minutes=10)}
    assert of_a_clinic == []
    assert _numbers(database) == {
        "amble_spool_waiting": 5, "amble_spool_oldest_seconds": 600, "amble_spool_refused": 1,
    }  # fmt: skip


def test_the_alert_counts_and_ends_when_no_disk_holds_anything(database: Database, clinic: ClinicInTests) -> None:
    _put(database, "one", refused=2)
    for _ in range(2):
        with database.unit_of_work() as session:
            disks.tell_of_refused(session, START)
    with database.unit_of_work() as session:
        disks.close_if_nothing_lies(session, START)
    assert _open_alerts(database) == [(Severity.NOW, 2)]
    with database.unit_of_work() as session:
        assert disks.forget_disk(session, "one", "somebody", START)
    assert _open_alerts(database) == []
    assert (clinic.events("disk.forgotten"), clinic.events("alert.closed")) == (1, 1)
    with database.unit_of_work() as session:
        assert not disks.forget_disk(session, "one", "somebody", START)
