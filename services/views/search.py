"""Finds a clinic's patients by phone number, part of the first name, status and therapist.

Names are sealed, so they are opened one by one, in the order of the patients' ids, until a page is full.
"""

import uuid
from collections.abc import Iterator
from itertools import islice

from sqlmodel import Session, col, select

from schemas.api.care import FindPatients
from schemas.phones import in_e164
from schemas.tables.people import Enrolment, Patient

_AT_ONCE = 1000


def find(
    session: Session, clinic_id: uuid.UUID, filters: FindPatients, *, after: uuid.UUID | None, limit: int
) -> list[tuple[Patient, Enrolment]]:
    """A page of matching patients, in the order of their ids, after one of them."""
    at_once = _AT_ONCE if filters.name else limit
    return list(islice(everybody(session, clinic_id, filters, after, at_once=at_once), limit))


def everybody(
    session: Session,
    clinic_id: uuid.UUID,
    filters: FindPatients,
    after: uuid.UUID | None = None,
    *,
    at_once: int = _AT_ONCE,
) -> Iterator[tuple[Patient, Enrolment]]:
    """Every matching patient, in the order of their ids, with a page in memory at a time."""
    statement = (
        select(Patient, Enrolment)
        .join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
        .where(col(Patient.clinic_id) == clinic_id)
        .order_by(col(Patient.id))
        .limit(at_once)
    )
    if filters.phone is not None:
        statement = statement.where(col(Patient.phone_index) == in_e164(filters.phone))
    if filters.status is not None:
        statement = statement.where(col(Enrolment.status) == filters.status)
    if filters.therapist_id is not None:
        statement = statement.where(col(Enrolment.therapist_id) == filters.therapist_id)
    name = filters.name.casefold() if filters.name else ""
    while True:
        page = session.exec(statement if after is None else statement.where(col(Patient.id) > after)).all()
        for patient, enrolment in page:
            if name in (patient.first_name or "").casefold():
                yield patient, enrolment
        if len(page) < at_once:
            return
        after = page[-1][0].id
