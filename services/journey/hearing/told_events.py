"""Something happened that a person must know of, such as a hospital stay: it has an alert and an answer of its own.

Somebody else on the phone, a death and a machine have theirs in wrong_person.py and answer.py.
"""

from schemas.alert_kinds import ALERT_OF_EVENT, AlertKind
from schemas.alert_kinds import facts_of as alert_facts
from schemas.text_kinds import ANSWER_TO_EVENT, TextKind, facts_of
from schemas.vocabulary import ToldEvent
from services.conversation.reading.replies import Reading
from services.journey.hearing import unread
from services.journey.hearing.reply import Reply


def alert_of(reading: Reading) -> AlertKind | None:
    """The alert of the gravest event that a text tells of; None where it tells of none."""
    event = _gravest(reading)
    return ALERT_OF_EVENT[event] if event else None


def answer_to(reply: Reply) -> TextKind | None:
    """The answer to what a text tells of; None where it tells of nothing, or that was said this evening already."""
    event = _gravest(reply.heard.reading)
    kind = ANSWER_TO_EVENT[event] if event else None
    return None if kind is None or unread.said_lately(reply, kind) else kind


def needs_net(reply: Reply, kind: TextKind) -> bool:
    """Whether the answer says whom to call in danger: other words wait for a person, or walks do."""
    event = facts_of(kind).event
    if event is None:
        return False
    return bool(reply.heard.reading.unread) or alert_facts(ALERT_OF_EVENT[event]).keeps_walks_back


def _gravest(reading: Reading) -> ToldEvent | None:
    """Of several events the gravest decides: whoever looks reads the whole text."""
    about_words = (event for event in reading.events if alert_facts(ALERT_OF_EVENT[event]).about_words)
    return next(about_words, None)
