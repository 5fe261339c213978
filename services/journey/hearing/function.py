"""How well can a patient do what matters to them? "F6" is written down with its day, and never is a pain."""

from schemas.text_kinds import TextKind
from schemas.transitions import IN_THE_LOOP
from schemas.vocabulary import OpenQuestion, ReplyKind
from services.journey.hearing import reported_day, unread
from services.journey.hearing.reply import Reply


def tell(reply: Reply) -> None:
    """F and nothing else was told."""
    keep(reply)
    reply.answer(TextKind.FUNCTION_THANKS, tonight=reported_day.tonight(reply).value)


def keep(reply: Reply) -> None:
    """Written down, where nothing else of the same text was."""
    if isinstance(reply.heard.reading.function, int) and reply.case.enrolment.status in IN_THE_LOOP:
        reported_day.note(reply, day=reply.heard.day)


def lacks_its_letter(reply: Reply) -> bool:
    """Whether a bare number came where F was asked for: asked once which of the two it is, and nobody need read it."""
    reading = reply.heard.reading
    asked_back = reading.kind is ReplyKind.UNCLEAR and bool(reading.candidates) and not reading.unread
    asked_back = asked_back and reply.heard.question is OpenQuestion.FUNCTION and not reading.third_person_danger
    return asked_back and not unread.said_lately(reply, TextKind.FUNCTION_AGAIN)


def ask_for_it(reply: Reply) -> None:
    """Say how both are told. The number counts as neither."""
    reply.answer(TextKind.FUNCTION_AGAIN)
