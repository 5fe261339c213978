"""A danger is told from a phone: every other course of that phone is held too, and its clinic calls.

No word, no name of a clinic and no number of a text goes along: what was told, and where, stays where it was told.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.messages import Suppression
from schemas.people import EnrolmentStatus
from schemas.plans import Cause
from schemas.vocabulary import Absent, ClinicianAct, ReplyKind
from services.conversation.replies import Reading
from services.journey import local_time
from services.journey.advance import decide, lower_today
from services.journey.day_report import record_act
from services.journey.escalate import raise_alert
from services.journey.lines import Pair
from services.journey.prompt import revoke
from services.storage.events import AMBLE

_WHY = "A danger was told from this phone elsewhere."


def is_danger(reading: Reading) -> bool:
    """Whether a text tells of danger, or may: a danger, a crisis, or words of danger that a person must read."""
    told = reading.tier is not Absent.NOT_ASKED or reading.kind is ReplyKind.CRISIS
    return told or reading.third_person_danger


def hold_all(session: Session, pairs: Sequence[Pair], now: datetime) -> None:
    """No walks and no walking texts for whoever of these takes part, until a clinician of their own clinic clears it.

    The enrolments are locked.
    """
    for enrolment, patient in pairs:
        if enrolment.status is EnrolmentStatus.DISCHARGED:
            continue
        raise_alert(session, AlertKind.DANGER_ELSEWHERE, enrolment, now)
        today = local_time.plan_day(now, patient.zone)
        # A course that begins tomorrow begins held.
        day = max(today, enrolment.course_first_day or today)
        record_act(session, enrolment, day, ClinicianAct.HOLD, AMBLE, _WHY, now)
        revoke(session, enrolment, Suppression.RED_FLAG, now)
        lower_today(session, enrolment, patient, Cause.RED_FLAG, now, day)
        decide(session, enrolment, patient, day, Cause.RED_FLAG, now)
