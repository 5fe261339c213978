"""The one door by which an enrolment changes its status: it asks the table what may follow, and writes the event."""

from sqlmodel import Session

from schemas import transitions
from schemas.events import Fact
from schemas.people import Enrolment, EnrolmentStatus
from services.storage.database import save
from services.storage.transition import check


def move(session: Session, enrolment: Enrolment, to: EnrolmentStatus, event: Fact) -> None:
    """A patient comes into a status. The enrolment is locked. Raises TransitionRefused."""
    check(transitions.ENROLMENT, "An enrolment", enrolment.status, to)
    enrolment.status = to
    save(session, enrolment, event=event)


def move_back(session: Session, enrolment: Enrolment, to: EnrolmentStatus, event: Fact) -> None:
    """What brought a patient into a status was taken back: the way that led here is gone once more, backwards.

    An act may have left the status as it was. The enrolment is locked. Raises TransitionRefused.
    """
    if to is not enrolment.status:
        check(transitions.ENROLMENT, "An enrolment", to, enrolment.status)
    enrolment.status = to
    save(session, enrolment, event=event)
