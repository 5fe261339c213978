"""What sending depends on: the clinics' own senders, their staff phones, and the APIs' disks."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from schemas.tables.spools import SpoolReport
from services.storage.queries import people


@dataclass(frozen=True, slots=True)
class TextingNeeds:
    """own_senders: the clinics' own senders. phones_of: how many clinics have a phone that agreed to texts."""

    own_senders: tuple[str, ...]
    phones_of: int


def texting_needs(session: Session) -> TextingNeeds:
    """What all clinics together need now."""
    return TextingNeeds(tuple(people.senders_of_clinics(session)), people.clinics_that_text_staff(session))


def disks_that_hold_something(session: Session) -> list[SpoolReport]:
    """Each API's disk that last reported something waiting or put aside."""
    return list(session.exec(select(SpoolReport).order_by(col(SpoolReport.id))))
