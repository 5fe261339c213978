"""Two clinics that one phone takes part in: their senders, and what tests look at in both."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, col, select

from schemas.api.care import DischargePatient
from schemas.tables.alerts import Alert, LineText
from schemas.tables.people import ConsentEntry, DischargeReason, Patient
from services.journey.caring import discharge
from services.storage import records
from services.storage.database import Database, confine
from services.views import export, timeline
from tests.clinic import ClinicInTests
from tests.journey.moments import at

HARBOR, HILL = "+15005550007", "+15005550008"
SERVICE = "MG" + "0" * 32
SORRY = "This phone cannot be enrolled here now; the operator has been told."
STRANGER, ANOTHER = (Patient.model_construct(phone=f"+1202555099{digit}") for digit in (9, 8))
DANGERS = {
    "I cannot feel my groin": "Call 911",
    "I want to kill myself": "You matter",
    "I fell and hit my head": "call 911",
}


def all_alerts(database: Database) -> list[Alert]:
    with database.unit_of_work() as session:
        return list(session.exec(select(Alert).where(col(Alert.closed_at).is_(None))).all())


def line_texts(database: Database) -> list[LineText]:
    with database.unit_of_work() as session:
        return list(session.exec(select(LineText).order_by(col(LineText.created_at))).all())


def ledger(clinic: ClinicInTests) -> list[tuple[str, str, str]]:
    with clinic.database.unit_of_work() as session:
        statement = select(ConsentEntry).where(col(ConsentEntry.clinic_id) == clinic.id).order_by(col(ConsentEntry.id))
        return [(entry.act.value, entry.source.value, entry.evidence) for entry in session.exec(statement)]


@contextmanager
def as_door_of(clinic: ClinicInTests) -> Iterator[Session]:
    """A unit of work in which PostgreSQL shows the rows of this clinic only."""
    with clinic.database.unit_of_work() as session:
        confine(session, clinic.id)
        yield session


def is_out(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        return records.has_opted_out(session, patient.phone, clinic.id)


def evening(*clinics: ClinicInTests) -> None:
    for clinic in clinics:
        clinic.turn_to(at(19, 1, day=1))


def seen_by(clinic: ClinicInTests, patient: Patient) -> str:
    """All that a clinic's own feed and record hold of a patient."""
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        confine(session, clinic.id)
        feed = timeline.page(session, patient, enrolment, limit=200)
        record = export.record_of(session, patient, enrolment)
        return f"{feed} {record.inbound} {record.alerts} {record.consents}"


def discharge_patient(clinic: ClinicInTests, patient: Patient) -> None:
    with clinic.database.unit_of_work() as session:
        discharge.discharge(
            session,
            clinic.enrolment(patient).id,
            DischargePatient(reason=DischargeReason.OTHER, note="moved away"),
            "user:x",
            clinic.now,
        )
