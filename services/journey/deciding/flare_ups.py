"""Which alert does a day of a flare-up raise, if any? One matter, and one call: its alert is the gravest of the day.

Once a person has settled the alert, days of the same flare-up that hurt no more than those before raise none. Nor does
a flare-up whose scores a therapist said are known, until the day that they chose. What needs clearing always does.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from schemas.alert_kinds import AlertKind, facts_of
from schemas.decisions import DayMark, Decision
from schemas.limits import LONGEST_KNOWN
from schemas.tables.plans import CareAct
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, Task
from services.journey.alerting.alerts import alert_of_task, open_matter
from services.storage import history
from services.storage.case import Case
from services.storage.queries import alerts, courses

_A_DAY = timedelta(days=1)


def to_tell(case: Case, decision: Decision, report: DayReport | None) -> AlertKind | None:
    """The kind of alert; None where nothing is red, or a person knows of it already.

    report is what the decision was taken on.
    """
    kinds = [AlertKind.RED_DAY] if decision.light is Light.RED else []
    kinds += [kind for task in decision.tasks if facts_of(kind := alert_of_task(task)).flare_up]
    gravest = max(kinds, key=lambda kind: facts_of(kind).flare_up, default=None)
    if gravest is None or facts_of(gravest).needs_clearing:
        return gravest
    if report is not None and _is_said_to_be_known(case, decision, report):
        return None
    if open_matter(case.open_alerts, gravest):
        return gravest
    return None if _is_settled(case, decision.course.marks) else gravest


def known_on(case: Case, day: date) -> CareAct | None:
    """The act by which red days up to a pain are known to the team on a plan day, if one is in force.

    It ends with its last day, with the act that ends it, and with the course for which it was said.
    """
    said = (ClinicianAct.KNOWN_PAIN, ClinicianAct.END_KNOWN_PAIN)
    acts = history.standing(courses.acts_since(case.session, case.enrolment.id, day - LONGEST_KNOWN))
    newest = next((act for act in reversed(acts) if act.act in said), None)
    consented_at = case.enrolment.consented_at
    if newest is None or newest.known_until is None or consented_at is None or newest.at < consented_at:
        return None
    return newest if newest.day <= day <= newest.known_until else None


def _is_said_to_be_known(case: Case, decision: Decision, report: DayReport) -> bool:
    """Whether nothing but scores makes the day red, and the worst of the whole flare-up is one that is known.

    More than that: very severe pain, a week that hurts as much on the mean, a walk stopped for pain, a told flare.
    """
    if Task.SEVERE_PAIN in decision.tasks or report.stopped_early or report.flare:
        return False
    days = of_the_flare_up(decision.course.marks, case.settings.second_red_days)
    told = (report.pain_worst, report.pain_morning, *(mark.pain for mark in days))
    known = known_on(case, report.day)
    worst = max((pain for pain in told if not isinstance(pain, Absent)), default=None)
    return known is not None and known.known_up_to is not None and worst is not None and worst <= known.known_up_to


def of_the_flare_up(marks: Sequence[DayMark], apart: int) -> Sequence[DayMark]:
    """Today's mark and those before it, from the first red day of the same flare-up on.

    Two red days with fewer than `apart` days from one to the other belong to one flare-up.
    """
    first = len(marks) - 1
    for number in range(len(marks) - 1, -1, -1):
        if first - number >= apart:
            break
        if marks[number].light is Light.RED:
            first = number
    return marks[first:]


def is_no_worse(marks: Sequence[DayMark]) -> bool:
    """Whether the last day's worst pain, if a number was told, was told in the same flare-up before."""
    if not marks or marks[-1].light is not Light.RED:
        return False
    told = [mark.pain for mark in marks[:-1] if type(mark.pain) is float]
    today = marks[-1].pain
    return type(today) is float and bool(told) and today <= max(told)


def _is_settled(case: Case, marks: Sequence[DayMark]) -> bool:
    days = of_the_flare_up(marks, case.settings.second_red_days)
    if not is_no_worse(days):
        return False
    # Local dates are at most a day from those in UTC.
    since = datetime.combine(days[0].day - _A_DAY, time(), UTC)
    return alerts.settled_since(case.session, case.enrolment.patient_id, since)
