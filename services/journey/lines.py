"""Which line was texted, and who may be meant? A clinic's own sender, or one that several clinics share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from schemas.messages import InboundText
from schemas.people import Clinic, Enrolment, EnrolmentStatus, Patient
from services.storage import recent, records

Pair = tuple[Enrolment, Patient]


@dataclass(frozen=True)
class Line:
    """What was texted: sender as enrolments name it, owner the clinic whose own it is, None where several share it."""

    session: Session
    sender: str
    owner: Clinic | None

    @cached_property
    def clinics(self) -> Sequence[Clinic]:
        """Whose patients text here."""
        if self.owner is not None:
            return [self.owner]
        return recent.once(self.session, (Clinic, "shared"), lambda: records.clinics_without_sender(self.session))

    @property
    def clinic(self) -> Clinic | None:
        """The one clinic that is meant; None where nobody knows which."""
        return self.clinics[0] if len(self.clinics) == 1 else None

    def of(self, sharing: Sequence[Pair]) -> Sequence[Pair]:
        """Of all who have a phone, those whom a text to this line may be of: who takes part before who has left."""
        here = [pair for pair in sharing if pair[0].line == self.sender]
        return [pair for pair in here if pair[0].status is not EnrolmentStatus.DISCHARGED] or here


def texted(session: Session, inbounds: Sequence[InboundText]) -> list[Line]:
    """The line of each text. Where number and Messaging Service are two clinics' own, the number decides."""
    senders = [inbound.to_phone.split() for inbound in inbounds]
    owners = records.clinics_of_senders(session, (sender for both in senders for sender in both))
    lines = []
    for both in senders:
        own = next((sender for sender in both if sender in owners), "")
        lines.append(Line(session, own, owners.get(own)))
    return lines
