"""How does the API show a patient, a plan and a text?"""

from dataclasses import asdict

from sqlmodel import Session

from schemas.api.answers import ExtraOut, PatientOut, PlanOut, TextOut, WalkOut
from schemas.api.requests import OrderedExtra, PromptTimes
from schemas.settings import ProgressionSettings
from schemas.tables.clinics import SettingsVersion
from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment, Patient
from schemas.tables.plans import PlanDay
from schemas.vocabulary import CareFlag, State
from services.progression.lines import extra_lines, walk_lines
from services.progression.replay import decision_from_record
from services.storage import history


def plan_out(session: Session, plan: PlanDay) -> PlanOut:
    """A plan as the API shows it."""
    settings = session.get_one(SettingsVersion, plan.settings_id)
    decision = decision_from_record(plan.decision)
    return PlanOut(
        day=plan.day,
        revision=plan.revision,
        state=plan.state,
        light=plan.light.value,
        walks=plan.walks,
        minutes=plan.minutes,
        pace=decision.prescription.pace,
        walk_lines=[WalkOut.model_validate(asdict(line)) for line in walk_lines(decision)],
        extras=[
            ExtraOut.model_validate(asdict(line))
            for line in extra_lines(decision, ProgressionSettings.model_validate(settings.values))
        ],
        rule=plan.rule,
        reason=plan.reason,
        explanation=plan.explanation,
        patient_explanation=plan.patient_explanation,
        settings_version=settings.version,
        rules_version=plan.rules_version,
        decided_at=plan.decided_at,
    )


def text_out(text: OutboundText) -> TextOut:
    """A text as the API shows it."""
    return TextOut(
        id=text.id,
        kind=text.kind,
        local_date=text.local_date,
        due_at=text.due_at,
        send_before=text.send_before,
        state=text.state.value,
        suppression=text.suppression.value if text.suppression else None,
        body=text.body,
        sent_at=text.sent_at,
    )


def patient_out(session: Session, patient: Patient, enrolment: Enrolment) -> PatientOut:
    """A patient as the API shows them."""
    newest = history.newest_plan_of(session, enrolment)
    return patient_in_state(patient, enrolment, newest.state if newest else None)


def patient_in_state(patient: Patient, enrolment: Enrolment, state: State | None) -> PatientOut:
    return PatientOut(
        id=patient.id,
        phone=patient.phone or None,
        phone_checked_because=patient.phone_checked_because,
        zone=patient.zone,
        language=patient.language,
        first_name=patient.first_name,
        status=enrolment.status,
        state=state,
        diagnosis=enrolment.diagnosis,
        flags=[CareFlag(flag) for flag in enrolment.flags],
        therapist_id=enrolment.therapist_id,
        prompt_times=PromptTimes(morning=enrolment.morning_time, evening=enrolment.evening_time),
        extras=[OrderedExtra.model_validate(order) for order in enrolment.extras],
        baseline_minutes=enrolment.baseline_minutes,
        activity=enrolment.activity,
        course_first_day=enrolment.course_first_day,
        discharged_at=enrolment.discharged_at,
        discharge_reason=enrolment.discharge_reason,
        erased_at=patient.erased_at,
        created_at=patient.created_at,
    )
