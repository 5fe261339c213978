"""What is left of a plan already told, when something worse is heard afterwards? It may only be lowered."""

from dataclasses import replace
from datetime import timedelta

from schemas.decisions import Course, Decision, Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, Prescription, State, Task, Tier
from services.progression import dose
from services.progression.dose import Earned
from services.progression.facts import HELD, STOPPED, light_of

_GOING = (State.ACTIVE, State.MAINTENANCE)
_ONE_DAY = timedelta(days=1)


def lower_today(decision: Decision, settings: ProgressionSettings, report: DayReport) -> Decision | None:
    """Ease a plan already told, from what is now known; None when nothing falls. It never raises.

    report is of the plan's own day (a bad morning, a flare, a red flag) or, coming late, of the day before. Raises
    ValueError for a report of any other day.
    """
    if report.day not in (decision.day, decision.day - _ONE_DAY):
        raise ValueError(f"The plan of {decision.day} cannot be lowered by a report of {report.day}.")
    if isinstance(report.flag, Tier):
        return _stopped_by_flag(decision, report.flag)
    if ClinicianAct.HOLD in report.acts[-1:]:
        return _held(decision)
    light = light_of(decision.course, settings, report)
    if decision.state in STOPPED or light not in (Light.YELLOW, Light.RED):
        return None
    lower = dose.REST if light is Light.RED else _eased(decision, settings)
    if lower == decision.prescription:
        return None
    state = _lowered_state(decision, report, light)
    course = replace(
        _with_what_is_known(decision, report, light),
        state=state,
        prescription=lower,
        planned_rest=False,
        rest_days=decision.course.rest_days + (not lower.walks),
        credits=(),
    )
    lowered = replace(decision, state=state, light=light, prescription=lower, course=course)
    return replace(lowered, rule="eased-today", reason=Reason.EASED_TODAY, tasks=())


def _eased(decision: Decision, settings: ProgressionSettings) -> Prescription:
    earned = Earned(decision.course.dose, decision.course.walks)
    return dose.lower_of(decision.prescription, dose.eased(earned, settings))


def _lowered_state(decision: Decision, report: DayReport, light: Light | Absent) -> State:
    """Red begins the rest at once. Yellow of the plan's own day is decided upon when that day is over."""
    if light is Light.RED:
        return State.RED_REST
    late = report.day < decision.day
    return State.YELLOW if late and decision.state in _GOING else decision.state


def _with_what_is_known(decision: Decision, report: DayReport, light: Light | Absent) -> Course:
    """Of a late report: the day before was silent when it was decided upon, and now is not."""
    course = decision.course
    if report.day == decision.day or not course.marks:
        return course
    pain = report.pain_worst if isinstance(report.pain_worst, Absent) else float(report.pain_worst)
    mark = replace(course.marks[-1], light=light, pain=pain)
    return replace(course, marks=(*course.marks[:-1], mark), silent_days=0)


def _held(decision: Decision) -> Decision | None:
    """A clinician holds the course: no more walks from now on."""
    if decision.state in HELD:
        return None
    state = State.HOLD_CLINICAL
    course = replace(decision.course, state=state, prescription=dose.REST, planned_rest=False, rest_days=0, credits=())
    held = replace(decision, state=state, prescription=dose.REST, course=course, rule="held-today")
    return replace(held, reason=Reason.HELD_FOR_CALL, tasks=(Task.HELD_BY_STAFF,))


def _stopped_by_flag(decision: Decision, flag: Tier) -> Decision | None:
    emergency = flag is Tier.EMERGENCY
    if decision.state is State.EMERGENCY or (decision.state is State.HOLD_CLINICAL and not emergency):
        return None
    state = State.EMERGENCY if emergency else State.HOLD_CLINICAL
    course = replace(decision.course, state=state, prescription=dose.REST, planned_rest=False, rest_days=0, credits=())
    stopped = replace(decision, state=state, prescription=dose.REST, course=course, rule="flag-today")
    return replace(
        stopped,
        reason=Reason.EMERGENCY_STOP if emergency else Reason.URGENT_STOP,
        tasks=(Task.PAGE_NOW if emergency else Task.CALL_SAME_DAY,),
    )
