"""May a clinic's answered texts train the second ear? Off, until a named person of the clinic has agreed."""

import uuid
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.api.to_read import EarConsentChange, EarConsentOut
from schemas.tables.events import Fact
from schemas.tables.to_read import EarConsent
from services.journey.refusals import ConsentRefused
from services.storage.database import save
from services.storage.queries.to_read import consent_in_force

# It may be tomorrow already where the clinic is.
_AHEAD = timedelta(hours=14)


def in_force(session: Session, clinic_id: uuid.UUID) -> EarConsentOut:
    """What was decided last; without any decision nothing leaves."""
    return shown(consent_in_force(session, clinic_id))


def decide(session: Session, clinic_id: uuid.UUID, wanted: EarConsentChange, by: str, now: datetime) -> EarConsent:
    """Keep a decision beside those before it. Raises ConsentRefused for a day that has not come."""
    if wanted.agreed_on > (now + _AHEAD).date():
        raise ConsentRefused([("agreed_on", "must be the date on which it was decided, not one to come")])
    row = EarConsent(clinic_id=clinic_id, by=by, at=now, **wanted.model_dump())
    event = Fact(
        at=now, name="ear.agreed" if wanted.agreed else "ear.withdrawn", actor=by, clinic_id=clinic_id,
        subject=f"clinic:{clinic_id}", detail={},
    )  # fmt: skip
    save(session, row, event=event)
    return row


def shown(row: EarConsent | None) -> EarConsentOut:
    """What is in force, as it is shown."""
    if row is None:
        return EarConsentOut(agreed=False, person=None, agreed_on=None, by=None, at=None)
    return EarConsentOut(agreed=row.agreed, person=row.person, agreed_on=row.agreed_on, by=row.by, at=row.at)
