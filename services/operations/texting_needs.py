"""Which senders must the carrier have besides those that clinics share, and are there phones of staff to text?"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from schemas.tables.spools import SpoolReport
from services.storage.queries import people


@dataclass(frozen=True, slots=True)
class TextingNeeds:
    """own_senders: what clinics have of their own. phones_of: how many clinics have a phone that agreed to texts."""

    own_senders: tuple[str, ...]
    phones_of: int


def texting_needs(session: Session) -> TextingNeeds:
    """As the clinics stand now."""
    return TextingNeeds(tuple(people.senders_of_clinics(session)), people.clinics_that_text_staff(session))


def disks_that_hold_something(session: Session) -> list[SpoolReport]:
    """Each disk of an API on which something waits or was put aside, as it was last told."""
    return list(session.exec(select(SpoolReport).order_by(col(SpoolReport.id))))
