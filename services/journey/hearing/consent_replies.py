"""What do STOP, START and PAUSE do, told by a patient's own text?"""

from collections.abc import Sequence
from datetime import date

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import InboundText
from schemas.tables.people import ConsentSource, EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.vocabulary import ToldEvent
from services.carrier import opt_outs
from services.journey.alerting.alerts import close_alerts
from services.journey.hearing.reply import Reply
from services.journey.participation.consent import (
    BY_TEXT,
    NOBODY_TO_TEXT,
    Told,
    back_in_the_loop,
    note_start,
    opt_out_number,
    rest,
)
from services.storage.case import Case
from services.storage.events import PATIENT


def opt_out(reply: Reply, sharing: Sequence[Case]) -> None:
    """STOP in any form. Where the carrier has confirmed already, we stay silent."""
    source = source_of_stop(reply.heard.inbound)
    told = Told(reply.case.enrolment.clinic_id, source, f"inbound:{reply.heard.inbound.id}")
    opt_out_number(reply.case.batch, reply.case.patient.phone, sharing, told)
    if source is ConsentSource.STOP_PHRASE:
        of_a_death = ToldEvent.DEATH in reply.heard.reading.events
        reply.answer(TextKind.CONDOLENCE if of_a_death else TextKind.OPT_OUT_CONFIRMATION)


def source_of_stop(inbound: InboundText) -> ConsentSource:
    """How a text said STOP. To all but a phrase the carrier itself has answered."""
    if inbound.opt_out_type:
        return ConsentSource.CARRIER_NOTICE
    word = inbound.body.strip().casefold()
    return ConsentSource.STOP_WORD if word in opt_outs.STOP_WORDS else ConsentSource.STOP_PHRASE


def opt_in(reply: Reply, sharing: Sequence[Case], *, told_by_carrier: bool) -> None:
    """START undoes STOP for the clinic that it is told to, and nothing else does."""
    clinic_id = reply.case.enrolment.clinic_id
    note_start(reply.case.batch, reply.case.patient.phone, clinic_id, f"inbound:{reply.heard.inbound.id}")
    for case in sharing:
        if case.enrolment.clinic_id != clinic_id:
            continue
        case.read_ledger()
        close_alerts(case, (AlertKind.OPTED_OUT,))
        back_in_the_loop(case, PATIENT)
    if reply.case.enrolment.status is EnrolmentStatus.DISCHARGED:
        if reply.case.enrolment.discharge_reason not in NOBODY_TO_TEXT:
            reply.answer(TextKind.FAREWELL)
    elif reply.case.enrolment.course_first_day is None:
        reply.answer(TextKind.CONSENT)
    elif not told_by_carrier:
        reply.answer(TextKind.OPT_IN_CONFIRMATION)


def pause(reply: Reply, until: date) -> None:
    """Rest until a day, as the patient asked."""
    rest(reply.case, until, PATIENT, BY_TEXT)
    reply.answer(TextKind.PAUSE_CONFIRMATION, until=until.isoformat())
