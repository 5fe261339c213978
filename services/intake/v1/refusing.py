"""What becomes of an asking for a phone that cannot be enrolled? Counted, written down, and told to the operator.

Why it cannot is told to nobody, and whoever asks too often is not answered for a while.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fastapi import Request

from schemas.alert_kinds import AlertKind
from schemas.tables.events import Fact
from services import wiring
from services.intake.request.caller import Caller
from services.intake.request.limits import Limits
from services.intake.request.problems import ProblemError
from services.journey.alerting.alerts import raise_for_operator
from services.journey.alerting.no_patient import PHONE_REFUSED
from services.journey.refusals import PhoneCannotBeEnrolled
from services.storage.case import in_hand
from services.storage.database import ByKey, note_key

_AN_HOUR_SECONDS = "3600"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for phones, from which clinic (an operator: from none), and when; known after a unit of work failed."""

    user_id: UUID
    clinic_id: UUID | None
    now: datetime
    by_key: ByKey | None = None

    @property
    def actor(self) -> str:
        """As the audit names them."""
        return f"user:{self.user_id}"


@contextmanager
def refusing(request: Request, caller: Caller) -> Iterator[None]:
    """One phone is asked for within; where it cannot be enrolled, that is noted and the refusal goes on its way."""
    asker = asker_of(request, caller)
    try:
        yield
    except PhoneCannotBeEnrolled:
        note_refused(request, asker, 1)
        raise


def asker_of(request: Request, caller: Caller) -> Asker:
    """Who asks. Raises a problem for a user to whom too many phones were refused within the hour."""
    asker = Asker(caller.user.id, caller.user.clinic_id, caller.now, caller.by_key)
    if not _limits(request).may_be_refused(asker.actor):
        raise _too_many()
    return asker


def note_refused(request: Request, asker: Asker, phones: int) -> None:
    """So many phones were refused: the operator is told, in a unit of work of its own. Raises a problem if too many."""
    if not phones:
        return
    within = _limits(request).count_refused(asker.actor, phones)
    subject = f"clinic:{asker.clinic_id}" if asker.clinic_id else "operator"
    event = Fact(
        at=asker.now, name=PHONE_REFUSED, actor=asker.actor, clinic_id=asker.clinic_id, subject=subject,
        detail={"phones": phones},
    )  # fmt: skip
    # That of the request is undone, and sees its clinic only.
    with wiring.database().unit_of_work() as session:
        note_key(session, asker.by_key)
        with in_hand(session, asker.now) as batch:
            raise_for_operator(batch, AlertKind.LINE_IS_TAKEN)
            batch.save(event=event)
    if not within:
        raise _too_many()


def _limits(request: Request) -> Limits:
    limits: Limits = request.app.state.limits
    return limits


def _too_many() -> ProblemError:
    detail = "Too many phones that cannot be enrolled here were asked for; go on in an hour."
    return ProblemError(429, "too-many-requests", detail, headers={"Retry-After": _AN_HOUR_SECONDS})
