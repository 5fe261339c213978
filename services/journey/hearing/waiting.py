"""Who waits for READY or SHOES is heard like everybody: a score, a question and words reach a person.

To begin is asked as an answer once a day and three times in all; then a person calls.
"""

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import OutboundText
from schemas.tables.people import EnrolmentStatus
from schemas.transitions import NEVER_LEFT
from schemas.vocabulary import Light, ReplyKind, TextKind
from services.journey.hearing import reported_day
from services.journey.hearing.reply import Turn
from services.progression import facts
from services.storage import history

MOST_ASKED = 3
_ASKS = {EnrolmentStatus.AWAITING_CONSENT: TextKind.CONSENT, EnrolmentStatus.AWAITING_SHOES: TextKind.SHOES_QUESTION}


def hear(turn: Turn) -> None:
    """What is told before a course has begun: kept, told to a person where it is grave, and answered."""
    reading, pain = turn.heard.reading, reported_day.pain_of(turn)
    if pain is not None or reading.flare:
        reported_day.note(turn, day=turn.heard.day, pain=pain, flare=reading.flare)
    if pain is not None and facts.band(pain, turn.case.settings) is Light.RED:
        turn.alert(AlertKind.SEVERE_PAIN if pain >= turn.case.settings.severe_pain else AlertKind.RED_DAY)
        turn.reply(TextKind.NOTED_UNREAD if turn.to_read else TextKind.UNCLEAR_HANDED_ON)
    elif turn.to_read and not _says_little(turn):
        _answer_words(turn, scored=pain is not None)
    else:
        ask_to_begin(turn)


def _says_little(turn: Turn) -> bool:
    """ "Yes" is most likely an answer to "reply READY"."""
    reading = turn.heard.reading
    nothing = not (reading.unread or reading.candidates or reading.third_person_danger)
    return reading.kind is ReplyKind.UNCLEAR and nothing and _may_ask(turn)


def _answer_words(turn: Turn, *, scored: bool) -> None:
    if turn.heard.reading.kind is ReplyKind.QUESTION:
        turn.reply(TextKind.UNCLEAR_HANDED_ON)
    elif scored:
        turn.reply(TextKind.NOTED_UNREAD)
    else:
        reported_day.unclear(turn)


def is_waiting(turn: Turn) -> bool:
    """Whether the course has not begun because the patient has not said READY, or SHOES."""
    return turn.case.enrolment.status in _ASKS


def ask_to_begin(turn: Turn) -> None:
    """Ask for READY or SHOES once more; after three times a person is asked instead."""
    if _may_ask(turn):
        turn.reply(_ASKS[turn.case.enrolment.status])
    elif len(_asked(turn)) >= MOST_ASKED:
        turn.alert(AlertKind.NOT_BEGUN)


def _may_ask(turn: Turn) -> bool:
    asked = _asked(turn)
    return len(asked) < MOST_ASKED and not any(text.local_date == turn.heard.today for text in asked)


def _asked(turn: Turn) -> list[OutboundText]:
    """The answers that asked to begin, since the patient was last asked of our own accord."""
    kind = _ASKS[turn.case.enrolment.status]
    texts = [text for text in history.all_texts(turn.case) if text.kind is kind]
    since = max((text.created_at for text in texts if text.inbound_id is None), default=turn.case.enrolment.created_at)
    answers = (text for text in texts if text.inbound_id is not None and text.created_at >= since)
    return [text for text in answers if text.state not in NEVER_LEFT]
