"""On which sender does a phone run, and may it? One place only: a reply is found by its phone and the sender texted.

Why a phone is refused stays with the operator: that somebody is a patient elsewhere is nobody else's business.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from schemas.tables.clinics import Clinic
from schemas.tables.people import Enrolment, Patient
from services.journey.refusals import PhoneCannotBeEnrolled
from services.storage.queries.sending import PHONES_OF_STAFF

_ONCE_ON_A_LINE = "uq_enrolment_line"


def line_of(session: Session, clinic_id: uuid.UUID) -> str:
    """The clinic's own sender, "" for those that clinics share; nobody changes it before this unit of work ends."""
    statement = select(Clinic.sender).where(col(Clinic.id) == clinic_id).with_for_update(read=True)
    return session.exec(statement).one() or ""


def check_not_of_staff(session: Session, patients: Sequence[Patient]) -> None:
    """Raises PhoneCannotBeEnrolled where one of these phones is a clinic's own: its texts are no patient's."""
    asked = {"phones": [patient.phone_index for patient in patients]}
    if session.execute(PHONES_OF_STAFF, asked).first() is not None:
        raise PhoneCannotBeEnrolled


def begin(session: Session, enrolment: Enrolment, patient: Patient) -> None:
    """A patient takes part from now on. Raises PhoneCannotBeEnrolled."""
    check_not_of_staff(session, [patient])
    with once_on_a_line():
        enrolment.line, enrolment.running_phone = line_of(session, enrolment.clinic_id), patient.phone_index
        session.add(enrolment)
        session.flush()


@contextmanager
def once_on_a_line() -> Iterator[None]:
    """Enrolments are written within. Raises PhoneCannotBeEnrolled where a phone would run twice on a sender."""
    try:
        yield
    except IntegrityError as error:
        if _ONCE_ON_A_LINE not in str(error.orig):
            raise
        raise PhoneCannotBeEnrolled from None
