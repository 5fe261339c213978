"""What is overdue, which alerts wait for an operator, and is this patient being texted?"""

from dataclasses import asdict

from fastapi import APIRouter

from schemas.api.answers import AlertOut, MessagingOut, OperatorAlertOut, OverdueOut, RefusalOut, StrangerTextOut
from schemas.api.requests import NoteOnAlert
from schemas.tables.alerts import Alert
from services.intake.request.caller import AsAnyone, AsOperator, AsReader, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.intake.v1.shown import text_out
from services.intake.v1.worklist import AlertId
from services.journey.alerting import no_patient
from services.journey.alerting.no_patient import OperatorAlert
from services.operations.overdue import find_overdue
from services.views.messaging import messaging

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["operations"], responses=PROBLEMS)


@router.get("/ops/overdue")
def list_overdue(session: Work, caller: AsAnyone) -> list[OverdueOut]:
    """Everything that is overdue, the longest first; ids only. An operator sees all clinics."""
    items = find_overdue(session, caller.now, clinic_id=caller.user.clinic_id)
    return [OverdueOut(**asdict(item)) for item in items]


@router.get("/ops/behind", deprecated=True)
def list_overdue_at_old_address(session: Work, caller: AsAnyone) -> list[OverdueOut]:
    """The old address of GET /v1/ops/overdue. It ends with version 0.4."""
    return list_overdue(session, caller)


@router.get("/ops/alerts")
def list_operator_alerts(session: Work, caller: AsOperator) -> list[OperatorAlertOut]:
    """Open alerts that no clinic can see: strangers on a shared number, refused phones, incidents."""
    return [
        _operator_alert(operator_alert) for operator_alert in no_patient.of_operators(session, caller.user, caller.now)
    ]


def _operator_alert(operator_alert: OperatorAlert) -> OperatorAlertOut:
    texts = [
        StrangerTextOut(at=text.received_at, phone=text.from_phone, body=text.body) for text in operator_alert.texts
    ]
    refusals = [RefusalOut(at=event.at, clinic_id=event.clinic_id, by=event.actor) for event in operator_alert.refusals]
    return OperatorAlertOut(**operator_alert.alert.model_dump(), texts=texts, refusals=refusals)


@router.post("/ops/alerts/{alert_id}/resolve")
def resolve_operator_alert(alert_id: AlertId, request: NoteOnAlert, session: Work, caller: AsOperator) -> AlertOut:
    """Close an alert that belongs to no clinic; the note says how it was resolved."""
    alert = session.get(Alert, alert_id)
    if alert is None or alert.clinic_id is not None:
        raise ProblemError(404, "alert-not-found", "No alert for operators has that id.")
    settled = no_patient.resolve(session, alert, caller.user, request.note, caller.now)
    return AlertOut(**settled.model_dump())


@router.get("/patients/{patient_id}/messaging")
def show_messaging(patient_id: PatientId, session: Work, caller: AsReader) -> MessagingOut:
    """Whether this patient is being texted: the next text, the last ones, and every reason against."""
    patient, enrolment = find_patient(session, caller, patient_id)
    stands = messaging(session, enrolment, patient, caller.now)
    return MessagingOut(
        will_be_texted=stands.will_be_texted,
        reasons=list(stands.reasons),
        next_text=text_out(stands.next_text) if stands.next_text else None,
        last_texts=[text_out(text) for text in stands.last_texts],
    )
