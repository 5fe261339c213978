"""Statements that erase words: a patient's on erasure, and everybody's once their retention period is over."""

import sqlalchemy as sa

from schemas.statements import statement
from schemas.tables.alerts import LineTextKind, NoticeState
from schemas.tables.webhooks import HookState

# Everything written by or about a patient, one statement for each table.
WORDS_OF_PATIENT = (
    sa.text("DELETE FROM last_act WHERE enrolment_id = :enrolment"),
    # Responses stored for an Idempotency-Key hold patient data, too.
    sa.text(
        "DELETE FROM idempotency_key USING app_user WHERE app_user.id = idempotency_key.user_id "
        "AND app_user.clinic_id = :clinic AND route ~ '^POST /v1/(patients|alerts|roster|to-read)'"
    ),
    sa.text(
        "UPDATE delivery_receipt SET raw = :receipt "
        "WHERE text_id IN (SELECT id FROM outbound_text WHERE patient_id = :patient)"
    ),
    sa.text("UPDATE outbound_text SET body = NULL WHERE patient_id = :patient"),
    sa.text(
        "UPDATE inbound_text SET body = :body, raw = :raw, from_phone = :from_phone, from_index = :nobody, "
        "reading = reading - 'why' WHERE patient_id = :patient"
    ),
    # What the same phone sent to the clinic before or after it was a patient's.
    sa.text(
        "UPDATE inbound_text SET body = :body, raw = :raw, from_phone = :from_phone, from_index = :nobody, "
        "forgotten_at = :now WHERE patient_id IS NULL AND heard_at IS NOT NULL AND forgotten_at IS NULL "
        "AND from_index = :number AND clinic_id = :clinic"
    ),
    statement(
        "DELETE FROM line_text WHERE phone_index = :number AND clinic_id = :clinic AND kind = :stranger_safety "
        "AND state <> :planned",
        stranger_safety=LineTextKind.STRANGER_SAFETY,
        planned=NoticeState.PLANNED,
    ),
    sa.text("UPDATE care_act SET note = :act WHERE enrolment_id = :enrolment"),
    sa.text("UPDATE day_order SET note = :order WHERE enrolment_id = :enrolment"),
    sa.text(
        "UPDATE alert_act SET note = :alert_act WHERE alert_id IN (SELECT id FROM alert WHERE patient_id = :patient)"
    ),
    sa.text("UPDATE settings_version SET reason = :reason WHERE enrolment_id = :enrolment"),
    # Entries made at another clinic are not this clinic's to erase.
    sa.text("UPDATE consent_entry SET evidence = :evidence WHERE phone_index = :number AND clinic_id = :clinic"),
)
# A batch of what earlier versions of the reader quoted. Like all statements below, it skips rows that another worker
# holds. The batch is an array, which is made once: PostgreSQL may run a subquery after IN again for every row, and each
# time it would lock others.
WORDS_QUOTED_BY_READINGS = sa.text(
    "UPDATE inbound_text SET reading = reading - 'why' "
    "WHERE id = ANY(ARRAY(SELECT id FROM inbound_text WHERE reading ? 'why' LIMIT :limit FOR UPDATE SKIP LOCKED))"
)
# A batch of words and numbers from phones that are no patient's; they stay while an alert about a text is open.
WORDS_OF_STRANGERS = sa.text(
    "UPDATE inbound_text SET body = :body, raw = :raw, from_phone = :from_phone, from_index = :nobody, "
    "forgotten_at = :now WHERE id = ANY(ARRAY(SELECT id FROM inbound_text AS told WHERE patient_id IS NULL "
    "AND heard_at < :before AND forgotten_at IS NULL AND NOT EXISTS (SELECT FROM alert WHERE closed_at IS NULL "
    "AND alert.patient_id IS NULL AND alert.inbound_ids @> to_jsonb(told.id)) "
    "LIMIT :limit FOR UPDATE SKIP LOCKED))"
)
# A batch of safety texts to phones that are no patient's.
TEXTS_TO_STRANGERS = statement(
    "DELETE FROM line_text WHERE id = ANY(ARRAY(SELECT id FROM line_text WHERE kind = :stranger_safety "
    "AND state <> :planned AND created_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED))",
    stranger_safety=LineTextKind.STRANGER_SAFETY,
    planned=NoticeState.PLANNED,
)
# A batch of responses stored for an Idempotency-Key.
ANSWERS_KEPT_FOR_REPEATS = sa.text(
    "DELETE FROM idempotency_key WHERE ctid = ANY(ARRAY(SELECT ctid FROM idempotency_key "
    "WHERE created_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED))"
)
# A batch of processed receipts. The oldest only: no more rows are looked at than are deleted.
RECEIPTS = sa.text(
    "DELETE FROM delivery_receipt WHERE id IN (SELECT id FROM (SELECT id, received_at, read_at "
    "FROM delivery_receipt ORDER BY id LIMIT :limit) AS oldest "
    "WHERE received_at < :before AND read_at IS NOT NULL)"
)
# A batch of browser sessions that were ended or have expired.
BROWSER_SESSIONS = sa.text(
    "DELETE FROM browser_session WHERE id = ANY(ARRAY(SELECT id FROM browser_session "
    "WHERE least(ended_at, expires_at) < :before LIMIT :limit FOR UPDATE SKIP LOCKED))"
)
# A batch of invitations that were used or have expired.
INVITATIONS = sa.text(
    "DELETE FROM invitation WHERE id = ANY(ARRAY(SELECT id FROM invitation "
    "WHERE least(used_at, expires_at) < :before LIMIT :limit FOR UPDATE SKIP LOCKED))"
)
# A batch of deliveries that were accepted or given up.
WEBHOOK_DELIVERIES = statement(
    "DELETE FROM hook_delivery WHERE id = ANY(ARRAY(SELECT id FROM hook_delivery WHERE state <> :planned "
    "AND created_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED))",
    planned=HookState.PLANNED,
)
