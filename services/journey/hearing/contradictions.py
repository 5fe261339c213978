"""Do two texts of one phone within an hour contradict each other? Then a person calls to hear who writes.

A sender's number can be forged, and a phone be in another's hand: what lowers the caution is looked at.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.people import ConsentAct, ConsentEntry
from schemas.tables.plans import DayNote
from schemas.vocabulary import Light, ReplyKind
from services.journey.hearing import reported_day
from services.journey.hearing.reply import Reply
from services.progression import facts

_ONE_HOUR = timedelta(hours=1)
_FAR_APART = 3
_ALL_IS_WELL = (ReplyKind.READY, ReplyKind.RESUME, ReplyKind.DONE)


def look(reply: Reply) -> None:
    """Alert where this text takes back in effect what was told within the hour before it."""
    kind, pain = reply.heard.reading.kind, reported_day.pain_of(reply)
    if kind is ReplyKind.START:
        contradicts = _stopped_just_now(reply)
    elif pain is not None or kind in _ALL_IS_WELL:
        told = _told_just_now(reply)
        contradicts = _after_a_danger(reply, told, pain) or _of_another_light(reply, told, pain)
    else:
        return
    if contradicts:
        reply.alert(AlertKind.CONTRADICTING_TEXTS)


def _told_just_now(reply: Reply) -> Sequence[DayNote]:
    lately = select(DayNote).where(
        col(DayNote.enrolment_id) == reply.case.enrolment.id, col(DayNote.at) >= _since(reply)
    )
    return reply.case.session.exec(lately.where(col(DayNote.inbound_id) != reply.heard.inbound.id)).all()


def _since(reply: Reply) -> datetime:
    return reply.case.now - _ONE_HOUR


def _after_a_danger(reply: Reply, told: Sequence[DayNote], pain: int | None) -> bool:
    """A green score, or that all is well, within an hour of a danger."""
    if reply.heard.reading.kind not in _ALL_IS_WELL and not _is_green(reply, pain):
        return False
    return any(note.flag is not None for note in told)


def _is_green(reply: Reply, pain: int | None) -> bool:
    return pain is not None and facts.band(pain, reply.case.settings) is Light.GREEN


def _of_another_light(reply: Reply, told: Sequence[DayNote], pain: int | None) -> bool:
    """Two scores of one day far apart and in different lights, the later the lower."""
    if pain is None:
        return False
    higher = (note.pain for note in told if note.day == reply.heard.day and note.pain is not None)
    light = facts.band(pain, reply.case.settings)
    return any(score - pain >= _FAR_APART and facts.band(score, reply.case.settings) is not light for score in higher)


def _stopped_just_now(reply: Reply) -> bool:
    of_phone = (
        col(ConsentEntry.phone_index) == reply.case.patient.phone,
        col(ConsentEntry.clinic_id) == reply.case.patient.clinic_id,
    )
    stopped = select(ConsentEntry.id).where(*of_phone, col(ConsentEntry.act) == ConsentAct.OPTED_OUT)
    return reply.case.session.exec(stopped.where(col(ConsentEntry.at) >= _since(reply))).first() is not None
