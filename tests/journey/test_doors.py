"""Does a state come only where it may? What may not follow is refused with a sentence, and nothing is written."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from schemas.tables.events import Event
from schemas.tables.messages import OutboundText, Suppression, TextState
from schemas.tables.people import Enrolment, EnrolmentStatus
from schemas.text_kinds import texts_that
from services.journey.alerting.alerts import close_alerts, raise_alert
from services.storage import alert_states, enrolment_states, records, text_states
from services.storage.case import Batch, Case, happened, in_hand
from services.storage.database import Database
from services.storage.transition import TransitionRefused
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def enrolment_of(session: Session, patient_id: uuid.UUID) -> Enrolment:
    return records.lock_enrolment(session, records.enrolment_of_patient(session, patient_id).id)[0]


def case_of(batch: Batch, patient_id: uuid.UUID) -> Case:
    return batch.case(records.enrolment_of_patient(batch.session, patient_id).id)


def events(session: Session, name: str) -> list[Event]:
    return list(session.exec(select(Event).where(col(Event.name) == name).order_by(col(Event.id))))


def daily_texts(session: Session, patient_id: uuid.UUID) -> list[OutboundText]:
    daily = col(OutboundText.kind).in_(texts_that(lambda kind: kind.daily))
    return list(session.exec(select(OutboundText).where(col(OutboundText.patient_id) == patient_id, daily)))


def test_many_texts_are_let_go_at_once_and_each_has_its_event(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        case, texts = case_of(batch, patient.id), daily_texts(session, patient.id)
        event = case.happened("text.suppressed", why=Suppression.PAUSED.value)
        text_states.move(case, texts, Suppression.PAUSED, event)
    with clinic.database.unit_of_work() as session:
        texts = daily_texts(session, patient.id)
        assert {(text.state, text.suppression) for text in texts} == {(TextState.SUPPRESSED, Suppression.PAUSED)}
        told = [event.detail for event in events(session, "text.suppressed")]
        assert sorted(str(detail["text"]) for detail in told) == sorted(str(text.id) for text in texts)
        assert {detail["why"] for detail in told} == {"paused"}


def test_a_text_that_arrived_never_leaves_again(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.receipt(clinic.carrier.accepted[0][1], "delivered")
    refused = "A text that is 'delivered' cannot become 'planned'; what may follow: 'delivered'."
    with clinic.database.unit_of_work() as session:
        text = session.merge(next(text for text in clinic.texts(patient) if text.state is TextState.DELIVERED))
        event = happened("text.put_off", enrolment_of(session, patient.id), clinic.now)
        with pytest.raises(TransitionRefused, match=refused):
            text_states.move(Batch(session, clinic.now), text, TextState.PLANNED, event)
    with clinic.database.unit_of_work() as session:
        assert not events(session, "text.put_off")
    assert TextState.DELIVERED in {text.state for text in clinic.texts(patient)}


def test_whoever_was_discharged_does_not_simply_walk_on(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        case = case_of(batch, patient.id)
        enrolment_states.move(case, EnrolmentStatus.DISCHARGED, case.happened("patient.discharged"))
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        case = case_of(batch, patient.id)
        event = case.happened("patient.resumed")
        with pytest.raises(TransitionRefused, match="'discharged' cannot become 'active'"):
            enrolment_states.move(case, EnrolmentStatus.ACTIVE, event)
    with clinic.database.unit_of_work() as session:
        assert not events(session, "patient.resumed")
        with in_hand(session, clinic.now) as batch:
            case = case_of(batch, patient.id)
            enrolment_states.move_back(case, EnrolmentStatus.ACTIVE, event)
        assert case.enrolment.status is EnrolmentStatus.ACTIVE


def test_an_act_is_taken_back_only_along_a_way_that_leads_here(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session:
        case = case_of(Batch(session, clinic.now), patient.id)
        with pytest.raises(TransitionRefused):
            enrolment_states.move_back(case, EnrolmentStatus.DISCHARGED, case.happened("act.taken_back"))


def test_an_alert_is_closed_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        case = case_of(batch, patient.id)
        raise_alert(case, AlertKind.CALL_REQUESTED)
        close_alerts(case, (AlertKind.CALL_REQUESTED,))
    with clinic.database.unit_of_work() as session:
        alert = session.exec(select(Alert).where(col(Alert.kind) == AlertKind.CALL_REQUESTED)).one()
        fact = happened("alert.closed", enrolment_of(session, patient.id), clinic.now + timedelta(hours=1))
        with pytest.raises(TransitionRefused, match="An alert that is 'closed' cannot become 'closed'"):
            alert_states.close(Batch(session, clinic.now), alert, lambda _: fact)
    with clinic.database.unit_of_work() as session:
        alert = session.exec(select(Alert).where(col(Alert.kind) == AlertKind.CALL_REQUESTED)).one()
        assert (alert.closed_at, alert.next_rung_at, len(events(session, "alert.closed"))) == (clinic.now, None, 1)
        fact = happened("alert.reopened", enrolment_of(session, patient.id), clinic.now)
        with in_hand(session, clinic.now) as batch:
            alert_states.reopen(batch, alert, fact, next_rung_at=clinic.now)
        assert (alert.closed_at, alert.next_rung_at) == (None, clinic.now)


def test_a_pause_that_ends_by_itself_is_written_down(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1))
    clinic.text(patient, "pause 2 days")
    with clinic.database.unit_of_work() as session:
        assert enrolment_of(session, patient.id).status is EnrolmentStatus.PAUSED
    clinic.turn_to(START + timedelta(days=4))
    with clinic.database.unit_of_work() as session:
        assert enrolment_of(session, patient.id).status is EnrolmentStatus.ACTIVE
        assert len(events(session, "pause.ended")) == 1
