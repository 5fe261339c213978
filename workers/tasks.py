"""The Celery tasks: each asks the database what is due, does it, and may run twice."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import product
from random import shuffle
from uuid import UUID

from celery import shared_task
from sqlmodel import Session

from schemas.tables.alerts import NoticeChannel
from schemas.tables.messages import Urgency
from services import wiring
from services.carrier.port import CarrierIsAway, SentRecord
from services.journey.alerting import escalation
from services.journey.caring import discharge
from services.journey.deciding import decide
from services.journey.hearing import hear, lost_calls, outcome, receipts
from services.journey.hearing.lost_calls import Question
from services.journey.texting import send
from services.operations import kept_measures, repair, retention, sweep, webhooks
from services.operations.overdue import missing_texts
from services.storage import records, text_states
from services.storage.database import now
from services.storage.events import AMBLE
from services.wiring.telemetry import traced
from workers import delivery, line_delivery, notifying
from workers.app import BULK, PROMPT, REPLY, SAFETY, app
from workers.stints import TOGETHER, Stint, wake
from workers.unreadable import park

MOST_BATCHES = 40
# The first batches of a tick are smaller, so that every worker process gets a part of a few thousand texts.
_FIRST_BATCHES, _SMALLER_BATCH = 8, 250
MOST_PHONES = 400
_ASKED_TOGETHER = 50
_LONGEST_COUNT_SECONDS = 45.0
_FORGOTTEN_TOGETHER = 1000
_QUEUE_OF = {Urgency.SAFETY: SAFETY, Urgency.ANSWER: REPLY, Urgency.PROMPT: PROMPT, Urgency.BULK: BULK}
_FIRST = (Urgency.SAFETY, Urgency.ANSWER)


@shared_task(name="amble.hear_due")
def hear_due() -> None:
    """Hear every stored text that has not been heard, phone by phone, in order of arrival.

    If many wait, another worker is woken. Each begins elsewhere and skips what the other is hearing.
    """
    heard, stint = True, Stint("amble.hear_due")
    while heard:
        with wiring.database().unit_of_work() as session:
            phones = records.unheard_phones(session, limit=MOST_PHONES)
        if len(phones) == MOST_PHONES:
            stint.call_another()
        starts = list(range(0, len(phones), TOGETHER))
        shuffle(starts)
        heard = sum([_hear(phones[start : start + TOGETHER]) for start in starts]) > 0
        if heard:
            wake("amble.send_due", SAFETY)
            if stint.is_over:
                stint.call_another()
                return


def _hear(phones: Sequence[str]) -> int:
    """Hear one text of each phone; an error in one must not stop the others."""
    database, began = wiring.database(), time.time()
    try:
        with database.unit_of_work() as session:
            heard = hear.hear_next(session, phones, now(session), wiring.ear())
        wiring.log("replies.heard", texts=len(heard))
        for sid in heard:
            traced("reply.heard", sid, began, together=len(heard))
        return len(heard)
    except Exception as error:
        wiring.fault("reply.failed", error)
    if len(phones) > 1:
        return sum(_hear([phone]) for phone in phones)
    with database.unit_of_work() as session:
        hear.count_failure(session, phones[0], now(session))
    return 0


@shared_task(name="amble.send_due")
def send_due() -> None:
    """Claim due texts in batches; each batch goes to a worker as one task."""
    settings = wiring.configuration()
    for number in range(MOST_BATCHES):
        limit = min(settings.batch, _SMALLER_BATCH) if number < _FIRST_BATCHES else settings.batch
        with wiring.database().unit_of_work() as session:
            claimed = send.claim(session, now(session), limit=limit, most_waiting=settings.most_claimed)
        if not claimed:
            return
        for urgency, text_ids in claimed.items():
            args = [[str(text_id) for text_id in text_ids], urgency in _FIRST]
            app.send_task("amble.deliver", args=args, queue=_QUEUE_OF[urgency])
    wake("amble.send_due", SAFETY)


@shared_task(name="amble.deliver")
def deliver(text_ids: list[str], urgent: bool = False) -> None:
    """Send each text of a claimed batch."""
    try:
        batch = [UUID(text_id) for text_id in text_ids]
    except (TypeError, ValueError, AttributeError):
        park("no ids of texts")
        return
    delivery.deliver(batch, urgent=urgent)


@shared_task(name="amble.read_receipts")
def read_receipts() -> None:
    """Process every stored delivery receipt."""
    Stint("amble.read_receipts").in_batches(receipts.unread, receipts.read)


@shared_task(name="amble.close_days")
def close_days() -> None:
    """Close every plan day that has ended without a reply, and decide the next."""
    Stint("amble.close_days").in_batches(records.enrolments_at_boundary, decide.close_days_of)


@shared_task(name="amble.settle_lost")
def settle_lost() -> None:
    """Release claims whose lease has ended, and ask the carrier about calls without an answer."""
    Stint("amble.settle_lost").in_batches(outcome.expired_claims, text_states.give_back_claims)
    _ask_the_carrier("amble.settle_lost", lost_calls.lost_calls, lost_calls.question_about, lost_calls.settle_lost)


@shared_task(name="amble.mend")
def find_and_repair() -> None:
    """Ask the carrier about texts without a final status, and create missing texts."""
    Stint("amble.mend").in_batches(missing_texts, repair.make_missing_texts)
    _ask_the_carrier("amble.mend", repair.without_final_status, repair.question_about, repair.learn_status)


def _ask_the_carrier(
    name: str,
    find: Callable[[Session, datetime, int, Sequence[UUID]], Sequence[UUID]],
    question: Callable[[Session, UUID, datetime], Question | None],
    learn: Callable[[Session, UUID, Sequence[SentRecord], datetime], object],
) -> None:
    """Ask the carrier's list what became of texts; while the carrier is away they wait for the next tick.

    Nothing is locked meanwhile, so each worker begins elsewhere and skips what has been settled by then.
    """
    stint, asked = Stint(name), list[UUID]()
    while not stint.is_over:
        with wiring.database().unit_of_work() as session:
            text_ids = list(find(session, now(session), _ASKED_TOGETHER, asked))
        if len(text_ids) == _ASKED_TOGETHER:
            stint.call_another()
        shuffle(text_ids)
        for text_id in text_ids:
            asked.append(text_id)
            if not _ask_about(text_id, question, learn):
                return
            if stint.is_over:
                stint.call_another()
                return
        if len(text_ids) < _ASKED_TOGETHER:
            return


def _ask_about(
    text_id: UUID,
    question: Callable[[Session, UUID, datetime], Question | None],
    learn: Callable[[Session, UUID, Sequence[SentRecord], datetime], object],
) -> bool:
    """Ask about one text; an error in it does not affect the others. False while the carrier is away."""
    try:
        with wiring.database().unit_of_work() as session:
            what = question(session, text_id, now(session))
        if what is None:
            return True
        listed = wiring.carrier().find(what.phone, what.since, what.lines) if what.phone else []
        with wiring.database().unit_of_work() as session:
            learnt = learn(session, text_id, listed, now(session))
        wiring.log("carrier.asked", text=str(text_id), learnt=learnt)
    except CarrierIsAway:
        wiring.log("carrier.away")
        return False
    except Exception as error:
        wiring.fault("asking.failed", error, text=str(text_id))
    return True


@shared_task(name="amble.sweep")
def let_time_count() -> None:
    """Alert a person to patients who have waited too long."""
    Stint("amble.sweep").in_batches(sweep.due, sweep.sweep)


@shared_task(name="amble.climb")
def climb_ladders() -> None:
    """Tell the next rung of every alert that nobody acknowledged in time, until none is due."""
    sender = wiring.configuration().staff_from_number

    def some() -> bool:
        with wiring.database().unit_of_work() as session:
            due = escalation.due_rungs(session, now(session), limit=TOGETHER)
        if due:
            _climb(due, sender)
            wake("amble.tell_staff", SAFETY)
            wake("amble.send_line_texts", SAFETY)
        return len(due) == TOGETHER

    Stint("amble.climb").go_on(some)


def _climb(alert_ids: Sequence[UUID], sender: str) -> None:
    """Handle these alerts in one unit of work, so that a phone gets one text about all; if that fails, each alone."""
    try:
        with wiring.database().unit_of_work() as session:
            escalation.climb(session, alert_ids, now(session), sender)
        wiring.log("rungs.climbed", alerts=len(alert_ids))
    except Exception as error:
        wiring.fault("rung.failed", error, alerts=len(alert_ids))
        for alert_id in alert_ids if len(alert_ids) > 1 else ():
            _climb([alert_id], sender)
        if len(alert_ids) == 1:
            with wiring.database().unit_of_work() as session:
                escalation.put_off(session, alert_ids[0], now(session))


@shared_task(name="amble.send_line_texts")
def send_line_texts() -> None:
    """Text staff phones, and strangers in danger."""
    line_delivery.deliver()


@shared_task(name="amble.tell_staff")
def tell_staff() -> None:
    """Mail the care team about alerts that cannot wait."""
    notifying.tell_notices(wiring.database(), NoticeChannel.EMAIL, wiring.staff_channel(NoticeChannel.EMAIL))


@shared_task(name="amble.tell_systems")
def tell_systems() -> None:
    """Call each clinic's webhook about them; a task of its own, so that no slow system delays a mail."""
    notifying.tell_notices(wiring.database(), NoticeChannel.WEBHOOK, wiring.staff_channel(NoticeChannel.WEBHOOK))


@shared_task(name="amble.deliver_hooks")
def deliver_webhooks() -> None:
    """Send webhooks to clinics' own systems."""
    try:
        with wiring.database().unit_of_work() as session:
            webhooks.plan_deliveries(session, now(session))
    except Exception as error:
        # Deliveries that exist already must leave all the same.
        wiring.fault("hooks.planning_failed", error)
    notifying.deliver_webhooks(wiring.database(), wiring.webhook_poster())


@shared_task(name="amble.erase_due")
def erase_due() -> None:
    """Erase patients whose clinic has them erased some time after discharge."""
    Stint("amble.erase_due").in_batches(discharge.erase_due, _erase, together=1)


def _erase(session: Session, enrolment_ids: Sequence[UUID], at: datetime) -> None:
    for enrolment_id in enrolment_ids:
        discharge.erase(session, enrolment_id, AMBLE, at)


@shared_task(name="amble.forget_old")
def forget_old() -> None:
    """Delete data whose time is over, batch by batch; a new task continues at once with the rest."""
    began = time.monotonic()
    for kept in retention.RETENTION_RULES:
        ended = _FORGOTTEN_TOGETHER
        while ended == _FORGOTTEN_TOGETHER:
            if time.monotonic() - began > _LONGEST_COUNT_SECONDS:
                wake("amble.forget_old", BULK)
                return
            with wiring.database().unit_of_work() as session:
                ended = retention.sweep(session, kept, now(session), limit=_FORGOTTEN_TOGETHER)
            if ended:
                wiring.log("kept.ended", kind=kept.name, rows=ended)


@shared_task(name="amble.keep_measures")
def keep_measures() -> None:
    """Count the measures of large clinics in advance; the next tick continues with the rest."""
    began = time.monotonic()
    with wiring.database().unit_of_work() as session:
        at = now(session)
        kept_measures.forget_old(session, at)
        clinics = kept_measures.large_clinics(session)
    for clinic_id, period in product(clinics, kept_measures.usual_periods(at)):
        if time.monotonic() - began > _LONGEST_COUNT_SECONDS:
            return
        with wiring.database().unit_of_work() as session:
            renewed = kept_measures.renew(session, clinic_id, period, at)
        if renewed:
            wiring.log("measures.counted", clinic=str(clinic_id))
