"""The only way to change an enrolment's status: it checks the table of transitions and writes the event."""

from schemas import transitions
from schemas.tables.events import Fact
from schemas.tables.people import EnrolmentStatus
from services.storage.case import Case
from services.storage.transition import check


def move(case: Case, to: EnrolmentStatus, event: Fact) -> None:
    """Give a patient's enrolment, which is locked, a new status. Raises TransitionRefused."""
    check(transitions.ENROLMENT, "An enrolment", case.enrolment.status, to)
    case.enrolment.status = to
    case.save(case.enrolment, event=event)


def move_back(case: Case, to: EnrolmentStatus, event: Fact) -> None:
    """Undo a change of status: the same transition, backwards.

    The act may have left the status as it was. The enrolment is locked. Raises TransitionRefused.
    """
    if to is not case.enrolment.status:
        check(transitions.ENROLMENT, "An enrolment", to, case.enrolment.status)
    case.enrolment.status = to
    case.save(case.enrolment, event=event)
