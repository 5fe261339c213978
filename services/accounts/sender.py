"""The sender of a clinic's texts: its own, or one that several clinics share. Operators set it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlmodel import Session

from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from services.accounts.refusals import ClinicIsUnknown, SenderIsTaken
from services.journey.participation import running
from services.storage.database import save
from services.storage.queries import people
from services.storage.queries.sending import LOCK_ENROLMENTS, MOVE_TO_SENDER


def check_free(session: Session, sender: str | None, shared: Iterable[str], own: uuid.UUID | None = None) -> None:
    """Raises SenderIsTaken if several clinics share this sender, or if a clinic other than `own` has it."""
    if sender is None:
        return
    if sender in shared or people.has_sender_of_another(session, sender, own):
        raise SenderIsTaken("This sender belongs to another clinic, or is shared by clinics.")


def change(session: Session, clinic_id: uuid.UUID, sender: str | None, by: str, now: datetime) -> Clinic:
    """Change the sender of a clinic: its texts leave from there, and replies are expected there.

    Raises ClinicIsUnknown, SenderIsTaken, and PhoneCannotBeEnrolled if a phone would be enrolled twice on it.
    """
    # Lock enrolments before the clinic: readmitting a patient locks in this order, too.
    session.execute(LOCK_ENROLMENTS, {"clinic": clinic_id})
    try:
        clinic = people.lock_clinic(session, clinic_id)
    except NoResultFound:
        raise ClinicIsUnknown("No clinic has that id.") from None
    clinic.sender = sender
    event = Fact(
        at=now,
        name="clinic.sender_changed",
        actor=by,
        clinic_id=clinic_id,
        subject=f"clinic:{clinic_id}",
        detail={"own": sender is not None},
    )
    try:
        save(session, clinic, event=event)
    except IntegrityError as error:
        if "uq_clinic_sender" not in str(error.orig):
            raise
        raise SenderIsTaken("This sender belongs to another clinic, or is shared by clinics.") from None
    with running.once_on_a_line():
        session.execute(MOVE_TO_SENDER, {"clinic": clinic_id, "line": sender or ""})
    session.expire_all()
    return session.get_one(Clinic, clinic_id)
