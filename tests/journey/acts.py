"""What the staff may do to a course and take back, each by hand, and all that may differ afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from schemas.api.care import ClearHold, DischargePatient, OrderDay, PausePatient, SetDose
from schemas.tables.messages import TextState
from schemas.tables.people import DischargeReason, Patient
from schemas.tables.plans import LastAct
from services.journey.caring import course, discharge, dose, undo
from services.journey.deciding.recompute import replay_patient
from services.storage import records
from services.storage.case import Batch
from services.wiring import engines
from tests.clinic import ClinicInTests

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
BY = "user:x"
Doing = Callable[[Any, Any, Any], Any]


def pause(session: Any, enrolment_id: Any, now: Any) -> None:
    course.pause(session, enrolment_id, PausePatient(until=(now + 5 * DAY).date(), note="A cold."), BY, now)


def resume(session: Any, enrolment_id: Any, now: Any) -> None:
    course.resume(session, enrolment_id, BY, "Well again.", now)


def hold(session: Any, enrolment_id: Any, now: Any) -> None:
    course.hold(session, enrolment_id, BY, "I want to see her.", now)


def clear(session: Any, enrolment_id: Any, now: Any) -> None:
    course.clear_hold(session, enrolment_id, ClearHold(note="Seen, all well."), BY, now)


def start_over(session: Any, enrolment_id: Any, now: Any) -> None:
    course.start_over(session, enrolment_id, BY, "Agreed.", now)


def order_day(walks: list[int], *, days: int = 1) -> Doing:
    def order(session: Any, enrolment_id: Any, now: Any) -> None:
        course.order_day(
            session,
            enrolment_id,
            OrderDay(day=(now - 9 * HOUR + days * DAY).date(), walks=walks, note="She travels."),
            BY,
            now,
        )

    return order


def set_dose(session: Any, enrolment_id: Any, now: Any, minutes: int = 40) -> None:
    wanted = SetDose(minutes=minutes, walks_per_day=2, past_caps=True, note="She walks more already.")
    dose.set_dose(session, enrolment_id, wanted, BY, now)


def set_less(session: Any, enrolment_id: Any, now: Any) -> None:
    set_dose(session, enrolment_id, now, minutes=24)


def discharge_patient(session: Any, enrolment_id: Any, now: Any) -> None:
    discharge.discharge(
        session, enrolment_id, DischargePatient(reason=DischargeReason.SURGERY, note="Operated on Monday."), BY, now
    )


def do(clinic: ClinicInTests, patient: Patient, doing: Doing) -> None:
    clinic.now += SECOND
    enrolment = clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        doing(session, enrolment.id, clinic.now)
    clinic.run()


def last_act(clinic: ClinicInTests, patient: Patient) -> undo.UndoableAct | None:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        return undo.undoable_act(Batch(session, clinic.now).look_at(enrolment, patient))


def take_back(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.now += SECOND
    enrolment = clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        act = session.get_one(LastAct, enrolment.id)
        undo.take_back(session, enrolment.id, act.id, BY, clinic.now)
    clinic.run()


def all_that_decides(clinic: ClinicInTests, patient: Patient) -> dict[str, Any]:
    """All that decides what this patient is told next."""
    enrolment = clinic.enrolment(patient)
    today = (clinic.now - 9 * HOUR).date()
    return {
        "status": enrolment.status,
        "until": enrolment.paused_until,
        "boundary": enrolment.next_boundary_at,
        "discharge": (enrolment.discharged_at, enrolment.discharge_reason, enrolment.discharge_note),
        "plan": next(plan.decision for plan in clinic.plans(patient) if plan.day == today),
        "alerts": clinic.alerts(patient),
        "waiting": {(text.kind, text.due_at) for text in clinic.texts(patient, state=TextState.PLANNED)},
    }


def replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        return replayed.differences == []


ACTS = {
    "pause": (pause,),
    "resume": (pause, resume),
    "clear": (hold, clear),
    "start over": (start_over,),
    "set dose": (set_dose,),
    "set dose on a dose": (set_dose, set_less),
    "order": (order_day([7]),),
    "order of rest today": (order_day([], days=0),),
    "order on an order": (order_day([7]), order_day([5])),
    "discharge": (discharge_patient,),
    "discharge in a pause": (pause, discharge_patient),
}
