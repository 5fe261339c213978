"""What does each wake-up do? One thin task for each arrow; each asks the database what is due, and may run twice."""

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
# The first batches of a tick are smaller: of a few thousand texts every worker process gets its part.
_FIRST_BATCHES, _SMALLER_BATCH = 8, 250
MOST_PHONES = 400
_ASKED_TOGETHER = 50
_LONGEST_COUNT_SECONDS = 45.0
_FORGOTTEN_TOGETHER = 1000
_QUEUE_OF = {Urgency.SAFETY: SAFETY, Urgency.ANSWER: REPLY, Urgency.PROMPT: PROMPT, Urgency.BULK: BULK}
_FIRST = (Urgency.SAFETY, Urgency.ANSWER)


@shared_task(name="amble.hear_due")
def hear_due() -> None:
    """Hear every stored text that nobody has heard, number by number, in order of arrival.

    Where many wait another worker is asked to join; each begins elsewhere, and leaves out what the other is hearing.
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
    """Hear a text of each number; whatever goes wrong with one must not stop the texts of others."""
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
    """Claim what is due in batches; each batch travels to a worker as one task."""
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
    """Hand each text of a claimed batch to the carrier."""
    try:
        batch = [UUID(text_id) for text_id in text_ids]
    except (TypeError, ValueError, AttributeError):
        park("no ids of texts")
        return
    delivery.deliver(batch, urgent=urgent)


@shared_task(name="amble.read_receipts")
def read_receipts() -> None:
    """Let every stored delivery receipt count."""
    Stint("amble.read_receipts").in_batches(receipts.unread, receipts.read)


@shared_task(name="amble.close_days")
def close_days() -> None:
    """Silence decides for everyone whose plan day has ended."""
    Stint("amble.close_days").in_batches(records.enrolments_at_boundary, decide.close_days_of)


@shared_task(name="amble.settle_lost")
def settle_lost() -> None:
    """Give back claims that nobody came for, and ask the carrier about calls whose end nobody heard."""
    Stint("amble.settle_lost").in_batches(outcome.expired_claims, text_states.give_back_claims)
    _ask_the_carrier("amble.settle_lost", lost_calls.lost_calls, lost_calls.question_about, lost_calls.settle_lost)


@shared_task(name="amble.mend")
def find_and_repair() -> None:
    """Ask the carrier about texts without a final status, and make the texts that nobody made."""
    Stint("amble.mend").in_batches(missing_texts, repair.make_missing_texts)
    _ask_the_carrier("amble.mend", repair.without_final_status, repair.question_about, repair.learn_status)


def _ask_the_carrier(
    name: str,
    find: Callable[[Session, datetime, int, Sequence[UUID]], Sequence[UUID]],
    question: Callable[[Session, UUID, datetime], Question | None],
    learn: Callable[[Session, UUID, Sequence[SentRecord], datetime], object],
) -> None:
    """Let the carrier's own list tell what became of texts; while it is away they wait for the next tick.

    Nothing is held while it is asked, so each worker begins elsewhere, and leaves out what is settled meanwhile.
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
    """Ask about one text; whatever is wrong with it is nothing to the others. False while the carrier is away."""
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
    """Whoever has waited too long becomes a person's matter."""
    Stint("amble.sweep").in_batches(sweep.due, sweep.sweep)


@shared_task(name="amble.climb")
def climb_ladders() -> None:
    """Tell the next rung of every alert that nobody has seen in time, until none is due."""
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
    """All in one unit of work, so that a phone gets one text about them; where one fails, each alone."""
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
    """Text phones that are no patient's: of the staff, and of strangers in danger."""
    line_delivery.deliver()


@shared_task(name="amble.tell_staff")
def tell_staff() -> None:
    """Tell the care team, outside of Amble, of alerts that cannot wait: by mail."""
    notifying.tell_notices(wiring.database(), NoticeChannel.EMAIL, wiring.staff_channel(NoticeChannel.EMAIL))


@shared_task(name="amble.tell_systems")
def tell_systems() -> None:
    """And by the webhook of each clinic, so that no slow system keeps a mail waiting."""
    notifying.tell_notices(wiring.database(), NoticeChannel.WEBHOOK, wiring.staff_channel(NoticeChannel.WEBHOOK))


@shared_task(name="amble.deliver_hooks")
def deliver_webhooks() -> None:
    """Tell clinics' own systems what has happened."""
    try:
        with wiring.database().unit_of_work() as session:
            webhooks.plan_deliveries(session, now(session))
    except Exception as error:
        # What is planned already must leave all the same.
        wiring.fault("hooks.planning_failed", error)
    notifying.deliver_webhooks(wiring.database(), wiring.webhook_poster())


@shared_task(name="amble.erase_due")
def erase_due() -> None:
    """Forget patients whose clinic wants it so long after their discharge."""
    Stint("amble.erase_due").in_batches(discharge.erase_due, _erase, together=1)


def _erase(session: Session, enrolment_ids: Sequence[UUID], at: datetime) -> None:
    for enrolment_id in enrolment_ids:
        discharge.erase(session, enrolment_id, AMBLE, at)


@shared_task(name="amble.forget_old")
def forget_old() -> None:
    """End what is kept for a time only, batch by batch; what is not done in time goes on at once in a new task."""
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
    """Count large clinics anew before somebody looks; what is not done in time goes on with the next tick."""
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
