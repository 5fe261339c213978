"""May an operator text a phone, to see whether texts arrive? Never one that said STOP, and never a patient's."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.tables.alerts import StaffPhone
from schemas.tables.events import Fact
from schemas.tables.people import ConsentEntry, EnrolmentStatus
from services.storage import in_force, records
from services.storage.database import save

# Of no clinic: to it counts every STOP that is not known to have been told to one.
_NOBODYS = uuid.UUID(int=0)


class MayNotBeTexted(Exception):
    """The phone gets no test text; the sentence says why."""


def allow(session: Session, phone: str, by: str, now: datetime) -> None:
    """Write down that a test text is going to leave. Raises MayNotBeTexted. phone: E.164."""
    if _said_stop(session, phone):
        raise MayNotBeTexted("This phone said STOP: it gets no text, and no test either. Take another phone.")
    if any(e.status is not EnrolmentStatus.DISCHARGED for e, _ in records.enrolments_of_phone(session, phone)):
        raise MayNotBeTexted(
            "This phone takes part in the program: a test would confuse a patient. Take another phone."
        )
    save(session, event=Fact(at=now, name="test_text.allowed", actor=by, subject="installation", detail={}))


def _said_stop(session: Session, phone: str) -> bool:
    told = select(ConsentEntry.clinic_id).where(col(ConsentEntry.phone_index) == phone).distinct()
    clinics = {clinic or _NOBODYS for clinic in session.exec(told)}
    stopped = select(StaffPhone.id).where(col(StaffPhone.phone_index) == phone, col(StaffPhone.stopped_at).is_not(None))
    return any(in_force.opted_out(session, [(phone, clinic) for clinic in clinics]).values()) or bool(
        session.exec(stopped.limit(1)).first()
    )
