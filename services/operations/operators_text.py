"""Which phones may get an operator's test text: none that said STOP, and no patient's."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.tables.alerts import StaffPhone
from schemas.tables.events import Fact
from schemas.tables.people import ConsentEntry, EnrolmentStatus
from services.storage import in_force, records
from services.storage.database import save

# Stands for no clinic: a STOP that is not known to concern one clinic counts here.
_NOBODYS = uuid.UUID(int=0)


class MayNotBeTexted(Exception):
    """This phone may not get a test text; the sentence says why."""


def allow(session: Session, phone: str, by: str, now: datetime) -> None:
    """Record that a test text is about to leave. Raises MayNotBeTexted. phone: E.164."""
    if _said_stop(session, phone):
        raise MayNotBeTexted("This phone said STOP: it gets no texts, test texts included. Use another phone.")
    if any(e.status is not EnrolmentStatus.DISCHARGED for e, _ in records.enrolments_of_phone(session, phone)):
        raise MayNotBeTexted("This phone takes part in the program: a test would confuse a patient. Use another phone.")
    save(session, event=Fact(at=now, name="test_text.allowed", actor=by, subject="installation", detail={}))


def _said_stop(session: Session, phone: str) -> bool:
    told = select(ConsentEntry.clinic_id).where(col(ConsentEntry.phone_index) == phone).distinct()
    clinics = {clinic or _NOBODYS for clinic in session.exec(told)}
    stopped = select(StaffPhone.id).where(col(StaffPhone.phone_index) == phone, col(StaffPhone.stopped_at).is_not(None))
    return any(in_force.opted_out(session, [(phone, clinic) for clinic in clinics]).values()) or bool(
        session.exec(stopped.limit(1)).first()
    )
