"""What was each day of one patient: the plan and why, what was told, which light it became, by which numbers?"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from schemas.people import Enrolment
from services.journey.measures import Period

# Of `plan`, a row of plan_day: what was told of its day, without what was settled to be of another day.
_NOTES = """day_note AS note WHERE note.enrolment_id = plan.enrolment_id AND note.day = plan.day
    AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)"""
TOLD = f"""
    (SELECT max(pain) FROM {_NOTES}) AS pain,
    (SELECT light FROM plan_day AS next WHERE next.enrolment_id = plan.enrolment_id AND next.day = plan.day + 1
        ORDER BY revision DESC LIMIT 1) AS light,
    (SELECT CASE WHEN all_done THEN jsonb_array_length(plan.walks) WHEN none_done THEN 0 ELSE walks_done END
        FROM {_NOTES} AND (all_done OR none_done OR walks_done IS NOT NULL) ORDER BY id DESC LIMIT 1) AS walks_done
"""  # noqa: S608  (our own words only)
_DAYS = sa.text(
    f"""
    SELECT DISTINCT ON (plan.day) plan.day, plan.state, plan.walks, plan.minutes, plan.rule, plan.explanation,
        version.version AS settings_version, version.values->'green_max' AS green_max,
        version.values->'red_min' AS red_min, {TOLD},
        EXISTS (SELECT 1 FROM {_NOTES} AND note.flag IS NOT NULL) AS red_flag
    FROM plan_day AS plan JOIN settings_version AS version ON version.id = plan.settings_id
    WHERE plan.enrolment_id = :enrolment AND plan.day BETWEEN :since AND :until
    ORDER BY plan.day, plan.revision DESC
    """  # noqa: S608  (our own words only)
)


def days(session: Session, enrolment: Enrolment, period: Period) -> Sequence[Any]:
    """Each plan day of a period, the oldest first."""
    asked = {"enrolment": enrolment.id, "since": period.since, "until": period.until}
    return session.execute(_DAYS, asked).all()
