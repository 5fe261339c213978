"""Statements about what is due, what is overdue and what has waited for too long, each with what it answers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import INTERVAL

from schemas.alert_kinds import AlertKind, alerts_that
from schemas.limits import BEGUN_WITHIN, FOOT_ANSWERED_WITHIN, STOP_ANSWERED_WITHIN
from schemas.statements import statement
from schemas.tables.alerts import NoticeState
from schemas.tables.messages import TextState
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.transitions import DAYS_END, NOT_BEGUN, UNDER_A_LEASE, WITH_THE_CARRIER

# Patients in the loop for whom no text of the coming day was ever made: read by the sweep that makes them and by its
# checks. A column says until when each patient's texts were made, so that nobody who has theirs is looked at.
NO_TEXTS = statement(
    """
    FROM enrolment WHERE status = :active AND (texts_until IS NULL OR texts_until <= :day) AND course_first_day <= :day
     AND NOT EXISTS (SELECT 1 FROM outbound_text WHERE outbound_text.patient_id = enrolment.patient_id
                     AND kind = :morning_plan AND local_date > :day)
    """,
    active=EnrolmentStatus.ACTIVE,
    morning_plan=TextKind.MORNING_PLAN,
)
# Enrolments without texts for the coming day, locked; those that another worker holds are left out.
MISSING_TEXTS = statement(
    """
    SELECT id :no_texts AND id <> ALL(CAST(:besides AS uuid[])) LIMIT :limit FOR UPDATE OF enrolment SKIP LOCKED
    """,
    no_texts=NO_TEXTS,
)
# Everything that should have happened and did not, the longest overdue first: what, its id, whose, and since when.
OVERDUE = statement(
    """
    SELECT what, found.id, patient_id, since FROM (
    SELECT 'reply_unheard' AS what, id::text AS id, patient_id, received_at AS since
      FROM inbound_text WHERE heard_at IS NULL AND received_at < :late
    UNION ALL
    SELECT 'receipt_unread', id::text, NULL, received_at
      FROM delivery_receipt WHERE read_at IS NULL AND received_at < :late
    UNION ALL
    SELECT 'text_late', id::text, patient_id, due_at FROM outbound_text WHERE state = :planned AND due_at < :late
    UNION ALL
    SELECT 'text_' || state, id::text, patient_id, lease_until
      FROM outbound_text WHERE state IN :leased AND lease_until < :late
    UNION ALL
    SELECT 'no_final_status', id::text, patient_id, sent_at
      FROM outbound_text WHERE state IN :with_the_carrier AND sent_at BETWEEN :days_ago AND :no_receipt
    UNION ALL
    SELECT 'day_not_closed', id::text, patient_id, next_boundary_at
      FROM enrolment WHERE status IN :days_end AND next_boundary_at < :late
    UNION ALL
    SELECT 'no_plan', e.id::text, e.patient_id, e.next_boundary_at
      FROM enrolment e WHERE e.status = :active AND e.course_first_day IS NOT NULL AND e.next_boundary_at >= :late
       AND NOT EXISTS (SELECT 1 FROM plan_day p WHERE p.enrolment_id = e.id
                       AND p.day >= CAST(:day AS date) - 1)
    UNION ALL
    SELECT 'no_texts', id::text, patient_id, next_boundary_at :no_texts
    UNION ALL
    SELECT 'staff_not_told', id::text, NULL, created_at FROM notice
      WHERE state = :waiting AND created_at < :late AND (attempts > 0 OR due_at < :late)
    UNION ALL
    SELECT 'reply_on_disk', id, NULL, waiting_since FROM spool WHERE waiting > 0 AND waiting_since < :late
    UNION ALL
    SELECT 'left_on_disk', id, NULL, refused_since FROM spool WHERE refused > 0
    ) AS found LEFT JOIN patient ON patient.id = patient_id
    WHERE CAST(:clinic AS uuid) IS NULL OR patient.clinic_id = :clinic
    ORDER BY since LIMIT :limit
    """,
    planned=TextState.PLANNED,
    leased=UNDER_A_LEASE,
    with_the_carrier=WITH_THE_CARRIER,
    days_end=DAYS_END,
    active=EnrolmentStatus.ACTIVE,
    no_texts=NO_TEXTS,
    waiting=NoticeState.PLANNED,
)
# How many plan days have ended without being closed, and when the first of them ended.
UNCLOSED_DAYS = statement(
    "SELECT count(*), min(next_boundary_at) FROM enrolment WHERE next_boundary_at <= :now AND status IN :days_end",
    days_end=DAYS_END,
)
# Since when a patient waits: they were asked on Amble's own initiative to text READY, or consented and have no shoes
# yet.
WAITS_SINCE = statement(
    """
    CASE WHEN waiting.status = :awaiting_shoes THEN waiting.consented_at ELSE coalesce((
        SELECT max(text.created_at) FROM outbound_text AS text
        WHERE text.enrolment_id = waiting.id AND text.kind = :consent AND text.inbound_id IS NULL
    ), waiting.created_at) END
    """,
    awaiting_shoes=EnrolmentStatus.AWAITING_SHOES,
    consent=TextKind.CONSENT,
)
# Patients for whom the passing of time alone raises an alert, and when: no start in time, or no answer to a question.
# One alert for each wait, and none beside an alert that explains it.
SWEPT = statement(
    """
    SELECT waiting.id, :since + :begun_within AS due_at FROM enrolment AS waiting
    WHERE waiting.status IN :not_begun_yet AND NOT EXISTS (
        SELECT FROM alert WHERE alert.patient_id = waiting.patient_id
        AND (alert.kind = :not_begun AND alert.opened_at >= :since
            OR alert.kind IN :somebody_else AND alert.closed_at IS NULL))
    UNION ALL
    SELECT id, foot_asked_at + :answered_within FROM enrolment WHERE foot_asked_at IS NOT NULL
    UNION ALL
    SELECT id, stop_asked_at + :stop_answered_within FROM enrolment WHERE stop_asked_at IS NOT NULL
    """,
    since=WAITS_SINCE,
    begun_within=sa.literal(BEGUN_WITHIN, INTERVAL),
    answered_within=sa.literal(FOOT_ANSWERED_WITHIN, INTERVAL),
    stop_answered_within=sa.literal(STOP_ANSWERED_WITHIN, INTERVAL),
    not_begun_yet=NOT_BEGUN,
    not_begun=AlertKind.NOT_BEGUN,
    somebody_else=sorted(alerts_that(lambda kind: kind.somebody_else)),
)
# Those of them who are due, locked. More are looked at than are taken, because another worker may hold the first.
SWEPT_DUE = statement(
    """
    SELECT id FROM enrolment WHERE id IN (
        SELECT id FROM (:swept) AS waiting WHERE due_at <= :now AND id <> ALL(CAST(:besides AS uuid[]))
        ORDER BY due_at LIMIT 10 * :limit
    ) LIMIT :limit FOR UPDATE SKIP LOCKED
    """,
    swept=SWEPT,
)
# Those of these who are still due, now that they are locked.
SWEPT_STILL = statement(
    "SELECT id FROM (:swept) AS waiting WHERE due_at <= :now AND id = ANY(CAST(:ids AS uuid[]))", swept=SWEPT
)
# How much work of each kind is due now.
DUE_NOW = statement(
    """
    SELECT
      (SELECT count(*) FROM inbound_text WHERE heard_at IS NULL) AS replies,
      (SELECT count(*) FROM delivery_receipt WHERE read_at IS NULL) AS receipts,
      (SELECT count(*) FROM outbound_text WHERE state = :planned AND due_at <= :now) AS texts,
      (SELECT count(*) FROM outbound_text WHERE state IN :leaving AND lease_until > :now)
       + (SELECT count(*) FROM line_text WHERE state = :waiting AND lease_until > :now) AS leaving,
      (SELECT count(*) FROM outbound_text
       WHERE state IN :leased AND lease_until <= :now) AS lost,
      (SELECT count(*) FROM enrolment
       WHERE next_boundary_at <= :now AND status IN :days_end) AS days,
      (SELECT count(*) FROM notice WHERE state = :waiting AND due_at <= :now) AS notices,
      (SELECT count(*) FROM alert WHERE next_rung_at <= :now AND closed_at IS NULL) AS rungs,
      (SELECT count(*) FROM line_text
       WHERE state = :waiting AND due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)) AS lines,
      (SELECT count(*) FROM (:swept) AS swept WHERE due_at <= :now) AS sweeps
    """,
    planned=TextState.PLANNED,
    leaving=(TextState.CLAIMED, TextState.SENDING),
    waiting=NoticeState.PLANNED,
    leased=UNDER_A_LEASE,
    days_end=DAYS_END,
    swept=SWEPT,
)
# The next moment at which anything is due; no row: nothing is planned.
NEXT = statement(
    """
    SELECT least(
      (SELECT min(due_at) FROM outbound_text WHERE state = :planned),
      (SELECT min(lease_until) FROM outbound_text WHERE state IN :leased),
      (SELECT min(due_at) FROM notice WHERE state = :waiting),
      (SELECT min(next_rung_at) FROM alert WHERE next_rung_at IS NOT NULL AND closed_at IS NULL),
      (SELECT min(greatest(due_at, lease_until)) FROM line_text WHERE state = :waiting),
      (SELECT min(next_boundary_at) FROM enrolment WHERE status IN :days_end),
      (SELECT min(due_at) FROM (:swept) AS swept)
    )
    """,
    planned=TextState.PLANNED,
    leased=UNDER_A_LEASE,
    waiting=NoticeState.PLANNED,
    days_end=DAYS_END,
    swept=SWEPT,
)
# How many texts are claimed and wait to be sent.
CLAIMED_AND_WAITING = statement(
    "SELECT count(*) FROM outbound_text WHERE state = :claimed AND lease_until > :now", claimed=TextState.CLAIMED
)
# Texts that the carrier took and whose outcome is unknown: worded exactly as in their index, or it would not be used.
NO_FINAL_STATUS = statement("outbound_text.state IN :with_the_carrier", with_the_carrier=WITH_THE_CARRIER)
