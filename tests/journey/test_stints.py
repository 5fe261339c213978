"""Does a task go on while there is work, call another worker, and leave to the other what the other holds?"""

import threading
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from schemas.tables.messages import DeliveryReceipt
from services.journey.caring import discharge
from services.journey.deciding import decide
from services.journey.hearing import outcome, receipts
from services.operations import sweep
from services.storage import records, text_states
from services.storage.database import Database
from tests.bench.population import copy_patient
from tests.clinic import ClinicInTests
from workers.app import app
from workers.stints import LONGEST_SECONDS, TOGETHER, Stint

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
OVERDUE = "SELECT count(*) FROM enrolment WHERE next_boundary_at <= amble_now()"
MANY = 2 * TOGETHER + 20


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    """So many patients whose plan day has ended, unanswered."""
    clinic = ClinicInTests(database, START)
    clinic.begin()
    clinic.turn_to(START + timedelta(days=2))
    copy_patient(database.engine, MANY - 1)
    clinic.now += timedelta(hours=20)
    clinic.turn_the_databases_clock()
    return clinic


def ask(clinic: ClinicInTests, question: str) -> int:
    with clinic.database.engine.connect() as connection:
        return int(connection.execute(sa.text(question)).scalar_one())


def do(clinic: ClinicInTests, statement: str) -> None:
    with clinic.database.engine.begin() as connection:
        connection.execute(sa.text(statement))


class Calls:
    """Whom a stint called."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str]] = []

    def __call__(self, name: str, queue: str, enough: int) -> None:
        assert enough < 100, "few that wait are enough: each of them calls the next"
        self.made.append((name, queue))


def test_one_stint_closes_more_days_than_one_batch_holds_and_calls_one_more_worker(clinic: ClinicInTests) -> None:
    assert ask(clinic, OVERDUE) == MANY
    calls = Calls()
    stint = Stint("amble.close_days", clinic.database, call=calls, seconds=60)
    stint.in_batches(records.enrolments_at_boundary, decide.close_days_of)
    assert ask(clinic, OVERDUE) == 0
    assert calls.made == [("amble.close_days", "bulk")]
    assert (
        ask(clinic, "SELECT count(*) FROM event WHERE name = 'day.closed' AND at > amble_now() - interval '1 hour'")
        == MANY
    )


def test_whoever_finds_less_than_a_batch_calls_nobody(clinic: ClinicInTests) -> None:
    do(
        clinic,
        "UPDATE enrolment SET next_boundary_at = NULL WHERE id <> (SELECT id FROM enrolment ORDER BY id LIMIT 1)",
    )
    calls = Calls()
    Stint("amble.close_days", clinic.database, call=calls).in_batches(
        records.enrolments_at_boundary, decide.close_days_of
    )
    assert (ask(clinic, OVERDUE), calls.made) == (0, [])


def test_a_stint_ends_after_its_time_and_another_goes_on(clinic: ClinicInTests) -> None:
    calls = Calls()
    stint = Stint("amble.close_days", clinic.database, call=calls, seconds=0)
    stint.in_batches(records.enrolments_at_boundary, decide.close_days_of)
    assert (ask(clinic, OVERDUE), calls.made) == (MANY - TOGETHER, [("amble.close_days", "bulk")])


def test_two_at_once_never_take_the_same_ones(clinic: ClinicInTests) -> None:
    taken: list[Sequence[uuid.UUID]] = []
    both_hold = threading.Barrier(2, timeout=30)

    def take() -> None:
        with clinic.database.unit_of_work() as session:
            taken.append(records.enrolments_at_boundary(session, clinic.now, TOGETHER))
            both_hold.wait()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(ids) for ids in taken] == [TOGETHER, TOGETHER]
    assert not set(taken[0]) & set(taken[1])


def test_one_that_breaks_is_left_and_keeps_nobody_behind_it_waiting(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        (poison,) = records.enrolments_at_boundary(session, clinic.now, 1)

    def close(session: Session, ids: Sequence[uuid.UUID], now: datetime) -> None:
        if poison in ids:
            raise ValueError("a course that cannot be read")
        decide.close_days_of(session, ids, now)

    stint = Stint("amble.close_days", clinic.database, call=Calls(), seconds=60)
    stint.in_batches(records.enrolments_at_boundary, close)
    assert ask(clinic, OVERDUE) == 1


def test_receipts_are_read_to_the_last(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        session.add_all(
            DeliveryReceipt(sid=f"SM{number:032x}", status="sent", raw="", received_at=clinic.now)
            for number in range(MANY)
        )
    calls = Calls()
    Stint("amble.read_receipts", clinic.database, call=calls, seconds=60).in_batches(receipts.unread, receipts.read)
    assert ask(clinic, "SELECT count(*) FROM delivery_receipt WHERE read_at IS NULL") == 0
    assert calls.made == [("amble.read_receipts", "prompt")]


def test_every_claim_that_nobody_came_for_is_given_back_with_its_event(clinic: ClinicInTests) -> None:
    do(
        clinic,
        "UPDATE outbound_text SET state = 'claimed', lease_until = amble_now() - interval '1 second' "
        "WHERE state = 'planned' AND kind = 'evening_question'",
    )
    claimed = ask(clinic, "SELECT count(*) FROM outbound_text WHERE state = 'claimed'")
    assert claimed > TOGETHER
    stint = Stint("amble.settle_lost", clinic.database, call=Calls(), seconds=60)
    stint.in_batches(outcome.expired_claims, text_states.give_back_claims)
    assert ask(clinic, "SELECT count(*) FROM outbound_text WHERE state = 'claimed'") == 0
    assert clinic.events("text.claim_expired") == claimed


def test_everybody_who_waits_for_shoes_is_seen_by_time(clinic: ClinicInTests) -> None:
    do(clinic, "UPDATE enrolment SET status = 'awaiting_shoes', consented_at = amble_now() - interval '4 days'")
    Stint("amble.sweep", clinic.database, call=Calls(), seconds=60).in_batches(sweep.due, sweep.sweep)
    assert ask(clinic, "SELECT count(*) FROM alert WHERE kind = 'not_begun'") == MANY


def test_everybody_whose_time_has_come_is_erased(clinic: ClinicInTests) -> None:
    do(clinic, "UPDATE clinic SET erase_after_days = 1, erase_from = amble_now()")
    do(clinic, "UPDATE enrolment SET status = 'discharged', running_phone = NULL, "
               "discharged_at = amble_now() - interval '2 days' WHERE id IN (SELECT id FROM " "enrolment LIMIT 5)")  # fmt: skip

    def erase(session: Session, ids: Sequence[uuid.UUID], now: datetime) -> None:
        for enrolment_id in ids:
            discharge.erase(session, enrolment_id, "amble", now)

    Stint("amble.erase_due", clinic.database, call=Calls(), seconds=60).in_batches(
        discharge.erase_due, erase, together=1
    )
    assert clinic.events("patient.erased") == 5


def test_a_stint_is_over_long_before_its_task_is_stopped() -> None:
    assert app.conf.task_soft_time_limit > 10 * LONGEST_SECONDS
