"""One patient's reply while it is handled: the case, the text with its reading, and how it is answered."""

from dataclasses import dataclass
from datetime import date

from schemas.alert_kinds import AlertKind
from schemas.alert_kinds import facts_of as alert_facts
from schemas.tables.messages import InboundText, Suppression
from schemas.text_kinds import TextKind, facts_of
from schemas.vocabulary import OpenQuestion
from services.conversation.reading.replies import Reading
from services.journey.alerting.alerts import raise_alert
from services.journey.texting.queue import answer_text
from services.storage.case import Case


@dataclass(frozen=True, slots=True)
class Heard:
    """One text with its reading: the plan day it speaks of, today's plan day, and the question it answers.

    whose holds the letters of those who share the phone and have a check-in open, where the text named none of them.
    """

    inbound: InboundText
    reading: Reading
    day: date
    today: date
    question: OpenQuestion
    ambiguous: bool
    whose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The patient in hand with their text, and the two ways to speak: to the patient, to the staff.

    to_read: a person must read this text. instead: what stands in the place of the answer: the question of STOP in that
    of any but what tells somebody in danger what to do; another question, or the answer to what the text tells of, in
    that of thanks and of what only says that a person reads it. A text that says to walk no more today stays.
    with_net: what stands there says whom to call in danger.
    """

    case: Case
    heard: Heard
    to_read: bool = False
    instead: TextKind | None = None
    with_net: bool = False

    def answer(self, kind: TextKind, **details: str | int) -> None:
        """Queue one answer to this text. Where there were too many today, a person is asked to look instead.

        A text that a person must read is never thanked as if all of it had been understood.
        """
        if "eased" not in details:
            kind = self._in_its_place(kind)
        if kind is self.instead and self.with_net:
            details["net"] = "yes"
        answer = answer_text(self.case, kind, self.heard.inbound, **details)
        if answer is not None and answer.suppression is Suppression.DAILY_MAXIMUM:
            self.alert(AlertKind.UNCLEAR_REPLY)

    def _in_its_place(self, kind: TextKind) -> TextKind:
        facts = facts_of(kind)
        noted = TextKind.NOTED_UNREAD if self.to_read and facts.thanks else kind
        if self.instead is TextKind.STOP_QUESTION:
            return noted if facts.answers_danger else self.instead
        return self.instead if self.instead is not None and facts_of(noted).hands_on else noted

    def alert(self, kind: AlertKind) -> None:
        """Ask a person to look. What is about words has a text that somebody must read."""
        if alert_facts(kind).about_words:
            self.heard.inbound.unread = True
            self.case.session.add(self.heard.inbound)
        raise_alert(self.case, kind, self.heard.inbound.id)
