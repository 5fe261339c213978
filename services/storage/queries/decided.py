"""The days of many courses as they were decided, in one statement: what a version of the rule needs to decide them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col, select

from schemas.decisions import Taken
from schemas.statements import statement
from schemas.tables.people import Enrolment
from schemas.tables.plans import PlanDay

# What was decided from all that was known of a day. What was lowered or put back rests on another plan of its day.
_FROM_THE_DAY = (Taken.FIRST_DAY, Taken.NEXT_DAY, Taken.AMEND, Taken.ORDERED)
# One row for each run of days, because most days are like the one before: a year is read as one or two rows.
_RUNS = statement(
    """
    SELECT enrolment_id,
        array_prepend((array_agg(settings_id ORDER BY day))[1],
            ARRAY(SELECT CAST(jsonb_array_elements_text((array_agg(settings_before ORDER BY day))[1]) AS uuid))),
        (array_agg(profile ORDER BY day))[1],
        CASE WHEN bool_or(is_first) THEN min(day) END,
        (array_agg(course_before) FILTER (WHERE begins))[1],
        coalesce(jsonb_agg(report ORDER BY day) FILTER (WHERE NOT is_first), '[]')
    FROM (
        SELECT *, sum(CAST(begins OR is_other AS int)) OVER days AS run
        FROM (
            SELECT *,
                is_first OR lag(day) OVER days IS DISTINCT FROM day - 1 AS begins,
                (lag(profile) OVER days, lag(settings_id) OVER days, lag(settings_before) OVER days)
                    IS DISTINCT FROM (profile, settings_id, settings_before) AS is_other
            FROM (
                SELECT DISTINCT ON (enrolment_id, day) enrolment_id, day, settings_id, settings_before,
                    nullif(report, 'null') AS report,
                    nullif(course_before, 'null') AS course_before,
                    nullif(course_before, 'null') IS NULL AS is_first,
                    coalesce(nullif(course_before, 'null'), decision -> 'course') -> 'profile' AS profile
                FROM plan_day
                WHERE enrolment_id = ANY(:enrolments) AND day > :after AND taken IN :taken
                ORDER BY enrolment_id, day, revision DESC
            ) AS newest
            WINDOW days AS (PARTITION BY enrolment_id ORDER BY day)
        ) AS compared
        WINDOW days AS (PARTITION BY enrolment_id ORDER BY day)
    ) AS numbered
    GROUP BY enrolment_id, run
    ORDER BY enrolment_id, run
    """,
    taken=_FROM_THE_DAY,
).bindparams(sa.bindparam("enrolments", type_=ARRAY(sa.Uuid)), sa.bindparam("after", type_=sa.Date))
# Whatever would write is an error until the unit of work ends.
_READ_ONLY = sa.text("SET TRANSACTION READ ONLY")


@dataclass(slots=True)
class Run:
    """Days in a row that were decided under one profile and the same settings, as plain JSON.

    versions: the settings in force, then those that were so earlier on the day. reports: of the days before the plans,
    in order. first_day: a course's first, which is decided without a report. course: the one before the first report,
    where no run stands right before this one.
    """

    enrolment_id: uuid.UUID
    versions: tuple[uuid.UUID, ...]
    profile: dict[str, Any]
    first_day: date | None
    course: dict[str, Any] | None
    reports: list[dict[str, Any]]


def read_only(session: Session) -> None:
    """Until the unit of work ends, PostgreSQL itself refuses whatever would write."""
    session.execute(_READ_ONLY)


def courses_with_plans(session: Session, clinic_id: uuid.UUID | None, after: date) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Enrolment and patient of every course with a plan after a day; clinic_id None: of every clinic."""
    planned = select(PlanDay.enrolment_id).where(col(PlanDay.day) > after)
    asked = select(Enrolment.id, Enrolment.patient_id).where(col(Enrolment.id).in_(planned))
    if clinic_id is not None:
        asked = asked.where(col(Enrolment.clinic_id) == clinic_id)
    return list(session.exec(asked.order_by(col(Enrolment.id))).all())


def decided_runs(session: Session, enrolments: Sequence[uuid.UUID], after: date) -> list[Run]:
    """Every day of these courses after a day, by course and day, each as it was decided last."""
    rows = session.connection().execute(_RUNS, {"enrolments": list(enrolments), "after": after})
    return [Run(enrolment_id, tuple(versions), *others) for enrolment_id, versions, *others in rows]
