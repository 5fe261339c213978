"""A clinic's consent that its answered texts may train the second ear. Without it they may not."""

import uuid
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.api.to_read import EarConsentChange, EarConsentOut
from schemas.tables.events import Fact
from schemas.tables.to_read import EarConsent
from services.journey.refusals import ConsentRefused
from services.storage.database import save
from services.storage.queries.to_read import consent_in_force

# Where the clinic is, it may already be tomorrow.
_AHEAD = timedelta(hours=14)


def in_force(session: Session, clinic_id: uuid.UUID) -> EarConsentOut:
    """The latest decision; without one, nothing is exported."""
    return shown(consent_in_force(session, clinic_id))


def decide(session: Session, clinic_id: uuid.UUID, wanted: EarConsentChange, by: str, now: datetime) -> EarConsent:
    """Add a decision to the earlier ones. Raises ConsentRefused for a day in the future."""
    if wanted.agreed_on > (now + _AHEAD).date():
        raise ConsentRefused([("agreed_on", "must be the date of the decision, not one in the future")])
    row = EarConsent(clinic_id=clinic_id, by=by, at=now, **wanted.model_dump())
    event = Fact(
        at=now, name="ear.agreed" if wanted.agreed else "ear.withdrawn", actor=by, clinic_id=clinic_id,
        subject=f"clinic:{clinic_id}", detail={},
    )  # fmt: skip
    save(session, row, event=event)
    return row


def shown(row: EarConsent | None) -> EarConsentOut:
    """The decision in force, as the API shows it."""
    if row is None:
        return EarConsentOut(agreed=False, person=None, agreed_on=None, by=None, at=None)
    return EarConsentOut(agreed=row.agreed, person=row.person, agreed_on=row.agreed_on, by=row.by, at=row.at)
