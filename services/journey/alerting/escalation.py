"""How does the ladder of an alert that nobody has seen climb on? Due rows: each rung is told once, whoever asks.

The next rung's time moves in the unit of work that plans the tellings, under a lock on the alert.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.alert_kinds import Severity, facts_of
from schemas.tables.alerts import Alert
from schemas.tables.events import Fact
from schemas.tables.identity import Role, User
from services.journey.alerting import rungs, staff_phones
from services.journey.alerting.notices import tell_admins, tell_people, tell_whoever_has_it
from services.journey.alerting.rungs import Rung, Team, Whom
from services.progression import ladder
from services.storage import ladders
from services.storage.case import Batch, in_hand
from services.storage.database import save
from services.storage.ladders import terms_in, working_in
from services.storage.queries import alerts, people

_AGAIN = timedelta(minutes=5)


def due_rungs(session: Session, now: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Alerts whose next rung is due, the longest waiting first."""
    statement = select(Alert.id).where(col(Alert.next_rung_at) <= now, col(Alert.closed_at).is_(None))
    return session.exec(statement.order_by(col(Alert.next_rung_at)).limit(limit)).all()


def climb(session: Session, alert_ids: Sequence[uuid.UUID], now: datetime, sender: str) -> None:
    """Tell the next rung of each; the clinic's phones get one text about all that have come so far.

    sender is what texts to staff come from; "": there are none. What another worker is climbing just now is left out.
    """
    by_text: dict[uuid.UUID, list[Alert]] = defaultdict(list)
    with in_hand(session, now) as batch:
        for alert in alerts.lock_due_rungs(session, alert_ids, now):
            rung = _climb(batch, alert, sender)
            if rung is not None and rung.whom is Whom.PHONES and alert.clinic_id is not None:
                by_text[alert.clinic_id].append(alert)
        for clinic_id, together in by_text.items():
            staff_phones.tell(batch, clinic_id, together, sender)


def put_off(session: Session, alert_id: uuid.UUID, now: datetime) -> None:
    """A rung that cannot be told must not stop the others; it is tried again soon."""
    alert = session.get_one(Alert, alert_id, with_for_update=True)
    alert.next_rung_at = now + _AGAIN
    save(session, alert, event=_fact("alert.rung_failed", alert, now))


def _climb(batch: Batch, alert: Alert, sender: str) -> Rung | None:
    if alert.clinic_id is None or alert.next_rung_at is None:
        return None
    due, terms = alert.next_rung_at, terms_in(batch, alert.clinic_id)
    if alert.acknowledged_at is not None:
        _come_back(batch, alert)
    in_charge = _in_charge(batch, alert)
    whole = rungs.rungs(terms.ladder, alert.severity, _team(batch, alert.clinic_id, in_charge, sender))
    admins_at = _admins_at(batch, alert)
    number = rungs.next_rung(whole, alert.rung, to_admins=admins_at is not None and due >= admins_at)
    alert.rung, alert.tellings = number, alert.tellings + 1
    # After hours without a worker every rung that was due is told at once, and the last of them once.
    rung, last = whole[number - 1] if number else None, number == len(whole)
    alert.next_rung_at = ladder.step_from(terms, alert.kind, alert.severity, batch.now if last else due)
    if admins_at is not None and not last and due < admins_at:
        alert.next_rung_at = min(alert.next_rung_at, admins_at)
    if rung is not None:
        _tell(batch, alert, rung)
    batch.save(alert, event=_fact("alert.climbed", alert, batch.now, rung=number, telling=alert.tellings))
    return rung


def _admins_at(batch: Batch, alert: Alert) -> datetime | None:
    """When words that nobody has read reach the admins, whoever is on the rota before them; None for other matters."""
    words = alert.severity is Severity.SAME_DAY and facts_of(alert.kind).about_words
    by_due = alert.due_at + ladder.WORDS_REACH_ADMINS if words else None
    by_age = ladders.long_unread_at(batch.session, alert)
    return min((at for at in (by_due, by_age) if at is not None), default=None)


def _come_back(batch: Batch, alert: Alert) -> None:
    """It was seen, or put off until now, and is not settled: it must be seen once more, from the first rung on."""
    alert.acknowledged_at = alert.acknowledged_by = alert.snoozed_until = None
    alert.rung, alert.due_at, alert.updated_at = 0, alert.next_rung_at or batch.now, batch.now
    batch.save(alert, event=_fact("alert.unseen", alert, batch.now))


def _in_charge(batch: Batch, alert: Alert) -> uuid.UUID | None:
    """Whom it was given to, else whoever treats the patient; None where it is about no patient."""
    working = {user.id for user in working_in(batch, alert.clinic_id)} if alert.clinic_id else set()
    if alert.assigned_to in working or alert.patient_id is None:
        return alert.assigned_to
    return people.therapist_of(batch.session, alert.patient_id)


def _team(batch: Batch, clinic_id: uuid.UUID, in_charge: uuid.UUID | None, sender: str) -> Team:
    people = working_in(batch, clinic_id)
    return Team(
        in_hand=in_charge,
        working=frozenset(user.id for user in people),
        has_admins=any(user.role is Role.ADMIN for user in people),
        has_phones=bool(sender and staff_phones.ready(batch, clinic_id)),
    )


def _tell(batch: Batch, alert: Alert, rung: Rung) -> None:
    if rung.whom is Whom.THERAPIST:
        tell_whoever_has_it(batch, alert, rung.user_id)
    elif rung.whom is Whom.ROTA:
        tell_people(batch, alert, [batch.session.get_one(User, rung.user_id)])
    elif rung.whom is Whom.ADMINS:
        tell_admins(batch, alert)


def _fact(name: str, alert: Alert, now: datetime, **detail: int) -> Fact:
    return Fact(
        at=now, name=name, actor="amble", clinic_id=alert.clinic_id, patient_id=alert.patient_id,
        subject=f"alert:{alert.kind.value}", detail={"alert": str(alert.id), **detail},
    )  # fmt: skip
