"""What was planned, told, done and texted on the days of one patient's course?

Where the enrolment is locked its last days are known already (see recent); of others the tables are asked.
"""

import uuid
from collections.abc import Sequence, Set
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.messages import InboundText, OutboundText, TextState
from schemas.people import Enrolment
from schemas.plans import CareAct, DayNote, DayOrder, PlanDay
from schemas.transitions import MAY_HAVE_LEFT, NOT_YET_GONE, REACHED_THE_CARRIER
from schemas.vocabulary import ClinicianAct, State, TextKind
from services.storage import recent

_NEWEST_PLAN = (
    select(PlanDay)
    .where(col(PlanDay.enrolment_id) == sa.bindparam("enrolment"))
    .order_by(col(PlanDay.day).desc(), col(PlanDay.revision).desc())
    .limit(1)
)
_PLAN_OF_DAY = _NEWEST_PLAN.where(col(PlanDay.day) == sa.bindparam("day"))
_PLANS_OF_DAY = (
    select(PlanDay)
    .where(col(PlanDay.enrolment_id) == sa.bindparam("enrolment"), col(PlanDay.day) == sa.bindparam("day"))
    .order_by(col(PlanDay.revision))
)
_NOTES = (
    select(DayNote)
    .where(col(DayNote.enrolment_id) == sa.bindparam("enrolment"), col(DayNote.day) == sa.bindparam("day"))
    .order_by(col(DayNote.id))
)
_ACTS = (
    select(CareAct)
    .where(col(CareAct.enrolment_id) == sa.bindparam("enrolment"), col(CareAct.day) == sa.bindparam("day"))
    .order_by(col(CareAct.id))
)
_ORDER = (
    select(DayOrder)
    .where(col(DayOrder.enrolment_id) == sa.bindparam("enrolment"), col(DayOrder.day) == sa.bindparam("day"))
    .order_by(col(DayOrder.id).desc())
    .limit(1)
)
_REACHED = (
    select(OutboundText)
    .where(col(OutboundText.enrolment_id) == sa.bindparam("enrolment"))
    .where(
        col(OutboundText.kind).in_(sa.bindparam("kinds", expanding=True)),
        col(OutboundText.state).in_(REACHED_THE_CARRIER),
    )
    .order_by(col(OutboundText.sent_at).desc())
    .limit(1)
)
_REACHED_THAT_DAY = _REACHED.where(col(OutboundText.local_date) == sa.bindparam("day"))


def plan_of(session: Session, enrolment: Enrolment, day: date) -> PlanDay | None:
    """The plan in force for a day: its highest revision."""
    known = recent.of(session, enrolment, day)
    if known is not None:
        return max((plan for plan in known.plans if plan.day == day), key=_revision, default=None)
    return session.exec(_PLAN_OF_DAY, params={"enrolment": enrolment.id, "day": day}).first()


def revisions_of(session: Session, enrolment: Enrolment, day: date) -> Sequence[PlanDay]:
    """Every plan that a day ever had, in order."""
    known = recent.of(session, enrolment, day)
    if known is not None:
        return sorted((plan for plan in known.plans if plan.day == day), key=_revision)
    return session.exec(_PLANS_OF_DAY, params={"enrolment": enrolment.id, "day": day}).all()


_NEWEST_STATES = sa.text(
    "SELECT wanted.id, newest.state FROM unnest(CAST(:ids AS uuid[])) AS wanted (id), "
    "LATERAL (SELECT state FROM plan_day "
    "WHERE enrolment_id = wanted.id ORDER BY day DESC, revision DESC LIMIT 1) AS newest"
)


def newest_plan(session: Session, enrolment: Enrolment) -> PlanDay | None:
    """The plan of the latest day decided so far; its state is the patient's state."""
    known = recent.of(session, enrolment)
    if known is not None and known.plans:
        return max(known.plans, key=_revision)
    return session.exec(_NEWEST_PLAN, params={"enrolment": enrolment.id}).first()


def newest_states(session: Session, enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, State]:
    """The states of many patients in one question; who has no plan yet is left out."""
    rows = session.execute(_NEWEST_STATES, {"ids": [enrolment.id for enrolment in enrolments]})
    return {row.id: State(row.state) for row in rows}


def _revision(plan: PlanDay) -> tuple[date, int]:
    return plan.day, plan.revision


def notes_of(session: Session, enrolment: Enrolment, day: date) -> Sequence[DayNote]:
    """What the patient told about a day, in the order of telling; without what was settled to be of another day."""
    known = recent.of(session, enrolment, day)
    if known is not None:
        settled = {note.settles for note in known.notes if note.settles}
        return [note for note in known.notes if note.day == day and (note.id is None or note.id not in settled)]
    notes = session.exec(_NOTES, params={"enrolment": enrolment.id, "day": day}).all()
    undated = [note.id for note in notes if note.undated]
    if not undated:
        return notes
    elsewhere = set(session.exec(select(DayNote.settles).where(col(DayNote.settles).in_(undated))).all())
    return [note for note in notes if note.id not in elsewhere]


def undated_note(session: Session, enrolment: Enrolment, day: date) -> DayNote | None:
    """The score told on this day of which nobody knows yet which day it is of."""
    return next((note for note in notes_of(session, enrolment, day) if note.undated), None)


def acts_of(session: Session, enrolment: Enrolment, day: date) -> Sequence[CareAct]:
    """What people did to the course on a day, in order; without what was taken back."""
    known = recent.of(session, enrolment, day)
    done = [act for act in known.acts if act.day == day] if known is not None else None
    if done is None:
        done = list(session.exec(_ACTS, params={"enrolment": enrolment.id, "day": day}))
    standing: list[CareAct] = []
    for act in done:
        if act.act is ClinicianAct.TAKEN_BACK:
            standing.pop()
        else:
            standing.append(act)
    return standing


def order_of(session: Session, enrolment: Enrolment, day: date) -> DayOrder | None:
    """What a therapist ordered for a day; None where nothing was, or the order was withdrawn."""
    if enrolment.ordered_until is None or day > enrolment.ordered_until:
        return None
    found = session.exec(_ORDER, params={"enrolment": enrolment.id, "day": day}).first()
    return None if found is None or found.withdrawn else found


def text_that_reached(
    session: Session, enrolment: Enrolment, kinds: Sequence[TextKind], day: date | None = None
) -> OutboundText | None:
    """The newest text of these kinds that the carrier took, of a given local date if one is named."""
    known = recent.of(session, enrolment, day) if day is not None else None
    if known is not None:
        reached = [
            (text.sent_at, text)
            for text in known.texts
            if text.local_date == day and text.kind in kinds and text.state in REACHED_THE_CARRIER and text.sent_at
        ]
        return max(reached, key=lambda pair: pair[0], default=(None, None))[1]
    asked: dict[str, Any] = {"enrolment": enrolment.id, "kinds": list(kinds)}
    if day is None:
        return session.exec(_REACHED, params=asked).first()
    return session.exec(_REACHED_THAT_DAY, params={**asked, "day": day}).first()


def text_is_under_way(session: Session, enrolment: Enrolment, kind: TextKind, day: date) -> bool:
    """Whether the text of this kind and date may have left us: then a plan can only be corrected, not replaced.

    One that expired after a call may have, too: the carrier's list showed nothing of it, and nobody knows more.
    """
    known = recent.of(session, enrolment, day)
    if known is not None:
        of_day = (text for text in known.texts if text.kind is kind and text.local_date == day)
        return any(text.state in MAY_HAVE_LEFT or _expired_after_a_call(text) for text in of_day)
    after_a_call = (col(OutboundText.state) == TextState.EXPIRED) & (col(OutboundText.attempts) > 0)
    statement = (
        select(OutboundText.id)
        .where(col(OutboundText.enrolment_id) == enrolment.id)
        .where(col(OutboundText.kind) == kind, col(OutboundText.local_date) == day)
        .where(col(OutboundText.state).in_(MAY_HAVE_LEFT) | after_a_call)
    )
    return session.exec(statement).first() is not None


def _expired_after_a_call(text: OutboundText) -> bool:
    return text.state is TextState.EXPIRED and text.attempts > 0


def text_exists(session: Session, enrolment: Enrolment, kind: TextKind, day: date, slot: str) -> bool:
    """Whether a text with this key was made before. The enrolment is locked, so nobody makes it meanwhile."""
    key = (kind, day, slot)
    known = recent.of(session, enrolment, day)
    if known is not None:
        return any((other.kind, other.local_date, other.slot) == key for other in known.texts)
    statement = select(OutboundText.id).where(
        col(OutboundText.enrolment_id) == enrolment.id,
        col(OutboundText.kind) == kind,
        col(OutboundText.local_date) == day,
        col(OutboundText.slot) == slot,
    )
    return session.exec(statement).first() is not None


def note_of_text(session: Session, enrolment: Enrolment, inbound: InboundText) -> DayNote | None:
    """The note that this text has already led to."""
    known = recent.of(session, enrolment)
    if known is not None:
        return next((note for note in known.notes if note.inbound_id == inbound.id), None)
    statement = select(DayNote).where(col(DayNote.enrolment_id) == enrolment.id, col(DayNote.inbound_id) == inbound.id)
    return session.exec(statement).first()


def automatic_texts_of_day(session: Session, enrolment: Enrolment, text: OutboundText, kinds: Set[TextKind]) -> int:
    """How many other automatic texts of the same local date have left, or may have."""
    known = recent.of(session, enrolment, text.local_date)
    if known is not None:
        same_day = (other for other in known.texts if other.local_date == text.local_date and other.id != text.id)
        return sum(other.kind in kinds and other.state in MAY_HAVE_LEFT for other in same_day)
    statement = (
        sa.select(sa.func.count())
        .select_from(OutboundText)
        .where(col(OutboundText.patient_id) == text.patient_id, col(OutboundText.local_date) == text.local_date)
        .where(col(OutboundText.kind).in_(list(kinds)), col(OutboundText.id) != text.id)
        .where(col(OutboundText.state).in_(MAY_HAVE_LEFT))
    )
    return int(session.execute(statement).scalar_one())


def corrected_now(session: Session, enrolment: Enrolment, now: datetime) -> bool:
    """Whether a corrected plan was queued, or let go, in this very unit of work, which holds the enrolment."""
    known = recent.of(session, enrolment)
    corrected = (text for text in known.texts if text.kind is TextKind.CORRECTED_PLAN) if known else ()
    return any(now in (text.created_at, text.due_at) for text in corrected)


def corrected_plan_waiting(session: Session, enrolment: Enrolment, day: date, now: datetime) -> OutboundText | None:
    """The correction of a day's plan that has not left yet and may still. The enrolment is locked."""
    known = recent.of(session, enrolment, day)
    texts = (text for text in known.texts if text.local_date == day) if known else ()
    waiting = (text for text in texts if text.state in NOT_YET_GONE and text.send_before > now)
    return next((text for text in waiting if text.kind is TextKind.CORRECTED_PLAN), None)


def suppressed_texts(session: Session, enrolment: Enrolment, now: datetime) -> Sequence[OutboundText]:
    """Texts taken back whose time is not over. The enrolment is locked."""
    known = recent.of(session, enrolment, date.max)
    if known is None:
        raise ValueError("Only a locked enrolment's texts can be given back.")
    return [text for text in known.texts if text.state is TextState.SUPPRESSED and text.send_before > now]
