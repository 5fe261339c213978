"""Which alert does a day of a flare-up raise, if any? One matter, and one call: its alert is the gravest of the day.

Once a person has settled the alert, days of the same flare-up that hurt no more than those before raise none. What
needs clearing always does.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from schemas.alert_kinds import AlertKind, facts_of
from schemas.decisions import DayMark, Decision
from schemas.vocabulary import Light
from services.journey.alerting.alerts import alert_of_task, open_matter
from services.storage.case import Case
from services.storage.queries import alerts

_A_DAY = timedelta(days=1)


def to_tell(case: Case, decision: Decision) -> AlertKind | None:
    """The kind of alert; None where nothing is red, or a person knows of it already."""
    kinds = [AlertKind.RED_DAY] if decision.light is Light.RED else []
    kinds += [kind for task in decision.tasks if facts_of(kind := alert_of_task(task)).flare_up]
    gravest = max(kinds, key=lambda kind: facts_of(kind).flare_up, default=None)
    if gravest is None or facts_of(gravest).needs_clearing or open_matter(case.open_alerts, gravest):
        return gravest
    return None if _is_known(case, decision.course.marks) else gravest


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


def _is_known(case: Case, marks: Sequence[DayMark]) -> bool:
    days = of_the_flare_up(marks, case.settings.second_red_days)
    if not is_no_worse(days):
        return False
    # Local dates are at most a day from those in UTC.
    since = datetime.combine(days[0].day - _A_DAY, time(), UTC)
    return alerts.settled_since(case.session, case.enrolment.patient_id, since)
