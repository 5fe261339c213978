"""How do patients do, in numbers? Of one patient, of a therapist's, of the whole clinic."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from schemas.api.measures import ClinicMeasures, DayOut, EarsOut, Measures, NewEars
from schemas.times import Day
from services.intake.request.caller import AsReader, AsTherapist, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.journey.caring import ears
from services.operations import kept_measures
from services.progression import calendar
from services.views import measures, plan_days

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["measures"], responses=PROBLEMS)
_USUAL = timedelta(days=27)
Since = Annotated[Day | None, Query(description="First plan day; without it, 27 days before the last")]
Until = Annotated[Day | None, Query(description="Last plan day; without it, yesterday")]


def period_of(caller: Caller, since: date | None, until: date | None, zone: str = "UTC") -> measures.Period:
    """The plan days asked for. Raises a problem where they are none or too many."""
    last = until or calendar.plan_day(caller.now, zone) - timedelta(days=1)
    first = since or last - _USUAL
    if not timedelta(0) <= last - first <= measures.LONGEST_PERIOD:
        detail = f"since must not be after until, nor more than {measures.LONGEST_PERIOD.days} days before it."
        raise ProblemError(422, "period-refused", detail, [{"field": "since", "detail": detail}])
    return measures.Period(first, last)


@router.get("/patients/{patient_id}/measures")
def measure_patient(
    patient_id: PatientId, session: Work, caller: AsReader, since: Since = None, until: Until = None
) -> Measures:
    """Adherence, replies, pain, lights, stage and EARS of one patient."""
    patient, enrolment = find_patient(session, caller, patient_id)
    return measures.of_patient(session, enrolment, period_of(caller, since, until, patient.zone))


@router.get("/patients/{patient_id}/days")
def list_days(
    patient_id: PatientId, session: Work, caller: AsReader, since: Since = None, until: Until = None
) -> list[DayOut]:
    """Each plan day, the oldest first: the plan and why, what was told, the light, and the bounds of that day."""
    patient, enrolment = find_patient(session, caller, patient_id)
    rows = plan_days.days(session, enrolment, period_of(caller, since, until, patient.zone))
    return [DayOut(**row._mapping) for row in rows]


@router.get("/measures")
def measure_clinic(
    session: Work,
    caller: AsReader,
    since: Since = None,
    until: Until = None,
    therapist_id: Annotated[UUID | None, Query(description="Only this therapist's patients")] = None,
) -> ClinicMeasures:
    """The same of all patients of the clinic, together and by therapist."""
    return kept_measures.of_clinic(session, caller.clinic_id, period_of(caller, since, until), caller.now, therapist_id)


@router.post("/patients/{patient_id}/ears", status_code=201)
def enter_ears(patient_id: PatientId, entry: NewEars, session: Work, caller: AsTherapist) -> EarsOut:
    """Enter a score of the Exercise Adherence Rating Scale (section B, 0-24); using the scale needs its own licence."""
    patient, enrolment = find_patient(session, caller, patient_id)
    if entry.day > calendar.plan_day(caller.now, patient.zone):
        raise ProblemError(422, "invalid-request", "day must not be in the future. Nothing was written.",
                           [{"field": "day", "detail": "must not be in the future"}])  # fmt: skip
    return ears.enter_ears(session, enrolment, entry, f"user:{caller.user.id}", caller.now)
