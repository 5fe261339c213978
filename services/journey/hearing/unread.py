"""Which texts must a person read, and by when? Nobody's words are lost."""

from datetime import datetime, timedelta

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import OutboundText
from schemas.text_kinds import TextKind
from schemas.transitions import NEVER_LEFT
from schemas.vocabulary import Absent, OptOut, ReplyKind, ToldEvent, WordsVerdict
from services.conversation.reading.replies import Reading
from services.journey.hearing.reply import Reply
from services.journey.texting.queue import asks_which_day
from services.storage import history

# Where an answer of the same evening still stands on the phone.
_ONE_EVENING = timedelta(hours=12)
# Each of these has an alert of its own, which quotes the text.
_TOLD_OTHERWISE = frozenset(
    {ReplyKind.RED_FLAG, ReplyKind.CRISIS, ReplyKind.WRONG_PERSON, ReplyKind.DEATH, ReplyKind.REACTION}
)
_NOT_UNDERSTOOD = frozenset({ReplyKind.UNCLEAR, ReplyKind.QUESTION})
# A call that is asked for has an alert; why a plan is what it is, and how a walk is done, we say ourselves.
_ANSWERED_BY_US = frozenset({ReplyKind.CALL, ReplyKind.WHY, ReplyKind.HOW})


def must_be_read(reading: Reading) -> bool:
    """Whether a person must read a text: not understood, or with words that nothing accounted for."""
    if reading.kind in _TOLD_OTHERWISE or reading.tier is not Absent.NOT_ASKED:
        return False
    if reading.wrong_person or reading.died:
        return False
    told = set(reading.events) - {ToldEvent.OUT_OF_OFFICE}
    grave = reading.third_person_danger or reading.words is WordsVerdict.CAUTION or bool(told)
    if grave or reading.unread or reading.opt_out is OptOut.LIKELY:
        return True
    # Whoever was not understood is told that a person reads it, so one must.
    of_words = reading.words is WordsVerdict.UNREAD and reading.kind not in _ANSWERED_BY_US
    return of_words or reading.kind in _NOT_UNDERSTOOD


def hand_on(reply: Reply, *, event: AlertKind | None = None, may_leave: bool = False) -> None:
    """The text is on the worklist from now on: within the hour where it may tell of danger.

    event is the alert of what it tells of, if it tells of something that has one.
    """
    if not reply.to_read:
        return
    kinds = [AlertKind.POSSIBLE_DANGER] if reply.heard.reading.words is WordsVerdict.CAUTION else []
    if event is not None:
        kinds.append(event)
    if may_leave:
        kinds.append(AlertKind.MAY_BE_LEAVING)
    for kind in kinds or [AlertKind.UNCLEAR_REPLY]:
        reply.alert(kind)


def answered_lately(reply: Reply) -> tuple[bool, bool]:
    """Whether we have asked this evening already what was meant, and said already that a person reads it."""
    asked, handed_on = TextKind.UNCLEAR_QUESTION, TextKind.UNCLEAR_HANDED_ON
    return said_lately(reply, asked), said_lately(reply, handed_on)


def said_lately(reply: Reply, kind: TextKind) -> bool:
    """Whether a text of this kind has answered the patient this evening already."""
    since = reply.case.now - _ONE_EVENING
    return any(text.kind is kind and _counts(text, since) for text in history.all_texts(reply.case))


def _counts(text: OutboundText, since: datetime) -> bool:
    if asks_which_day(text.details) or text.state in NEVER_LEFT:
        return False
    return text.inbound_id is not None and text.created_at > since
