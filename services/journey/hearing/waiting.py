"""Who waits for READY or SHOES is heard like everybody: a score, a question and words reach a person.

To begin is asked as an answer once a day and three times in all; then a person calls.
"""

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import OutboundText
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.transitions import NEVER_LEFT
from schemas.vocabulary import Light, ReplyKind
from services.journey.hearing import reported_day
from services.journey.hearing.reply import Reply
from services.progression import facts
from services.storage import history

MOST_ASKED = 3
_ASKS = {EnrolmentStatus.AWAITING_CONSENT: TextKind.CONSENT, EnrolmentStatus.AWAITING_SHOES: TextKind.SHOES_QUESTION}


def hear(reply: Reply) -> None:
    """What is told before a course has begun: kept, told to a person where it is grave, and answered."""
    reading, pain = reply.heard.reading, reported_day.pain_of(reply)
    if pain is not None or reading.flare:
        reported_day.note(reply, day=reply.heard.day, pain=pain, flare=reading.flare)
    if pain is not None and facts.band(pain, reply.case.settings) is Light.RED:
        reply.alert(AlertKind.SEVERE_PAIN if pain >= reply.case.settings.severe_pain else AlertKind.RED_DAY)
        reply.answer(TextKind.NOTED_UNREAD if reply.to_read else TextKind.UNCLEAR_HANDED_ON)
    elif reply.to_read and not _says_little(reply):
        _answer_words(reply, scored=pain is not None)
    else:
        ask_to_begin(reply)


def _says_little(reply: Reply) -> bool:
    """ "Yes" is most likely an answer to "reply READY"."""
    reading = reply.heard.reading
    nothing = not (reading.unread or reading.candidates or reading.third_person_danger or reading.events)
    return reading.kind is ReplyKind.UNCLEAR and nothing and _may_ask(reply)


def _answer_words(reply: Reply, *, scored: bool) -> None:
    if reply.heard.reading.kind is ReplyKind.QUESTION:
        reply.answer(TextKind.UNCLEAR_HANDED_ON)
    elif scored:
        reply.answer(TextKind.NOTED_UNREAD)
    else:
        reported_day.unclear(reply)


def is_waiting(reply: Reply) -> bool:
    """Whether the course has not begun because the patient has not said READY, or SHOES."""
    return reply.case.enrolment.status in _ASKS


def ask_to_begin(reply: Reply) -> None:
    """Ask for READY or SHOES once more; after three times a person is asked instead."""
    if _may_ask(reply):
        reply.answer(_ASKS[reply.case.enrolment.status])
    elif len(_asked(reply)) >= MOST_ASKED:
        reply.alert(AlertKind.NOT_BEGUN)


def _may_ask(reply: Reply) -> bool:
    asked = _asked(reply)
    return len(asked) < MOST_ASKED and not any(text.local_date == reply.heard.today for text in asked)


def _asked(reply: Reply) -> list[OutboundText]:
    """The answers that asked to begin, since the patient was last asked of our own accord."""
    kind = _ASKS[reply.case.enrolment.status]
    texts = [text for text in history.all_texts(reply.case) if text.kind is kind]
    since = max((text.created_at for text in texts if text.inbound_id is None), default=reply.case.enrolment.created_at)
    answers = (text for text in texts if text.inbound_id is not None and text.created_at >= since)
    return [text for text in answers if text.state not in NEVER_LEFT]
