"""May a clinician set a patient's dose from tomorrow, what may it be, and what would go past a cap?"""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import Session

from schemas.api.answers import PlanOut
from schemas.api.care import SetDose
from schemas.api.course_answers import DoseOut
from schemas.limits import MOST_MINUTES, MOST_WALKS
from schemas.tables.people import Enrolment, Patient
from schemas.vocabulary import ChosenDose
from services.intake.request.caller import AsReader, AsTherapist, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS
from services.intake.v1.shown import plan_out
from services.journey.caring import dose
from services.journey.refusals import CourseDoesNotRun
from services.progression.chosen_dose import times_a_week_ago
from services.storage.case import Batch

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["care"], responses=PROBLEMS)
Minutes = Annotated[int | None, Query(ge=1, le=MOST_MINUTES, description="The dose asked about, minutes a day")]
Walks = Annotated[int | None, Query(ge=1, le=MOST_WALKS, description="Over how many walks")]


@router.get("/patients/{patient_id}/dose")
def show_dose(
    patient_id: PatientId, session: Work, caller: AsReader, minutes: Minutes = None, walks_per_day: Walks = None
) -> DoseOut:
    """The earned dose and how far a step may lead; with minutes and walks_per_day, what that dose goes past."""
    patient, enrolment = find_patient(session, caller, patient_id)
    offered = dose.offered(Batch(session, caller.now).look_at(enrolment, patient))
    shown = _out(offered)
    if minutes is None or walks_per_day is None:
        return shown
    chosen = ChosenDose(minutes, walks_per_day)
    past = dose.chosen_within(offered, chosen)
    return shown.model_copy(update={"times_week_ago": times_a_week_ago(chosen, offered.caps), "past_caps": past})


@router.post("/patients/{patient_id}/dose")
def set_dose(patient_id: PatientId, request: SetDose, session: Work, caller: AsTherapist) -> PlanOut:
    """Set the earned dose from tomorrow on; the answer is tomorrow's plan, which tonight's reply may still lower."""
    _, enrolment = find_patient(session, caller, patient_id)
    plan = dose.set_dose(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return plan_out(session, plan)


def dose_if_any(session: Session, caller: Caller, patient: Patient, enrolment: Enrolment) -> DoseOut | None:
    """What a clinician may choose from; None where no dose can be set now."""
    try:
        return _out(dose.offered(Batch(session, caller.now).look_at(enrolment, patient)))
    except CourseDoesNotRun:
        return None


def _out(offered: dose.Offered) -> DoseOut:
    caps, settings, by_days = offered.caps, offered.settings, offered.by_the_days
    return DoseOut(
        minutes=caps.minutes,
        walks=list(offered.walks),
        week_ago=caps.week_ago,
        most_minutes=caps.most_minutes,
        longest_walk=caps.longest_walk,
        goal_minutes=settings.goal_minutes,
        goal_longest_walk=settings.goal_longest_walk,
        max_walks_per_day=settings.max_walks_per_day,
        min_walk_minutes=settings.min_walk_minutes,
        offered_minutes=by_days.minutes if by_days else None,
        offered_walks=by_days.walks if by_days else None,
    )
