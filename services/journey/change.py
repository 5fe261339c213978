"""What may a clinic change of a patient? Zone, language, name, prompt times, therapist; all of it or nothing."""

import uuid
from datetime import datetime

from sqlmodel import Session

from schemas.api import PatientChange
from schemas.identity import Role, User
from schemas.people import Enrolment, Patient
from services.journey.enrol import EnrolmentRefused
from services.journey.move import give_new_hours, move
from services.journey.prompt import check_prompt_times
from services.storage import records
from services.storage.database import save
from services.storage.events import happened


def change(
    session: Session, enrolment_id: uuid.UUID, wanted: PatientChange, by: str, now: datetime
) -> tuple[Patient, Enrolment]:
    """Change what is named; texts not yet gone go by it. Raises EnrolmentRefused, UnknownZone."""
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    _check(session, enrolment, wanted)
    if wanted.zone is not None:
        move(session, enrolment_id, wanted.zone, by, now)
    if wanted.language is not None:
        patient.language = wanted.language
    if "first_name" in wanted.model_fields_set:
        patient.first_name = wanted.first_name
    if wanted.therapist_id is not None:
        enrolment.therapist_id = wanted.therapist_id
    if wanted.prompt_times is not None:
        enrolment.morning_time, enrolment.evening_time = wanted.prompt_times.morning, wanted.prompt_times.evening
        give_new_hours(session, enrolment, patient, records.settings_of(session, enrolment)[0], now)
    # Which fields, never what they hold: an event knows ids and numbers only.
    changed = ", ".join(sorted(wanted.model_fields_set))
    save(session, patient, enrolment, event=happened("patient.changed", enrolment, now, actor=by, fields=changed))
    return patient, enrolment


def _check(session: Session, enrolment: Enrolment, wanted: PatientChange) -> None:
    wrong: list[tuple[str, str]] = []
    if wanted.prompt_times is not None:
        settings, _ = records.settings_of(session, enrolment)
        times = check_prompt_times(wanted.prompt_times.morning, wanted.prompt_times.evening, settings)
        wrong += [(f"prompt_times.{name}", sentence) for name, sentence in times]
    if wanted.therapist_id is not None:
        therapist = session.get(User, wanted.therapist_id)
        if therapist is None or (therapist.clinic_id, therapist.role) != (enrolment.clinic_id, Role.THERAPIST):
            wrong.append(("therapist_id", "must name a therapist of this clinic"))
    for name in ("zone", "language", "prompt_times", "therapist_id"):
        if name in wanted.model_fields_set and getattr(wanted, name) is None:
            wrong.append((name, "cannot be taken away; leave it out to keep it"))
    if wrong:
        raise EnrolmentRefused(wrong)
