"""Since when has a course not grown, why, and which smallest change would have freed its last days (18-9)?"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.decisions import Standstill
from services.journey.prescribing.settings_preview import decisions_day_upon_day
from services.progression import calendar, standstill
from services.progression.explanation import STANDSTILL_SENTENCES
from services.progression.freeing import LOOKED_BACK_DAYS, Change, smallest_change
from services.progression.replay import course_from_record, decision_from_record, report_from_record
from services.storage import history
from services.storage.case import Case


@dataclass(frozen=True, slots=True)
class StandsStill:
    """Since when nothing has grown, why, and what would have freed it, assuming the same pain and walks."""

    since: date
    days: int
    why: Standstill
    sentence: str
    freed_by: Change | None


def stands_still(session: Session, case: Case) -> StandsStill | None:
    """Of a course whose standstill waits for a person; None for all others."""
    newest = history.newest_plan(case)
    if newest is None or not any(alert.kind is AlertKind.NO_STEP for alert in case.open_alerts):
        return None
    course = decision_from_record(newest.decision).course
    since, why = standstill.stands_still_since(course), standstill.cause(course.marks, newest.state, case.settings)
    return StandsStill(since, (newest.day - since).days, why, STANDSTILL_SENTENCES[why], _freed_by(session, case))


def _freed_by(session: Session, case: Case) -> Change | None:
    today = calendar.plan_day(case.now, case.patient.zone)
    taken = decisions_day_upon_day(session, case.enrolment, today - timedelta(days=LOOKED_BACK_DAYS))
    if not taken:
        return None
    reports = [report_from_record(plan.report or {}) for plan in taken]
    return smallest_change(course_from_record(taken[0].course_before or {}), reports, case.settings)
