"""The only way to change a text's state: it checks the table of transitions and writes the event.

A batch that is claimed, sent or accepted by the carrier changes in one statement for all of it.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session

from schemas import transitions
from schemas.statements import statement
from schemas.tables.columns import Sealed
from schemas.tables.events import Fact
from schemas.tables.messages import AttemptOutcome, OutboundText, Suppression, TextState, Urgency
from services.storage.case import Writer
from services.storage.transition import check

# The transitions that each statement below makes, so that a test can hold them to the table.
BY_STATEMENT: Mapping[str, Mapping[TextState, frozenset[TextState]]] = {
    "_CLAIM": {TextState.PLANNED: frozenset({TextState.CLAIMED})},
    "_GIVE_BACK": {TextState.CLAIMED: frozenset({TextState.PLANNED})},
    "_LEAVE": {TextState.CLAIMED: frozenset({TextState.SENDING})},
    "_ACCEPTED": dict.fromkeys(transitions.IN_DOUBT, transitions.TAKEN),
}
# One statement claims a batch and writes its events; beats and workers may run it at once without waiting for one
# another.
_CLAIM = statement(
    """
    WITH due AS (
        SELECT id FROM outbound_text
        WHERE state = :planned AND urgency = :urgency AND due_at <= :now
        ORDER BY due_at
        FOR UPDATE SKIP LOCKED
        LIMIT :limit
    ), claimed AS (
        UPDATE outbound_text AS text SET state = :claimed, lease_until = :lease
        FROM due WHERE text.id = due.id
        RETURNING text.id, text.clinic_id, text.patient_id
    ), noted AS (
        INSERT INTO event (at, name, actor, clinic_id, patient_id, subject, detail)
        SELECT :now, 'text.claimed', 'amble', clinic_id, patient_id, 'text:' || id, '{}'::jsonb FROM claimed
    )
    SELECT id FROM claimed
    """,
    planned=TextState.PLANNED,
    claimed=TextState.CLAIMED,
)
# Locks no enrolment: a transaction that holds one may be waiting for its texts.
_GIVE_BACK = statement(
    """
    WITH given AS (
        UPDATE outbound_text SET state = :planned, lease_until = NULL
        WHERE id = ANY(CAST(:texts AS uuid[])) AND state = :claimed AND lease_until <= :now
        RETURNING id, clinic_id, patient_id, enrolment_id
    )
    INSERT INTO event (at, name, actor, clinic_id, patient_id, subject, detail)
    SELECT :now, 'text.claim_expired', 'amble', clinic_id, patient_id, 'enrolment:' || enrolment_id,
        jsonb_build_object('text', id) FROM given
    """,
    planned=TextState.PLANNED,
    claimed=TextState.CLAIMED,
)
_LEAVE = statement(
    """
    WITH leaving AS (
        SELECT * FROM unnest(CAST(:texts AS uuid[]), CAST(:attempts AS int[]), CAST(:bodies AS bytea[]),
            CAST(:segments AS int[]), CAST(:plans AS uuid[]), CAST(:details AS jsonb[]))
            AS leaving (text_id, attempt, body, segments, plan_day_id, details)
    ), written AS (
        UPDATE outbound_text AS text SET state = :sending, lease_until = :lease, attempts = leaving.attempt,
            body = leaving.body, segments = leaving.segments, plan_day_id = leaving.plan_day_id,
            details = leaving.details
        FROM leaving WHERE text.id = leaving.text_id
        RETURNING text.id, text.clinic_id, text.patient_id, text.enrolment_id, text.attempts
    ), attempted AS (
        INSERT INTO send_attempt (text_id, number, started_at) SELECT id, attempts, :now FROM written
    )
    INSERT INTO event (at, name, actor, clinic_id, patient_id, subject, detail)
    SELECT :now, 'text.leaving', 'amble', clinic_id, patient_id, 'enrolment:' || enrolment_id,
        jsonb_build_object('text', id, 'attempt', attempts) FROM written
    """,
    sending=TextState.SENDING,
).bindparams(sa.bindparam("bodies", type_=ARRAY(Sealed("outbound_text.body"))))
# The ordinary end of a call, for a whole batch: rows are locked in a fixed order, and a receipt that came first is
# kept. Each row is found by its key, one by one, because the tables' statistics about states may be an hour old.
_ACCEPTED = statement(
    """
    WITH call AS (
        SELECT * FROM unnest(CAST(:texts AS uuid[]), CAST(:attempts AS int[]), CAST(:sids AS text[]),
            CAST(:states AS text[]), CAST(:statuses AS text[])) AS call (text_id, attempt, sid, state, status)
    ), held AS (
        SELECT id, state FROM outbound_text WHERE id = ANY(CAST(:texts AS uuid[])) ORDER BY id FOR UPDATE
    ), open AS (
        SELECT attempt.id, held.state AS was, call.* FROM call JOIN held ON held.id = call.text_id, LATERAL (
            SELECT id FROM send_attempt
            WHERE text_id = call.text_id AND number = call.attempt AND outcome IS NULL FOR UPDATE
        ) AS attempt
    ), answered AS (
        UPDATE send_attempt AS attempt SET outcome = :accepted, sid = open.sid, finished_at = :now
        FROM open WHERE attempt.id = open.id
    ), taken AS (
        UPDATE outbound_text AS text SET state = open.state, sid = open.sid, carrier_status = open.status,
            sent_at = :now, lease_until = NULL, error_code = NULL
        FROM open WHERE text.id = open.text_id AND open.was IN :in_doubt
        RETURNING text.id, text.clinic_id, text.patient_id, text.enrolment_id
    )
    INSERT INTO event (at, name, actor, clinic_id, patient_id, subject, detail)
    SELECT :now, 'text.accepted', 'amble', clinic_id, patient_id, 'enrolment:' || enrolment_id,
        jsonb_build_object('text', id) FROM taken
    """,
    accepted=AttemptOutcome.ACCEPTED,
    in_doubt=transitions.IN_DOUBT,
)


def move(
    writer: Writer,
    texts: OutboundText | Iterable[OutboundText],
    to: TextState | Suppression,
    event: Fact,
    *,
    lease_until: datetime | None = None,
) -> None:
    """Give one text or many a new state; a suppression as the target suppresses each, for that reason.

    The event is written for each, with the text's id. lease_until (UTC) is the end of the lease that a worker holds;
    None: no worker holds the text. The texts are locked. Raises TransitionRefused.
    """
    why = to if isinstance(to, Suppression) else None
    state = TextState.SUPPRESSED if isinstance(to, Suppression) else to
    moved = [texts] if isinstance(texts, OutboundText) else list(texts)
    for text in moved:
        check(transitions.TEXT, "A text", text.state, state)
    for text in moved:
        text.state, text.suppression, text.lease_until = state, why, lease_until
        writer.save(text, event=replace(event, detail={"text": str(text.id), **event.detail}))


def claim(session: Session, urgency: Urgency, now: datetime, limit: int, lease: datetime) -> list[uuid.UUID]:
    """Claim due texts of one urgency, the oldest first, until a lease ends."""
    asked = {"urgency": urgency.value, "now": now, "limit": limit, "lease": lease}
    return [row.id for row in session.execute(_CLAIM, asked)]


def give_back_claims(session: Session, text_ids: Sequence[uuid.UUID], now: datetime) -> None:
    """Make texts due again whose claim expired because their worker is gone; no call was made for them."""
    if text_ids:
        session.execute(_GIVE_BACK, {"texts": list(text_ids), "now": now})


def leaves(text: OutboundText) -> None:
    """Mark a claimed text as leaving. `leave` writes it for a whole batch; the patient's next text must see it before
    that.
    """
    check(transitions.TEXT, "A text", text.state, TextState.SENDING)
    set_committed_value(text, "state", TextState.SENDING)


def leave(session: Session, attempts: Mapping[str, Sequence[object]], now: datetime, lease: datetime) -> None:
    """Send claimed texts on their way, all in one statement, with an attempt for each. Their rows are locked.

    attempts holds one list for each column: texts, attempts, bodies, segments, plans, details.
    """
    session.execute(_LEAVE, {**attempts, "now": now, "lease": lease})


def are_accepted(session: Session, calls: Mapping[str, Sequence[object]], now: datetime) -> None:
    """Record that the carrier took texts whose calls are open, all in one statement; a receipt that said more is kept.

    calls holds one list for each column: texts, attempts, sids, states, statuses.
    """
    session.execute(_ACCEPTED, {**calls, "now": now})
