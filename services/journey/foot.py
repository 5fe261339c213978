"""A known foot drop is told once more: is it new, worse, or the same? Asked once; no answer is the emergency.

Only of a patient whose team knows of the foot, and only where a text says nothing else (section 18, 18-4). While we
ask nobody is told to walk. SAME still goes to a person.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.messages import Suppression
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.plans import Cause, DayNote
from schemas.transitions import OUT_OF_REACH
from schemas.vocabulary import CareFlag, ReplyKind, TextKind, Tier
from services.journey import local_time
from services.journey.advance import decide, lower_today
from services.journey.escalate import raise_alert
from services.journey.prompt import answer_text, plan_texts, revoke
from services.journey.turn import Turn
from services.storage import recent, records
from services.storage.database import save
from services.storage.events import happened

ANSWERED_WITHIN = timedelta(minutes=60)
_SAME = "same"
# These are nobody's answer; the hour goes on.
_NO_ANSWER = (ReplyKind.REACTION, ReplyKind.AUTO_REPLY, ReplyKind.THANKS)


def is_asked(turn: Turn) -> bool:
    """Whether a text may be the answer to whether the foot is new, worse or the same."""
    return turn.enrolment.foot_asked_at is not None and turn.heard.reading.kind not in _NO_ANSWER


def says_same(turn: Turn) -> bool:
    """Whether it is, and says the same."""
    return is_asked(turn) and turn.heard.reading.menu == _SAME


def may_be_known(turn: Turn) -> bool:
    """Whether a text tells of the known foot only, and the patient can be asked: else it is a danger like any other."""
    known = CareFlag.FOOT_DROP in turn.enrolment.flags and turn.heard.reading.foot_only
    reached = turn.enrolment.status not in OUT_OF_REACH
    return known and reached and not is_asked(turn) and _can_be_asked(turn)


def _can_be_asked(turn: Turn) -> bool:
    session, enrolment, patient = turn.session, turn.enrolment, turn.patient
    silent = patient.number_bad_at is not None or records.has_opted_out(session, patient.phone, patient.clinic_id)
    return not (silent or records.red_flag_is_open(session, enrolment) or records.is_wrong_person(session, enrolment))


def ask(turn: Turn) -> None:
    """Ask, let every walking text rest, and let a person read it within the hour."""
    _read_by_a_person(turn)
    revoke(turn.session, turn.enrolment, Suppression.RED_FLAG, turn.now)
    turn.enrolment.foot_asked_at = turn.now
    save(turn.session, turn.enrolment, event=happened("foot.asked", turn.enrolment, turn.now))
    turn.reply(TextKind.FOOT_QUESTION)


def keep_same(turn: Turn) -> None:
    """The course goes on, and may not rise before a person has read it."""
    _read_by_a_person(turn)
    forget(turn.session, turn.enrolment, turn.patient, turn.now)
    turn.reply(TextKind.UNCLEAR_HANDED_ON)


def _read_by_a_person(turn: Turn) -> None:
    turn.heard.inbound.unread = True
    turn.session.add(turn.heard.inbound)
    turn.alert(AlertKind.FOOT_QUESTION)


def forget(session: Session, enrolment: Enrolment, patient: Patient, now: datetime) -> None:
    """The question is answered, by the patient or by a person: the daily texts come back."""
    if enrolment.foot_asked_at is None:
        return
    enrolment.foot_asked_at = None
    save(session, enrolment, event=happened("foot.answered", enrolment, now))
    if enrolment.status is EnrolmentStatus.ACTIVE:
        settings, _ = records.settings_of(session, enrolment)
        plan_texts(session, enrolment, patient, settings, now)


def stays_unanswered(session: Session, enrolment: Enrolment, patient: Patient, now: datetime) -> None:
    """Nobody answered within the hour: it is the emergency that it might be. The enrolment is locked."""
    asked_at = enrolment.foot_asked_at
    if asked_at is None or now < asked_at + ANSWERED_WITHIN:
        return
    enrolment.foot_asked_at = None
    save(session, enrolment, event=happened("foot.not_answered", enrolment, now))
    told = [alert for alert in recent.open_alerts(session, enrolment) if alert.kind is AlertKind.FOOT_QUESTION]
    inbound_id = told[0].inbound_ids[-1] if told and told[0].inbound_ids else None
    today = local_time.plan_day(now, patient.zone)
    day = max(today, enrolment.course_first_day or today)
    if inbound_id is not None:
        flagged = DayNote(enrolment_id=enrolment.id, day=day, inbound_id=inbound_id, flag=Tier.EMERGENCY.value, at=now)
        save(session, flagged, event=happened("day.noted", enrolment, now, day=day.isoformat()))
    raise_alert(session, AlertKind.RED_FLAG_EMERGENCY, enrolment, now, inbound_id)
    revoke(session, enrolment, Suppression.RED_FLAG, now)
    lower_today(session, enrolment, patient, Cause.RED_FLAG, now, day)
    decide(session, enrolment, patient, day, Cause.RED_FLAG, now)
    settings, _ = records.settings_of(session, enrolment)
    slot = f"foot:{asked_at.isoformat()}"
    answer_text(session, enrolment, patient, TextKind.SAFETY_EMERGENCY, slot, now, settings=settings)
