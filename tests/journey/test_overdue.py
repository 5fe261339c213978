"""Is anybody behind, will a patient be texted, and can an operator mend one text?"""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from schemas.tables.messages import DeliveryReceipt, OutboundText, TextState, Urgency
from services.carrier.errors import Remedy
from services.carrier.port import Refused, SentRecord, Unknown
from services.journey.hearing import outcome, receipts
from services.journey.hearing.outcome import Called
from services.journey.texting import send
from services.operations import metrics, overdue, repair
from services.storage import records
from services.storage.database import Database
from services.views import messaging
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
MORNING = START + timedelta(hours=23)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def waits(clinic: ClinicInTests) -> set[str]:
    with clinic.database.unit_of_work() as session:
        return {item.what for item in overdue.find_overdue(session, clinic.now, clinic_id=clinic.id)}


def stands(clinic: ClinicInTests, patient_id: uuid.UUID) -> messaging.Messaging:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient_id)
        _, patient = records.lock_enrolment(session, enrolment.id)
        return messaging.messaging(session, enrolment, patient, clinic.now)


def test_nobody_is_behind_while_all_goes_well(clinic: ClinicInTests) -> None:
    clinic.begin()
    for hours in range(0, 60, 3):
        clinic.turn_to(START + timedelta(hours=hours))
        assert waits(clinic) <= {"no_final_status"}, "the carrier in memory sends no receipts"


def test_whoever_should_have_had_something_is_named(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.now = START + timedelta(days=1, hours=20)
    assert {"text_late", "day_not_closed"} <= waits(clinic)
    with clinic.database.unit_of_work() as session:
        other = overdue.find_overdue(session, clinic.now, clinic_id=uuid.uuid4())
        everybody = overdue.find_overdue(session, clinic.now)
    assert other == []
    assert {item.patient_id for item in everybody} == {patient.id}
    assert everybody == sorted(everybody, key=lambda item: item.since)


def test_how_many_days_are_behind_and_since_when(clinic: ClinicInTests) -> None:
    clinic.begin()
    with clinic.database.unit_of_work() as session:
        assert overdue.unclosed_days(session, clinic.now) == overdue.UnclosedDays(0, None)
        clinic.now = START + timedelta(days=1, hours=20)
        days = overdue.unclosed_days(session, clinic.now)
        numbers = {vital.name: vital.value for vital in metrics.present_values(session, clinic.now) if not vital.labels}
    ended = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert (days.number, days.oldest) == (1, ended)
    assert numbers["amble_days_behind"] == 1
    assert numbers["amble_days_behind_oldest_seconds"] == (clinic.now - ended).total_seconds()


def test_every_reason_not_to_text_is_said(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    assert stands(clinic, patient.id).reasons == ("The patient has not answered READY to the consent text.",)
    clinic.text(patient, "READY")
    well = stands(clinic, patient.id)
    assert well.will_be_texted
    assert well.next_text is not None
    assert well.next_text.due_at == datetime(2026, 3, 3, 13, 30, tzinfo=UTC)
    clinic.text(patient, "pause 3")
    assert stands(clinic, patient.id).reasons == ("The course is paused until 2026-03-06.",)
    clinic.text(patient, "wet myself")
    assert any("A red flag holds the course" in reason for reason in stands(clinic, patient.id).reasons)
    clinic.text(patient, "STOP")
    assert any("opted out" in reason for reason in stands(clinic, patient.id).reasons)


def test_a_failed_text_goes_again_only_while_its_time_lasts(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes.append(Refused(False, 30007, Remedy.OPERATOR))
    clinic.turn_to(MORNING)
    (text,) = clinic.texts(patient, state=TextState.FAILED)
    before = len(clinic.bodies(patient))
    with clinic.database.unit_of_work() as session:
        repair.redeliver(session, text.id, "operator", clinic.now)
    clinic.run()
    assert len(clinic.bodies(patient)) == before + 1
    with pytest.raises(repair.RepairError, match="Only a text that failed"), clinic.database.unit_of_work() as session:
        repair.redeliver(session, text.id, "operator", clinic.now)
    clinic.carrier.outcomes.append(Refused(False, 30007, Remedy.OPERATOR))
    clinic.turn_to(MORNING + timedelta(hours=18))
    (late,) = clinic.texts(patient, state=TextState.FAILED)
    with pytest.raises(repair.RepairError, match="Its time was over"), clinic.database.unit_of_work() as session:
        repair.redeliver(session, late.id, "operator", clinic.now)


@pytest.mark.parametrize(("sid", "state"), [("SM1", TextState.ACCEPTED), (None, TextState.PLANNED)])
def test_an_operator_settles_a_lost_call(clinic: ClinicInTests, sid: str | None, state: TextState) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes.append("lost")
    clinic.turn_to(datetime(2026, 3, 3, 13, 30, 30, tzinfo=UTC))
    (text,) = clinic.texts(patient, state=TextState.UNKNOWN)
    with clinic.database.unit_of_work() as session:
        assert repair.say_what_became(session, text.id, sid, "operator", clinic.now).state is state
    with pytest.raises(repair.RepairError, match="Nothing is in doubt"), clinic.database.unit_of_work() as session:
        repair.say_what_became(session, text.id, sid, "operator", clinic.now)


def test_a_text_without_a_receipt_is_asked_about_once_an_hour(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.now += timedelta(hours=2)
    with clinic.database.unit_of_work() as session:
        silent = repair.without_final_status(session, clinic.now, 50)
        assert len(silent) == 2, "consent and welcome"
        asked = repair.question_about(session, silent[0], clinic.now)
        assert asked is not None
        assert asked.since < START + timedelta(minutes=1)
        assert repair.question_about(session, silent[0], clinic.now) is None, "another worker asks"
        assert len(repair.without_final_status(session, clinic.now, 50)) == 1
        text = session.get_one(OutboundText, silent[0])
        record = SentRecord(text.sid or "", text.body or "", "sending", START)
        assert not repair.learn_status(session, text.id, [record], clinic.now)
        assert repair.learn_status(session, text.id, [SentRecord(text.sid or "", "", "delivered", START)], clinic.now)
        assert text.state is TextState.DELIVERED
    assert clinic.texts(patient, state=TextState.DELIVERED)


def test_texts_that_nobody_made_are_made(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(MORNING)
    with clinic.database.unit_of_work() as session:
        assert overdue.missing_texts(session, clinic.now, 10) == []
        for text in clinic.texts(patient, state=TextState.PLANNED):
            session.delete(session.get_one(OutboundText, text.id))
        session.execute(sa.text("UPDATE enrolment SET texts_until = NULL"))
    with clinic.database.unit_of_work() as session:
        (enrolment_id,) = overdue.missing_texts(session, clinic.now, 10)
        repair.make_missing_texts(session, [enrolment_id], clinic.now)
    assert clinic.texts(patient, state=TextState.PLANNED)


def test_a_text_that_cannot_be_made_ready_ends_with_an_alert(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    (text, *_) = clinic.texts(patient, state=TextState.PLANNED)
    with clinic.database.unit_of_work() as session:
        outcome.park(session, text.id, clinic.now)
    assert "unsendable_text" in clinic.alerts(patient)
    assert clinic.texts(patient, state=TextState.FAILED)


def test_a_call_that_is_lost_after_its_receipt_stays_delivered(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.now = datetime(2026, 3, 3, 13, 30, 1, tzinfo=UTC)
    with clinic.database.unit_of_work() as session:
        (text_id,) = send.claim(session, clinic.now, limit=5, most_waiting=1000)[Urgency.PROMPT]
        assert send.make_ready(session, [text_id], clinic.now)
    with clinic.database.unit_of_work() as session:
        for status in ("sent", "delivered"):
            receipt = DeliveryReceipt(
                sid="SMx", status=status, text_id=text_id, attempt=1, raw="", received_at=clinic.now
            )
            session.add(receipt)
            session.flush()
            receipts.read(session, [receipt.id or 0], clinic.now)
    with clinic.database.unit_of_work() as session:
        outcome.settle_calls(session, [Called(text_id, 1, Unknown("reset"))], clinic.now)
    (text,) = clinic.texts(patient, id=text_id)
    assert (text.state, text.sid) == (TextState.DELIVERED, "SMx")
