"""What was planned, reported, done and texted on the days of one patient's course, answered by the patient in hand.

The tables are asked only for days older than every Case reaches, or where the caller holds no patient.
"""

import uuid
from collections.abc import Iterable, Sequence, Set
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.tables.messages import InboundText, OutboundText, Suppression, TextState
from schemas.tables.people import Enrolment
from schemas.tables.plans import CareAct, DayNote, DayOrder, PlanDay
from schemas.text_kinds import TextKind
from schemas.transitions import MAY_HAVE_LEFT, NEVER_LEFT, NOT_YET_GONE, REACHED_THE_CARRIER
from schemas.vocabulary import ClinicianAct, State
from services.storage.case import Case
from services.storage.loading import Days, days_of

_KEPT_BACK = (Suppression.WORDS_UNREAD, Suppression.RED_FLAG, Suppression.WRONG_PERSON)
# What identifies one of a patient's texts: kind, local date, slot.
TextKey = tuple[TextKind, date, str]
_NEWEST_PLAN = (
    select(PlanDay)
    .where(col(PlanDay.enrolment_id) == sa.bindparam("enrolment"))
    .order_by(col(PlanDay.day).desc(), col(PlanDay.revision).desc())
    .limit(1)
)
_ORDER = (
    select(DayOrder)
    .where(col(DayOrder.enrolment_id) == sa.bindparam("enrolment"), col(DayOrder.day) == sa.bindparam("day"))
    .order_by(col(DayOrder.id).desc())
    .limit(1)
)
_LAST_REACHED = (
    select(OutboundText)
    .where(col(OutboundText.enrolment_id) == sa.bindparam("enrolment"))
    .where(
        col(OutboundText.kind).in_(sa.bindparam("kinds", expanding=True)),
        col(OutboundText.state).in_(REACHED_THE_CARRIER),
    )
    .order_by(col(OutboundText.sent_at).desc())
    .limit(1)
)
_NEWEST_STATES = sa.text(
    "SELECT wanted.id, newest.state FROM unnest(CAST(:ids AS uuid[])) AS wanted (id), "
    "LATERAL (SELECT state FROM plan_day "
    "WHERE enrolment_id = wanted.id ORDER BY day DESC, revision DESC LIMIT 1) AS newest"
)


def since(case: Case, day: date) -> Days:
    """The patient's days from this day on, loaded further back if need be."""
    if day < case.days.since:
        _reach(case, day, case.days.until)
    return case.days


def texts_of(case: Case, day: date) -> Sequence[OutboundText]:
    """The texts of one local date."""
    days = case.days
    if not days.since <= day <= days.until:
        _reach(case, min(day, days.since), date.max if day > days.until else days.until)
    return [text for text in case.days.texts if text.local_date == day]


def all_texts(case: Case) -> Sequence[OutboundText]:
    """The texts of the loaded days and of all days to come."""
    if case.days.until < date.max:
        _reach(case, case.days.since, date.max)
    return case.days.texts


def _reach(case: Case, earliest: date, until: date) -> None:
    case.days = days_of(case.session, [case.enrolment], earliest, until)[case.enrolment.id]


def plan_of(case: Case, day: date) -> PlanDay | None:
    """The plan in force for a day: its highest revision."""
    return max((plan for plan in since(case, day).plans if plan.day == day), key=_revision, default=None)


def revisions_of(case: Case, day: date) -> Sequence[PlanDay]:
    """Every plan that a day ever had, by revision."""
    return sorted((plan for plan in since(case, day).plans if plan.day == day), key=_revision)


def newest_plan(case: Case) -> PlanDay | None:
    """The plan of the latest day decided so far; its state is the patient's state."""
    plans = case.days.plans or since(case, date.min).plans
    return max(plans, key=_revision, default=None)


def newest_plan_of(session: Session, enrolment: Enrolment) -> PlanDay | None:
    """The same, for reading only; a test holds newest_plan and this function to the same answer."""
    return session.exec(_NEWEST_PLAN, params={"enrolment": enrolment.id}).first()


def newest_states(session: Session, enrolments: Sequence[Enrolment]) -> dict[uuid.UUID, State]:
    """The states of many patients in one query; patients who have no plan yet are left out."""
    rows = session.execute(_NEWEST_STATES, {"ids": [enrolment.id for enrolment in enrolments]})
    return {row.id: State(row.state) for row in rows}


def _revision(plan: PlanDay) -> tuple[date, int]:
    return plan.day, plan.revision


def notes_of(case: Case, day: date) -> Sequence[DayNote]:
    """The patient's reports about a day, in order of arrival; without reports that were settled to be about another
    day.
    """
    notes = since(case, day).notes
    settled = {note.settles for note in notes if note.settles}
    return [note for note in notes if note.day == day and (note.id is None or note.id not in settled)]


def undated_note(case: Case, day: date) -> DayNote | None:
    """The score reported on this day for which it is not yet known which day it is about."""
    return next((note for note in notes_of(case, day) if note.undated), None)


def acts_of(case: Case, day: date) -> Sequence[CareAct]:
    """What staff did to the course on a day, in order; without what was undone."""
    return standing(act for act in since(case, day).acts if act.day == day)


def standing(acts: Iterable[CareAct]) -> Sequence[CareAct]:
    """Acts in their order, without what was undone: each time the act before it about the same day."""
    left: list[CareAct] = []
    for act in acts:
        if act.act is ClinicianAct.TAKEN_BACK:
            left.pop(max(number for number, earlier in enumerate(left) if earlier.day == act.day))
        else:
            left.append(act)
    return left


def order_of(case: Case, day: date) -> DayOrder | None:
    """What a therapist ordered for a day; None if nothing was, or the order was withdrawn."""
    until = case.enrolment.ordered_until
    if until is None or day > until:
        return None
    order = case.session.exec(_ORDER, params={"enrolment": case.enrolment.id, "day": day}).first()
    return None if order is None or order.withdrawn else order


def text_that_reached(case: Case, kinds: Sequence[TextKind], day: date) -> OutboundText | None:
    """The newest text of these kinds and this local date that the carrier took."""
    reached = [
        (text.sent_at, text)
        for text in texts_of(case, day)
        if text.kind in kinds and text.state in REACHED_THE_CARRIER and text.sent_at
    ]
    return max(reached, key=lambda pair: pair[0], default=(None, None))[1]


def last_text_that_reached(case: Case, kinds: Sequence[TextKind]) -> OutboundText | None:
    """The newest text of these kinds, of any date, that the carrier took: it may be older than the loaded days."""
    return case.session.exec(_LAST_REACHED, params={"enrolment": case.enrolment.id, "kinds": list(kinds)}).first()


def text_is_under_way(case: Case, kind: TextKind, day: date) -> bool:
    """Whether the text of this kind and date may have left us: then a plan can only be corrected, not replaced.

    A text that expired after a call may have left, too: the carrier's list did not show it, and nobody knows more.
    """
    of_day = (text for text in texts_of(case, day) if text.kind is kind)
    return any(text.state in MAY_HAVE_LEFT or _expired_after_a_call(text) for text in of_day)


def morning_was_told(case: Case, day: date) -> bool:
    """Whether the morning text of a day, the plan or a net in its place, has gone to the patient: then the plan never
    rises.
    """
    nets = (text for text in texts_of(case, day) if text.kind is TextKind.MORNING_NET)
    return text_is_under_way(case, TextKind.MORNING_PLAN, day) or any(text.state not in NEVER_LEFT for text in nets)


def walks_were_kept_back(case: Case, day: date) -> bool:
    """Whether a day's walks were withheld from the patient: for unread words, a danger, or somebody else's phone."""
    mornings = (text for text in texts_of(case, day) if text.kind is TextKind.MORNING_PLAN)
    return any(text.state is TextState.SUPPRESSED and text.suppression in _KEPT_BACK for text in mornings)


def _expired_after_a_call(text: OutboundText) -> bool:
    return text.state is TextState.EXPIRED and text.attempts > 0


def keys_of_texts(case: Case, days: Iterable[date]) -> set[TextKey]:
    """What identifies the texts of some days. The enrolment is locked, so nobody adds another meanwhile."""
    return {(text.kind, day, text.slot) for day in days for text in texts_of(case, day)}


def note_of_text(case: Case, inbound: InboundText) -> DayNote | None:
    """The note that this text has already produced."""
    return next((note for note in case.days.notes if note.inbound_id == inbound.id), None)


def automatic_texts_of_day(case: Case, text: OutboundText, kinds: Set[TextKind]) -> int:
    """How many other automatic texts of the same local date have left, or may have."""
    same_day = (other for other in texts_of(case, text.local_date) if other.id != text.id)
    return sum(other.kind in kinds and other.state in MAY_HAVE_LEFT for other in same_day)


def corrected_now(case: Case) -> bool:
    """Whether a corrected plan was queued, or suppressed, in this very unit of work."""
    corrected = (text for text in case.days.texts if text.kind is TextKind.CORRECTED_PLAN)
    return any(case.now in (text.created_at, text.due_at) for text in corrected)


def corrected_plan_waiting(case: Case, day: date) -> OutboundText | None:
    """The correction of a day's plan that has not left yet and still may."""
    waiting = (text for text in texts_of(case, day) if text.state in NOT_YET_GONE and text.send_before > case.now)
    return next((text for text in waiting if text.kind is TextKind.CORRECTED_PLAN), None)


def suppressed_texts(case: Case) -> Sequence[OutboundText]:
    """Suppressed texts whose time is not over."""
    texts = all_texts(case)
    return [text for text in texts if text.state is TextState.SUPPRESSED and text.send_before > case.now]
