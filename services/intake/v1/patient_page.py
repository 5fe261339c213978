"""What does one patient's page need? All of it at once: one look, as of one moment, noted once."""

from datetime import timedelta

from fastapi import APIRouter, Response
from sqlmodel import Session

from schemas.api.measures import FunctionOut
from schemas.api.patient_page import PatientPage
from schemas.tables.messages import TextState
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient
from schemas.text_kinds import TextKind
from schemas.transitions import OUT_OF_REACH
from services.conversation.writing import own_words
from services.intake.request.caller import AsReader, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS
from services.intake.v1.care import show_last_act
from services.intake.v1.dose import dose_if_any
from services.intake.v1.known_pain import known_pain_if_any
from services.intake.v1.measures import list_days, measure_patient
from services.intake.v1.operations import show_messaging
from services.intake.v1.own_usual import own_usual_if_any
from services.intake.v1.patients import list_plans, list_texts, show_patient, show_timeline
from services.intake.v1.standstill import standstill_if_any
from services.intake.v1.worklist import list_alerts
from services.journey.texting import clinic_wordings
from services.storage.case import Batch
from services.views.plan_days import function_told

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["patients"], responses=PROBLEMS)
_SHOWN = timedelta(days=60)
_NEWEST = 200
_MESSAGES_LOOKED_AT = 20


@router.get("/patients/{patient_id}/glance")
def show_patient_page(patient_id: PatientId, response: Response, session: Work, caller: AsReader) -> PatientPage:
    """One patient with all that is known; the ETag goes into If-Match when they are changed."""
    patient, enrolment = find_patient(session, caller, patient_id)
    shown = show_patient(patient_id, response, session, caller)
    plan = list_plans(patient_id, session, caller, limit=1)[0]
    texts = list_texts(patient_id, session, caller, limit=_MESSAGES_LOOKED_AT)
    return PatientPage(
        patient=shown,
        plan=plan,
        days=list_days(patient_id, session, caller, plan.day - _SHOWN, plan.day),
        function=[FunctionOut(day=row.day, function=row.function) for row in function_told(session, enrolment)],
        measures=measure_patient(patient_id, session, caller),
        alerts=list_alerts(session, caller, patient_id),
        messaging=show_messaging(patient_id, session, caller),
        timeline=show_timeline(patient_id, session, caller, limit=_NEWEST),
        waiting=[t for t in texts if t.kind is TextKind.CARE_MESSAGE and t.state == TextState.PLANNED],
        last_act=show_last_act(patient_id, session, caller),
        dose=dose_if_any(session, caller, patient, enrolment),
        own_usual=own_usual_if_any(session, caller, patient, enrolment),
        known_pain=known_pain_if_any(session, caller, patient, enrolment),
        standstill=standstill_if_any(session, caller, patient, enrolment),
        acts=_acts(session, caller, patient, enrolment),
        ready_made=dict(own_words.ready_made(patient.language)),
    )


def _acts(session: Session, caller: Caller, patient: Patient, enrolment: Enrolment) -> dict[str, str]:
    if enrolment.status in OUT_OF_REACH:
        return {}
    case = Batch(session, caller.now).look_at(enrolment, patient)
    resting = enrolment.status is EnrolmentStatus.PAUSED
    kinds = {
        "resume" if resting else "pause": TextKind.RESUME_CONFIRMATION if resting else TextKind.PAUSE_CONFIRMATION,
    }
    if enrolment.course_first_day is not None and not case.is_wrong_person:
        kinds["discharge"] = TextKind.FAREWELL
    return {act: clinic_wordings.preview(case, kind, None).body for act, kind in kinds.items()}
