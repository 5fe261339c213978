"""Does whoever leaves get one last text and no more, is their danger still heard, and is the erased one forgotten?"""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from schemas.api.care import ClearHold, DischargePatient, ReadmitPatient
from schemas.api.requests import ClinicChange
from schemas.edit import Edit
from schemas.tables.clinics import Clinic
from schemas.tables.messages import Suppression, TextState
from schemas.tables.people import DischargeReason, EnrolmentStatus, Patient
from services.accounts import clinics
from services.accounts.erasure_preview import look_ahead
from services.journey import refusals
from services.journey.caring import course, discharge
from services.journey.deciding.recompute import replay_patient
from services.journey.participation import consent
from services.journey.refusals import EnrolmentRefused
from services.journey.texting.queue import KEPT_BACK
from services.storage import records
from services.storage.database import Database
from services.wiring import engines
from tests.clinic import SCREEN, ClinicInTests
from tests.doors.conftest import START
from tests.journey.test_sealed import _everything

DAY = timedelta(days=1)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _discharge(clinic: ClinicInTests, patient: Patient, note: str = "all is well") -> None:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        discharge.discharge(
            session,
            enrolment.id,
            DischargePatient(reason=DischargeReason.GOAL_REACHED, note=note),
            "user:x",
            clinic.now,
        )
    clinic.run()


def _readmit(clinic: ClinicInTests, patient: Patient, **screened: bool) -> None:
    before = (clinic.now - timedelta(hours=1)).isoformat()
    body: dict[str, Any] = {
        "baseline_pain": {"worst": 5, "average": 3, "now": 2},
        "clearance": {"by": "Dr. Cole", "at": before},
        "red_flag_screen": SCREEN | {"at": before} | screened,
        "shoes_confirmed": True,
    }
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        discharge.readmit(session, enrolment.id, ReadmitPatient.model_validate(body), "user:x", clinic.now)


def test_a_discharge_says_goodbye_once_and_nothing_is_sent_after_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    _discharge(clinic, patient)
    clinic.turn_to(clinic.now + KEPT_BACK)
    assert clinic.bodies(patient)[-1] == (
        "Harbor Spine: your walking texts are over. Questions? Call +12025550100. Urgent? Call 911."
    )
    so_far = len(clinic.bodies(patient))
    clinic.turn_to(START + 9 * DAY)
    assert len(clinic.bodies(patient)) == so_far
    assert clinic.alerts(patient) == set(), "whoever has left is not silent"
    revoked = clinic.texts(patient, suppression=Suppression.DISCHARGED)
    assert revoked
    assert {text.state for text in revoked} == {TextState.SUPPRESSED}


def test_who_has_left_learns_once_a_day_whom_to_call(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    _discharge(clinic, patient)
    clinic.turn_to(START + 3 * DAY)
    so_far = len(clinic.bodies(patient))
    for body in ("4", "hello?", "READY"):
        clinic.text(patient, body)
    assert [body[:40] for body in clinic.bodies(patient)[so_far:]] == ["Harbor Spine: your walking texts are ove"]
    clinic.text(patient, "please call me")
    assert "call_requested" in clinic.alerts(patient)
    assert clinic.enrolment(patient).status is EnrolmentStatus.DISCHARGED


def test_a_danger_told_after_leaving_is_heard_and_a_person_closes_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    _discharge(clinic, patient)
    clinic.turn_to(START + 5 * DAY)
    clinic.text(patient, "I cannot feel my groin")
    assert clinic.bodies(patient)[-1].startswith("This can be serious. Please do not walk. Call 911")
    assert "red_flag_emergency" in clinic.alerts(patient)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        course.clear_hold(session, enrolment.id, ClearHold(note="seen in the emergency room"), "user:x", clinic.now)
    assert clinic.alerts(patient) == set()


def test_a_danger_to_somebody_else_told_after_leaving_is_read_by_a_person(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    _discharge(clinic, patient)
    clinic.text(patient, "my husband can't feel his groin")
    assert clinic.alerts(patient) & {"possible_danger", "red_flag_emergency"}


def test_an_open_danger_keeps_a_patient_from_being_discharged(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    clinic.text(patient, "I cannot feel my groin")
    with pytest.raises(refusals.DangerIsOpen):
        _discharge(clinic, patient)
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE


def test_stop_and_start_after_leaving_count_for_the_number_and_bring_nobody_back(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    _discharge(clinic, patient)
    clinic.text(patient, "STOP")
    with clinic.database.unit_of_work() as session:
        assert records.has_opted_out(session, patient.phone, patient.clinic_id)
        consent.consent_again(
            session, records.enrolment_of_patient(session, patient.id).id, "user:x", "by phone", clinic.now
        )
    assert clinic.enrolment(patient).status is EnrolmentStatus.DISCHARGED
    clinic.text(patient, "START")
    assert clinic.enrolment(patient).status is EnrolmentStatus.DISCHARGED


def test_a_patient_taken_in_again_consents_anew_and_begins_at_the_start(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    first = clinic.plans(patient)[0].walks
    _discharge(clinic, patient)
    with pytest.raises(EnrolmentRefused):
        _readmit(clinic, patient, saddle_numbness=True)
    _readmit(clinic, patient)
    clinic.run()
    assert clinic.bodies(patient)[-1].startswith("Harbor Spine: Amble texts you a short walking plan")
    clinic.text(patient, "READY")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    assert clinic.plans(patient)[-1].walks == first
    clinic.turn_to(clinic.now + DAY)
    assert clinic.bodies(patient)[-1].startswith("Today: ")
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        assert replayed.differences == []


def test_an_erased_patient_is_forgotten_and_counts_and_audit_stay(clinic: ClinicInTests) -> None:
    patient = clinic.begin(first_name="Marguerite")
    clinic.turn_to(START + 2 * DAY)
    clinic.text(patient, "5 and my boss Xavier was mean")
    _discharge(clinic, patient, "moved to Springfield")
    clinic.run()
    before = {name: clinic.events(name) for name in ("plan.decided", "reply.heard", "patient.consented")}
    plans = len(clinic.plans(patient))
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        discharge.erase(session, enrolment.id, "user:x", clinic.now)
    with clinic.database.unit_of_work() as session:
        rows = session.execute(
            sa.text(
                "SELECT (SELECT count(*) FROM outbound_text WHERE body IS NOT NULL), erased_at, phone_index FROM patient"
            )
        ).one()
        assert rows[0] == 0
        assert rows[1] is not None
        assert rows[2] is None
        erased = session.get_one(Patient, patient.id)
        assert (erased.phone, erased.first_name) == ("", None)
        assert records.enrolment_of_patient(session, patient.id).discharge_note == "erased"
        bodies = session.execute(sa.text("SELECT count(DISTINCT body) FROM inbound_text")).scalar_one()
        assert bodies == 1
        with pytest.raises(refusals.IsErased):
            discharge.erase(session, enrolment.id, "user:x", clinic.now)
    assert {name: clinic.events(name) for name in before} == before
    assert len(clinic.plans(patient)) == plans
    assert clinic.events("patient.erased") == 1
    assert "Marguerite" not in _everything(clinic.database)


def test_an_opt_out_outlives_the_erasure(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "STOP")
    with clinic.database.unit_of_work() as session:
        discharge.erase(session, records.enrolment_of_patient(session, patient.id).id, "user:x", clinic.now)
    with clinic.database.unit_of_work() as session:
        assert records.has_opted_out(session, patient.phone, patient.clinic_id)
    again = clinic.enrol()
    so_far = len(clinic.bodies(again))
    clinic.run()
    assert len(clinic.bodies(again)) == so_far, "enrolled anew, the number is still not texted"


def test_a_clinic_may_let_patients_be_forgotten_so_long_after_their_discharge(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    _discharge(clinic, patient)

    def due() -> int:
        with clinic.database.unit_of_work() as session:
            return len(discharge.erase_due(session, clinic.now, 10))

    clinic.now += 400 * DAY
    assert due() == 0, "the clinic never said so"
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        clinics.change(session, row.id, Edit(ClinicChange(erase_after_days=390), clinics.mark(row)), "test", clinic.now)
    assert due() == 0, "a new number takes nobody for a week, so that somebody may look first"
    with clinic.database.unit_of_work() as session:
        ahead = look_ahead(session, session.get_one(Clinic, clinic.id), 390, clinic.now)
    assert (ahead.starts, ahead.patients) == (clinic.now + 7 * DAY, 1)
    assert [one.patient_id for one in ahead.shown] == [patient.id]
    clinic.now += 7 * DAY
    assert due() == 1
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        row.erase_after_days, row.erase_from = 408, clinic.now
    assert due() == 0
    clinic.now += DAY
    assert due() == 1
    with clinic.database.unit_of_work() as session:
        discharge.erase(session, discharge.erase_due(session, clinic.now, 10)[0], "amble", clinic.now)
    assert due() == 0
