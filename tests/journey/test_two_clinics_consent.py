"""A STOP, a START or a READY told at one of two clinics: for whom does it count, and who may read of it?"""

import pytest

from schemas.tables.people import EnrolmentStatus, Patient
from services.carrier.errors import Remedy
from services.carrier.port import Refused
from services.journey import refusals
from services.journey.caring import discharge
from services.journey.participation import consent
from services.storage import records
from services.storage.database import Database
from services.views import export, timeline
from tests.clinic import ClinicInTests
from tests.journey.clinics import (
    HARBOR,
    HILL,
    as_door_of,
    is_out,
    ledger,
    seen_by,
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


# The ledger is the clinic's.


def test_stop_counts_for_all_and_only_the_clinic_that_was_told_reads_how(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "no more texts please")
    assert clinic.enrolment(here).status is other.enrolment(there).status is EnrolmentStatus.OPTED_OUT
    assert "opted_out" in other.alerts(there)
    own, theirs = ledger(clinic)[-1], ledger(other)[-1]
    assert (own[1], own[2].split(":")[0]) == ("stop_phrase", "inbound")
    assert theirs == ("opted_out", "stop_elsewhere", "STOP was told from this phone elsewhere.")
    other.turn_to(at(12, day=2))
    assert all("Today" not in body for body in other.bodies(there))


def test_start_brings_back_the_clinic_that_it_is_told_to_and_no_other(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "STOP")
    other.text(there, "START")
    assert other.enrolment(there).status is EnrolmentStatus.ACTIVE
    assert clinic.enrolment(here).status is EnrolmentStatus.OPTED_OUT
    assert (is_out(clinic, here), is_out(other, there)) == (True, False)
    clinic.text(here, "START")
    assert clinic.enrolment(here).status is EnrolmentStatus.ACTIVE
    assert not is_out(clinic, here)


def test_the_staff_lift_only_a_stop_that_was_told_to_them(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "STOP")
    with pytest.raises(refusals.StopWasToldElsewhere, match="Only START"), as_door_of(other) as session:
        consent.consent_again(session, other.enrolment(there).id, "user:y", "asked by phone", other.now)
    assert [entry[1] for entry in ledger(other)] == ["ready_reply", "stop_elsewhere"]
    with as_door_of(clinic) as session:
        consent.consent_again(session, clinic.enrolment(here).id, "user:x", "asked by phone", clinic.now)
    assert (is_out(clinic, here), is_out(other, there)) == (False, True)
    other.text(there, "STOP")
    with pytest.raises(refusals.StopWasToldElsewhere), other.database.unit_of_work() as session:
        consent.consent_again(session, other.enrolment(there).id, "user:y", "asked by phone", other.now)


def test_ready_counts_for_the_clinic_that_it_was_told_to(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    clinic.text(here, "STOP")
    late = other.enrol()
    other.run()
    assert other.bodies(late) == [], "whoever opted out is texted by nobody"
    other.text(late, "READY")
    assert other.enrolment(late).status is EnrolmentStatus.AWAITING_CONSENT
    assert ledger(other) == []


def test_a_carriers_refusal_counts_for_all(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.carrier.outcomes.append(Refused(False, 21610, Remedy.OPTED_OUT))
    clinic.text(here, "HELP")
    assert [entry[1] for entry in ledger(clinic)][-1] == "carrier_refusal"
    assert [entry[1] for entry in ledger(other)][-1] == "stop_elsewhere"
    assert other.enrolment(there).status is EnrolmentStatus.OPTED_OUT


def test_a_record_and_a_feed_hold_the_clinics_own_entries(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "STOP")
    clinic.text(here, "START")
    with clinic.database.unit_of_work() as session:
        for one, patient in ((clinic, here), (other, there)):
            enrolment = records.enrolment_of_patient(session, patient.id)
            record = export.record_of(session, patient, enrolment)
            assert {entry.clinic_id for entry in record.consents} == {one.id}
            feed = timeline.page(session, patient, enrolment, limit=200)
            told = [item.detail["source"] for item in feed if item.what == "consent"]
            assert told == [entry[1] for entry in reversed(ledger(one))]
    assert [entry[1] for entry in ledger(other)] == ["ready_reply", "stop_elsewhere"]


def test_an_erasure_forgets_its_own_clinics_words_only(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    clinic.text(here, "5 and my boss Xavier was mean")
    clinic.text(here, "STOP")
    kept = ledger(clinic)
    with as_door_of(other) as session:
        discharge.erase(session, other.enrolment(there).id, "user:y", other.now)
    assert ledger(clinic) == kept
    assert {entry[2] for entry in ledger(other)} == {"erased"}
    assert "Xavier" in seen_by(clinic, here)
    assert is_out(clinic, here)
