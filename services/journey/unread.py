"""Which texts must a person read, and what does it change once one has? Nobody's words are lost."""

from datetime import datetime, timedelta

from schemas.alert_kinds import AlertKind, facts_of
from schemas.alerts import Alert
from schemas.messages import OutboundText
from schemas.plans import Cause
from schemas.transitions import NEVER_LEFT
from schemas.vocabulary import Absent, OptOut, ReplyKind, TextKind, WordsVerdict
from services.conversation.replies import Reading
from services.journey import foot, local_time
from services.journey.advance import decide
from services.journey.prompt import asks_which_day
from services.journey.queries import texts
from services.journey.turn import Turn
from services.storage import history
from services.storage.case import Case

_ONE_DAY = timedelta(days=1)
# Where an answer of the same evening still stands on the phone.
_ONE_EVENING = timedelta(hours=12)
# Each of these has an alert of its own, which quotes the text.
_TOLD_OTHERWISE = frozenset(
    {ReplyKind.RED_FLAG, ReplyKind.CRISIS, ReplyKind.WRONG_PERSON, ReplyKind.DEATH, ReplyKind.REACTION}
)


def must_be_read(reading: Reading) -> bool:
    """Whether a person must read a text: not understood, or with words that nothing accounted for."""
    if reading.kind in _TOLD_OTHERWISE or reading.tier is not Absent.NOT_ASKED:
        return False
    if reading.wrong_person or reading.died:
        return False
    asks = reading.kind in (ReplyKind.UNCLEAR, ReplyKind.QUESTION)
    of_words = reading.words in (WordsVerdict.UNREAD, WordsVerdict.CAUTION) or reading.third_person_danger
    return asks or of_words or bool(reading.events) or reading.opt_out is OptOut.LIKELY


def hand_on(turn: Turn) -> None:
    """The text is on the worklist from now on: within the hour where it may tell of danger."""
    if not turn.to_read:
        return
    turn.heard.inbound.unread = True
    turn.case.session.add(turn.heard.inbound)
    reading = turn.heard.reading
    in_doubt = reading.third_person_danger or reading.words is WordsVerdict.CAUTION
    turn.alert(AlertKind.POSSIBLE_DANGER if in_doubt else AlertKind.UNCLEAR_REPLY)


def answered_lately(turn: Turn) -> tuple[bool, bool]:
    """Whether we have asked this evening already what was meant, and said already that a person reads it."""
    since = turn.case.now - _ONE_EVENING
    texts = history.all_texts(turn.case)
    kinds = {text.kind for text in texts if _counts(text, since)}
    return TextKind.UNCLEAR_QUESTION in kinds, TextKind.UNCLEAR_HANDED_ON in kinds


def _counts(text: OutboundText, since: datetime) -> bool:
    if asks_which_day(text.details) or text.state in NEVER_LEFT:
        return False
    return text.inbound_id is not None and text.created_at > since


def mark_read(case: Case, alert: Alert, by: str) -> None:
    """A person has read the words that an alert is about, if it is about words: their days count for what they are.

    The enrolment is locked. Plans that were told stay; what a day earned counts from the next one that is not.
    """
    if not facts_of(alert.kind).about_words:
        return
    if alert.kind is AlertKind.FOOT_QUESTION:
        foot.forget(case)
    waiting = texts.lock_unread_words(case.session, alert.inbound_ids, case.enrolment.patient_id)
    if not waiting:
        return
    for text in waiting:
        text.read_at, text.read_by = case.now, by
    case.save(*waiting, event=case.happened("words.read", actor=by, texts=len(waiting)))
    notes = texts.notes_of_texts(case.session, case.enrolment.id, [text.id for text in waiting])
    today = local_time.plan_day(case.now, case.patient.zone)
    day = min((note.day for note in notes), default=today + _ONE_DAY)
    while day <= today:
        if history.plan_of(case, day + _ONE_DAY) is not None:
            decide(case, day, Cause.CLINICIAN)
        day += _ONE_DAY


def mark_unread(case: Case, read_at: datetime, by: str) -> None:
    """It was taken back that a person had read words at a moment; the plans of before are put back elsewhere."""
    read = texts.read_at(case.session, case.enrolment.patient_id, read_at)
    for text in read:
        text.read_at = text.read_by = None
    if read:
        case.save(*read, event=case.happened("words.unread", actor=by, texts=len(read)))
