"""A due text becomes a call to the carrier, once: claim, look again, write it down; then the call is made."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select

from schemas.tables.messages import OutboundText, Suppression, TextState, Urgency
from schemas.tables.people import Enrolment, Patient
from schemas.tables.plans import PlanDay
from schemas.text_kinds import TextKind, facts_of
from schemas.vocabulary import OpenQuestion
from services.carrier.port import OutgoingText
from services.conversation.writing import segments
from services.journey.alerting.alerts import raise_cannot_be_texted
from services.journey.texting import wording
from services.journey.texting.queue import answer_text, leaves_at_night, quiet_now
from services.journey.texting.why_not import why_not
from services.progression import calendar
from services.storage import history, text_states
from services.storage.case import Case, in_hand
from services.storage.queries.due import CLAIMED_AND_WAITING

LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that has been written down as leaving: what to hand to the carrier, under which attempt."""

    text_id: uuid.UUID
    outgoing: OutgoingText
    segments: int
    plan_day_id: uuid.UUID | None
    details: Mapping[str, object]


def claim(session: Session, now: datetime, *, limit: int, most_waiting: int) -> dict[Urgency, list[uuid.UUID]]:
    """Take a batch of due texts under a lease of two minutes, the most urgent first.

    While most_waiting texts are claimed and wait for their sender, only safety texts and answers are taken: a claim
    that outlives its lease in a queue is work done twice.
    """
    waiting = session.execute(CLAIMED_AND_WAITING, {"now": now}).scalar_one()
    taken = list(Urgency) if waiting < most_waiting else [Urgency.SAFETY, Urgency.ANSWER]
    claimed: dict[Urgency, list[uuid.UUID]] = {}
    for urgency in taken:
        # One for each urgency, so that the index gives the oldest at once however many are due.
        ids = text_states.claim(session, urgency, now, limit, now + LEASE)
        if ids:
            claimed[urgency] = ids
            limit -= len(ids)
        if limit <= 0:
            break
    return claimed


@dataclass(frozen=True, slots=True)
class Claimed:
    """A text under a lease, before anything is made of it. line is the clinic's own sender, "" for a shared one."""

    phone: str
    kind: TextKind
    line: str


def still_claimed(session: Session, text_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Claimed]:
    """Whom claimed texts are for; those that are claimed no more are left out."""
    wanted = col(OutboundText.id) == sa.any_(sa.cast(text_ids, ARRAY(sa.Uuid)))
    asked = select(OutboundText.id, Patient.phone, OutboundText.kind, Enrolment.line).where(wanted)
    owned = asked.join(Patient, col(Patient.id) == col(OutboundText.patient_id))
    owned = owned.join(Enrolment, col(Enrolment.id) == col(OutboundText.enrolment_id))
    statement = owned.where(col(OutboundText.state) == TextState.CLAIMED)
    return {row[0]: Claimed(row[1], TextKind(row[2]), row[3]) for row in session.exec(statement)}


def give_back(session: Session, text_ids: Sequence[uuid.UUID], now: datetime, *, seconds: float) -> None:
    """Their sender may not speak yet: the texts are due again when it may, and expire if that is too late."""
    with in_hand(session, now) as batch:
        for text, case in batch.texts(text_ids):
            if text.state is not TextState.CLAIMED:
                continue
            # A text keeps its window: what cannot leave in time is looked at once more at its end, and expires there.
            last = text.send_before - timedelta(seconds=1)
            text.due_at = max(text.due_at, min(now + timedelta(seconds=seconds), last))
            text_states.move(case, text, TextState.PLANNED, case.happened("text.put_off"))


def make_ready(session: Session, text_ids: Sequence[uuid.UUID], now: datetime) -> list[Ready]:
    """Look at everything again, then write the attempts down; texts that must not leave now are not among the answers.

    The enrolments are locked, so a STOP, a pause or a new plan is either seen here or comes after the attempt.
    """
    with in_hand(session, now) as batch:
        held = [
            (text, case)
            for text, case in batch.texts(text_ids, ahead=False)
            if text.state is TextState.CLAIMED and text.lease_until is not None and text.lease_until > now
        ]
        ready = [made for text, case in held if (made := _make_ready(case, text)) is not None]
    if ready:
        _write_attempts(session, ready, now)
    return ready


def _make_ready(case: Case, text: OutboundText) -> Ready | None:
    plan = history.plan_of(case, day_spoken_of(text))
    if case.now >= text.send_before:
        _end(case, text, TextState.EXPIRED)
        return None
    if not leaves_at_night(text.kind, text.details) and quiet_now(case):
        _wait_for_morning(case, text)
        return None
    reason = why_not(case, text, plan)
    if reason is not None:
        _end(case, text, reason)
        if reason is Suppression.WORDS_UNREAD:
            # In its place, and in the same breath.
            answer_text(case, TextKind.MORNING_NET, f"net:{text.local_date.isoformat()}")
        return None
    return _ready(case, text, plan)


def day_spoken_of(text: OutboundText) -> date:
    """The day whose plan a text tells: its own, or, for an answer, tomorrow."""
    facts = facts_of(text.kind)
    of_its_day = facts.walking or facts.evening or facts.optional
    return text.local_date if of_its_day else text.local_date + timedelta(days=1)


def _wait_for_morning(case: Case, text: OutboundText) -> None:
    morning = calendar.quiet_hours_end(case.now, case.patient.zone, case.settings.quiet_hours_end)
    if morning >= text.send_before:
        _end(case, text, Suppression.QUIET_HOURS)
        return
    text.due_at = morning
    text_states.move(case, text, TextState.PLANNED, case.happened("text.put_off"))


def _end(case: Case, text: OutboundText, to: TextState | Suppression) -> None:
    name, why = ("suppressed", to.value) if isinstance(to, Suppression) else (to.value, None)
    text_states.move(case, text, to, case.happened(f"text.{name}", why=why))
    raise_cannot_be_texted(case, text)


def _write_attempts(session: Session, ready: Sequence[Ready], now: datetime) -> None:
    attempts: dict[str, Sequence[object]] = {
        "texts": [text.text_id for text in ready],
        "attempts": [text.outgoing.attempt for text in ready],
        "bodies": [text.outgoing.body for text in ready],
        "segments": [text.segments for text in ready],
        "plans": [text.plan_day_id for text in ready],
        "details": [json.dumps(text.details) for text in ready],
    }
    text_states.leave(session, attempts, now, now + LEASE)


def _ready(case: Case, text: OutboundText, plan: PlanDay | None) -> Ready:
    if facts_of(text.kind).evening:
        set_committed_value(text, "details", {**text.details, **_question(case, plan)})
    body = wording.body(case, text, plan)
    text_states.leaves(text)
    outgoing = OutgoingText(
        to=case.patient.phone,
        body=body,
        message_id=str(text.id),
        attempt=text.attempts + 1,
        valid_for_seconds=int((text.send_before - case.now).total_seconds()),
        sender=case.enrolment.line,
    )
    return Ready(text.id, outgoing, segments.count(body).segments, plan.id if plan else None, text.details)


def _question(case: Case, plan: PlanDay | None) -> dict[str, object]:
    """Ask how many walks only when there were some, the patient was told them, and nothing is known of them."""
    told = plan is not None and any(
        note.walks_done is not None or note.all_done or note.none_done for note in history.notes_of(case, plan.day)
    )
    walks = len(plan.walks) if plan and not told and not history.walks_were_kept_back(case, plan.day) else 0
    question = OpenQuestion.PAIN_AND_WALKS if walks else OpenQuestion.PAIN
    return {"question": question.value, "walks_asked": walks}
