"""What became of a text that left? Outcomes of calls, each written down once, and what a final no means."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import AttemptOutcome, OutboundText, SendAttempt, TextState
from schemas.tables.people import ConsentSource
from schemas.transitions import NOT_YET_GONE
from services.carrier.errors import Remedy
from services.carrier.port import Accepted, Outcome, Refused, Unknown
from services.carrier.statuses import normal_status, state_of
from services.journey.alerting.alerts import raise_alert, raise_cannot_be_texted, raise_once_for_operator
from services.journey.hearing.whose_record import LONGEST_CALL
from services.journey.participation.consent import Told, opt_out_number
from services.storage import records, text_states
from services.storage.case import Case, in_hand
from services.storage.queries import texts

MOST_ATTEMPTS = 4
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
# Longer than any call can last: only after this is a lost one looked for on the carrier's list.
GRACE = LONGEST_CALL
# Outcomes of lost calls: not on the carrier's list, and nobody knows more; or surely never there.
UNLISTED, ABSENT = AttemptOutcome.UNLISTED, AttemptOutcome.ABSENT

OF_THE_PHONE = (Remedy.NUMBER_BAD, Remedy.OPTED_OUT)


@dataclass(frozen=True, slots=True)
class Called:
    """One attempt that was made, and what the carrier answered."""

    text_id: uuid.UUID
    attempt: int
    outcome: Outcome


def settle_calls(session: Session, calls: Sequence[Called], now: datetime) -> None:
    """Write down what the carrier answered to each attempt. A receipt may have said more already; it is kept."""
    taken = [(call, call.outcome) for call in calls if isinstance(call.outcome, Accepted)]
    if taken:
        answers: dict[str, Sequence[object]] = {
            "texts": [call.text_id for call, _ in taken],
            "attempts": [call.attempt for call, _ in taken],
            "sids": [outcome.sid for _, outcome in taken],
            "states": [state_of(outcome.status).value for _, outcome in taken],
            "statuses": [normal_status(outcome.status) for _, outcome in taken],
        }
        text_states.are_accepted(session, answers, now)
    others = [call for call in calls if not isinstance(call.outcome, Accepted)]
    if others:
        _settle_others(session, others, now)


def _settle_others(session: Session, calls: Sequence[Called], now: datetime) -> None:
    outcomes = {(call.text_id, call.attempt): call.outcome for call in calls}
    with in_hand(session, now) as batch:
        held = {text.id: (text, case) for text, case in batch.texts([call.text_id for call in calls])}
        for row in texts.attempts_of(session, held):
            outcome = outcomes.get((row.text_id, row.number))
            if outcome is not None and row.outcome is None:
                text, case = held[row.text_id]
                _settle_call(case, row, text, outcome)


def _settle_call(case: Case, row: SendAttempt, text: OutboundText, outcome: Outcome) -> None:
    row.finished_at = case.now
    match outcome:
        case Refused():
            row.outcome, row.error_code = AttemptOutcome.REFUSED, outcome.code
            case.session.add(row)
            _refused(case, text, outcome)
        case Unknown() if text.state is TextState.SENDING:
            event = case.happened("text.unknown")
            text_states.move(case, text, TextState.UNKNOWN, event, lease_until=case.now + GRACE)
        case _:
            case.session.add(row)  # The text has ended meanwhile: an earlier call's receipt said that it arrived.


def accepted(case: Case, text: OutboundText, sid: str, status: str) -> None:
    """The carrier has a text of which we did not know it, since its last call. The text is locked."""
    attempt = attempt_of(case.session, text)
    attempt.outcome, attempt.sid, attempt.finished_at = AttemptOutcome.ACCEPTED, sid, case.now
    case.session.add(attempt)
    text.sid, text.carrier_status, text.sent_at, text.error_code = sid, normal_status(status), attempt.started_at, None
    text_states.move(case, text, state_of(status), case.happened("text.accepted"))


def _refused(case: Case, text: OutboundText, refusal: Refused) -> None:
    if text.state is not TextState.SENDING:
        return
    text.error_code = refusal.code
    if refusal.retryable and try_again(case, text, refusal):
        return
    text_states.move(case, text, TextState.FAILED, case.happened("text.failed", code=refusal.code))
    consequence(case, refusal.remedy, text)


def try_again(case: Case, text: OutboundText, refusal: Refused | None = None) -> bool:
    """Let a text that did not arrive go once more, later; False when its time or its attempts are used up.

    refusal is the answer to the call; None where the carrier had taken the text, and a receipt told.
    """
    wait = BACKOFF[min(text.attempts, len(BACKOFF)) - 1]
    due_at = case.now + max(wait, timedelta(seconds=refusal.retry_after_seconds or 0 if refusal else 0))
    if text.attempts >= MOST_ATTEMPTS or due_at >= text.send_before:
        return False
    text.due_at, text.sid, text.carrier_status = due_at, None, None
    code = refusal.code if refusal else None
    text_states.move(case, text, TextState.PLANNED, case.happened("text.put_off", code=code))
    return True


def consequence(case: Case, remedy: Remedy, text: OutboundText) -> None:
    """What the carrier's final no means for the patient, and whom it concerns."""
    raise_cannot_be_texted(case, text)
    if remedy in OF_THE_PHONE:
        learn_of_phone(case, remedy, text.error_code)
    elif remedy is Remedy.RETRY:
        raise_alert(case, AlertKind.UNDELIVERED)
    elif remedy is Remedy.OPERATOR:
        raise_once_for_operator(case.batch, AlertKind.SENDING_INCIDENT)
    else:
        raise_alert(case, AlertKind.SENDING_INCIDENT)


def learn_of_phone(case: Case, remedy: Remedy, code: int | None) -> None:
    """What a code says of a phone, whichever text it was told of: it is opted out, or gets no texts."""
    if case.patient.erased_at is not None:
        return
    if remedy is Remedy.NUMBER_BAD:
        case.patient.number_bad_at = case.now
        case.save(case.patient, event=case.happened("number.bad", code=code))
        raise_alert(case, AlertKind.NUMBER_BAD)
    elif remedy is Remedy.OPTED_OUT:
        pairs = records.enrolments_of_phone(case.session, case.patient.phone)
        sharing = case.batch.cases(enrolment.id for enrolment, _ in pairs)
        told = Told(case.enrolment.clinic_id, ConsentSource.CARRIER_REFUSAL, f"code:{code}")
        opt_out_number(case.batch, case.patient.phone, list(sharing.values()), told)


def attempt_of(session: Session, text: OutboundText) -> SendAttempt:
    """The last call that was made for a text. Raises NoResultFound where there was none."""
    of_text = col(SendAttempt.text_id) == text.id, col(SendAttempt.number) == text.attempts
    return session.exec(select(SendAttempt).where(*of_text)).one()


def park(session: Session, text_id: uuid.UUID, now: datetime) -> None:
    """A text that cannot be made ready ends here, and a person is told. A call that was made is settled elsewhere."""
    with in_hand(session, now) as batch:
        text, case = batch.text(text_id)
        if text.state not in NOT_YET_GONE:
            return
        text_states.move(case, text, TextState.FAILED, case.happened("text.parked"))
        raise_alert(case, AlertKind.UNSENDABLE_TEXT)
        raise_cannot_be_texted(case, text)


def expired_claims(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Texts whose worker claimed them and was never heard of again; locked, and without what another holds."""
    statement = (
        select(OutboundText.id)
        .where(col(OutboundText.state) == TextState.CLAIMED, col(OutboundText.lease_until) <= now)
        .where(col(OutboundText.id).not_in(besides))
        .order_by(col(OutboundText.lease_until))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.exec(statement).all()
