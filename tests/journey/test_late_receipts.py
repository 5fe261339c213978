"""What if a receipt comes late, of a call that was given up? Nobody gets a text twice, and no code is forgotten."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from schemas.tables.messages import OutboundText, TextState, Urgency
from schemas.tables.people import EnrolmentStatus, Patient
from schemas.text_kinds import TextKind
from services.carrier.errors import Remedy
from services.carrier.port import Refused
from services.journey.texting import send
from services.operations import metrics
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 3, 2 + day, hour, minute, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def morning(clinic: ClinicInTests, patient: Patient) -> OutboundText:
    return clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0]


def _undelivered(clinic: ClinicInTests) -> tuple[Patient, str]:
    """The morning text did not arrive, says the carrier, and is to leave again."""
    patient = clinic.begin()
    clinic.turn_to(at(8, 31))
    sid = clinic.carrier.accepted[-1][1]
    clinic.receipt(sid, "undelivered", 30003)
    assert morning(clinic, patient).state is TextState.PLANNED
    return patient, sid


def test_undelivered_then_delivered_sends_no_second_text(clinic: ClinicInTests) -> None:
    patient, sid = _undelivered(clinic)
    clinic.receipt(sid, "delivered", of=(morning(clinic, patient).id, 1))
    clinic.turn_to(at(12, 30))
    text = morning(clinic, patient)
    assert (text.state, text.sid, text.attempts) == (TextState.DELIVERED, sid, 1)
    assert len(clinic.carrier.sent) == 3


def test_a_late_delivered_ends_a_text_that_is_claimed(clinic: ClinicInTests) -> None:
    patient, sid = _undelivered(clinic)
    clinic.now += timedelta(minutes=2)
    with clinic.database.unit_of_work() as session:
        claimed = send.claim(session, clinic.now, limit=5, most_waiting=1000)[Urgency.PROMPT]
    clinic.receipt(sid, "delivered", of=(morning(clinic, patient).id, 1))
    with clinic.database.unit_of_work() as session:
        assert send.make_ready(session, claimed, clinic.now) == []
    assert morning(clinic, patient).state is TextState.DELIVERED


def test_a_late_delivered_of_any_earlier_call_keeps_the_text_from_leaving_a_third_time(clinic: ClinicInTests) -> None:
    patient, first = _undelivered(clinic)
    clinic.turn_to(clinic.now + timedelta(minutes=2))
    text = morning(clinic, patient)
    assert (text.state, text.attempts) == (TextState.ACCEPTED, 2)
    second = clinic.carrier.accepted[-1][1]
    clinic.receipt(first, "delivered", of=(text.id, 1))
    clinic.receipt(second, "undelivered", 30003, of=(text.id, 2))
    clinic.turn_to(at(12, 30))
    assert (morning(clinic, patient).state, len(clinic.carrier.sent)) == (TextState.DELIVERED, 4)


def test_a_text_that_stayed_undelivered_and_came_after_all_is_delivered(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(8, 31))
    sid = clinic.carrier.accepted[-1][1]
    for code in (30007, None):
        clinic.receipt(sid, "undelivered" if code else "delivered", code)
    assert morning(clinic, patient).state is TextState.DELIVERED


def test_what_was_taken_back_meanwhile_and_came_all_the_same_is_not_given_back(clinic: ClinicInTests) -> None:
    patient, sid = _undelivered(clinic)
    clinic.text(patient, "pause 3")
    assert morning(clinic, patient).state is TextState.SUPPRESSED
    clinic.receipt(sid, "delivered", of=(morning(clinic, patient).id, 1))
    clinic.text(patient, "resume")
    clinic.turn_to(at(12, 30))
    text = morning(clinic, patient)
    assert (text.state, text.suppression, text.attempts) == (TextState.DELIVERED, None, 1)


def test_an_opt_out_told_late_of_an_earlier_call_is_kept(clinic: ClinicInTests) -> None:
    patient, _ = _undelivered(clinic)
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE send_attempt SET sid = NULL"))
    clinic.receipt("SMlate", "failed", 21610, of=(morning(clinic, patient).id, 1))
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT


def test_what_waited_for_too_long_at_the_carrier_is_expired_and_counted(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(8, 31))
    with clinic.database.unit_of_work() as session:
        before = metrics.latest_event(session)
    clinic.receipt(clinic.carrier.accepted[-1][1], "failed", 30036)
    text = morning(clinic, patient)
    assert (text.state, text.error_code) == (TextState.EXPIRED, 30036)
    assert not clinic.alerts(patient) & {"sending_incident", "undelivered"}
    with clinic.database.unit_of_work() as session:
        counts = metrics.since(session, before, clinic.now + timedelta(minutes=1)).counts
    assert counts["amble_carrier_errors_total", ("30036",)] == 1
    assert counts["amble_events_total", ("text.expired",)] == 1


def test_a_safety_text_that_waited_for_too_long_is_told_at_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "I can't feel my groin")
    clinic.receipt(clinic.carrier.accepted[-1][1], "failed", 30036)
    assert "cannot_be_texted" in clinic.alerts(patient)


@pytest.mark.parametrize("by_callback", [True, False])
def test_the_accounts_own_trouble_is_told_to_the_operator_once_and_to_no_clinic(
    clinic: ClinicInTests, *, by_callback: bool
) -> None:
    patients = [clinic.begin(phone=f"+1202555017{number}") for number in range(3)]
    if not by_callback:
        clinic.carrier.outcomes = [Refused(False, 21660, Remedy.OPERATOR)] * 3
    clinic.turn_to(at(8, 31))
    if by_callback:
        for _, sid, _ in clinic.carrier.accepted[-3:]:
            clinic.receipt(sid, "failed", 30002)
    assert all(morning(clinic, patient).state is TextState.FAILED for patient in patients)
    assert not any("sending_incident" in clinic.alerts(patient) for patient in patients)
    with clinic.database.unit_of_work() as session:
        asked = sa.text("SELECT clinic_id, times FROM alert WHERE kind = 'sending_incident' AND closed_at IS NULL")
        assert [tuple(row) for row in session.execute(asked)] == [(None, 1)]


@pytest.mark.parametrize("code", [30410, 30450, 30500])
def test_a_trouble_that_passes_is_tried_again(clinic: ClinicInTests, code: int) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(8, 31))
    clinic.receipt(clinic.carrier.accepted[-1][1], "failed", code)
    clinic.turn_to(at(8, 40))
    assert (morning(clinic, patient).state, morning(clinic, patient).attempts) == (TextState.ACCEPTED, 2)
