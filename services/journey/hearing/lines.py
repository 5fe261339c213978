"""Which line was texted, and who may be meant? A clinic's own sender, or one that several clinics share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.tables.clinics import Clinic
from schemas.tables.messages import InboundText
from schemas.tables.people import Enrolment, EnrolmentStatus
from services.storage import records
from services.storage.case import Batch, Case


@dataclass(frozen=True)
class Line:
    """What was texted: sender as enrolments name it, owner the clinic whose own it is, None where several share it."""

    batch: Batch
    sender: str
    owner: Clinic | None

    @cached_property
    def clinics(self) -> Sequence[Clinic]:
        """Whose patients text here."""
        if self.owner is not None:
            return [self.owner]
        return self.batch.once((Clinic, "shared"), lambda: records.clinics_without_sender(self.batch.session))

    @property
    def clinic(self) -> Clinic | None:
        """The one clinic that is meant; None where nobody knows which."""
        return self.clinics[0] if len(self.clinics) == 1 else None

    def of(self, sharing: Sequence[Case]) -> Sequence[Case]:
        """Of all who have a phone, those whom a text to this line may be of: who takes part before who has left."""
        staying = staying_on(self.sender, [case.enrolment for case in sharing])
        return [case for case in sharing if any(case.enrolment is enrolment for enrolment in staying)]


def staying_on(sender: str, enrolments: Sequence[Enrolment]) -> Sequence[Enrolment]:
    """Of all who have a phone, those who run on this sender: who takes part before who has left."""
    here = [enrolment for enrolment in enrolments if enrolment.line == sender]
    return [enrolment for enrolment in here if enrolment.status is not EnrolmentStatus.DISCHARGED] or here


def texted(batch: Batch, inbounds: Sequence[InboundText]) -> list[Line]:
    """The line of each text. Where number and Messaging Service are two clinics' own, the number decides."""
    senders = [inbound.to_phone.split() for inbound in inbounds]
    owners = records.clinics_of_senders(batch.session, (sender for both in senders for sender in both))
    lines = []
    for both in senders:
        own = next((sender for sender in both if sender in owners), "")
        lines.append(Line(batch, own, owners.get(own)))
    return lines
