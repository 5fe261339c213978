"""Which texts must a person read, and what does it change once one has? Nobody's words are lost."""

from datetime import datetime, timedelta

from schemas.alerts import AlertKind
from schemas.messages import OutboundText, TextState
from schemas.vocabulary import Absent, ReplyKind, TextKind
from services.conversation.replies import Reading
from services.journey.turn import Turn
from services.storage import recent

# Where an answer of the same evening still stands on the phone.
_ONE_EVENING = timedelta(hours=12)
_LEFT_OUT = (TextState.SUPPRESSED, TextState.EXPIRED, TextState.FAILED)
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
    return asks or bool(reading.unread) or reading.third_person_danger


def hand_on(turn: Turn) -> None:
    """The text is on the worklist from now on: within the hour where it may tell of danger."""
    if not turn.to_read:
        return
    turn.heard.inbound.unread = True
    turn.session.add(turn.heard.inbound)
    in_doubt = turn.heard.reading.third_person_danger
    turn.alert(AlertKind.POSSIBLE_DANGER if in_doubt else AlertKind.UNCLEAR_REPLY)


def answered_lately(turn: Turn) -> tuple[bool, bool]:
    """Whether we have asked this evening already what was meant, and said already that a person reads it."""
    since = turn.now - _ONE_EVENING
    texts = recent.texts_known(turn.session, turn.enrolment)
    kinds = {text.kind for text in texts if _counts(text, since)}
    return TextKind.UNCLEAR_QUESTION in kinds, TextKind.UNCLEAR_HANDED_ON in kinds


def _counts(text: OutboundText, since: datetime) -> bool:
    asks_day = text.details.get("asks") == "day"
    return text.inbound_id is not None and text.created_at > since and not asks_day and text.state not in _LEFT_OUT
