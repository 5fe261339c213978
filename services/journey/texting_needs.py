"""Which senders must the carrier have besides those that clinics share, and are there phones of staff to text?"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alerts import StaffPhone
from schemas.people import Clinic
from schemas.spools import SpoolStanding


@dataclass(frozen=True, slots=True)
class TextingNeeds:
    """own_senders: what clinics have of their own. phones_of: how many clinics have a phone that agreed to texts."""

    own_senders: tuple[str, ...]
    phones_of: int


def texting_needs(session: Session) -> TextingNeeds:
    """As the clinics stand now."""
    own = select(Clinic.sender).where(col(Clinic.sender).is_not(None)).order_by(col(Clinic.sender))
    texted = select(sa.func.count(sa.distinct(col(StaffPhone.clinic_id)))).where(
        col(StaffPhone.removed_at).is_(None),
        col(StaffPhone.stopped_at).is_(None),
        col(StaffPhone.consented_at).is_not(None),
    )
    return TextingNeeds(tuple(s for s in session.exec(own) if s), session.exec(texted).one())


def disks_that_hold_something(session: Session) -> list[SpoolStanding]:
    """Each disk of an API on which something waits or was put aside, as it was last told."""
    return list(session.exec(select(SpoolStanding).order_by(col(SpoolStanding.id))))
