"""What does each wake-up do? One thin task for each arrow; each asks the database what is due, and may run twice."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import product
from random import shuffle
from typing import TypeVar
from uuid import UUID

from celery import shared_task
from sqlmodel import Session

from schemas.alerts import NoticeChannel
from schemas.messages import Urgency
from services import wiring
from services.carrier.port import CarrierIsAway, SentRecord
from services.journey import advance, climb, hear, hooks, keeping, leave, mend, receipts, send, settle, sweep, tally
from services.journey.behind import missing_texts
from services.storage import records
from services.storage.database import now
from services.storage.events import AMBLE
from services.wiring.broker import enough_wait
from services.wiring.telemetry import traced
from workers import delivery, line_delivery, telling
from workers.app import BULK, PROMPT, REPLY, SAFETY, app
from workers.parking import park

MOST_BATCHES = 40
# The first batches of a tick are smaller: of a few thousand texts every worker process gets its part.
_FIRST_BATCHES, _SMALLER_BATCH = 8, 250
TOGETHER = 50
MOST_PHONES = 400
_LONGEST_COUNT_SECONDS = 45.0
_FORGOTTEN_TOGETHER = 1000
_QUEUE_OF = {Urgency.SAFETY: SAFETY, Urgency.ANSWER: REPLY, Urgency.PROMPT: PROMPT, Urgency.BULK: BULK}
Row = TypeVar("Row", UUID, int)
_FIRST = (Urgency.SAFETY, Urgency.ANSWER)


@shared_task(name="amble.hear_due")
def hear_due() -> None:
    """Hear every stored text that nobody has heard, number by number, in order of arrival.

    Where many wait another worker is asked to join; each begins elsewhere, and leaves out what the other is hearing.
    """
    heard, called = True, False
    while heard:
        with wiring.database().unit_of_work() as session:
            phones = records.unheard_phones(session, limit=MOST_PHONES)
        if len(phones) == MOST_PHONES and not called:
            wake("amble.hear_due", REPLY)
            called = True
        starts = list(range(0, len(phones), TOGETHER))
        shuffle(starts)
        heard = sum([_hear(phones[start : start + TOGETHER]) for start in starts]) > 0
        if heard:
            wake("amble.send_due", SAFETY)


def _hear(phones: Sequence[str]) -> int:
    """Hear a text of each number; whatever goes wrong with one must not stop the texts of others."""
    database, began = wiring.database(), time.time()
    try:
        with database.unit_of_work() as session:
            heard = hear.hear_next(session, phones, now(session))
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
    with wiring.database().unit_of_work() as session:
        waiting = receipts.unread(session, limit=500)
    for start in range(0, len(waiting), TOGETHER):
        _one_by_one_if_need_be(waiting[start : start + TOGETHER], receipts.read)


@shared_task(name="amble.close_days")
def close_days() -> None:
    """Silence decides for everyone whose plan day has ended."""
    with wiring.database().unit_of_work() as session:
        due = records.enrolments_at_boundary(session, now(session), limit=500)
    for start in range(0, len(due), TOGETHER):
        _one_by_one_if_need_be(due[start : start + TOGETHER], advance.close_days_of)


def _one_by_one_if_need_be(these: Sequence[Row], work: Callable[[Session, Sequence[Row], datetime], object]) -> None:
    """Do it for all in one unit of work; where one fails, for each alone, so that it is nothing to the others."""
    try:
        with wiring.database().unit_of_work() as session:
            work(session, these, now(session))
    except Exception as error:
        wiring.fault("work.failed", error, work=work.__name__, rows=len(these))
        if len(these) > 1:
            for row in these:
                _one_by_one_if_need_be([row], work)
        return
    wiring.log("work.done", work=work.__name__, rows=len(these))


@shared_task(name="amble.settle_lost")
def settle_lost() -> None:
    """Give back claims that nobody came for, and ask the carrier about calls whose end nobody heard."""
    with wiring.database().unit_of_work() as session:
        settle.give_back_expired_claims(session, now(session))
        lost = settle.lost_calls(session, now(session), limit=100)
    _ask_the_carrier(lost, settle.question_about, settle.settle_lost)


@shared_task(name="amble.mend")
def find_and_mend() -> None:
    """Ask the carrier about texts without a final status, and make the texts that nobody made."""
    with wiring.database().unit_of_work() as session:
        silent = mend.without_final_status(session, now(session), limit=50)
        missing = missing_texts(session, now(session), limit=200)
    for enrolment_id in missing:
        with wiring.database().unit_of_work() as session:
            mend.make_missing_texts(session, enrolment_id, now(session))
        wiring.log("texts.were_missing", enrolment=str(enrolment_id))
    _ask_the_carrier(silent, mend.question_about, mend.learn_status)


def _ask_the_carrier(
    text_ids: Sequence[UUID],
    question: Callable[[Session, UUID, datetime], tuple[str, datetime]],
    learn: Callable[[Session, UUID, Sequence[SentRecord], datetime], object],
) -> None:
    """Let the carrier's own list tell what became of texts; while it is away they wait for the next tick."""
    for text_id in text_ids:
        with wiring.database().unit_of_work() as session:
            phone, since = question(session, text_id, now(session))
        try:
            listed = wiring.carrier().find(phone, since)
        except CarrierIsAway:
            wiring.log("carrier.away")
            return
        with wiring.database().unit_of_work() as session:
            learn(session, text_id, listed, now(session))


@shared_task(name="amble.sweep")
def let_time_count() -> None:
    """Whoever has waited too long becomes a person's matter."""
    with wiring.database().unit_of_work() as session:
        overdue = sweep.due(session, now(session), limit=500)
    for start in range(0, len(overdue), TOGETHER):
        _one_by_one_if_need_be(overdue[start : start + TOGETHER], sweep.sweep)


@shared_task(name="amble.climb")
def climb_ladders() -> None:
    """Tell the next rung of every alert that nobody has seen in time, until none is due."""
    sender = wiring.configuration().staff_from_number
    for _ in range(MOST_BATCHES):
        with wiring.database().unit_of_work() as session:
            due = climb.due_rungs(session, now(session), limit=TOGETHER)
        if not due:
            return
        _climb(due, sender)
        wake("amble.tell_staff", SAFETY)
        wake("amble.send_line_texts", SAFETY)


def _climb(alert_ids: Sequence[UUID], sender: str) -> None:
    """All in one unit of work, so that a phone gets one text about them; where one fails, each alone."""
    try:
        with wiring.database().unit_of_work() as session:
            climb.climb(session, alert_ids, now(session), sender)
        wiring.log("rungs.climbed", alerts=len(alert_ids))
    except Exception as error:
        wiring.fault("rung.failed", error, alerts=len(alert_ids))
        for alert_id in alert_ids if len(alert_ids) > 1 else ():
            _climb([alert_id], sender)
        if len(alert_ids) == 1:
            with wiring.database().unit_of_work() as session:
                climb.put_off(session, alert_ids[0], now(session))


@shared_task(name="amble.send_line_texts")
def send_line_texts() -> None:
    """Text phones that are no patient's: of the staff, and of strangers in danger."""
    line_delivery.deliver()


@shared_task(name="amble.tell_staff")
def tell_staff() -> None:
    """Tell the care team, outside of Amble, of alerts that cannot wait: by mail."""
    telling.tell_notices(wiring.database(), NoticeChannel.EMAIL, wiring.staff_channel(NoticeChannel.EMAIL))


@shared_task(name="amble.tell_systems")
def tell_systems() -> None:
    """And by the webhook of each clinic, so that no slow system keeps a mail waiting."""
    telling.tell_notices(wiring.database(), NoticeChannel.WEBHOOK, wiring.staff_channel(NoticeChannel.WEBHOOK))


@shared_task(name="amble.deliver_hooks")
def deliver_hooks() -> None:
    """Tell clinics' own systems what has happened."""
    try:
        with wiring.database().unit_of_work() as session:
            hooks.plan_deliveries(session, now(session))
    except Exception as error:
        # What is planned already must leave all the same.
        wiring.fault("hooks.planning_failed", error)
    telling.deliver_hooks(wiring.database(), wiring.hook_poster())


@shared_task(name="amble.erase_due")
def erase_due() -> None:
    """Forget patients whose clinic wants it so long after their discharge."""
    with wiring.database().unit_of_work() as session:
        due = leave.erase_due(session, now(session), limit=500)
    for enrolment_id in due:
        with wiring.database().unit_of_work() as session:
            leave.erase(session, enrolment_id, AMBLE, now(session))
        wiring.log("patient.erased", enrolment=str(enrolment_id))


@shared_task(name="amble.forget_old")
def forget_old() -> None:
    """End what is kept for a time only, batch by batch; what is not done in time goes on at once in a new task."""
    began = time.monotonic()
    for kept in keeping.KEPT:
        ended = _FORGOTTEN_TOGETHER
        while ended == _FORGOTTEN_TOGETHER:
            if time.monotonic() - began > _LONGEST_COUNT_SECONDS:
                wake("amble.forget_old", BULK)
                return
            with wiring.database().unit_of_work() as session:
                ended = keeping.sweep(session, kept, now(session), limit=_FORGOTTEN_TOGETHER)
            if ended:
                wiring.log("kept.ended", kind=kept.name, rows=ended)


@shared_task(name="amble.keep_measures")
def keep_measures() -> None:
    """Count large clinics anew before somebody looks; what is not done in time goes on with the next tick."""
    began = time.monotonic()
    with wiring.database().unit_of_work() as session:
        at = now(session)
        tally.forget_old(session, at)
        clinics = tally.large_clinics(session)
    for clinic_id, period in product(clinics, tally.usual_periods(at)):
        if time.monotonic() - began > _LONGEST_COUNT_SECONDS:
            return
        with wiring.database().unit_of_work() as session:
            renewed = tally.renew(session, clinic_id, period, at)
        if renewed:
            wiring.log("measures.counted", clinic=str(clinic_id))


def wake(name: str, queue: str) -> None:
    """A courtesy that saves a tick's wait; losing it loses nothing."""
    try:
        if not enough_wait(queue):
            app.send_task(name, queue=queue, retry=False)
    except Exception as error:
        # The work in hand must not end because the broker is away.
        wiring.log("wake_up.lost", task=name, error=type(error).__name__)
