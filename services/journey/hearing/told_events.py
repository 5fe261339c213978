"""Something happened that a person must know of, such as a hospital stay: it has an alert and an answer of its own.

Somebody else on the phone, the patient's death and a machine have theirs in wrong_person.py and answer.py.
"""

from schemas.alert_kinds import ALERT_OF_EVENT, AlertKind
from schemas.alert_kinds import facts_of as alert_facts
from schemas.text_kinds import ANSWER_TO_EVENT, TextKind
from schemas.vocabulary import ToldEvent
from services.conversation.reading.replies import Reading
from services.journey.hearing import reported_day, unread
from services.journey.hearing.reply import Reply

_OF_A_LOSS = (AlertKind.LOSS_TOLD, TextKind.LOSS_NOTED)


def is_loss(reading: Reading) -> bool:
    """Whether a text tells of a death that may be the patient's, or that of somebody near."""
    return ToldEvent.DEATH in reading.events and not reading.died


def alert_of(reading: Reading) -> AlertKind | None:
    """The alert of the gravest event that a text tells of; None where it tells of none."""
    gravest = _gravest(reading)
    return gravest[0] if gravest else None


def answer_to(reply: Reply) -> tuple[TextKind | None, bool]:
    """The answer to what a text tells of, None where it tells of nothing, and whether it says whom to call in danger.

    It does where other words wait for a person, or walks do. What was said this evening already is not said twice.
    """
    reading = reply.heard.reading
    gravest = _gravest(reading)
    if gravest is None:
        return None, False
    alert, answer = gravest
    if unread.said_lately(reply, answer):
        return TextKind.NOTED_UNREAD if reading.unread else TextKind.UNCLEAR_HANDED_ON, False
    return answer, bool(reading.unread) or alert_facts(alert).keeps_walks_back


def hear_loss(reply: Reply) -> None:
    """Whoever mourns, or writes of the patient's death, is asked nothing and told of no walk: a person calls."""
    reported_day.keep_score(reply)
    if reply.instead is not None:
        reply.answer(reply.instead)


def _gravest(reading: Reading) -> tuple[AlertKind, TextKind] | None:
    """Of several events the gravest decides: whoever looks reads the whole text."""
    if is_loss(reading):
        return _OF_A_LOSS
    for event in reading.events:
        kind = ALERT_OF_EVENT[event]
        if alert_facts(kind).about_words:
            return kind, ANSWER_TO_EVENT[event]
    return None
