"""What may a clinician do to a course? Rest, going on, clearing, the end, coming back, being forgotten."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from sqlmodel import Session

from schemas.api.answers import LastActOut, PatientOut, PlanOut, TextOut, WouldReadOut
from schemas.api.care import (
    ClearHold,
    ConsentAgain,
    DischargePatient,
    ErasePatient,
    HandOver,
    HoldCourse,
    OrderDay,
    PausePatient,
    ReadmitPatient,
    ResumePatient,
    SetDose,
    ShoesAreThere,
    SignUsual,
    TakeBack,
    TryOut,
    WriteToPatient,
)
from schemas.tables.people import DischargeReason
from schemas.tables.plans import StaffAct
from services.conversation.writing import own_words
from services.intake.request.caller import AsAdmin, AsReader, AsTherapist, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.intake.v1.clinics import UserId, user_of_clinic
from services.intake.v1.refusing import refusing
from services.intake.v1.shown import patient_out, plan_out, text_out
from services.journey.caring import course, discharge, dose, message, own_usual, preview, undo
from services.journey.participation import consent
from services.storage.case import Batch

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["care"], responses=PROBLEMS)
# What an act cannot be looked at without.
_NEEDED = {
    StaffAct.PAUSE: ("until",),
    StaffAct.ORDER: ("day",),
    StaffAct.SET_DOSE: ("minutes", "walks_per_day"),
    StaffAct.SIGN_USUAL: ("usual",),
}


@router.post("/patients/{patient_id}/pause")
def pause_patient(patient_id: PatientId, request: PausePatient, session: Work, caller: AsTherapist) -> PatientOut:
    """Let a patient rest until a day: no walks, no daily texts; one text tells them."""
    _, enrolment = find_patient(session, caller, patient_id)
    enrolment, patient = course.pause(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/resume")
def resume_patient(patient_id: PatientId, request: ResumePatient, session: Work, caller: AsTherapist) -> PatientOut:
    """End a rest: the course goes on as after a gap of that length; one text tells the patient."""
    _, enrolment = find_patient(session, caller, patient_id)
    enrolment, patient = course.resume(session, enrolment.id, f"user:{caller.user.id}", request.note, caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/shoes")
def shoes_are_there(
    patient_id: PatientId, session: Work, caller: AsTherapist, request: ShoesAreThere | None = None
) -> PatientOut:
    """Begin the course of a patient who waits for shoes: you know that they have them; one text tells the patient."""
    _, enrolment = find_patient(session, caller, patient_id)
    note = request.note if request else ""
    enrolment, patient = course.shoes_are_there(session, enrolment.id, f"user:{caller.user.id}", note, caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/consent")
def consent_again(patient_id: PatientId, request: ConsentAgain, session: Work, caller: AsTherapist) -> PatientOut:
    """Undo an opt-out because the patient asked the staff to. The carrier's own block lasts until they text START."""
    patient, enrolment = find_patient(session, caller, patient_id)
    by = f"user:{caller.user.id}"
    enrolment = consent.consent_again(session, enrolment.id, by, request.evidence, caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/clear")
def clear_hold(patient_id: PatientId, request: ClearHold, session: Work, caller: AsTherapist) -> PlanOut:
    """Open a hold after the patient was called: tomorrow begins again at half of the earned dose."""
    _, enrolment = find_patient(session, caller, patient_id)
    plan = course.clear_hold(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return plan_out(session, plan)


@router.post("/patients/{patient_id}/hold")
def hold_course(patient_id: PatientId, request: HoldCourse, session: Work, caller: AsTherapist) -> PlanOut:
    """No walks and no daily texts until the hold is cleared; who was told to walk today is told not to."""
    _, enrolment = find_patient(session, caller, patient_id)
    return plan_out(session, course.hold(session, enrolment.id, f"user:{caller.user.id}", request.note, caller.now))


@router.post("/patients/{patient_id}/start-over")
def start_over(
    patient_id: PatientId, request: HoldCourse, session: Work, caller: AsTherapist, http: Request
) -> PlanOut:
    """Begin the course anew tomorrow: at the start dose, and never above what was earned."""
    _, enrolment = find_patient(session, caller, patient_id)
    with refusing(http, caller):
        plan = course.start_over(session, enrolment.id, f"user:{caller.user.id}", request.note, caller.now)
    return plan_out(session, plan)


@router.post("/patients/{patient_id}/order")
def order_day(patient_id: PatientId, request: OrderDay, session: Work, caller: AsTherapist) -> PlanOut | None:
    """Order the walks of one day, within this patient's settings; null is answered for a day not planned yet."""
    _, enrolment = find_patient(session, caller, patient_id)
    plan = course.order_day(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return plan_out(session, plan) if plan else None


@router.post("/patients/{patient_id}/texts", status_code=201)
def write_to_patient(patient_id: PatientId, request: WriteToPatient, session: Work, caller: AsTherapist) -> TextOut:
    """Text a patient in your own words. It leaves after a minute, or when quiet hours end; until then take it back."""
    _, enrolment = find_patient(session, caller, patient_id)
    return text_out(message.write(session, enrolment.id, request.words, f"user:{caller.user.id}", caller.now))


@router.get("/patients/{patient_id}/texts/ready-made")
def list_ready_made_words(patient_id: PatientId, session: Work, caller: AsReader) -> dict[str, str]:
    """Words to begin a text to this patient from, in their language."""
    patient, _ = find_patient(session, caller, patient_id)
    return dict(own_words.ready_made(patient.language))


@router.post("/patients/{patient_id}/texts/{text_id}/take-back")
def take_text_back(
    patient_id: PatientId,
    text_id: Annotated[UUID, Path(description="The text's id")],
    session: Work,
    caller: AsTherapist,
) -> TextOut:
    """A message that has not left yet never will."""
    _, enrolment = find_patient(session, caller, patient_id)
    return text_out(message.take_back(session, enrolment.id, text_id, f"user:{caller.user.id}", caller.now))


@router.post("/patients/{patient_id}/discharge")
def discharge_patient(
    patient_id: PatientId, request: DischargePatient, session: Work, caller: AsTherapist
) -> PatientOut:
    """End a course: no more plans and texts; one last text says so, and whom to call."""
    _, enrolment = find_patient(session, caller, patient_id)
    if request.reason is DischargeReason.ERASED:
        raise ProblemError(422, "invalid-request", "To erase a patient, use /erase. Nothing was written.")
    enrolment, patient = discharge.discharge(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/readmit")
def readmit_patient(
    patient_id: PatientId, request: ReadmitPatient, session: Work, caller: AsTherapist, http: Request
) -> PatientOut:
    """Take a discharged patient in again, screened anew: they consent by text, and begin at the start dose."""
    _, enrolment = find_patient(session, caller, patient_id)
    with refusing(http, caller):
        enrolment, patient = discharge.readmit(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/erase")
def erase_patient(patient_id: PatientId, request: ErasePatient, session: Work, caller: AsAdmin) -> PatientOut:
    """Forget who a patient is, what they wrote and what was noted; counts, plans and the audit stay. No way back."""
    _, enrolment = find_patient(session, caller, patient_id)
    if request.confirm != str(patient_id):
        detail = "Say the patient's id again as confirm: erasing cannot be undone. Nothing was written."
        raise ProblemError(422, "not-confirmed", detail, [{"field": "confirm", "detail": "must be the patient's id"}])
    patient = discharge.erase(session, enrolment.id, f"user:{caller.user.id}", caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/would-read")
def show_what_they_would_read(
    patient_id: PatientId, request: TryOut, session: Work, caller: AsTherapist
) -> list[WouldReadOut]:
    """What the patient would be texted of an act, and when, down to the next morning's plan; nothing is done."""
    _, enrolment = find_patient(session, caller, patient_id)
    _check_complete(request)
    texts = preview.would_read(session, enrolment.id, partial(_try, session, enrolment.id, request, caller), caller.now)
    return [WouldReadOut(kind=text.kind, due_at=text.due_at, body=text.body) for text in texts]


def _check_complete(asked: TryOut) -> None:
    needed = _NEEDED.get(asked.act, ())
    if any(getattr(asked, name) is None for name in needed):
        said = " and ".join(needed)
        raise ProblemError(422, "invalid-request", f"This act needs {said}.", [{"field": said, "detail": "is needed"}])


def _try(session: Session, enrolment_id: UUID, asked: TryOut, caller: Caller) -> None:
    of, by, note, now = (session, enrolment_id), f"user:{caller.user.id}", "Looked at.", caller.now
    match asked.act:
        case StaffAct.CLEAR:
            course.clear_hold(*of, ClearHold(note=note, minutes=asked.minutes), by, now)
        case StaffAct.HOLD:
            course.hold(*of, by, note, now)
        case StaffAct.RESUME:
            course.resume(*of, by, note, now)
        case StaffAct.START_OVER:
            course.start_over(*of, by, note, now)
        case StaffAct.DISCHARGE:
            discharge.discharge(*of, DischargePatient(reason=DischargeReason.OTHER, note=note), by, now)
        case StaffAct.PAUSE if asked.until is not None:
            course.pause(*of, PausePatient(until=asked.until, note=note), by, now)
        case StaffAct.ORDER if asked.day is not None:
            course.order_day(*of, OrderDay(day=asked.day, walks=asked.walks, note=note), by, now)
        case StaffAct.SET_DOSE if asked.minutes is not None and asked.walks_per_day is not None:
            wanted = SetDose(minutes=asked.minutes, walks_per_day=asked.walks_per_day, past_caps=True, note=note)
            dose.set_dose(*of, wanted, by, now)
        case StaffAct.SIGN_USUAL if asked.usual is not None:
            own_usual.sign(*of, SignUsual(usual=asked.usual, note=note), by, now)
        case _:
            # Of all else nobody but the staff learns: a plan that is eased later says so itself.
            pass


@router.get("/patients/{patient_id}/last-act")
def show_last_act(patient_id: PatientId, session: Work, caller: AsReader) -> LastActOut | None:
    """What the staff did last to this patient, while it can be taken back; null when nothing can."""
    patient, enrolment = find_patient(session, caller, patient_id)
    last = undo.undoable_act(Batch(session, caller.now).look_at(enrolment, patient))
    return LastActOut(**last.act.model_dump(include={"id", "act", "by", "at"}), told_at=last.told_at) if last else None


@router.post("/patients/{patient_id}/last-act/take-back")
def take_act_back(
    patient_id: PatientId, request: TakeBack, session: Work, caller: AsTherapist, http: Request
) -> PatientOut:
    """As if it had not been done: status, plan, texts that waited and alerts are as before it."""
    patient, enrolment = find_patient(session, caller, patient_id)
    by = f"user:{caller.user.id}"
    with refusing(http, caller):
        enrolment = undo.take_back(session, enrolment.id, request.id, by, caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/users/{user_id}/hand-over")
def hand_over_caseload(user_id: UserId, request: HandOver, session: Work, caller: AsAdmin) -> dict[str, int]:
    """Give all patients of a therapist to a colleague, before a leave or a goodbye."""
    leaving, to = user_of_clinic(session, caller, user_id), user_of_clinic(session, caller, request.to)
    return {"patients": discharge.hand_over(session, leaving, to, f"user:{caller.user.id}", caller.now)}
