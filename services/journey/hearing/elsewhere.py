"""A danger is told from a phone: every other course of that phone is held too, and its clinic calls.

No word, no name of a clinic and no number of a text goes along: what was told, and where, stays where it was told.
"""

from collections.abc import Iterable

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import Cause
from schemas.vocabulary import Absent, ClinicianAct, ReplyKind
from services.conversation.reading.replies import Reading
from services.journey.alerting.alerts import raise_alert
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import decide, lower_today
from services.journey.texting.queue import revoke
from services.progression import calendar
from services.storage.case import Case
from services.storage.events import AMBLE

_WHY = "A danger was told from this phone elsewhere."


def is_danger(reading: Reading) -> bool:
    """Whether a text tells of danger, or may: a danger, a crisis, or words of danger that a person must read."""
    told = reading.tier is not Absent.NOT_ASKED or reading.kind is ReplyKind.CRISIS
    return told or (reading.third_person_danger and not reading.denied)


def hold_all(cases: Iterable[Case]) -> None:
    """No walks and no walking texts for whoever takes part, until a clinician of their own clinic clears it."""
    for case in cases:
        if case.enrolment.status is EnrolmentStatus.DISCHARGED:
            continue
        raise_alert(case, AlertKind.DANGER_ELSEWHERE)
        today = calendar.plan_day(case.now, case.patient.zone)
        # A course that begins tomorrow begins held.
        day = max(today, case.enrolment.course_first_day or today)
        record_act(case, day, Done(ClinicianAct.HOLD, AMBLE, _WHY))
        revoke(case, Suppression.RED_FLAG)
        lower_today(case, Cause.RED_FLAG, day)
        decide(case, day, Cause.RED_FLAG)
