"""The one door by which an enrolment changes its status: it asks the table what may follow, and writes the event."""

from schemas import transitions
from schemas.tables.events import Fact
from schemas.tables.people import EnrolmentStatus
from services.storage.case import Case
from services.storage.transition import check


def move(case: Case, to: EnrolmentStatus, event: Fact) -> None:
    """A patient comes into a status. The enrolment is locked. Raises TransitionRefused."""
    check(transitions.ENROLMENT, "An enrolment", case.enrolment.status, to)
    case.enrolment.status = to
    case.save(case.enrolment, event=event)


def move_back(case: Case, to: EnrolmentStatus, event: Fact) -> None:
    """What brought a patient into a status was taken back: the way that led here is gone once more, backwards.

    An act may have left the status as it was. The enrolment is locked. Raises TransitionRefused.
    """
    if to is not case.enrolment.status:
        check(transitions.ENROLMENT, "An enrolment", to, case.enrolment.status)
    case.enrolment.status = to
    case.save(case.enrolment, event=event)
