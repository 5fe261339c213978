"""Measures of large clinics, counted in advance and kept, because counting them takes too long for a page."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from schemas.api.measures import ClinicMeasures
from schemas.tables.measures import KeptMeasures
from services.progression import calendar
from services.storage.queries.counts import COUNTED_BY_US, IS_LARGE, LARGE_CLINICS
from services.views import measures
from services.views.measures import Period

# Smaller clinics are counted in a moment, so their measures are always current.
LARGE = 200
GOOD_FOR = timedelta(hours=2)
RENEWED_AFTER = timedelta(hours=1)
# Reports about a day that come later than this do not change its counts.
SETTLED_AFTER = timedelta(days=3)
FORGOTTEN_AFTER = timedelta(days=60)
MONTH, WEEK, WEEKS = timedelta(days=28), timedelta(days=7), 6
_DAY = timedelta(days=1)


def usual_periods(now: datetime) -> list[Period]:
    """The periods that pages show: the last four weeks, and each of the last six weeks, up to yesterday (UTC)."""
    last = calendar.plan_day(now, "UTC") - _DAY
    ends = [last - WEEK * back for back in range(WEEKS)]
    return [Period(last - MONTH + _DAY, last), *(Period(end - WEEK + _DAY, end) for end in ends)]


def of_clinic(
    session: Session, clinic_id: uuid.UUID, period: Period, now: datetime, therapist_id: uuid.UUID | None = None
) -> ClinicMeasures:
    """A clinic's measures; those of a large clinic were counted at most two hours ago."""
    if therapist_id is not None or not session.execute(IS_LARGE, {"clinic": clinic_id, "large": LARGE}).scalar_one():
        return measures.of_clinic(session, clinic_id, period, therapist_id)
    kept = _kept(session, clinic_id, period)
    if kept is not None and _is_good(kept, now, GOOD_FOR):
        return ClinicMeasures(**kept.counted, counted_at=kept.counted_at)
    return _count(session, clinic_id, period, now)


def large_clinics(session: Session) -> Sequence[uuid.UUID]:
    """The clinics whose measures are kept."""
    return session.execute(LARGE_CLINICS, {"large": LARGE}).scalars().all()


def renew(session: Session, clinic_id: uuid.UUID, period: Period, now: datetime) -> bool:
    """Count a period again if its counts are over an hour old and no other worker counts it; whether it did."""
    if not session.execute(COUNTED_BY_US, {"clinic": str(clinic_id)}).scalar_one():
        return False
    kept = _kept(session, clinic_id, period)
    if kept is not None and _is_good(kept, now, RENEWED_AFTER):
        return False
    _count(session, clinic_id, period, now)
    return True


def forget_old(session: Session, now: datetime) -> None:
    """Delete counts that nobody looks at any more."""
    session.execute(sa.delete(KeptMeasures).where(col(KeptMeasures.until) < (now - FORGOTTEN_AFTER).date()))


def _kept(session: Session, clinic_id: uuid.UUID, period: Period) -> KeptMeasures | None:
    return session.exec(
        select(KeptMeasures).where(
            col(KeptMeasures.clinic_id) == clinic_id,
            col(KeptMeasures.since) == period.since,
            col(KeptMeasures.until) == period.until,
        )
    ).first()


def _is_good(kept: KeptMeasures, now: datetime, for_so_long: timedelta) -> bool:
    return kept.counted_at + for_so_long >= now or kept.counted_at.date() > kept.until + SETTLED_AFTER


def _count(session: Session, clinic_id: uuid.UUID, period: Period, now: datetime) -> ClinicMeasures:
    counted = measures.of_clinic(session, clinic_id, period)
    document = counted.model_dump(mode="json", exclude={"counted_at"})
    key = {"clinic_id": clinic_id, "since": period.since, "until": period.until}
    fresh = {"counted_at": now, "counted": document}
    session.execute(
        insert(KeptMeasures).values(**key, **fresh).on_conflict_do_update(index_elements=list(key), set_=fresh)
    )
    return counted
