"""How does the question about a known foot end: answered, or by its hour?"""

from schemas.alert_kinds import AlertKind
from schemas.limits import FOOT_ANSWERED_WITHIN
from schemas.tables.messages import Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import Cause, DayNote
from schemas.text_kinds import TextKind
from schemas.vocabulary import Tier
from services.journey.alerting.alerts import raise_alert
from services.journey.deciding.decide import decide, lower_today
from services.journey.planning.due_texts import plan_texts
from services.journey.texting.queue import answer_text, revoke
from services.progression import calendar
from services.storage.case import Case


def forget(case: Case) -> None:
    """The question is answered, by the patient or by a person: the daily texts come back."""
    if case.enrolment.foot_asked_at is None:
        return
    case.enrolment.foot_asked_at = None
    case.save(case.enrolment, event=case.happened("foot.answered"))
    if case.enrolment.status is EnrolmentStatus.ACTIVE:
        plan_texts(case)


def stays_unanswered(case: Case) -> None:
    """Nobody answered within the hour: it is the emergency that it might be. The enrolment is locked."""
    asked_at = case.enrolment.foot_asked_at
    if asked_at is None or case.now < asked_at + FOOT_ANSWERED_WITHIN:
        return
    case.enrolment.foot_asked_at = None
    case.save(case.enrolment, event=case.happened("foot.not_answered"))
    told = [alert for alert in case.open_alerts if alert.kind is AlertKind.FOOT_QUESTION]
    inbound_id = told[0].inbound_ids[-1] if told and told[0].inbound_ids else None
    today = calendar.plan_day(case.now, case.patient.zone)
    day = max(today, case.enrolment.course_first_day or today)
    if inbound_id is not None:
        flagged = DayNote(
            enrolment_id=case.enrolment.id, day=day, inbound_id=inbound_id, flag=Tier.EMERGENCY.value, at=case.now
        )
        case.add(flagged, event=case.happened("day.noted", day=day.isoformat()))
    raise_alert(case, AlertKind.RED_FLAG_EMERGENCY, inbound_id)
    revoke(case, Suppression.RED_FLAG)
    lower_today(case, Cause.RED_FLAG, day)
    decide(case, day, Cause.RED_FLAG)
    slot = f"foot:{asked_at.isoformat()}"
    answer_text(case, TextKind.SAFETY_EMERGENCY, slot)
