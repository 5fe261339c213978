"""What tests do with words that a person must read, and what they look at."""

from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Act, Alert
from schemas.tables.messages import InboundText
from schemas.tables.people import Patient
from services.journey.caring import alert_acts
from tests.clinic import ClinicInTests
from tests.journey.moments import at


def unread_of(clinic: ClinicInTests, patient: Patient) -> list[str]:
    """The texts of a patient that a person must still read."""
    with clinic.database.unit_of_work() as session:
        of_patient = select(InboundText).where(col(InboundText.patient_id) == patient.id, col(InboundText.unread))
        return [text.body for text in session.exec(of_patient.where(col(InboundText.read_at).is_(None)))]


def quoted(clinic: ClinicInTests, patient: Patient, kind: AlertKind) -> list[int]:
    with clinic.database.unit_of_work() as session:
        of_kind = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.kind) == kind)
        return session.exec(of_kind.where(col(Alert.closed_at).is_(None))).one().inbound_ids


def second_evening(clinic: ClinicInTests) -> Patient:
    """One credit earned already."""
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2 2")
    clinic.turn_to(at(19, 5, day=2))
    return patient


def third_green_with_words(clinic: ClinicInTests) -> Patient:
    """The step would come now, but words stand beside the third green score."""
    patient = clinic.begin()
    for day, body in ((1, "2 2"), (2, "2 2"), (3, "2 both. thinking about the trailer")):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, body)
    return patient


def resolve(clinic: ClinicInTests, patient: Patient, kind: AlertKind) -> None:
    """A person has read it, and there was nothing in it."""
    with clinic.database.unit_of_work() as session:
        of_kind = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.kind) == kind)
        alert = session.exec(of_kind.where(col(Alert.closed_at).is_(None))).one()
        alert_acts.write_down(
            session, alert, alert_acts.Handled(Act.RESOLVED, clinic.therapist, "Nothing in it."), clinic.now
        )
