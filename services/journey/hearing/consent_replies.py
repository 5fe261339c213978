"""What do STOP, START and PAUSE do, told by a patient's own text?"""

from collections.abc import Sequence
from datetime import date

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import InboundText
from schemas.tables.people import ConsentSource, EnrolmentStatus
from schemas.vocabulary import TextKind
from services.carrier import opt_outs
from services.journey.alerting.alerts import close_alerts
from services.journey.hearing.reply import Turn
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


def opt_out(turn: Turn, sharing: Sequence[Case]) -> None:
    """STOP in any form. Where the carrier has confirmed already, we stay silent."""
    source = source_of_stop(turn.heard.inbound)
    told = Told(turn.case.enrolment.clinic_id, source, f"inbound:{turn.heard.inbound.id}")
    opt_out_number(turn.case.batch, turn.case.patient.phone, sharing, told)
    if source is ConsentSource.STOP_PHRASE:
        turn.reply(TextKind.OPT_OUT_CONFIRMATION)


def source_of_stop(inbound: InboundText) -> ConsentSource:
    """How a text said STOP. To all but a phrase the carrier itself has answered."""
    if inbound.opt_out_type:
        return ConsentSource.CARRIER_NOTICE
    word = inbound.body.strip().casefold()
    return ConsentSource.STOP_WORD if word in opt_outs.STOP_WORDS else ConsentSource.STOP_PHRASE


def opt_in(turn: Turn, sharing: Sequence[Case], *, told_by_carrier: bool) -> None:
    """START undoes STOP for the clinic that it is told to, and nothing else does."""
    clinic_id = turn.case.enrolment.clinic_id
    note_start(turn.case.batch, turn.case.patient.phone, clinic_id, f"inbound:{turn.heard.inbound.id}")
    for case in sharing:
        if case.enrolment.clinic_id != clinic_id:
            continue
        case.read_ledger()
        close_alerts(case, (AlertKind.OPTED_OUT,))
        back_in_the_loop(case, PATIENT)
    if turn.case.enrolment.status is EnrolmentStatus.DISCHARGED:
        if turn.case.enrolment.discharge_reason not in NOBODY_TO_TEXT:
            turn.reply(TextKind.FAREWELL)
    elif turn.case.enrolment.course_first_day is None:
        turn.reply(TextKind.CONSENT)
    elif not told_by_carrier:
        turn.reply(TextKind.OPT_IN_CONFIRMATION)


def pause(turn: Turn, until: date) -> None:
    """Rest until a day, as the patient asked."""
    rest(turn.case, until, PATIENT, BY_TEXT)
    turn.reply(TextKind.PAUSE_CONFIRMATION, until=until.isoformat())
