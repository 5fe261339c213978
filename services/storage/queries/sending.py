"""Texts to phones that are no patient's, outgoing webhooks, and the sender each phone runs on: each statement with what
it answers.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from schemas.statements import statement
from schemas.tables.alerts import LineText, NoticeState
from schemas.tables.columns import PhoneIndex
from schemas.tables.events import Event
from schemas.tables.webhooks import HookDelivery, HookState, HookType

# Claim due texts to phones that are no patient's, under a lease and with one more attempt. Returns ids only: a row that
# nobody can unseal must not stop the others.
CLAIM_LINE_TEXTS = statement(
    """
    WITH due AS (
        SELECT id FROM line_text
        WHERE state = :planned AND due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
        ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT :limit
    )
    UPDATE line_text AS text SET lease_until = :lease, attempts = attempts + 1
    FROM due WHERE text.id = due.id RETURNING text.id
    """,
    planned=NoticeState.PLANNED,
)
# A text could not even be prepared: it is due again, and given up after a number of attempts.
LINE_TEXT_BROKE = statement(
    """
    UPDATE line_text SET lease_until = NULL, due_at = :again,
        state = CASE WHEN attempts >= :most THEN :given_up ELSE state END
    WHERE id = :id AND state = :planned RETURNING clinic_id, state
    """,
    given_up=NoticeState.GIVEN_UP,
    planned=NoticeState.PLANNED,
)
# The webhook type of an event, by the event's name.
TYPES = {
    "plan.decided": HookType.PLAN_CHANGED,
    "reply.heard": HookType.REPLY_RECEIVED,
    "alert.raised": HookType.ALERT_OPENED,
    "patient.opted_out": HookType.PATIENT_OPTED_OUT,
}
# The same in SQL, for a row named `event`.
TYPE = sa.case({name: kind.value for name, kind in TYPES.items()}, value=sa.literal_column("event.name", sa.String))
# A delivery for every event that a subscription wants and has none for yet; an alert raised again while it is open
# counts as opened once.
PLAN_DELIVERIES = statement(
    """
    INSERT INTO hook_delivery
        (id, clinic_id, subscription_id, event_id, type, payload, state, attempts, due_at, created_at)
    SELECT gen_random_uuid(), sub.clinic_id, sub.id, event.id, :type, jsonb_build_object(
            'type', :type, 'at', event.at, 'clinic_id', event.clinic_id, 'patient_id', event.patient_id,
            'detail', event.detail - 'rule'), :planned, 0, :now, :now
    FROM subscription AS sub JOIN event ON event.clinic_id = sub.clinic_id AND event.id > sub.seen_up_to
    WHERE sub.ended_at IS NULL AND event.name = ANY(:names) AND sub.types ? (:type)
        AND (event.name <> 'alert.raised' OR EXISTS (SELECT 1 FROM alert WHERE alert.patient_id = event.patient_id
            AND alert.opened_at = event.at AND event.subject = 'alert:' || alert.kind)
            AND NOT EXISTS (SELECT 1 FROM event AS first WHERE first.patient_id = event.patient_id
                AND first.id < event.id AND first.name = event.name AND first.subject = event.subject
                AND first.at = event.at))
    ON CONFLICT (subscription_id, event_id) DO NOTHING
    """,
    type=TYPE,
    planned=HookState.PLANNED,
)
# How far each subscription has read; younger events may still be in the process of being written.
ADVANCE_SUBSCRIPTIONS = sa.text(
    """
    UPDATE subscription AS sub SET seen_up_to = latest.id FROM (
        SELECT own.id AS subscription_id, max(event.id) AS id FROM subscription AS own
        JOIN event ON event.clinic_id = own.clinic_id AND event.id > own.seen_up_to AND event.at < :settled
        WHERE own.ended_at IS NULL GROUP BY own.id
    ) AS latest WHERE latest.subscription_id = sub.id
    """
)
# The enrolments of a clinic, locked in a fixed order.
OF_CLINIC = sa.text("SELECT id FROM enrolment WHERE clinic_id = :clinic ORDER BY id FOR UPDATE")
# Locks them until the unit of work ends, and counts them.
LOCK_ENROLMENTS = statement("SELECT count(*) FROM (:of_clinic) AS held", of_clinic=OF_CLINIC)
# Moves them to another sender.
MOVE_TO_SENDER = statement("UPDATE enrolment SET line = :line WHERE id IN (:of_clinic)", of_clinic=OF_CLINIC)
# Which of these phones belong to a clinic's staff.
PHONES_OF_STAFF = (
    sa.text("SELECT phone FROM unnest(CAST(:phones AS bytea[])) AS phone WHERE amble_phone_is_staffs(phone)")
    .bindparams(sa.bindparam("phones", type_=ARRAY(PhoneIndex)))
    .columns(phone=PhoneIndex)
)
# Whether a phone already belongs to a patient or to a clinic's staff.
PHONE_IS_TAKEN = sa.text("SELECT amble_phone_runs(:phone) OR amble_phone_is_staffs(:phone)").bindparams(
    sa.bindparam("phone", type_=PhoneIndex)
)


def newest_event(session: Session) -> int:
    """The id of the newest event; 0: there is none yet."""
    return session.exec(select(sa.func.max(col(Event.id)))).one() or 0


def lock_due_deliveries(
    session: Session, now: datetime, *, most_of_one: int, most_together: int
) -> Sequence[HookDelivery]:
    """Due deliveries, the oldest first, locked: a few for each subscription, and none for one with deliveries under
    way.
    """
    busy = aliased(HookDelivery)
    due = sa.and_(
        col(HookDelivery.state) == HookState.PLANNED,
        col(HookDelivery.due_at) <= now,
        sa.or_(col(HookDelivery.lease_until).is_(None), col(HookDelivery.lease_until) <= now),
    )
    order = (col(HookDelivery.due_at), col(HookDelivery.event_id))
    place = sa.func.row_number().over(partition_by=col(HookDelivery.subscription_id), order_by=order)
    taken = sa.exists().where(
        col(busy.subscription_id) == col(HookDelivery.subscription_id),
        col(busy.state) == HookState.PLANNED,
        col(busy.lease_until) > now,
    )
    waiting = sa.select(col(HookDelivery.id), place.label("place")).where(due, ~taken).subquery()
    some = sa.select(waiting.c.id).where(waiting.c.place <= most_of_one).order_by(waiting.c.place).limit(most_together)
    statement = select(HookDelivery).where(due, col(HookDelivery.id).in_(some)).order_by(*order)
    return session.exec(statement.with_for_update(skip_locked=True)).all()


def lock_planned_line_texts(session: Session, phone_index: str) -> Sequence[LineText]:
    """The texts that wait for a staff phone, locked."""
    waiting = col(LineText.phone_index) == phone_index, col(LineText.state) == NoticeState.PLANNED
    return session.exec(select(LineText).where(*waiting).with_for_update()).all()
