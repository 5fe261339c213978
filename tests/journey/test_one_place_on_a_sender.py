"""Does a phone run in one clinic only, of all that share a sender?"""

import pytest
import sqlalchemy as sa

from schemas.api.care import ReadmitPatient
from schemas.tables.alerts import StaffPhone
from schemas.tables.people import EnrolmentStatus, Patient
from schemas.tables.plans import LastAct
from services.accounts import sender
from services.accounts.refusals import SenderIsTaken
from services.journey.caring import course, discharge, undo
from services.journey.refusals import PhoneCannotBeEnrolled
from services.storage.database import Database
from tests.clinic import ClinicInTests, application
from tests.journey.clinics import (
    HARBOR,
    HILL,
    SORRY,
    as_door_of,
    discharge_patient,
    evening,
)
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10), sender=HARBOR)


@pytest.fixture
def other(database: Database, clinic: ClinicInTests) -> ClinicInTests:
    return ClinicInTests(database, clinic.now, name="Hill Clinic", sender=HILL)


@pytest.fixture
def here(clinic: ClinicInTests) -> Patient:
    return clinic.begin()


@pytest.fixture
def there(other: ClinicInTests, here: Patient) -> Patient:
    """The same phone, at the other clinic."""
    patient = other.begin()
    assert patient.phone == here.phone
    return patient


# One place on a sender.


@pytest.fixture
def sharing(database: Database) -> tuple[ClinicInTests, ClinicInTests]:
    """Two clinics on the shared sender; the phone runs at the first."""
    one, two = ClinicInTests(database, at(10)), ClinicInTests(database, at(10), name="Hill Clinic")
    return one, two


def _readmit(clinic: ClinicInTests, patient: Patient) -> None:
    wanted = application(clinic.therapist.id, clinic.now)
    body = {name: wanted[name] for name in ReadmitPatient.model_fields if name in wanted}
    with as_door_of(clinic) as session:
        discharge.readmit(
            session, clinic.enrolment(patient).id, ReadmitPatient.model_validate(body), "user:x", clinic.now
        )


def test_on_a_shared_sender_a_phone_runs_in_one_clinic(sharing: tuple[ClinicInTests, ClinicInTests]) -> None:
    one, two = sharing
    first = one.begin()
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY):
        two.enrol()
    discharge_patient(one, first)
    second = two.begin()
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY):
        _readmit(one, first)
    assert one.enrolment(first).status is EnrolmentStatus.DISCHARGED
    with two.database.unit_of_work() as session:
        discharge.erase(session, two.enrolment(second).id, "user:y", two.now)
    _readmit(one, first)
    assert one.enrolment(first).status is EnrolmentStatus.AWAITING_CONSENT


def test_an_opted_out_phone_still_runs_where_it_is(sharing: tuple[ClinicInTests, ClinicInTests]) -> None:
    one, two = sharing
    one.text(one.begin(), "STOP")
    with pytest.raises(PhoneCannotBeEnrolled):
        two.enrol()


def test_a_discharge_cannot_be_taken_back_once_the_phone_runs_elsewhere(
    sharing: tuple[ClinicInTests, ClinicInTests],
) -> None:
    one, two = sharing
    first = one.enrol()
    discharge_patient(one, first)
    two.enrol()
    with one.database.unit_of_work() as session:
        act = session.get_one(LastAct, one.enrolment(first).id)
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY), as_door_of(one) as session:
        undo.take_back(session, one.enrolment(first).id, act.id, "user:x", one.now)
    assert one.enrolment(first).status is EnrolmentStatus.DISCHARGED


def test_a_course_of_before_begins_anew_only_where_its_phone_runs_alone(
    sharing: tuple[ClinicInTests, ClinicInTests],
) -> None:
    one, two = sharing
    first = one.begin()
    one.turn_to(at(12, day=2))
    with one.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE enrolment SET running_phone = NULL"))
    two.now = one.now
    second = two.enrol()
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY), one.database.unit_of_work() as session:
        course.start_over(session, one.enrolment(first).id, "user:x", "again", one.now)
    discharge_patient(two, second)
    with one.database.unit_of_work() as session:
        course.start_over(session, one.enrolment(first).id, "user:x", "again", one.now)
    assert one.enrolment(first).running_phone == first.phone_index


def test_a_phone_of_the_staff_enrols_nowhere(clinic: ClinicInTests, other: ClinicInTests) -> None:
    phone = "+12025550143"
    desk = StaffPhone(clinic_id=clinic.id, label="Desk", phone=phone, phone_index=phone, created_at=clinic.now)
    with clinic.database.unit_of_work() as session:
        session.add(desk)
    for one in (clinic, other):
        with pytest.raises(PhoneCannotBeEnrolled, match=SORRY):
            one.enrol()


def test_a_change_of_sender_moves_the_courses_or_is_refused_as_a_whole(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    with clinic.database.unit_of_work() as session:
        sender.change(session, clinic.id, None, "user:o", clinic.now)
    with pytest.raises(PhoneCannotBeEnrolled, match=SORRY), other.database.unit_of_work() as session:
        sender.change(session, other.id, None, "user:o", other.now)
    assert (clinic.enrolment(here).line, other.enrolment(there).line) == ("", HILL)
    with pytest.raises(SenderIsTaken), clinic.database.unit_of_work() as session:
        sender.change(session, clinic.id, HILL, "user:o", clinic.now)
    clinic.sender = ""
    evening(clinic, other)
    clinic.text(here, "2")
    assert clinic.plans(here)[-1].light == "green"
    assert "" in {text.sender for text in clinic.carrier.sent}
