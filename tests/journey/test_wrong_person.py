"""Do the texts rest when somebody else has the phone, or the patient has died, until a person has found out?"""

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.care import DischargePatient
from schemas.tables.alerts import Act, Alert
from schemas.tables.messages import Suppression, TextState
from schemas.tables.people import DischargeReason, EnrolmentStatus, Patient
from schemas.vocabulary import State
from services.journey import refusals
from services.journey.caring import alert_acts, course, discharge, message
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

WRONG = "Sorry for the trouble. We will not text this number while a person checks it."
CONDOLENCE = "We are very sorry for your loss. There will be no more of these texts."


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def resolve(clinic: ClinicInTests, patient: Patient, kind: AlertKind) -> None:
    """A person settles the matter."""
    with clinic.database.unit_of_work() as session:
        of_kind = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.kind) == kind)
        alert = session.exec(of_kind.where(col(Alert.closed_at).is_(None))).one()
        alert_acts.write_down(session, alert, alert_acts.Handled(Act.RESOLVED, clinic.therapist, "Called."), clinic.now)


@pytest.mark.parametrize(
    ("body", "answer", "kind"),
    [
        ("wrong number", WRONG, AlertKind.WRONG_PERSON),
        ("He passed away last week", CONDOLENCE, AlertKind.DEATH_TOLD),
    ],
)
def test_texts_rest_at_once_and_one_answer_says_so(
    clinic: ClinicInTests, body: str, answer: str, kind: AlertKind
) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    sent = len(clinic.bodies(patient))
    for text in (body, body, "who are you people", "2 2"):
        clinic.text(patient, text)
    clinic.turn_to(at(12, day=4))
    assert clinic.bodies(patient)[sent:] == [answer]
    assert kind.value in clinic.alerts(patient)
    assert clinic.enrolment(patient).status is EnrolmentStatus.PAUSED
    assert clinic.plans(patient)[-1].state is State.PAUSED


def test_the_right_person_after_all_goes_on_when_a_clinician_resumes(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "wrong number")
    clinic.turn_to(at(10, day=2))
    resolve(clinic, patient, AlertKind.WRONG_PERSON)
    with clinic.database.unit_of_work() as session:
        course.resume(session, clinic.enrolment(patient).id, "user:t", "It was her son.", clinic.now)
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-3].startswith("Welcome back")
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks")


def test_nothing_more_leaves_to_a_phone_that_waits_for_ready(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    for body in ("wrong person", "READY", "what is this"):
        clinic.text(patient, body)
    assert clinic.bodies(patient)[1:] == [WRONG]
    assert clinic.enrolment(patient).status is EnrolmentStatus.AWAITING_CONSENT
    resolve(clinic, patient, AlertKind.WRONG_PERSON)
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1].startswith("Great, you are in")


def test_a_danger_is_answered_all_the_same(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "wrong number")
    clinic.text(patient, "I can't feel my groin")
    assert "Call 911" in clinic.bodies(patient)[-1]


def test_a_stop_beside_it_gets_the_opt_outs_answer_only(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "Stop texting me, wrong number")
    assert len(clinic.bodies(patient)) == sent + 1
    assert "no more texts" in clinic.bodies(patient)[-1]
    assert clinic.alerts(patient) == {"wrong_person"}, "one item for one text"
    resolve(clinic, patient, AlertKind.WRONG_PERSON)
    assert clinic.alerts(patient) == {"opted_out"}


def test_whoever_tells_of_the_death_and_wants_no_more_texts_reads_a_condolence(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    sent = len(clinic.bodies(patient))
    for body in ("John passed away on Tuesday. Please no more texts.", "thank you"):
        clinic.text(patient, body)
    assert clinic.bodies(patient)[sent:] == [CONDOLENCE]
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    assert clinic.alerts(patient) == {"death_told"}


@pytest.mark.parametrize("before", ["He passed away last week", "He passed away last week. No more texts please"])
def test_what_is_asked_from_the_phone_of_somebody_who_died_is_read_by_a_person(
    clinic: ClinicInTests, before: str
) -> None:
    patient = clinic.begin()
    clinic.text(patient, before)
    with clinic.database.unit_of_work() as session:
        died = DischargePatient(reason=DischargeReason.DIED, note="Called.")
        discharge.discharge(session, clinic.enrolment(patient).id, died, "user:t", clinic.now)
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "Thanks")
    assert clinic.alerts(patient) == set()
    clinic.text(patient, "who is this?")
    assert clinic.alerts(patient) == {"unclear_reply"}
    assert len(clinic.bodies(patient)) == sent


def test_a_rest_that_goes_on_after_the_matter_is_closed_is_on_the_worklist(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    clinic.text(patient, "wrong number")
    assert clinic.alerts(patient) == {"wrong_person"}, "one item for one text"
    resolve(clinic, patient, AlertKind.WRONG_PERSON)
    assert clinic.alerts(patient) == {"paused"}


def test_a_therapists_own_words_go_to_nobody_else(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "wrong number")
    with clinic.database.unit_of_work() as session, pytest.raises(refusals.CannotBeTexted, match="Somebody else"):
        message.write(session, clinic.enrolment(patient).id, "Please call us.", "user:t", clinic.now)


@pytest.mark.parametrize("reason", [DischargeReason.DIED, DischargeReason.WRONG_NUMBER])
def test_who_died_or_was_never_there_is_texted_neither_then_nor_later(
    clinic: ClinicInTests, reason: DischargeReason
) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    clinic.text(patient, "both legs are numb")
    sent = len(clinic.bodies(patient))
    with clinic.database.unit_of_work() as session:
        discharge.discharge(
            session, clinic.enrolment(patient).id, DischargePatient(reason=reason, note="Called."), "user:t", clinic.now
        )
    clinic.turn_to(at(12, day=2))
    for body in ("hello", "call me", "STOP", "START"):
        clinic.text(patient, body)
    clinic.turn_to(at(12, day=3))
    assert len(clinic.bodies(patient)) == sent


def test_leaving_for_another_reason_says_no_goodbye_to_a_stranger(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "wrong number")
    with clinic.database.unit_of_work() as session:
        reason = DischargeReason.NOT_REACHABLE
        discharge.discharge(
            session,
            clinic.enrolment(patient).id,
            DischargePatient(reason=reason, note="No other number."),
            "user:t",
            clinic.now,
        )
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1] == WRONG


def test_what_was_kept_away_says_why(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "wrong number")
    clinic.text(patient, "DONE")
    whys = {text.suppression for text in clinic.texts(patient, state=TextState.SUPPRESSED)}
    assert whys <= {Suppression.WRONG_PERSON, Suppression.PAUSED}
