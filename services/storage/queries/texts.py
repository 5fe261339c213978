"""Queries about texts that wait, arrived or left, each with what it answers; rows stay locked until the unit of work
ends.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.tables.alerts import LineText
from schemas.tables.messages import DeliveryReceipt, InboundText, OutboundText, SendAttempt, TextState
from schemas.tables.people import Enrolment
from schemas.tables.plans import DayNote
from schemas.text_kinds import TextKind, texts_that
from schemas.transitions import NOT_YET_GONE


def lock_waiting(session: Session, enrolment_id: uuid.UUID) -> list[OutboundText]:
    """A patient's texts that have not left yet, locked."""
    waiting = col(OutboundText.enrolment_id) == enrolment_id, col(OutboundText.state).in_(NOT_YET_GONE)
    return list(session.exec(select(OutboundText).where(*waiting).with_for_update()))


def lock_waiting_besides(session: Session, enrolment_id: uuid.UUID, kinds: Iterable[TextKind]) -> list[OutboundText]:
    """A patient's texts of all but these kinds that have not left yet, locked."""
    waiting = col(OutboundText.enrolment_id) == enrolment_id, col(OutboundText.state).in_(NOT_YET_GONE)
    return list(
        session.exec(select(OutboundText).where(*waiting, col(OutboundText.kind).not_in(kinds)).with_for_update())
    )


def lock_waiting_of_kind(session: Session, enrolment_id: uuid.UUID, kind: TextKind) -> list[OutboundText]:
    """A patient's texts of one kind that have not left yet, locked."""
    waiting = col(OutboundText.enrolment_id) == enrolment_id, col(OutboundText.state).in_(NOT_YET_GONE)
    return list(session.exec(select(OutboundText).where(*waiting, col(OutboundText.kind) == kind).with_for_update()))


def lock_planned_prompts(session: Session, enrolment_id: uuid.UUID) -> Sequence[OutboundText]:
    """A patient's daily texts that nobody has claimed, locked."""
    of_patient = col(OutboundText.enrolment_id) == enrolment_id, col(OutboundText.state) == TextState.PLANNED
    daily = (
        col(OutboundText.kind).in_(texts_that(lambda kind: kind.automatic)),
        col(OutboundText.slot).in_(("morning", "evening")),
    )
    return session.exec(select(OutboundText).where(*of_patient, *daily).with_for_update()).all()


def lock_due_in_states(
    session: Session, states: Iterable[TextState], now: datetime, limit: int
) -> Sequence[tuple[OutboundText, Enrolment]]:
    """Texts of these states that were due, with their enrolments, the texts locked; safety texts are left out."""
    statement = (
        select(OutboundText, Enrolment)
        .join(Enrolment, col(Enrolment.id) == col(OutboundText.enrolment_id))
        .where(col(OutboundText.state).in_(states), col(OutboundText.due_at) <= now)
        .where(col(OutboundText.kind).not_in(texts_that(lambda kind: kind.safety)))
        .limit(limit)
        .with_for_update(of=OutboundText)
    )
    return session.exec(statement).all()


def attempts_of(session: Session, text_ids: Iterable[uuid.UUID]) -> Sequence[SendAttempt]:
    """Every call to the carrier that was made for these texts."""
    return session.exec(select(SendAttempt).where(col(SendAttempt.text_id).in_(text_ids))).all()


def lock_unread_receipts(session: Session, ids: Sequence[int]) -> Sequence[DeliveryReceipt]:
    """Those of these receipts that are not yet processed, in order; locked, without those another worker holds."""
    waiting = col(DeliveryReceipt.id).in_(ids), col(DeliveryReceipt.read_at).is_(None)
    in_order = select(DeliveryReceipt).where(*waiting).order_by(col(DeliveryReceipt.id))
    return session.exec(in_order.with_for_update(skip_locked=True)).all()


def lock_oldest_unheard(session: Session, phone: str) -> InboundText | None:
    """The oldest text of a number that nobody has heard, locked."""
    waiting = select(InboundText).where(col(InboundText.from_index) == phone, col(InboundText.heard_at).is_(None))
    return session.exec(waiting.order_by(col(InboundText.id)).limit(1).with_for_update()).first()


def is_stored(session: Session, sid: str) -> bool:
    """Whether a text from a phone was stored, by its sid."""
    return session.exec(select(InboundText.id).where(col(InboundText.sid) == sid)).first() is not None


def lock_unread_words(session: Session, ids: Sequence[int], patient_id: uuid.UUID) -> Sequence[InboundText]:
    """Those of these texts of a patient that a person must read and nobody has, in order, locked."""
    of_patient = col(InboundText.id).in_(ids), col(InboundText.patient_id) == patient_id
    waiting = select(InboundText).where(*of_patient, col(InboundText.unread), col(InboundText.read_at).is_(None))
    return session.exec(waiting.order_by(col(InboundText.id)).with_for_update()).all()


def read_at(session: Session, patient_id: uuid.UUID, moment: datetime) -> Sequence[InboundText]:
    """A patient's texts that a person read at a given moment."""
    of_patient = col(InboundText.patient_id) == patient_id, col(InboundText.read_at) == moment
    return session.exec(select(InboundText).where(*of_patient)).all()


def notes_of_texts(session: Session, enrolment_id: uuid.UUID, text_ids: Iterable[int | None]) -> Sequence[DayNote]:
    """The notes about a patient's days that these texts produced."""
    of_texts = col(DayNote.inbound_id).in_(text_ids), col(DayNote.enrolment_id) == enrolment_id
    return session.exec(select(DayNote).where(*of_texts)).all()


def next_waiting(session: Session, enrolment_id: uuid.UUID) -> OutboundText | None:
    """The first of a patient's texts that have not left yet."""
    waiting = col(OutboundText.enrolment_id) == enrolment_id, col(OutboundText.state).in_(NOT_YET_GONE)
    return session.exec(select(OutboundText).where(*waiting).order_by(col(OutboundText.due_at)).limit(1)).first()


def last_due(session: Session, enrolment_id: uuid.UUID, now: datetime, limit: int) -> Sequence[OutboundText]:
    """A patient's last texts that were due, the latest first."""
    past = col(OutboundText.enrolment_id) == enrolment_id, col(OutboundText.due_at) <= now
    return session.exec(select(OutboundText).where(*past).order_by(col(OutboundText.due_at).desc()).limit(limit)).all()


def is_known_as_sent(session: Session, sid: str) -> bool:
    """Whether a text of ours is known to have been taken by the carrier under this sid."""
    return session.exec(select(OutboundText.id).where(col(OutboundText.sid) == sid)).first() is not None


def due_to(
    session: Session, patient_ids: Iterable[uuid.UUID], states: Iterable[TextState], until: datetime
) -> Sequence[uuid.UUID]:
    """The texts in these states that were due to one of these patients by a moment, the latest first."""
    due = (
        col(OutboundText.patient_id).in_(patient_ids),
        col(OutboundText.state).in_(states),
        col(OutboundText.due_at) <= until,
    )
    return session.exec(select(OutboundText.id).where(*due).order_by(col(OutboundText.due_at).desc())).all()


def sids_that_are_ours(session: Session, sids: Sequence[str], phone_index: str | None) -> set[str | None]:
    """Those of these sids that belong to a send attempt, a text to a patient, or a text to this staff phone."""
    of_attempts = session.exec(select(SendAttempt.sid).where(col(SendAttempt.sid).in_(sids))).all()
    of_texts = session.exec(select(OutboundText.sid).where(col(OutboundText.sid).in_(sids))).all()
    # The same phone may be a staff member's.
    to_staff = select(LineText.sid).where(col(LineText.phone_index) == phone_index, col(LineText.sid).in_(sids))
    return {*of_attempts, *of_texts, *session.exec(to_staff)}
