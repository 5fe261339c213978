"""A due text becomes a call to the carrier, once: claim, look again, write it down; then the call is made."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col, select

from schemas.messages import OutboundText, SendAttempt, Suppression, TextState, Urgency
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.plans import PlanDay
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Light, OpenQuestion, State, TextKind
from services.carrier.port import OutgoingText
from services.conversation import segments
from services.journey import local_time, wording
from services.journey.prompt import AUTOMATIC, SAFETY, quiet_now
from services.progression import replay
from services.storage import history, recent, records
from services.storage.database import save, together
from services.storage.events import happened

LEASE = timedelta(minutes=2)
FLAGGED = frozenset({State.EMERGENCY, State.HOLD_CLINICAL})
_WALKING = frozenset({TextKind.MORNING_PLAN, TextKind.CORRECTED_PLAN})
_EVENING = frozenset({TextKind.EVENING_QUESTION, TextKind.EVENING_REMINDER})
_WEEK = 7
_TAPER_AFTER_DAYS = 28
# What may follow an opt-out, a pause or a red flag.
_AFTER_STOP = frozenset({TextKind.OPT_OUT_CONFIRMATION})

# One statement claims a batch and writes its events; beats and workers may run it at once, none waits for another.
_CLAIM = sa.text(
    """
    WITH due AS (
        SELECT id FROM outbound_text
        WHERE state = 'planned' AND urgency = :urgency AND due_at <= :now
        ORDER BY due_at
        FOR UPDATE SKIP LOCKED
        LIMIT :limit
    ), claimed AS (
        UPDATE outbound_text AS text SET state = 'claimed', lease_until = :lease
        FROM due WHERE text.id = due.id
        RETURNING text.id, text.clinic_id, text.patient_id
    ), noted AS (
        INSERT INTO event (at, name, actor, clinic_id, patient_id, subject, detail)
        SELECT :now, 'text.claimed', 'amble', clinic_id, patient_id, 'text:' || id, '{}'::jsonb FROM claimed
    )
    SELECT id FROM claimed
    """
)
_WAITING = sa.text("SELECT count(*) FROM outbound_text WHERE state = 'claimed' AND lease_until > :now")


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that has been written down as leaving: what to hand to the carrier, under which attempt."""

    text_id: uuid.UUID
    outgoing: OutgoingText


def claim(session: Session, now: datetime, *, limit: int, most_waiting: int = 1000) -> dict[Urgency, list[uuid.UUID]]:
    """Take a batch of due texts under a lease of two minutes, the most urgent first.

    While most_waiting texts are claimed and wait for their sender, only safety texts and answers are taken: a claim
    that outlives its lease in a queue is work done twice.
    """
    waiting = session.execute(_WAITING, {"now": now}).scalar_one()
    taken = list(Urgency) if waiting < most_waiting else [Urgency.SAFETY, Urgency.ANSWER]
    claimed: dict[Urgency, list[uuid.UUID]] = {}
    for urgency in taken:
        # One for each urgency, so that the index gives the oldest at once however many are due.
        asked = {"urgency": urgency.value, "now": now, "limit": limit, "lease": now + LEASE}
        ids = [row.id for row in session.execute(_CLAIM, asked)]
        if ids:
            claimed[urgency] = ids
            limit -= len(ids)
        if limit <= 0:
            break
    return claimed


@dataclass(frozen=True, slots=True)
class Claimed:
    """A text under a lease, before anything is made of it."""

    phone: str
    kind: TextKind


def still_claimed(session: Session, text_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Claimed]:
    """Whom claimed texts are for; those that are claimed no more are left out."""
    statement = (
        select(OutboundText.id, Patient.phone, OutboundText.kind)
        .join(Patient, col(OutboundText.patient_id) == col(Patient.id))
        .where(col(OutboundText.id) == sa.any_(sa.cast(text_ids, ARRAY(sa.Uuid))))
        .where(col(OutboundText.state) == TextState.CLAIMED)
    )
    return {row[0]: Claimed(row[1], TextKind(row[2])) for row in session.exec(statement)}


def give_back(session: Session, text_ids: Sequence[uuid.UUID], now: datetime, *, seconds: float) -> None:
    """Their sender may not speak yet: the texts are due again when it may, and expire if that is too late."""
    for text, enrolment, _ in records.lock_texts(session, text_ids):
        if text.state is not TextState.CLAIMED:
            continue
        # A text keeps its window: what cannot leave in time is looked at once more at its end, and expires there.
        last = text.send_before - timedelta(seconds=1)
        text.state, text.lease_until = TextState.PLANNED, None
        text.due_at = max(text.due_at, min(now + timedelta(seconds=seconds), last))
        save(session, text, event=happened("text.put_off", enrolment, now, text=str(text.id)))


def make_ready(session: Session, text_ids: Sequence[uuid.UUID], now: datetime) -> list[Ready]:
    """Look at everything again, then write the attempts down; texts that must not leave now are not among the answers.

    The enrolments are locked, so a STOP, a pause or a new plan is either seen here or comes after the attempt.
    """
    held = [
        (text, enrolment, patient)
        for text, enrolment, patient in records.lock_texts(session, text_ids)
        if text.state is TextState.CLAIMED and text.lease_until is not None and text.lease_until > now
    ]
    recent.read(session, [enrolment for _, enrolment, _ in held])
    with together(session):
        ready = [_make_ready(session, *row, now) for row in held]
    return [text for text in ready if text is not None]


def _make_ready(
    session: Session, text: OutboundText, enrolment: Enrolment, patient: Patient, now: datetime
) -> Ready | None:
    settings, _ = records.settings_of(session, enrolment)
    plan = history.plan_of(session, enrolment, day_spoken_of(text))
    if now >= text.send_before:
        _end(session, text, enrolment, TextState.EXPIRED, None, now)
        return None
    if text.kind not in SAFETY and quiet_now(patient, settings, now):
        _wait_for_morning(session, text, enrolment, patient, settings, now)
        return None
    why_not = _why_not(session, text, enrolment, patient, settings, plan)
    if why_not is not None:
        _end(session, text, enrolment, TextState.SUPPRESSED, why_not, now)
        return None
    return _write_attempt(session, text, enrolment, patient, settings, plan, now)


def day_spoken_of(text: OutboundText) -> date:
    """The day whose plan a text tells: its own, or, for an answer, tomorrow."""
    tomorrow = text.kind not in _WALKING and text.kind not in _EVENING
    return text.local_date + timedelta(days=1) if tomorrow else text.local_date


def _why_not(
    session: Session,
    text: OutboundText,
    enrolment: Enrolment,
    patient: Patient,
    settings: ProgressionSettings,
    plan: PlanDay | None,
) -> Suppression | None:
    if patient.number_bad_at is not None:
        return Suppression.NUMBER_BAD
    if text.kind in SAFETY or text.kind in _AFTER_STOP:
        return None
    if records.has_opted_out(session, patient.phone):
        return Suppression.OPTED_OUT
    newest = history.newest_plan(session, enrolment)
    if newest is not None and newest.state in FLAGGED:
        return Suppression.RED_FLAG
    return _why_not_automatic(session, text, enrolment, settings, plan) if text.kind in AUTOMATIC else None


def _why_not_automatic(
    session: Session, text: OutboundText, enrolment: Enrolment, settings: ProgressionSettings, plan: PlanDay | None
) -> Suppression | None:
    if enrolment.status is EnrolmentStatus.PAUSED:
        return Suppression.PAUSED
    if enrolment.status is not EnrolmentStatus.ACTIVE:
        return Suppression.NO_CONSENT
    if text.kind in _WALKING and (why_no_walk := _why_no_walk(session, text, plan)) is not None:
        return why_no_walk
    if text.kind in _EVENING:
        if any(note.pain is not None for note in history.notes_of(session, enrolment, text.local_date)):
            return Suppression.ALREADY_ANSWERED
        if plan is not None and plan.state is State.MAINTENANCE and not _asked_on(text.local_date, settings):
            return Suppression.NOT_A_CHECK_DAY
        if text.kind is TextKind.EVENING_REMINDER and plan is not None and _is_tapered(plan):
            return Suppression.TAPERED
    if history.automatic_texts_of_day(session, enrolment, text, AUTOMATIC) >= settings.daily_text_max:
        return Suppression.DAILY_MAXIMUM
    return None


def _why_no_walk(session: Session, text: OutboundText, plan: PlanDay | None) -> Suppression | None:
    """Whatever the plan says, nobody walks while a danger waits for a person."""
    if plan is None:
        return Suppression.SUPERSEDED
    in_danger = plan.state in FLAGGED or (plan.walks and records.red_flag_is_open(session, text.patient_id))
    return Suppression.RED_FLAG if in_danger else None


def _is_tapered(plan: PlanDay) -> bool:
    """After four weeks we ask once an evening; again twice after a yellow or red day within the last seven."""
    course = replay.decision_from_record(plan.decision).course
    calm = not any(mark.light in (Light.YELLOW, Light.RED) for mark in course.marks[-_WEEK:])
    return calm and (plan.day - course.first_day).days >= _TAPER_AFTER_DAYS


def _asked_on(day: date, settings: ProgressionSettings) -> bool:
    """At the goal pain is asked on some days of the week only, spread evenly over it (section 13)."""
    return day.weekday() * settings.maintenance_checks % _WEEK < settings.maintenance_checks


def _wait_for_morning(
    session: Session,
    text: OutboundText,
    enrolment: Enrolment,
    patient: Patient,
    settings: ProgressionSettings,
    now: datetime,
) -> None:
    morning = local_time.quiet_hours_end(now, patient.zone, settings.quiet_hours_end)
    if morning >= text.send_before:
        _end(session, text, enrolment, TextState.SUPPRESSED, Suppression.QUIET_HOURS, now)
        return
    text.state, text.due_at, text.lease_until = TextState.PLANNED, morning, None
    save(session, text, event=happened("text.put_off", enrolment, now, text=str(text.id)))


def _end(
    session: Session,
    text: OutboundText,
    enrolment: Enrolment,
    state: TextState,
    why: Suppression | None,
    now: datetime,
) -> None:
    text.state, text.suppression, text.lease_until = state, why, None
    event = happened(f"text.{state.value}", enrolment, now, text=str(text.id), why=why.value if why else None)
    save(session, text, event=event)


def _write_attempt(
    session: Session,
    text: OutboundText,
    enrolment: Enrolment,
    patient: Patient,
    settings: ProgressionSettings,
    plan: PlanDay | None,
    now: datetime,
) -> Ready:
    if text.kind in _EVENING:
        text.details = {**text.details, **_question(session, enrolment, plan)}
    clinic = records.clinic_of(session, text.clinic_id)
    own_words = records.own_words_of(session, clinic.id, patient.language)
    text.body = wording.body(text, clinic, patient, settings, plan, own_words)
    text.segments = segments.count(text.body).segments
    text.plan_day_id = plan.id if plan else None
    text.attempts += 1
    text.state, text.lease_until = TextState.SENDING, now + LEASE
    attempt = SendAttempt(text_id=text.id, number=text.attempts, started_at=now)
    event = happened("text.leaving", enrolment, now, text=str(text.id), attempt=text.attempts)
    save(session, text, attempt, event=event)
    outgoing = OutgoingText(
        to=patient.phone,
        body=text.body,
        message_id=str(text.id),
        attempt=text.attempts,
        valid_for_seconds=int((text.send_before - now).total_seconds()),
    )
    return Ready(text.id, outgoing)


def _question(session: Session, enrolment: Enrolment, plan: PlanDay | None) -> dict[str, object]:
    """Ask how many walks only when there were some and nothing is known of them."""
    told = plan is not None and any(
        note.walks_done is not None or note.all_done or note.none_done
        for note in history.notes_of(session, enrolment, plan.day)
    )
    walks = len(plan.walks) if plan and not told else 0
    question = OpenQuestion.PAIN_AND_WALKS if walks else OpenQuestion.PAIN
    return {"question": question.value, "walks_asked": walks}
