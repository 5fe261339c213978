"""What becomes of an asking for a phone that cannot be enrolled? Counted, written down, and told to the operator.

Why it cannot is told to nobody, and whoever asks too often is not answered for a while.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from schemas.alerts import AlertKind
from schemas.events import Fact
from services import wiring
from services.intake.limits import Limits
from services.intake.problems import ProblemError, code_of
from services.intake.session import Caller
from services.journey.escalate import raise_for_clinic
from services.journey.no_patient import PHONE_REFUSED
from services.journey.running import PhoneCannotBeEnrolled
from services.storage.database import save

_AN_HOUR_SECONDS = "3600"


@contextmanager
def refusing(request: Request, caller: Caller) -> Iterator[None]:
    """One phone is asked for within. Raises a problem where it cannot be enrolled."""
    check_may_ask(request, caller)
    try:
        yield
    except PhoneCannotBeEnrolled as error:
        note_refused(request, caller, 1)
        raise ProblemError(409, code_of(type(error)), str(error)) from None


def check_may_ask(request: Request, caller: Caller) -> None:
    """Raises a problem for a user to whom too many phones were refused within the hour."""
    if not _limits(request).may_be_refused(f"user:{caller.user.id}"):
        raise _too_many()


def note_refused(request: Request, caller: Caller, phones: int) -> None:
    """So many phones were refused: the operator is told, in a unit of work of its own. Raises a problem if too many."""
    if not phones:
        return
    actor = f"user:{caller.user.id}"
    within = _limits(request).count_refused(actor, phones)
    subject = f"clinic:{caller.user.clinic_id}" if caller.user.clinic_id else "operator"
    event = Fact(
        at=caller.now, name=PHONE_REFUSED, actor=actor, clinic_id=caller.user.clinic_id, subject=subject,
        detail={"phones": phones},
    )  # fmt: skip
    # That of the request is undone, and sees its clinic only.
    with wiring.database().unit_of_work() as session:
        raise_for_clinic(session, AlertKind.LINE_IS_TAKEN, None, caller.now)
        save(session, event=event)
    if not within:
        raise _too_many()


def _limits(request: Request) -> Limits:
    limits: Limits = request.app.state.limits
    return limits


def _too_many() -> ProblemError:
    detail = "Too many phones that cannot be enrolled here were asked for; go on in an hour."
    return ProblemError(429, "too-many-requests", detail, headers={"Retry-After": _AN_HOUR_SECONDS})
