"""A patient leaves: discharged with a last text, taken in again after a new screen, or erased for good."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, alerts_that
from schemas.api.care import DischargePatient, ReadmitPatient
from schemas.tables.clinics import Clinic
from schemas.tables.columns import keys_of
from schemas.tables.identity import Role, User
from schemas.tables.messages import Suppression
from schemas.tables.people import DischargeReason, Enrolment, EnrolmentStatus, Patient
from schemas.tables.plans import StaffAct
from schemas.text_kinds import TextKind
from services.journey.alerting.alerts import close_alerts
from services.journey.caring import erasures
from services.journey.caring.undo import remembered
from services.journey.caring.words_read import settle
from services.journey.participation import running
from services.journey.participation.consent import NOBODY_TO_TEXT
from services.journey.participation.screening import screen_errors
from services.journey.refusals import (
    DangerIsOpen,
    EnrolmentRefused,
    IsDischarged,
    IsErased,
    IsNotDischarged,
    NotATherapist,
)
from services.journey.texting.queue import answer_text, revoke
from services.storage import enrolment_states, records
from services.storage.case import Case, happened, in_hand
from services.storage.database import save
from services.storage.queries import people
from services.storage.queries.forgetting import WORDS_OF_PATIENT
from services.storage.resealing import MAY_RESEAL

# Whoever leaves takes all matters along, except a danger that nobody has looked at yet and words that nobody has read.
_ENDED = alerts_that(lambda kind: not kind.told_danger and not kind.about_words)
_ERASED = "erased"


def discharge(
    session: Session, enrolment_id: uuid.UUID, wanted: DischargePatient, by: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """No more plans and texts; one last text says so, and whom to call, unless nobody is left to text.

    Raises IsDischarged, DangerIsOpen.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if case.enrolment.status is EnrolmentStatus.DISCHARGED:
            raise IsDischarged("This patient was discharged already.")
        if wanted.reason not in NOBODY_TO_TEXT and case.red_flag_is_open:
            raise DangerIsOpen("A danger that this patient told is open: call them and clear it, then discharge.")
        # Nobody is left to text, or nobody knows who has the phone.
        silent = wanted.reason in NOBODY_TO_TEXT or case.is_wrong_person
        told = case.enrolment.course_first_day is not None and not silent
        with remembered(case, StaffAct.DISCHARGE, by):
            _end(case, wanted.reason, by, wanted.note)
            if told:
                slot = f"end:{now.isoformat()}"
                answer_text(case, TextKind.FAREWELL, slot, keep_back=True)
        return case.enrolment, case.patient


def _end(case: Case, reason: DischargeReason, by: str, note: str) -> None:
    revoke(case, Suppression.DISCHARGED)
    case.enrolment.running_phone = case.enrolment.foot_asked_at = case.enrolment.stop_asked_at = None
    case.enrolment.next_boundary_at = case.enrolment.paused_until = None
    case.enrolment.discharged_at, case.enrolment.discharge_reason, case.enrolment.discharge_note = (
        case.now,
        reason,
        note,
    )
    event = case.happened("patient.discharged", actor=by, reason=reason.value)
    enrolment_states.move(case, EnrolmentStatus.DISCHARGED, event)
    if reason in NOBODY_TO_TEXT:
        for alert in case.open_alerts:
            settle(case, alert, by)
    close_alerts(case, tuple(AlertKind) if reason in NOBODY_TO_TEXT else _ENDED)


def readmit(
    session: Session, enrolment_id: uuid.UUID, application: ReadmitPatient, by: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """A patient comes back after a new screen and clearance: they consent anew, and begin at the start dose.

    Raises IsNotDischarged, IsErased, EnrolmentRefused, PhoneCannotBeEnrolled.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if case.patient.erased_at is not None:
            raise IsErased("This patient was erased: enrol them as a new patient.")
        if case.enrolment.status is not EnrolmentStatus.DISCHARGED:
            raise IsNotDischarged("This patient has not left: there is nobody to take in again.")
        wrong = screen_errors(application, now)
        if wrong:
            raise EnrolmentRefused(wrong)
        running.begin(session, case.enrolment, case.patient)
        case.enrolment.consented_at = case.enrolment.course_first_day = None
        case.enrolment.discharged_at = case.enrolment.discharge_reason = case.enrolment.discharge_note = None
        pain = application.baseline_pain
        case.enrolment.baseline_pain_worst, case.enrolment.baseline_pain_average = pain.worst, pain.average
        case.enrolment.baseline_pain_now, case.enrolment.baseline_minutes = pain.now, application.baseline_minutes
        case.enrolment.first_minutes = case.enrolment.own_usual = None
        case.enrolment.cleared_by, case.enrolment.cleared_at = application.clearance.by, application.clearance.at
        case.enrolment.screened_at = application.red_flag_screen.at
        case.enrolment.shoes_confirmed_at = now if application.shoes_confirmed else None
        event = case.happened("patient.readmitted", actor=by)
        enrolment_states.move(case, EnrolmentStatus.AWAITING_CONSENT, event)
        answer_text(case, TextKind.CONSENT, f"again:{now.isoformat()}")
        return case.enrolment, case.patient


def erase(session: Session, enrolment_id: uuid.UUID, by: str, now: datetime) -> Patient:
    """Who the patient is, what they wrote and what was written about them goes; counts, plans and the audit stay.

    Their number's hash stays in the ledger of consent: whoever opted out is never texted again. That they were erased
    is listed without saying who, so that it is done anew after a restore. Raises IsErased.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if case.patient.erased_at is not None:
            raise IsErased("This patient was erased already.")
        if case.enrolment.status is not EnrolmentStatus.DISCHARGED:
            _end(case, DischargeReason.ERASED, by, _ERASED)
        close_alerts(case, tuple(AlertKind))
        # While the number is there, by which the clinic's own entries in the ledger of consent are found.
        _forget_words(case)
        erasures.note(session, case.patient, now)
        case.patient.phone, case.patient.phone_index, case.patient.first_name, case.patient.erased_at = (
            "",
            None,
            None,
            now,
        )
        case.patient.phone_checked_because = None
        case.enrolment.cleared_by = case.enrolment.discharge_note = _ERASED
        case.enrolment.activity = None
        case.enrolment.extras = [
            {key: order[key] for key in order if key != "taught_by"} for order in case.enrolment.extras
        ]
        case.save(case.patient, case.enrolment, event=case.happened("patient.erased", actor=by))
        return case.patient


_PLACES = {
    "receipt": "delivery_receipt.raw",
    "body": "inbound_text.body",
    "raw": "inbound_text.raw",
    "from_phone": "inbound_text.from_phone",
    "act": "care_act.note",
    "order": "day_order.note",
    "alert_act": "alert_act.note",
    "reason": "settings_version.reason",
    "evidence": "consent_entry.evidence",
}


def _forget_words(case: Case) -> None:
    keys = keys_of(case.session.get_bind().dialect)
    values: dict[str, object] = {name: keys.seal(place, _ERASED) for name, place in _PLACES.items()}
    values |= {
        "patient": case.patient.id,
        "enrolment": case.enrolment.id,
        "clinic": case.patient.clinic_id,
        "number": keys.index(case.patient.phone),
        "nobody": erasures.hash_of(keys, case.patient.id),
        "now": case.now,
    }
    case.session.execute(MAY_RESEAL)
    for statement in WORDS_OF_PATIENT:
        case.session.execute(statement, values)


def erase_due(session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()) -> Sequence[uuid.UUID]:
    """Whose clinic wants them forgotten so long after their discharge, and the time has come; locked."""
    statement = (
        select(Enrolment.id)
        .join(Patient, col(Patient.id) == col(Enrolment.patient_id))
        .join(Clinic, col(Clinic.id) == col(Enrolment.clinic_id))
        .where(col(Patient.erased_at).is_(None), col(Enrolment.discharged_at).is_not(None))
        .where(col(Enrolment.discharged_at) + sa.func.make_interval(0, 0, 0, col(Clinic.erase_after_days)) <= now)
        .where(col(Clinic.erase_from) <= now, col(Enrolment.id).not_in(besides))
        .limit(limit)
        .with_for_update(of=Enrolment, skip_locked=True)
    )
    return session.exec(statement).all()


def hand_over(session: Session, leaving: User, to: User, by: str, now: datetime) -> int:
    """Every patient of one therapist becomes another's, and how many they were. Raises NotATherapist."""
    if (to.role, to.clinic_id) != (Role.THERAPIST, leaving.clinic_id) or to.deactivated_at is not None:
        raise NotATherapist("A caseload goes to a therapist of the same clinic who has not left.")
    ids = people.caseload(session, leaving.id)
    for enrolment, _ in records.lock_enrolments(session, ids).values():
        enrolment.therapist_id = to.id
        save(session, enrolment, event=happened("patient.handed_over", enrolment, now, actor=by, to=str(to.id)))
    return len(ids)
