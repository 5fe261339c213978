"""How is an EARS score kept that a therapist tells?"""

from datetime import datetime

from sqlmodel import Session

from schemas.api.measures import EarsOut, NewEars
from schemas.tables.measures import EarsScore
from schemas.tables.people import Enrolment
from services.storage.case import happened
from services.storage.database import save


def enter_ears(session: Session, enrolment: Enrolment, entry: NewEars, by: str, now: datetime) -> EarsOut:
    """Keep an EARS score."""
    row = EarsScore(enrolment_id=enrolment.id, day=entry.day, score=entry.score, by=by, at=now)
    save(session, row, event=happened("ears.entered", enrolment, now, actor=by, day=entry.day.isoformat()))
    return EarsOut(day=row.day, score=row.score, by=row.by, at=row.at)
