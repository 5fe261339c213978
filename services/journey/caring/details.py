"""What may a clinic change of a patient? Zone, language, name, prompt times, therapist; all of it or nothing."""

import hashlib
import json
import uuid
from datetime import datetime

from sqlmodel import Session

from schemas.api.requests import PatientChange
from schemas.edit import Edit
from schemas.tables.identity import Role, User
from schemas.tables.people import Enrolment, Patient
from services.journey.caring.move import give_new_hours, move_case
from services.journey.participation.screening import activity_errors, taught_errors
from services.journey.planning.due_texts import check_prompt_times
from services.journey.refusals import EnrolmentRefused, IsErased, PatientHasChanged
from services.progression import calendar
from services.storage.case import Case, in_hand


def mark(patient: Patient, enrolment: Enrolment) -> str:
    """By which two looks at a patient are told apart: a hash of all that can be changed."""
    changeable = [
        patient.zone, patient.language.value, patient.first_name, str(enrolment.therapist_id), enrolment.flags,
        enrolment.extras, enrolment.baseline_minutes, enrolment.activity, str(enrolment.morning_time),
        str(enrolment.evening_time),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(changeable).encode()).hexdigest()[:32]


def change(
    session: Session, enrolment_id: uuid.UUID, edit: Edit[PatientChange], by: str, now: datetime
) -> tuple[Patient, Enrolment]:
    """Change what is named; texts not yet gone go by it.

    Raises PatientHasChanged, IsErased, EnrolmentRefused, UnknownZone.
    """
    with in_hand(session, now) as batch:
        case, wanted = batch.case(enrolment_id), edit.changes
        if case.patient.erased_at is not None:
            raise IsErased("This patient was erased: nothing is left to change.")
        if edit.version != mark(case.patient, case.enrolment):
            raise PatientHasChanged("Somebody changed this patient since you looked; look again. Nothing was written.")
        _check(case, case.patient.zone, wanted)
        if wanted.zone is not None:
            move_case(case, wanted.zone, by)
        _put(case.enrolment, case.patient, wanted)
        if wanted.prompt_times is not None:
            case.enrolment.morning_time, case.enrolment.evening_time = (
                wanted.prompt_times.morning,
                wanted.prompt_times.evening,
            )
            give_new_hours(case)
        # Which fields, never what they hold: an event knows ids and numbers only.
        changed = ", ".join(sorted(wanted.model_fields_set))
        case.save(case.patient, case.enrolment, event=case.happened("patient.changed", actor=by, fields=changed))
        return case.patient, case.enrolment


def _put(enrolment: Enrolment, patient: Patient, wanted: PatientChange) -> None:
    """What only has to be written down; the rule looks at it when it next decides."""
    for name in wanted.model_fields_set & {"language", "first_name"}:
        setattr(patient, name, getattr(wanted, name))
    for name in wanted.model_fields_set & {"therapist_id", "baseline_minutes", "activity"}:
        setattr(enrolment, name, getattr(wanted, name))
    if wanted.flags is not None:
        enrolment.flags = sorted({flag.value for flag in wanted.flags})
    if wanted.extras is not None:
        enrolment.extras = [order.model_dump(mode="json", exclude_none=True) for order in wanted.extras]


def _check(case: Case, zone: str, wanted: PatientChange) -> None:
    wrong: list[tuple[str, str]] = []
    if wanted.prompt_times is not None:
        times = check_prompt_times(wanted.prompt_times.morning, wanted.prompt_times.evening, case.settings)
        wrong += [(f"prompt_times.{name}", sentence) for name, sentence in times]
    if wanted.therapist_id is not None:
        therapist = case.session.get(User, wanted.therapist_id)
        if therapist is None or (therapist.clinic_id, therapist.role) != (case.enrolment.clinic_id, Role.THERAPIST):
            wrong.append(("therapist_id", "must name a therapist of this clinic"))
    wrong += activity_errors(wanted.activity)
    wrong += taught_errors(wanted.extras or [], calendar.calendar_day(case.now, zone))
    for name in ("zone", "language", "prompt_times", "therapist_id", "flags", "extras"):
        if name in wanted.model_fields_set and getattr(wanted, name) is None:
            wrong.append((name, "cannot be taken away; leave it out to keep it"))
    if wrong:
        raise EnrolmentRefused(wrong)
