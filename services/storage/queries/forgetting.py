"""How are words forgotten: a patient's when they are erased, and everybody's when their time is over?"""

import sqlalchemy as sa

from schemas.statements import statement
from schemas.tables.alerts import LineTextKind, NoticeState
from schemas.tables.webhooks import HookState

# All that was written by a patient or about them, one statement a table.
WORDS_OF_PATIENT = (
    sa.text("DELETE FROM last_act WHERE enrolment_id = :enrolment"),
    # Answers that are kept for a repeat hold patients, too.
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
    # What the same phone told the clinic before it was a patient's, or after.
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
    # What was told to another clinic is not this one's to forget.
    sa.text("UPDATE consent_entry SET evidence = :evidence WHERE phone_index = :number AND clinic_id = :clinic"),
)
# A batch of what readings of an earlier version quoted. Like all below, it leaves what another worker holds.
WORDS_QUOTED_BY_READINGS = sa.text(
    "UPDATE inbound_text SET reading = reading - 'why' "
    "WHERE id IN (SELECT id FROM inbound_text WHERE reading ? 'why' LIMIT :limit FOR UPDATE SKIP LOCKED)"
)
# A batch of words and numbers of phones that are no patient's; while an alert about a text is open, they stay.
WORDS_OF_STRANGERS = sa.text(
    "UPDATE inbound_text SET body = :body, raw = :raw, from_phone = :from_phone, from_index = :nobody, "
    "forgotten_at = :now WHERE id IN (SELECT id FROM inbound_text AS told WHERE patient_id IS NULL "
    "AND heard_at < :before AND forgotten_at IS NULL AND NOT EXISTS (SELECT FROM alert WHERE closed_at IS NULL "
    "AND alert.patient_id IS NULL AND alert.inbound_ids @> to_jsonb(told.id)) "
    "LIMIT :limit FOR UPDATE SKIP LOCKED)"
)
# A batch of safety texts to phones that are no patient's.
TEXTS_TO_STRANGERS = statement(
    "DELETE FROM line_text WHERE id IN (SELECT id FROM line_text WHERE kind = :stranger_safety AND state <> :planned "
    "AND created_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)",
    stranger_safety=LineTextKind.STRANGER_SAFETY,
    planned=NoticeState.PLANNED,
)
# A batch of answers that are kept for an Idempotency-Key.
ANSWERS_KEPT_FOR_REPEATS = sa.text(
    "DELETE FROM idempotency_key WHERE (user_id, route, key) IN (SELECT user_id, route, key FROM idempotency_key "
    "WHERE created_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)"
)
# A batch of receipts that have counted. The oldest only: no more is looked at than is deleted.
RECEIPTS = sa.text(
    "DELETE FROM delivery_receipt WHERE id IN (SELECT id FROM (SELECT id, received_at, read_at "
    "FROM delivery_receipt ORDER BY id LIMIT :limit) AS oldest "
    "WHERE received_at < :before AND read_at IS NOT NULL)"
)
# A batch of browser sessions that have ended or run out.
BROWSER_SESSIONS = sa.text(
    "DELETE FROM browser_session WHERE id IN (SELECT id FROM browser_session "
    "WHERE least(ended_at, expires_at) < :before LIMIT :limit FOR UPDATE SKIP LOCKED)"
)
# A batch of invitations that were used or have run out.
INVITATIONS = sa.text(
    "DELETE FROM invitation WHERE id IN (SELECT id FROM invitation "
    "WHERE least(used_at, expires_at) < :before LIMIT :limit FOR UPDATE SKIP LOCKED)"
)
# A batch of deliveries that were taken or given up.
WEBHOOK_DELIVERIES = statement(
    "DELETE FROM hook_delivery WHERE id IN (SELECT id FROM hook_delivery WHERE state <> :planned "
    "AND created_at < :before LIMIT :limit FOR UPDATE SKIP LOCKED)",
    planned=HookState.PLANNED,
)
