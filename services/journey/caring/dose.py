"""A clinician sets the dose from tomorrow on: only what is earned, and past a cap only when they confirm it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.api.care import SetDose
from schemas.settings import ProgressionSettings
from schemas.tables.plans import Cause, PlanDay, StaffAct
from schemas.vocabulary import ChosenDose, ClinicianAct, State
from services.journey.caring.course import running_plan
from services.journey.caring.undo import remembered
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import decide
from services.journey.refusals import CourseDoesNotRun, DosePastCaps, DoseRefused
from services.progression import calendar, offers, replay
from services.progression.chosen_dose import Caps, caps, dose_errors, past_caps
from services.progression.dose import Earned, lay_out
from services.progression.facts import HELD
from services.storage import history
from services.storage.case import Case, in_hand


@dataclass(frozen=True, slots=True)
class Offered:
    """What is earned today, laid out as walks, and how far a step may lead; what the last days offer, if asked."""

    walks: tuple[int, ...]
    caps: Caps
    settings: ProgressionSettings
    by_the_days: ChosenDose | None


def offered(case: Case) -> Offered:
    """What a clinician chooses from. Raises CourseDoesNotRun where no dose can be set now."""
    newest, today = running_plan(case), calendar.plan_day(case.now, case.patient.zone)
    if newest.state in HELD or case.red_flag_is_open:
        raise CourseDoesNotRun("This course is on hold: clear it first, with the dose that it is to go on with.")
    if newest.state is State.PAUSED:
        raise CourseDoesNotRun("This course is paused: the dose can be set once it goes on.")
    plan = history.plan_of(case, today)
    if plan is None or case.enrolment.course_first_day is None or today < case.enrolment.course_first_day:
        raise CourseDoesNotRun("The course has not begun yet: its dose can be set on its first day.")
    course = replay.decision_from_record(plan.decision).course
    walks = lay_out(Earned(course.dose, course.walks), case.settings)
    return Offered(walks, caps(course, case.settings), case.settings, _by_the_days(case, newest))


def _by_the_days(case: Case, newest: PlanDay) -> ChosenDose | None:
    """What the newest days offer to whoever does part of the walks or calmly walks more, while an alert asks."""
    course, asked = replay.decision_from_record(newest.decision).course, {alert.kind for alert in case.open_alerts}
    of_kinds = {AlertKind.FEWER_WALKS: offers.fewer_walks, AlertKind.STEADY_ABOVE_PLAN: offers.calmly_more}
    found = (offer(course, case.settings, course.marks) for kind, offer in of_kinds.items() if kind in asked)
    return next((chosen for chosen in found if isinstance(chosen, ChosenDose)), None)


def chosen_within(found: Offered, chosen: ChosenDose) -> list[str]:
    """Which caps a choice goes past, as sentences. Raises DoseRefused where the settings do not allow it at all."""
    wrong = dose_errors(chosen, found.settings)
    if wrong:
        raise DoseRefused(wrong)
    return past_caps(chosen, found.caps)


def set_dose(session: Session, enrolment_id: uuid.UUID, wanted: SetDose, by: str, now: datetime) -> PlanDay:
    """Set the earned dose from tomorrow on; answers tomorrow's plan, which tonight's reply may still lower.

    Raises CourseDoesNotRun, DoseRefused, and DosePastCaps until the clinician has confirmed what goes past a cap.
    """
    with in_hand(session, now) as batch:
        case, chosen = batch.case(enrolment_id), ChosenDose(wanted.minutes, wanted.walks_per_day)
        past = chosen_within(offered(case), chosen)
        if past and not wanted.past_caps:
            confirm = "To set it all the same, confirm that it is past the caps, with your reason. Nothing was written."
            raise DosePastCaps(" ".join([*past, confirm]))
        today = calendar.plan_day(now, case.patient.zone)
        with remembered(case, StaffAct.SET_DOSE, by):
            record_act(case, today, Done(ClinicianAct.SET_DOSE, by, wanted.note, chosen.minutes, chosen.walks))
            plan = decide(case, today, Cause.CLINICIAN)
            if plan is None:
                raise CourseDoesNotRun("There is no plan of today to go on from.")
            return plan
