"""An enrolment becomes a patient, a first plan, and the consent text. Nothing is written unless everything is right."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from schemas.api.requests import NewPatient
from schemas.phones import is_known
from schemas.tables.columns import index_of
from schemas.tables.identity import Role, User
from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient
from schemas.tables.plans import Cause, PlanDay
from schemas.text_kinds import TextKind
from services.journey.deciding.decide import first_plan
from services.journey.participation import running
from services.journey.participation.screening import activity_errors, day_error, screen_errors, taught_errors
from services.journey.planning.due_texts import check_prompt_times
from services.journey.refusals import EnrolmentRefused, PhoneIsEnrolledAlready
from services.journey.texting.queue import answer_text
from services.progression import calendar
from services.storage import records
from services.storage.case import Batch, Case, in_hand


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an enrolment made."""

    patient: Patient
    enrolment: Enrolment
    plan: PlanDay
    texts: list[OutboundText]


def enrol(session: Session, clinic_id: uuid.UUID, by: User, application: NewPatient, now: datetime) -> Enrolled:
    """Take a patient in. Raises EnrolmentRefused, PhoneIsEnrolledAlready or PhoneCannotBeEnrolled."""
    check(Batch(session, now), clinic_id, application)
    return enrol_checked(session, clinic_id, by, [application], now)[0]


def enrol_checked(
    session: Session, clinic_id: uuid.UUID, by: User, applications: Sequence[NewPatient], now: datetime
) -> list[Enrolled]:
    """Take in patients whose applications are right: all of them, or none.

    Raises PhoneIsEnrolledAlready, PhoneCannotBeEnrolled.
    """
    patients = [_patient(session, clinic_id, application, now) for application in applications]
    try:
        session.add_all(patients)
        session.flush()
    except IntegrityError as error:
        if "uq_patient_clinic_id_phone_index" not in str(error.orig):
            raise
        raise PhoneIsEnrolledAlready(
            "This phone number is enrolled in the clinic already; change that patient instead of enrolling again."
        ) from None
    running.check_not_of_staff(session, patients)
    line = running.line_of(session, clinic_id)
    pairs = [
        (_enrolment(line, patient, application, now), patient)
        for patient, application in zip(patients, applications, strict=True)
    ]
    with in_hand(session, now) as batch:
        cases = batch.begin(pairs, records.clinic_settings(session, clinic_id))
        for case in cases:
            checked = {"phone": "checked_by_staff"} if case.patient.phone_checked_because else {}
            case.save(case.enrolment, event=case.happened("patient.enrolled", actor=f"user:{by.id}", **checked))
        with running.once_on_a_line():
            # Plans and texts name their enrolment.
            batch.write()
        return [_first_steps(case) for case in cases]


def _first_steps(case: Case) -> Enrolled:
    tomorrow = calendar.plan_day(case.now, case.patient.zone) + timedelta(days=1)
    plan = first_plan(case, tomorrow, Cause.ENROLMENT)
    text = answer_text(case, TextKind.CONSENT, "enrolment")
    return Enrolled(case.patient, case.enrolment, plan, [text] if text else [])


def _patient(session: Session, clinic_id: uuid.UUID, application: NewPatient, now: datetime) -> Patient:
    return Patient(
        clinic_id=clinic_id,
        phone=application.phone,
        phone_checked_because=None if is_known(application.phone) else application.phone_checked_because,
        phone_index=index_of(session.get_bind().dialect, application.phone),
        zone=application.zone,
        language=application.language,
        first_name=application.first_name,
        created_at=now,
    )


def _enrolment(line: str, patient: Patient, application: NewPatient, now: datetime) -> Enrolment:
    return Enrolment(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        line=line,
        running_phone=patient.phone_index,
        therapist_id=application.therapist_id,
        status=EnrolmentStatus.AWAITING_CONSENT,
        diagnosis=application.diagnosis,
        flags=sorted({flag.value for flag in application.flags}),
        extras=[order.model_dump(mode="json", exclude_none=True) for order in application.extras],
        baseline_pain_worst=application.baseline_pain.worst,
        baseline_pain_average=application.baseline_pain.average,
        baseline_pain_now=application.baseline_pain.now,
        baseline_minutes=application.baseline_minutes,
        activity=application.activity,
        onset_date=application.onset_date,
        cleared_by=application.clearance.by,
        cleared_at=application.clearance.at,
        screened_at=application.red_flag_screen.at,
        shoes_confirmed_at=now if application.shoes_confirmed else None,
        morning_time=application.prompt_times.morning,
        evening_time=application.prompt_times.evening,
        created_at=now,
    )


def check(batch: Batch, clinic_id: uuid.UUID, application: NewPatient) -> None:
    """Raises EnrolmentRefused with everything that is wrong."""
    now = batch.now
    wrong = screen_errors(application, now)
    today: date = calendar.plan_day(now, application.zone)
    if (sentence := day_error(application.onset_date, today)) is not None:
        wrong.append(("onset_date", sentence))
    wrong += taught_errors(application.extras, today)
    wrong += activity_errors(application.activity)
    settings, _ = batch.once(("settings", clinic_id), lambda: records.clinic_settings(batch.session, clinic_id))
    times = check_prompt_times(application.prompt_times.morning, application.prompt_times.evening, settings)
    wrong += [(f"prompt_times.{name}", sentence) for name, sentence in times]
    if application.therapist_id not in batch.once((User, clinic_id), lambda: _therapists(batch.session, clinic_id)):
        wrong.append(("therapist_id", "must name a therapist of this clinic"))
    if wrong:
        raise EnrolmentRefused(wrong)


def _therapists(session: Session, clinic_id: uuid.UUID) -> frozenset[uuid.UUID]:
    statement = select(User.id).where(col(User.clinic_id) == clinic_id, col(User.role) == Role.THERAPIST)
    return frozenset(session.exec(statement.where(col(User.deactivated_at).is_(None))).all())
